"""The forms in which English news writes days, and what each means.

Each rule is a pattern and a function from its match to the days meant. Rules stand in the order in which they are
tried; the first to claim a stretch of text keeps it. What a form means follows the annotation rules of the field's
time standards (TIMEX3) as far as they are definite; where they are not, the docstring of the function says what we take.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from navicert.evidence import days
from navicert.evidence.days import DAY, Days
from navicert.evidence.model import DateKind
from navicert.evidence.numbers import NUMBER, value
from navicert.evidence.tense import Tense
from navicert.evidence.wordlists import WEEKDAYS

Direction = Literal["past", "future", "unknown"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {name.lower(): number for number, name in enumerate(WEEKDAYS.split("|"))}

M = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
W = rf"(?:{WEEKDAYS})"
Y = r"(?:1[89]\d\d|20\d\d)"
D = r"(?:3[01]|[12]\d|0?[1-9])"
ORD = r"(?:st|nd|rd|th)?"
TO = r"(?: ?[-–—] ?| to | until | till | through )"
NUM = rf"(?:{NUMBER}|(?i:an?|a couple of|a few|several|the few))"
UNIT = r"(?:day|night|week|fortnight|month|quarter|year|decade|century)"
TIME = r"(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|lunchtime)"
CLOCK = r"(?:(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?|\d{1,2}[:.]\d\d|noon|midnight)(?: ?[A-Z]{2,4}\b| local time)?(?: \(\d{2}:?\d{2} ?[A-Z]{3}\))?)"
EDGE = r"\b(?:the )?(?P<edge>beginning|start|end|close|middle|turn)(?: of)?"
PART = r"\b(?P<part>early|mid|late|earlier|later|Early|Mid|Late|Earlier|Later)(?: in)?[- ]"


@dataclass(frozen=True, slots=True)
class Seen:
    """A match within its text, with the publication date and the tense around it."""

    match: re.Match[str]
    anchor: date
    tense: Callable[[], Tense]

    def __getitem__(self, name: str) -> str:
        return self.match[name] or ""

    def has(self, name: str) -> bool:
        return name in self.match.re.groupindex and self.match[name] is not None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days meant, what kind of expression it is and how precise; `needs_anchor` false where it says its own year."""

    days: Days
    kind: DateKind
    precision: str
    confidence: float = 0.9


Reader = Callable[[Seen], Meaning | None]
Rule = tuple[re.Pattern[str], bool, Reader, str | None]
"""A pattern, whether it needs the publication date, the meaning of its match (None: not a time after all), and what a
text must hold for the pattern to be worth trying."""


def month_number(text: str) -> int:
    return _MONTHS[text.lower().rstrip(".")]


def _date(year_number: int, month_text: str, day_text: str) -> date | None:
    try:
        return date(year_number, month_number(month_text), int(day_text))
    except ValueError:
        return None


# --- days with their year ---------------------------------------------------------------------------------------


def full_day(seen: Seen) -> Meaning | None:
    """A day, month and year; after "Thursday," the weekday is not checked: the printed day counts."""
    day = _date(int(seen["y"]), seen["m"], seen["d"])
    return Meaning(days.one(day), "absolute", "day", 0.99) if day else None


def iso_day(seen: Seen) -> Meaning | None:
    try:
        day = date(int(seen["y"]), int(seen["n"]), int(seen["d"]))
    except ValueError:
        return None
    return Meaning(days.one(day), "absolute", "day", 0.99)


def days_of_month(seen: Seen) -> Meaning | None:
    """ "July 7-8", "3 to 5 June 2019"."""
    year_number = int(seen["y"]) if seen.has("y") else nearest_year(seen, month_number(seen["m"]), int(seen["d"]))
    first, last = _date(year_number, seen["m"], seen["d"]), _date(year_number, seen["m"], seen["d2"])
    if first is None or last is None or last <= first:
        return None
    return Meaning(Days(first, last), "absolute" if seen.has("y") else "partial", "interval")


