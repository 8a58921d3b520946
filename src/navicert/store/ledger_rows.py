"""Records of the quota ledger as rows of the database: only ever added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from navicert.errors import InvalidInput, StoreError
from navicert.store.connections import Connection, Row
from navicert.store.rows import instant
from navicert.trade.model import LedgerRecord
from navicert.trade.rows import record_from_row, record_to_row, says_the_same


def add_records(connection: Connection, records: Sequence[LedgerRecord]) -> tuple[str, ...]:
    """Add the records that are not there; the ids of those that were there already, saying the same.

    StoreError when an id stands for something else; InvalidInput when a correction names no record, or one that
    another correction has replaced.
    """
    known = []
    for record in records:
        if _is_kept(connection, record):
            known.append(record.id)
        else:
            _insert(connection, record)
    return tuple(known)


def all_records(connection: Connection, until: datetime | None) -> tuple[LedgerRecord, ...]:
    """The records in the order of recording, those recorded up to `until`."""
    found = connection.execute(
        "SELECT * FROM ledger_record WHERE CAST(? AS TEXT) IS NULL OR recorded_at <= ? ORDER BY number",
        (None if until is None else instant(until),) * 2,
    )
    return tuple(_record(row) for row in found)


def _is_kept(connection: Connection, record: LedgerRecord) -> bool:
    row = connection.execute("SELECT * FROM ledger_record WHERE id = ?", (record.id,)).fetchone()
    if row is None:
        return False
    if not says_the_same(_record(row), record):
        raise StoreError(
            "another record has this id, and a record never changes",
            where=f"ledger record {record.id}",
            next="choose another id, or record a correction of it",
        )
    return True


def _insert(connection: Connection, record: LedgerRecord) -> None:
    if record.corrects is not None:
        _check_correction(connection, record.corrects, record.id)
    connection.execute(
        """INSERT INTO ledger_record
               (id, quota, period_first, kind, corrects, known_on, recorded_at, recorded_by, content)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            record.id,
            record.quota,
            record.period_first.isoformat(),
            record.kind,
            record.corrects,
            record.known_on.isoformat(),
            instant(record.recorded_at),
            record.recorded_by,
            json.dumps(record_to_row(record), ensure_ascii=False),
        ),
    )


def _check_correction(connection: Connection, target: str, correction: str) -> None:
    where = f"ledger record {correction}"
    if connection.execute("SELECT 1 FROM ledger_record WHERE id = ?", (target,)).fetchone() is None:
        raise InvalidInput(f"it corrects {target}, which is not in the ledger", where=where)
    row = connection.execute("SELECT id FROM ledger_record WHERE corrects = ?", (target,)).fetchone()
    if row is not None:
        raise InvalidInput(
            f"{target} was corrected already, by {row['id']}", where=where, next=f"correct {row['id']} instead"
        )


def _record(row: Row) -> LedgerRecord:
    return record_from_row(
        json.loads(row["content"]),
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        recorded_by=row["recorded_by"],
    )
