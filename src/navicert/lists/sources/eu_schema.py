"""The schema of the EU's Financial Sanctions Files, version 1.1: its elements with their attributes and children.

Namespace http://eu.europa.ec/fpi/fsd/export. An element or attribute that is not in this table is refused: the
publisher has changed the format, and what it now says must be read before the list is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from navicert.errors import SourceError, UnknownCode
from navicert.lists.sources.xml_files import local_name

NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
CHANGED = "the publisher may have changed its format; the list in force stays until the reader knows it"
_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"

_OPERABLE = ("remark", "additionalInformation")
_FACTS = ("nameAlias", "citizenship", "birthdate", "address", "identification")
_SANCTIONABLE = (*_OPERABLE, "regulationSummary")
_COUNTRY = "countryIso2Code countryDescription region"
_OF_REGULATION = "regulationLanguage logicalId"

SCHEMA: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        name: (frozenset(attributes.split()), frozenset(children))
        for name, attributes, children in (
            ("export", "generationDate globalFileId", ("sanctionEntity",)),
            (
                "sanctionEntity",
                "logicalId delistingDate designationDate designationDetails unitedNationId euReferenceNumber",
                (*_OPERABLE, "regulation", "subjectType", *_FACTS),
            ),
            (
                "regulation",
                "logicalId regulationType organisationType publicationDate entryIntoForceDate numberTitle programme "
                "corrigendum",
                (*_OPERABLE, "publicationUrl", "corrigendum"),
            ),
            ("regulationSummary", "regulationType publicationDate numberTitle publicationUrl", ()),
            ("subjectType", "code classificationCode", ()),
            (
                "nameAlias",
                f"{_OF_REGULATION} firstName middleName lastName wholeName function gender title nameLanguage strong",
                _SANCTIONABLE,
            ),
            ("citizenship", f"{_OF_REGULATION} {_COUNTRY} acquisitionDate disenfranchisementDate", _SANCTIONABLE),
            (
                "birthdate",
                f"{_OF_REGULATION} {_COUNTRY} circa calendarType city zipCode place birthdate dayOfMonth monthOfYear "
                "year yearRangeFrom yearRangeTo",
                _SANCTIONABLE,
            ),
            (
                "address",
                f"{_OF_REGULATION} {_COUNTRY} city street poBox zipCode place asAtListingTime",
                (*_SANCTIONABLE, "contactInfo"),
            ),
            (
                "identification",
                f"{_OF_REGULATION} {_COUNTRY} diplomatic knownExpired knownFalse reportedLost revokedByIssuer "
                "issueDate issuedBy latinNumber nameOnDocument number validFrom validTo identificationTypeCode "
                "identificationTypeDescription",
                _SANCTIONABLE,
            ),
            ("contactInfo", "key value", ()),
            ("additionalInformation", "key value", ()),
            ("remark", "", ()),
            ("publicationUrl", "", ()),
            ("corrigendum", "", ()),
        )
    }
)

IGNORED = (
    ("logicalId", "number of a record in the Commission's database; euReferenceNumber names the party"),
    ("globalFileId", "number of the file at the Commission; the edition is named by its content"),
    ("regulationSummary", "which act set each name, date or address; the party's own regulation is kept"),
    ("regulationLanguage", "language in which the Commission worked; nameLanguage is the name's"),
    ("classificationCode", "P or E, the same as person or enterprise; anything else raises"),
    ("countryDescription", "the country of countryIso2Code in words; read where that code is 00"),
)
"""What the schema has and the entries leave out, each with the reason."""


class Node:
    """An element whose attributes and children are in the schema; texts come without blanks around or inside them."""

    __slots__ = ("_element", "where")

    def __init__(self, element: etree._Element, where: str) -> None:
        self._element = element
        self.where = where
        name = local_name(element)
        attributes, children = SCHEMA[name]
        strange = [str(key) for key in element.attrib if key not in attributes and not _of_instance(str(key))]
        strange += [local_name(child) for child in element if local_name(child) not in children]
        if strange:
            raise SourceError(f"{strange[0]!r} in {name!r} is not in the schema we read", where=where, next=CHANGED)

    def __getitem__(self, attribute: str) -> str:
        """The attribute's text, "" where it is absent or empty."""
        return " ".join((self._element.get(attribute) or "").split())

    def at(self, attribute: str) -> str:
        """Where an attribute stands, for errors."""
        return f"{self.where} {local_name(self._element)} field {attribute}"

    def all(self, name: str) -> Iterator[Node]:
        """The children of that name."""
        for child in self._element:
            if local_name(child) == name:
                yield Node(child, self.where)

    def check(self) -> None:
        """Raise for anything below this element that is not in the schema, read or not."""
        for child in self._element:
            Node(child, self.where).check()

    @property
    def text(self) -> str:
        """The text of the element, its lines kept."""
        lines = (" ".join(line.split()) for line in (self._element.text or "").splitlines())
        return "\n".join(line for line in lines if line)

    def texts(self, name: str) -> list[str]:
        """The texts of the children of that name that say something."""
        return [child.text for child in self.all(name) if child.text]

    def flag(self, attribute: str) -> bool:
        """A boolean attribute; absent means false, anything but true and false raises."""
        text = self[attribute]
        if text not in ("", "true", "false"):
            raise UnknownCode(f"expected true or false, got {text!r}", where=self.at(attribute), next=CHANGED)
        return text == "true"


def _of_instance(key: str) -> bool:
    return key.startswith(_SCHEMA_INSTANCE)
