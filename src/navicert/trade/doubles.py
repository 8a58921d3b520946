"""Deliveries that may have been counted twice: told to a person, and never dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from navicert.errors import InvalidInput
from navicert.trade.model import LedgerRecord
from navicert.trade.totals import amount_in


@dataclass(frozen=True, slots=True)
class Doubt:
    """Records that may tell the same delivery; without the `spare` ones nothing would be counted twice.

    `repeated`: the same amount of the same goods between the same states on shared days. `overlapping`: the first one
    spans days that the others lie in, so that it may be, or hold, their sum.
    """

    kind: Literal["repeated", "overlapping"]
    records: tuple[str, ...]
    spare: tuple[str, ...]
    text: str


def find_doubles(deliveries: Sequence[LedgerRecord]) -> tuple[Doubt, ...]:
    """Doubts among deliveries that are added up, reported and estimated; an estimate of a whole total is not added.

    What is estimated beside the reports lies on their days by its nature, so only an equal amount is doubtful there.
    """
    added = sorted((record for record in deliveries if not record.includes_reported), key=_by_day)
    repeated = list(_repeated(added))
    spare = {record for doubt in repeated for record in doubt.spare}
    rest = [record for record in added if record.id not in spare]
    overlapping = [doubt for kind in ("reported", "estimated") for doubt in _overlapping(rest, kind)]
    return (*repeated, *overlapping)


def without_doubles(deliveries: Iterable[LedgerRecord], doubts: Iterable[Doubt]) -> tuple[LedgerRecord, ...]:
    """The deliveries without those that may be counted already."""
    spare = {record for doubt in doubts for record in doubt.spare}
    return tuple(record for record in deliveries if record.id not in spare)


def _repeated(records: Sequence[LedgerRecord]) -> Iterator[Doubt]:
    alike: dict[tuple[object, ...], list[LedgerRecord]] = defaultdict(list)
    for record in records:
        amount = _amount(record)
        if amount is not None and amount[0] > 0:
            alike[(record.supplier, record.receiver, record.goods, amount)].append(record)
    for group in alike.values():
        for run in _runs(group):
            if len(run) > 1:
                ids = tuple(record.id for record in sorted(run, key=lambda r: r.kind != "reported"))
                text = f"the same amount between the same states {_days(run[0])} stands there {len(run)} times"
                yield Doubt("repeated", ids, ids[1:], text)


def _runs(group: Sequence[LedgerRecord]) -> Iterator[list[LedgerRecord]]:
    """Records one after another whose days touch those of the first of the run."""
    run: list[LedgerRecord] = []
    for record in group:
        if run and record.days[0] > run[0].days[1]:
            yield run
            run = []
        run.append(record)
    if run:
        yield run


def _overlapping(records: Sequence[LedgerRecord], kind: str) -> Iterator[Doubt]:
    alike = [record for record in records if record.kind == kind]
    for wide in alike:
        within = [record for record in alike if _may_hold(wide, record)] if _length(wide) else []
        if within:
            others = "another record" if len(within) == 1 else f"{len(within)} other records"
            ids = (wide.id, *(record.id for record in within))
            yield Doubt(
                "overlapping", ids, _lesser(wide, within), f"what was delivered {_days(wide)} may hold {others}"
            )


def _may_hold(wide: LedgerRecord, other: LedgerRecord) -> bool:
    """Whether a record of several days may include another: they share days and states, or the wide one is of all
    states. Of two that may hold each other, the longer does (then the one known first)."""
    if other.id == wide.id or other.days[0] > wide.days[1] or other.days[1] < wide.days[0]:
        return False
    states = [(wide.supplier, other.supplier), (wide.receiver, other.receiver)]
    if not all(ours is None or ours == theirs for ours, theirs in states):
        return False
    if any(ours != theirs for ours, theirs in states):
        return True
    return (-_length(wide), wide.known_on, wide.id) < (-_length(other), other.known_on, other.id)


def _length(record: LedgerRecord) -> int:
    """How many days beyond the first the delivery may have taken."""
    first, last = record.days
    return (last - first).days


def _lesser(wide: LedgerRecord, within: Sequence[LedgerRecord]) -> tuple[str, ...]:
    """The wide record or those within it, whichever is less; leaving that out leaves the least total."""
    for unit in ("bbl", "t", "USD"):
        try:
            whole = amount_in(wide, unit)
            parts = sum((amount_in(record, unit) for record in within), Fraction(0))
        except InvalidInput:
            continue
        return (wide.id,) if whole < parts else tuple(record.id for record in within)
    return tuple(record.id for record in within)


def _amount(record: LedgerRecord) -> tuple[Fraction, str] | None:
    """The amount in the unit that makes amounts of different units comparable: tonnes where there is a ratio."""
    for unit in ("t", "bbl", "USD"):
        try:
            return amount_in(record, unit), unit
        except InvalidInput:
            continue
    return None


def _days(record: LedgerRecord) -> str:
    first, last = record.days
    return f"on {first}" if first == last else f"in {first} to {last}"


def _by_day(record: LedgerRecord) -> tuple[object, ...]:
    return record.days, record.known_on, record.id
