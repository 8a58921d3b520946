"""A record of the UN's XML, held against the UN's schema (sc-sanctions.xsd): what is not in the schema raises."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from navicert.errors import SourceError
from navicert.lists.sources.un_names import squeeze
from navicert.lists.sources.xml_files import children, local_name, text_of

_ADDRESS = frozenset({"STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"})
_ALIAS = frozenset({"QUALITY", "ALIAS_NAME", "DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "NOTE"})
_VALUE = frozenset({"VALUE"})
_COMMON: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(("DATAID", "VERSIONNUM", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON"), frozenset()),
        **dict.fromkeys(("DELISTED_ON", "SUBMITTED_BY", "SUBMITTED_ON", "COMMENTS1"), frozenset()),
        **dict.fromkeys(("FIRST_NAME", "NAME_ORIGINAL_SCRIPT", "SORT_KEY", "SORT_KEY_LAST_MOD"), frozenset()),
        "LIST_TYPE": _VALUE,
        "LAST_DAY_UPDATED": _VALUE,
    }
)
SCHEMA: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "INDIVIDUAL": {
            **_COMMON,
            **dict.fromkeys(("SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "GENDER", "NATIONALITY2"), frozenset()),
            **dict.fromkeys(("TITLE", "DESIGNATION", "NATIONALITY"), _VALUE),
            "INDIVIDUAL_ALIAS": _ALIAS,
            "INDIVIDUAL_ADDRESS": _ADDRESS,
            "INDIVIDUAL_DATE_OF_BIRTH": frozenset({"TYPE_OF_DATE", "NOTE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR"}),
            "INDIVIDUAL_PLACE_OF_BIRTH": _ADDRESS,
            "INDIVIDUAL_DOCUMENT": frozenset({"TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY"})
            | {"DATE_OF_ISSUE", "CITY_OF_ISSUE", "COUNTRY_OF_ISSUE", "NOTE"},
        },
        "ENTITY": {**_COMMON, "ENTITY_ALIAS": _ALIAS, "ENTITY_ADDRESS": _ADDRESS},
    }
)
"""Each kind of record: its elements, and what those may hold (text alone where the set is empty)."""

Fields = Mapping[str, str]


class Record:
    """One INDIVIDUAL or ENTITY, checked against the schema: the texts of its elements, the fields of those with any."""

    __slots__ = ("fields", "texts", "where")

    def __init__(self, path: Path, element: etree._Element) -> None:
        kind = local_name(element)
        self.where = f"{path.name} DATAID {squeeze(element.findtext('DATAID') or '?')}"
        schema = SCHEMA[kind]
        self.texts: dict[str, list[str]] = {}
        self.fields: dict[str, list[Fields]] = {}
        for name, found in children(element, frozenset(schema), self.where).items():
            for child in found:
                self._take(name, child, schema[name])

    def _take(self, name: str, child: etree._Element, known: frozenset[str]) -> None:
        if not known:
            self.texts.setdefault(name, []).append(self._line(child))
            return
        parts = children(child, known, self.where)
        if known == _VALUE:
            self.texts.setdefault(name, []).extend(self._line(value) for value in parts.get("VALUE", []))
        else:
            held = {part: "; ".join(self._line(each) for each in found) for part, found in parts.items()}
            self.fields.setdefault(name, []).append(held)

    def _line(self, element: etree._Element) -> str:
        return squeeze(text_of(element, self.where))

    def text(self, name: str) -> str:
        """The text of an element that stands once; "" when it is absent. SourceError when it stands twice."""
        found = self.texts.get(name, [])
        if len(found) > 1:
            raise SourceError(f"{name} stands {len(found)} times", where=self.where, next="report the file")
        return found[0] if found else ""

    def every(self, name: str) -> list[str]:
        """The texts of an element that may repeat, without empty ones."""
        return [text for text in self.texts.get(name, []) if text]
