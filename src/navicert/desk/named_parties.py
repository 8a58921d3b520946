"""Named parties at the desk: the names in the facts against the rulebook's own listings and the loaded editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from navicert.desk.bearing import OWN_AS_OF, UNPUBLISHED, VESSEL_LISTS, VESSELS_ONLY, WHOLE_SOURCES
from navicert.desk.ground import Ground
from navicert.measures import Facts, ListedParty, PartyFindings, find_own_parties
from navicert.measures.naming import VESSEL_KEYS
from navicert.measures.parties import Silence

if TYPE_CHECKING:
    from navicert.desk.held_lists import HeldLists, NamingPolicy
    from navicert.lists import Edition


LOOK_AGAIN_SECONDS = 1.0


class LoadedEditions:
    """The editions of the store with their freshness; looked up again after a second, or after a loading here."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._looked: tuple[int, float] | None = None
        self._confirmed: dict[Edition, datetime] = {}
        self._readings: dict[Edition, str] = {}

    def published_by(self, day: date) -> tuple[Edition, ...]:
        if self._ground.has_no_store:
            return ()
        if self._looked is None or self._looked[0] != self._ground.loadings or self._looked[1] <= monotonic():
            store = self._ground.store
            self._confirmed = {edition: store.fresh_since(edition) for edition in store.editions()}
            self._readings = {}
            self._looked = self._ground.loadings, monotonic() + LOOK_AGAIN_SECONDS
        return tuple(edition for edition in self._confirmed if edition.published <= day)

    def reading(self, edition: Edition) -> str:
        """What tells the last reading of an edition's files from those before, and from all other editions."""
        if edition not in self._readings:
            from navicert.desk.indexes import reading_digest

            self._readings[edition] = reading_digest(self._ground.store, edition)
        return self._readings[edition]

    def is_fresh(self, edition: Edition) -> bool:
        limit = timedelta(days=self._ground.settings.stale_after_days)
        return self._ground.now() - self._confirmed[edition] <= limit


class NamedParties:
    """Finds the parties that facts name, and says how far it may be believed that one is not listed."""

    def __init__(self, ground: Ground, naming: NamingPolicy | None = None) -> None:
        self._ground, self._naming = ground, naming
        self._editions = LoadedEditions(ground)
        self._held: dict[tuple[str, ...], HeldLists] = {}

    def find(self, facts: Facts, known_on: date) -> PartyFindings:
        """The listed parties among the names that the facts give, as known on a day.

        The rulebook's own listings are always asked, the editions published by then where some are loaded. On a store
        without editions the own listings alone decide, and the answer says so.
        """
        own = find_own_parties(facts, self._ground.rulebook, known_on)
        if not own.asked:
            return own
        editions = self._editions.published_by(known_on)
        held = self._held_by(editions) if editions else None
        if held is None or held.empty:
            return replace(own, unasked=tuple(self._nobody_asked()))
        found = [party for field, name in _names(own) for party in held.find(field, name)]
        silence = {name: row for name, row in self._silence(editions) if _is_named(name, own)}
        return PartyFindings(
            listed=(*(self._closed(party, held, editions) for party in _told(own, found)), *_beside(own, found)),
            asked=own.asked,
            beyond=tuple(f"{edition.name} {edition.id}" for edition in editions),
            silence=silence,
            unasked=tuple(_unasked(silence, editions)),
        )

    def look_up(self, names: Iterable[tuple[str, str]], known_on: date) -> None:
        """Look up many names at once, pairs of key and name, so that `find` has them ready."""
        editions = self._editions.published_by(known_on)
        if editions:
            self._held_by(editions).look_up(names)

    def make_ready(self) -> None:
        """Builds what stands beside the store for the editions that are loaded, so that the first check need not."""
        editions = self._editions.published_by(self._ground.now().date())
        if editions:
            self._held_by(editions).make_ready()

    def _held_by(self, editions: tuple[Edition, ...]) -> HeldLists:
        from navicert.desk.held_lists import HeldLists, NamingPolicy

        key = tuple(map(self._editions.reading, editions))
        if key not in self._held:
            ground = self._ground
            naming = self._naming or NamingPolicy()
            self._held = {key: HeldLists(ground.store, editions, ground.rulebook, ground.policy, naming)}
        return self._held[key]

    def _nobody_asked(self) -> Iterator[str]:
        for name, source in WHOLE_SOURCES.items():
            yield f"{source}: not loaded; the rulebook itself holds {self._own_count(name)} parties of the list {name}"

    def _own_count(self, list_id: str) -> int:
        return self._own_counts[list_id]

    @cached_property
    def _own_counts(self) -> Counter[str]:
        """How many parties of each list the rulebook holds itself."""
        return Counter(record.list for record in self._ground.rulebook.listings)

    def _silence(self, editions: tuple[Edition, ...]) -> Iterator[tuple[str, Silence]]:
        """For each list whose silence does not count without end: until when it does, and why no longer."""
        for name, source in WHOLE_SOURCES.items():
            whole = _whole(editions, source)
            if not whole:
                own = f"the rulebook itself holds {self._own_count(name)} parties of it"
                yield name, Silence(OWN_AS_OF.get(name), f"no whole edition of {source} is loaded, {own}")
            elif whole[-1] != _current(editions, whole[-1].name):
                yield (
                    name,
                    Silence(whole[-1].published, f"the edition of {source} in force fell short of the one before"),
                )
            elif not self._editions.is_fresh(whole[-1]):
                yield name, Silence(whole[-1].published, f"the edition of {source} is stale, of {whole[-1].published}")
        for name in UNPUBLISHED:
            why = f"the rulebook itself holds {self._own_count(name)} vessels of it, and no published list is read"
            yield name, Silence(OWN_AS_OF.get(name), why)

    def _closed(self, party: ListedParty, held: HeldLists, editions: tuple[Edition, ...]) -> ListedParty:
        """A party of the rulebook's own listings with the end that later whole editions give its listing."""
        if party.ended_on is not None or party.list not in WHOLE_SOURCES:
            return party
        last = held.last_presences(party.list, party.entry_id)
        if any(presence.gone_by is None for presence in last):
            return party
        if last:
            newest = max(last, key=lambda presence: presence.last.published)
            assert newest.gone_by is not None
            return replace(party, seen_last=newest.last.published, gone_by=newest.gone_by.published)
        since = OWN_AS_OF.get(party.list) or party.listed_on
        later = [e for e in _whole(editions, WHOLE_SOURCES[party.list]) if since is None or e.published > since]
        return replace(party, seen_last=since, gone_by=later[0].published) if later else party


