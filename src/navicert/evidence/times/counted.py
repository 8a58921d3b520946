"""Spans counted in days, weeks, months and years, from publication or from a day that is named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from navicert.evidence.calendar_words import month_number, weekday_number
from navicert.evidence.times import days
from navicert.evidence.times.days import DAY, Days
from navicert.evidence.times.tense import Tense
from navicert.evidence.times.terms import AHEAD, Meaning, Seen, count_of, day_in, moved, nearest_year, year_by_tense


def past_units(seen: Seen) -> Meaning | None:
    """As in "the past year", "the last 18 months", "the next ten days": counted from publication."""
    count = count_of(seen["n"]) if seen.has("n") else 1
    if not 0 < count <= MOST_UNITS:
        return None
    ahead = seen["rel"].lower() in AHEAD
    other = moved(seen.anchor, count if ahead else -count, seen["unit"])
    span = Days(seen.anchor, other) if ahead else Days(other, seen.anchor)
    return Meaning(span, "relative" if count == 1 else "computed", "interval", 0.85)


MOST_UNITS = 500


def ago(seen: Seen) -> Meaning | None:
    """As in "three days ago" is a day, "two weeks ago" a week, "five months ago" a month, "five years ago" a year."""
    count = count_of(seen["n"])
    unit = seen["unit"].lower()
    if not 0 < count <= MOST_UNITS:
        return None
    day = moved(seen.anchor, -count, unit)
    vague = seen["n"].lower() in ("a few", "several", "a couple of")
    return Meaning(_around(day, unit), "computed", unit, 0.5 if vague else 0.85)


def _around(day: date, unit: str) -> Days:
    if unit == "week":
        return days.week(day)
    if unit == "month":
        return days.month(day.year, day.month)
    if unit in ("year", "decade", "century"):
        return days.year(day.year)
    return days.one(day)


def within(seen: Seen) -> Meaning | None:
    """As in "within 50 days", "in the next two weeks": from publication to the last of them."""
    count = count_of(seen["n"])
    if not 0 < count <= MOST_UNITS or (seen["in"].lower() == "in" and seen.tense() != "future"):
        return None
    return Meaning(Days(seen.anchor, moved(seen.anchor, count, seen["unit"])), "computed", "interval", 0.75)


def months_to(seen: Seen) -> Meaning | None:
    """As in "the three months to June", "the year to March 2020": the months that end with that one."""
    number = month_number(seen["m"])
    year_number = int(seen["y"]) if seen.has("y") else year_by_tense(seen, number)
    last = days.month(year_number, number).last
    count = (count_of(seen["n"]) if seen.has("n") else 1) * (12 if seen["unit"].lower() == "year" else 1)
    if not 0 < count <= MOST_UNITS:
        return None
    first = days.later(last.replace(day=1), 1 - count)
    return Meaning(Days(first, last), "absolute" if seen.has("y") else "relative", "interval", 0.85)


def counted_from(seen: Seen) -> Meaning | None:
    """As in "90 days of the May 5 approval", "two years from September": from that day to the last."""
    count = count_of(seen["n"])
    start = _inner(replace(seen, tense=_past))
    if start is None or not 0 < count <= MOST_UNITS:
        return None
    backwards = seen["from"].lower() in ("before", "until", "prior to")
    if backwards:
        return Meaning(Days(moved(start.first, -count, seen["unit"]), start.last), "computed", "interval", 0.85)
    last = moved(start.last, count, seen["unit"])
    if seen["from"].lower() == "starting":
        if _RATE_BEFORE.search(seen.match.string[: seen.match.start()]):
            return None
        last -= DAY
    return Meaning(Days(start.first, last), "computed", "interval", 0.9)


_RATE_BEFORE = re.compile(
    r"\b(?:barrels?|bpd|t|tonnes?|tons?|kg|kilograms?|litres?|liters?|gallons?|units?|dollars?|euros?) $"
)
"""Before "a year starting Jan. 1": so much each year, from that day on."""


def _past() -> Tense:
    """The tense of a day that something is counted from."""
    return "past"


def _nearest_year(anchor: date, number: int) -> int:
    """The year in which a month lies nearest to publication."""
    return min((abs(step * 12 + number - anchor.month), anchor.year + step) for step in (-1, 0, 1))[1]


def _inner(seen: Seen) -> Days | None:
    """The day that a span is counted from."""
    if seen.has("d") and seen.has("m"):
        number, day_of = month_number(seen["m"]), int(seen["d"])
        year_number = int(seen["y"]) if seen.has("y") else nearest_year(seen, number, day_of)
        day = day_in(year_number, seen["m"], seen["d"])
        return days.one(day) if day else None
    if seen.has("m"):
        number = month_number(seen["m"])
        year_number = int(seen["y"]) if seen.has("y") else _nearest_year(seen.anchor, number)
        return days.month(year_number, number)
    if seen.has("w"):
        back = (seen.anchor.weekday() - weekday_number(seen["w"])) % 7
        return days.one(seen.anchor - back * DAY)
    return None
