"""The files of a PostgreSQL store: in its tables, with copies on this machine named by their content."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from navicert.store.connections import Connection
from navicert.store.disk import file_sha256, make_folder
from navicert.store.postgres import PostgresDatabase

PART = 8 * 1024 * 1024


class DatabaseFiles:
    """Keeps the promises of `Files`; several machines see the same files."""

    def __init__(self, database: PostgresDatabase, copies: Path) -> None:
        self._database = database
        self._copies = copies

    @property
    def incoming(self) -> Path:
        """A folder of this process; leftovers of others are theirs."""
        return self._copies / f"incoming-{os.getpid()}"

    def keep(self, written: Path, place: str) -> None:
        sha256 = file_sha256(written)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM stored_file WHERE place = ?", (place,))
            connection.execute("INSERT INTO stored_file (place, sha256) VALUES (?, ?)", (place, sha256))
            with written.open("rb") as file:
                for position, content in enumerate(iter(lambda: file.read(PART), b"")):
                    connection.execute(
                        "INSERT INTO stored_part (place, position, content) VALUES (?, ?, ?)",
                        (place, position, content),
                    )
        written.unlink()

    def path(self, place: str) -> Path:
        with self._database.reading() as connection:
            sha256 = _sha256(connection, place)
            if sha256 is None:
                return self._copies / place
            copy = self._copies / "files" / sha256
            if not copy.is_file() or file_sha256(copy) != sha256:
                self._fetch(connection, place, copy)
        return copy

    def is_same(self, place: str, sha256: str) -> bool:
        with self._database.reading() as connection:
            return _sha256(connection, place) == sha256

    def remove(self, place: str) -> bool:
        with self._database.writing() as connection:
            return connection.execute("DELETE FROM stored_file WHERE place = ?", (place,)).rowcount > 0

    def _fetch(self, connection: Connection, place: str, copy: Path) -> None:
        make_folder(copy.parent)
        parts = connection.execute(
            "SELECT position FROM stored_part WHERE place = ? ORDER BY position", (place,)
        ).fetchall()
        with tempfile.NamedTemporaryFile(dir=copy.parent, prefix="part-", delete=False) as file:
            for (position,) in parts:
                (content,) = connection.execute(
                    "SELECT content FROM stored_part WHERE place = ? AND position = ?", (place, position)
                ).fetchone()
                file.write(content)
        Path(file.name).replace(copy)


def _sha256(connection: Connection, place: str) -> str | None:
    found = connection.execute("SELECT sha256 FROM stored_file WHERE place = ?", (place,)).fetchone()
    return None if found is None else str(found["sha256"])