def from_day_to_day(seen: Seen) -> Meaning | None:
    """ "March 28 to April 3", a year at the end counting for both."""
    given = int(seen["y"]) if seen.has("y") else 0
    last_year = given or nearest_year(seen, month_number(seen["m2"]), int(seen["d2"]))
    first_year = last_year - (month_number(seen["m"]) > month_number(seen["m2"]))
    first, last = _date(first_year, seen["m"], seen["d"]), _date(last_year, seen["m2"], seen["d2"])
    if first is None or last is None or last < first:
        return None
    return Meaning(Days(first, last), "absolute" if given else "partial", "interval")


def month_of_year(seen: Seen) -> Meaning:
    return Meaning(
        _parted(seen, days.month(int(seen["y"]), month_number(seen["m"]))), "absolute", _precision(seen, "month"), 0.97
    )


def years(seen: Seen) -> Meaning | None:
    """ "2015", "1950-53", "2022 to 2025"."""
    first = int(seen["y"])
    last = first
    if seen.has("y2"):
        end = seen["y2"]
        last = int(end if len(end) == 4 else str(first)[: 4 - len(end)] + end)
    if last < first or last - first > 120:
        return None
    span = Days(date(first, 1, 1), date(last, 12, 31))
    return Meaning(_parted(seen, span) if first == last else span, "absolute", _precision(seen, "year"), 0.9)


def decade(seen: Seen) -> Meaning:
    first = int(seen["y"])
    span = Days(date(first, 1, 1), date(first + 9, 12, 31))
    if not seen.has("part"):
        return Meaning(span, "absolute", "decade")
    bounds = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[_third(seen["part"])]
    return Meaning(
        Days(date(first + bounds[0], 1, 1), date(first + bounds[1], 12, 31)), "absolute", "part of decade", 0.8
    )


# --- days without their year ------------------------------------------------------------------------------------


def nearest_year(seen: Seen, month_of: int, day_of: int) -> int:
    """The year in which a month and day lie nearest to publication; a clear tense decides when both sides are far."""
    anchor = seen.anchor
    candidates = []
    for year_number in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            candidates.append(date(year_number, month_of, day_of))
        except ValueError:
            continue
    if not candidates:
        return anchor.year
    nearest = min(candidates, key=lambda day: abs((day - anchor).days))
    if abs((nearest - anchor).days) <= NEAR_DAYS:
        return nearest.year
    wanted = seen.tense()
    if wanted == "future":
        return min((day for day in candidates if day >= anchor), default=nearest).year
    if wanted == "past":
        return max((day for day in candidates if day <= anchor), default=nearest).year
    return nearest.year


NEAR_DAYS = 45
"""Days within which the nearest such day is meant whatever the tense."""


def day_of_month(seen: Seen) -> Meaning | None:
    """ "Sept. 11", "Wednesday (Sept 6)"; the year is the one that lies near publication and, after a weekday, fits it."""
    year_number = nearest_year(seen, month_number(seen["m"]), int(seen["d"]))
    day = _date(year_number, seen["m"], seen["d"])
    if day is None:
        return None
    weekday = seen.has("w")
    if weekday and day.weekday() != _WEEKDAYS[seen["w"].lower()]:
        return Meaning(days.one(day), "partial", "day", 0.5)
    return Meaning(days.one(day), "relative" if weekday else "partial", "day", 0.95)


def month_alone(seen: Seen) -> Meaning | None:
    """ "August": the last one up to publication, or the next one where the words around it look ahead."""
    number = month_number(seen["m"])
    anchor = seen.anchor
    year_number = anchor.year
    if seen.has("rel"):
        year_number = _relative_year(seen["rel"], anchor, number)
    elif number != anchor.month or seen.has("part") or seen.has("edge"):
        year_number = _year_by_tense(seen, number)
    return Meaning(_parted(seen, days.month(year_number, number)), "relative", _precision(seen, "month"), 0.9)


