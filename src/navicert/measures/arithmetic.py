"""Quotas and price caps in exact numbers: what is left, whether a delivery fits, what a barrel costs.

Conversions between barrels and tonnes are the ratios that the instruments themselves state, never rounded. Where the
cap states the delivery's own unit, that unit is compared.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from navicert.measures.questions import QUOTA_FACTS, days_of
from navicert.measures.quota import QuotaTotal
from navicert.measures.situation import Situation
from navicert.rulebook.goods import OTHER, kinds_of
from navicert.rulebook.model import Limit, Measure, QuotaRule

# Barrels in a tonne: crude 4,000,000 bbl or 525,000 t (2397 paragraph 4); products 500,000 bbl = 60,000 t (China's
# Announcements 52 of 2017 and 4 of 2018); LPG as counted in Korean practice (2,000,000 bbl = 162,078 t, rounded there).
BARRELS_PER_TONNE: dict[str, Fraction] = {
    "crude_oil": Fraction(4_000_000, 525_000),
    "lpg": Fraction(1234, 100),
    **dict.fromkeys(("refined_petroleum", "gasoline", "diesel", "aviation_fuel"), Fraction(500_000, 60_000)),
}
ESTIMATED = ("A07", "estimated")


@dataclass(frozen=True, slots=True)
class QuotaJudgement:
    """Whether the delivery still fits (`fits`, None: open), the facts that are missing to say so, and the amounts."""

    fits: bool | None
    stopped: bool | None
    missing: tuple[str, ...]
    limits: tuple[Limit, ...]
    rule: Literal["each", "own_unit"]
    totals: Mapping[str, Fraction]
    deliveries: Mapping[str, Fraction]
    source: Literal["facts", "ledger", "none"]

    def assumed(self, fits: bool) -> QuotaJudgement:
        """The judgement where it is assumed that the delivery fits, or that it does not."""
        return QuotaJudgement(
            fits, None, (), self.limits, self.rule, self.totals, self.deliveries, self.source
        )  # fmt: skip

    @property
    def total(self) -> str | None:
        return " / ".join(_say(amount, unit) for unit, amount in self.totals.items()) or None

    @property
    def delivery(self) -> str | None:
        return " / ".join(_say(amount, unit) for unit, amount in self.deliveries.items()) or None

    @property
    def cap(self) -> str | None:
        return _cap_in_words(self.limits, self.rule)


@functools.lru_cache(maxsize=256)
def _cap_in_words(limits: tuple[Limit, ...], rule: Literal["each", "own_unit"]) -> str | None:
    joined = " or " if rule == "own_unit" else " and "
    return joined.join(_say(Fraction(limit.amount), limit.unit) for limit in limits) or None


@dataclass(frozen=True, slots=True)
class _Use:
    """The running total before the delivery: amounts by unit, the notice given, where they come from, and the key to
    ask for when the limit's unit is not among them."""

    totals: dict[str, Fraction]
    notice: int | None
    source: Literal["facts", "ledger", "none"]
    missing: tuple[str, ...] = ()


def judge_quota(measure: Measure, situation: Situation) -> QuotaJudgement:
    """Whether the delivery fits under the measure's cap.

    Total plus delivery may reach the cap, not pass it. At 95 percent of the cap (the rule's `stop_percent`) and with
    that threshold officially notified, supply stops. An assumed answer stands.
    """
    asked = measure.id, measure.clock
    known: Any = situation.seen.get(asked)
    if known is None:
        known = situation.seen[asked] = _judged_after(measure, situation)
    return known  # type: ignore[no-any-return]


def _judged_after(measure: Measure, situation: Situation) -> QuotaJudgement:
    """The judgement, taken from the situation before the last change as far as that does not bear on it."""
    if situation.came_from is None:
        return _judge_quota(measure, situation)
    before, change, answer = situation.came_from
    if change.startswith("reading "):
        bears = reading_bears_on(measure, change.removeprefix("reading "), situation)
    elif change == f"quota {measure.id}":
        return judge_quota(measure, before).assumed(bool(answer))
    else:
        bears = change in _bearing_on(measure.id, measure.clock)
    return _judge_quota(measure, situation) if bears else judge_quota(measure, before)


