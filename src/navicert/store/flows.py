"""Trade statistics and prices as a store keeps them: every publication of every figure, only ever added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from navicert.store.connections import Connection, Database
from navicert.store.rows import instant

Kind = Literal["flow", "price"]
Outcome = Literal["new", "revised", "known"]


@dataclass(frozen=True, slots=True)
class TradeRecord:
    """A record to keep: its kind, what it is about (`key`), its place (file and row) and what it says."""

    kind: Kind
    key: str
    place: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeptTrade:
    """A kept record with both clocks: the day it was published, and when it was recorded here."""

    number: int
    key: str
    published: date
    recorded_at: datetime
    place: str
    content: Mapping[str, Any]
    revises: int | None = None


@dataclass(frozen=True, slots=True)
class TradeLoad:
    """One file that was read: who published it when, who recorded it when, and what became of its rows."""

    kind: str
    source: str
    file: str
    sha256: str
    published: date
    recorded_at: datetime
    recorded_by: str
    report: Mapping[str, Any]


class TradeRecords:
    """The trade statistics and prices of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, records: Sequence[TradeRecord], load: TradeLoad) -> tuple[Outcome, ...]:
        """Keep the records of a file, all or none; what became of each.

        `known`: what was last published by then says the same. `revised`: something else was published before or since.
        """
        with self._database.writing() as connection:
            outcomes = tuple(_add(connection, record, load) for record in records)
            counts = {outcome: outcomes.count(outcome) for outcome in ("new", "revised", "known")}
            connection.execute(
                """INSERT INTO trade_load (kind, source, file, sha256, published, recorded_at, recorded_by, report)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    load.kind,
                    load.source,
                    load.file,
                    load.sha256,
                    load.published.isoformat(),
                    instant(load.recorded_at),
                    load.recorded_by,
                    json.dumps({**counts, **load.report}, ensure_ascii=False),
                ),
            )
        return outcomes

    def records(
        self, kind: Kind, *, published_until: date | None = None, recorded_until: datetime | None = None
    ) -> list[KeptTrade]:
        """The records in force, as published and as recorded up to then: of each key the one published last."""
        if not self._database.exists():
            return []
        with self._database.reading() as connection:
            found = connection.execute(
                """SELECT * FROM trade_record WHERE kind = ?
                       AND (CAST(? AS TEXT) IS NULL OR published <= ?) AND (CAST(? AS TEXT) IS NULL OR recorded_at <= ?)
                   ORDER BY published, number""",
                (
                    kind,
                    *(published_until.isoformat() if published_until else None,) * 2,
                    *(instant(recorded_until) if recorded_until else None,) * 2,
                ),
            )
            return list(_in_force(found))

    def last(self) -> int:
        """The number of the newest record of any kind; 0 where there is none."""
        if not self._database.exists():
            return 0
        with self._database.reading() as connection:
            (number,) = connection.execute("SELECT COALESCE(MAX(number), 0) FROM trade_record").fetchone()
        return int(number)

    def history(self, kind: Kind, key: str) -> list[KeptTrade]:
        """Every publication of one figure, by the day of publication."""
        if not self._database.exists():
            return []
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT * FROM trade_record WHERE kind = ? AND key = ? ORDER BY published, number", (kind, key)
            )
            return [_kept(row) for row in found]


def _in_force(rows: Iterable[Any]) -> Iterable[KeptTrade]:
    last: dict[str, KeptTrade] = {}
    for row in rows:
        before = last.get(row["key"])
        last[row["key"]] = _kept(row, before.number if before else None)
    return last.values()


def _add(connection: Connection, record: TradeRecord, load: TradeLoad) -> Outcome:
    published, content = (
        load.published.isoformat(),
        json.dumps(dict(record.content), ensure_ascii=False, sort_keys=True),
    )
    found = connection.execute(
        "SELECT content, published FROM trade_record WHERE kind = ? AND key = ? ORDER BY published, number",
        (record.kind, record.key),
    ).fetchall()
    by_then = [row for row in found if row["published"] <= published]
    if by_then and by_then[-1]["content"] == content:
        return "known"
    connection.execute(
        """INSERT INTO trade_record (kind, key, published, recorded_at, place, content) VALUES (?, ?, ?, ?, ?, ?)""",
        (record.kind, record.key, published, instant(load.recorded_at), record.place, content),
    )
    return "revised" if found else "new"


def _kept(row: Any, revises: int | None = None) -> KeptTrade:
    return KeptTrade(
        row["number"],
        row["key"],
        date.fromisoformat(row["published"]),
        datetime.fromisoformat(row["recorded_at"]),
        row["place"],
        json.loads(row["content"]),
        revises,
    )
