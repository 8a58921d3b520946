"""Days, months and years that are printed with their year."""

from __future__ import annotations

from datetime import date

from navicert.evidence.calendar_words import month_number
from navicert.evidence.times import days
from navicert.evidence.times.days import Days
from navicert.evidence.times.terms import Meaning, Seen, day_in, nearest_year, parted, precision, third


def full_day(seen: Seen) -> Meaning | None:
    """A day, month and year; after "Thursday," the weekday is not checked: the printed day counts."""
    day = day_in(int(seen["y"]), seen["m"], seen["d"])
    return Meaning(days.one(day), "absolute", "day", 0.99) if day else None


def iso_day(seen: Seen) -> Meaning | None:
    try:
        day = date(int(seen["y"]), int(seen["n"]), int(seen["d"]))
    except ValueError:
        return None
    return Meaning(days.one(day), "absolute", "day", 0.99)


def days_of_month(seen: Seen) -> Meaning | None:
    """As in "July 7-8", "3 to 5 June 2019"."""
    year_number = int(seen["y"]) if seen.has("y") else nearest_year(seen, month_number(seen["m"]), int(seen["d"]))
    first, last = day_in(year_number, seen["m"], seen["d"]), day_in(year_number, seen["m"], seen["d2"])
    if first is None or last is None or last <= first:
        return None
    return Meaning(Days(first, last), "absolute" if seen.has("y") else "partial", "interval")


def following_days(seen: Seen) -> Meaning | None:
    """As in "Nov. 7 and 8": two days in a row; days apart are read one by one."""
    return days_of_month(seen) if int(seen["d2"]) - int(seen["d"]) == 1 else None


def from_day_to_day(seen: Seen) -> Meaning | None:
    """As in "March 28 to April 3", a year at the end counting for both."""
    given = int(seen["y"]) if seen.has("y") else 0
    last_year = given or nearest_year(seen, month_number(seen["m2"]), int(seen["d2"]))
    first_year = last_year - (month_number(seen["m"]) > month_number(seen["m2"]))
    first, last = day_in(first_year, seen["m"], seen["d"]), day_in(last_year, seen["m2"], seen["d2"])
    if first is None or last is None or last < first:
        return None
    return Meaning(Days(first, last), "absolute" if given else "partial", "interval")


def months_of_years(seen: Seen) -> Meaning | None:
    """As in "from April 2012 to June 2017"; two months joined by "and" are a span only after "between"."""
    joined = " and " in seen.match[0]
    if joined and not seen.match.string[: seen.match.start()].lower().endswith("between "):
        return None
    span = Days(
        days.month(int(seen["y"]), month_number(seen["m"])).first,
        days.month(int(seen["y2"]), month_number(seen["m2"])).last,
    )
    return Meaning(span, "absolute", "interval") if span.first < span.last else None


def month_of_year(seen: Seen) -> Meaning:
    return Meaning(
        parted(seen, days.month(int(seen["y"]), month_number(seen["m"]))), "absolute", precision(seen, "month"), 0.97
    )


def years(seen: Seen) -> Meaning | None:
    """As in "2015", "1950-53", "2022 to 2025"."""
    first = int(seen["y"])
    last = first
    if seen.has("y2"):
        end = seen["y2"]
        last = int(end if len(end) == 4 else str(first)[: 4 - len(end)] + end)
    if last < first or last - first > 120:
        return None
    span = Days(date(first, 1, 1), date(last, 12, 31))
    return Meaning(parted(seen, span) if first == last else span, "absolute", precision(seen, "year"), 0.9)


def decade(seen: Seen) -> Meaning:
    first = int(seen["y"])
    span = Days(date(first, 1, 1), date(first + 9, 12, 31))
    if not seen.has("part"):
        return Meaning(span, "absolute", "decade")
    bounds = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[third(seen["part"])]
    return Meaning(
        Days(date(first + bounds[0], 1, 1), date(first + bounds[1], 12, 31)), "absolute", "part of decade", 0.8
    )
