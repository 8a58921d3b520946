"""The UK Sanctions List as XML: `Designations` with the day it was made and one `Designation` for each party."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lxml import etree

from navicert.errors import InvalidInput, SourceError, UnknownCode
from navicert.lists.sources.european_dates import read_dates
from navicert.lists.sources.uk_designation import ABOVE, GROUPS, INDICATORS, MEASURES, PATHS, Designation
from navicert.lists.sources.xml_files import count_tags, local_name, stream

RECORD, GENERATED = "Designation", "DateGenerated"
CHANGED = "the publisher may have changed its format; the list in force stays until the reader knows it"
SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
ASK = "give UK-Sanctions-List.xml or UK-Sanctions-List.csv"


def read_xml(path: Path, content: bytes) -> tuple[list[Designation], date | None, int]:
    """The designations, the day the file was made, and a second count of the records."""
    records = stream(path, content, frozenset({RECORD, GENERATED}))
    root = next(records).element
    if local_name(root) != "Designations":
        raise SourceError(f"the document's root is {local_name(root)!r}, not 'Designations'", where=path.name, next=ASK)
    published: date | None = None
    found: list[Designation] = []
    for record in records:
        if record.name == GENERATED:
            published = read_day(_text(record.element), f"{path.name} field {GENERATED}")
        else:
            found.append(_designation(record.element, path.name))
    return found, published, count_tags(content, RECORD)


def read_day(text: str, where: str) -> date:
    """A day as the list writes it, 07/09/2026."""
    dates = read_dates(text)
    if dates is None or len(dates) != 1 or dates[0].precision != "day":
        raise InvalidInput(f"{text!r} is no day", where=where, next="expected day/month/year")
    return dates[0].earliest


def _designation(element: etree._Element, file: str) -> Designation:
    number = next((_text(child) for child in element if local_name(child) == "UniqueID"), "")
    designation = Designation(f"{file} {number or 'designation without UniqueID'}")
    _walk(element, "", designation)
    return designation


def _walk(element: etree._Element, path: str, designation: Designation) -> None:
    """Note everything below an element; a path that the schema does not have raises."""
    for child in element:
        below = f"{path}/{local_name(child)}" if path else local_name(child)
        if below in GROUPS:
            designation.group(below, dict(_parts(child, below, designation)))
        elif below.startswith(f"{INDICATORS}/"):
            _indicator(child, below, designation)
        elif below in ABOVE:
            _walk(child, below, designation)
        elif below in PATHS:
            designation.say(below, _text(child))
        else:
            raise SourceError(f"{below!r} is not in the schema we read", where=designation.where, next=CHANGED)
        _refuse_strays(child, below, designation)


def _refuse_strays(child: etree._Element, path: str, designation: Designation) -> None:
    """Raise for text in an element that only holds others, and for attributes, which the list does not use."""
    strange = [str(key) for key in child.attrib if not str(key).startswith(SCHEMA_INSTANCE)]
    if strange or (path in ABOVE and (child.text or "").strip()):
        what = f"the attribute {strange[0]!r}" if strange else "text"
        raise SourceError(f"{what} in {path!r} is not in the schema we read", where=designation.where, next=CHANGED)


def _parts(group: etree._Element, path: str, designation: Designation) -> Iterator[tuple[str, str]]:
    held = {local_name(part): _text(part) for part in group}
    strange = [name for name in held if name not in GROUPS[path]]
    if strange or len(held) != len(group):
        what = strange[0] if strange else "a part twice"
        raise SourceError(f"{what!r} in {path!r} is not in the schema we read", where=designation.where, next=CHANGED)
    for name in GROUPS[path]:
        yield name, held.get(name, "")


def _indicator(child: etree._Element, path: str, designation: Designation) -> None:
    name, text = path.rsplit("/", 1)[-1], _text(child).lower()
    if name not in MEASURES:
        raise UnknownCode(f"there is no measure {name!r}", where=designation.at(INDICATORS), next=CHANGED)
    if text not in ("true", "false", ""):
        raise UnknownCode(f"expected true or false, got {text!r}", where=designation.at(name), next=CHANGED)
    designation.measures[name] = text == "true"


def _text(element: etree._Element) -> str:
    """The text without blanks around it and within its lines."""
    lines = (" ".join(line.split()) for line in (element.text or "").splitlines())
    return "\n".join(line for line in lines if line)
