"""Requests that changed something, with their answers: a request that comes again is answered again, not done again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from navicert.store.connections import Database
from navicert.store.rows import instant

ABANDONED_AFTER = timedelta(minutes=2)
"""A request that has no answer by then is taken for broken off, and may be begun anew."""
KEPT = timedelta(days=7)
"""How long answers are kept."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known of a request: another content came under its key, it is being worked on, or it has an answer."""

    is_same: bool
    status: int | None = None
    answer: str | None = None


class Requests:
    """Requests by who sent them and the key they chose."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, who: str, key: str, digest: str, at: datetime) -> Begun | None:
        """Take a request up; None where it is to be done now, else what became of the same one before."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM request WHERE at < ?", (instant(at - KEPT),))
            connection.execute(
                "DELETE FROM request WHERE who = ? AND key = ? AND status IS NULL AND at < ?",
                (who, key, instant(at - ABANDONED_AFTER)),
            )
            row = connection.execute("SELECT * FROM request WHERE who = ? AND key = ?", (who, key)).fetchone()
            if row is not None:
                return Begun(row["digest"] == digest, row["status"], row["answer"])
            connection.execute(
                "INSERT INTO request (who, key, digest, at) VALUES (?, ?, ?, ?)", (who, key, digest, instant(at))
            )
        return None

    def finish(self, who: str, key: str, status: int, answer: str) -> None:
        """Keep the answer."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE request SET status = ?, answer = ? WHERE who = ? AND key = ?", (status, answer, who, key)
            )

    def forget(self, who: str, key: str) -> None:
        """Let a request that failed be tried again."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM request WHERE who = ? AND key = ? AND status IS NULL", (who, key))
