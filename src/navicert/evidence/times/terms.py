"""Pieces that time expressions are made of, and what a form of them is: a match, and the days it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from navicert.evidence.calendar_words import WEEKDAYS, month_number
from navicert.evidence.figures.numbers import NUMBER, value
from navicert.evidence.model import DateKind
from navicert.evidence.times import days
from navicert.evidence.times.days import Days
from navicert.evidence.times.tense import Tense

M = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
W = rf"(?:{WEEKDAYS})"
Y = r"(?:1[89]\d\d|20\d\d)"
D = r"(?:3[01]|[12]\d|0?[1-9])"
ORD = r"(?:st|nd|rd|th)?"
TO = r"(?: ?[-–—] ?| to | until | till | through )"
NUM = rf"(?:{NUMBER}|(?i:an?|a couple of|a few|several|the few))"
UNIT = r"(?:day|night|week|fortnight|month|quarter|year|decade|century)"
TIME = r"(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|lunchtime)"
CLOCK = (
    r"(?:(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?|\d{1,2}[:.]\d\d|noon|midnight)(?: ?[A-Z]{2,4}\b| local time)?"
    r"(?: \(\d{2}:?\d{2} ?[A-Z]{3}\))?)"
)
EDGE = r"\b(?:the )?(?P<edge>beginning|start|end|close|middle|turn)(?: of)?"
PART = r"\b(?P<part>early|mid|late|earlier|later|Early|Mid|Late|Earlier|Later)(?: in)?[- ]"

AHEAD = frozenset(("next", "coming", "upcoming"))
BEHIND = frozenset(("last", "past", "previous"))


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
    """The days meant, what kind of expression it is, how precise and how sure."""

    days: Days
    kind: DateKind
    precision: str
    confidence: float = 0.9


Reader = Callable[[Seen], Meaning | None]
"""What a match means, or None where it is no time after all."""


def day_in(year_number: int, month_text: str, day_text: str) -> date | None:
    try:
        return date(year_number, month_number(month_text), int(day_text))
    except ValueError:
        return None


def third(word: str) -> str:
    return {"earlier": "early", "later": "late"}.get(word.lower(), word.lower())


def parted(seen: Seen, span: Days) -> Days:
    """The part of a span that "early", "late", "the beginning of", "the end of" cut out."""
    if seen.has("part"):
        return days.part(span, third(seen["part"]))
    if seen.has("edge"):
        word = seen["edge"].lower()
        if word == "middle":
            return days.part(span, "mid")
        return days.edge(span, "end" if word in ("end", "close") else "beginning")
    return span


def precision(seen: Seen, whole: str) -> str:
    return f"part of {whole}" if seen.has("part") or seen.has("edge") else whole


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


def year_by_tense(seen: Seen, number: int) -> int:
    anchor = seen.anchor
    if number == anchor.month:
        return anchor.year
    ahead = seen.tense() == "future"
    if ahead:
        return anchor.year + (number < anchor.month)
    return anchor.year - (number > anchor.month)


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


def count_of(text: str) -> int:
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