@functools.lru_cache(maxsize=256)
def _bearing_on(measure_id: str, clock: str) -> frozenset[str]:
    """The questions whose answer may change how a delivery lies to a cap, apart from readings of contested law."""
    return frozenset({"goods", f"quota {measure_id}", *QUOTA_FACTS, *days_of(clock), *days_of("export")})


def _judge_quota(measure: Measure, situation: Situation) -> QuotaJudgement:
    rule = measure.quota
    assert rule is not None
    limits, missing = _limits(rule, situation)
    delivery, use = delivered(situation), _use(measure, rule, situation)
    fits: bool | None
    stopped: bool | None
    more: tuple[str, ...]
    if (assumed := situation.assumed.get(f"quota {measure.id}")) is not None:
        fits, stopped, more = assumed, None, ()
    else:
        fits, stopped, more = _fit(rule, limits, delivery, use, situation)
        before = _use_of_the_year_before(rule, use, situation)
        if before is not None and _fit(rule, limits, delivery, before, situation)[0] is not fits:
            fits, stopped, more = None, None, (*more, "loading_date")
        if fits is None and rule.closes == "announcement":
            fits = use.notice is None or use.notice < rule.stop_percent
    return QuotaJudgement(
        fits=fits,
        stopped=stopped,
        missing=tuple(dict.fromkeys((*missing, *more))) if fits is None else (),
        limits=limits,
        rule=rule.rule,
        totals=use.totals,
        deliveries=delivery,
        source=use.source,
    )


def _fit(
    rule: QuotaRule, limits: tuple[Limit, ...], delivery: dict[str, Fraction], use: _Use, situation: Situation
) -> tuple[bool | None, bool | None, tuple[str, ...]]:
    if not limits:
        return None, None, () if use.totals else use.missing
    binding = limits if rule.rule == "each" else (_own_limit(limits, delivery, use),)
    rows = [_under(rule, limit, delivery, use, situation) for limit in binding]
    if any(fits is False for fits, _, _ in rows):
        return False, any(stopped for _, stopped, _ in rows), ()
    if all(fits for fits, _, _ in rows):
        return True, False, ()
    return None, None, tuple(key for fits, _, keys in rows for key in keys if fits is None)


def _under(
    rule: QuotaRule, limit: Limit, delivery: dict[str, Fraction], use: _Use, situation: Situation
) -> tuple[bool | None, bool | None, tuple[str, ...]]:
    """One limit: does the delivery fit, was it stopped by notice, what is missing."""
    cap = _exact(limit.amount)
    amount = _in_unit(delivery, limit.unit, situation)
    total = _in_unit(use.totals, limit.unit, situation)
    if (amount or 0) + (total or 0) > cap:
        return False, False, ()
    near = total is not None and total * 100 >= cap * rule.stop_percent
    if near and use.notice is not None and use.notice >= rule.stop_percent:
        return False, True, ()
    more = ("quota_notice_percent",) if near and use.notice is None else ()
    if total is None or amount is None:
        return None, None, (*_missing(limit.unit, delivery, use, total is None, amount is None), *more)
    return (None, None, more) if more else (True, False, ())


def _own_limit(limits: tuple[Limit, ...], delivery: dict[str, Fraction], use: _Use) -> Limit:
    """The limit in the delivery's unit, else in the total's, else the first."""
    units = [*delivery, *use.totals]
    return next((limit for unit in units for limit in limits if limit.unit == unit), limits[0])


def _missing(unit: str, delivery: dict[str, Fraction], use: _Use, total: bool, amount: bool) -> Iterator[str]:
    """The keys without which total or delivery cannot be told in the limit's unit."""
    other = {"bbl": "t", "t": "bbl"}.get(unit)
    if (total and other in use.totals) or (amount and other in delivery):
        yield "bbl_per_t"
    if total and other not in use.totals:
        yield from use.missing
    if amount and other not in delivery:
        yield "value_amount" if unit == "USD" else "quantity_amount"


