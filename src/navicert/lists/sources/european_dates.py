"""Dates as European publishers print them: the day first, and several or vague ones in one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from navicert.terms import VagueDate

MONTHS: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
                ("july", "jul"), ("august", "aug"), ("september", "sep", "sept"), ("october", "oct"),
                ("november", "nov"), ("december", "dec"),
            ),
            start=1,
        )
        for name in names
    }
)  # fmt: skip

_CIRCA = re.compile(r"(?:circa|approximately|approx\.?|about|around|c\.|ca\.)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between\s+)?(?P<first>.+?)\s*(?:\s(?:and|to)\s|[-–]|\s-\s)\s*(?P<last>.+)", re.IGNORECASE)
_ALTERNATIVES = re.compile(r"\s*[;,]\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+|\s+/\s+", re.IGNORECASE)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NO_DAY, _NO_MONTH = r"(?:00|dd|0)", r"(?:00|mm|0)"

Reader = Callable[[re.Match[str]], VagueDate]
_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", lambda m: _day(m[4], m[3], m[1])),
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda m: _day(m[1], m[2], m[3])),
        (
            rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]({_MONTH})\.?[ -](\d{{4}})",
            lambda m: _day(m[3], MONTHS[m[2].lower()], m[1]),
        ),
        (rf"({_MONTH})\.? (\d{{1,2}}),? (\d{{4}})", lambda m: _day(m[3], MONTHS[m[1].lower()], m[2])),
        (rf"({_MONTH})\.?,? (\d{{4}})", lambda m: _month(m[2], MONTHS[m[1].lower()])),
        (rf"(?:{_NO_DAY}[./-])?(\d{{1,2}})[./-](\d{{4}})", lambda m: _month(m[2], m[1])),
        (rf"(?:{_NO_DAY}[./-])?(?:{_NO_MONTH}[./-])?(\d{{4}})", lambda m: VagueDate.year(int(m[1]))),
    )
)


def read_dates(text: str) -> list[VagueDate] | None:
    """The dates that a text gives as alternatives; None when any part of it cannot be read as a date.

    >>> [str(when) for when in read_dates("19.2.1968; 1965 or 1966.") or []]
    ['1968-02-19', '1965', '1966']
    >>> [str(when) for when in read_dates("circa 1967-1969") or []], read_dates("in spring")
    (['circa 1967-01-01/1969-12-31'], None)
    """
    bare = text.strip().rstrip(".").strip()
    circa = _CIRCA.match(bare)
    bare = bare[circa.end() :] if circa else bare
    whole = _one(bare) or _range(bare)
    parts = [whole] if whole else [_one(part) or _range(part) for part in _ALTERNATIVES.split(bare)]
    read = [part for part in parts if part is not None]
    return [_about(part) if circa else part for part in read] if len(read) == len(parts) else None


def _about(when: VagueDate) -> VagueDate:
    return VagueDate(when.earliest, when.latest, circa=True)


def _one(text: str) -> VagueDate | None:
    for form, read in _FORMS:
        found = form.fullmatch(text.strip())
        if found:
            try:
                return read(found)
            except ValueError:
                continue
    return None


def _range(text: str) -> VagueDate | None:
    """ "1955-1957", "between 1955 and 1957", "1.3.1950 to 5.4.1950"; "and" alone parts alternatives."""
    found = _BETWEEN.fullmatch(text)
    if found is None or (" and " in text.lower() and not text.lower().startswith("between")):
        return None
    first, last = _one(found["first"]), _one(found["last"])
    return VagueDate(first.earliest, last.latest) if first and last and first.earliest <= last.latest else None


def _day(year: str, month: str | int, day: str) -> VagueDate:
    return VagueDate.day(date(int(year), int(month), int(day)))


def _month(year: str, month: str | int) -> VagueDate:
    if not 1 <= int(month) <= 12:
        raise ValueError(f"there is no month {month}")
    return VagueDate.month(int(year), int(month))
