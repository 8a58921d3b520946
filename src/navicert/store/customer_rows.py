"""Customers as rows: their states, and what becomes of the records of a load."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from navicert.screening.customers import Customer, customer_from_content
from navicert.store.case_rows import MANY, among
from navicert.store.connections import Connection, Value


@dataclass(frozen=True, slots=True)
class State:
    """What was known of a customer from `recorded_at` on, until `replaced_at` (None: it still is); `gone_at` is when a
    whole file had the customer no more."""

    customer: Customer
    version: int
    recorded_at: datetime
    gone_at: datetime | None
    replaced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """What became of records: how many were added, changed, unchanged, had come back; and ids that stood twice.

    `repeated` said the same again; of those in `contradicted` the first record of the file counts.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    returned: int = 0
    repeated: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A loading of a file; `report` is None while it is under way, or where it broke off."""

    number: int
    at: datetime
    by: str
    file: str
    is_full: bool
    control_total: int | None
    report: Mapping[str, Any] | None


class Portion:
    """Records of a load, in one transaction."""

    def __init__(self, connection: Connection, load: int, at: str) -> None:
        self._connection, self._load, self._at = connection, load, at

    def put(self, customers: Sequence[Customer]) -> Put:
        digests = {customer.id: customer.digest for customer in reversed(customers)}
        known = self._known(digests)
        first: dict[str, Customer] = {}
        repeated: list[str] = []
        contradicted: list[str] = []
        for customer in customers:
            if customer.id not in first and not self._was_seen(known, customer.id):
                first[customer.id] = customer
                continue
            earlier = digests[customer.id] if customer.id in first else known[customer.id]["digest"]
            (repeated if customer.digest == earlier else contradicted).append(customer.id)
        new = [customer for id_, customer in first.items() if id_ not in known]
        same = [id_ for id_ in first if id_ in known and self._is_same(known[id_], digests[id_])]
        unchanged = frozenset(same)
        other = [customer for id_, customer in first.items() if id_ in known and id_ not in unchanged]
        self._write(new, other, same, digests)
        returned = sum(known[customer.id]["gone_at"] is not None for customer in other)
        return Put(len(new), len(other) - returned, len(same), returned, tuple(repeated), tuple(contradicted))

    def _known(self, ids: Iterable[str]) -> dict[str, Any]:
        question = "SELECT id, digest, seen, gone_at FROM customer WHERE id IN ({})"
        return {row["id"]: row for row in among(self._connection, question, ids)}

    def _was_seen(self, known: Mapping[str, Any], id_: str) -> bool:
        return id_ in known and known[id_]["seen"] == self._load

    def _is_same(self, row: Any, digest: str) -> bool:
        return row["digest"] == digest and row["gone_at"] is None

    def _write(
        self, new: Sequence[Customer], other: Sequence[Customer], same: Sequence[str], digests: Mapping[str, str]
    ) -> None:
        stamp = next_stamp(self._connection) if new or other else 0
        for part in in_parts(new):
            rows = ", ".join(["(?, ?, ?, 1, ?, ?, ?)"] * len(part))
            values: list[Value] = []
            for one in part:
                values += (one.id, one.content, digests[one.id], self._at, stamp, self._load)
            columns = "id, content, digest, version, recorded_at, changed, seen"
            self._connection.execute(f"INSERT INTO customer ({columns}) VALUES {rows}", values)  # noqa: S608 - our own words
        for part in in_parts([one.id for one in other]):
            self._connection.execute(f"{INTO_VERSIONS} WHERE id IN ({marks(len(part))})", (self._at, *part))
        if other:
            self._connection.executemany(
                """UPDATE customer SET content = ?, digest = ?, version = version + 1, recorded_at = ?, changed = ?,
                   seen = ?, gone_at = NULL WHERE id = ?""",
                [(one.content, digests[one.id], self._at, stamp, self._load, one.id) for one in other],
            )
        for part in in_parts(same):
            sql = f"UPDATE customer SET seen = ? WHERE id IN ({marks(len(part))})"  # noqa: S608 - our own words
            self._connection.execute(sql, (self._load, *part))


INTO_VERSIONS = """INSERT INTO customer_version (customer, version, content, recorded_at, gone_at, replaced_at)
    SELECT id, version, content, recorded_at, gone_at, CAST(? AS TEXT) FROM customer"""


def in_parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[start : start + MANY] for start in range(0, len(items), MANY))


def marks(count: int) -> str:
    return ", ".join("?" * count)


def count_of(connection: Connection, what: str, *values: Value) -> int:
    (count,) = connection.execute(f"SELECT COUNT(*) FROM {what}", values).fetchone()  # noqa: S608 - our own words
    return int(count)


def stamp_of(connection: Connection) -> int:
    row = connection.execute("SELECT stamp FROM population").fetchone()
    return int(row["stamp"]) if row else 0


def next_stamp(connection: Connection) -> int:
    connection.execute("UPDATE population SET stamp = stamp + 1")
    return stamp_of(connection)


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def state_of(row: Any) -> State:
    customer = customer_from_content(row["id"], row["content"])
    return State(customer, row["version"], datetime.fromisoformat(row["recorded_at"]), _time(row["gone_at"]))


def earlier_state(row: Any) -> State:
    customer = customer_from_content(row["customer"], row["content"])
    recorded_at = datetime.fromisoformat(row["recorded_at"])
    return State(customer, row["version"], recorded_at, _time(row["gone_at"]), _time(row["replaced_at"]))


def load_of(row: Any) -> Load:
    return Load(
        number=row["number"],
        at=datetime.fromisoformat(row["at"]),
        by=row["actor"],
        file=row["file"],
        is_full=bool(row["is_full"]),
        control_total=row["control_total"],
        report=None if row["report"] is None else json.loads(row["report"]),
    )
