"""One party of FollowTheMoney as an entry."""

from __future__ import annotations

import functools
import json
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
from navicert.lists.model import Address, Entry, Identifier, Listing, Name, Place
from navicert.lists.sources.ftm_lines import Line
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

_KIND_OF = {name: kind for kind, name in NAME_PROPERTIES.items()}
_LABEL_OF = {name: label for label, name in reversed(list(PART_PROPERTIES.items()))}
Extra = dict[str, tuple[str, ...]]


def party(line: Line) -> Entry:
    """The entry of a party's line; InvalidInput where it has no name."""
    schema = PARTY_SCHEMATA[line.schema]
    fields: dict[str, Any] = {}
    extra = _beside(line)
    names: list[Name] = []
    parts: list[tuple[str, str]] = []
    identifiers: list[Identifier] = []
    for key, raw in line.properties.items():
        if key[:1] == "@":
            raise InvalidInput("a property cannot begin with '@'", where=f"{line.where} field {key}")
        values = _said(raw)
        if not values:
            continue
        if key in _KIND_OF:
            names += [Name(value, _KIND_OF[key]) for value in values]
        elif key in _LABEL_OF and schema == "Person":
            parts += [(_LABEL_OF[key], value) for value in values]
        elif key in IDENTIFIER_PROPERTIES and schema in IDENTIFIER_PROPERTIES[key][1]:
            identifiers += [Identifier(IDENTIFIER_PROPERTIES[key][0], value) for value in values]
        else:
            _field(key, values, schema, fields, extra)
    _programs(line, fields, extra)
    extra.setdefault("topics", ())
    return Entry(
        id=line.id,
        schema=schema,
        names=_names(line, names, parts, extra),
        identifiers=tuple(identifiers),
        extra=_shared(tuple(extra.items())),
        **fields,
    )


def _said(values: list[Any]) -> tuple[str, ...]:
    """The values without repeats and without blank ones, which say nothing."""
    if len(values) == 1:
        return (values[0],) if values[0].strip() else ()
    return tuple(dict.fromkeys(value for value in values if value.strip()))


def _field(key: str, values: tuple[str, ...], schema: str, fields: dict[str, Any], extra: Extra) -> None:
    """Put a property into its field, and into `extra` what the field cannot say or has no field."""
    if key in COUNTRY_FIELDS and schema in COUNTRY_FIELDS[key][1]:
        _split(key, values, COUNTRY_FIELDS[key][0], _country, fields, extra)
    elif key in DATE_FIELDS and schema in DATE_FIELDS[key][1]:
        _split(key, values, DATE_FIELDS[key][0], _date, fields, extra)
    elif key in TEXT_FIELDS and schema in TEXT_FIELDS[key][1]:
        fields[TEXT_FIELDS[key][0]] = values
    elif key == "address":
        fields["addresses"] = tuple(Address(value) for value in values)
    elif key == "birthPlace" and schema == "Person":
        fields["birth_places"] = tuple(_place(value) for value in values)
    elif key == "gender" and schema == "Person":
        fields["gender"] = values[0]
        if len(values) > 1:
            extra[key] = values[1:]
    elif key != "program":
        extra[key] = values


def _split(key: str, values: tuple[str, ...], field: str, read: Any, fields: dict[str, Any], extra: Extra) -> None:
    read_values = [(value, read(value)) for value in values]
    fields[field] = tuple(found for _, found in read_values if found is not None)
    odd = tuple(value for value, found in read_values if found is None)
    if odd:
        extra[key] = odd


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


def _programs(line: Line, fields: dict[str, Any], extra: Extra) -> None:
    """Programmes named on the party itself; the authority is the dataset, when there is just one.

    Where only programme ids are given they are the programmes, and stay in `extra` too, to come back as ids.
    """
    named = _said(line.properties.get("program", []))
    programs = named or extra.get("programId", ())
    if programs:
        datasets = extra.get("@datasets", ())
        authority = datasets[0] if len(datasets) == 1 else "not stated"
        fields["listings"] = tuple(Listing(authority, program) for program in programs)
        if not named:
            extra["program"] = ()


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
