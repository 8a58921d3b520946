"""Stretches of days: weeks, months, thirds of months, quarters, seasons; all first and last day included."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)


class Days(NamedTuple):
    """First and last day, both included."""

    first: date
    last: date


def one(day: date) -> Days:
    return Days(day, day)


def month(year: int, number: int) -> Days:
    return Days(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def quarter(year_number: int, number: int) -> Days:
    return Days(date(year_number, 3 * number - 2, 1), month(year_number, 3 * number).last)


def week(day: date) -> Days:
    """Monday to Sunday around a day."""
    monday = day - day.weekday() * DAY
    return Days(monday, monday + 6 * DAY)


def weekend(day: date) -> Days:
    """Saturday and Sunday of the day's week."""
    monday = day - day.weekday() * DAY
    return Days(monday + 5 * DAY, monday + 6 * DAY)


def later(day: date, months: int) -> date:
    """The day so many months later (or earlier); the last of the month where that has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year_number, month_number = divmod(number, 12)
    last = calendar.monthrange(year_number, month_number + 1)[1]
    return date(year_number, month_number + 1, min(day.day, last))


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def season(name: str, year_number: int) -> Days:
    """The northern meteorological season that begins in that year."""
    first = date(year_number, SEASONS[name], 1)
    return Days(first, later(first, 3) - DAY)


def part(of: Days, which: str) -> Days:
    """`early`, `mid` or `late`: of a month its first ten days, the next ten, the rest; of a year its first quarter, the
    two quarters in the middle, its last."""
    length = (of.last - of.first).days + 1
    if length <= 7:
        return {"early": Days(of.first, of.first + 2 * DAY), "mid": Days(of.first + 2 * DAY, of.first + 4 * DAY)}.get(
            which, Days(of.first + 3 * DAY, of.last)
        )
    if length <= 31:
        bounds = {"early": (0, 9), "mid": (10, 19), "late": (20, length - 1)}[which]
        return Days(of.first + bounds[0] * DAY, of.first + bounds[1] * DAY)
    first, months = {"early": (0, 3), "mid": (3, 6), "late": (9, 3)}[which]
    begin = later(of.first, first)
    return Days(begin, later(begin, months) - DAY)


def edge(of: Days, which: str) -> Days:
    """The `beginning` or `end`: of a year its first or last month, of a month its first or last third."""
    if (of.last - of.first).days > 31:
        return month(of.first.year, of.first.month) if which == "beginning" else month(of.last.year, of.last.month)
    return part(of, "early" if which == "beginning" else "late")
