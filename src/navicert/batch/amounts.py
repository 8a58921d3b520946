"""How a row's amounts lie to the marks of quotas and price caps, without deciding anything.

Comparisons are made in binary numbers. Where two sides lie so close together that rounding could matter, the row is
`close` and left to the exact arithmetic of the reference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from navicert.batch.columns import Columns, Floats
from navicert.batch.grouping import Bools, Grouping, Ints
from navicert.rulebook.model import Measure
from navicert.rulebook.vocabulary import AMOUNTS_AND_UNITS

NEAR = 1e-9
OPEN = 2
COUNTED = frozenset({"bbl", "t", "USD"})
UNIT_NUMBERS = {"None": 0, "bbl": 1, "t": 2, "kg": 2, "USD": 3}
OTHER = 4
Limit = tuple[str, float, int]
"""Unit, amount, and the percentage of it at which a notice stops."""
OTHER_UNIT = {"bbl": "t", "t": "bbl"}
TOTALS = {
    "reported": (
        ("reported_total_amount", "reported_total_unit"),
        ("reported_total_alt_amount", "reported_total_alt_unit"),
    ),
    "estimated": (("estimated_total_amount", "estimated_total_unit"),),
    "previous": (("previous_period_total_amount", "previous_period_total_unit"),),
}


@dataclass(slots=True)
class Amounts:
    """The rows asked about: their amounts by unit, and barrels in a tonne of their goods (NaN: not known)."""

    columns: Columns
    rows: Ints
    units: Mapping[str, Sequence[object]]
    ratio: Floats
    close: Bools

    def number(self, key: str) -> Floats:
        numbers = self.columns.numbers.get(key)
        return np.full(len(self.rows), np.nan) if numbers is None else numbers[self.rows]

    def in_units(self, pairs: Sequence[tuple[str, str]]) -> dict[str, Floats]:
        """Amounts by unit; kilograms as tonnes. Of two amounts in one unit the later counts."""
        found: dict[str, Floats] = {}
        for amount_key, unit_key in pairs:
            amounts, units = self.number(amount_key), self.columns.codes.get(unit_key)
            if units is None:
                continue
            for code, unit in enumerate(self.units[unit_key]):
                here = (units[self.rows] == code) & ~np.isnan(amounts)
                if unit is not None and here.any():
                    name, factor = ("t", 1000.0) if unit == "kg" else (str(unit), 1.0)
                    found[name] = np.where(here, amounts / factor, found.get(name, np.nan))
        return found

    def converted(self, amounts: dict[str, Floats], unit: str) -> Floats:
        """Amounts in a unit, told between barrels and tonnes by the goods' ratio where the unit itself is not given."""
        nothing = np.full(len(self.rows), np.nan)
        own, other = amounts.get(unit, nothing), amounts.get(OTHER_UNIT.get(unit, ""), nothing)
        return np.where(np.isnan(own), other * self.ratio if unit == "bbl" else other / self.ratio, own)

    def reaches(self, left: Floats, right: Floats | float, *, strictly: bool = False) -> Ints:
        """Whether the left side reaches (strictly: passes) the right one: 0 or 1, 2 where one of them is not known."""
        with np.errstate(invalid="ignore"):
            gap, scale = left - right, np.maximum(np.abs(left), np.abs(right))
            exact = (left == np.trunc(left)) & (right == np.trunc(right)) & (scale < 2**50)
            self.close |= (np.abs(gap) <= NEAR * scale) & ~exact
            reached = gap > 0 if strictly else gap >= 0
        return np.where(np.isnan(gap), OPEN, reached).astype(np.int8)


def add_quotas(grouping: Grouping, amounts: Amounts, quotas: Sequence[Measure], turning: Bools) -> None:
    """Parts for what the arithmetic of these quotas may make of the amounts, as many whatever the rows give. `turning`
    are the rows on whose day the year of a quota may not have turned yet."""
    delivery = amounts.in_units((("quantity_amount", "quantity_unit"), ("value_amount", "value_currency")))
    grouping.add(_told(delivery, COUNTED & delivery.keys(), len(amounts.rows)).astype(np.int8), 2)
    totals = {source: amounts.in_units(pairs) for source, pairs in TOTALS.items()}
    notice = amounts.number("quota_notice_percent")
    found: dict[Limit, list[Ints | int]] = {}
    by_unit = np.zeros(len(amounts.rows), np.bool_)
    for unit, cap, stop in dict.fromkeys(_limits(quotas)):
        one = amounts.converted(delivery, unit)
        by_unit |= _lost(delivery, unit, one)
        passes, noticed = amounts.reaches(one, cap, strictly=True), amounts.reaches(notice, float(stop))
        lying: list[Ints | int] = []
        found[unit, cap, stop] = lying
        for source, total in totals.items():
            if total:
                drawn = amounts.converted(total, unit)
                by_unit |= _lost(total, unit, drawn)
                lies = _lying(amounts, (passes, noticed, one), drawn, (cap, stop))
                told = _told(total, total.keys(), len(one))
                lying.append(lies if source == "reported" else np.where(told, lies, NOT_TOLD))
            elif source == "reported":
                lying.append(np.where(passes == 1, OVER, _unknown(passes, OPEN, OPEN, noticed)))
            else:
                lying.append(NOT_TOLD)
        for part in lying:
            grouping.add(part, LYING)
        if any(measure.quota.period == "anniversary" for measure in quotas if measure.quota is not None):
            grouping.add(np.where(turning, noticed, OPEN), 3)
    _add_units(grouping, amounts, by_unit | _differs(found, quotas, len(amounts.rows)))


