"""Kept validations of screening: who had it tried when, and the report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from navicert.errors import Conflict
from navicert.store.connections import Database
from navicert.store.rows import instant

LONGEST = timedelta(minutes=30)
"""A validation that has no report by then is taken for cut off."""
Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class KeptValidation:
    """A validation; without `ended_at` it runs, or was cut off. `trouble` says why an ended one has no records."""

    number: int
    begun_at: datetime
    by: str
    ended_at: datetime | None = None
    records: Records = ()
    trouble: str | None = None


def _text(records: Records) -> str:
    return json.dumps(list(records), ensure_ascii=False, default=str)


class Validations:
    """The validations of one store, numbered as they came."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, at: datetime, by: str) -> int:
        """Note that a validation begins; its number. Conflict while another runs."""
        with self._database.writing() as connection:
            running = connection.execute(
                "SELECT number FROM validation WHERE ended_at IS NULL AND begun_at > ?", (instant(at - LONGEST),)
            ).fetchone()
            if running is not None:
                raise Conflict(f"validation {running['number']} is running", next="wait for its report")
            (number,) = connection.execute(
                "INSERT INTO validation (begun_at, by_whom) VALUES (?, ?) RETURNING number", (instant(at), by)
            ).fetchone()
        return int(number)

    def add(self, made: KeptValidation) -> int:
        """Keep a validation that was made already; its number here."""
        assert made.ended_at is not None
        with self._database.writing() as connection:
            (number,) = connection.execute(
                "INSERT INTO validation (begun_at, by_whom, ended_at, report) VALUES (?, ?, ?, ?) RETURNING number",
                (instant(made.begun_at), made.by, instant(made.ended_at), _text(made.records)),
            ).fetchone()
        return int(number)

    def end(self, number: int, at: datetime, records: Records = (), *, trouble: str | None = None) -> None:
        """Keep the report of a validation, or why there is none."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE validation SET ended_at = ?, report = ?, trouble = ? WHERE number = ? AND ended_at IS NULL",
                (instant(at), _text(records), trouble, number),
            )

    def newest(self, limit: int = 20) -> tuple[KeptValidation, ...]:
        """The newest validations with their reports, the newest first."""
        return self._select("SELECT * FROM validation ORDER BY number DESC LIMIT ?", limit)

    def one(self, number: int) -> KeptValidation | None:
        """The validation of this number, if there is one."""
        return next(iter(self._select("SELECT * FROM validation WHERE number = ?", number)), None)

    def _select(self, sql: str, value: int) -> tuple[KeptValidation, ...]:
        if not self._database.exists():
            return ()
        with self._database.reading() as connection:
            rows = connection.execute(sql, (value,)).fetchall()
        return tuple(
            KeptValidation(
                row["number"],
                datetime.fromisoformat(row["begun_at"]),
                row["by_whom"],
                datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
                tuple(json.loads(row["report"] or "[]")),
                row["trouble"],
            )
            for row in rows
        )
