"""Editions, their files and readings, as rows of the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Any

from navicert.errors import MissingData, StoreError
from navicert.lists.fetch import Validator
from navicert.lists.model import Edition
from navicert.store.connections import Connection, Row
from navicert.store.edition_files import WrittenEntries
from navicert.store.model import EditionReading
from navicert.store.originals import Original


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading of an edition: where its Parquet file lies below the store's folder, and what was written there."""

    path: PurePosixPath
    written: WrittenEntries
    read_at: datetime
    program: str


def instant(at: datetime) -> str:
    """An instant as text whose order is the order of time; a time without zone raises ValueError."""
    if at.utcoffset() is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


# Writing


def keep_edition(connection: Connection, edition: Edition, originals: Sequence[Original]) -> int:
    """The number of the edition's row, which is made when it is not there."""
    known = connection.execute(
        "SELECT number, sha256 FROM edition WHERE list = ? AND id = ?", (edition.name, edition.id)
    ).fetchone()
    if known is None:
        return _insert_edition(connection, edition, originals)
    if known["sha256"] != edition.sha256:
        raise StoreError("another content has the same id", where=f"{edition.name} edition {edition.id}")
    return int(known["number"])


def _insert_edition(connection: Connection, edition: Edition, originals: Sequence[Original]) -> int:
    (number,) = connection.execute(
        """INSERT INTO edition (list, id, source, published, loaded_at, sha256, whole, shrinkage)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number""",
        (
            edition.name,
            edition.id,
            edition.source,
            edition.published.isoformat(),
            instant(edition.loaded_at),
            edition.sha256,
            int(edition.whole),
            edition.shrinkage,
        ),
    ).fetchone()
    connection.executemany(
        "INSERT INTO edition_file (edition, position, name, sha256, size, path) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, position, original.name, original.sha256, original.size, str(original.path))
            for position, original in enumerate(originals)
        ],
    )
    return int(number)


