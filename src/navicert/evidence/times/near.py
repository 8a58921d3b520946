"""Days, weeks, months and seasons named as seen from the day of publication."""

from __future__ import annotations

from datetime import date

from navicert.evidence.calendar_words import month_number, weekday_number
from navicert.evidence.figures.numbers import value
from navicert.evidence.times import days
from navicert.evidence.times.days import DAY, Days
from navicert.evidence.times.terms import (
    AHEAD,
    BEHIND,
    Meaning,
    Seen,
    day_in,
    nearest_year,
    parted,
    precision,
    year_by_tense,
)


def day_of_month(seen: Seen) -> Meaning | None:
    """As in "Sept. 11", "Wednesday (Sept 6)": the year is the one near publication."""
    year_number = nearest_year(seen, month_number(seen["m"]), int(seen["d"]))
    day = day_in(year_number, seen["m"], seen["d"])
    if day is None:
        return None
    weekday = seen.has("w")
    if weekday and day.weekday() != weekday_number(seen["w"]):
        return Meaning(days.one(day), "partial", "day", 0.5)
    return Meaning(days.one(day), "relative" if weekday else "partial", "day", 0.95)


def month_alone(seen: Seen) -> Meaning | None:
    """As in "August": the last one up to publication, or the next one where the words around it look ahead."""
    number = month_number(seen["m"])
    anchor = seen.anchor
    year_number = anchor.year
    if seen.has("rel") and seen.match[0].endswith("year"):
        year_number = _named_year(seen)
    elif seen.has("rel"):
        year_number = _relative_year(seen["rel"], anchor, number)
    elif number != anchor.month or seen.has("part") or seen.has("edge"):
        year_number = year_by_tense(seen, number)
    return Meaning(parted(seen, days.month(year_number, number)), "relative", precision(seen, "month"), 0.9)


def _named_year(seen: Seen) -> int:
    """The year of "August last year"."""
    return seen.anchor.year + {"last": -1, "previous": -1, "past": -1, "this": 0}.get(seen["rel"].lower(), 1)


def _relative_year(word: str, anchor: date, number: int) -> int:
    if word.lower() in AHEAD:
        return anchor.year + (number <= anchor.month)
    if word.lower() == "this":
        return anchor.year
    return anchor.year - (number >= anchor.month)


def months(seen: Seen) -> Meaning | None:
    """As in "January-February", "January to August 2025"."""
    first_number, last_number = month_number(seen["m"]), month_number(seen["m2"])
    if seen.has("y"):
        last_year = int(seen["y"])
    else:
        last_year = _named_year(seen) if seen.has("rel") else year_by_tense(seen, last_number)
    first_year = last_year - (first_number > last_number)
    span = Days(days.month(first_year, first_number).first, days.month(last_year, last_number).last)
    return Meaning(span, "absolute" if seen.has("y") else "relative", "interval")


def weekday(seen: Seen) -> Meaning:
    """As in "Thursday": the last one up to publication, or the next one where the words around it look ahead."""
    anchor, number = seen.anchor, weekday_number(seen["w"])
    back = (anchor.weekday() - number) % 7
    ahead = (number - anchor.weekday()) % 7
    word = seen["rel"].lower() if seen.has("rel") else ""
    if word in AHEAD:
        return _day(anchor + (ahead or 7) * DAY)
    if word in BEHIND:
        return _day(anchor - (back or 7) * DAY)
    if seen.has("week"):
        return _day(days.week(anchor + (7 if seen["week"] in AHEAD else -7) * DAY).first + number * DAY)
    return _day(anchor + ahead * DAY if seen.tense() == "future" else anchor - back * DAY)


def _day(day: date, confidence: float = 0.93) -> Meaning:
    return Meaning(days.one(day), "relative", "day", confidence)


def day_alone(seen: Seen) -> Meaning | None:
    """As in "on the 14th": the last such day up to publication."""
    day = int(seen["d"])
    anchor = seen.anchor
    month = anchor if day <= anchor.day else days.later(anchor.replace(day=1), -1)
    try:
        return _day(month.replace(day=day), 0.75)
    except ValueError:
        return None


def near_day(seen: Seen) -> Meaning:
    """As in "today", "yesterday", "tomorrow", "overnight"."""
    word = seen["word"].lower()
    return _day(seen.anchor + {"yesterday": -1, "tomorrow": 1}.get(word, 0) * DAY, 0.85)


