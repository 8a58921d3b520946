"""Recording rows one after another: what is new, what the ledger holds already, and what cannot be recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any, Literal

from navicert.trade.drafts import FieldProblem, InvalidRecord, Recording, read_record
from navicert.trade.model import LedgerRecord
from navicert.trade.quotas import Quota
from navicert.trade.rows import content_id, says_the_same


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that is a record: `recorded` now, or `known`, because the ledger holds the same statement already."""

    record: LedgerRecord
    outcome: Literal["recorded", "known"]


class Recorder:
    """Reads rows against the ledger and each other; `new` are the records to keep, in their order.

    With `again`, a row that states what the ledger holds already is a further delivery that looks the same.
    """

    def __init__(
        self, kept: Iterable[LedgerRecord], quotas: Mapping[str, Quota], *, at: datetime, by: str, again: bool = False
    ) -> None:
        self.new: list[LedgerRecord] = []
        self._kept = {record.id: record for record in kept}
        self._corrected = {record.corrects: record.id for record in self._kept.values() if record.corrects}
        self._recording = Recording(quotas, self._kept, at, by)
        self._again = again

    def take(self, row: Mapping[str, Any]) -> Taken | InvalidRecord:
        """Read one row; a valid one counts for the rows after it."""
        record = read_record(row, self._recording)
        if isinstance(record, InvalidRecord):
            return record
        if self._again and not row.get("id"):
            record = self._further(record)
        held = self._kept.get(record.id)
        if held is not None:
            return Taken(held, "known") if says_the_same(held, record) else _taken_id(held)
        if record.corrects in self._corrected:
            return _corrected_already(record.corrects, self._corrected[record.corrects])
        self._keep(record)
        return Taken(record, "recorded")

    def _further(self, record: LedgerRecord) -> LedgerRecord:
        ids = (content_id(record, occurrence) for occurrence in count(1))
        return replace(record, id=next(record_id for record_id in ids if record_id not in self._kept))

    def _keep(self, record: LedgerRecord) -> None:
        self.new.append(record)
        self._kept[record.id] = record
        if record.corrects is not None:
            self._corrected[record.corrects] = record.id


def _taken_id(held: LedgerRecord) -> InvalidRecord:
    message = f"{held.id} is another record already, and a record never changes; correct it, or choose another id"
    return InvalidRecord((FieldProblem("id", message),))


def _corrected_already(target: str, correction: str) -> InvalidRecord:
    return InvalidRecord((FieldProblem("corrects", f"{target} was corrected already; correct {correction} instead"),))
