"""FollowTheMoney JSON lines, as OpenSanctions and its clients exchange them; ids stay as they are.

A party's line becomes an entry; lines of sanctions, ties, addresses and papers are joined to their parties. A property
without a field of its own is kept in `Entry.extra`, so that `to_ftm` gives back what was read.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from navicert.errors import SourceError, UnknownCode
from navicert.lists.ftm_words import NO_PARTY, PARTY_SCHEMATA
from navicert.lists.model import Address, Detail, Entry, Identifier, Listing, Relation
from navicert.lists.sources.base import Reading, Source
from navicert.lists.sources.ftm_lines import EXPECTED, Line, count_parties, read_lines
from navicert.lists.sources.ftm_links import SUPPORTING, Addition, Links, unnest
from navicert.lists.sources.ftm_party import party

__all__ = ["SOURCES", "read"]
T = TypeVar("T")


def read(paths: Sequence[Path]) -> Reading:
    """Entries of all files together; a tie may stand in another file than its party."""
    links = Links()
    entries: dict[str, Entry] = {}
    left_out: dict[str, int] = {}
    with _collector_paused():
        for path in paths:
            for line in read_lines(path):
                _sort(line, entries, links, left_out)
    if not entries:
        raise SourceError("no entity is a party", where=", ".join(path.name for path in paths), next=EXPECTED)
    return Reading(
        entries=tuple(_joined(entries, links)),
        published=None,
        entry_count_in_files=sum(count_parties(path, frozenset(PARTY_SCHEMATA)) for path in paths),
        ignored=_ignored(left_out),
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No search for cycles while values without cycles are built by the million; it would take 40 % of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _sort(line: Line, entries: dict[str, Entry], links: Links, left_out: dict[str, int]) -> None:
    """Put one line where it belongs: an entry, an object about a party, or one left out with a reason."""
    if line.schema in PARTY_SCHEMATA:
        if line.id in entries:
            raise SourceError(
                f"{line.id!r} stands here twice", where=f"{line.where} field id", next="merge the fragments"
            )
        flat = unnest(line, links)
        entry = entries[line.id] = party(flat)
        links.captions[line.id] = entry.caption
        for address in flat.properties.get("addressEntity", ()):
            links.address_holders.setdefault(address, []).append(line.id)
    elif line.schema in SUPPORTING:
        links.take(unnest(line, links))
    elif line.schema in NO_PARTY:
        left_out[line.schema] = left_out.get(line.schema, 0) + 1
    else:
        raise UnknownCode(
            f"FollowTheMoney has no schema {line.schema!r}", where=f"{line.where} field schema", next=EXPECTED
        )


def _joined(entries: dict[str, Entry], links: Links) -> Iterable[Entry]:
    additions = links.additions()
    for key, entry in entries.items():
        yield _with(entry, additions[key]) if key in additions else entry


def _with(entry: Entry, more: list[Addition]) -> Entry:
    """The entry with what other objects say; a fuller address, paper or listing takes the place of the bare one."""
    fuller = {_bare(one) for one in more}

    def both(kind: type[T], bare: tuple[T, ...]) -> tuple[T, ...]:
        kept = [one for one in bare if _bare(one) not in fuller]
        return tuple(dict.fromkeys([*kept, *(one for one in more if isinstance(one, kind))]))

    return replace(
        entry,
        listings=both(Listing, entry.listings),
        addresses=both(Address, entry.addresses),
        identifiers=both(Identifier, entry.identifiers),
        relations=both(Relation, entry.relations),
        details=both(Detail, entry.details),
    )


def _bare(one: object) -> object:
    """What the party's own line says of this."""
    match one:
        case Listing(program=program):
            return Listing, program
        case Address(text=text):
            return Address, text
        case Identifier(kind=kind, value=value):
            return Identifier, kind, value
    return one


def _ignored(left_out: dict[str, int]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"schema {schema}", f"{NO_PARTY[schema]} ({count} lines)") for schema, count in sorted(left_out.items())
    )


SOURCES = {
    "ftm": Source(
        name="ftm",
        title="FollowTheMoney entities (JSON lines)",
        authority="the file's datasets",
        read=read,
        files="one or more files of JSON lines, plain or gzip",
        checked_on="two exports of OFAC, UN and FCA SanctionToolkit parties, 9,979 and 20,971 entities",
    )
}
