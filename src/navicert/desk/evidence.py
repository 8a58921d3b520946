"""Kept pages at the desk: kept and read again, corrected, searched, and linked to lists, law and quotas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.desk.ground import Ground
from navicert.desk.lists import ListsDesk
from navicert.desk.reader import ReaderDesk
from navicert.desk.screening import ScreeningDesk
from navicert.desk.shelving import Shelving
from navicert.errors import InvalidInput, MissingData

if TYPE_CHECKING:
    from navicert.evidence.keeping.corrections import Action, Anchor, Correction
    from navicert.evidence.keeping.questions import Answer, Key, Question
    from navicert.evidence.keeping.shelf import ReadPage, Shelf
    from navicert.evidence.linking.deliveries import Proposal
    from navicert.evidence.linking.law import Statement
    from navicert.evidence.linking.parties import Named, NotAsked
    from navicert.evidence.model import Page, PageReading
    from navicert.store.pages import Kept, KeptPage, PageStore, WrittenReading

MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class KeptNow:
    """What became of a page that was to be kept, with its reading."""

    page: ReadPage
    outcome: Kept
    read_anew: bool


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """What a page says of the law, with the rulebook's verdict where it could be asked."""

    statement: Statement
    judgement: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Candidates:
    """A named party with what the lists answered; the answer's matches are candidates for a person to confirm."""

    named: Named
    answer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Links:
    """What the pages say beside lists, law and quotas. All of it is proposed."""

    parties: tuple[Candidates, ...]
    not_asked: tuple[NotAsked, ...]
    statements: tuple[JudgedStatement, ...]
    deliveries: tuple[Proposal, ...]