def _whole(editions: tuple[Edition, ...], source: str) -> list[Edition]:
    """The editions of a source whose silence can count, by publication date."""
    whole = (e for e in editions if e.source == source and e.whole and not e.shrinkage)
    return sorted(whole, key=lambda edition: (edition.published, edition.loaded_at))


def _current(editions: tuple[Edition, ...], name: str) -> Edition:
    return max((e for e in editions if e.name == name), key=lambda edition: (edition.published, edition.loaded_at))


def _names(own: PartyFindings) -> Iterator[tuple[str, str]]:
    """The names asked, owners each under a key of its own."""
    for field, name in own.asked:
        yield (f"owners:{name}" if field == "owners" else field), name


def _told(own: PartyFindings, found: list[ListedParty]) -> Iterator[ListedParty]:
    """The rulebook's own listings, but for mere likenesses where the editions say more of the name and the list."""
    better = {(party.field, party.list) for party in found}
    yield from (party for party in own.listed if party.sure or (party.field, party.list) not in better)


def _beside(own: PartyFindings, found: list[ListedParty]) -> Iterator[ListedParty]:
    """What the editions add: no mere candidate on a list where the rulebook's own listings have the very name."""
    named = {(party.field, party.list) for party in own.listed if party.sure}
    yield from (party for party in found if party.sure or (party.field, party.list) not in named)


def _is_named(list_id: str, own: PartyFindings) -> bool:
    """Whether a name of the kind was given that the list holds."""
    vessels = [field in VESSEL_KEYS for field, _ in own.asked]
    return (list_id in VESSEL_LISTS and any(vessels)) or (list_id not in VESSELS_ONLY and not all(vessels))


def _unasked(silence: dict[str, Silence], editions: tuple[Edition, ...]) -> Iterator[str]:
    for name, row in silence.items():
        upto = f" after {row.until}" if row.until else ""
        yield f"{name}: whoever is not found there may still be listed{upto}: {row.why}"
    for name, source in WHOLE_SOURCES.items():
        if name not in silence and (whole := _whole(editions, source)):
            yield f"{name}: whoever left the list before {whole[0].published}, its first edition here, is not known"
    yield "other programmes of the loaded lists: the rulebook holds no law of theirs; screen asks them"
