"""Entries in the field's exchange format: FollowTheMoney entities, the form that screening and other programs read.

Countries are written in lower case, dates as partial ISO 8601, programmes in `program`, weak names in `weakAlias`,
former ones in `previousName`. A value whose property the schema does not have goes to `country` (a country), to
`registrationNumber` or `idNumber` (a number), else to `notes` with its label before it.

Not said in the flat form: script, language and the parts of names other than the caption; `circa`; who issued an
identifier and its note; the authority, dates, reference and basis of listings; ties to parties that have an id; notes
of addresses. `entry_to_nested_ftm` says all of these but the first two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from navicert.lists.ftm_words import (
    COUNTRY_FIELDS,
    DATE_FIELDS,
    EDGES,
    HISTORICAL_CODES,
    IDENTIFIER_PROPERTIES,
    LEGAL,
    NAME_PROPERTIES,
    PART_PROPERTIES,
    TEXT_FIELDS,
)
from navicert.lists.model import Entry, Identifier, IdentifierKind, Listing, Relation
from navicert.terms import VagueDate

WIDEST_RANGE = 30
"""Years of a range that are still written out one by one; of a wider one only its note is left."""

DETAIL_PROPERTIES = {
    "vessel type": ("type", frozenset({"Vessel", "Airplane"})),
    "aircraft model": ("model", frozenset({"Airplane"})),
    "aircraft manufacturer": ("manufacturer", frozenset({"Airplane"})),
    "tonnage": ("tonnage", frozenset({"Vessel"})),
    "gross registered tonnage": ("grossRegisteredTonnage", frozenset({"Vessel"})),
    "year built": ("buildDate", frozenset({"Vessel", "Airplane"})),
    "legal form": ("legalForm", LEGAL),
    "type of entity": ("legalForm", LEGAL),
    "sector": ("sector", LEGAL),
    "ethnicity": ("ethnicity", frozenset({"Person"})),
    "religion": ("religion", frozenset({"Person"})),
    "appearance": ("appearance", frozenset({"Person"})),
}
"""Labels of details, in lower case, that have a property, and the schemata that have it."""

_IDENTIFIER_PROPERTY = {kind: (name, schemata) for name, (kind, schemata) in IDENTIFIER_PROPERTIES.items()} | {
    "national_id": ("idNumber", LEGAL),
    "tail_number": ("registrationNumber", frozenset({"Airplane"})),
}
_CONTACT = frozenset({"email", "phone", "website"})
Properties = dict[str, dict[str, None]]


def entry_to_ftm(entry: Entry) -> dict[str, Any]:
    """The entity: `id`, `schema`, `caption`, `target`, `properties` (lists of distinct texts), and `datasets` and the
    like where the source gave them.

    >>> from navicert.lists import Entry, Name
    >>> entity = entry_to_ftm(Entry(id="x-1", schema="Vessel", names=(Name("CHON MYONG 1"),), flags=("KP",)))
    >>> entity["properties"]
    {'name': ['CHON MYONG 1'], 'flag': ['kp'], 'topics': ['sanction']}
    """
    properties: Properties = {}
    for name, value in _said(entry):
        properties.setdefault(name, {})[value] = None
    beside = _merge_extra(entry, properties)
    return {
        "id": entry.id,
        "schema": entry.schema,
        "caption": entry.caption,
        "target": True,
        **beside,
        "properties": {name: list(values) for name, values in properties.items() if values},
    }


def ftm_country(code: str) -> str:
    """The code as FollowTheMoney writes it: lower case, four letters for states of the past.

    >>> ftm_country("KP"), ftm_country("SU")
    ('kp', 'suhh')
    """
    return HISTORICAL_CODES.get(code, code.lower())


def ftm_dates(when: VagueDate) -> list[str]:
    """Partial ISO dates that together mean these days: a day, month or year, or each year that a range touches.

    A range wider than `WIDEST_RANGE` years gives none: its end years alone would read as alternatives.

    >>> ftm_dates(VagueDate.years(1955, 1957))
    ['1955', '1956', '1957']
    """
    if when.precision != "range":
        return [when.iso()]
    years = range(when.earliest.year, when.latest.year + 1)
    return [f"{year:04d}" for year in years] if len(years) <= WIDEST_RANGE else []


def _merge_extra(entry: Entry, properties: Properties) -> dict[str, Any]:
    """Put the exact values of the source in the place of ours; what stands beside the properties comes back apart."""
    beside: dict[str, Any] = {}
    for key, values in entry.extra:
        if key.startswith("@"):
            beside[key[1:]] = _beside(key[1:], values)
        else:
            properties[key] = dict.fromkeys(values)
    if not any(key == "topics" for key, _ in entry.extra):
        properties["topics"] = {"sanction": None}
    return beside


def _beside(key: str, values: tuple[str, ...]) -> Any:
    if key in ("datasets", "referents", "origin"):
        return list(values)
    return values[0] if key in ("schema", "caption") else json.loads(values[0])


def _said(entry: Entry) -> Iterator[tuple[str, str]]:
    """Every property and value of the entry's fields, in a fixed order."""
    yield from _names(entry)
    yield from _dates(entry)
    yield from _countries(entry)
    yield from _texts(entry)
    for identifier in entry.identifiers:
        yield _identifier(identifier, entry.schema)
    for listing in entry.listings:
        yield "program", listing.program
    for relation in entry.relations:
        if relation.entry_id is None:
            yield "notes", _labelled(relation.kind.replace("_", " "), relation.name, relation.note)
    for detail in entry.details:
        name, schemata = DETAIL_PROPERTIES.get(detail.label.lower(), ("notes", frozenset()))
        yield (name, detail.text) if entry.schema in schemata else ("notes", _labelled(detail.label, detail.text))


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    for name in entry.names:
        yield NAME_PROPERTIES[name.kind], name.text
    if entry.schema == "Person":
        called = next((name for name in entry.names if name.kind == "primary"), entry.names[0])
        for label, text in called.parts:
            if label in PART_PROPERTIES and text:
                yield PART_PROPERTIES[label], text


