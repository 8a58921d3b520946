"""Dates, places, addresses and papers of a party of the EU's list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from navicert.errors import InvalidInput, UnknownCode
from navicert.lists.model import Address, Identifier, IdentifierKind, Place
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.eu_schema import CHANGED, Node
from navicert.terms import VagueDate, country_code

PAPERS: Mapping[str, IdentifierKind] = MappingProxyType(
    {
        "passport": "passport",
        "id": "national_id",
        "ssn": "national_id",
        "unssn": "national_id",
        "nrn": "national_id",
        "birthcert": "id_number",
        "nationcert": "id_number",
        "travelcardid": "id_number",
        "electionid": "id_number",
        "residentperm": "id_number",
        "drivinglicence": "id_number",
        "fiscalcode": "tax",
        "taxid": "tax",
        "euvat": "tax",
        "regnumber": "registration",
        "tradelic": "registration",
        "imo": "imo",
        "swiftbic": "swift_bic",
        "other": "other",
    }
)
"""The kinds of paper by `identificationTypeCode`, in lower case."""

CONTACTS: Mapping[str, tuple[IdentifierKind, str | None]] = MappingProxyType(
    {"PHONE": ("phone", None), "FAX": ("phone", "fax"), "EMAIL": ("email", None), "WEB": ("website", None)}
)
STATES = (
    ("diplomatic", "diplomatic"),
    ("knownExpired", "known to have expired"),
    ("knownFalse", "known to be false"),
    ("reportedLost", "reported lost"),
    ("revokedByIssuer", "revoked by its issuer"),
)
UNKNOWN_COUNTRY = "00"
GREGORIAN, ISLAMIC = "GREGORIAN", "ISLAMIC"


def read_country(node: Node) -> str | None:
    """The ISO code; None where the list says that the country is not known; UnknownCode for a code that is none."""
    code = node["countryIso2Code"]
    if code in ("", UNKNOWN_COUNTRY):
        words = node["countryDescription"]
        return None if words in ("", "UNKNOWN") else country_code(words)
    found = country_code(code) if len(code) == 2 else None
    if found is None:
        raise UnknownCode(f"{code!r} is no country", where=node.at("countryIso2Code"), next=CHANGED)
    return found


def read_citizenships(entity: Node, draft: Draft) -> None:
    for node in entity.all("citizenship"):
        country = read_country(node)
        if country and not node["disenfranchisementDate"]:
            draft.citizenships.append(country)
        for attribute, label in (
            ("disenfranchisementDate", "citizenship ended"),
            ("acquisitionDate", "citizenship acquired"),
            ("region", "citizenship region"),
        ):
            if node[attribute]:
                draft.detail(label, " ".join(filter(None, (country, node[attribute]))))
        _remarks(node, "citizenship remark", draft)


def read_births(entity: Node, draft: Draft) -> None:
    """Dates and places of birth; a year of another calendar is no date here unless the list converts it."""
    for node in entity.all("birthdate"):
        when = _birth_date(node)
        if when is not None:
            draft.birth_dates.append(when)
        elif odd := _printed_date(node):
            draft.detail("birth date", odd)
        place = ", ".join(filter(None, (node[part] for part in ("place", "city", "zipCode", "region"))))
        country = read_country(node)
        if place or country:
            words = node["countryDescription"] if country else ""
            draft.birth_places.append(Place(", ".join(filter(None, (place, words))) or str(country), country))
        _remarks(node, "birth remark", draft)


def _birth_date(node: Node) -> VagueDate | None:
    calendar, circa = node["calendarType"], node.flag("circa")
    if calendar not in ("", GREGORIAN, ISLAMIC):
        raise UnknownCode(f"there is no calendar {calendar!r}", where=node.at("calendarType"), next=CHANGED)
    if node["birthdate"]:
        return VagueDate.day(read_day(node, "birthdate"), circa=circa)
    if calendar == ISLAMIC:
        return None
    year, month, day = (_number(node, attribute) for attribute in ("year", "monthOfYear", "dayOfMonth"))
    first, last = _number(node, "yearRangeFrom"), _number(node, "yearRangeTo")
    try:
        if year:
            return _vague(year, month, day, circa)
        return VagueDate.years(first, last, circa=circa) if first and last else None
    except ValueError as error:
        raise InvalidInput(f"not a date ({error})", where=node.at("year"), next=CHANGED) from None


def _vague(year: int, month: int, day: int, circa: bool) -> VagueDate:
    if month and day:
        return VagueDate.day(date(year, month, day), circa=circa)
    return VagueDate.month(year, month, circa=circa) if month else VagueDate.year(year, circa=circa)


_DATE_PARTS = ("year", "monthOfYear", "dayOfMonth", "yearRangeFrom", "yearRangeTo")


def _printed_date(node: Node) -> str:
    """What is stated of a date that cannot be read as one: another calendar, half a range, a day without its year."""
    said = [f"{part} {node[part]}" for part in _DATE_PARTS if node[part]]
    calendar = f" ({node['calendarType'].lower()} calendar)" if node["calendarType"] == ISLAMIC else ""
    return ", ".join(said) + calendar if said else ""


def _number(node: Node, attribute: str) -> int:
    text = node[attribute]
    if text and not (text.isascii() and text.isdigit()):
        raise InvalidInput(f"{text!r} is no number", where=node.at(attribute), next=CHANGED)
    return int(text or 0)


def read_day(node: Node, attribute: str) -> date:
    """A day in ISO's form, with or without a time or a zone after it."""
    try:
        return date.fromisoformat(node[attribute][:10])
    except ValueError:
        raise InvalidInput(f"{node[attribute]!r} is no day", where=node.at(attribute), next=CHANGED) from None


