"""What customers were asked when, and whether the names planted among them were found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from navicert.store.connections import Database
from navicert.store.rows import instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """That customers were asked about an edition of a list.

    `since` is the earlier edition where only what changed from it was asked. Every customer up to the population's
    `stamp` has been asked about the whole edition, then or before; None where that cannot be said.
    """

    at: datetime
    by: str
    list: str
    edition: str
    since: str | None
    rule: str
    stamp: int | None
    customers: int
    entries: int
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CanaryRun:
    """Listed names planted as customers: how many were found, and the ids of the entries that were not."""

    at: datetime
    list: str
    edition: str
    planted: int
    found: int
    missing: tuple[str, ...]


class Screenings:
    """The screenings of a store's customers; only added to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, screening: Screening) -> None:
        """Note that customers were asked about an edition."""
        with self._database.writing() as connection:
            connection.execute(
                """INSERT INTO customer_screening
                       (at, actor, list, edition, since, rule, stamp, customers, entries, report)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    instant(screening.at),
                    screening.by,
                    screening.list,
                    screening.edition,
                    screening.since,
                    screening.rule,
                    screening.stamp,
                    screening.customers,
                    screening.entries,
                    json.dumps(dict(screening.report)),
                ),
            )

    def all(self, name: str | None = None, *, limit: int = 1000) -> tuple[Screening, ...]:
        """The screenings of customers against a list, or against all, the last one first."""
        where, values = ("WHERE list = ?", (name,)) if name is not None else ("", ())
        sql = f"SELECT * FROM customer_screening {where} ORDER BY number DESC LIMIT ?"  # noqa: S608 - our own words
        with self._database.reading() as connection:
            rows = connection.execute(sql, (*values, limit)).fetchall()
        return tuple(_screening(row) for row in rows)

    def keep_canaries(self, run: CanaryRun) -> None:
        """Note how a run of canaries ended."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO canary_run (at, list, edition, planted, found, missing) VALUES (?, ?, ?, ?, ?, ?)",
                (instant(run.at), run.list, run.edition, run.planted, run.found, json.dumps(run.missing)),
            )

    def canaries(self, name: str | None = None, *, limit: int = 100) -> tuple[CanaryRun, ...]:
        """The runs of canaries for a list, or for all, the last one first."""
        where, values = ("WHERE list = ?", (name,)) if name is not None else ("", ())
        sql = f"SELECT * FROM canary_run {where} ORDER BY number DESC LIMIT ?"  # noqa: S608 - our own words
        with self._database.reading() as connection:
            rows = connection.execute(sql, (*values, limit)).fetchall()
        return tuple(_canaries(row) for row in rows)


def _screening(row: Any) -> Screening:
    return Screening(
        at=datetime.fromisoformat(row["at"]),
        by=row["actor"],
        list=row["list"],
        edition=row["edition"],
        since=row["since"],
        rule=row["rule"],
        stamp=row["stamp"],
        customers=row["customers"],
        entries=row["entries"],
        report=json.loads(row["report"]),
    )


def _canaries(row: Any) -> CanaryRun:
    return CanaryRun(
        at=datetime.fromisoformat(row["at"]),
        list=row["list"],
        edition=row["edition"],
        planted=row["planted"],
        found=row["found"],
        missing=tuple(json.loads(row["missing"])),
    )
