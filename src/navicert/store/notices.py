"""What the watch found and told: rounds, notices that are told once, deliveries by channel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from navicert.store.connections import Database
from navicert.store.rows import instant


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that people should know. `key` is the same for what is the same news, so that it is told once."""

    key: str
    at: datetime
    kind: str
    words: str
    grave: bool = False
    data: Mapping[str, Any] | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A round of the watch; `ended_at` is None while it runs, and where it was killed."""

    number: int
    began_at: datetime
    ended_at: datetime | None
    report: Mapping[str, Any]


class Notices:
    """The rounds and notices of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, notices: Iterable[Notice]) -> int:
        """Keep what is news; how many of the notices were."""
        count = 0
        with self._database.writing() as connection:
            for notice in notices:
                count += connection.execute(
                    """INSERT INTO notice (key, at, kind, grave, words, data) VALUES (?, ?, ?, ?, ?, ?)
                       ON CONFLICT (key) DO NOTHING""",
                    (
                        notice.key,
                        instant(notice.at),
                        notice.kind,
                        int(notice.grave),
                        notice.words,
                        json.dumps(dict(notice.data or {}), ensure_ascii=False, default=str),
                    ),
                ).rowcount
        return count

    def newest(self, limit: int = 200) -> tuple[Notice, ...]:
        """The newest notices, the newest first."""
        return self._select("SELECT * FROM notice ORDER BY number DESC LIMIT ?", (limit,))

    def untold(self, channel: str, since: datetime) -> tuple[Notice, ...]:
        """Notices from a time on that were not told through a channel yet, the oldest first."""
        return self._select(
            """SELECT * FROM notice WHERE at >= ? AND NOT EXISTS
                   (SELECT 1 FROM notice_delivery WHERE notice = notice.number AND channel = ?)
               ORDER BY number""",
            (instant(since), channel),
        )

    def told(self, notices: Iterable[Notice], channel: str, at: datetime) -> None:
        """These notices were told through a channel."""
        with self._database.writing() as connection:
            connection.executemany(
                """INSERT INTO notice_delivery (notice, channel, at) VALUES (?, ?, ?)
                   ON CONFLICT (notice, channel) DO NOTHING""",
                [(notice.number, channel, instant(at)) for notice in notices],
            )

    def begin_round(self, at: datetime) -> int:
        """Note that a round begins; its number."""
        with self._database.writing() as connection:
            (number,) = connection.execute(
                "INSERT INTO watch_round (began_at) VALUES (?) RETURNING number", (instant(at),)
            ).fetchone()
        return int(number)

    def end_round(self, number: int, at: datetime, report: Mapping[str, Any]) -> None:
        """Note that a round ended, with what it did."""
        text = json.dumps(dict(report), ensure_ascii=False, default=str)
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE watch_round SET ended_at = ?, report = ? WHERE number = ?", (instant(at), text, number)
            )

    def rounds(self, limit: int = 50) -> tuple[Round, ...]:
        """The newest rounds, the newest first."""
        if not self._database.exists():
            return ()
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM watch_round ORDER BY number DESC LIMIT ?", (limit,)).fetchall()
        return tuple(
            Round(
                row["number"],
                datetime.fromisoformat(row["began_at"]),
                datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
                json.loads(row["report"] or "{}"),
            )
            for row in rows
        )

    def _select(self, sql: str, values: tuple[str | int, ...]) -> tuple[Notice, ...]:
        if not self._database.exists():
            return ()
        with self._database.reading() as connection:
            rows = connection.execute(sql, values).fetchall()
        return tuple(
            Notice(
                row["key"],
                datetime.fromisoformat(row["at"]),
                row["kind"],
                row["words"],
                bool(row["grave"]),
                json.loads(row["data"]),
                row["number"],
            )
            for row in rows
        )