def _year_by_tense(seen: Seen, number: int) -> int:
    anchor = seen.anchor
    if number == anchor.month:
        return anchor.year
    ahead = seen.tense() == "future"
    if ahead:
        return anchor.year + (number < anchor.month)
    return anchor.year - (number > anchor.month)


def _relative_year(word: str, anchor: date, number: int) -> int:
    if word.lower() in AHEAD:
        return anchor.year + (number <= anchor.month)
    if word.lower() == "this":
        return anchor.year
    return anchor.year - (number >= anchor.month)


def months(seen: Seen) -> Meaning | None:
    """ "January-February", "January to August 2025"."""
    first_number, last_number = month_number(seen["m"]), month_number(seen["m2"])
    last_year = int(seen["y"]) if seen.has("y") else _year_by_tense(seen, last_number)
    first_year = last_year - (first_number > last_number)
    span = Days(days.month(first_year, first_number).first, days.month(last_year, last_number).last)
    return Meaning(span, "absolute" if seen.has("y") else "relative", "interval")


# --- counted from publication -----------------------------------------------------------------------------------

AHEAD = frozenset(("next", "coming", "upcoming"))
BEHIND = frozenset(("last", "past", "previous"))


def weekday(seen: Seen) -> Meaning:
    """ "Thursday": the last one up to publication, or the next one where the words around it look ahead."""
    anchor, number = seen.anchor, _WEEKDAYS[seen["w"].lower()]
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


def near_day(seen: Seen) -> Meaning:
    """ "today", "yesterday", "tomorrow", "overnight"."""
    word = seen["word"].lower()
    return _day(seen.anchor + {"yesterday": -1, "tomorrow": 1}.get(word, 0) * DAY, 0.85)


def the_weekend(seen: Seen) -> Meaning:
    """The weekend to come where the words look ahead, else the one that is or was last; "next" and "last" decide first."""
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
    """ "this week", "last year", "next month", with "early", "the end of"; "earlier this year" runs up to publication."""
    unit, word = seen["unit"].lower(), seen["rel"].lower()
    step = 1 if word in AHEAD else 0 if word == "this" else -1
    span = _unit_span(unit, seen.anchor, step)
    if seen.has("part") and seen["part"].lower() in ("earlier", "later") and step == 0:
        earlier = seen["part"].lower() == "earlier"
        span = Days(span.first, seen.anchor) if earlier else Days(seen.anchor, span.last)
        return Meaning(span, "relative", "interval", 0.8)
    return Meaning(_parted(seen, span), "relative", _precision(seen, unit), 0.92)


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
    """ "the end of the year", "later in the month": of publication."""
    return Meaning(_parted(seen, _unit_span(seen["unit"].lower(), seen.anchor, 0)), "relative", "part", 0.8)


def season(seen: Seen) -> Meaning:
    """ "last summer", "this winter", "in the spring of 2018", by the northern seasons."""
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
    """ "the third quarter of 2017", "the first half of this year", "the first eight months of the year"."""
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
    """ "the first eight months of 2013": January to August."""
    count = int(value(seen["n"]))
    if not 1 <= count <= 12:
        return None
    year_number = int(seen["y"]) if seen.has("y") else seen.anchor.year + _year_step(seen)
    span = Days(date(year_number, 1, 1), days.month(year_number, count).last)
    return Meaning(span, "absolute" if seen.has("y") else "relative", "interval", 0.85)


# --- counted spans ----------------------------------------------------------------------------------------------

VAGUE = {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "couple of": 2,
    "a few": 3,
    "the few": 3,
    "few": 3,
    "several": 3,
    "half a": 0,
}


def _count(text: str) -> int:
    key = text.lower()
    return VAGUE[key] if key in VAGUE else int(value(text))


