"""The UK Sanctions List of the Foreign, Commonwealth and Development Office, as XML or CSV.

Since 28 January 2026 it is the one list of the United Kingdom; OFSI's Consolidated List is closed. Every element and
column is read or listed as ignored; any other raises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from navicert.errors import InvalidInput, SourceError, UnknownCode
from navicert.lists.model import Address, Detail, Entry, Listing, Place, Relation, Schema
from navicert.lists.sources.base import Reading, Source
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.european_dates import read_dates
from navicert.lists.sources.uk_csv import read_csv
from navicert.lists.sources.uk_designation import MEASURES, Designation
from navicert.lists.sources.uk_names import read_names
from navicert.lists.sources.uk_numbers import read_numbers
from navicert.lists.sources.uk_xml import ASK, CHANGED, read_day, read_xml
from navicert.lists.sources.xml_files import content_of, looks_like_xml
from navicert.terms import country_code

SCHEMAS: Mapping[str, Schema] = MappingProxyType({"individual": "Person", "entity": "Organization", "ship": "Vessel"})
GENDERS: Mapping[str, str] = MappingProxyType({"male": "male", "female": "female"})
DECIDED_BY = frozenset({"UK", "UN"})
RELATIONS = (
    ("ParentCompany", "parent"),
    ("Subsidiary", "subsidiary"),
    ("CurrentOwnerOperator", "owner_or_operator"),
    ("PreviousOwnerOperator", "former_owner_or_operator"),
)
DETAILS = (
    ("OFSIGroupID", "OFSI group ID"),
    ("UNReferenceNumber", "UN reference"),
    ("LastUpdated", "last updated"),
    ("TypeOfEntity", "type of entity"),
    ("TypeOfShip", "vessel type"),
    ("TonnageOfShip", "tonnage"),
    ("LengthOfShip", "length"),
    ("YearBuilt", "year built"),
)
IGNORED = (("NonLatinScriptType", "the script is told by the letters, which the label belies at times"),)


def read(paths: Sequence[Path]) -> Reading:
    """The entries of one file; SourceError when it is another, cut off, or counts otherwise."""
    if len(paths) != 1:
        raise SourceError(f"{len(paths)} files given", where="uk", next=ASK)
    (path,) = paths
    content = content_of(path)
    found, published, counted = read_xml(path, content) if looks_like_xml(content) else read_csv(path)
    entries: dict[str, Entry] = {}
    for designation in found:
        entry = read_designation(designation)
        if entry.id in entries:
            raise SourceError(f"{entry.id!r} stands here twice", where=designation.where, next=CHANGED)
        entries[entry.id] = entry
    if not entries or counted != len(entries):
        raise SourceError(f"read {len(entries)} designations of {counted}", where=path.name, next=ASK)
    return Reading(tuple(entries.values()), published, counted, IGNORED)


def read_designation(said: Designation) -> Entry:
    """One designation as an entry; UnknownCode for a kind of party, gender or source that the list does not have."""
    if not said.one("UniqueID"):
        raise InvalidInput("the designation has no UniqueID", where=said.at("UniqueID"), next=CHANGED)
    draft = Draft(f"uk-{said.one('UniqueID')}", _schema(said))
    read_names(said, draft)
    read_numbers(said, draft)
    _listing(said, draft)
    _person(said, draft)
    _places(said, draft)
    draft.titles += said.all("Title")
    draft.positions += said.all("Position")
    draft.remarks += said.all("OtherInformation")
    for name, label in DETAILS:
        draft.details += [Detail(label, text) for text in said.all(name)]
    for name, kind in RELATIONS:
        draft.relations += [Relation(kind, text) for text in said.all(name)]
    return draft.entry()


def _schema(said: Designation) -> Schema:
    kind = said.one("IndividualEntityShip")
    if kind.lower() not in SCHEMAS:
        raise UnknownCode(f"there is no kind of party {kind!r}", where=said.at("IndividualEntityShip"), next=CHANGED)
    return SCHEMAS[kind.lower()]


def _listing(said: Designation, draft: Draft) -> None:
    """A listing for each regime, what was imposed, and whose decision it follows."""
    if not said.all("RegimeName"):
        raise SourceError("the designation has no regime", where=said.at("RegimeName"), next=CHANGED)
    days = [read_day(text, said.at("DateDesignated")) for text in said.all("DateDesignated")]
    reasons = "\n".join(said.all("UKStatementofReasons")) or None
    for regime in said.all("RegimeName"):
        draft.listings.append(Listing("UK", regime, min(days, default=None), None, said.one("UniqueID"), reasons))
    imposed = [part.strip() for text in said.all("SanctionsImposed") for part in text.split("|") if part.strip()]
    known = {_bare(text) for text in imposed}
    imposed += [MEASURES[name] for name, yes in said.measures.items() if yes and _bare(MEASURES[name]) not in known]
    draft.details += [Detail("measure", text) for text in imposed]
    for source in (part.strip() for text in said.all("DesignationSource") for part in text.split("|")):
        if source not in DECIDED_BY:
            raise UnknownCode(f"there is no source {source!r}", where=said.at("DesignationSource"), next=CHANGED)
        draft.detail("designation source", source)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def _person(said: Designation, draft: Draft) -> None:
    for text in said.all("DOB"):
        dates = read_dates(text)
        draft.birth_dates += dates or []
        if dates is None:
            draft.detail("birth date", text)
    for text in said.all("Gender"):
        if text.lower() not in GENDERS:
            raise UnknownCode(f"there is no gender {text!r}", where=said.at("Gender"), next=CHANGED)
        if draft.gender not in (None, GENDERS[text.lower()]):
            draft.detail("gender", text)
        draft.gender = draft.gender or GENDERS[text.lower()]


def _places(said: Designation, draft: Draft) -> None:
    for text in said.all("Nationality"):
        draft.country(draft.nationalities, "nationality", text)
    for text in said.all("CurrentBelievedFlagOfShip"):
        draft.country(draft.flags, "flag", text)
    for text in said.all("PreviousFlag"):
        draft.country(draft.former_flags, "former flag", text)
    for birth in said.each("IndividualDetails/Individual/BirthDetails/Location"):
        country = birth.get("CountryOfBirth", "")
        draft.birth_places.append(Place(", ".join(birth.values()), country_code(country) if country else None))
    for parts in said.each("Addresses/Address"):
        country = parts.get("AddressCountry", "")
        draft.addresses.append(Address(", ".join(parts.values()), country_code(country) if country else None))


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "uk": Source(
            name="uk",
            title="UK Sanctions List",
            authority="UK",
            read=read,
            files="UK-Sanctions-List.xml or UK-Sanctions-List.csv",
            urls=("https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",),
        )
    }
)