def read_addresses(entity: Node, draft: Draft) -> None:
    """Addresses with their countries, and the ways to reach the party that stand in them."""
    for node in entity.all("address"):
        country = read_country(node)
        box = f"P.O. Box {node['poBox']}" if node["poBox"] else ""
        parts = (node["street"], box, node["zipCode"], node["city"], node["place"], node["region"])
        text = ", ".join(filter(None, (part.strip(" ,") for part in parts)))
        notes = node.texts("remark") + (["as at the time of listing"] if node.flag("asAtListingTime") else [])
        words = node["countryDescription"] if country else ""
        if text or country or notes:
            whole = ", ".join(filter(None, (text, words))) or str(country or "")
            draft.addresses.append(Address(whole, country, "; ".join(notes) or None))
        _additional(node, draft)
        for contact in node.all("contactInfo"):
            draft.identifiers += _contact(contact)


def _contact(node: Node) -> list[Identifier]:
    if node["key"] not in CONTACTS:
        raise UnknownCode(f"there is no contact {node['key']!r}", where=node.at("key"), next=CHANGED)
    kind, note = CONTACTS[node["key"]]
    values = _emails(node["value"]) if kind == "email" else [text.strip() for text in node["value"].split(";")]
    return [Identifier(kind, value, note=note) for value in values if value]


def _emails(text: str) -> list[str]:
    """The addresses of a text, without the blanks that line ends have left in them."""
    return ["".join(one.split()) for one in re.split(r"[;,]|\s(?:and|or)\s|\s/\s", text)]


def read_papers(entity: Node, draft: Draft) -> None:
    """Identifiers of all kinds; a paper whose number is "-" has none and is said in words."""
    for node in entity.all("identification"):
        kind = PAPERS.get(node["identificationTypeCode"].lower())
        if kind is None:
            raise UnknownCode(
                f"there is no kind of paper {node['identificationTypeCode']!r}",
                where=node.at("identificationTypeCode"),
                next=CHANGED,
            )
        country, note = read_country(node), _paper_note(node)
        numbers = [text for text in dict.fromkeys((node["number"], node["latinNumber"])) if text.strip("-")]
        draft.identifiers += [Identifier(kind, number, country, note) for number in numbers]
        if not numbers:
            draft.detail("paper without a number", " ".join(filter(None, (note, country))))
        _additional(node, draft)


def _paper_note(node: Node) -> str | None:
    labelled = (
        ("issuedBy", "issued by"),
        ("issueDate", "issued on"),
        ("validFrom", "valid from"),
        ("validTo", "valid to"),
        ("nameOnDocument", "name on it:"),
        ("region", "region"),
    )
    said = [node["identificationTypeDescription"]]
    said += [f"{label} {node[attribute]}" for attribute, label in labelled if node[attribute]]
    said += [label for attribute, label in STATES if node.flag(attribute)]
    return "; ".join(filter(None, said + node.texts("remark"))) or None


def _remarks(node: Node, label: str, draft: Draft) -> None:
    for remark in node.texts("remark"):
        draft.detail(label, remark)
    _additional(node, draft)


def _additional(node: Node, draft: Draft) -> None:
    for more in node.all("additionalInformation"):
        draft.detail(more["key"], more["value"])
