"""One party of FollowTheMoney as an entry."""

from __future__ import annotations

import functools
import json
from typing import Any

from navicert.errors import InvalidInput
from navicert.lists.ftm_words import ENTITY_KEYS, NAME_PROPERTIES, PARTY_SCHEMATA
from navicert.lists.model import Entry, Listing, Name
from navicert.lists.sources.ftm_homes import ECHOES, HOMES, Echo, Home
from navicert.lists.sources.ftm_lines import Line
from navicert.lists.sources.ftm_links import NOT_STATED

NAMELESS = {
    "CryptoWallet": ("publicKey", "cryptoAddress"),
    "Security": ("isin", "registrationNumber"),
    "Vessel": ("imoNumber", "mmsi", "callSign", "registrationNumber"),
    "Airplane": ("registrationNumber", "serialNumber"),
    "Asset": ("registrationNumber", "iban", "accountNumber", "title", "address"),
}
"""Schemata that may have no name, and the properties that stand in for it, as followthemoney's captions do."""

Extra = dict[str, tuple[str, ...]]


def party(line: Line) -> Entry:
    """The entry of a party's line; InvalidInput where it has no name."""
    schema = PARTY_SCHEMATA[line.schema]
    homes, echoes = HOMES[schema], ECHOES[schema]
    fields: dict[str, list[Any]] = {"names": [], "parts": [], "genders": []}
    extra = _beside(line)
    for key, raw in line.properties.items():
        values = _said(raw)
        if values and key in homes:
            _put(key, values, homes[key], fields, extra)
        elif values:
            extra[_own(key, line)] = values
            if key in echoes:
                _echo(values, echoes[key], line, fields, extra)
    _programs(fields, extra)
    extra.setdefault("topics", ())
    names, parts, genders = fields.pop("names"), fields.pop("parts"), fields.pop("genders")
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
    """Each value as its home reads it; where a value would not come back as it is written, all stay in the extras."""
    field, read, exact = home
    found = fields.get(field)
    if found is None:
        found = fields[field] = []
    for value in values:
        one = read(value)
        if one is not None:
            found.append(one)
        if exact is not None and not exact(value):
            extra[key] = values
    if field == "genders" and len(values) > 1:
        extra[key] = values


def _echo(values: tuple[str, ...], echo: Echo, line: Line, fields: dict[str, list[Any]], extra: Extra) -> None:
    """Let a property without a field of its own speak in another's, whose own property is pinned to what it says."""
    field, read, shadowed = echo
    found = [one for one in map(read, values) if one is not None]
    if found:
        fields.setdefault(field, []).extend(found)
        extra[shadowed] = _said(line.properties.get(shadowed, []))


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