def _lost(found: Mapping[str, Floats], unit: str, converted: Floats) -> Bools:
    """Rows whose amount cannot be told in a unit, though it is given in the one that converts to it."""
    other = found.get(OTHER_UNIT.get(unit, ""))
    return np.zeros(len(converted), np.bool_) if other is None else np.isnan(converted) & ~np.isnan(other)


def _differs(found: Mapping[Limit, Sequence[Ints | int]], quotas: Sequence[Measure], rows: int) -> Bools:
    """Rows that lie to one limit of a quota otherwise than to another, so that it counts which unit chooses."""
    differs = np.zeros(rows, np.bool_)
    for measure in quotas:
        first, *others = [found[limit] for limit in _limits([measure])] or [[]]
        for other in others:
            for lies, as_well in zip(first, other, strict=True):
                differs |= lies != as_well
    return differs


def _add_units(grouping: Grouping, amounts: Amounts, by_unit: Bools) -> None:
    """The units of amounts, for rows where they may make a difference; kilograms count as tonnes."""
    for _, key in AMOUNTS_AND_UNITS:
        codes = amounts.columns.codes.get(key)
        if key == "unit_price_unit":
            continue
        if codes is None:
            grouping.add(0, OTHER + 1)
        else:
            seen = np.array([UNIT_NUMBERS.get(str(unit), OTHER) for unit in amounts.units[key]], np.int8)
            grouping.add(np.where(by_unit, seen[codes[amounts.rows]], 0), OTHER + 1)


OVER, ASKS_NOTICE, STOPPED, WITHIN, NOT_TOLD, LYING = 0, 1, 2, 3, 4, 5 + 36
"""How a delivery and a total lie to a limit, where both are known; above these, what is known where one is not."""


def _lying(amounts: Amounts, delivery: tuple[Ints, Ints, Floats], drawn: Floats, limit: tuple[float, int]) -> Ints:
    """How deliveries lie to a limit beside what is drawn. Whatever passes it, alone or together, is over; the notice
    given counts only where a total is near the limit."""
    (passes, noticed, one), (cap, stop) = delivery, limit
    over = amounts.reaches(drawn, cap, strictly=True)
    together = amounts.reaches(drawn + one, cap, strictly=True)
    near = amounts.reaches(drawn * 100, cap * stop)
    stops = np.where(noticed == OPEN, ASKS_NOTICE, np.where(noticed == 1, STOPPED, WITHIN))
    known = np.where(together == 1, OVER, np.where(near == 1, stops, WITHIN))
    open_ones = np.where(together == OPEN, _unknown(passes, over, near, noticed), known)
    return np.where((passes == 1) | (over == 1), OVER, open_ones).astype(np.int8)


def _unknown(passes: Ints, over: Ints | int, near: Ints | int, noticed: Ints) -> Ints:
    """What is known where the delivery or the total is not, and none of them passes the limit alone."""
    return 5 + ((passes // 2 * 2 + over // 2) * 3 + near) * 3 + noticed


def _told(found: Mapping[str, Floats], units: Collection[str], rows: int) -> Bools:
    """Whether an amount is known in one of these units."""
    told = np.zeros(rows, np.bool_)
    for unit in units:
        told |= ~np.isnan(found[unit])
    return told


def _limits(quotas: Sequence[Measure]) -> Iterator[Limit]:
    for measure in quotas:
        assert measure.quota is not None
        for limit in measure.quota.limits:
            yield limit.unit, float(limit.amount), measure.quota.stop_percent


def add_prices(grouping: Grouping, amounts: Amounts, caps: Sequence[Decimal]) -> None:
    """Parts for the unit price against each cap in USD a barrel."""
    units = amounts.columns.codes.get("unit_price_unit")
    if units is None or "unit_price_amount" not in amounts.columns.numbers:
        for _ in caps:
            grouping.add(OPEN, 3)
        return
    price, known = amounts.number("unit_price_amount"), amounts.units["unit_price_unit"]
    by_barrel = np.isin(units[amounts.rows], [code for code, unit in enumerate(known) if unit == "USD/bbl"])
    for cap in caps:
        ratio = np.where(by_barrel, np.nan, amounts.ratio)
        converted = amounts.reaches(price / ratio, float(cap), strictly=True)
        grouping.add(np.where(by_barrel, price > float(cap), converted).astype(np.int8), 3)
