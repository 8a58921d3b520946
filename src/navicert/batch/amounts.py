"""How a row's amounts lie to the marks of quotas and price caps, without deciding anything.

Comparisons are made in binary numbers. Where two sides lie so close together that rounding could matter, the row is
`close` and left to the exact arithmetic of the reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from navicert.batch.columns import Columns, Floats
from navicert.batch.grouping import Bools, Grouping, Ints
from navicert.rulebook.model import Measure

NEAR = 1e-9
OPEN = 2
COUNTED = frozenset({"bbl", "t", "USD"})
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


def add_quotas(grouping: Grouping, amounts: Amounts, quotas: Sequence[Measure]) -> None:
    """Parts for every comparison that the arithmetic of these quotas may make."""
    delivery = amounts.in_units((("quantity_amount", "quantity_unit"), ("value_amount", "value_currency")))
    told = np.zeros(len(amounts.rows), np.bool_)
    for unit in COUNTED & delivery.keys():
        told |= ~np.isnan(delivery[unit])
    grouping.add(told.astype(np.int8), 2)
    totals = [amounts.in_units(pairs) for pairs in TOTALS.values()]
    notice = amounts.number("quota_notice_percent")
    for unit, cap, stop in dict.fromkeys(_limits(quotas)):
        one = amounts.converted(delivery, unit)
        grouping.add(amounts.reaches(one, cap, strictly=True), 3)
        grouping.add(amounts.reaches(notice, float(stop)), 3)
        for total in totals:
            if not total:
                for _ in range(3):
                    grouping.add(OPEN, 3)
                continue
            drawn = amounts.converted(total, unit)
            grouping.add(amounts.reaches(drawn, cap, strictly=True), 3)
            grouping.add(amounts.reaches(drawn + one, cap, strictly=True), 3)
            grouping.add(amounts.reaches(drawn * 100, cap * stop), 3)


def _limits(quotas: Sequence[Measure]) -> Iterator[tuple[str, float, int]]:
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
