"""A timeline of kept pages as a picture: a lane for every kind of event, its bars told by how they are meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from navicert.charts.lanes import Bar, Drawing, Kind, Lane, draw
from navicert.evidence.keeping.shelf import Item, days_of, words_of_record

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "asserted": Kind("free", "+", "asserted"),
        "denied": Kind("barred", "−", "denied"),
        "unverified": Kind("asked", "?", "unverified"),
        "planned": Kind("limited", "…", "planned"),
        "threatened": Kind("limited", "!", "threatened"),
        "needs_review": Kind("blank", "", "to be looked at"),
    }
)
COLUMNS = (("", 4), ("from", 11), ("to", 11), ("how meant", 12), ("who", 26), ("what", 56), ("source", 24))
MOST_LANES, MOST_BARS = 24, 60
LONGEST = 200


def draw_timeline(items: Sequence[Item], *, title: str) -> str:
    """The items with a known day as SVG with a table of the same; what is left out is counted in its notes."""
    dated = [(days, item) for item in items if (days := days_of(item)) is not None]
    lanes: dict[str, list[tuple[tuple[date, date], Item]]] = defaultdict(list)
    for days, item in dated:
        lanes[_lane_name(item)].append((days, item))
    shown = {name: found[:MOST_BARS] for name, found in list(lanes.items())[:MOST_LANES]}
    ends = [day for found in shown.values() for days, _ in found for day in days]
    first, last = (min(ends), max(ends)) if ends else (date(2000, 1, 1), date(2000, 12, 31))
    drawn = sum(map(len, shown.values()))
    return draw(
        Drawing(
            title=title,
            description=f"{drawn} records in {len(shown)} lanes, {first} to {last}",
            lanes=tuple(_lane(name, found) for name, found in shown.items()),
            columns=COLUMNS,
            first=first - timedelta(days=5),
            last=last + timedelta(days=5),
            notes=tuple(_notes(len(items) - len(dated), len(dated) - drawn)),
        )
    )


def _notes(undated: int, beyond: int) -> Iterator[str]:
    yield "Reported, not established: a bar says that somebody reported it. Copies of a text are drawn once."
    if undated:
        yield f"{undated} more have no day that is known; they are not drawn."
    if beyond:
        yield f"{beyond} more are not drawn for want of room."


def _lane_name(item: Item) -> str:
    kind = item.record.get("kind") if item.record["type"] == "event" else item.record["type"]
    return str(kind).replace("_", " ")


def _lane(name: str, found: Sequence[tuple[tuple[date, date], Item]]) -> Lane:
    bars, cells = [], []
    for number, ((first, last), item) in enumerate(found, 1):
        kind = KINDS[item.record.get("modality") or "asserted"]
        who = ", ".join(item.record.get("actors") or []) or item.record.get("speaker") or ""
        words = _words(item)
        bars.append(Bar(first, last, kind, f"{kind.name}: {words}"))
        title = (item.article or {}).get("title")
        source = f"{title['text'] if title else 'untitled'} ({item.page.page.id})"
        cells.append((str(number), str(first), str(last), kind.name, who[:LONGEST], words, source[:LONGEST]))
    return Lane(name, tuple(bars), tuple(cells))


def _words(item: Item) -> str:
    record = item.record
    said = record.get("quote") or record.get("text") or " ... ".join(span["text"] for span in record.get("spans", ()))
    text = " ".join(str(said or words_of_record(record)).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