def the_weekend(seen: Seen) -> Meaning:
    """The weekend to come where the words look ahead, else this or the last one; "next" and "last" decide first."""
    anchor = seen.anchor
    word = seen["rel"].lower() if seen.has("rel") else ""
    this = days.weekend(anchor)
    before = Days(this.first - 7 * DAY, this.last - 7 * DAY)
    if word in AHEAD:
        found = Days(this.first + 7 * DAY, this.last + 7 * DAY)
    elif word in BEHIND:
        found = before
    else:
        found = before if anchor < this.first and word != "this" and seen.tense() == "past" else this
    return Meaning(found, "relative", "interval", 0.85)


def calendar_unit(seen: Seen) -> Meaning | None:
    """As in "this week", "early next month", "the end of last year"; "earlier this year" runs up to publication."""
    unit, word = seen["unit"].lower(), seen["rel"].lower()
    step = 1 if word in AHEAD else 0 if word == "this" else -1
    span = _unit_span(unit, seen.anchor, step)
    if seen.has("part") and seen["part"].lower() in ("earlier", "later") and step == 0:
        earlier = seen["part"].lower() == "earlier"
        span = Days(span.first, seen.anchor) if earlier else Days(seen.anchor, span.last)
        return Meaning(span, "relative", "interval", 0.8)
    return Meaning(parted(seen, span), "relative", precision(seen, unit), 0.92)


def _unit_span(unit: str, anchor: date, step: int) -> Days:
    if unit == "week":
        return days.week(anchor + 7 * step * DAY)
    if unit == "month":
        moved = days.later(anchor.replace(day=1), step)
        return days.month(moved.year, moved.month)
    if unit == "quarter":
        moved = days.later(anchor.replace(day=1), 3 * step)
        return days.quarter(moved.year, (moved.month + 2) // 3)
    if unit == "decade":
        first = anchor.year // 10 * 10 + 10 * step
        return Days(date(first, 1, 1), date(first + 9, 12, 31))
    return days.year(anchor.year + step)


def the_unit(seen: Seen) -> Meaning | None:
    """As in "the end of the year", "later in the month": of publication."""
    return Meaning(parted(seen, _unit_span(seen["unit"].lower(), seen.anchor, 0)), "relative", "part", 0.8)


def season(seen: Seen) -> Meaning:
    """As in "last summer", "this winter", "in the spring of 2018", by the northern seasons."""
    name = seen["season"].lower()
    if seen.has("y"):
        return Meaning(days.season(name, int(seen["y"])), "absolute", "season")
    anchor = seen.anchor
    word = seen["rel"].lower()
    span = days.season(name, anchor.year)
    if word in BEHIND:
        while span.last >= anchor:
            span = days.season(name, span.first.year - 1)
    elif word in AHEAD and span.first <= anchor:
        span = days.season(name, span.first.year + 1)
    elif word == "this" and anchor < span.first and days.season(name, anchor.year - 1).last >= anchor:
        span = days.season(name, anchor.year - 1)
    return Meaning(span, "relative", "season", 0.8)


def quarter(seen: Seen) -> Meaning | None:
    """As in "the third quarter of 2017", "the first half of this year", "the first eight months of the year"."""
    anchor = seen.anchor
    year_number = int(seen["y"]) if seen.has("y") else anchor.year + _year_step(seen)
    number = ORDINALS[seen["nth"].lower()] if seen.has("nth") else int(seen["q"])
    what = seen["what"].lower() if seen.has("what") else "quarter"
    if what == "half":
        span = Days(
            date(year_number, 1 if number == 1 else 7, 1),
            date(year_number, 6 if number == 1 else 12, 30 if number == 1 else 31),
        )
    else:
        if number > 4:
            return None
        span = days.quarter(year_number, number)
        if not seen.has("y") and not seen.has("rel") and span.first > anchor:
            span = days.quarter(year_number - 1, number)
    return Meaning(span, "absolute" if seen.has("y") else "relative", "quarter" if what == "quarter" else "half", 0.85)


ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}


def _year_step(seen: Seen) -> int:
    word = seen["rel"].lower() if seen.has("rel") else ""
    return 1 if word in AHEAD else -1 if word in BEHIND else 0


def first_months(seen: Seen) -> Meaning | None:
    """As in "the first eight months of 2013": January to August."""
    count = int(value(seen["n"]))
    if not 1 <= count <= 12:
        return None
    year_number = int(seen["y"]) if seen.has("y") else seen.anchor.year + _year_step(seen)
    span = Days(date(year_number, 1, 1), days.month(year_number, count).last)
    return Meaning(span, "absolute" if seen.has("y") else "relative", "interval", 0.85)
