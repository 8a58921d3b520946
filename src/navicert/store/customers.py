"""Customers as a store keeps them: the state of each, the states before, and the files they came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from navicert.errors import MissingData
from navicert.screening.customers import Customer, customer_from_content
from navicert.store.case_rows import among
from navicert.store.connections import Database
from navicert.store.customer_rows import (
    INTO_VERSIONS,
    Load,
    Portion,
    Put,
    State,
    count_of,
    earlier_state,
    in_parts,
    load_of,
    marks,
    next_stamp,
    stamp_of,
    state_of,
)
from navicert.store.rows import instant

__all__ = ["Customers", "Load", "Put", "State"]

_REPLACED = "WHERE replaced_at < ? AND customer NOT IN (SELECT id FROM customer WHERE gone_at < ?)"
_KNOWN_AT = """
    SELECT id, content FROM customer WHERE gone_at IS NULL AND recorded_at <= ? AND id > ?
    UNION ALL
    SELECT customer AS id, content FROM customer_version
        WHERE gone_at IS NULL AND recorded_at <= ? AND replaced_at > ? AND customer > ?
    ORDER BY id LIMIT ?"""
PAGE = 10_000
"""Customers that are read at a time."""


class Customers:
    """The customers of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Loading

    def begin_load(self, *, at: datetime, by: str, file: str, is_full: bool, control_total: int | None) -> int:
        """Note that a file is being loaded; the number of the load."""
        with self._database.writing() as connection:
            row = connection.execute(
                """INSERT INTO customer_load (at, actor, file, is_full, control_total) VALUES (?, ?, ?, ?, ?)
                   RETURNING number""",
                (instant(at), by, file, int(is_full), control_total),
            ).fetchone()
        return int(row[0])

    def put(self, customers: Sequence[Customer], load: int, at: datetime) -> Put:
        """Take records of a load, all or none: new ones, and new states of those that changed."""
        with self._database.writing() as connection:
            return Portion(connection, load, instant(at)).put(customers)

    def unseen(self, load: int) -> int:
        """How many customers that are not gone this load has not had."""
        with self._database.reading() as connection:
            return count_of(connection, "customer WHERE gone_at IS NULL AND seen < ?", load)

    def mark_gone(self, load: int, at: datetime) -> int:
        """Mark those gone that this load has not had; how many."""
        with self._database.writing() as connection:
            stamp = next_stamp(connection)
            connection.execute(
                f"{INTO_VERSIONS} WHERE gone_at IS NULL AND seen < ?",
                (instant(at), load),
            )
            return connection.execute(
                """UPDATE customer SET gone_at = ?, recorded_at = ?, version = version + 1, changed = ?
                   WHERE gone_at IS NULL AND seen < ?""",
                (instant(at), instant(at), stamp, load),
            ).rowcount

    def finish_load(self, load: int, report: Mapping[str, Any]) -> None:
        """Note what became of a load."""
        with self._database.writing() as connection:
            connection.execute("UPDATE customer_load SET report = ? WHERE number = ?", (json.dumps(dict(report)), load))

    def loads(self) -> tuple[Load, ...]:
        """Every load, the last one first."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM customer_load ORDER BY number DESC").fetchall()
        return tuple(load_of(row) for row in rows)

    # Asking

    def count(self) -> int:
        """How many customers there are that are not gone."""
        with self._database.reading() as connection:
            return count_of(connection, "customer WHERE gone_at IS NULL")

    def count_gone(self) -> int:
        """How many are gone and not erased yet."""
        with self._database.reading() as connection:
            return count_of(connection, "customer WHERE gone_at IS NOT NULL")

    def stamp(self) -> int:
        """The population's stamp, another after each change of any customer."""
        with self._database.reading() as connection:
            return stamp_of(connection)

    def changed_since(self, stamp: int) -> tuple[str, ...]:
        """The ids of customers that came, changed or went after a stamp."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT id FROM customer WHERE changed > ? ORDER BY id", (stamp,)).fetchall()
        return tuple(row["id"] for row in rows)

    def count_changed_since(self, stamp: int) -> int:
        """How many customers that are not gone came or changed after a stamp."""
        with self._database.reading() as connection:
            return count_of(connection, "customer WHERE gone_at IS NULL AND changed > ?", stamp)

    def everyone(self) -> tuple[int, Iterator[list[Customer]]]:
        """The stamp, and the customers that are not gone, by id, some thousands at a time; of one and the same state.

        The iterator is to be read to its end, or closed.
        """
        pages = self._pages()
        return next(pages), pages

    def _pages(self) -> Iterator[Any]:
        with self._database.reading() as connection:
            yield stamp_of(connection)
            after = ""
            while True:
                rows = connection.execute(
                    "SELECT id, content FROM customer WHERE gone_at IS NULL AND id > ? ORDER BY id LIMIT ?",
                    (after, PAGE),
                ).fetchall()
                if not rows:
                    return
                after = rows[-1]["id"]
                yield [customer_from_content(row["id"], row["content"]) for row in rows]

    def everyone_at(self, at: datetime) -> Iterator[list[Customer]]:
        """The customers that were known and not gone at a time, by id, some thousands at a time; who was erased since
        is not among them. The iterator is to be read to its end, or closed."""
        moment, after = instant(at), ""
        with self._database.reading() as connection:
            while True:
                rows = connection.execute(_KNOWN_AT, (moment, after, moment, moment, after, PAGE)).fetchall()
                if not rows:
                    return
                after = rows[-1]["id"]
                yield [customer_from_content(row["id"], row["content"]) for row in rows]

    def some(self, ids: Iterable[str]) -> Iterator[State]:
        """The states of these customers that there are."""
        with self._database.reading() as connection:
            rows = list(among(connection, "SELECT * FROM customer WHERE id IN ({})", ids))
        return map(state_of, rows)

    def history(self, customer_id: str) -> tuple[State, ...]:
        """All states of a customer, the earliest first; MissingData when there is no such customer."""
        with self._database.reading() as connection:
            earlier = connection.execute(
                "SELECT * FROM customer_version WHERE customer = ? ORDER BY version", (customer_id,)
            ).fetchall()
            row = connection.execute("SELECT * FROM customer WHERE id = ?", (customer_id,)).fetchone()
        if row is None:
            raise MissingData(f"there is no customer {customer_id!r}", next="navicert customers load")
        return (*map(earlier_state, earlier), state_of(row))

    # Erasing

    def due(self, before: datetime) -> tuple[str, ...]:
        """The ids of customers that have been gone since before a time."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM customer WHERE gone_at < ? ORDER BY id", (instant(before),)
            ).fetchall()
        return tuple(row["id"] for row in rows)

    def erase(self, ids: Sequence[str]) -> int:
        """Erase customers with all their states; how many states."""
        states = 0
        with self._database.writing() as connection:
            next_stamp(connection)
            for part in in_parts(ids):
                for table, column in (("customer_version", "customer"), ("customer", "id")):
                    sql = f"DELETE FROM {table} WHERE {column} IN ({marks(len(part))})"  # noqa: S608 - our own words
                    states += connection.execute(sql, tuple(part)).rowcount
        return states

    def count_replaced(self, before: datetime) -> int:
        """How many states were replaced before a time, of customers who have not been gone since before it."""
        with self._database.reading() as connection:
            return count_of(connection, f"customer_version {_REPLACED}", instant(before), instant(before))

    def erase_replaced(self, before: datetime) -> int:
        """Erase these states; how many."""
        with self._database.writing() as connection:
            sql = f"DELETE FROM customer_version {_REPLACED}"  # noqa: S608 - our own words
            return connection.execute(sql, (instant(before), instant(before))).rowcount

    def keep_erasure(self, *, at: datetime, by: str, before: datetime, customers: int, versions: int) -> None:
        """Note what was erased."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO customer_erasure (at, actor, before, customers, versions) VALUES (?, ?, ?, ?, ?)",
                (instant(at), by, instant(before), customers, versions),
            )
