"""The figures that measures name: caps, prices, rates of duty, days, shares, axles. A claimed amount against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from navicert.measures.arithmetic import barrels_per_tonne
from navicert.measures.claims.law import ClaimLaw, Reading
from navicert.measures.exemptions import exemption_met
from navicert.measures.judging import truth
from navicert.measures.questions import DATE_KEYS, conditions_of, simple_parts
from navicert.measures.situation import MAIN_READING, Situation
from navicert.rulebook.model import (
    AllOf,
    Condition,
    DayIs,
    DaysSince,
    FactIs,
    Measure,
    NumberIs,
    OwnedBy,
    PriceIs,
    Rulebook,
)

ONE_DAY = timedelta(days=1)
ONE_PERCENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount that a measure names, with its unit; `at_least` where it is a floor, `about` where the act says so."""

    measure: str
    amount: Decimal
    unit: str
    bound: Literal["exactly", "at_least", "about"] = "exactly"

    def __str__(self) -> str:
        word = {"exactly": "", "at_least": "at least ", "about": "about "}[self.bound]
        return f"{word}{self.amount:,f} {self.unit}"


def figures_on(law: ClaimLaw, day: date, reading: Reading = MAIN_READING) -> list[Figure]:
    """The figures of the rules that bear on the facts on a day."""
    return [figure for row, situation in law.rows(day, reading) for figure in figures_of(row.rule.measure, situation)]


def figures_of(measure: Measure, situation: Situation) -> Iterator[Figure]:
    """The figures of a measure, those of exceptions only where the exception may be open."""
    if measure.quota is not None:
        yield from (Figure(measure.id, limit.amount, limit.unit) for limit in measure.quota.limits)
    if measure.duty is not None:
        yield Figure(measure.id, measure.duty.percent, "percent", measure.duty.bound)
    conditions = [measure.where] if measure.where is not None else []
    for exemption in measure.exceptions:
        if exemption_met(exemption, situation) is not False:
            conditions.extend(conditions_of(exemption))
    for condition in conditions:
        if _is_of_others(condition, situation):
            continue
        for atom in simple_parts(condition):
            yield from _figures_in(measure.id, atom)


def graces_of(measure: Measure, rulebook: Rulebook) -> Iterator[Figure]:
    """How many days after its adoption, or after that of an act it carries out, a measure's exceptions end."""
    acts = (measure, *(rulebook.measures[name] for name in measure.implements if name in rulebook.measures))
    ends = {
        atom.until - ONE_DAY
        for exemption in measure.exceptions
        for condition in conditions_of(exemption)
        for atom in simple_parts(condition)
        if isinstance(atom, DayIs) and atom.until is not None and atom.clock not in DATE_KEYS
    }
    for adopted in {act.adopted for act in acts if act.adopted is not None}:
        yield from (Figure(measure.id, Decimal((end - adopted).days), "days") for end in ends if end > adopted)


def _is_of_others(condition: Condition, situation: Situation) -> bool:
    """Whether a condition speaks of other actors or days, so that its figures are not those asked about."""
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    return any(isinstance(part, FactIs | DayIs) and truth(part, situation) is False for part in parts)


def _figures_in(measure: str, atom: object) -> Iterator[Figure]:
    match atom:
        case PriceIs(at_most):
            yield Figure(measure, at_most, "USD/bbl")
        case DaysSince(_, _, at_most):
            yield Figure(measure, Decimal(at_most), "days")
        case OwnedBy(_, percent):
            yield Figure(measure, percent, "percent")
        case NumberIs("axle_count", low) if low is not None:
            yield Figure(measure, low, "axles")
        case _:
            return


Fit = Literal["same", "rounded", "floor", "other"]


def best_fit(
    amount: Decimal, unit: str | None, figures: Iterable[Figure], situation: Situation
) -> tuple[Fit, Figure | None]:
    """The figure nearest to a claimed amount, and how it stands to it: the same, rounded (to the digits said, or within
    one percent), the act's floor, or another one."""
    rows = [(fit, figure) for figure in figures if (fit := _fit(amount, unit, figure, situation)) is not None]
    order: tuple[Fit, ...] = ("same", "rounded", "floor", "other")
    return min(rows, key=lambda row: order.index(row[0])) if rows else ("other", None)


def _fit(amount: Decimal, unit: str | None, figure: Figure, situation: Situation) -> Fit | None:
    """None where the units cannot be compared."""
    stated = _in_unit(figure, unit, situation)
    if stated is None:
        return None
    if Fraction(amount) == stated:
        return "floor" if figure.bound == "at_least" else "same"
    if _rounds_to(stated, amount) or abs(stated - Fraction(amount)) <= stated * ONE_PERCENT:
        return "rounded"
    return "other"


def _in_unit(figure: Figure, unit: str | None, situation: Situation) -> Fraction | None:
    """The figure in the unit claimed (its own where none was), by the exact ratio of the goods."""
    amount = Fraction(figure.amount)
    if unit in (None, figure.unit):
        return amount
    ratio = barrels_per_tonne(situation)
    if ratio is None or {unit, figure.unit} != {"bbl", "t"}:
        return None
    return amount / ratio if unit == "t" else amount * ratio


def _rounds_to(stated: Fraction, amount: Decimal) -> bool:
    """Whether the amount is the stated figure, rounded to the digits that the amount gives."""
    plain = amount.normalize()
    if not plain:
        return False
    step = Fraction(10) ** int(plain.as_tuple().exponent)
    return abs(stated - Fraction(amount)) * 2 <= step and step <= Fraction(amount)
