"""The word lists under `evidence/words`: countries, cities, regions, organisations, given names, surnames."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources


def lines_of(name: str) -> Iterator[str]:
    """Lines of a list without comments and blank ones."""
    text = resources.files("navicert.evidence").joinpath("words", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def items_of(name: str) -> Iterator[str]:
    """The entries of a list whose lines hold several, with ";" between."""
    return (item.strip() for line in lines_of(name) for item in line.split(";") if item.strip())


@functools.cache
def word_set(name: str) -> frozenset[str]:
    return frozenset(items_of(name))


@functools.cache
def _sections(file: str) -> dict[str, frozenset[str]]:
    sections: dict[str, frozenset[str]] = {}
    heading = ""
    for line in lines_of(file):
        if line.startswith("["):
            heading = line.strip("[]")
        else:
            sections[heading] = sections.get(heading, frozenset()) | frozenset(line.split(";"))
    return sections


def words_under(heading: str, file: str = "naming.txt") -> frozenset[str]:
    """The words under a heading of a list; KeyError where it has no such heading."""
    return _sections(file)[heading]


@functools.cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries and names of their inhabitants ("Kenyan", "Kenyans"): never names of places."""
    return frozenset(word for line in lines_of("countries.txt") for word in line.split("|")[2].split(";") if word)


@functools.cache
def demonym_words() -> frozenset[str]:
    return frozenset(word for name in demonyms() for word in name.split())


@functools.cache
def country_names() -> dict[str, str]:
    """ISO code of each name of a country; "XX" where a name covers two ("Korea")."""
    rows = (line.split("|") for line in lines_of("countries.txt"))
    return {name: row[0] for row in rows for name in row[1].split(";") if name}


@functools.cache
def sides() -> dict[str, frozenset[str]]:
    """Words in small letters that name each country's side, by its code: names, adjectives, capital, seats."""
    rows = (line.lower().split("|") for line in lines_of("countries.txt"))
    return {row[0].upper(): frozenset(w for part in row[1:] for w in part.split(";") if len(w) > 1) for row in rows}


@functools.cache
def side_of(word: str) -> str | None:
    """The country that a name, an adjective, a capital or a seat of government stands for.

    >>> side_of("Kremlin"), side_of("Kenyan"), side_of("harbour")
    ('RU', 'KE', None)
    """
    return next((code for code, words in sides().items() if word.lower() in words), None)


@functools.cache
def cities() -> dict[str, int]:
    """Thousands of inhabitants of each city of the gazetteer (GeoNames)."""
    rows = (line.split("\t") for line in lines_of("cities.txt"))
    return {name: int(thousands) for name, _, thousands in rows}


@functools.cache
def surnames(people: str) -> frozenset[str]:
    """Romanised surnames that stand before the given name: of "korean" or "chinese" families."""
    line = next(line for line in lines_of("east_asian_surnames.txt") if line.startswith(people))
    return frozenset(line.split(":")[1].strip().split(";"))


@functools.cache
def organisation_names() -> dict[str, str]:
    """Every known name of an organisation, with the first name of the same one."""
    groups = (item.split("=") for item in items_of("organisations.txt"))
    return {name: group[0] for group in groups for name in group}
