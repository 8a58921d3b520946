"""What was read from a page as JSON objects: one a record, in the form that `navicert read` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from navicert.evidence.duplicates import find_duplicates
from navicert.evidence.model import (
    Amount,
    Article,
    Claim,
    Event,
    Line,
    Mention,
    Occurrence,
    PageReading,
    ResolvedDate,
    SourceText,
    Span,
)

Record = dict[str, Any]


def records(reading: PageReading, file: str | None = None) -> Iterator[Record]:
    """The page's own record, then its articles, lines, mentions, dates, quantities, claims, events and repeated texts.

    Every record has `type` and `page`; `start` and `end` count characters of the page's text, `end` excluded.
    """
    yield _page(reading, file)
    for kind, found in (
        ("article", map(_article, reading.articles)),
        ("line", map(_line, reading.lines)),
        ("mention", map(_mention, reading.mentions)),
        ("date", map(_date, reading.dates)),
        ("quantity", map(_amount, reading.amounts)),
        ("claim", map(_claim, reading.claims)),
        ("event", map(_event, reading.events)),
        ("duplicate", _duplicates(reading)),
    ):
        yield from ({"type": kind, "page": reading.page.id, **record} for record in found)


def _page(reading: PageReading, file: str | None) -> Record:
    page = reading.page
    return {
        "type": "page",
        "page": page.id,
        "file": file,
        "start": 0,
        "end": len(page.text),
        "sha256": page.sha256,
        "received_sha256": page.received_sha256,
        "source": page.source,
        "fetched_at": page.fetched_at.isoformat() if page.fetched_at else None,
        "notes": list(reading.notes),
    }


def _article(article: Article) -> Record:
    dateline = article.dateline
    return {
        "article_id": article.id,
        "start": article.start,
        "end": article.end,
        "title": _span(article.title),
        "outlet": article.outlet,
        "dateline": {**_quoted(dateline.place), "agency": dateline.agency, "day": dateline.day} if dateline else None,
        "bylines": [_quoted(span) for span in article.bylines],
        "credits": [_quoted(span) for span in article.credits],
        "captions": [_quoted(span) for span in article.captions],
        "published_given": article.published.given,
        "resolved_date": _day(article.published.day),
        "date_basis": article.published.basis,
        "date_uncertain": article.published.uncertain,
        "date_confidence": article.published.confidence,
        "body_start": article.body_start,
        "body_end": article.body_end,
        "kind": article.kind,
        "confidence": article.confidence,
        "extractor": article.extractor,
    }


def _line(line: Line) -> Record:
    return {
        "line": line.number,
        "start": line.start,
        "end": line.end,
        "label": line.role,
        "article_id": line.article_id,
        "confidence": line.confidence,
        "extractor": line.extractor,
    }


def _mention(mention: Mention) -> Record:
    return {
        "mention_id": mention.id,
        "article_id": mention.article_id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "subkind": mention.subkind,
        "name": mention.name,
        "same_as": mention.same_as,
        "entries": list(mention.entries),
        "optional": False,
        "confidence": mention.confidence,
        "extractor": mention.extractor,
    }


def _date(found: ResolvedDate) -> Record:
    return {
        "date_id": found.id,
        "article_id": found.article_id,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "value_start": _day(found.first),
        "value_end": _day(found.last),
        "kind": found.kind,
        "precision": found.precision,
        "relation": found.relation,
        "anchor": _day(found.anchor),
        "confidence": found.confidence,
        "extractor": found.extractor,
    }


def _amount(amount: Amount) -> Record:
    return {
        "quantity_id": amount.id,
        "article_id": amount.article_id,
        "start": amount.start,
        "end": amount.end,
        "text": amount.text,
        "value": _number(amount.value),
        "value_high": _number(amount.value_high),
        "comparator": amount.comparator,
        "unit": amount.unit,
        "kind": amount.kind,
        "what": amount.what,
        "when": amount.when,
        "who_says": amount.who_says,
        "same_as": amount.same_as,
        "confidence": amount.confidence,
        "extractor": amount.extractor,
    }


def _claim(claim: Claim) -> Record:
    return {
        "claim_id": claim.id,
        "article_id": claim.article_id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "direct": claim.direct,
        "speaker": claim.speaker,
        "speaker_mention": _span(claim.speaker_mention),
        "organisation": claim.organisation,
        "cue": _span(claim.cue),
        "modality": claim.modality,
        "detail": claim.detail,
        "about": claim.about,
        "act": claim.act,
        "via": claim.via,
        "topic": claim.topic,
        "confidence": claim.confidence,
        "extractor": claim.extractor,
    }


def _event(event: Event) -> Record:
    return {
        "event_id": event.id,
        "article_id": event.article_id,
        "start": event.start,
        "end": event.end,
        "kind": event.kind,
        "spans": [_quoted(span) for span in event.spans],
        "trigger": _quoted(event.trigger),
        "actors": list(event.actors),
        "action": event.action,
        "object": event.object,
        "date_start": _day(event.date_start),
        "date_end": _day(event.date_end),
        "precision": event.precision,
        "place": event.place,
        "modality": event.modality,
        "confidence": event.confidence,
        "extractor": event.extractor,
    }


def _duplicates(reading: PageReading) -> Iterator[Record]:
    for source in reading.sources:
        for occurrence in source.occurrences:
            if occurrence.page == reading.page.id:
                yield _duplicate(source, occurrence)


def copies(readings: Sequence[PageReading]) -> Iterator[Record]:
    """A record for every place of a text that stands in several of these pages, or that updates one in another."""
    pages = {reading.page.id: reading for reading in readings}
    for source in find_duplicates(list(pages.values())):
        if len({occurrence.page for occurrence in source.occurrences}) > 1 or source.version_of:
            for occurrence in source.occurrences:
                yield {"type": "duplicate", "page": occurrence.page, **_duplicate(source, occurrence)}


def _duplicate(source: SourceText, occurrence: Occurrence) -> Record:
    """One copy of a text that stands in several places; `others` are the places of the other copies."""
    return {
        "source_id": source.id,
        "article_id": occurrence.article_id,
        "start": occurrence.start,
        "end": occurrence.end,
        "kind": source.kind,
        "version_of": source.version_of,
        "others": [
            {"page": other.page, "article_id": other.article_id, "from": other.start, "to": other.end}
            for other in source.occurrences
            if other != occurrence
        ],
        "confidence": source.confidence,
        "extractor": source.extractor,
    }


def _span(span: Span | None) -> Record | None:
    return None if span is None else _quoted(span)


def _quoted(span: Span) -> Record:
    return {"start": span.start, "end": span.end, "text": span.text}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(number: Decimal | None) -> int | float | None:
    """A JSON number; whole amounts without a fraction."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
