"""Cases for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from textwrap import shorten
from typing import Any

from rich.padding import Padding
from rich.text import Text

from navicert.cli.output import stdout, table

STYLES = {"open": "bold", "escalated": "bold red", "disputed": "bold red", "proposed": "yellow", "withdrawn": "cyan"}
ERASED = "(erased)"


def print_queue(records: Sequence[Mapping[str, Any]]) -> None:
    """The queue as a table."""
    grid = table("case", "prob.", "score", "status", "customer", "listed", "list", "since", "more", "why")
    for record in records:
        grid.add_row(
            record["id"],
            _number(record["probability"]),
            _number(record["score"]),
            Text(record["status"], style=STYLES.get(record["status"], "")),
            record["customer"] or ERASED,
            f"{record['caption']} {record['entity']}",
            record["list"],
            record["since"][:10],
            str(record["candidates"] - 1 or ""),
            shorten("; ".join(record["because"]), 60, placeholder=" ..."),
        )
    stdout().print(grid)


def print_facets(facets: Mapping[str, Sequence[tuple[str, int]]]) -> None:
    """How many cases fall under each value of each facet."""
    grid = table("facet", "value", "cases")
    for facet, values in facets.items():
        for value, count in values:
            grid.add_row(facet, value, f"{count:,}")
    stdout().print(grid)


def print_case(record: Mapping[str, Any]) -> None:
    """A case with its record."""
    console = stdout()
    head = Text.assemble((record["id"], "bold"), "  ", (record["status"], STYLES.get(record["status"], "")))
    console.print(head.append(f"  version {record['version']}"))
    _line(f"{record['customer'] or ERASED} and {record['caption']} ({record['list']} {record['entity']})")
    _line(
        f"score {_number(record['score'])}, probability {_number(record['probability'])}, edition {record['edition']}"
    )
    for words in record["because"]:
        _line(f"why now: {words}")
    _print_found(record["found"])
    for event in record["events"]:
        _print_event(event)


def _print_found(found: Mapping[str, Any] | None) -> None:
    if found is None:
        _line(f"what was found: {ERASED}")
        return
    if "matched" in found:
        _line(f"asked {found['matched']['query']!r}, listed {found['matched']['entry']!r}")
    for reason in found.get("reasons", []):
        _line(f"{reason['weight']:+.3f}  {reason['text']}", indent=4)


def _print_event(event: Mapping[str, Any]) -> None:
    at = datetime.fromisoformat(event["at"])
    said = event["particulars"]
    words = [event["verdict"].replace("_", " ")] if "verdict" in event else list(event.get("because", []))
    if event.get("needs_second"):
        words.append("wants a second reviewer")
    if event.get("expires_on"):
        words.append(f"until {event['expires_on']}")
    if said is None:
        words.append(ERASED)
    elif said.get("reason"):
        words += [said["reason"], *said.get("evidence", [])]
    _line(
        f"{event['version']:3}  {at:%Y-%m-%d %H:%M}  {event['by']}: {event['kind']}" + "".join(f"; {w}" for w in words)
    )


def _line(text: str, indent: int = 2) -> None:
    stdout().print(Padding(Text(text), (0, 0, 0, indent), expand=False))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
