"""Reading a publisher's XML safely and strictly: no entities, no network, and no element that nobody has heard of."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from navicert.errors import SourceError

_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Found:
    """An element of the document: its name without namespace, and what it holds."""

    name: str
    element: etree._Element


def content_of(path: Path) -> bytes:
    """The file's bytes; SourceError when it cannot be read or holds nothing but blanks."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=str(path), next="check the path") from None
    if not content.strip(b"\xef\xbb\xbf \t\r\n\x1a"):
        raise SourceError("the file is empty", where=str(path), next="fetch it again")
    return content


def looks_like_xml(content: bytes) -> bool:
    """Whether the first sign that is no blank opens a tag."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def refuse_page(path: Path, content: bytes) -> None:
    """Raise SourceError when the file is a web page, as servers send instead of a file that is gone."""
    if _PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise SourceError(
            "this is a web page, not a list",
            where=str(path),
            next="the publisher's server may have sent an error page; open the file and look, then fetch it again",
        )


def stream(path: Path, content: bytes, records: frozenset[str]) -> Iterator[Found]:
    """The root when it opens (without its children), then every element named in `records` when it is whole.

    A record is emptied after use, so memory stays flat. SourceError for a document that is cut off or not well-formed,
    and for one that declares a document type, whose entities could expand without end or point elsewhere.
    """
    refuse_page(path, content)
    try:
        yield _root(path, content)
        yield from _records(content, records)
    except etree.XMLSyntaxError as error:
        raise SourceError(
            f"the file is no whole XML document: {error.msg}",
            where=str(path),
            next="it may be cut off; fetch it again",
        ) from None


_SAFE: Mapping[str, bool] = MappingProxyType(
    {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)


def _root(path: Path, content: bytes) -> Found:
    root = next((element for _, element in etree.iterparse(io.BytesIO(content), events=("start",), **_SAFE)), None)
    if root is None:
        raise SourceError("the document holds no element", where=str(path), next="fetch it again")
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError(
            "the file declares a document type, which no list does",
            where=str(path),
            next="do not trust the file; fetch it again from the publisher",
        )
    return Found(local_name(root), root)


def _records(content: bytes, records: frozenset[str]) -> Iterator[Found]:
    wanted = [f"{{*}}{name}" for name in records]
    for _, element in etree.iterparse(io.BytesIO(content), events=("end",), tag=wanted, **_SAFE):
        yield Found(local_name(element), element)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: etree._Element, where: str) -> str:
    """The text in the element without blanks around it; SourceError when it holds elements or attributes."""
    if len(element) or element.attrib:
        children(element, frozenset(), where)
    return (element.text or "").strip()


def children(element: etree._Element, known: frozenset[str], where: str) -> Mapping[str, list[etree._Element]]:
    """The child elements by name; SourceError names one that is not `known`, an attribute, or text between children."""
    held: dict[str, list[etree._Element]] = {}
    loose = [element.text]
    for child in element:
        name = local_name(child)
        if name not in known:
            raise _unknown(f"the element {name!r} inside", element, where)
        held.setdefault(name, []).append(child)
        loose.append(child.tail)
    stray = (
        [str(name) for name in element.attrib if not str(name).startswith(_SCHEMA_INSTANCE)] if element.attrib else []
    )
    if stray:
        raise _unknown(f"the attribute {stray[0]!r} in", element, where)
    text = "".join(filter(None, loose)).strip() if held else ""
    if text:
        raise _unknown(f"the text {text[:40]!r} in", element, where)
    return held


def _unknown(what: str, element: etree._Element, where: str) -> SourceError:
    return SourceError(
        f"{what} {local_name(element)!r} is not in the schema we read",
        where=where,
        next="the publisher may have changed its format; the list in force stays until the reader knows it",
    )


def count_tags(content: bytes, *names: str) -> int:
    """How often elements of these names open, counted in the bytes without a parser."""
    opening = rb"<(?:\w+:)?(?:" + b"|".join(name.encode() for name in names) + rb")[\s>]"
    return len(re.findall(opening, content))
