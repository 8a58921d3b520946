"""Which field of an entry each property of FollowTheMoney goes to, and how its values are read."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from navicert.lists.ftm_words import (
    COUNTRY_FIELDS,
    DATE_FIELDS,
    HISTORICAL_CODES,
    IDENTIFIER_PROPERTIES,
    NAME_PROPERTIES,
    OTHER_IDENTIFIERS,
    PART_PROPERTIES,
    PARTY_SCHEMATA,
    TEXT_FIELDS,
)
from navicert.lists.model import Address, Identifier, Name, Place, Schema
from navicert.lists.to_ftm import ftm_country
from navicert.terms import VagueDate, country_code
from navicert.terms.country import country

Home = tuple[str, Callable[[str], Any], Callable[[str], bool] | None]
"""A property's field, how a value is read for it (None: it cannot be), and whether that value comes back exact."""
Echo = tuple[str, Callable[[str], Any], str]
"""A field that also hears a property, how a value is read for it, and the property that `to_ftm` makes of the field."""


@functools.lru_cache(maxsize=2048)
def _country(value: str) -> str | None:
    """The ISO code of a FollowTheMoney code; a part of a country ("ua-cri") counts as the country."""
    code = country_code(_HISTORICAL.get(value, value))
    if code is None and _PART_OF.fullmatch(value):
        code = country_code(value[:2])
    return code


@functools.lru_cache(maxsize=2048)
def _country_comes_back(value: str) -> bool:
    code = _country(value)
    return code is not None and ftm_country(code) == value


_HISTORICAL = {four: code for code, four in HISTORICAL_CODES.items()}
_PART_OF = re.compile(r"[a-z]{2}-[a-z0-9]{1,3}", re.IGNORECASE)
_TIME = re.compile(r"T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?")


@functools.lru_cache(maxsize=65536)
def _date(value: str) -> VagueDate | None:
    try:
        return VagueDate.from_iso(value[:10] if _TIME.fullmatch(value[10:]) else value)
    except ValueError:
        return None


@functools.lru_cache(maxsize=65536)
def _date_comes_back(value: str) -> bool:
    found = _date(value)
    return found is not None and found.iso() == value


@functools.lru_cache(maxsize=4096)
def _place(value: str) -> Place:
    return Place(value)


def _birth_country(value: str) -> Place | None:
    code = _country(value)
    return Place(country(code).name, code) if code is not None else None


def _homes(schema: Schema) -> dict[str, Home]:
    """Where each property goes that an entry of this schema has a field for."""
    homes: dict[str, Home] = {
        name: ("names", functools.partial(Name, kind=kind), None) for kind, name in NAME_PROPERTIES.items()
    }
    homes["address"] = ("addresses", Address, None)
    for name, (kind, schemata) in IDENTIFIER_PROPERTIES.items():
        if schema in schemata:
            homes[name] = ("identifiers", functools.partial(Identifier, kind), None)
    for table, read, exact in (
        (COUNTRY_FIELDS, _country, _country_comes_back),
        (DATE_FIELDS, _date, _date_comes_back),
        (TEXT_FIELDS, str, None),
    ):
        homes |= {name: (field, read, exact) for name, (field, schemata) in table.items() if schema in schemata}
    if schema == "Airplane":
        homes["registrationNumber"] = ("identifiers", functools.partial(Identifier, "tail_number"), None)
    if schema == "Person":
        for label, name in reversed(list(PART_PROPERTIES.items())):
            homes[name] = ("parts", functools.partial(_pair, label), None)
        homes |= {"birthPlace": ("birth_places", _place, None), "gender": ("genders", str, None)}
    return homes


def _echoes(schema: Schema) -> dict[str, Echo]:
    """Properties without a field that say something for one."""
    echoes: dict[str, Echo] = {
        "abbreviation": ("names", functools.partial(Name, kind="weak_alias"), "weakAlias"),
        "mainCountry": ("countries", _country, "country"),
    }
    if schema == "Person":
        echoes["birthCountry"] = ("birth_places", _birth_country, "birthPlace")
    for name, (kind, shadowed) in OTHER_IDENTIFIERS.items():
        if schema in IDENTIFIER_PROPERTIES[shadowed][1]:
            echoes[name] = ("identifiers", functools.partial(Identifier, kind), shadowed)
    return echoes


def _pair(label: str, value: str) -> tuple[str, str]:
    return label, value


_SCHEMATA = frozenset(PARTY_SCHEMATA.values())
HOMES: Mapping[Schema, Mapping[str, Home]] = MappingProxyType({schema: _homes(schema) for schema in _SCHEMATA})
ECHOES: Mapping[Schema, Mapping[str, Echo]] = MappingProxyType({schema: _echoes(schema) for schema in _SCHEMATA})
