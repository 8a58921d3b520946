"""The desk: opens a store, loads editions and rules, and asks the domain. The only place where store and domain meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from navicert.errors import InvalidInput, MissingData
from navicert.lists.sources import SOURCE_NAMES, Source, find_source
from navicert.settings import Settings, read_settings

if TYPE_CHECKING:
    from navicert.lists import Edition, Entry
    from navicert.lists.delta import Delta
    from navicert.measures import Rulebook
    from navicert.screening import Index, Policy
    from navicert.store import Store

Clock = Callable[[], datetime]
Progress = Callable[[str, int, int | None], None]


class ScreeningAnswer(TypedDict):
    """What `screen` answers to one query; see docs/interfaces for every key."""

    query: Mapping[str, Any]
    status: str
    editions: list[dict[str, Any]]
    warnings: list[str]
    matches: list[dict[str, Any]]
    errors: NotRequired[list[dict[str, Any]]]


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
    """The lists that one question asks: their editions, what is wrong with them, and whether silence may be believed."""

    editions: tuple[Edition, ...]
    warnings: tuple[str, ...]
    silence_counts: bool


def open_desk(path_or_url: str | Path | None = None, *, clock: Clock | None = None) -> Desk:
    """A desk on the store at this path or URL; by default the one that the environment names."""
    return Desk(read_settings(str(path_or_url) if path_or_url is not None else None), clock or (lambda: datetime.now(UTC)))


class Desk:
    """Lists, screening and checks on one store. Nothing is opened or loaded before it is needed."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self._clock = clock
        self._indexes: dict[tuple[str, ...], Index] = {}

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
    ) -> Loaded:
        """Load published files as an edition of the list `name` (the source's own name by default).

        Raises SourceError or InvalidInput when the files cannot be believed; then the store is as it was.
        """
        from navicert.lists.editions import digest_files, make_edition

        source = find_source(source_name)
        list_name = name or source.name
        digests = digest_files(files)
        reading = source.read(files)
        now = self._clock()
        known = self.store.editions(list_name)
        edition = make_edition(
            name=list_name,
            source=source,
            reading=reading,
            file_digests=digests,
            published=published or reading.published or now.date(),
            loaded_at=now,
            known=known,
            accept_shrinkage=accept_shrinkage,
        )
        kept = self.store.add_edition(edition, reading.entries, files)
        self._indexes.clear()
        return Loaded(kept, self._outcome(kept, known), _load_notes(source, published or reading.published, kept))

    def _outcome(self, edition: Edition, known: Sequence[Edition]) -> str:
        if edition in known:
            return "already loaded, confirmed today"
        if self.store.current(edition.name) == edition:
            return "loaded, now in force"
        return "loaded as history; a later published edition stays in force"

    def updatable_sources(self) -> list[str]:
        """Sources that have an address to fetch from."""
        return [name for name in SOURCE_NAMES if self.settings.source_urls.get(name) or find_source(name).urls]

    def list_status(self) -> list[ListStatus]:
        """Every edition in the store, by list and publication date."""
        now = self._clock()
        return [
            ListStatus(edition, edition == self.store.current(name), self._is_fresh(name, now), self.store.confirmed_at(name))
            for name in self.store.edition_names()
            for edition in self.store.editions(name)
        ]

    def diff(self, name: str, old: str, new: str) -> Delta:
        """What the edition `new` of a list added, changed and removed against `old`."""
        from navicert.lists.delta import delta

        return delta(*(self.store.entries(self.store.find_edition(name, text)) for text in (old, new)))

    def _is_fresh(self, name: str, now: datetime) -> bool:
        return now - self.store.confirmed_at(name) <= timedelta(days=self.settings.stale_after_days)

    # -- screening -----------------------------------------------------------------------------------------------------

    def screen(
        self, query: Mapping[str, Any], *, policy: Policy | None = None, lists: Sequence[str] | None = None
    ) -> ScreeningAnswer:
        """Screen one query ({"id", "schema", "properties"}) against the wanted lists, all loaded ones by default.

        An empty answer is `no_hits` only when every wanted list is loaded and fresh; otherwise `not_screened`.
        """
        from navicert.screening import match_to_json, party_from_ftm, screen

        party = party_from_ftm(query)
        coverage = self._coverage(lists)
        matches = screen(party, self._index(coverage.editions), policy or self.policy) if coverage.editions else ()
        status = "hits" if matches else "no_hits" if coverage.silence_counts else "not_screened"
        return {
            "query": query,
            "status": status,
            "editions": [_edition_reference(edition) for edition in coverage.editions],
            "warnings": list(coverage.warnings),
            "matches": [match_to_json(match) for match in matches],
        }

    def _index(self, editions: tuple[Edition, ...]) -> Index:
        from navicert.screening import build_index, party_from_entry

        key = tuple(edition.id for edition in editions)
        if key not in self._indexes:
            parties = [
                party_from_entry(entry, edition.name) for edition in editions for entry in self.store.entries(edition)
            ]
            self._indexes = {key: build_index(parties)}
        return self._indexes[key]
