"""The UN Security Council's consolidated list, as XML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from lxml import etree

from navicert.lists.model import Entry, Listing, Name
from navicert.lists.sources.base import Reading, Source


def read(paths: Sequence[Path]) -> Reading:
    """The entries of the consolidated XML file."""
    (path,) = paths
    root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    published = date.fromisoformat(root.get("dateGenerated", "")[:10])
    entries = tuple(_entry(element) for element in root.iter("INDIVIDUAL", "ENTITY"))
    return Reading(entries, published, len(entries))


def _entry(element: etree._Element) -> Entry:
    parts = [element.findtext(f"{n}_NAME") or "" for n in ("FIRST", "SECOND", "THIRD", "FOURTH")]
    names = [Name(" ".join(" ".join(parts).split()))]
    for alias in element.iter("INDIVIDUAL_ALIAS", "ENTITY_ALIAS"):
        if text := alias.findtext("ALIAS_NAME"):
            quality = alias.findtext("QUALITY")
            names.append(Name(text, "weak_alias" if quality == "Low" else "former" if quality == "f.k.a." else "alias"))
    return Entry(
        id=f"un-{element.findtext('DATAID')}",
        schema="Person" if element.tag == "INDIVIDUAL" else "Organization",
        names=tuple(names),
        listings=(
            Listing(
                "UNSC",
                element.findtext("UN_LIST_TYPE") or "",
                date.fromisoformat((element.findtext("LISTED_ON") or "")[:10]),
                reference=element.findtext("REFERENCE_NUMBER"),
            ),
        ),
        remarks=tuple(filter(None, [element.findtext("COMMENTS1")])),
    )


SOURCES: Mapping[str, Source] = {
    "un": Source(
        name="un",
        title="United Nations Security Council Consolidated List",
        authority="UNSC",
        read=read,
        files="the consolidated XML",
        at_least=500,
        urls=("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
    ),
}