def _limits(rule: QuotaRule, situation: Situation) -> tuple[tuple[Limit, ...], tuple[str, ...]]:
    if not rule.base_period:
        return rule.limits, ()
    amount: Any = situation.values.get("baseline_amount")
    if amount is None:
        return (), ("baseline_amount",)
    return (Limit(amount, str(situation.values["baseline_unit"])),), ()


def delivered(situation: Situation) -> dict[str, Fraction]:
    """The delivery by unit: its quantity (kilograms as tonnes) and its value in USD, as far as stated."""
    amounts = dict(_amounts(situation, (("quantity_amount", "quantity_unit"),)))
    value: Any = situation.values.get("value_amount")
    if value is not None and situation.values.get("value_currency") == "USD":
        amounts["USD"] = Fraction(value)
    return amounts


@functools.lru_cache(maxsize=1024)
def _exact(amount: Decimal) -> Fraction:
    return Fraction(amount)


def _amounts(situation: Situation, pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, Fraction]]:
    for amount_key, unit_key in pairs:
        amount: Any = situation.values.get(amount_key)
        if amount is not None:
            unit = str(situation.values[unit_key])
            yield ("t", _exact(amount) / 1000) if unit == "kg" else (unit, _exact(amount))


_REPORTED = (("reported_total_amount", "reported_total_unit"), ("reported_total_alt_amount", "reported_total_alt_unit"))
REPORTED_TOTALS = ("reported_total_amount", "reported_total_alt_amount")
_ESTIMATED = (("estimated_total_amount", "estimated_total_unit"),)
_PREVIOUS = (("previous_period_total_amount", "previous_period_total_unit"),)


def _use(measure: Measure, rule: QuotaRule, situation: Situation) -> _Use:
    """The total that counts: the period before, where a reading turns the year later; an estimate, where a reading
    counts it; what was reported; the ledger; else nothing known."""
    notice: Any = situation.values.get("quota_notice_percent")
    ledger = ledger_total(measure, situation)
    if notice is None and ledger is not None:
        notice = ledger.notice_percent
    notice = None if notice is None else int(notice)
    if year_not_turned(rule, situation):
        previous = dict(_amounts(situation, _PREVIOUS))
        if previous or _disputes_the_turn(rule, situation):
            return _Use(previous, notice, "facts" if previous else "none", ("previous_period_total_amount",))
    reported = dict(_amounts(situation, _REPORTED))
    if situation.reading == ESTIMATED:
        estimated = dict(_amounts(situation, _ESTIMATED)) or _of_ledger(ledger, estimated=True)
        if estimated:
            return _Use(estimated, notice, "facts", ("estimated_total_amount",))
    if reported:
        second = "reported_total_alt_amount" if "reported_total_amount" in situation.values else "reported_total_amount"
        return _Use(reported, notice, "facts", (second,))
    if drawn := _of_ledger(ledger, estimated=False):
        return _Use(drawn, notice, "ledger", ("reported_total_amount",))
    both = rule.rule == "each" and len(rule.limits) > 1
    return _Use({}, notice, "none", REPORTED_TOTALS if both else REPORTED_TOTALS[:1])


def _use_of_the_year_before(rule: QuotaRule, use: _Use, situation: Situation) -> _Use | None:
    """The total of the period before, where it was told and the day that may draw on it was not."""
    if _turn_of(rule, situation) <= FACTS_YEAR or situation.day("export") is not None:
        return None
    previous = dict(_amounts(situation, _PREVIOUS))
    return _Use(previous, use.notice, "facts", use.missing) if previous else None


def _of_ledger(total: QuotaTotal | None, *, estimated: bool) -> dict[str, Fraction]:
    if total is None:
        return {}
    return {q.unit: Fraction(q.amount) for q in (total.estimated if estimated else total.reported)}


def ledger_total(measure: Measure, situation: Situation) -> QuotaTotal | None:
    """What the ledger holds for the period that contains the deciding day; None without ledger or day."""
    first = period_first(measure, situation)
    if situation.ledger is None or first is None:
        return None
    return situation.ledger.totals.get((measure.id, first))


