"""Parties in columns: what the compiled search weighs beyond names."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from navicert.lists.model import Identifier
from navicert.screening.identifiers import bare
from navicert.screening.kernel_structures import PartyColumns
from navicert.screening.kernel_tables import lines, offsets
from navicert.screening.model import Party
from navicert.screening.parties import FAMILIES
from navicert.terms import VagueDate, with_successors

PLACED, BY_REFERENCE, IDENTIFIED = 1, 2, 4
DAY, RANGE, CIRCA = 1, 2, 4
GENDERS = {None: 0, "male": 1, "female": 2}
_FAMILY_BITS = {family: 1 << i for i, family in enumerate(sorted(frozenset().union(*FAMILIES.values())))}
SCHEMA_BITS = {schema: sum(_FAMILY_BITS[family] for family in families) for schema, families in FAMILIES.items()}


def party_columns(parties: Sequence[Party]) -> PartyColumns:
    """Listed parties in columns."""
    numbers = [identifier_texts(party) for party in parties]
    countries = [sorted(with_successors(party.countries)) for party in parties]
    return PartyColumns(
        len(parties),
        countries=lines(code for codes in countries for code in codes),
        numbers=lines(text for texts in numbers for text in texts),
        family=family_column(parties),
        flags=flag_column(parties),
        gender=gender_column(parties),
        births_at=offsets(len(party.birth_dates) for party in parties),
        countries_at=offsets(map(len, countries)),
        numbers_at=offsets(map(len, numbers)),
        births=birth_column(parties),
    )


def family_column(parties: Iterable[Party]) -> array[int]:
    """What each party may turn out to be, as bits."""
    return array("B", [SCHEMA_BITS[party.schema] for party in parties])


def flag_column(parties: Iterable[Party]) -> array[int]:
    """Whether anything may be known of each party's places and identifiers."""
    return array(
        "B",
        [
            PLACED * bool(party.birth_places or party.addresses) | IDENTIFIED * bool(party.identifiers)
            for party in parties
        ],
    )


def gender_column(parties: Iterable[Party]) -> array[int]:
    """Each party's gender by number; 0 where it is not known."""
    return array("B", [GENDERS[party.gender] for party in parties])


def birth_column(parties: Iterable[Party]) -> array[int]:
    """All birth dates, five numbers each."""
    column = array("i")
    for party in parties:
        for born in party.birth_dates:
            column.extend(birth_numbers(born))
    return column


def birth_numbers(born: VagueDate) -> tuple[int, int, int, int, int]:
    """A birth date as the first and last day it may mean, both twice (counted, and as yyyymmdd), and its precision."""
    precision = born.precision
    flags = DAY * (precision == "day") | RANGE * (precision == "range") | CIRCA * born.circa
    first, last = born.earliest, born.latest
    days = (day.year * 10000 + day.month * 100 + day.day for day in (first, last))
    return (first.toordinal(), last.toordinal(), *days, flags)  # type: ignore[return-value]


def country_column(parties: Iterable[Party], number_of: Callable[[str], int]) -> tuple[array[int], array[int]]:
    """Offsets and numbers of all countries."""
    codes = [[number_of(code) for code in with_successors(party.countries)] for party in parties]
    return offsets(map(len, codes)), array("H", [code for numbers in codes for code in numbers])


def identifier_texts(party: Party) -> list[str]:
    """The party's identifiers as texts that are equal when the identifiers are; empty ones are left out."""
    return [text for identifier in party.identifiers if (text := identifier_text(identifier))]


def identifier_text(identifier: Identifier) -> str:
    """An identifier in one line, "" when nothing of it is left without spaces and punctuation."""
    number = bare(identifier)
    return f"{identifier.kind} {number}".replace("\n", " ") if number else ""
