"""The listings of the loaded editions that bear on the rulebook's law, with what the editions say of their days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from navicert.desk.bearing import Bearing, BearingParty, may_bear, party_from_json
from navicert.desk.bearing_files import BearingFiles
from navicert.measures import ListedParty
from navicert.measures.naming import name_key
from navicert.rulebook.model import ListingRecord, Rulebook
from navicert.screening import Policy, asked_party, party_from_entry, screen
from navicert.store.history import presences_of

if TYPE_CHECKING:
    from navicert.lists import Edition
    from navicert.screening import Index, Match, Party
    from navicert.store import Presence, Store

Key = tuple[str, str]
SCHEMAS = {"person": "Person", "bank": "Organization", "vessel_name": "Vessel", "counterpart_vessel_name": "Vessel"}
IMO_FIELDS = frozenset({"vessel_imo", "counterpart_vessel_imo"})
SAME_WORD = frozenset({"equal", "romanisation", "translation"})
LESS_THAN_THE_SAME = frozenset({"name_missing", "name_contradiction", "weak_alias", "another_order"})
MOST_MATCHES = 25
MOST_FOUND = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingPolicy:
    """From which score on a name is taken for the listed one; between the screening policy's cutoff and this it is a
    candidate, and the answer stays open."""

    sure: float = 0.9
    """A name that agrees this well is the listed one."""
    sure_same: float = 0.82
    """The same for a name written the same, or of the same words in another script: below it stand names of which
    many bear the same words."""


class HeldLists:
    """The parties of some editions, ready to be looked up by name and IMO number."""

    def __init__(
        self, store: Store, editions: Sequence[Edition], rulebook: Rulebook, policy: Policy, naming: NamingPolicy
    ) -> None:
        self._store, self._files = store, BearingFiles(store)
        self._policy, self._naming = replace(policy, limit=MOST_MATCHES), naming
        self._editions = {
            name: [e for e in editions if e.name == name] for name in dict.fromkeys(e.name for e in editions)
        }
        self._states: dict[Key, dict[str, list[Any]]] = defaultdict(dict)
        for edition in editions:
            for entry_id, values in self._files.parties(edition).items():
                self._states[edition.name, entry_id][edition.id] = values
        self._rulebook, self._own = rulebook, _own_by_name(rulebook.listings)
        self._lasts: dict[tuple[str, str], tuple[Presence, ...]] = {}
        self._found: dict[tuple[str, str], tuple[ListedParty, ...]] = {}

    @property
    def empty(self) -> bool:
        return not self._states

    def make_ready(self) -> None:
        """Builds the index where it is not built yet."""
        assert self._index is not None

    def party(self, key: Key) -> BearingParty:
        """The party as the last edition has it that has it."""
        return party_from_json(next(reversed(self._states[key].values())))

    def find(self, field: str, name: str) -> tuple[ListedParty, ...]:
        """The listed parties that a name, or an IMO number, is or may be."""
        sort = field.partition(":")[0]
        if (sort, name) not in self._found:
            rows = self._by_imo(name) if sort in IMO_FIELDS else self._by_name(sort, name)
            self._found[sort, name] = tuple(_without_lesser(rows))
        return tuple(replace(row, field=field) for row in self._found[sort, name])

    def look_up(self, names: Iterable[tuple[str, str]]) -> None:
        """Look up many names at once, by key and name, so that `find` has them ready."""
        import pyarrow as pa

        from navicert.screening.batch import BatchSearch
        from navicert.screening.compiled_index import CompiledIndex

        if len(self._found) >= MOST_FOUND:
            self._found.clear()
        asked = [row for row in dict.fromkeys(names) if row[0] not in IMO_FIELDS and row not in self._found]
        if not asked or not isinstance(self._index, CompiledIndex):
            return
        columns = {"name": [[name] for _, name in asked], "schema": [_schema_of(field) for field, _ in asked]}
        answers = BatchSearch(self._index, self._policy).answers(pa.table(columns))
        told = {answer.row: answer for answer in answers}
        for number, (field, name) in enumerate(asked):
            answer = told.get(number)
            if answer is None or answer.error is None:
                rows = self._matched(field, name, answer.matches if answer else ())
                self._found[field, name] = tuple(_without_lesser(rows))

    def _by_imo(self, number: str) -> Iterator[ListedParty]:
        for key in self._imo_numbers.get(number, ()):
            yield from self._rows(key, "vessel_imo", number, None, sure=True)

    def _by_name(self, field: str, name: str) -> Iterator[ListedParty]:
        query = asked_party({"schema": _schema_of(field), "properties": {"name": [name]}})
        return self._matched(field, name, screen(query, self._index, self._policy))

    def _matched(self, field: str, name: str, matches: Iterable[Match]) -> Iterator[ListedParty]:
        for match in matches:
            key = (match.party.source, match.party.id)
            sure = match.score >= self._naming.sure or (
                match.score >= self._naming.sure_same
                and (name_key(name) in self.party(key).strong_names or _reads_the_same(match))
            )
            yield from self._rows(key, field, name, match.score, sure=sure)

    @cached_property
    def _index(self) -> Index:
        editions = (edition for of_list in self._editions.values() for edition in of_list)
        return self._files.index(editions, self._listed)

    def _listed(self) -> Iterator[Party]:
        """The parties to be found, each as the last edition has it that has it."""
        for name, editions in self._editions.items():
            for edition in editions:
                wanted = {
                    entry_id
                    for (of_list, entry_id), states in self._states.items()
                    if of_list == name and next(reversed(states)) == edition.id
                }
                entries = self._store.iter_entries(edition, may_bear) if wanted else ()
                yield from (party_from_entry(entry, name) for entry in entries if entry.id in wanted)

    @cached_property
    def _imo_numbers(self) -> dict[str, list[Key]]:
        numbers: dict[str, list[Key]] = defaultdict(list)
        for key in self._states:
            if (imo := self.party(key).imo) is not None:
                numbers[imo].append(key)
        return numbers

    def presences(self, key: Key) -> tuple[Presence, ...]:
        """The runs of editions in which a party stood; absence from a shrunken edition ends none."""
        states = self._states[key]
        told = [
            (replace(edition, whole=edition.whole and not edition.shrinkage), edition.id in states)
            for edition in self._editions[key[0]]
        ]
        return presences_of(told)

    def _rows(self, key: Key, field: str, name: str, score: float | None, *, sure: bool) -> Iterator[ListedParty]:
        party = self.party(key)
        presences = self.presences(key)
        for bearing in dict.fromkeys(party.bearings):
            gone: date | None = None
            for presence in presences:
                yield ListedParty(
                    field=field,
                    name=name,
                    list=bearing.list,
                    entry_id=party.id,
                    caption=party.caption,
                    listed_on=self._listed_on(party, bearing, gone),
                    ended_on=bearing.listing.ended_on,
                    measure=bearing.measure,
                    sure=sure,
                    score=None if score is None else round(score, 4),
                    edition=f"{presence.last.name} {presence.last.id}",
                    schema=party.schema,
                    imo=party.imo,
                    seen_first=presence.first.published,
                    seen_last=presence.last.published,
                    not_before=gone,
                    gone_by=presence.gone_by.published if presence.gone_by else None,
                )
                gone = presence.gone_by.published if presence.gone_by else None

    def _listed_on(self, party: BearingParty, bearing: Bearing, gone: date | None) -> date | None:
        """The publisher's day; where it gives none, the day in the rulebook's own record of the same party, unless it
        stands there under several programmes, whose days may differ."""
        day = bearing.listing.listed_on
        if day is None and len(party.bearings) == 1:
            own = (self._own.get((bearing.list, key)) for key in party.strong_names)
            day = next((record.listed_on for record in own if record is not None), None)
        return None if day is not None and gone is not None and day < gone else day

    def last_presences(self, list_id: str, own_id: str) -> tuple[Presence, ...]:
        """The last runs of editions of the entries that stand for a record of the rulebook's own listings."""
        if (list_id, own_id) not in self._lasts:
            record = next(r for r in self._rulebook.listings if (r.list, r.id) == (list_id, own_id))
            marks = (own_id.removeprefix("un-"), *map(name_key, record.names))
            keys = dict.fromkeys(key for mark in marks for key in self._marks.get((list_id, mark), ()))
            self._lasts[list_id, own_id] = tuple(self.presences(key)[-1] for key in keys)
        return self._lasts[list_id, own_id]

    @cached_property
    def _marks(self) -> dict[tuple[str, str], list[Key]]:
        """The parties of each list by what tells them to be the same as another's record: names and references."""
        marks: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for key in self._states:
            party = self.party(key)
            for bearing in party.bearings:
                for mark in {bearing.listing.reference, *party.strong_names} - {None}:
                    marks[bearing.list, str(mark)].append(key)
        return marks


def _schema_of(field: str) -> str:
    return SCHEMAS.get(field, "LegalEntity")


def _without_lesser(rows: Iterable[ListedParty]) -> Iterator[ListedParty]:
    """Candidates of a list give way to a surely identified party of it, unless they agree as well."""
    kept = list(rows)
    sure: dict[str, float] = {}
    for row in kept:
        if row.sure:
            sure[row.list] = max(sure.get(row.list, 0.0), row.score or 1.0)
    yield from (row for row in kept if row.sure or (row.score or 0.0) >= sure.get(row.list, 0.0))


def _reads_the_same(match: Match) -> bool:
    """Whether every word asked is a word of a strong listed name, and the other way round, across scripts."""
    words = [reason for reason in match.reasons if reason.kind == "name"]
    return all(word.asked == word.listed and word.how in SAME_WORD for word in words) and not any(
        reason.kind in LESS_THAN_THE_SAME for reason in match.reasons
    )


def _own_by_name(records: Iterable[ListingRecord]) -> dict[Key, ListingRecord]:
    return {(record.list, name_key(name)): record for record in records for name in record.names}
