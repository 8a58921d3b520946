"""Dates that keep the precision they were published with."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class VagueDate:
    """The days a date may mean, both included; `circa` when the publisher says "about".

    A day has `earliest == latest`, "1948" spans that year, "1955 to 1957" three years.
    """

    earliest: date
    latest: date
    circa: bool = False

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"a date cannot end ({self.latest}) before it begins ({self.earliest})")

    @classmethod
    def day(cls, day: date, *, circa: bool = False) -> VagueDate:
        return cls(day, day, circa)

    @classmethod
    def month(cls, year: int, month: int, *, circa: bool = False) -> VagueDate:
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), circa)

    @classmethod
    def year(cls, year: int, *, circa: bool = False) -> VagueDate:
        return cls(date(year, 1, 1), date(year, 12, 31), circa)

    @classmethod
    def years(cls, first: int, last: int, *, circa: bool = False) -> VagueDate:
        return cls(date(first, 1, 1), date(last, 12, 31), circa)

    @classmethod
    def from_iso(cls, text: str) -> VagueDate:
        """Read "1948", "1948-05" or "1948-05-17"; anything else raises ValueError.

        >>> str(VagueDate.from_iso("1948-02"))
        '1948-02'
        """
        parts = text.split("-")
        if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(part.isdigit() for part in parts):
            raise ValueError(f"{text!r} is not a date: expected YYYY, YYYY-MM or YYYY-MM-DD")
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return cls.year(numbers[0])
        if len(numbers) == 2:
            if not 1 <= numbers[1] <= 12:
                raise ValueError(f"{text!r} is not a date: there is no month {numbers[1]}")
            return cls.month(numbers[0], numbers[1])
        return cls.day(date(*numbers))

    @property
    def precision(self) -> str:
        """`day`, `month`, `year` or `range`."""
        if self.earliest == self.latest:
            return "day"
        if self == VagueDate.month(self.earliest.year, self.earliest.month, circa=self.circa):
            return "month"
        if self == VagueDate.year(self.earliest.year, circa=self.circa):
            return "year"
        return "range"

    def iso(self) -> str:
        """The shortest ISO 8601 form of the days alone; a range as `first/last`."""
        match self.precision:
            case "day":
                return self.earliest.isoformat()
            case "month":
                return self.earliest.isoformat()[:7]
            case "year":
                return self.earliest.isoformat()[:4]
            case _:
                return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"

    def __str__(self) -> str:
        return f"circa {self.iso()}" if self.circa else self.iso()
