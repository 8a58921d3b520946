"""Kept pages and what is said of them, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.rule import Rule
from rich.text import Text

from navicert.cli.claims import VERDICT_STYLE
from navicert.cli.output import note, stdout, table
from navicert.cli.show_reading import MODALITY_STYLE, print_reading, shortened

if TYPE_CHECKING:
    from navicert.store.pages import WrittenReading

Record = Mapping[str, Any]


def print_items(items: Sequence[Record]) -> None:
    """Claims, events and other records, one a row, with how often the same stands elsewhere."""
    if not items:
        return
    grid = table("day", "what", "who", "words", "source", "id")
    for item in items:
        grid.add_row(
            _days(item), _what(item), Text(_who(item)), Text(shortened(_words(item))), _source(item), _id(item)
        )
    stdout().print(grid)


def _id(item: Record) -> Text:
    return Text(f"{item['page']}\n{item[item['type'] + '_id']} at {item['start']}", style="dim")


def _what(item: Record) -> Text:
    modality = str(item.get("modality") or "asserted")
    words, style = modality.replace("_", " "), MODALITY_STYLE.get(modality, "")
    if item["type"] == "claim":
        text = Text(words, style=style)
        return text.append(f" ({item['detail']})") if item.get("detail") else text
    text = Text(str(item.get("kind") or item["type"]).replace("_", " "))
    return text if modality == "asserted" else text.append(f", {words}", style=style)


def _who(item: Record) -> str:
    if item["type"] == "claim":
        said = filter(None, (item["speaker"], item["organisation"]))
        who = ", ".join(dict.fromkeys(said)) or "the report itself"
        return f"{who} via {item['via']}" if item.get("via") else who
    return ", ".join(item.get("actors") or [])


def _words(item: Record) -> str:
    if item["type"] == "claim" and item["about"]:
        return f"{item['quote']} [about {item['about']}]"
    return item.get("quote") or item.get("text") or " ... ".join(span["text"] for span in item.get("spans", ()))


def _days(item: Record) -> str:
    first, last = item.get("first_day"), item.get("last_day")
    if first is None:
        return "not known"
    return first if first == last else f"{first}\nto {last}"


def _source(item: Record) -> Text:
    text = Text(item["outlet"] or "outlet unknown")
    copies = len(item["occurrences"]) - 1
    if copies:
        text.append(f"\n1 source, {copies + 1} occurrences", style="cyan")
    if item["version_of"]:
        text.append("\nan updated story", style="cyan")
    return text.append("\ncorrected", style="magenta") if item.get("corrections") else text


def print_days(items: Sequence[Record]) -> None:
    """A timeline: days down the page, what happened beside them."""
    console = stdout()
    for item in items:
        line = Text(f"{_days(item).replace(chr(10), ' '):<25} ", style="bold")
        line.append_text(_what(item)).append(f"  {_who(item)}" if _who(item) else "")
        console.print(line)
        console.print(Text(f"{'':<26}{shortened(_words(item))}"))
        copies = len(item["occurrences"])
        found = f", {copies} occurrences of one source" if copies > 1 else ""
        console.print(Text(f"{'':<26}{item['title'] or 'untitled'}; page {item['page']}{found}", style="dim"))


def print_pages(pages: Sequence[Record]) -> None:
    """All kept pages, one a row."""
    grid = table("page", "articles", "published", "claims", "events", "corrections", "found in")
    for page in pages:
        days = dict.fromkeys(day or "not known" for day in page["days"])
        corrections = f"{page['corrections']}" + (f", {page['orphaned']} orphaned" if page["orphaned"] else "")
        counts = page["counts"]
        grid.add_row(
            page["page"], Text("\n".join(page["titles"]) or "no article"), "\n".join(days), str(counts.get("claim", 0)),
            str(counts.get("event", 0)), corrections, Text("\n".join(page["places"])),
        )  # fmt: skip
    stdout().print(grid)


def print_page(
    page: Record, records: Sequence[Record], corrections: Sequence[Record], readings: Sequence[WrittenReading]
) -> None:
    """One page: where it was found, what read it, what it says, what was corrected."""
    console = stdout()
    console.print(Rule(f"page {page['page']}"))
    console.print(Text(f"sha256 {page['sha256']}\nfound in: {', '.join(page['places']) or 'no place told'}"))
    for reading in readings:
        given = f", published {reading.published} as given" if reading.published else ""
        console.print(Text(f"read {reading.read_at:%Y-%m-%d %H:%M} by {reading.reader}{given}", style="dim"))
    print_reading(records, ids=True)
    if corrections:
        grid = table("correction", "of", "what", "instead of", "why", "by", "at")
        for one in corrections:
            place = f"{one['of']} at {one['start']}-{one['end']}" + ("\nORPHANED" if one["orphaned"] else "")
            what = _fields(one["values"]) or one["action"]
            cells = (one["id"], place, what, _fields(one["instead_of"]), one["reason"], one["by"], one["at"][:16])
            grid.add_row(*map(Text, cells))
        console.print(grid)


def _fields(values: Record) -> str:
    return "\n".join(f"{name}: {value if value not in (None, []) else 'nothing'}" for name, value in values.items())


def print_sources(sources: Sequence[Record], texts: Mapping[str, str]) -> None:
    """Texts that repeat, each with its places."""
    if not sources:
        note("no text stands in several places")
        return
    grid = table("source", "text", "occurrences", "stands in")
    for source in sources:
        places = source["occurrences"]
        first = places[0]
        kind = source["kind"] + (f"\na version of {source['version_of']}" if source["version_of"] else "")
        found = [f"{one['page']} at {one['start']}  {', '.join(one['places'])}" for one in places]
        words = shortened(texts[first["page"]][first["start"] : first["end"]])
        grid.add_row(Text(f"{kind}\n{source['source_id']}"), Text(words), str(len(places)), Text("\n".join(found)))
    stdout().print(grid)


def print_links(records: Sequence[Record]) -> None:
    """Candidates, verdicts and proposals, each with its reasons."""
    print_parties([record for record in records if record["type"] == "party"])
    print_statements([record for record in records if record["type"] == "law"])
    print_deliveries([record for record in records if record["type"] == "delivery"])
    left = [record for record in records if record["type"] == "not_asked"]
    if left:
        names = "; ".join(f"{record['name']} ({record['reason']})" for record in left)
        stdout().print(Text(f"not asked of the lists: {names}", style="dim"))


def print_parties(records: Sequence[Record]) -> None:
    """Named parties that a list may hold; the rest in one line."""
    console = stdout()
    grid = table("named", "may be", "score", "state", "because")
    for record in records:
        for candidate in record["candidates"]:
            reasons = "\n".join(f"{reason['weight']:+.2f} {reason['text']}" for reason in candidate["reasons"])
            listed = f"{candidate['caption']}\n{candidate['id']}"
            grid.add_row(
                Text(record["name"]), Text(listed), f"{candidate['score']:.2f}", candidate["state"], Text(reasons)
            )
    if grid.row_count:
        console.print(Rule("Listed parties that may be meant: for a person to confirm"))
        console.print(grid)
    for status, words in (("no_hits", "asked, no candidate"), ("not_screened", "NOT SCREENED, no fresh list")):
        names = [record["name"] for record in records if record["status"] == status]
        if names:
            console.print(Text(f"{words}: {', '.join(names)}", style="dim"))


def print_statements(records: Sequence[Record]) -> None:
    """What is said of the law, with the rulebook's verdict."""
    if not records:
        return
    console = stdout()
    console.print(Rule("What is said of the law"))
    grid = table("verdict", "said", "measures", "because")
    for record in records:
        verdict = Text(record["verdict"].replace("_", " "), style=VERDICT_STYLE.get(record["verdict"], "dim"))
        cells = (shortened(record["quote"]), "\n".join(record["measures"]), shortened(record["because"], 400))
        grid.add_row(verdict, *map(Text, cells))
    console.print(grid)


def print_deliveries(records: Sequence[Record]) -> None:
    """Deliveries that nobody has recorded, with the command that would."""
    if not records:
        return
    console = stdout()
    console.print(Rule("Reported deliveries: proposed for the ledger, not recorded"))
    for record in records:
        console.print(Text.assemble((record["text"], "bold"), f"  {shortened(record['quote'])}"))
        for problem in record["problems"]:
            console.print(Text(f"  missing: {problem}", style="yellow"))
        for doubt in record["doubts"]:
            console.print(Text(f"  weigh: {doubt}", style="yellow"))
        if record["command"]:
            console.print(Text(f"  to record it: {record['command']}"))


def print_correction(record: Record) -> None:
    """One correction as it was kept."""
    console = stdout()
    console.print(Text(f"{record['id']}: {record['action']} {record['of']} at {record['start']}-{record['end']}"))
    for name, value in record["values"].items():
        console.print(Text(f"  {name}: {value}, instead of {record['instead_of'].get(name)}"))
    console.print(Text(f"  by {record['by']} at {record['at'][:19]}: {record['reason']}", style="dim"))
