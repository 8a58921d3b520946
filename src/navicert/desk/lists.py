"""Lists at the desk: load, fetch, compare, and say what their silence is worth."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from navicert import __version__
from navicert.desk.ground import Ground
from navicert.errors import MissingData
from navicert.lists.sources import SOURCE_NAMES, Source, find_source
from navicert.settings import URL_PREFIX

if TYPE_CHECKING:
    from navicert.lists import Edition
    from navicert.lists.delta import Delta
    from navicert.store import Addition

Progress = Callable[[int, int | None], None]
PUBLISHER_AGE_DAYS = 30
LATE = timedelta(days=2)
"""After so long without word from the publisher an answer says so, though the list is not stale yet."""


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


class ListsDesk:
    """The lists of one store."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def load(
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
        now, known = self._ground.now(), self._ground.store.editions(list_name)
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
        addition = self._ground.store.add_edition(edition, reading.entries, files)
        self._ground.loadings += 1
        notes = _load_notes(
            source, dated=bool(published or reading.published) or addition.outcome != "new", edition=addition.edition
        )
        return Loaded(addition.edition, self._outcome_words(addition), notes)

    def _outcome_words(self, addition: Addition) -> str:
        if addition.outcome == "known":
            return "the same as an edition already kept; its freshness is renewed"
        if addition.outcome == "read anew":
            return "known files, read anew by this version"
        if self._ground.store.current(addition.edition.name) == addition.edition:
            return "loaded, now in force"
        return "loaded as history; an edition published later stays in force"

    def updatable(self) -> list[str]:
        """Sources that have an address to fetch from."""
        return [name for name in SOURCE_NAMES if self._urls(name)]

    def _urls(self, source_name: str) -> tuple[str, ...]:
        return self._ground.settings.source_urls.get(source_name) or find_source(source_name).urls

    def update(self, source_name: str, progress: Progress | None = None) -> Loaded:
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
            limit_bytes=self._ground.settings.fetch_limit_bytes,
            timeout=self._ground.settings.fetch_timeout_seconds,
        )
        with tempfile.TemporaryDirectory(prefix="navicert-fetch-") as folder:
            known = self._ground.store.validators(source_name)
            got = fetch(urls, Path(folder), now=self._ground.now(), policy=policy, known=known, progress=progress)
            if isinstance(got, Unchanged):
                edition = self._ground.store.confirm(source_name, got.checked_at)
                self._ground.loadings += 1
                return Loaded(edition, "unchanged at the publisher's; its freshness is renewed")
            loaded = self.load(source_name, got.files, undated=got.last_modified)
        self._ground.store.keep_validators(loaded.edition, got.validators)
        return loaded

    def status(self) -> list[ListStatus]:
        """Every edition in the store, by list and publication date."""
        now = self._ground.now()
        return [
            ListStatus(
                edition,
                in_force=edition == self._ground.store.current(edition.name),
                fresh=self._is_fresh(edition, now),
                confirmed_at=self._ground.store.fresh_since(edition),
            )
            for edition in self._ground.store.editions()
        ]

    def diff(self, name: str, old: str, new: str) -> Delta:
        """What the edition `new` of a list added, changed and removed against `old`."""
        from navicert.lists.delta import delta

        return delta(*(self._ground.store.entries(self._ground.store.find_edition(name, text)) for text in (old, new)))

    def _is_fresh(self, edition: Edition, now: datetime) -> bool:
        since = self._ground.store.fresh_since(edition)
        return since <= now <= since + timedelta(days=self._ground.settings.stale_after_days)

    def in_force(self, names: Sequence[str] | None = None) -> tuple[ListStatus, ...]:
        """The editions in force of these lists, of all by default; a list without one is left out."""
        now, store = self._ground.now(), self._ground.store
        found = (store.current(name) for name in (store.edition_names() if names is None else names))
        return tuple(
            ListStatus(edition, True, self._is_fresh(edition, now), store.fresh_since(edition))
            for edition in found
            if edition is not None
        )

    def coverage(self, lists: Sequence[str] | None = None) -> Coverage:
        """What the wanted lists (all loaded ones by default) can answer today, and whether their silence counts."""
        wanted = tuple(lists) if lists else self._ground.store.edition_names()
        return cover(wanted, self.in_force(wanted), self._ground.now())


def cover(wanted: Sequence[str], statuses: Sequence[ListStatus], now: datetime) -> Coverage:
    """What the wanted lists can answer, given the editions in force."""
    asked = [status for name in wanted for status in statuses if status.edition.name == name]
    missing = [name for name in wanted if name not in {status.edition.name for status in asked}]
    stale = [status for status in asked if not status.fresh]
    partial = [status.edition for status in asked if not status.edition.whole]
    editions = tuple(status.edition for status in asked)
    warnings = [
        *([] if wanted else ["no list is loaded: navicert lists load SOURCE FILE... or navicert lists update"]),
        *(f"the list {name!r} is not loaded" for name in missing),
        *(_stale_warning(status.edition, status.confirmed_at, now) for status in stale),
        *(_partial_warning(edition) for edition in partial),
        *(_late_warning(status, now) for status in asked if status.fresh and now - status.confirmed_at > LATE),
        *(_age_warning(edition, now) for edition in editions if _age(edition, now) > PUBLISHER_AGE_DAYS),
    ]
    return Coverage(editions, tuple(warnings), not missing and not stale and len(partial) < len(editions))


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


def _late_warning(status: ListStatus, now: datetime) -> str:
    days, name = (now - status.confirmed_at).days, status.edition.name
    return (
        f"{name}: last confirmed {status.confirmed_at:%Y-%m-%d %H:%M} UTC, {days} days ago; it may have changed since"
    )


def _stale_warning(edition: Edition, since: datetime, now: datetime) -> str:
    if edition.loaded_at > now:
        return f"{edition.name}: published by then, but nobody here knew it before {edition.loaded_at:%Y-%m-%d}"
    return f"{edition.name}: STALE, last confirmed {since:%Y-%m-%d %H:%M} UTC; refresh it: navicert lists update"


def _partial_warning(edition: Edition) -> str:
    return f"{edition.name}: holds a part of what its authority lists; its silence about a party means nothing"
