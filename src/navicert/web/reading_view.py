"""A page that was read as plain data for its view: the text in pieces that carry their layers, and tables of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from navicert.evidence.keeping.answers import corrections_to_json, item_to_json
from navicert.evidence.keeping.corrections import id_of
from navicert.evidence.keeping.questions import plain_words
from navicert.evidence.keeping.shelf import ReadPage, Shelf

if TYPE_CHECKING:
    from navicert.desk.evidence import Links

LAYERS = {
    "mention": "names",
    "date": "dates",
    "quantity": "quantities",
    "claim": "claims",
    "link": "links to law and quotas",
    "duplicate": "repeated text",
}
"""The layers of a page, each with its word; any of them can be switched off."""
INNERMOST = ("mention", "date", "quantity")
COLUMNS = (
    "type", "id", "article_id", "start", "end", "text", "quote", "kind", "name", "entry", "speaker", "organisation",
    "modality", "value", "value_high", "unit", "value_start", "value_end", "date_start", "date_end",
)  # fmt: skip
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that belong to a layer. `target` is where the mark leads, `said` how it is explained."""

    start: int
    end: int
    layer: str
    record: str
    kind: str
    target: str
    said: str


def told(read: ReadPage, links: Links) -> dict[str, Any]:
    """What a page says: articles with their text in pieces, and everything that was read, linked and corrected."""
    records = read.corrected.records
    from navicert.evidence.linking.answers import delivery_to_json, party_to_json, statement_to_json

    parties = [party_to_json(one.named, one.answer) for one in links.parties]
    law = [statement_to_json(one.statement, one.judgement) for one in links.statements]
    deliveries = [delivery_to_json(one) for one in links.deliveries]
    marks = sorted(_marks(records, parties, law, deliveries), key=lambda mark: (mark.start, -mark.end))
    shelf = Shelf([read])
    return {
        "page": read.page.id,
        "places": list(read.places),
        "notes": list(read.reading.notes),
        "corrections_so_far": len(read.corrections),
        "articles": [_article(one, read.page.text, marks) for one in records if one["type"] == "article"],
        "claims": _folded(shelf, "claim"),
        "events": _folded(shelf, "event"),
        "names": _names(records, parties, {one.name: one.reason for one in links.not_asked}),
        "dates": [_with_id(one) for one in records if one["type"] == "date"],
        "quantities": [_with_id(one) for one in records if one["type"] == "quantity"],
        "law": law,
        "deliveries": deliveries,
        "corrections": list(corrections_to_json(read)),
        "removed": [_with_id(one) for one in read.corrected.removed],
    }


def rows(read: ReadPage) -> list[dict[str, Any]]:
    """Everything that was read from a page as rows of one table."""
    found = (record for record in read.corrected.records if record["type"] not in ("page", "line", "duplicate"))
    return [{column: _with_id(record).get(column) for column in COLUMNS} for record in found]


def _with_id(record: Record) -> dict[str, Any]:
    return {**record, "id": id_of(dict(record))}


def _folded(shelf: Shelf, kind: str) -> list[dict[str, Any]]:
    """Records of a kind, those of repeated text once."""
    items = sorted(shelf.items([kind]), key=lambda item: item.record["start"])
    return [{**item_to_json(item), "id": id_of(item.record)} for item in items]


def _article(article: Record, text: str, marks: Sequence[Mark]) -> dict[str, Any]:
    return {
        "id": article["article_id"],
        "title": (article.get("title") or {}).get("text") or "untitled",
        "outlet": article.get("outlet"),
        "published": article.get("resolved_date"),
        "date_basis": article.get("date_basis"),
        "start": article["start"],
        "end": article["end"],
        "confirmed": article.get("confirmed"),
        "corrections": article.get("corrections", []),
        "pieces": list(pieces(text, article["start"], article["end"], marks)),
    }


# Names


