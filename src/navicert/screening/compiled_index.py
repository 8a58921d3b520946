"""Listed parties arranged for the compiled search: the same answers as `Index`, some hundred times faster.

The compiled search says which listed names may reach the cutoff; whether they do, with which score and for which
reasons, the reference computes.
"""

from __future__ import annotations

import threading
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from ctypes import CDLL
from dataclasses import dataclass
from heapq import heappush, heappushpop
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from navicert.names import ReadName, Token, read_name
from navicert.screening.columns import (
    birth_column,
    country_column,
    family_column,
    flag_column,
    gender_column,
    identifier_texts,
    party_columns,
)
from navicert.screening.kept_parties import KeptParties, key_of
from navicert.screening.kernel import WIDEST, Block, Builder, Session
from navicert.screening.kernel_structures import Hit, NameColumns, QueryColumns, Readings
from navicert.screening.kernel_tables import numbers, offsets, sheets, weights
from navicert.screening.model import Match, Party, PartyName, Policy
from navicert.screening.name_reader import NameReader, Numbered
from navicert.screening.reading_aside import Aside, Name, ReadAside, numbered, read_aside
from navicert.screening.scoring import NameMatch, best_of_names, conclude, match_names, weigh
from navicert.screening.traces import OTHER_KINDS, least_taken

if TYPE_CHECKING:
    from concurrent.futures import Future

PERSONAL, WEAK, OTHER_KIND = 1, 2, 4
TAKEN_AT_ONCE = 4096
"""Parties that are handed to a builder together."""
ASIDE_FROM = 4 * TAKEN_AT_ONCE
"""Parties from which on it pays to have names read elsewhere."""
WORDS_BYTES = 256 * 1024 * 1024
"""What the words of queries may take before they are forgotten and learned anew."""
_MARGIN = 1e-9


def build_block(loaded: CDLL, parties: Iterable[Party], key: str = "") -> bytes:
    """The index of parties in one piece."""
    return prepared(loaded, parties).finish(key)


def prepared(loaded: CDLL, parties: Iterable[Party]) -> Builder:
    """A builder that has taken these parties, one after another: they need not all be in memory at once."""
    taking = Taking(loaded)
    for _ in taking.passing(parties):
        pass
    return taking.builder


class Taking:
    """Hands parties to a builder, piece by piece; `count` is how many it has.

    Of a long list the names that the reference must read are given to `aside`, where there is one.
    """

    def __init__(self, loaded: CDLL, aside: Aside | None = None) -> None:
        self.builder = Builder(loaded, numbers())
        self.count = 0
        self._tokens = Numbered(distinct=True)
        self._reader = NameReader(loaded, self._tokens)
        self._aside = aside

    def passing(self, parties: Iterable[Party]) -> Iterator[Party]:
        """Takes parties, so many at a time, and passes each on."""
        rest = iter(parties)
        waiting = self._begin(tuple(islice(rest, TAKEN_AT_ONCE)))
        while waiting.parties:
            following = self._begin(tuple(islice(rest, TAKEN_AT_ONCE)))
            self._take(waiting)
            yield from waiting.parties
            waiting = following

    def _begin(self, parties: Sequence[Party]) -> _Begun:
        """Reads what can be read at once, and asks the reference for the rest."""
        names = [(name.text, party.schema) for party in parties for name in party.names]
        read = self._reader.read([text for text, _ in names], [schema for _, schema in names])
        rest = [name for name, by_reference in zip(names, read.by_reference, strict=True) if by_reference]
        promised = self._aside(rest) if self._aside and rest and self.count >= ASIDE_FROM else None
        return _Begun(parties, read, rest, promised)

    def _take(self, begun: _Begun) -> None:
        parties = begun.parties
        columns = _name_columns(parties, self.count, begun.read, numbered(begun.by_reference(), self._tokens.numbers))
        for sheet in sheets(self._tokens.take_new()):
            self.builder.add_terms(sheet)
        self.builder.add_names(columns)
        self.builder.add_parties(party_columns(parties))
        self.count += len(parties)


class _Begun(NamedTuple):
    """Parties whose names are being read: what was read at once, the names left to the reference, and its promise."""

    parties: Sequence[Party]
    read: Readings
    rest: Sequence[Name]
    promised: Future[ReadAside] | None

    def by_reference(self) -> ReadAside:
        if self.promised is not None:
            with suppress(Exception):  # whatever failed elsewhere is done here, and told here if it fails again
                return self.promised.result()
        return read_aside(self.rest)


