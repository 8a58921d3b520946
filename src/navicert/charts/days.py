"""Days along a line, and the round days worth marking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

STRIDES = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class DayAxis:
    """The days from `first` to `last`, laid from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def place(self, day: date) -> float:
        """Where a day begins; days beyond the axis stand at its ends.

        >>> DayAxis(date(2018, 1, 1), date(2018, 1, 11), 0, 100).place(date(2018, 1, 6))
        50.0
        """
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def ticks(self, most: int = 12) -> tuple[tuple[date, str], ...]:
        """First days of months or years with their names, at most about so many."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        stride = next((stride for stride in STRIDES if months / stride <= most), STRIDES[-1])
        return tuple((day, f"{day:%Y}" if stride >= 12 else f"{day:%Y-%m}") for day in self._months(stride))

    def _months(self, stride: int) -> Iterator[date]:
        start = self.first.year * 12 + self.first.month - 1
        for number in range(start - start % stride, self.last.year * 12 + self.last.month, stride):
            day = date(number // 12, number % 12 + 1, 1)
            if self.first <= day <= self.last:
                yield day
