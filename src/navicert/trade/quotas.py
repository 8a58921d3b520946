"""The quotas that the ledger counts under: their caps, their periods, and which of them count the same deliveries."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from navicert.errors import InvalidInput
from navicert.measures.telling import cited_measure
from navicert.rulebook.model import Limit, Measure, Rulebook
from navicert.terms import Period, VagueDate
from navicert.trade.conversion import has_ratio
from navicert.trade.model import LedgerRecord

WATCHED_PERCENTS = (75, 90)
"""Shares of a cap at which the 1718 Committee's secretary warns before supply stops."""
YEARS = range(1900, 2200)
"""Years in which deliveries are believed to happen."""


@dataclass(frozen=True, slots=True)
class Quota:
    """A measure's cap and its `citation`, the paragraph as it is read aloud.

    `counted_with` are the measures whose deliveries count here too: those it implements or
    replaces, and those that implement or replace it, itself included.
    """

    measure: Measure
    counted_with: frozenset[str]
    citation: str

    @property
    def id(self) -> str:
        return self.measure.id

    @property
    def limits(self) -> tuple[Limit, ...]:
        assert self.measure.quota is not None
        return self.measure.quota.limits

    @property
    def is_national(self) -> bool:
        """Whether each supplying state has a cap of its own, its earlier amount."""
        assert self.measure.quota is not None
        return self.measure.quota.base_period

    @property
    def percents(self) -> tuple[int, ...]:
        """Shares of the cap to watch, in percent; at the last, supply stops once that is officially notified."""
        assert self.measure.quota is not None
        return (*WATCHED_PERCENTS, self.measure.quota.stop_percent)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that totals are kept in: those of the caps, and barrels beside tonnes where goods have a ratio."""
        both = ("bbl", "t") if any(map(has_ratio, self.kinds)) else ()
        return tuple(dict.fromkeys((*(limit.unit for limit in self.limits), *both)))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of goods that the quota names, in alphabetical order."""
        goods = self.measure.goods
        return tuple(sorted(goods.kinds)) if goods else ()

    def covers(self, goods: str | None) -> bool:
        """Whether goods of this kind are counted; only where that is certain."""
        return goods is not None and self.measure.goods is not None and self.measure.goods.cover(None, goods) is True

    def period_of(self, day: date) -> Period | None:
        """The quota period that contains the day; None when the quota has none there."""
        rule, measure = self.measure.quota, self.measure
        assert rule is not None
        if measure.first is None or (measure.until is not None and measure.until <= measure.first):
            return None
        validity = Period(measure.first, measure.until)
        if rule.period == "span":
            return validity if day in validity else None
        period = _year_around(day, *(rule.month_day or (1, 1)))
        return period if period.overlaps(validity) else None

    def counts(self, record: LedgerRecord) -> date | None:
        """The first day of the period in which a record counts here; None when it does not.

        Under its own quota the record's period holds. Another quota's year may turn on another day: there a delivery
        counts in the period that holds the middle of its days, a notice in that which runs a month after its own began.
        """
        if record.quota == self.id:
            return record.period_first
        if record.quota not in self.counted_with:
            return None
        if record.delivered is None:
            middle = record.period_first + timedelta(days=30)
        elif self.covers(record.goods):
            middle = record.delivered.earliest + (record.delivered.latest - record.delivered.earliest) // 2
        else:
            return None
        period = self.period_of(middle)
        return period.first if period else None


@functools.lru_cache(maxsize=4)
def quotas_of(rulebook: Rulebook) -> Mapping[str, Quota]:
    """The quotas of a rulebook by measure id, in its order."""
    measures = {measure.id: measure for measure in rulebook.measures.values() if measure.quota is not None}
    families = _families(measures)
    cited = {name: cited_measure(measure, rulebook) for name, measure in measures.items()}
    return {name: Quota(measure, families[name], cited[name]) for name, measure in measures.items()}


def find_quota(quotas: Mapping[str, Quota], quota_id: str) -> Quota:
    """The quota of this id; InvalidInput that names those there are."""
    if quota_id not in quotas:
        raise InvalidInput(f"there is no quota {quota_id!r} in the rulebook", next=f"there are: {', '.join(quotas)}")
    return quotas[quota_id]


def find_period(quota: Quota, text: str) -> Period:
    """The quota period that a year, any day in it, or its own name means; InvalidInput when none or several may be.

    A year alone names a calendar year; where quota years turn on another day, a day is asked for.
    """
    days = list(_days_meant(text))
    periods = [period for day in days if (period := quota.period_of(day)) is not None]
    if not periods:
        raise InvalidInput(f"{quota.id} has no period in {text!r}", next=_when(quota))
    if any(period != periods[0] for period in periods) or len(periods) < len(days):
        raise InvalidInput(f"{text!r} lies in more than one period of {quota.id}", next="write a day, YYYY-MM-DD")
    return periods[0]


def period_name(period: Period) -> str:
    """A calendar year as "2018", another period as its first and last day; an open one ends in "..".

    >>> period_name(Period(date(2017, 12, 22), date(2018, 12, 22)))
    '2017-12-22/2018-12-21'
    """
    assert period.first is not None
    if period.until is None:
        return f"{period.first}/.."
    if (period.first.month, period.first.day) == (1, 1) and period.until == date(period.first.year + 1, 1, 1):
        return str(period.first.year)
    return f"{period.first}/{last_day(period)}"


def last_day(period: Period) -> date:
    """The last day of a period that ends."""
    assert period.until is not None
    return period.until - timedelta(days=1)


def _days_meant(text: str) -> Iterator[date]:
    """The first and the last day of what is written; a period's own name may end in "..", a period without end."""
    first, slash, last = text.partition("/")
    for part in [first, last] if slash and last != ".." else [first]:
        try:
            days = VagueDate.from_iso(part)
        except ValueError:
            raise InvalidInput(f"{text!r} is no period", next="write a year, or a day in the period") from None
        if days.latest.year not in YEARS:
            raise InvalidInput(f"the year {days.latest.year} is out of range", next="write a year, or a day in it")
        yield from dict.fromkeys((days.earliest, days.latest))


def _when(quota: Quota) -> str:
    first, until = quota.measure.first, quota.measure.until
    if quota.measure.status == "never_applied" or first is None:
        return "it never applied; record under the quota that replaced it"
    return f"it counts from {first}" + (f" until {until}, that day excluded" if until else "")


def _year_around(day: date, month: int, number: int) -> Period:
    turn = date(day.year, month, number)
    first = turn if day >= turn else date(day.year - 1, month, number)
    return Period(first, date(first.year + 1, month, number))


def _families(measures: Mapping[str, Measure]) -> dict[str, frozenset[str]]:
    """The measures that are linked by implementing or replacing one another, over any number of steps."""
    links: dict[str, set[str]] = {name: {name} for name in measures}
    for measure in measures.values():
        for other in (*measure.implements, *measure.supersedes):
            if other in links:
                joined = links[measure.id] | links[other]
                for name in joined:
                    links[name] = joined
    return {name: frozenset(family) for name, family in links.items()}
