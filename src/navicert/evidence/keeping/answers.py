"""Answers about kept pages as JSON objects: one an item, a link, a page, a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from navicert.evidence.keeping.corrections import Correction, Orphan, id_of
from navicert.evidence.keeping.shelf import Item, ReadPage, days_of
from navicert.evidence.output import Record


def item_to_json(item: Item) -> Record:
    """A record with the title and day of its article and every place where the same stands.

    `witnesses` is always 1: copies of a text are one source, however many `occurrences` there are.
    """
    article, days = item.article, days_of(item)
    return {
        **item.record,
        "title": article["title"]["text"] if article and article["title"] else None,
        "outlet": article["outlet"] if article else None,
        "published": article["resolved_date"] if article else None,
        "first_day": days[0].isoformat() if days else None,
        "last_day": days[1].isoformat() if days else None,
        "version_of": item.version_of,
        "witnesses": 1,
        "occurrences": [dict(one) for one in item.occurrences],
    }


def page_to_json(page: ReadPage) -> Record:
    """What is kept of a page: its places, how much was read from it, its corrections and those without record."""
    counts: dict[str, int] = {}
    for record in page.corrected.records:
        counts[record["type"]] = counts.get(record["type"], 0) + 1
    return {
        "type": "page",
        "page": page.page.id,
        "sha256": page.page.sha256,
        "start": 0,
        "end": len(page.page.text),
        "places": list(page.places),
        "titles": [article["title"]["text"] for article in page.articles.values() if article["title"]],
        "days": [article["resolved_date"] for article in page.articles.values()],
        "notes": [note for record in page.corrected.records if record["type"] == "page" for note in record["notes"]],
        "counts": {kind: count for kind, count in counts.items() if kind not in ("page", "line", "duplicate")},
        "corrections": len(page.corrections),
        "orphaned": len(page.corrected.orphans),
    }


def correction_to_json(correction: Correction, orphan: Orphan | None = None) -> Record:
    """Who said what, when, of which record, instead of what and why; `orphaned` where the reading lost the record."""
    anchor = correction.anchor
    return {
        "type": "correction",
        "id": correction.id,
        "page": correction.page_sha256[:12],
        "of": anchor.type,
        "start": anchor.start,
        "end": anchor.end,
        "action": correction.action,
        "values": dict(correction.values),
        "instead_of": dict(correction.instead_of),
        "reason": correction.reason,
        "by": correction.by,
        "at": correction.at.isoformat(),
        "withdraws": correction.withdraws,
        "orphaned": orphan is not None,
        "instead": [{"id": id_of(one), "start": one["start"], "end": one["end"]} for one in orphan.instead]
        if orphan
        else [],
    }


def corrections_to_json(page: ReadPage) -> Iterator[Record]:
    """The corrections of a page in their order."""
    orphans = {orphan.correction.id: orphan for orphan in page.corrected.orphans}
    return (correction_to_json(one, orphans.get(one.id)) for one in page.corrections)


def source_to_json(source: Any, places: Mapping[str, Sequence[str]]) -> Record:
    """A text that stands in several places, which count as one source; or one that is a version of an earlier one."""
    return {
        "type": "source",
        "source_id": source.id,
        "kind": source.kind,
        "version_of": source.version_of,
        "confidence": source.confidence,
        "occurrences": [
            {
                "page": one.page,
                "article_id": one.article_id,
                "start": one.start,
                "end": one.end,
                "places": list(places.get(one.page, ())),
            }
            for one in source.occurrences
        ],
    }
