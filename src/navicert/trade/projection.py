"""On which day a cap would be reached if deliveries went on as before: a plain mean rate, and when it cannot be told.

The rate is what was delivered in the quota period up to the last day that figures cover, or in the last N of those
days, divided by the number of days. Amounts told for several days are spread over them evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from navicert.terms import Period
from navicert.trade.model import LedgerRecord
from navicert.trade.totals import Estimate, amount_in, can_tell

FEWEST_DAYS = 28
"""Days of figures below which no rate is believed."""


@dataclass(frozen=True, slots=True)
class Projection:
    """The day on which the cap is reached, or why none is told (`because`). `figures_until` is the last day that the
    figures cover, `rate` the mean amount a day. `earliest` and `latest` follow from the estimates' range."""

    day: date | None
    because: str
    figures_until: date | None = None
    rate: Fraction | None = None
    days: int | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A cap in a unit over a period; `window` asks for the rate of the last so many days."""

    cap: Fraction
    unit: str
    period: Period
    window: int | None = None


def project(question: Question, deliveries: Sequence[LedgerRecord]) -> Projection:
    """When reported deliveries reach the cap, at their mean rate."""
    told = [record for record in deliveries if can_tell(record, question.unit)]
    if not told:
        return Projection(None, "nothing was reported")
    first = question.period.first
    assert first is not None
    until = max(record.days[1] for record in told)
    begin = first if question.window is None else max(first, until - timedelta(days=question.window - 1))
    total = sum((amount_in(record, question.unit) for record in told), Fraction(0))
    recent = sum((_share_since(record, question.unit, begin) for record in told), Fraction(0))
    return _at_rate(question, total, recent, begin, until)


def project_estimate(question: Question, estimate: Estimate, until: date) -> Projection:
    """When the estimated total reaches the cap, at its mean rate in the period up to the day `until`; with the days
    that follow from its highest and lowest amount."""
    first = question.period.first
    assert first is not None
    best, high, low = (
        _at_rate(question, amount, amount, first, until) for amount in (estimate.best, estimate.high, estimate.low)
    )
    return Projection(best.day, best.because, until, best.rate, best.days, high.day, low.day)


def _at_rate(question: Question, total: Fraction, recent: Fraction, begin: date, until: date) -> Projection:
    days = max((until - begin).days + 1, 1)
    rate = recent / days
    if total >= question.cap:
        return Projection(None, "the cap is reached already", until, rate, days)
    if days < FEWEST_DAYS:
        return Projection(None, f"figures cover {days} days; a rate needs {FEWEST_DAYS}", until, rate, days)
    if rate == 0:
        return Projection(None, f"nothing was delivered in those {days} days", until, rate, days)
    more = -((total - question.cap) // rate)  # whole days, rounded up
    end = question.period.until
    if end is not None and more >= (end - until).days:
        return Projection(None, f"at this rate the cap lasts to the end of the period, {end - timedelta(days=1)}",
                          until, rate, days)  # fmt: skip
    if more > LONGEST_DAYS:
        return Projection(None, f"at this rate the cap lasts more than {LONGEST_DAYS:,} days", until, rate, days)
    return Projection(until + timedelta(days=more), f"at the mean rate of {days} days", until, rate, days)


LONGEST_DAYS = 20_000


def _share_since(record: LedgerRecord, unit: str, begin: date) -> Fraction:
    """The part of a delivery that falls on `begin` and later, its days weighing the same."""
    first, last = record.days
    if first >= begin:
        return amount_in(record, unit)
    if last < begin:
        return Fraction(0)
    return amount_in(record, unit) * Fraction((last - begin).days + 1, (last - first).days + 1)
