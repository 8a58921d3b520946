"""OFAC's lists: the Specially Designated Nationals and the consolidated non-SDN list, as legacy CSV or as XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from navicert.errors import SourceError
from navicert.lists.model import Entry, Relation
from navicert.lists.sources.base import Reading, Source
from navicert.lists.sources.ofac_csv import read_tables
from navicert.lists.sources.ofac_xml import read_xml
from navicert.lists.sources.xml_files import content_of, looks_like_xml

SERVICE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"
CHECKED = "SDN CSV editions of 2019 (7,379 entries) and 2021 (8,976 entries); XML on its documented schema only"


def read(paths: Sequence[Path]) -> Reading:
    """The entries of one edition, given as three or four CSV files in any order or as one XML file.

    The file of remarks that run over may be empty, when none do; it alone is then known by its name.
    """
    contents = {path: content_of(path) for path in paths if not _is_empty_comments(path)}
    documents = [path for path, content in contents.items() if looks_like_xml(content)]
    if documents and len(paths) > 1:
        raise SourceError(
            f"{documents[0].name} is XML and stands beside other files",
            where=", ".join(path.name for path in paths),
            next="give one XML file, or the CSV files alone",
        )
    reading = read_xml(documents[0], contents[documents[0]]) if documents else read_tables(contents)
    return replace(reading, entries=tie_relations(reading.entries))


def _is_empty_comments(path: Path) -> bool:
    return "comments" in path.name.lower() and path.is_file() and not path.read_bytes().strip(b" \r\n\x1a")


def tie_relations(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, with a relation's `entry_id` filled in where exactly one entry has that name as its primary one.

    The full stop that ends a remark is the same sign as that of a last "S.A.": a name without it is tried with it too.
    """
    counts = Counter(entry.names[0].text for entry in entries)
    ids = {entry.names[0].text: entry.id for entry in entries if counts[entry.names[0].text] == 1}
    return tuple(_tied(entry, ids) if entry.relations else entry for entry in entries)


def _tied(entry: Entry, ids: Mapping[str, str]) -> Entry:
    return replace(entry, relations=tuple(_tie(relation, ids) for relation in entry.relations))


def _tie(relation: Relation, ids: Mapping[str, str]) -> Relation:
    found = next((name for name in (relation.name, f"{relation.name}.") if name in ids), None)
    return relation if found is None else replace(relation, name=found, entry_id=ids[found])


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "ofac-sdn": Source(
            name="ofac-sdn",
            title="OFAC Specially Designated Nationals and Blocked Persons List",
            authority="OFAC",
            read=read,
            files="sdn.csv, alt.csv, add.csv (and sdn_comments.csv), or sdn.xml",
            at_least=5000,
            urls=tuple(SERVICE + name for name in ("SDN.CSV", "ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV")),
            checked_on=CHECKED,
        ),
        "ofac-consolidated": Source(
            name="ofac-consolidated",
            title="OFAC Consolidated Sanctions List (non-SDN lists)",
            authority="OFAC",
            read=read,
            files="cons_prim.csv, cons_alt.csv, cons_add.csv (and cons_comments.csv), or consolidated.xml",
            at_least=200,
            urls=tuple(
                SERVICE + name for name in ("CONS_PRIM.CSV", "CONS_ALT.CSV", "CONS_ADD.CSV", "CONS_COMMENTS.CSV")
            ),
            checked_on="",
        ),
    }
)