def keep_reading(connection: Connection, edition: int, reading: KeptReading) -> None:
    """A further reading of an edition; the last one counts."""
    written = reading.written
    connection.execute(
        """INSERT INTO reading (edition, path, file_sha256, entries_sha256, counts, read_at, program)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            edition,
            str(reading.path),
            written.file_sha256,
            written.entries_sha256,
            json.dumps(written.counts),
            instant(reading.read_at),
            reading.program,
        ),
    )


def keep_confirmation(connection: Connection, edition: int, at: datetime) -> None:
    """The publisher still had this edition at that time."""
    connection.execute("INSERT INTO confirmation (edition, at) VALUES (?, ?)", (edition, instant(at)))


def keep_validators(connection: Connection, edition: int, validators: Sequence[Validator]) -> None:
    """What the addresses said about the edition's files, in place of what they said before."""
    connection.execute("DELETE FROM validator WHERE edition = ?", (edition,))
    connection.executemany(
        "INSERT INTO validator (edition, position, url, etag, last_modified) VALUES (?, ?, ?, ?, ?)",
        [
            (edition, position, validator.url, validator.etag, validator.last_modified)
            for position, validator in enumerate(validators)
        ],
    )


# Reading


def all_editions(
    connection: Connection, name: str | None = None, *, known_until: datetime | None = None
) -> tuple[Edition, ...]:
    """Editions by list, publication date and time of loading, counted by their last reading.

    With `known_until` those loaded up to then, as they were read then.
    """
    until = None if known_until is None else instant(known_until)
    found = connection.execute(
        """SELECT edition.*, reading.counts
           FROM edition JOIN reading ON reading.number =
               (SELECT max(number) FROM reading
                WHERE reading.edition = edition.number AND (CAST(? AS TEXT) IS NULL OR reading.read_at <= ?))
           WHERE (CAST(? AS TEXT) IS NULL OR list = ?) AND (CAST(? AS TEXT) IS NULL OR loaded_at <= ?)
           ORDER BY list, published, loaded_at, id""",
        (until, until, name, name, until, until),
    )
    return tuple(_edition(row, originals_of(connection, row["number"])) for row in found.fetchall())


def edition_number(connection: Connection, edition: Edition) -> int:
    """The number of this edition's row; MissingData when it is not kept."""
    row = connection.execute(
        "SELECT number FROM edition WHERE list = ? AND id = ?", (edition.name, edition.id)
    ).fetchone()
    if row is None:
        raise MissingData(f"the list {edition.name} has no edition {edition.id}", next="see navicert lists status")
    return int(row["number"])


def originals_of(connection: Connection, edition: int) -> tuple[Original, ...]:
    """The publisher's files of an edition, in their order."""
    found = connection.execute(
        "SELECT name, sha256, size, path FROM edition_file WHERE edition = ? ORDER BY position", (edition,)
    )
    return tuple(Original(row["name"], row["sha256"], row["size"], PurePosixPath(row["path"])) for row in found)


def readings_of(connection: Connection, edition: Edition) -> tuple[KeptReading, ...]:
    """The readings of an edition, the one that counts last; none when it is not kept."""
    found = connection.execute(
        """SELECT reading.* FROM reading JOIN edition ON edition.number = reading.edition
           WHERE list = ? AND id = ? ORDER BY reading.number""",
        (edition.name, edition.id),
    )
    return tuple(_reading(row) for row in found)


def validators_of(connection: Connection, edition: int) -> tuple[Validator, ...]:
    """What the addresses said about the edition's files, in their order."""
    found = connection.execute(
        "SELECT url, etag, last_modified FROM validator WHERE edition = ? ORDER BY position", (edition,)
    )
    return tuple(Validator(row["url"], row["etag"], row["last_modified"]) for row in found)


def last_confirmation(connection: Connection, edition: int, *, known_until: datetime | None = None) -> datetime | None:
    """When the publisher was last known (up to a time) to have this edition, None when nobody asked."""
    until = None if known_until is None else instant(known_until)
    (at,) = connection.execute(
        "SELECT max(at) FROM confirmation WHERE edition = ? AND (CAST(? AS TEXT) IS NULL OR at <= ?)",
        (edition, until, until),
    ).fetchone()
    return None if at is None else datetime.fromisoformat(at)


def is_kept(connection: Connection, path: str) -> bool:
    """Whether a file below the store's folder belongs to an edition."""
    found = connection.execute(
        "SELECT 1 FROM reading WHERE path = ? UNION ALL SELECT 1 FROM edition_file WHERE path = ?", (path, path)
    )
    return found.fetchone() is not None


def count_ledger_records(connection: Connection, *, recorded_until: datetime | None = None) -> int:
    """How many records there are; since none is ever removed, the same number means the same ledger."""
    until = None if recorded_until is None else instant(recorded_until)
    (count,) = connection.execute(
        "SELECT max(number) FROM ledger_record WHERE CAST(? AS TEXT) IS NULL OR recorded_at <= ?", (until, until)
    ).fetchone()
    return int(count or 0)


def public(reading: KeptReading) -> EditionReading:
    """A reading without its place on disk."""
    written = reading.written
    return EditionReading(written.entries_sha256, written.entries, reading.read_at, reading.program)


def _reading(row: Row) -> KeptReading:
    written = WrittenEntries(row["file_sha256"], row["entries_sha256"], _counts(row["counts"]))
    return KeptReading(PurePosixPath(row["path"]), written, datetime.fromisoformat(row["read_at"]), row["program"])


def _counts(text: str) -> tuple[tuple[str, int], ...]:
    counts: list[list[Any]] = json.loads(text)
    return tuple((str(schema), int(count)) for schema, count in counts)


def _edition(row: Row, originals: Sequence[Original]) -> Edition:
    counts = _counts(row["counts"])
    return Edition(
        id=row["id"],
        name=row["list"],
        source=row["source"],
        published=date.fromisoformat(row["published"]),
        loaded_at=datetime.fromisoformat(row["loaded_at"]),
        sha256=row["sha256"],
        entries=sum(count for _, count in counts),
        counts=counts,
        files=tuple(original.name for original in originals),
        whole=bool(row["whole"]),
        shrinkage=row["shrinkage"],
    )
