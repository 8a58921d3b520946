"""The UN Security Council's consolidated list, as XML: individuals and entities of all its sanctions regimes.

Every element of the UN's schema (sc-sanctions.xsd) is read or listed as ignored; any other raises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from navicert.errors import SourceError, UnknownCode
from navicert.lists.model import Address, Entry, Listing, Name, NameKind, Place
from navicert.lists.sources.base import Reading, Source
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.scripts import language_of, script_of
from navicert.lists.sources.un_comments import mention, read_comments, references
from navicert.lists.sources.un_documents import read_birth_date, read_day, read_document, read_vague
from navicert.lists.sources.un_names import is_former, names_in, names_in_note
from navicert.lists.sources.un_record import SCHEMA, Fields, Record
from navicert.lists.sources.xml_files import content_of, count_tags, local_name, stream
from navicert.terms import country_code

QUALITIES: Mapping[str, NameKind] = MappingProxyType(
    {"Good": "alias", "Low": "weak_alias", "a.k.a.": "alias", "f.k.a.": "former", "": "alias"}
)
IGNORED = (
    ("VERSIONNUM", "the UN's own count of versions of the record; it is 1 throughout the file"),
    ("SORT_KEY", "order of printing; empty in the file"),
    ("SORT_KEY_LAST_MOD", "order of printing; empty in the file"),
    ("LIST_TYPE", "says 'UN List' for every party; anything else raises"),
    ("TYPE_OF_DATE", "EXACT, APPROXIMATELY and BETWEEN are told by the date itself; anything else raises"),
)
NAME_PARTS = (("FIRST_NAME", "first"), ("SECOND_NAME", "second"), ("THIRD_NAME", "third"), ("FOURTH_NAME", "fourth"))


def read(paths: Sequence[Path]) -> Reading:
    """The entries of the consolidated XML file; SourceError when it is another, cut off, or counts otherwise."""
    if len(paths) != 1:
        raise SourceError(f"{len(paths)} files given", where="un", next="give the one file consolidated.xml")
    path = paths[0]
    content = content_of(path)
    records = stream(path, content, frozenset(SCHEMA))
    published = _published(path, next(records).element)
    entries = tuple(_entry(Record(path, found.element), found.name) for found in records)
    _check(path, entries, counted := count_tags(content, *SCHEMA))
    return Reading(_tie(entries), published, counted, IGNORED)


def _published(path: Path, root: etree._Element) -> date | None:
    if local_name(root) != "CONSOLIDATED_LIST":
        raise SourceError(
            f"the document's root is {local_name(root)!r}, not 'CONSOLIDATED_LIST'",
            where=str(path),
            next="give the UN's consolidated.xml",
        )
    generated = root.get("dateGenerated")
    return read_day(generated, f"{path.name} dateGenerated") if generated else None


def _check(path: Path, entries: Sequence[Entry], counted: int) -> None:
    if len(entries) != counted:
        raise SourceError(
            f"the tags count {counted:,} parties, but {len(entries):,} were read",
            where=str(path),
            next="report the file",
        )
    if not entries:
        raise SourceError("the list holds no party", where=str(path), next="fetch the file again")
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise SourceError("this DATAID stands twice", where=f"{path.name} {entry.id}", next="fetch the file again")
        seen.add(entry.id)


def _tie(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, with a relation to each other entry whose reference number their comments name."""
    known = {listing.reference: entry for entry in entries for listing in entry.listings if listing.reference}
    return tuple(_tied(entry, known) for entry in entries)


def _tied(entry: Entry, known: Mapping[str, Entry]) -> Entry:
    named = {
        reference: known[reference] for text in entry.remarks for reference in references(text) if reference in known
    }
    ties = [mention(reference, other.caption, other.id) for reference, other in named.items() if other.id != entry.id]
    return replace(entry, relations=(*entry.relations, *ties)) if ties else entry


# One record


def _entry(record: Record, kind: str) -> Entry:
    number = record.text("DATAID")
    if not number.isdigit() or not record.text("FIRST_NAME"):
        raise SourceError("DATAID or FIRST_NAME is missing", where=record.where, next="the file may be damaged")
    draft = Draft(f"un-{number}", "Person" if kind == "INDIVIDUAL" else "Organization")
    _names(record, draft)
    _listing(record, draft)
    _person(record, draft)
    for name in ("INDIVIDUAL_ALIAS", "ENTITY_ALIAS"):
        for alias in record.fields.get(name, ()):
            _alias(alias, draft, record.where)
    for name in ("INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS"):
        for address in record.fields.get(name, ()):
            _address(address, draft)
    read_comments(record.text("COMMENTS1"), draft)
    return draft.entry()


def _names(record: Record, draft: Draft) -> None:
    parts = tuple((label, text) for field, label in NAME_PARTS if (text := record.text(field)))
    printed = " ".join(text for _, text in parts)
    draft.names.append(Name(printed, "primary", script_of(printed), None, parts if draft.schema == "Person" else ()))
    draft.names.extend(_name(name, "alias") for name in names_in(printed) if name != printed)
    for original in record.every("NAME_ORIGINAL_SCRIPT"):
        draft.names.append(_name(original, "primary"))


