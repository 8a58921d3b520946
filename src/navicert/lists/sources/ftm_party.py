"""One party of FollowTheMoney as an entry."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any

from navicert.errors import InvalidInput
from navicert.lists.ftm_words import (
    COUNTRY_FIELDS,
    DATE_FIELDS,
    ENTITY_KEYS,
    HISTORICAL_CODES,
    IDENTIFIER_PROPERTIES,
    NAME_PROPERTIES,
    PART_PROPERTIES,
    PARTY_SCHEMATA,
    TEXT_FIELDS,
)
from navicert.lists.model import Address, Entry, Identifier, Listing, Name, Place, Schema
from navicert.lists.sources.ftm_lines import Line
from navicert.lists.sources.ftm_links import NOT_STATED
from navicert.lists.to_ftm import ftm_country
from navicert.terms import VagueDate, country_code

NAMELESS = {
    "CryptoWallet": ("publicKey", "cryptoAddress"),
    "Security": ("isin", "registrationNumber"),
    "Vessel": ("imoNumber", "mmsi", "callSign", "registrationNumber"),
    "Airplane": ("registrationNumber", "serialNumber"),
    "Asset": ("registrationNumber", "iban", "accountNumber", "title", "address"),
}
"""Schemata that may have no name, and the properties that stand in for it, as followthemoney's captions do."""

Extra = dict[str, tuple[str, ...]]
Home = tuple[str, Callable[[str], Any]]
"""The entry's field for a property, and how a value is read for it (None: it cannot be)."""


def party(line: Line) -> Entry:
    """The entry of a party's line; InvalidInput where it has no name."""
    schema = PARTY_SCHEMATA[line.schema]
    homes = _HOMES[schema]
    fields: dict[str, list[Any]] = {"names": [], "parts": [], "genders": []}
    extra = _beside(line)
    for key, raw in line.properties.items():
        values = _said(raw)
        if values and key in homes:
            _put(key, values, homes[key], fields, extra)
        elif values:
            extra[_own(key, line)] = values
    _programs(fields, extra)
    extra.setdefault("topics", ())
    names, parts, genders = fields.pop("names"), fields.pop("parts"), fields.pop("genders")
    if len(genders) > 1:
        extra["gender"] = tuple(genders[1:])
    fuller: dict[str, Any] = {field: tuple(values) for field, values in fields.items()}
    return Entry(
        id=line.id,
        schema=schema,
        names=_names(line, names, parts, extra),
        gender=genders[0] if genders else None,
        extra=_shared(tuple(extra.items())),
        **fuller,
    )


def _said(values: list[Any]) -> tuple[str, ...]:
    """The values without repeats and without blank ones, which say nothing."""
    if len(values) == 1:
        return () if not values[0] or values[0].isspace() else (values[0],)
    return tuple(dict.fromkeys([value for value in values if value and not value.isspace()]))


def _own(key: str, line: Line) -> str:
    if key.startswith("@"):
        raise InvalidInput("a property cannot begin with '@'", where=f"{line.where} field {key}")
    return key


def _put(key: str, values: tuple[str, ...], home: Home, fields: dict[str, list[Any]], extra: Extra) -> None:
    """Each value as its home reads it; those it answers None for stay in the extras as they are."""
    field, read = home
    found = [read(value) for value in values]
    if None in found:
        extra[key] = tuple([value for value, one in zip(values, found, strict=True) if one is None])
        found = [one for one in found if one is not None]
    fields.setdefault(field, []).extend(found)


@functools.lru_cache(maxsize=2048)
def _country(value: str) -> str | None:
    """The ISO code of a FollowTheMoney code; None where it would not come back as it was written."""
    code = country_code(_HISTORICAL.get(value, value))
    return code if code is not None and ftm_country(code) == value else None


_HISTORICAL = {four: code for code, four in HISTORICAL_CODES.items()}


@functools.lru_cache(maxsize=65536)
def _date(value: str) -> VagueDate | None:
    try:
        found = VagueDate.from_iso(value)
    except ValueError:
        return None
    return found if found.iso() == value else None


