"""Parties as lines of text, so that an index file holds them and only those that match are ever made again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, overload

from navicert.lists.model import Address, Identifier, Place
from navicert.screening.model import Party, PartyName
from navicert.terms import VagueDate

PAGE = 16
"""Parties that are packed together."""
_REMEMBERED = 20_000
_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def key_of(party: Party) -> bytes:
    """By what parties of one evidence are ordered, id and then source, as bytes that stand in that order."""
    parts = (text.encode("utf-8", "surrogatepass").replace(b"\0", b"\0\xff") for text in (party.id, party.source))
    return b"\0\0".join(parts)


def record_of(party: Party) -> bytes:
    """A party in one line; `party_of` makes an equal one of it."""
    fields = (
        party.id,
        party.schema,
        [(name.text, name.kind) for name in party.names],
        [(born.earliest.isoformat(), born.latest.isoformat(), born.circa) for born in party.birth_dates],
        [(place.text, place.country) for place in party.birth_places],
        sorted(party.countries),
        party.gender,
        [(number.kind, number.value, number.country, number.note) for number in party.identifiers],
        [(address.text, address.country, address.note) for address in party.addresses],
        party.source,
        party.programs,
        party.label,
    )
    return _encode(fields).encode("ascii")


def party_of(record: bytes) -> Party:
    """The party of a line."""
    key, schema, names, births, born_in, countries, gender, identifiers, addresses, source, programs, label = (
        json.loads(record)
    )
    return Party(
        id=key,
        schema=schema,
        names=tuple(PartyName(*name) for name in names),
        birth_dates=tuple(_date(*born) for born in births),
        birth_places=tuple(Place(*place) for place in born_in),
        countries=frozenset(countries),
        gender=gender,
        identifiers=tuple(Identifier(*number) for number in identifiers),
        addresses=tuple(Address(*address) for address in addresses),
        source=source,
        programs=tuple(programs),
        label=label,
    )


def _date(earliest: str, latest: str, circa: bool) -> VagueDate:
    return VagueDate(date.fromisoformat(earliest), date.fromisoformat(latest), circa)


def pages_of(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines, so many at a time packed into a page."""
    rest = iter(lines)
    while page := list(islice(rest, PAGE)):
        yield zlib.compress(b"\n".join(page), 1)


class Keys(NamedTuple):
    """The keys of parties on end, and where each begins and, last, where the last ends."""

    content: Sequence[int]
    starts: Sequence[int]

    def of(self, number: int) -> bytes:
        """The key of one party."""
        return bytes(self.content[self.starts[number] : self.starts[number + 1]])


class KeptParties(Sequence[Party]):
    """Parties that lie in memory as pages of lines, each made when it is asked for; their keys need no party.

    `content` holds the pages on end, `starts` where each begins and, last, where the last ends.
    """

    def __init__(self, content: memoryview, starts: Sequence[int], count: int, keys: Keys) -> None:
        self._content, self._starts, self._count = content, starts, count
        self._keys = keys
        self._party = lru_cache(_REMEMBERED)(self._made)

    def _made(self, number: int) -> Party:
        return party_of(self._page(number // PAGE)[number % PAGE])

    def _page(self, number: int) -> list[bytes]:
        return zlib.decompress(self._content[self._starts[number] : self._starts[number + 1]]).split(b"\n")

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """All keys and lines."""
        lines = (line for number in range(len(self._starts) - 1) for line in self._page(number))
        return zip(map(self._keys.of, range(self._count)), lines, strict=True)

    def key(self, number: int) -> bytes:
        """The key of a party, as `key_of` has it."""
        return self._keys.of(number)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Party: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Party]: ...
    def __getitem__(self, number: int | slice) -> Any:
        if isinstance(number, slice):
            return tuple(self[i] for i in range(*number.indices(len(self))))
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return self._party(number % len(self))
