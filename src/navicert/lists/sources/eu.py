"""The EU's consolidated list of persons, groups and entities under financial sanctions, as the full XML, version 1.1.

Financial Sanctions Files of the European Commission. Every element and attribute of the schema is read or listed as
ignored in `eu_schema`; any other raises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from navicert.errors import SourceError, UnknownCode
from navicert.lists.model import Entry, Listing, Schema
from navicert.lists.sources.base import Reading, Source
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.eu_facts import read_addresses, read_births, read_citizenships, read_day, read_papers
from navicert.lists.sources.eu_names import read_names
from navicert.lists.sources.eu_schema import CHANGED, IGNORED, NAMESPACE, Node
from navicert.lists.sources.xml_files import content_of, count_tags, stream

SCHEMAS: Mapping[tuple[str, str], Schema] = MappingProxyType(
    {("person", "P"): "Person", ("enterprise", "E"): "Organization"}
)
"""The entry's schema by `code` and `classificationCode` of the subject."""

RECORD = "sanctionEntity"
NOT_STATED = "not stated"
ASK = "give the full list as XML in version 1.1 (xmlFullSanctionsList_1_1)"


def read(paths: Sequence[Path]) -> Reading:
    """The entries of the full XML file; SourceError when it is another, cut off, or counts otherwise."""
    if len(paths) != 1:
        raise SourceError(f"{len(paths)} files given", where="eu", next=ASK)
    (path,) = paths
    content = content_of(path)
    records = stream(path, content, frozenset({RECORD}))
    published = _published(path, next(records).element)
    entries: dict[str, Entry] = {}
    for found in records:
        entry = read_party(found.element, path.name)
        if entry.id in entries:
            raise SourceError(f"{entry.id!r} stands here twice", where=path.name, next=CHANGED)
        entries[entry.id] = entry
    counted = count_tags(content, RECORD)
    if not entries or counted != len(entries):
        raise SourceError(f"read {len(entries)} parties of {counted}", where=path.name, next=ASK)
    return Reading(tuple(entries.values()), published, counted, IGNORED)


def _published(path: Path, root: etree._Element) -> date:
    """The day the Commission wrote the file, which is said on the root."""
    name = etree.QName(root)
    if name.localname != "export" or name.namespace != NAMESPACE:
        raise SourceError(f"the document's root is {name.localname!r}, not 'export'", where=path.name, next=ASK)
    return read_day(Node(root, path.name), "generationDate")


def read_party(element: etree._Element, file: str) -> Entry:
    """One party as an entry."""
    number = element.get("euReferenceNumber") or f"logical-{element.get('logicalId') or ''}"
    entity = Node(element, f"{file} {number}")
    entity.check()
    draft = Draft(f"eu-{number}", _schema(entity))
    read_names(entity, draft)
    read_citizenships(entity, draft)
    read_births(entity, draft)
    read_addresses(entity, draft)
    read_papers(entity, draft)
    _listings(entity, draft)
    draft.remarks += entity.texts("remark")
    for attribute, label in (("unitedNationId", "UN reference"), ("designationDetails", "designation details")):
        if entity[attribute]:
            draft.detail(label, entity[attribute])
    for more in entity.all("additionalInformation"):
        draft.detail(more["key"], more["value"])
    return draft.entry()


def _schema(entity: Node) -> Schema:
    subjects = [(subject["code"], subject["classificationCode"]) for subject in entity.all("subjectType")]
    known = [SCHEMAS[subject] for subject in subjects if subject in SCHEMAS]
    if len(subjects) != 1 or not known:
        raise UnknownCode(f"the subject is {subjects}", where=f"{entity.where} subjectType field code", next=CHANGED)
    return known[0]


def _listings(entity: Node, draft: Draft) -> None:
    """A listing for each regulation; it began on the day of designation, which the regulation may only have amended."""
    listed_on = read_day(entity, "designationDate") if entity["designationDate"] else None
    ended_on = read_day(entity, "delistingDate") if entity["delistingDate"] else None
    reference = entity["euReferenceNumber"] or None
    regulations = list(entity.all("regulation"))
    for regulation in regulations:
        program, basis = regulation["programme"] or NOT_STATED, regulation["numberTitle"] or None
        draft.listings.append(Listing("EU", program, listed_on, ended_on, reference, basis))
        draft.detail("regulation", _in_words(regulation))
    if not regulations:
        draft.listings.append(Listing("EU", NOT_STATED, listed_on, ended_on, reference))


def _in_words(regulation: Node) -> str:
    said = [
        regulation["numberTitle"],
        regulation["regulationType"],
        regulation["organisationType"],
        *(f"{label} {regulation[key]}" for key, label in _DATES if regulation[key]),
        *(f"corrigendum {text}" for text in (regulation["corrigendum"], *regulation.texts("corrigendum")) if text),
        *regulation.texts("publicationUrl"),
        *regulation.texts("remark"),
        *(f"{more['key']} {more['value']}" for more in regulation.all("additionalInformation")),
    ]
    return "; ".join(filter(None, said))


_DATES = (("publicationDate", "published"), ("entryIntoForceDate", "in force"))

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "eu": Source(
            name="eu",
            title="EU consolidated list of financial sanctions",
            authority="EU",
            read=read,
            files="the full list as XML, version 1.1",
            urls=(
                "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
            ),
        )
    }
)
