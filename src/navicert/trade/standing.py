"""Which records stand, as known on a day: corrections take the place of what they name, and of nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from navicert.trade.model import LedgerRecord


@dataclass(frozen=True, slots=True)
class Revision:
    """A correction and the record that it took the place of."""

    was: LedgerRecord
    now: LedgerRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """The records that count, those that were told first (`original`, before any correction), and what was revised."""

    records: tuple[LedgerRecord, ...]
    originals: tuple[LedgerRecord, ...]
    revisions: tuple[Revision, ...]


def known(records: Iterable[LedgerRecord], on: date) -> tuple[LedgerRecord, ...]:
    """The records that were known on a day: each later day knows them and perhaps more."""
    return tuple(record for record in records if record.known_on <= on)


def standing(records: Sequence[LedgerRecord]) -> Standing:
    """What stands after all corrections, in an order that does not depend on theirs.

    Should two corrections name the same record, the one known later stands (then: recorded later, then by id). A
    correction of a record that is not among these stands for itself.
    """
    ids = {record.id for record in records}
    corrections: dict[str, list[LedgerRecord]] = defaultdict(list)
    for record in records:
        if record.corrects in ids:
            corrections[str(record.corrects)].append(record)
    originals = sorted((record for record in records if record.corrects not in ids), key=_order)
    finals, revisions = [], []
    for original in originals:
        now = original
        while named := corrections.get(now.id):
            last = max(named, key=_order)
            revisions.append(Revision(now, last))
            now = last
        finals.append(now)
    return Standing(tuple(finals), tuple(originals), tuple(revisions))


def _order(record: LedgerRecord) -> tuple[object, ...]:
    return record.known_on, record.recorded_at, record.id
