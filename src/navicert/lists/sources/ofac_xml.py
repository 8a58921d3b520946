"""OFAC's XML (sdn.xml, consolidated.xml): `sdnList` of `sdnEntry`, in the service's namespace or an older one.

Written from the published schema; no file of OFAC's was at hand. Every element of the schema is read or listed as
ignored, any other raises.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from navicert.errors import SourceError, UnknownCode
from navicert.lists.model import Entry, Listing, Name, NameKind, Schema
from navicert.lists.sources.base import Reading
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.ofac_fields import Vessel, write_address, write_vessel
from navicert.lists.sources.ofac_identifiers import write_document
from navicert.lists.sources.ofac_labels import DATED, IDENTIFIERS
from navicert.lists.sources.ofac_remarks import LABELS, read_remarks, read_statement
from navicert.lists.sources.ofac_values import read_name, sort_title
from navicert.lists.sources.xml_files import children, count_tags, local_name, stream, text_of

SCHEMAS: Mapping[str, Schema] = MappingProxyType(
    {"Individual": "Person", "Entity": "Organization", "Vessel": "Vessel", "Aircraft": "Airplane"}
)
ALIAS_KINDS: Mapping[tuple[str, str], NameKind] = MappingProxyType(
    {
        ("a.k.a.", "strong"): "alias",
        ("n.k.a.", "strong"): "alias",
        ("f.k.a.", "strong"): "former",
        ("a.k.a.", "weak"): "weak_alias",
        ("n.k.a.", "weak"): "weak_alias",
        ("f.k.a.", "weak"): "weak_alias",
    }
)
OTHER_FORMATS: Mapping[str, str] = MappingProxyType({"Sanctions": "SDN_ADVANCED", "sanctionsData": "SDN_ENHANCED"})
"""Root elements of OFAC's other XML formats."""

IGNORED = (
    ("uid below sdnEntry", "number of an alias, address, document or date in OFAC's database; it identifies no party"),
    ("mainEntry", "which of several dates or places OFAC prints first; it comes first here too"),
)

_TEXTS = frozenset({"uid", "firstName", "lastName", "title", "sdnType", "remarks"})
_ITEMS: Mapping[str, tuple[str, frozenset[str]]] = MappingProxyType(
    {
        "idList": ("id", frozenset({"uid", "idType", "idNumber", "idCountry", "issueDate", "expirationDate"})),
        "akaList": ("aka", frozenset({"uid", "type", "category", "lastName", "firstName"})),
        "addressList": (
            "address",
            frozenset({"uid", "address1", "address2", "address3", "city", "stateOrProvince", "postalCode"})
            | {"country", "region"},
        ),
        "nationalityList": ("nationality", frozenset({"uid", "country", "mainEntry"})),
        "citizenshipList": ("citizenship", frozenset({"uid", "country", "mainEntry"})),
        "dateOfBirthList": ("dateOfBirthItem", frozenset({"uid", "dateOfBirth", "mainEntry"})),
        "placeOfBirthList": ("placeOfBirthItem", frozenset({"uid", "placeOfBirth", "mainEntry"})),
    }
)
"""Each list of an entry: the element it repeats, and what that may hold."""

_ENTRY = _TEXTS | frozenset(_ITEMS) | {"programList", "vesselInfo"}

_VESSEL = frozenset({"callSign", "vesselType", "vesselFlag", "vesselOwner", "tonnage", "grossRegisteredTonnage"})

Fields = Mapping[str, str]


def read_xml(path: Path, content: bytes) -> Reading:
    """The entries of one file. SourceError for another format, and when `Record_Count` or the tags count otherwise."""
    entries: list[Entry] = []
    published, stated = None, None
    parts = stream(path, content, frozenset({"sdnEntry", "publshInformation"}))
    _check_root(path, next(parts).element)
    for found in parts:
        if found.name == "publshInformation":
            published, stated = _publication(path, found.element)
        else:
            entries.append(_entry(path, found.element))
    counted = count_tags(content, "sdnEntry")
    for what, count in (("Record_Count says", stated), ("the tags count", counted)):
        if count is not None and count != len(entries):
            raise SourceError(
                f"{what} {count:,} entries, but {len(entries):,} were read",
                where=str(path),
                next="the file may be cut off or damaged; fetch it again",
            )
    _check_ids(path, entries)
    return Reading(tuple(entries), published, counted, IGNORED)


def _check_ids(path: Path, entries: Sequence[Entry]) -> None:
    if not entries:
        raise SourceError("the list holds no entry", where=str(path), next="fetch the file again")
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise SourceError("this uid stands twice", where=f"{path.name} {entry.id}", next="fetch the file again")
        seen.add(entry.id)


def _check_root(path: Path, root: etree._Element) -> None:
    name = local_name(root)
    if name in OTHER_FORMATS:
        raise SourceError(
            f"this is OFAC's {OTHER_FORMATS[name]} format, which is not read",
            where=str(path),
            next="use sdn.xml or consolidated.xml, or the CSV files",
        )
    if name != "sdnList":
        raise SourceError(
            f"the document's root is {name!r}, not 'sdnList'", where=str(path), next="give OFAC's sdn.xml or CSV files"
        )


def _publication(path: Path, element: etree._Element) -> tuple[date, int | None]:
    where = f"{path.name} publshInformation"
    held = children(element, frozenset({"Publish_Date", "Record_Count"}), where)
    printed, count = (
        text_of(held[name][0], where) if name in held else "" for name in ("Publish_Date", "Record_Count")
    )
    try:
        month, day, year = map(int, printed.split("/"))
        return date(year, month, day), int(count) if count else None
    except ValueError:
        raise SourceError(
            f"Publish_Date {printed!r} (month/day/year) or Record_Count {count!r} cannot be read",
            where=where,
            next="give the date with --published and report the file",
        ) from None


