"""Editions: what a publisher's files said on a day, believed only after they were counted."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from navicert.errors import InvalidInput, SourceError
from navicert.lists.model import Edition
from navicert.lists.sources.base import Reading, Source

SHRINK_LIMIT = 0.10
LIST_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
RESERVED_NAMES = frozenset({"default"})
"""`default` is the HTTP interface's word for all loaded lists together."""
FIRST_MIDNIGHT = timedelta(hours=14)
"""A day begins in UTC+14 first; a date that has not begun there has begun nowhere."""


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A file as it was read: its name without folders, the SHA-256 of its bytes in hex, its size in bytes."""

    name: str
    sha256: str
    size: int


def digest_files(paths: Sequence[Path]) -> tuple[FileDigest, ...]:
    """The digests of these files, in the order given; InvalidInput for one that is missing, a folder or unreadable."""
    if not paths:
        raise InvalidInput("no file was given", next="name the published file or files")
    return tuple(_digest_file(path) for path in paths)


def _digest_file(path: Path) -> FileDigest:
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            return FileDigest(path.name, sha256, file.tell())
    except FileNotFoundError:
        raise InvalidInput("there is no such file", where=str(path), next="check the path") from None
    except IsADirectoryError:
        raise InvalidInput("this is a folder", where=str(path), next="name the published files in it") from None
    except OSError as error:
        raise InvalidInput(f"cannot be read: {error.strerror or error}", where=str(path)) from error


def content_sha256(digests: Sequence[FileDigest]) -> str:
    """One digest for the files together, whatever their names and order.

    One file: its own SHA-256. Several: the SHA-256 of their digests in hex, sorted, one to a line, so that
    `sha256sum FILE... | cut -c1-64 | sort | sha256sum` gives the same.
    """
    if len(digests) == 1:
        return digests[0].sha256
    lines = "".join(f"{sha256}\n" for sha256 in sorted(digest.sha256 for digest in digests))
    return hashlib.sha256(lines.encode("ascii")).hexdigest()


def publication_date(
    given: date | None,
    reading: Reading,
    *,
    sha256: str = "",
    known: Iterable[Edition] = (),
    otherwise: date | None = None,
) -> date:
    """The day the files were published: the one `given`, else the one the files say, else that of the last `known`
    edition with the same content, else `otherwise`; InvalidInput when there is none of these."""
    same = next((edition.published for edition in reversed(in_order(known)) if edition.sha256 == sha256), None)
    published = given or reading.published or same or otherwise
    if published is None:
        raise InvalidInput("the files do not say when they were published", next="give --published YYYY-MM-DD")
    return published


def in_order(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """By publication date; among those of one day, the later loaded comes later (and is the current one)."""
    return tuple(sorted(editions, key=lambda edition: (edition.published, edition.loaded_at, edition.id)))


def preceding(known: Iterable[Edition], published: date) -> Edition | None:
    """The last edition that was published on that day or before it."""
    return next((edition for edition in reversed(in_order(known)) if edition.published <= published), None)


def make_edition(
    *,
    name: str,
    source: Source,
    reading: Reading,
    file_digests: Sequence[FileDigest],
    published: date,
    loaded_at: datetime,
    known: Iterable[Edition] = (),
    shrink_limit: float = SHRINK_LIMIT,
    accept_shrinkage: bool = False,
) -> Edition:
    """An edition of the list `name`, or an error saying why these files cannot be believed.

    `known` are the editions of this list that are already kept; the same content with the same date is the same edition
    (it has the same id) and is not judged for shrinkage again.

    SourceError: no entries, fewer than the source can have, an id twice, another count than the publisher's records, or
    more than `shrink_limit` (a share) fewer entries than the edition published before it; `accept_shrinkage` takes a
    true mass delisting, and the edition says so. InvalidInput: a date that lies ahead, a name that cannot name a list,
    a list that came from another source before.
    """
    known = tuple(known)
    where = f"{name} edition {published}"
    _check_name(name)
    _check_date(published, loaded_at, where)
    sha256 = content_sha256(file_digests)
    before = None if _has(known, sha256, published) else preceding(known, published)
    _check_source(name, source, known)
    _check_entries(reading, source, where)
    return Edition(
        id=f"{published}.{sha256[:12]}",
        name=name,
        source=source.name,
        published=published,
        loaded_at=loaded_at,
        sha256=sha256,
        entries=len(reading.entries),
        counts=tuple(sorted(Counter(entry.schema for entry in reading.entries).items())),
        files=tuple(digest.name for digest in file_digests),
        whole=source.whole,
        shrinkage=_shrinkage(len(reading.entries), before, shrink_limit, accept_shrinkage, where),
    )


def _has(known: Iterable[Edition], sha256: str, published: date) -> bool:
    return any(edition.sha256 == sha256 and edition.published == published for edition in known)


def _check_name(name: str) -> None:
    if not LIST_NAME.fullmatch(name):
        raise InvalidInput(
            f"{name!r} cannot name a list", next="use up to 64 letters, digits, dots, hyphens and underscores"
        )
    if name in RESERVED_NAMES:
        raise InvalidInput(f"{name!r} means all loaded lists together", next="choose another name with --as")


def _check_date(published: date, loaded_at: datetime, where: str) -> None:
    if loaded_at.utcoffset() is None:
        raise InvalidInput("the time of loading has no time zone", where=where, next="give it in UTC")
    if published > (loaded_at + FIRST_MIDNIGHT - (loaded_at.utcoffset() or timedelta())).date():
        raise InvalidInput(
            f"the date of publication lies ahead: it was loaded at {loaded_at:%Y-%m-%d %H:%M %Z}",
            where=where,
            next="check --published and this machine's clock",
        )


def _check_source(name: str, source: Source, known: Sequence[Edition]) -> None:
    others = sorted({edition.source for edition in known} - {source.name})
    if others:
        raise InvalidInput(
            f"the list {name!r} was loaded from source {', '.join(others)} before, not {source.name}",
            next="keep the two apart: give this one another name with --as",
        )


def _check_entries(reading: Reading, source: Source, where: str) -> None:
    count = len(reading.entries)
    if count == 0:
        raise SourceError(
            "the files hold no entries", where=where, next="check that they are whole and of the right kind"
        )
    if count < source.at_least:
        raise SourceError(
            f"expected at least {source.at_least:,} entries, got {count:,}",
            where=where,
            next="check that the file is whole; the publisher may have moved or changed it",
        )
    if count != reading.entry_count_in_files:
        raise SourceError(
            f"the files hold {reading.entry_count_in_files:,} records, but {count:,} entries were read",
            where=where,
            next="report this with the file: the reader does not understand it in full",
        )
    repeated = [entry_id for entry_id, times in Counter(entry.id for entry in reading.entries).items() if times > 1]
    if repeated:
        raise SourceError(f"id {repeated[0]!r} stands for more than one entry", where=where)


def _shrinkage(count: int, before: Edition | None, limit: float, accepted: bool, where: str) -> str | None:
    if before is None or before.entries - count <= limit * before.entries:
        return None
    share = (before.entries - count) / before.entries
    words = f"{count:,} entries, {share:.1%} fewer than the {before.entries:,} of edition {before.id}"
    if accepted:
        return words
    raise SourceError(
        f"{words}, published before it",
        where=where,
        next="check that the file is whole; if so many were delisted, load it with --accept-shrinkage",
    )