def _name_columns(
    parties: Sequence[Party], first: int, read: Readings, by_reference: Sequence[Sequence[tuple[bool, bytes]]]
) -> NameColumns:
    """Every reading of every listed name; equal ones of a party stand under the first name that has them.

    `first` is the number of the first party, `by_reference` the readings of names that have none in `read`, in order.
    """
    others = iter(by_reference)
    spelled, party_of, place_of, reading_of, flags = list[bytes](), array("i"), array("i"), array("i"), array("B")
    seen: set[tuple[int, bytes]] = set()
    name = 0
    for number, party in enumerate(parties, first):
        seen.clear()
        for place, printed in enumerate(party.names):
            weak, other = WEAK * (printed.kind == "weak_alias"), OTHER_KIND * (printed.kind in OTHER_KINDS)
            for reading, (personal, found) in enumerate(_readings(read, name, others)):
                key = (weak | personal, found)
                if not found or key in seen:
                    continue
                seen.add(key)
                spelled.append(found)
                party_of.append(number)
                place_of.append(place)
                reading_of.append(reading)
                flags.append(weak | personal | other)
            name += 1
    terms = array("i", b"".join(spelled))
    return NameColumns(
        len(spelled),
        terms_at=offsets(len(found) // terms.itemsize for found in spelled),
        terms=terms,
        party=party_of,
        place=place_of,
        reading=reading_of,
        flags=flags,
    )


def _readings(read: Readings, name: int, others: Iterator[Sequence[tuple[bool, bytes]]]) -> Sequence[tuple[int, bytes]]:
    """Of a name its readings: whether as a person's, and its tokens by number, as bytes."""
    if read.by_reference[name]:
        return next(others)
    at, terms = read.terms_at, read.terms
    return [
        (PERSONAL * read.personal[k], terms[at[k] : at[k + 1]].tobytes())
        for k in range(read.readings_at[name], read.readings_at[name + 1])
    ]


class CompiledIndex:
    """Listed parties, ready to be asked by the compiled search; safe to share between threads, which take turns."""

    def __init__(self, loaded: CDLL, parties: Sequence[Party], block: Block, *, level: int = WIDEST) -> None:
        self.parties = parties
        self.block = block
        self._loaded = loaded
        self._reader: NameReader | None = None
        self._session = Session(loaded, block, numbers(), level=level)
        self._tokens = Numbered()
        self._turn = threading.Lock()

    @classmethod
    def build(cls, loaded: CDLL, parties: Sequence[Party], *, level: int = WIDEST) -> CompiledIndex:
        """An index of these parties, in memory."""
        return cls(loaded, parties, Block(build_block(loaded, parties)), level=level)

    @property
    def instructions(self) -> str:
        """Which of the machine's instructions the search uses: plain, avx2 or avx512."""
        return self._session.instructions

    def matches(self, query: Party, policy: Policy) -> Iterator[Match]:
        """The matches that reach the policy's cutoff and may be among the best `limit`, in no order."""
        readings = [reading for name in query.names for reading in read_name(name.text, query.schema)]
        with self.asking():
            hits = self.ask(self._columns(query, readings), policy)
        named = frozenset(party for text in identifier_texts(query) for party in self.with_number(text))
        yield from conclude_hits(self, query, readings, hits, named, policy)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """A turn at the index; within it, what `read` and `number` give stays valid for `ask`. One that breaks off
        leaves nothing behind."""
        with self._turn:
            if self._session.size > WORDS_BYTES:
                self._forget()
            try:
                yield
            except BaseException:
                self._forget()
                raise

    def _forget(self) -> None:
        """Begin anew with the words of queries."""
        self._session.forget()
        self._tokens = Numbered()
        if self._reader is not None:
            self._reader.forget(self._tokens)

    def read(self, text_address: int, offsets_address: int, kinds: bytes) -> Readings:
        """The readings of names that lie in memory as UTF-8; see NameReader."""
        if self._reader is None:
            self._reader = NameReader(self._loaded, self._tokens)
        return self._reader.read_columns(text_address, offsets_address, kinds)

    def find_nobody(self, read: Readings) -> list[int]:
        """The names that were read as initials alone, as nothing, or not at all."""
        initials, terms = self._tokens.initials, read.terms
        parts = enumerate(pairwise(map(read.terms_at.__getitem__, read.readings_at)))
        return [name for name, (a, b) in parts if a == b or (terms[a] in initials and initials.issuperset(terms[a:b]))]

    def number(self, tokens: Iterable[Token]) -> list[int]:
        """The numbers of tokens."""
        return self._tokens.numbers(tokens)

    def ask(self, queries: QueryColumns, policy: Policy) -> list[Hit]:
        """Names that may reach the policy's cutoff, by query and party; of each party the best."""
        for sheet in sheets(self._tokens.take_new()):
            self._session.add_terms(sheet)
        return self._session.ask(queries, weights(policy)) if policy.cutoff < 1 else []

    def country(self, code: str) -> int:
        """The index's number of a country."""
        return self._session.country(code)

    def with_number(self, text: str) -> Sequence[int]:
        """The parties that have an identifier."""
        return self._session.with_number(text) if text else ()

    def _columns(self, query: Party, readings: Sequence[ReadName]) -> QueryColumns:
        terms = [self.number(reading.tokens) for reading in readings]
        countries_at, countries = country_column([query], self.country)
        return QueryColumns(
            1,
            readings_at=array("i", [0, len(readings)]),
            terms_at=offsets(map(len, terms)),
            terms=array("i", [term for reading in terms for term in reading]),
            personal=array("B", [reading.personal for reading in readings]),
            family=family_column([query]),
            gender=gender_column([query]),
            flags=flag_column([query]),
            births_at=array("i", [0, len(query.birth_dates)]),
            countries_at=countries_at,
            births=birth_column([query]),
            countries=countries,
        )

    def key(self, number: int) -> bytes:
        """By what a party is ordered among those of one evidence."""
        return self.parties.key(number) if isinstance(self.parties, KeptParties) else key_of(self.parties[number])

    def listed_name(self, number: int) -> tuple[int, int, int]:
        """Of a listed name: its party, its place among the party's names, its reading."""
        return self._session.name(number)


def conclude_hits(
    index: CompiledIndex,
    query: Party,
    readings: Sequence[ReadName],
    hits: Iterable[Hit],
    named: frozenset[int],
    policy: Policy,
) -> Iterator[Match]:
    """The matches that the reference makes of hits, best first as far as the limit needs, and of shared identifiers."""
    for number in named:
        match = weigh(query, index.parties[number], policy)
        if match is not None and 0 < match.score >= policy.cutoff:
            yield match
    by_party: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.party not in named:
            by_party[hit.party].append(hit)
    best: list[_Place] = []
    comparisons = _Comparisons(index, readings, policy)
    order = sorted((-found[0].estimate, index.key(number), number) for number, found in by_party.items())
    for behind, key, number in order:
        estimate, of_party = -behind, by_party[number]
        if len(best) == policy.limit and best[0].beats(estimate, key):
            if estimate < best[0].evidence - _MARGIN:
                return
            continue
        entry = index.parties[number]
        names = [comparisons.of(hit, entry) for hit in sorted(of_party, key=lambda hit: (hit.reading, hit.name))]
        if len(best) == policy.limit and _falls_behind(estimate, names, entry, best[0], policy):
            continue
        match = conclude(query, entry, names, policy)
        if match is not None and 0 < match.score >= policy.cutoff:
            (heappush if len(best) < policy.limit else heappushpop)(best, _Place(match.evidence, key))
            yield match


def _falls_behind(estimate: float, names: Iterable[NameMatch], entry: Party, worst: _Place, policy: Policy) -> bool:
    """Whether traces take so much of a party's estimate that it cannot stand before the worst of the best."""
    found = best_of_names(names, policy)
    return found is not None and estimate - least_taken(found, entry, policy) < worst.evidence - _MARGIN


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a party stands among the best: by its evidence, those of one evidence by key; the worst is the least."""

    evidence: float
    key: bytes

    def __lt__(self, other: _Place) -> bool:
        return self.evidence < other.evidence or (self.evidence == other.evidence and self.key > other.key)

    def beats(self, estimate: float, key: bytes) -> bool:
        """Whether a party of this estimate cannot stand before: its evidence is the estimate, but for traces taken."""
        return estimate < self.evidence - _MARGIN or (estimate == self.evidence and key > self.key)


class _Comparisons:
    """Comparisons of a query's names with listed ones, each made once for all parties that are called alike."""

    def __init__(self, index: CompiledIndex, readings: Sequence[ReadName], policy: Policy) -> None:
        self._index, self._readings, self._policy = index, readings, policy
        self._made: dict[tuple[int, int, PartyName, str], NameMatch] = {}

    def of(self, hit: Hit, entry: Party) -> NameMatch:
        _, place, reading = self._index.listed_name(hit.name)
        name = entry.names[place]
        key = (hit.reading, reading, name, entry.schema)
        made = self._made.get(key)
        if made is None:
            listed = read_name(name.text, entry.schema)[reading]
            made = self._made[key] = match_names(self._readings[hit.reading], listed, name, self._policy)
        return made


def best_of(matches: Iterable[Match], policy: Policy) -> tuple[Match, ...]:
    """The best matches, as many as the policy wants; ties in score fall to the evidence, then to the id."""
    found = sorted(matches, key=lambda match: (-match.score, -match.evidence, match.party.id, match.party.source))
    return tuple(found[: policy.limit])