def _entry(path: Path, element: etree._Element) -> Entry:
    where = f"{path.name} entry {element.findtext('{*}uid')}"
    held = children(element, _ENTRY, where)
    fields = {name: text_of(found[0], where) for name, found in held.items() if name in _TEXTS}
    if doubled := next((name for name, found in held.items() if len(found) > 1), None):
        raise SourceError(f"{doubled} stands twice", where=where, next="report the file")
    kind = fields.get("sdnType", "")
    if kind not in SCHEMAS:
        raise UnknownCode(f"sdnType {kind!r}; known are {', '.join(SCHEMAS)}", where=where)
    if not fields.get("uid", "").isdigit() or not fields.get("lastName"):
        raise SourceError("uid or lastName is missing", where=where, next="the file may be damaged; fetch it again")
    draft = Draft(f"ofac-{fields['uid']}", SCHEMAS[kind])
    draft.names.append(_name(fields, "primary", draft))
    draft.listings.extend(Listing("OFAC", code) for code in _programmes(held, where))
    sort_title(fields.get("title", ""), draft.titles, draft.positions)
    for name in _ITEMS:
        for item in _items(held, name, where):
            _write(name, item, draft, where)
    if "vesselInfo" in held:
        write_vessel(_vessel(held["vesselInfo"][0], where), draft)
    read_remarks(fields.get("remarks", ""), draft)
    return draft.entry()


def _programmes(held: Mapping[str, list[etree._Element]], where: str) -> list[str]:
    lists = [
        children(parent, frozenset({"program"}), where).get("program", []) for parent in held.get("programList", [])
    ]
    programmes = [code for listed in lists for code in (text_of(one, where) for one in listed) if code]
    if not programmes:
        raise SourceError("programList is empty", where=where, next="the file may be damaged; fetch it again")
    return programmes


def _items(held: Mapping[str, list[etree._Element]], name: str, where: str) -> Iterator[Fields]:
    """The fields of each item of a list, the one that OFAC calls the main entry first."""
    repeated, known = _ITEMS[name]
    items = [
        {field: text_of(found[0], where) for field, found in children(item, known, where).items()}
        for parent in held.get(name, [])
        for item in children(parent, frozenset({repeated}), where).get(repeated, [])
    ]
    yield from sorted(items, key=lambda item: item.get("mainEntry") != "true")


def _write(name: str, item: Fields, draft: Draft, where: str) -> None:
    match name:
        case "idList":
            _identity(item, draft)
        case "akaList":
            _alias(item, draft, where)
        case "addressList":
            _address(item, draft)
        case "nationalityList":
            draft.country(draft.nationalities, "nationality", item.get("country", ""))
        case "citizenshipList":
            draft.country(draft.citizenships, "citizen", item.get("country", ""))
        case "dateOfBirthList":
            _said("DOB", item.get("dateOfBirth", ""), draft)
        case "placeOfBirthList":
            _said("POB", item.get("placeOfBirth", ""), draft)


def _said(label: str, text: str, draft: Draft) -> None:
    """Put a statement into the field of its label; one that does not fit there is kept as a detail under the label."""
    if text and not (_is_known(label) and read_statement(label, text, draft)):
        draft.detail(label, text)


def _is_known(label: str) -> bool:
    return label in LABELS or label.partition(" (")[0] in DATED


_DOCUMENT_DATES = (("issued", "issueDate"), ("expires", "expirationDate"))


def _identity(item: Fields, draft: Draft) -> None:
    label, number = item.get("idType", "").rstrip(" :-"), item.get("idNumber", "")
    kind, _, currency = label.partition(" - ")
    if kind == "Digital Currency Address":
        label, number = kind, f"{currency} {number}"
    dates = tuple(
        f"{word} {item[field]}"
        for word, field in (("issued", "issueDate"), ("expires", "expirationDate"))
        if item.get(field)
    )
    country = item.get("idCountry", "")
    if label in IDENTIFIERS and write_document(label, number, country, dates, draft):
        return
    _said(label or "identification", " ".join(filter(None, (number, f"({country})" if country else "", *dates))), draft)


def _alias(item: Fields, draft: Draft, where: str) -> None:
    kind = item.get("type", ""), item.get("category", "")
    if kind not in ALIAS_KINDS:
        raise UnknownCode(f"alias type {kind[0]!r} of category {kind[1]!r}", where=f"{where} alias {item.get('uid')}")
    draft.names.append(_name(item, ALIAS_KINDS[kind], draft))
    if kind == ("f.k.a.", "weak"):
        draft.detail("f.k.a.", draft.names[-1].text)


def _name(fields: Fields, kind: NameKind, draft: Draft) -> Name:
    text = ", ".join(part for part in (fields.get("lastName"), fields.get("firstName")) if part)
    return read_name(text, kind, person=draft.schema == "Person")


def _address(item: Fields, draft: Draft) -> None:
    town = ", ".join(part for part in (item.get("city"), item.get("stateOrProvince")) if part)
    town = " ".join(part for part in (town, item.get("postalCode")) if part)
    region, country = item.get("region", ""), item.get("country", "")
    street = [item.get(f"address{number}", "") for number in (1, 2, 3)]
    if region and not country:
        write_address((*street, town), f"Region: {region}", "", draft)
    else:
        write_address((*street, town, region), country, "", draft)


def _vessel(element: etree._Element, where: str) -> Vessel:
    held = {name: text_of(found[0], where) for name, found in children(element, _VESSEL, where).items()}
    fields = ("callSign", "vesselType", "tonnage", "grossRegisteredTonnage", "vesselFlag", "vesselOwner")
    return Vessel(*(held.get(field, "") for field in fields))