@functools.lru_cache(maxsize=4096)
def _place(value: str) -> Place:
    return Place(value)


def _programs(fields: dict[str, list[Any]], extra: Extra) -> None:
    """Programmes named on the party itself; the authority is the dataset, when there is just one.

    Where only programme ids are given they are the programmes, and stay in `extra` too, to come back as ids.
    """
    programs = extra.pop("program", ())
    if not programs and "programId" in extra:
        programs, extra["program"] = extra["programId"], ()
    if programs:
        datasets = extra.get("@datasets", ())
        authority = datasets[0] if len(datasets) == 1 else NOT_STATED
        fields["listings"] = [Listing(authority, program) for program in programs]


def _names(line: Line, names: list[Name], parts: list[tuple[str, str]], extra: Extra) -> tuple[Name, ...]:
    """Names as primary, alias, weak, former, the caption first among its kind; the first carries the parts."""
    if not names:
        names = [_stand_in(line)]
        extra["name"] = ()
    if line.caption and line.caption != _caption(names):
        names.sort(key=lambda name: name.text != line.caption)
    if len(names) > 1:
        names.sort(key=lambda name: _ORDER[name.kind])
    if line.caption and line.caption != names[0].text:
        extra["@caption"] = (line.caption,)
    if parts:
        names[0] = Name(names[0].text, names[0].kind, parts=tuple(parts))
    return tuple(names)


def _caption(names: list[Name]) -> str:
    return next((name.text for name in names if name.kind == "primary"), names[0].text)


_ORDER = {kind: place for place, kind in enumerate(NAME_PROPERTIES)}


def _stand_in(line: Line) -> Name:
    """A thing without a name is called by its caption or its number; a party must have a name."""
    for key in NAMELESS.get(PARTY_SCHEMATA[line.schema], ()):
        values = _said(line.properties.get(key, []))
        if values:
            return Name(line.caption or values[0])
    if line.caption and PARTY_SCHEMATA[line.schema] in NAMELESS:
        return Name(line.caption)
    raise InvalidInput(f"{line.schema} {line.id!r} has no name", where=f"{line.where} field name", next="give its name")


def _beside(line: Line) -> Extra:
    """What the line says beside the properties, under its key with "@" before it."""
    extra: Extra = {}
    if line.schema != PARTY_SCHEMATA[line.schema]:
        extra["@schema"] = (line.schema,)
    for key, value in line.others.items():
        if key == "target" and value is True:
            continue
        if key in ENTITY_KEYS and isinstance(value, list) and all(isinstance(item, str) for item in value):
            extra[f"@{key}"] = tuple(value)
        else:
            extra[f"@{key}"] = (json.dumps(value, ensure_ascii=False),)
    return extra


@functools.lru_cache(maxsize=65536)
def _shared(extra: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Equal extras are one object: most entities of a list have the same topics and datasets."""
    return extra


def _homes(schema: Schema) -> dict[str, Home]:
    """Where each property goes that an entry of this schema has a field for."""
    homes: dict[str, Home] = {
        name: ("names", functools.partial(Name, kind=kind)) for kind, name in NAME_PROPERTIES.items()
    }
    homes["address"] = ("addresses", Address)
    for name, (kind, schemata) in IDENTIFIER_PROPERTIES.items():
        if schema in schemata:
            homes[name] = ("identifiers", functools.partial(Identifier, kind))
    for table, read in ((COUNTRY_FIELDS, _country), (DATE_FIELDS, _date), (TEXT_FIELDS, str)):
        homes |= {name: (field, read) for name, (field, schemata) in table.items() if schema in schemata}
    if schema == "Person":
        homes |= {
            name: ("parts", functools.partial(_pair, label)) for label, name in reversed(list(PART_PROPERTIES.items()))
        }
        homes |= {"birthPlace": ("birth_places", _place), "gender": ("genders", str)}
    return homes


def _pair(label: str, value: str) -> tuple[str, str]:
    return label, value


_HOMES = {schema: _homes(schema) for schema in set(PARTY_SCHEMATA.values())}