def _name(text: str, kind: NameKind) -> Name:
    return Name(text, kind, script_of(text), language_of(text))


def _alias(alias: Fields, draft: Draft, where: str) -> None:
    quality, printed, note = (alias.get(name, "") for name in ("QUALITY", "ALIAS_NAME", "NOTE"))
    if quality not in QUALITIES:
        raise UnknownCode(
            f"QUALITY {quality!r}; known are {', '.join(filter(None, QUALITIES))}", where=f"{where} alias"
        )
    kind = QUALITIES[quality]
    if kind == "alias" and is_former(f"{printed} {note}"):
        kind = "former"
    names = names_in(printed)
    draft.names.extend(_name(name, kind) for name in (*names, *names_in_note(note)))
    if names not in ([printed], [printed.strip('"“”')]):
        draft.detail("alias as printed", printed)
    draft.detail(f"note on alias {printed}", note)
    _alias_birth(alias, printed, draft, where)


def _alias_birth(alias: Fields, printed: str, draft: Draft, where: str) -> None:
    """A birth date or place under an alias is one of the party's, and is kept with the alias it belongs to besides."""
    born, place = alias.get("DATE_OF_BIRTH", ""), _place(alias, ("CITY_OF_BIRTH",), alias.get("COUNTRY_OF_BIRTH", ""))
    if born:
        draft.birth_dates.append(read_vague(born, f"{where} alias DATE_OF_BIRTH"))
    if place:
        draft.birth_places.append(place)
    draft.detail(f"birth of alias {printed}", ", ".join(filter(None, (born, place.text if place else ""))))


def _listing(record: Record, draft: Draft) -> None:
    programme = record.text("UN_LIST_TYPE")
    if not programme:
        raise SourceError("UN_LIST_TYPE is empty", where=record.where, next="report the file")
    if others := [text for text in record.every("LIST_TYPE") if text != "UN List"]:
        raise UnknownCode(f"LIST_TYPE {others[0]!r}; known is 'UN List'", where=record.where)
    listed, ended = (
        read_day(record.text(name), f"{record.where} {name}") if record.text(name) else None
        for name in ("LISTED_ON", "DELISTED_ON")
    )
    draft.listings.append(Listing("UNSC", programme, listed, ended, record.text("REFERENCE_NUMBER") or None))
    for day in record.every("LAST_DAY_UPDATED"):
        draft.detail("amended on", read_day(day, f"{record.where} LAST_DAY_UPDATED").isoformat())
    draft.detail("submitted by", record.text("SUBMITTED_BY"))
    draft.detail("submitted on", record.text("SUBMITTED_ON"))


def _person(record: Record, draft: Draft) -> None:
    gender = record.text("GENDER")
    if gender not in ("", "Male", "Female"):
        raise UnknownCode(f"GENDER {gender!r}; known are Male and Female", where=record.where)
    draft.gender = gender.lower() or None
    draft.titles.extend(record.every("TITLE"))
    draft.positions.extend(record.every("DESIGNATION"))
    for country in (*record.every("NATIONALITY"), record.text("NATIONALITY2")):
        draft.country(draft.nationalities, "nationality", country)
    for birth in record.fields.get("INDIVIDUAL_DATE_OF_BIRTH", ()):
        read_birth_date(birth, draft, f"{record.where} INDIVIDUAL_DATE_OF_BIRTH")
    for birth in record.fields.get("INDIVIDUAL_PLACE_OF_BIRTH", ()):
        _birth_place(birth, draft)
    for document in record.fields.get("INDIVIDUAL_DOCUMENT", ()):
        read_document(document, draft)


_LINES = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")


def _place(fields: Fields, lines: Sequence[str], country: str) -> Place | None:
    text = ", ".join(part for part in (*(fields.get(line, "") for line in lines), country) if part)
    return Place(text, country_code(country) if country else None) if text else None


def _birth_place(fields: Fields, draft: Draft) -> None:
    place = _place(fields, _LINES, fields.get("COUNTRY", ""))
    if place:
        draft.birth_places.append(place)
    draft.detail("place of birth", fields.get("NOTE", ""))


def _address(fields: Fields, draft: Draft) -> None:
    place, note = _place(fields, _LINES, fields.get("COUNTRY", "")), fields.get("NOTE", "")
    if place or note:
        draft.addresses.append(Address(place.text if place else "", place.country if place else None, note or None))
    if place and place.country is None:
        draft.detail("address country", fields.get("COUNTRY", ""))


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "un": Source(
            name="un",
            title="United Nations Security Council Consolidated List",
            authority="UNSC",
            read=read,
            files="consolidated.xml",
            at_least=500,
            urls=("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
            checked_on="the edition generated on 27 Feb 2026 (730 individuals, 273 entities)",
        ),
    }
)
