"""Pages that were read, side by side: with their corrections, and with what repeats told once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from navicert.evidence.duplicates import find_duplicates
from navicert.evidence.keeping.corrections import Corrected, Correction, corrected
from navicert.evidence.model import Page, PageReading, SourceText
from navicert.evidence.output import Record, records

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class ReadPage:
    """A page, the places it was found in, its reading that counts, and what analysts said of it."""

    reading: PageReading
    places: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def page(self) -> Page:
        return self.reading.page

    @cached_property
    def corrected(self) -> Corrected:
        file = self.places[0] if self.places else None
        return corrected(list(records(self.reading, file)), self.corrections, self.page.text)

    @cached_property
    def articles(self) -> Mapping[str, Record]:
        return {record["article_id"]: record for record in self.corrected.records if record["type"] == "article"}


@dataclass(frozen=True, slots=True)
class Item:
    """A record and every place where the same was found; the first is the record's own. All count as one source.

    `version_of` names the earlier story that the record's article updates, where it does.
    """

    page: ReadPage
    record: Record
    occurrences: tuple[Record, ...]
    version_of: str | None = None

    @property
    def article(self) -> Record | None:
        return self.page.articles.get(self.record.get("article_id") or "")


@dataclass(frozen=True, slots=True)
class _Home:
    """A copied text that characters of a page belong to."""

    start: int
    end: int
    source: SourceText


class Shelf:
    """Pages in the order of their keeping."""

    def __init__(self, pages: Sequence[ReadPage]) -> None:
        self.pages = tuple(pages)

    @cached_property
    def sources(self) -> tuple[SourceText, ...]:
        """Texts that stand in several places of these pages, and versions of one story."""
        return find_duplicates([page.reading for page in self.pages])

    @cached_property
    def _homes(self) -> Mapping[str, tuple[_Home, ...]]:
        homes: dict[str, list[_Home]] = defaultdict(list)
        for source in self.sources:
            for place in source.occurrences:
                homes[place.page].append(_Home(place.start, place.end, source))
        return {page: tuple(found) for page, found in homes.items()}

    def items(self, kinds: Iterable[str]) -> list[Item]:
        """The records of these kinds, those of copied texts once with all their places, in order."""
        wanted = frozenset(kinds)
        groups: dict[tuple[str, str], list[_Found]] = defaultdict(list)
        for page in self.pages:
            for record in page.corrected.records:
                if record["type"] in wanted:
                    found = _Found(page, record, self._sources_of(page, record))
                    groups[record["type"], words_of_record(record)].append(found)
        return [item for group in groups.values() for item in _folded(group)]

    def _sources_of(self, page: ReadPage, record: Record) -> tuple[SourceText, ...]:
        homes = self._homes.get(page.page.id, ())
        return tuple(home.source for home in homes if home.start <= record["start"] and record["end"] <= home.end)


@dataclass(frozen=True, slots=True)
class _Found:
    page: ReadPage
    record: Record
    sources: tuple[SourceText, ...]

    @property
    def source_ids(self) -> frozenset[str]:
        return frozenset(source.id for source in self.sources)


def words_of_record(record: Record) -> str:
    """What a record quotes, in plain words: copies differ in spacing and quotation marks."""
    quoted = record.get("quote") or record.get("text") or " ".join(span["text"] for span in record.get("spans", ()))
    return " ".join(_WORD.findall(f"{record.get('kind') or ''} {quoted}".lower()))


def _folded(group: Sequence[_Found]) -> Iterator[Item]:
    """Records that say the same in these words: one item for those that stand in copies of one text."""
    clusters: list[tuple[set[str], list[_Found]]] = []
    for found in group:
        own = set(found.source_ids)
        joined = [cluster for cluster in clusters if own & cluster[0]]
        clusters = [cluster for cluster in clusters if not own & cluster[0]]
        ids = own.union(*(ids for ids, _ in joined))
        clusters.append((ids, [one for _, members in joined for one in members] + [found]))
    for _, members in clusters:
        yield _item(members)


def _item(members: Sequence[_Found]) -> Item:
    """One record for all: one that an analyst corrected before one as read, else the first kept."""
    best = next((one for one in members if one.record.get("corrections")), members[0])
    places = [best, *(one for one in members if one is not best)]
    versions = (source.version_of for one in places for source in one.sources if source.kind == "article")
    return Item(best.page, best.record, tuple(map(_occurrence, places)), next(filter(None, versions), None))


def _occurrence(found: _Found) -> Record:
    article = found.page.articles.get(found.record.get("article_id") or "")
    return {
        "page": found.page.page.id,
        "article_id": found.record.get("article_id"),
        "from": found.record["start"],
        "to": found.record["end"],
        "places": list(found.page.places),
        "outlet": article["outlet"] if article else None,
        "published": article["resolved_date"] if article else None,
    }


def days_of(item: Item) -> tuple[date, date] | None:
    """The days that a record is about: an event's or a date's own, else the publication of its article."""
    record, article = item.record, item.article
    names = {"event": ("date_start", "date_end"), "date": ("value_start", "value_end")}.get(record["type"])
    ends = [record[name] for name in names] if names else []
    if not any(ends) and not names:
        ends = [article["resolved_date"] if article else None]
    known = [date.fromisoformat(end) for end in ends if end]
    return (min(known), max(known)) if known else None