def _dates(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, (field, schemata) in DATE_FIELDS.items():
        for when in getattr(entry, field):
            dates = ftm_dates(when) if entry.schema in schemata else []
            if not dates:
                yield "notes", _labelled(field.removesuffix("s").replace("_", " "), str(when))
            for text in dates:
                yield name, text


def _countries(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, (field, schemata) in COUNTRY_FIELDS.items():
        for code in getattr(entry, field):
            yield name if entry.schema in schemata else "country", ftm_country(code)
    for address in entry.addresses:
        if address.country is not None:
            yield "country", ftm_country(address.country)
    for place in entry.birth_places:
        if place.country is not None:
            yield "birthCountry" if entry.schema == "Person" else "country", ftm_country(place.country)


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, (field, schemata) in TEXT_FIELDS.items():
        for text in getattr(entry, field):
            yield (name, text) if entry.schema in schemata else ("notes", _labelled(name, text))
    for address in entry.addresses:
        if address.text:
            yield "address", address.text
    for place in entry.birth_places:
        yield (
            ("birthPlace", place.text) if entry.schema == "Person" else ("notes", _labelled("birth place", place.text))
        )
    if entry.gender is not None:
        yield ("gender", entry.gender) if entry.schema == "Person" else ("notes", _labelled("gender", entry.gender))


def _identifier(identifier: Identifier, schema: str) -> tuple[str, str]:
    name, schemata = _IDENTIFIER_PROPERTY.get(identifier.kind, ("", frozenset()))
    if schema in schemata:
        return name, identifier.value
    if identifier.kind not in _CONTACT:
        for general in ("idNumber", "registrationNumber"):
            if schema in IDENTIFIER_PROPERTIES[general][1]:
                return general, identifier.value
    return "notes", _labelled(identifier.kind.replace("_", " "), identifier.value, identifier.note)


def _labelled(label: str, text: str, note: str | None = None) -> str:
    return f"{label}: {text} ({note})" if note else f"{label}: {text}"


def entry_to_nested_ftm(entry: Entry) -> dict[str, Any]:
    """The entity with its listings, papers and ties as nested objects, as OpenSanctions' nested exports have them.

    Their ids are made of the entry's id and a number, so they are stable while the entry is.
    """
    entity = entry_to_ftm(entry)
    properties = entity["properties"]
    nested = {
        "sanctions": [_sanction(listing) for listing in entry.listings],
        "identification": [_paper(one) for one in entry.identifiers if one.country or one.note],
        "addressEntity": [
            _object("Address", full=one.text, country=one.country and ftm_country(one.country), remarks=one.note)
            for one in entry.addresses
            if one.country or one.note
        ],
    }
    for name, objects in nested.items():
        if objects:
            properties[name] = list(_numbered(entry.id, objects))
    for name, tie in _ties(entry):
        properties.setdefault(name, []).append(tie)
    return entity


def _object(schema: str, **said: str | None) -> dict[str, Any]:
    return {"schema": schema, "properties": {name: [text] for name, text in said.items() if text}}


def _numbered(entry_id: str, objects: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(objects, start=1):
        yield {"id": f"{entry_id}-{one['schema'].lower()}-{number}", **one}


def _sanction(listing: Listing) -> dict[str, Any]:
    return _object(
        "Sanction",
        authority=listing.authority,
        program=listing.program,
        listingDate=listing.listed_on.isoformat() if listing.listed_on else None,
        endDate=listing.ended_on.isoformat() if listing.ended_on else None,
        recordId=listing.reference,
        reason=listing.basis,
    )


def _paper(identifier: Identifier) -> dict[str, Any]:
    country = identifier.country and ftm_country(identifier.country)
    schema = "Passport" if identifier.kind == "passport" else "Identification"
    return _object(schema, number=identifier.value, type=identifier.kind, country=country, description=identifier.note)


def _ties(entry: Entry) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ties to parties with an id, each under the property that leads to it from this end."""
    for number, relation in enumerate(entry.relations, start=1):
        if relation.entry_id is not None:
            schema, near, far, name = _edge(relation)
            tie = _object(
                schema, **{near: entry.id, far: relation.entry_id, "role": relation.kind, "summary": relation.note}
            )
            yield name, {"id": f"{entry.id}-{schema.lower()}-{number}", **tie}


_REVERSE = {
    "Ownership": ("ownershipOwner", "ownershipAsset"),
    "Control": ("controlledEntities", "controllingEntities"),
    "Directorship": ("directorshipDirector", "directorshipOrganization"),
    "Employment": ("employers", "employees"),
    "Membership": ("membershipMember", "membershipOrganization"),
    "Representation": ("agencyClient", "agentRepresentation"),
    "Succession": ("successors", "predecessors"),
}


def _edge(relation: Relation) -> tuple[str, str, str, str]:
    """Schema, this end's property, the other end's, and this party's property that leads to the tie."""
    for schema, (from_source, from_target) in _REVERSE.items():
        source, target, forwards, backwards = EDGES[schema]
        if relation.kind == forwards:
            return schema, source, target, from_source
        if relation.kind == backwards:
            return schema, target, source, from_target
    return "UnknownLink", "subject", "object", "unknownLinkTo"


def identifier_property(kind: IdentifierKind, schema: str) -> str:
    """The property under which an identifier of this kind stands in an entity of this schema.

    >>> identifier_property("tail_number", "Airplane"), identifier_property("other", "Person")
    ('registrationNumber', 'idNumber')
    """
    return _identifier(Identifier(kind, ""), schema)[0]
