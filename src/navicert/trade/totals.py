"""Running totals in one unit: what was reported, and what is estimated beside it. The two are never mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from navicert.errors import InvalidInput
from navicert.trade.conversion import convert
from navicert.trade.model import LedgerRecord, Stated


@dataclass(frozen=True, slots=True)
class Total:
    """A sum in a unit. `lacking` are records that nobody can tell in this unit: then the sum is only a part."""

    unit: str
    amount: Fraction
    lacking: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.lacking


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the running total is estimated to be, unreported deliveries included; from several estimates the lowest
    low, the highest high and the highest of those called most likely."""

    unit: str
    low: Fraction
    best: Fraction
    high: Fraction
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Triple:
    low: Fraction
    best: Fraction
    high: Fraction

    def __add__(self, other: _Triple) -> _Triple:
        return _Triple(self.low + other.low, self.best + other.best, self.high + other.high)


def amount_in(record: LedgerRecord, unit: str, pick: Callable[[Stated], Decimal] = lambda it: it.amount) -> Fraction:
    """The amount of one delivery in a unit; InvalidInput when it was not stated in it and has no stated ratio."""
    stated = record.value if record.value is not None and record.value.unit == unit else record.quantity
    if stated is None:
        raise InvalidInput(f"it states no amount in {unit}", where=f"ledger record {record.id}")
    amount = Fraction(pick(stated))
    return convert(amount, stated.unit, unit, record.goods)


def can_tell(record: LedgerRecord, unit: str) -> bool:
    """Whether the amount of a delivery can be told in a unit."""
    try:
        amount_in(record, unit)
    except InvalidInput:
        return False
    return True


def total(deliveries: Iterable[LedgerRecord], unit: str) -> Total:
    """The sum of deliveries in a unit, exactly."""
    told, lacking = _split(deliveries, unit)
    return Total(unit, sum((amount_in(record, unit) for record in told), Fraction(0)), lacking)


def estimate(reported: Sequence[LedgerRecord], estimated: Sequence[LedgerRecord], unit: str) -> Estimate | None:
    """What the total of all is estimated to be; None where nobody estimates, or not in this unit.

    Estimates of single deliveries come on top of what was reported. An estimate of the whole total stands beside that
    sum; only deliveries after its last day are added to it.
    """
    told, lacking = _split(estimated, unit)
    single = [record for record in told if not record.includes_reported]
    deliveries = [*single, *(record for record in reported if can_tell(record, unit))]
    sums = [_sum(deliveries, unit)] if single else []
    for record in told:
        if record.includes_reported:
            later = [delivery for delivery in deliveries if delivery.days[0] > record.days[1]]
            sums.append(_sum([record, *later], unit))
    if not sums:
        return None
    return Estimate(unit, min(s.low for s in sums), max(s.best for s in sums), max(s.high for s in sums), lacking)


def _split(records: Iterable[LedgerRecord], unit: str) -> tuple[list[LedgerRecord], tuple[str, ...]]:
    told: list[LedgerRecord] = []
    lacking: list[LedgerRecord] = []
    for record in records:
        (told if can_tell(record, unit) else lacking).append(record)
    return told, tuple(record.id for record in lacking)


def _sum(records: Iterable[LedgerRecord], unit: str) -> _Triple:
    zero = _Triple(Fraction(0), Fraction(0), Fraction(0))
    return sum((_triple(record, unit) for record in records), zero)


def _triple(record: LedgerRecord, unit: str) -> _Triple:
    return _Triple(
        amount_in(record, unit, lambda it: it.low),
        amount_in(record, unit),
        amount_in(record, unit, lambda it: it.high),
    )
