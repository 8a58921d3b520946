"""Changes of price within a span of days: the largest rise and fall of each stretch that passes a threshold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from navicert.trade.prices.model import KeptPrice, Series


@dataclass(frozen=True, slots=True)
class Watched:
    """What is worth telling: a change of at least `percent` within `days`."""

    percent: Decimal = Decimal(40)
    days: int = 62


@dataclass(frozen=True, slots=True)
class PriceChange:
    """The largest change of one stretch of a series, from one price to a later one."""

    series: Series
    before: KeptPrice
    after: KeptPrice
    direction: Literal["rise", "fall"]

    @property
    def percent(self) -> Decimal:
        """The change in percent of the price before; below zero where it fell."""
        return (self.after.point.price / self.before.point.price - 1) * 100

    @property
    def days(self) -> int:
        return (self.after.point.day - self.before.point.day).days


def changes(series: Series, watched: Watched) -> list[PriceChange]:
    """The changes that are worth telling, by day; changes whose days overlap are told once, by the largest."""
    told = [
        change
        for direction in ("rise", "fall")
        for stretch in _stretches(list(_found(series, watched, direction)))
        for change in [max(stretch, key=lambda one: (abs(one.percent), -one.days))]
    ]
    return sorted(told, key=lambda one: (one.after.point.day, one.before.point.day))


def _found(series: Series, watched: Watched, direction: Literal["rise", "fall"]) -> Iterator[PriceChange]:
    """For each price the largest change to it that passes the threshold."""
    for number, after in enumerate(series.prices):
        since = after.point.day - timedelta(days=watched.days)
        earlier = [before for before in series.prices[:number] if before.point.day >= since]
        if not earlier:
            continue
        pick = min if direction == "rise" else max
        change = PriceChange(series, pick(earlier, key=lambda one: one.point.price), after, direction)
        if (change.percent if direction == "rise" else -change.percent) >= watched.percent:
            yield change


def _stretches(found: Sequence[PriceChange]) -> Iterator[list[PriceChange]]:
    stretch: list[PriceChange] = []
    for change in found:
        if stretch and change.before.point.day >= max(one.after.point.day for one in stretch):
            yield stretch
            stretch = []
        stretch.append(change)
    if stretch:
        yield stretch