def period_first(measure: Measure, situation: Situation) -> date | None:
    """The first day of the quota period that contains the deciding day; None when that day is unknown."""
    rule, day = measure.quota, situation.day(measure.clock)
    assert rule is not None
    if rule.period == "span":
        return measure.first
    if day is None:
        return None
    month, number = rule.month_day or (1, 1)
    turn = date(day.year, month, number)
    return turn if day >= turn else date(day.year - 1, month, number)


def year_not_turned(rule: QuotaRule, situation: Situation) -> bool:
    """Whether the day still falls into the year before the one that the facts' total counts.

    The facts count by the resolution's year, from 22 December; the rule, or the reading asked, may turn it later."""
    day = situation.day("export")
    return day is not None and FACTS_YEAR <= (day.month, day.day) < _turn_of(rule, situation)


def _turn_of(rule: QuotaRule, situation: Situation) -> tuple[int, int]:
    """Month and day on which a year of the rule begins, by the reading asked; the facts' own where it has no such."""
    if rule.period != "anniversary" or rule.month_day is None:
        return FACTS_YEAR
    readings = {(row[0], row[1]): (row[2], row[3]) for row in rule.disputed_from}
    return readings.get(situation.reading, rule.month_day)


def _disputes_the_turn(rule: QuotaRule, situation: Situation) -> bool:
    """Whether the reading asked turns this rule's year on another day: the total told is then none of that year. By the
    rule's own turn, and by readings of other points, what is told is the total of the year that holds the day."""
    return any(situation.reading == (ambiguity, reading) for ambiguity, reading, _, _ in rule.disputed_from)


FACTS_YEAR = (12, 22)


def reading_bears_on(measure: Measure, point: str, situation: Situation) -> bool:
    """Whether reading a contested point otherwise may change how a delivery lies to the measure's cap: estimates count
    only where there are any, and by another year's total only where the year may not have turned."""
    rule = measure.quota
    assert rule is not None
    if point == ESTIMATED[0] and (situation.ledger is not None or "estimated_total_amount" in situation.values):
        return True
    if all(point != disputed for disputed, _, _, _ in rule.disputed_from):
        return False
    day = situation.day("export")
    return day is None or (day.month, day.day) >= FACTS_YEAR


def _in_unit(amounts: dict[str, Fraction], unit: str, situation: Situation) -> Fraction | None:
    """An amount in a unit, converted exactly between barrels and tonnes; None when it cannot be told."""
    if unit in amounts:
        return amounts[unit]
    other = {"bbl": "t", "t": "bbl"}.get(unit)
    if other is None or other not in amounts:
        return None
    ratio = barrels_per_tonne(situation)
    if ratio is None:
        return None
    return amounts[other] * ratio if unit == "bbl" else amounts[other] / ratio


def barrels_per_tonne(situation: Situation) -> Fraction | None:
    """The cargo's own ratio where given, else the table's for its kind; None for goods without one."""
    stated: Any = situation.values.get("bbl_per_t")
    if stated is not None:
        return Fraction(stated) or None
    kind: Any = situation.values.get("goods_kind")
    if kind in (None, OTHER) and (hs := situation.values.get("hs")) is not None:
        kinds = kinds_of(str(hs)[:6])
        kind = kinds[0] if kind is None and len(kinds) == 1 and kinds != (OTHER,) else _KIND_OF_HEADING.get(str(hs)[:4])
    return BARRELS_PER_TONNE.get(kind)


# Headings whose goods are crude, or refined products without a kind of their own, unless a kind says otherwise.
_KIND_OF_HEADING = {
    "2709": "crude_oil",
    **dict.fromkeys(("2707", "2710", "2712", "2713", "2714", "2715"), "refined_petroleum"),
}


def price_per_barrel(situation: Situation) -> Fraction | None:
    """The unit price in USD a barrel; None when it is absent or cannot be converted."""
    price: Any = situation.values.get("unit_price_amount")
    if price is None:
        return None
    if situation.values.get("unit_price_unit") == "USD/bbl":
        return Fraction(price)
    ratio = barrels_per_tonne(situation)
    return None if ratio is None else Fraction(price) / ratio


def _say(amount: Fraction, unit: str) -> str:
    number = Decimal(amount.numerator) / Decimal(amount.denominator)
    text = f"{number:,.1f}".removesuffix(".0")
    return f"{text} {unit}"