def moved(day: date, count: int, unit: str) -> date:
    """A day so many units later, or earlier for a count below zero."""
    unit = unit.lower().rstrip("s")
    if unit in ("day", "night"):
        return day + timedelta(days=count)
    if unit in ("week", "fortnight"):
        return day + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
    return days.later(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def past_units(seen: Seen) -> Meaning | None:
    """ "the past year", "the last 18 months", "the next ten days": counted from publication."""
    count = _count(seen["n"]) if seen.has("n") else 1
    if not 0 < count <= MOST_UNITS:
        return None
    ahead = seen["rel"].lower() in AHEAD
    other = moved(seen.anchor, count if ahead else -count, seen["unit"])
    span = Days(seen.anchor, other) if ahead else Days(other, seen.anchor)
    return Meaning(span, "relative" if count == 1 else "computed", "interval", 0.85)


MOST_UNITS = 500


def ago(seen: Seen) -> Meaning | None:
    """ "three days ago" is a day, "two weeks ago" a week, "five months ago" a month, "five years ago" a year."""
    count = _count(seen["n"])
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
    """ "within 50 days", "in the next two weeks": from publication to the last of them."""
    count = _count(seen["n"])
    if not 0 < count <= MOST_UNITS or (seen["in"].lower() == "in" and seen.tense() != "future"):
        return None
    return Meaning(Days(seen.anchor, moved(seen.anchor, count, seen["unit"])), "computed", "interval", 0.75)


def months_to(seen: Seen) -> Meaning | None:
    """ "the three months to June", "the year to March 2020": the months that end with that one."""
    number = month_number(seen["m"])
    year_number = int(seen["y"]) if seen.has("y") else _year_by_tense(seen, number)
    last = days.month(year_number, number).last
    count = (_count(seen["n"]) if seen.has("n") else 1) * (12 if seen["unit"].lower() == "year" else 1)
    if not 0 < count <= MOST_UNITS:
        return None
    first = days.later(last.replace(day=1), 1 - count)
    return Meaning(Days(first, last), "absolute" if seen.has("y") else "relative", "interval", 0.85)


def counted_from(seen: Seen) -> Meaning | None:
    """ "120 days of the Sept. 11 approval", "two years from September", "30 days after 5 May": from that day to the last."""
    count = _count(seen["n"])
    start = _inner(seen)
    if start is None or not 0 < count <= MOST_UNITS:
        return None
    backwards = seen["from"].lower() in ("before", "until", "prior to")
    if backwards:
        return Meaning(Days(moved(start.first, -count, seen["unit"]), start.last), "computed", "interval", 0.85)
    return Meaning(Days(start.first, moved(start.last, count, seen["unit"])), "computed", "interval", 0.9)


def _inner(seen: Seen) -> Days | None:
    """The day that a span is counted from."""
    if seen.has("d") and seen.has("m"):
        number, day_of = month_number(seen["m"]), int(seen["d"])
        year_number = int(seen["y"]) if seen.has("y") else nearest_year(seen, number, day_of)
        day = _date(year_number, seen["m"], seen["d"])
        return days.one(day) if day else None
    if seen.has("m"):
        number = month_number(seen["m"])
        year_number = int(seen["y"]) if seen.has("y") else _year_by_tense(seen, number)
        return days.month(year_number, number)
    if seen.has("w"):
        back = (seen.anchor.weekday() - _WEEKDAYS[seen["w"].lower()]) % 7
        return days.one(seen.anchor - back * DAY)
    return None


# --- shared -----------------------------------------------------------------------------------------------------


def _third(word: str) -> str:
    return {"earlier": "early", "later": "late"}.get(word.lower(), word.lower())


def _parted(seen: Seen, span: Days) -> Days:
    """The part of a span that "early", "late", "the beginning of", "the end of" cut out."""
    if seen.has("part"):
        return days.part(span, _third(seen["part"]))
    if seen.has("edge"):
        word = seen["edge"].lower()
        if word == "middle":
            return days.part(span, "mid")
        return days.edge(span, "end" if word in ("end", "close") else "beginning")
    return span


def _precision(seen: Seen, whole: str) -> str:
    return f"part of {whole}" if seen.has("part") or seen.has("edge") else whole