def _names(records: Iterable[Record], parties: Sequence[Record], left: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every name once, with its mentions, its candidates on the lists, or why lists are not asked for it."""
    groups: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in records:
        if record["type"] == "mention":
            groups[str(record["kind"]), *sorted(plain_words(_name(record)))].append(record)
    asked = {mention: party for party in parties for mention in party["mentions"]}
    return [_named(mentions, asked.get(mentions[0]["mention_id"]), left) for mentions in groups.values()]


def _named(mentions: Sequence[Record], party: Record | None, left: Mapping[str, str]) -> dict[str, Any]:
    first = mentions[0]
    name = _name(first)
    return {
        "id": first["mention_id"],
        "name": name,
        "kind": first["kind"],
        "subkind": first["subkind"],
        "mentions": [
            {"id": one["mention_id"], "start": one["start"], "end": one["end"], "text": one["text"]} for one in mentions
        ],
        "entry": party["entry"] if party else None,
        "status": party["status"] if party else "not_asked",
        "because": None if party else left.get(name, "lists are not asked for places"),
        "candidates": party["candidates"] if party else [],
        "warnings": party["warnings"] if party else [],
        "corrections": [made for one in mentions for made in one.get("corrections", ())],
    }


def _name(mention: Record) -> str:
    return " ".join(str(mention["name"] or mention["text"]).split())


# Marks


def _marks(
    records: Sequence[Record], parties: Sequence[Record], law: Sequence[Record], deliveries: Sequence[Record]
) -> Iterator[Mark]:
    listed = {mention: _entity(party) for party in parties if party["entry"] for mention in party["mentions"]}
    for record in records:
        kind = str(record["type"])
        if kind in INNERMOST or kind == "claim":
            record_id = id_of(dict(record))
            target = listed.get(record_id) or f"#record-{record_id}"
            words = str(record.get("modality") or record.get("kind") or kind)
            yield Mark(record["start"], record["end"], kind, record_id, words, target, _said(record))
    for one in law:
        target = f"/measures/{one['measures'][0]}" if one["measures"] else f"#law-{one['start']}"
        said = f"about the law: {one['verdict'].replace('_', ' ')}"
        yield Mark(one["start"], one["end"], "link", f"law-{one['start']}", one["verdict"], target, said)
    for one in deliveries:
        target = f"#delivery-{one['start']}"
        yield Mark(one["start"], one["end"], "link", f"delivery-{one['start']}", "delivery", target, "a delivery")
    for record in records:
        if record["type"] == "duplicate" and _stands_above(record):
            yield Mark(record["start"], record["end"], "duplicate", "", record["kind"], "", "stands above already")


def _stands_above(copy: Record) -> bool:
    return any(other["page"] == copy["page"] and other["from"] < copy["start"] for other in copy["others"])


def _entity(party: Record) -> str:
    """The address of the listed party that a name was confirmed to be."""
    match = next((one for one in party["candidates"] if one["state"] == "confirmed"), None)
    return f"/entity/{match['sources'][0]}/{match['id']}" if match else ""


def _said(record: Record) -> str:
    """A record in a few words, for whoever points at it."""
    kind = record["type"]
    if kind == "mention":
        return f"{record['kind']}: {_name(record)}"
    if kind == "date":
        return f"date: {record['value_start'] or 'day unknown'}"
    if kind == "quantity":
        return f"quantity: {record['value']} {record['unit'] or ''}".strip()
    return f"claim, {str(record['modality']).replace('_', ' ')}"


def pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    """The text from start to end, cut wherever a mark begins or ends; every character once, in order.

    Each piece names its layers and records; it leads where its innermost mark leads, and `ends` are claims that end
    with it.
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {start, end, *(cut for mark in inside for cut in (mark.start, mark.end) if start < cut < end)}
    beginning: dict[int, list[Mark]] = defaultdict(list)
    for mark in inside:
        beginning[max(mark.start, start)].append(mark)
    standing: list[Mark] = []
    for left, right in pairwise(sorted(cuts)):
        standing = [mark for mark in standing if mark.end > left] + beginning[left]
        yield _piece(text[left:right], right, standing)


def _piece(text: str, end: int, marks: Sequence[Mark]) -> dict[str, Any]:
    inner = min(
        (mark for mark in marks if mark.layer in INNERMOST), key=lambda mark: mark.end - mark.start, default=None
    )
    inner = inner or next((mark for mark in marks if mark.layer == "link"), None)
    return {
        "text": text,
        "layers": list(dict.fromkeys(mark.layer for mark in marks)),
        "kinds": list(dict.fromkeys(mark.kind for mark in marks if mark.layer == "claim")),
        "records": [mark.record for mark in marks if mark.record],
        "target": inner.target if inner else None,
        "layer": inner.layer if inner else None,
        "said": inner.said if inner else None,
        "ends": [
            {"record": mark.record, "modality": mark.kind}
            for mark in marks
            if mark.layer == "claim" and mark.end == end
        ],
    }