class EvidenceDesk:
    """The pages of one store."""

    def __init__(self, ground: Ground, reader: ReaderDesk, lists: ListsDesk, screening: ScreeningDesk) -> None:
        self._ground, self._reader, self._lists, self._screening = ground, reader, lists, screening
        self._shelving = Shelving(ground, self._as_read)

    # Keeping

    def keep_file(self, file: Path, *, published: date | None = None) -> KeptNow:
        """Keep the page of a file with its reading; InvalidInput where the file holds no page."""
        return self.keep(self._reader.page_of_file(file), published=published)

    def keep(self, page: Page, *, published: date | None = None) -> KeptNow:
        """Keep a page with its reading. A page that was kept before is read again, with what was said of it.

        `published` is the day of all its articles; where it is not given, a day that was given before still holds.
        """
        from navicert.evidence.pages import page_id_of

        page = replace(page, id=page_id_of(page.text))
        outcome = self._pages.keep(page, self._ground.now())
        read, is_new = self._read_again(self._pages.find(page.sha256), published)
        return KeptNow(read, outcome, is_new)

    def read_again(self, ids: Sequence[str] = ()) -> list[KeptNow]:
        """Read kept pages again with this reader, those of these ids or all; a reading that differs is kept."""
        found = [self._pages.find(each) for each in ids] if ids else list(self._pages.all())
        return [KeptNow(read, "known", is_new) for read, is_new in (self._read_again(kept, None) for kept in found)]

    def _read_again(self, kept: KeptPage, published: date | None) -> tuple[ReadPage, bool]:
        from navicert.evidence.keeping.corrections import days_given
        from navicert.evidence.keeping.written import reading_to_text
        from navicert.store.pages import WrittenReading

        page = kept.page
        corrections = self._pages.corrections(page)
        before = self._pages.readings(page)
        published = published or (before[-1].published if before else None)
        reading = self._reader.reading(page, published=published, told=days_given(corrections))
        written = WrittenReading(self._reader.version, self._ground.now(), published, reading_to_text(reading))
        is_new = self._pages.keep_reading(page, written)
        return _read_page(kept, reading, corrections), is_new

    # Asking

    def shelf(self) -> Shelf:
        """All kept pages with the records that count; MissingData where none is kept."""
        return self._shelving.shelf()

    def page(self, page_id: str) -> ReadPage:
        """A kept page as it is read now; MissingData where there is none."""
        return self._as_read(self._pages.find(page_id))

    def history(self, page: ReadPage) -> tuple[WrittenReading, ...]:
        """Every reading of a page, the one that counts last."""
        return self._pages.readings(page.page)

    def ask(self, shelf: Shelf, question: Question, *, party: str | None = None, measure: str | None = None) -> Answer:
        """The records that answer a question; `party` is a name or the id of a listed party, `measure` an id."""
        from navicert.evidence.keeping.questions import ask

        if party is not None:
            question = replace(question, names=self._names_of(party), entry=party)
        if measure is not None:
            question = replace(question, about=self._about(shelf, measure))
        return ask(shelf, question)

    def _as_read(self, kept: KeptPage) -> ReadPage:
        from navicert.evidence.keeping.written import reading_from_text

        readings = self._pages.readings(kept.page)
        if not readings:
            return self._read_again(kept, None)[0]
        reading = reading_from_text(kept.page, readings[-1].content)
        return _read_page(kept, reading, self._pages.corrections(kept.page))

    def _names_of(self, party: str) -> tuple[str, ...]:
        """The names of a listed party by its id, else the name itself."""
        if " " in party or "-" not in party:
            return (party,)
        for edition in self._lists.coverage(None).editions:
            for entry in self._ground.store.iter_entries(edition):
                if entry.id == party:
                    return tuple(dict.fromkeys(name.text for name in entry.names))
        return (party,)

    def _about(self, shelf: Shelf, measure: str) -> frozenset[Key]:
        """The records that bear on a measure: within statements of its law, or told as deliveries under its quota."""
        places = [
            (one.statement.page, one.statement.start, one.statement.end)
            for one in self.statements(shelf.pages, measure)
        ]
        places += [(one.page, *one.sentence) for one in self.deliveries(shelf.pages) if one.row.get("quota") == measure]
        return frozenset(
            (page.page.id, str(record.get(f"{record['type']}_id")))
            for page, start, end in places
            for record in page.corrected.records
            if start <= record["start"] and record["end"] <= end
        )

    # Correcting

    def correct(
        self,
        page_id: str,
        record_id: str,
        *,
        by: str,
        reason: str,
        values: Mapping[str, str] | None = None,
        action: Action | None = None,
    ) -> tuple[Correction, ReadPage]:
        """Correct a record of a page's reading: change fields (`values` as typed), "remove" or "confirm" it.

        The correction and the page as it is read with it; a day of publication is read through the whole page at once.
        """
        from navicert.evidence.keeping.corrections import anchors, id_of, said_before
        from navicert.evidence.keeping.fields import read_values

        read = self.page(page_id)
        every = anchors([*read.corrected.records, *read.corrected.removed])
        anchor, record = next(((a, r) for a, r in every if id_of(r) == record_id), (None, None))
        if anchor is None or record is None:
            raise MissingData(
                f"the reading of this page has no record {record_id!r} that can be corrected",
                where=f"page {read.page.id}",
                next=f"see navicert evidence show {read.page.id}",
            )
        new = read_values(anchor.type, values or {})
        if not new and action not in ("remove", "confirm"):
            raise InvalidInput("nothing is corrected", next="give --set FIELD=VALUE, --remove or --confirm")
        if new and action == "remove":
            raise InvalidInput("a record is either changed or removed", next="give --set or --remove")
        before = (("quote", record.get("quote") or record.get("text")),) if action == "remove" else ()
        return self._add(
            read, anchor, action or "change", by, reason, tuple(new.items()), said_before(record, new) or before
        )

    def add(
        self, page_id: str, kind: str, start: int, end: int, *, by: str, reason: str, values: Mapping[str, str]
    ) -> tuple[Correction, ReadPage]:
        """Add a record of this kind that the reader missed, on these characters of the page."""
        from navicert.evidence.keeping.corrections import Anchor
        from navicert.evidence.keeping.fields import CORRECTABLE, read_values

        read = self.page(page_id)
        new = read_values(kind, values)
        if not CORRECTABLE[kind].may_be_added:
            raise InvalidInput(f"a {kind} cannot be added")
        if not 0 <= start < end <= len(read.page.text):
            raise InvalidInput(
                f"{start}-{end} are no characters of the page", next=f"they run from 0 to {len(read.page.text)}"
            )
        return self._add(read, Anchor(kind, start, end), "add", by, reason, tuple(new.items()), ())

    def withdraw(self, page_id: str, correction_id: str, *, by: str, reason: str) -> tuple[Correction, ReadPage]:
        """Take a correction back, by another record."""
        read = self.page(page_id)
        found = next((one for one in read.corrections if one.id == correction_id), None)
        if found is None:
            raise MissingData(f"this page has no correction {correction_id!r}", where=f"page {read.page.id}")
        return self._add(read, found.anchor, "withdraw", by, reason, (), found.values, withdraws=found.id)

    def _add(
        self,
        read: ReadPage,
        anchor: Anchor,
        action: Action,
        by: str,
        reason: str,
        values: tuple[tuple[str, Any], ...],
        instead_of: tuple[tuple[str, Any], ...],
        withdraws: str | None = None,
    ) -> tuple[Correction, ReadPage]:
        from navicert.evidence.keeping.corrections import Correction
        from navicert.evidence.keeping.fields import check_words

        correction = Correction(
            page_sha256=read.page.sha256,
            anchor=anchor,
            action=action,
            reason=check_words(reason, "reason"),
            by=check_words(by, "by"),
            at=self._ground.now(),
            values=values,
            instead_of=instead_of,
            withdraws=withdraws,
        )
        self._pages.add_correction(correction)
        if anchor.type == "article":
            return correction, self._read_again(self._pages.find(read.page.sha256), None)[0]
        return correction, self.page(read.page.sha256)

    # Linking

    def links(self, pages: Iterable[ReadPage]) -> Links:
        """What pages say beside the lists that are loaded, the rulebook and its quotas."""
        from navicert.evidence.linking.parties import parties

        pages = list(pages)
        asked = [parties(page) for page in pages]
        named = [one for found, _ in asked for one in found]
        return Links(
            tuple(self._candidates(one) for one in named),
            tuple(one for _, left in asked for one in left),
            self.statements(pages),
            self.deliveries(pages),
        )

    def candidates_of(self, page: ReadPage, mention_id: str) -> Candidates | None:
        """The party that a mention names, with its candidates; None for a name that lists are not asked for."""
        from navicert.evidence.linking.parties import parties

        asked, _ = parties(page)
        named = (one for one in asked if any(each["mention_id"] == mention_id for each in one.mentions))
        return next(map(self._candidates, named), None)

    def _candidates(self, named: Named) -> Candidates:
        return Candidates(named, self._screening.screen(named.query, policy=self._policy))

    def statements(self, pages: Iterable[ReadPage], measure: str | None = None) -> tuple[JudgedStatement, ...]:
        """What pages say of the law, with the rulebook's verdicts; only of one measure where that is given."""
        from navicert.evidence.linking.law import judge, statements

        if measure is not None and measure not in self._ground.rulebook.measures:
            raise InvalidInput(f"the rulebook has no measure {measure!r}", next="see navicert rules list")
        judged = (JudgedStatement(one, judge(one, self._ground.rulebook)) for page in pages for one in statements(page))
        return tuple(
            one for one in judged if measure is None or (one.judgement and measure in one.judgement["measures"])
        )

    def deliveries(self, pages: Iterable[ReadPage]) -> tuple[Proposal, ...]:
        """The deliveries that pages report, as ledger records that nobody has recorded."""
        from navicert.evidence.linking.deliveries import proposals
        from navicert.trade import quotas_of

        quotas = quotas_of(self._ground.rulebook)
        return tuple(one for page in pages for one in proposals(page, quotas, self._ground.now()))

    @cached_property
    def _policy(self) -> Any:
        return replace(self._ground.policy, limit=MOST_CANDIDATES)

    @property
    def _pages(self) -> PageStore:
        return self._ground.store.pages


def _read_page(kept: KeptPage, reading: PageReading, corrections: Sequence[Correction]) -> ReadPage:
    from navicert.evidence.keeping.shelf import ReadPage

    places = tuple(dict.fromkeys(sighting.source for sighting in kept.sightings if sighting.source))
    return ReadPage(reading, places, tuple(corrections))
