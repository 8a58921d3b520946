"""What was read from a page, for people: each article with its claims, quantities and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.rule import Rule
from rich.text import Text

from navicert.cli.output import stdout, table

MODALITY_STYLE = {"denied": "bold red", "unverified": "yellow", "needs_review": "bold yellow", "threatened": "magenta"}
LONGEST_QUOTE = 160


def print_reading(records: Sequence[Mapping[str, Any]], *, ids: bool = False) -> None:
    """Print one page's records: the page, then its articles one below the other; with `ids` instead of places."""
    console = stdout()
    page = records[0]
    console.print(Rule(Text(f"{page['file'] or page['page']}: {page['end']:,} characters")))
    for text in page["notes"]:
        console.print(Text(f"note: {text}", style="yellow"))
    for article in _of(records, "article"):
        own = [r for r in records if r.get("article_id") == article["article_id"]]
        _print_article(article, own, "id" if ids else "at")


def _of(records: Sequence[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    return [record for record in records if record["type"] == kind]


def _place(record: Mapping[str, Any], column: str) -> str:
    """Where a record stands, or its id with a sign where an analyst corrected it."""
    if column == "at":
        return str(record["start"])
    return f"{record[record['type'] + '_id']}{' *' if record.get('corrections') else ''}"


def _print_article(article: Mapping[str, Any], own: Sequence[Mapping[str, Any]], column: str) -> None:
    console = stdout()
    title = article["title"]["text"] if article["title"] else "(no title)"
    console.print(Text(f"\n{title}{'  ' + article['article_id'] if column == 'id' else ''}", style="bold"))
    console.print(_publication(article))
    claims, quantities, events = _of(own, "claim"), _of(own, "quantity"), _of(own, "event")
    shown = (f"{m['text']} {m['mention_id']}" if column == "id" else m["text"] for m in _first_mentions(own))
    names = ", ".join(dict.fromkeys(shown))
    if names:
        console.print(f"named: {names}", markup=False)
    if claims:
        console.print(_claims_table(claims, column))
    if quantities:
        grid = table("quantity", "means", "of", column)
        for record in quantities:
            grid.add_row(
                Text(record["text"]), Text(_amount(record)), Text(record.get("what") or ""), _place(record, column)
            )
        console.print(grid)
    if events:
        grid = table("event", "who", "when", "where", column)
        for record in events:
            who, where = _names(record["actors"]), record.get("place") or ""
            grid.add_row(record["kind"], Text(who), _when(record), Text(where), _place(record, column))
        console.print(grid)


def _publication(article: Mapping[str, Any]) -> Text:
    parts = [article.get("outlet") or "outlet unknown"]
    parts += [byline["text"] for byline in article["bylines"]]
    day = article["resolved_date"]
    text = Text("; ".join(parts) + "; ")
    if day is None:
        return text.append("published on an unknown day: give --published", style="bold yellow")
    return text.append(f"published {day} (by {article.get('date_basis') or 'what was given'})")


def _first_mentions(own: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [mention for mention in _of(own, "mention") if not mention["same_as"]]


def _claims_table(claims: Sequence[Mapping[str, Any]], column: str) -> Any:
    grid = table("how meant", "who says so", "what", column)
    for claim in claims:
        modality = Text(claim["modality"].replace("_", " "), style=MODALITY_STYLE.get(claim["modality"], ""))
        if claim.get("detail"):
            modality.append(f" ({claim['detail']})")
        speaker = (
            ", ".join(dict.fromkeys(filter(None, (claim["speaker"], claim["organisation"])))) or "the report itself"
        )
        via = f"\nvia {claim['via']}" if claim.get("via") else ""
        grid.add_row(modality, Text(speaker + via), Text(shortened(claim["quote"])), _place(claim, column))
    return grid


def shortened(quote: str, longest: int = LONGEST_QUOTE) -> str:
    """The words on one line, at most so many characters of them."""
    text = " ".join(quote.split())
    return text if len(text) <= longest else text[: longest - 3] + "..."


def _amount(record: Mapping[str, Any]) -> str:
    ends = [f"{record[key]:,}" for key in ("value", "value_high") if record.get(key) is not None]
    sign = record["comparator"] if record["comparator"] not in (None, "=") else ""
    return f"{sign} {' to '.join(ends)} {record['unit'] or ''}".strip()


def _names(actors: Sequence[Any]) -> str:
    return ", ".join(str(actor["name"] if isinstance(actor, Mapping) else actor) for actor in actors)


def _when(record: Mapping[str, Any]) -> str:
    first, last = record["date_start"], record["date_end"]
    if first is None:
        return ""
    return first if first == last else f"{first} to {last}"
