"""The desk opens a store, loads editions and rules, and asks the domain: the only place where store and domain meet."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from navicert import __version__
from navicert.errors import InvalidInput, MissingData
from navicert.lists.sources import SOURCE_NAMES, Source, find_source
from navicert.settings import URL_PREFIX, Settings, read_settings

if TYPE_CHECKING:
    from navicert.evidence.model import Recogniser
    from navicert.lists import Edition
    from navicert.lists.delta import Delta
    from navicert.measures import Facts
    from navicert.rulebook import Rulebook
    from navicert.screening import Index, Policy
    from navicert.store import Addition, Store
    from navicert.trade import Account, InvalidRecord, Ledger, LedgerUse, Taken

Clock = Callable[[], datetime]
Progress = Callable[[int, int | None], None]
PUBLISHER_AGE_DAYS = 30


class ScreeningAnswer(TypedDict):
    """What `screen` answers to one query; see docs/interfaces for every key."""

    query: Mapping[str, Any]
    status: str
    editions: list[dict[str, Any]]
    warnings: list[str]
    matches: list[dict[str, Any]]
    errors: NotRequired[list[dict[str, Any]]]
    doubts: NotRequired[list[str]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a loaded file: `outcome` in words, and what a person should know."""

    edition: Edition
    outcome: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListStatus:
    """One edition in the store: is it the one in force, and was it loaded or confirmed recently enough."""

    edition: Edition
    in_force: bool
    fresh: bool
    confirmed_at: datetime

    @property
    def words(self) -> str:
        if not self.in_force:
            return "history"
        state = "in force" if self.fresh else "STALE"
        return state if self.edition.whole else f"{state}, partial"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The lists that one question asks: their editions, what is wrong with them, whether silence may be believed."""

    editions: tuple[Edition, ...]
    warnings: tuple[str, ...]
    silence_counts: bool


def open_desk(path_or_url: str | Path | None = None, *, clock: Clock | None = None) -> Desk:
    """A desk on the store at this path or URL; by default the one that the environment names."""
    return Desk(
        read_settings(str(path_or_url) if path_or_url is not None else None), clock or (lambda: datetime.now(UTC))
    )


class Desk:
    """Lists, screening and checks on one store. Nothing is opened or loaded before it is needed."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self._clock = clock
        self._indexes: dict[tuple[str, ...], Index] = {}
        self._kept_ledger: Ledger | None = None

    @cached_property
    def store(self) -> Store:
        from navicert.store import open_store

        return open_store(self.settings.store)

    @cached_property
    def rulebook(self) -> Rulebook:
        from navicert.rulebook import load_rulebook

        return load_rulebook()

    @cached_property
    def policy(self) -> Policy:
        from navicert.screening import Policy

        return Policy()

    # -- lists ---------------------------------------------------------------------------------------------------------

    def load_list(
        self,
        source_name: str,
        files: Sequence[Path],
        *,
        published: date | None = None,
        name: str | None = None,
        accept_shrinkage: bool = False,
        undated: date | None = None,
    ) -> Loaded:
        """Load published files as an edition of the list `name` (the source's own name by default).

        `undated` is the day that stands in where neither `published` nor the files give one, today by default. Raises
        SourceError or InvalidInput when the files cannot be believed; then the store is as it was.
        """
        from navicert.lists.editions import content_sha256, digest_files, make_edition, publication_date

        source = find_source(source_name)
        list_name = name or source.name
        digests = digest_files(files)
        reading = source.read(files)
        now, known = self._clock(), self.store.editions(list_name)
        edition = make_edition(
            name=list_name,
            source=source,
            reading=reading,
            file_digests=digests,
            published=publication_date(
                published, reading, sha256=content_sha256(digests), known=known, otherwise=undated or now.date()
            ),
            loaded_at=now,
            known=known,
            accept_shrinkage=accept_shrinkage,
        )
        addition = self.store.add_edition(edition, reading.entries, files)
        self._indexes.clear()
        notes = _load_notes(
            source, dated=bool(published or reading.published) or addition.outcome != "new", edition=addition.edition
        )
        return Loaded(addition.edition, self._outcome_words(addition), notes)

    def _outcome_words(self, addition: Addition) -> str:
        if addition.outcome == "known":
            return "the same as an edition already kept; its freshness is renewed"
        if addition.outcome == "read anew":
            return "known files, read anew by this version"
        if self.store.current(addition.edition.name) == addition.edition:
            return "loaded, now in force"
        return "loaded as history; an edition published later stays in force"

    def updatable_sources(self) -> list[str]:
        """Sources that have an address to fetch from."""
        return [name for name in SOURCE_NAMES if self._urls(name)]

    def _urls(self, source_name: str) -> tuple[str, ...]:
        return self.settings.source_urls.get(source_name) or find_source(source_name).urls

    def update_list(self, source_name: str, progress: Progress | None = None) -> Loaded:
        """Fetch a source's files, if they changed, and load them; a failure leaves the edition in force.

        `progress` is told the bytes so far and the size, where the publisher says it.
        """
        from navicert.lists.fetch import FetchPolicy, Unchanged, fetch

        urls = self._urls(source_name)
        if not urls:
            raise MissingData(
                f"no address is known for {source_name}",
                next=f"set {URL_PREFIX}{source_name.upper().replace('-', '_')}, or load a file: navicert lists load",
            )
        policy = FetchPolicy(
            user_agent=f"navicert/{__version__}",
            limit_bytes=self.settings.fetch_limit_bytes,
            timeout=self.settings.fetch_timeout_seconds,
        )
        with tempfile.TemporaryDirectory(prefix="navicert-fetch-") as folder:
            known = self.store.validators(source_name)
            got = fetch(urls, Path(folder), now=self._clock(), policy=policy, known=known, progress=progress)
            if isinstance(got, Unchanged):
                edition = self.store.confirm(source_name, got.checked_at)
                return Loaded(edition, "unchanged at the publisher's; its freshness is renewed")
            loaded = self.load_list(source_name, got.files, undated=got.last_modified)
        self.store.keep_validators(loaded.edition, got.validators)
        return loaded

    def list_status(self) -> list[ListStatus]:
        """Every edition in the store, by list and publication date."""
        now = self._clock()
        return [
            ListStatus(
                edition,
                in_force=edition == self.store.current(edition.name),
                fresh=self._is_fresh(edition, now),
                confirmed_at=self.store.fresh_since(edition),
            )
            for edition in self.store.editions()
        ]

    def diff(self, name: str, old: str, new: str) -> Delta:
        """What the edition `new` of a list added, changed and removed against `old`."""
        from navicert.lists.delta import delta

        return delta(*(self.store.entries(self.store.find_edition(name, text)) for text in (old, new)))

    def _is_fresh(self, edition: Edition, now: datetime) -> bool:
        return now - self.store.fresh_since(edition) <= timedelta(days=self.settings.stale_after_days)

    def coverage(self, lists: Sequence[str] | None = None) -> Coverage:
        """What the wanted lists (all loaded ones by default) can answer today, and whether their silence counts."""
        now = self._clock()
        wanted = tuple(lists) if lists else self.store.edition_names()
        editions = tuple(edition for name in wanted if (edition := self.store.current(name)))
        missing = [name for name in wanted if name not in {edition.name for edition in editions}]
        stale = [edition for edition in editions if not self._is_fresh(edition, now)]
        partial = [edition for edition in editions if not edition.whole]
        warnings = [
            *([] if wanted else ["no list is loaded: navicert lists load SOURCE FILE... or navicert lists update"]),
            *(f"the list {name!r} is not loaded" for name in missing),
            *(_stale_warning(edition, self.store.fresh_since(edition)) for edition in stale),
            *(_partial_warning(edition) for edition in partial),
            *(_age_warning(edition, now) for edition in editions if _age(edition, now) > PUBLISHER_AGE_DAYS),
        ]
        return Coverage(editions, tuple(warnings), not missing and not stale and len(partial) < len(editions))

    # -- screening -----------------------------------------------------------------------------------------------------

    def screen(
        self, query: Mapping[str, Any], *, policy: Policy | None = None, lists: Sequence[str] | None = None
    ) -> ScreeningAnswer:
        """Screen one query ({"id", "schema", "properties"}) against the wanted lists, all loaded ones by default.

        An empty answer is `no_hits` only when every wanted list is loaded and fresh; otherwise `not_screened`.
        """
        from navicert.screening import match_to_json, party_from_ftm, screen

        doubts: list[str] = []
        party = party_from_ftm(query, doubts=doubts)
        coverage = self.coverage(lists)
        matches = screen(party, self._index(coverage.editions), policy or self.policy) if coverage.editions else ()
        status = "hits" if matches else "no_hits" if coverage.silence_counts else "not_screened"
        answer: ScreeningAnswer = {
            "query": query,
            "status": status,
            "editions": [_edition_reference(edition) for edition in coverage.editions],
            "warnings": [*doubts, *coverage.warnings],
            "matches": [match_to_json(match) for match in matches],
        }
        if doubts:
            answer["doubts"] = doubts
        return answer

    def _index(self, editions: tuple[Edition, ...]) -> Index:
        from navicert.screening import build_index, party_from_entry

        key = tuple(f"{edition.name} {edition.id}" for edition in editions)
        if key not in self._indexes:
            parties = [
                party_from_entry(entry, edition.name) for edition in editions for entry in self.store.entries(edition)
            ]
            self._indexes = {key: build_index(parties)}
        return self._indexes[key]

    # -- measures ------------------------------------------------------------------------------------------------------

    def check(self, facts: Mapping[str, Any], *, as_known_on: date | None = None) -> dict[str, Any]:
        """Assess the facts of one transaction under each regime they touch; malformed facts are answered `invalid`.

        `id` is passed through. `as_known_on` is today by default. Quota totals that the facts do not state come from
        the ledger, as known on that day.
        """
        from navicert.measures import Facts, assess, assessment_to_json, find_own_parties, read_facts
        from navicert.trade import settle

        known_on = as_known_on or self._clock().date()
        record_id = facts.get("id")
        read = read_facts({key: value for key, value in facts.items() if key != "id"})
        listed = find_own_parties(read, self.rulebook, known_on) if isinstance(read, Facts) else None
        use = self._ledger_use(read, known_on) if isinstance(read, Facts) else None
        assessment, notes = settle(
            use, lambda ledger: assess(read, self.rulebook, as_known_on=known_on, listed=listed, ledger=ledger)
        )
        return {"id": record_id} | assessment_to_json(assessment) | ({"ledger_notes": list(notes)} if notes else {})

    # -- evidence ------------------------------------------------------------------------------------------------------

    def read(self, text: str, *, published: date | None = None) -> list[dict[str, Any]]:
        """What a page of text says, as records: the page, its articles, mentions, dates, quantities, claims, events.

        `published` is the publication date of every article where the caller knows it.
        """
        from navicert.evidence.output import records
        from navicert.evidence.reading import read_page

        return list(records(read_page(text, published=published, recogniser=self._recogniser)))

    def read_file(self, file: Path, *, published: date | None = None) -> list[dict[str, Any]]:
        """The same for a file of text or HTML; InvalidInput names it when it is no page."""
        from navicert.evidence.output import records
        from navicert.evidence.pages import page_of_bytes
        from navicert.evidence.reading import read

        try:
            data = file.read_bytes()
        except OSError as error:
            raise InvalidInput(f"cannot read: {error.strerror or error}", where=str(file)) from None
        page = page_of_bytes(data, source=str(file))
        return list(records(read(page, published=published, recogniser=self._recogniser), str(file)))

    def reader_model_is_installed(self) -> bool:
        """Whether the model that finds names is there; without it rules alone find them."""
        from navicert.evidence.naming.small_model import is_installed

        return is_installed()

    @cached_property
    def _recogniser(self) -> Recogniser | None:
        from navicert.evidence.naming.small_model import load_small_model

        return load_small_model() if self.reader_model_is_installed() else None

    # -- quotas --------------------------------------------------------------------------------------------------------

    def record_deliveries(
        self, rows: Iterable[Mapping[str, Any]], *, by: str, again: bool = False
    ) -> list[Taken | InvalidRecord]:
        """Record rows of deliveries, corrections and notices in the quota ledger; what became of each row, in order.

        A row that states what the ledger holds already is not recorded twice, unless `again` says that it is a further
        delivery that looks the same. Rows that are no records leave the others as they are.
        """
        from navicert.trade import Recorder, quotas_of

        recorder = Recorder(self.store.ledger_records(), quotas_of(self.rulebook), at=self._clock(), by=by, again=again)
        taken = [recorder.take(row) for row in rows]
        if recorder.new:
            self.store.add_ledger_records(recorder.new)
        return taken

    def quota_accounts(
        self,
        quota: str | None = None,
        period: str | None = None,
        *,
        as_known_on: date | None = None,
        recorded_until: datetime | None = None,
        rate_days: int | None = None,
    ) -> list[Account]:
        """The running accounts of one quota or all, of one period or all, as known on a day (today by default).

        With `recorded_until` as if nothing had been recorded since; with `rate_days` projected at the rate of the last
        so many days. InvalidInput when there is no such quota or period.
        """
        from navicert.trade import Choice

        ledger = self._ledger(recorded_until)
        choice = Choice(as_known_on or self._clock().date(), quota, period, rate_days)
        return [ledger.account(subject) for subject in ledger.chosen(choice)]

    def _ledger_use(self, facts: Facts, known_on: date) -> LedgerUse | None:
        """What the ledger says about the quotas that the facts touch; opened only for activities that have some."""
        from navicert.trade import activities_of, use_of

        if facts.get("activity") not in activities_of(self.rulebook):
            return None
        return use_of(self._ledger(), facts, self.rulebook, known_on)

    def unplaced_quotas(self) -> dict[str, int]:
        """Quotas of ledger records that the rulebook does not hold, with how many records; no account counts them."""
        return dict(Counter(record.quota for record in self._ledger().unplaced))

    def _ledger(self, recorded_until: datetime | None = None) -> Ledger:
        """The ledger as the store has it; read again only when it has grown."""
        from navicert.trade import Ledger, quotas_of

        if recorded_until is not None:
            return Ledger(self.store.ledger_records(recorded_until=recorded_until), quotas_of(self.rulebook))
        kept = self._kept_ledger
        if kept is None or len(kept.records) != self.store.ledger_size():
            kept = Ledger(self.store.ledger_records() if self.store.ledger_size() else (), quotas_of(self.rulebook))
            self._kept_ledger = kept
        return kept


def _edition_reference(edition: Edition) -> dict[str, Any]:
    return {"source": edition.name, "edition": edition.id, "sha256": edition.sha256, "entries": edition.entries}


def _load_notes(source: Source, *, dated: bool, edition: Edition) -> tuple[str, ...]:
    notes = []
    if not dated:
        notes.append(
            f"note: nothing says when {edition.name} was published (--published would); the day of loading, "
            f"or of the publisher's last change where it was fetched, stands in: {edition.published}"
        )
    if not source.whole:
        notes.append(_partial_warning(edition))
    return tuple(notes)


def _age(edition: Edition, now: datetime) -> int:
    return (now.date() - edition.published).days


def _age_warning(edition: Edition, now: datetime) -> str:
    return f"{edition.name}: its publisher dated it {edition.published}, {_age(edition, now):,} days ago"


def _stale_warning(edition: Edition, since: datetime) -> str:
    return f"{edition.name}: STALE, last confirmed {since:%Y-%m-%d %H:%M} UTC; refresh it: navicert lists update"


def _partial_warning(edition: Edition) -> str:
    return f"{edition.name}: holds a part of what its authority lists; its silence about a party means nothing"
