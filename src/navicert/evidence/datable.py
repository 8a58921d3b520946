"""Between which days a text can have been written: terms of office, resolutions and years that it names.

Bounds only: they tell which year a printed day and month belong to, never a day of their own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from navicert.evidence.word_files import lines_of

RESOLUTIONS = {
    "1718": date(2006, 10, 14), "1874": date(2009, 6, 12), "2087": date(2013, 1, 22), "2094": date(2013, 3, 7),
    "2270": date(2016, 3, 2), "2321": date(2016, 11, 30), "2356": date(2017, 6, 2), "2371": date(2017, 8, 5),
    "2375": date(2017, 9, 11), "2397": date(2017, 12, 22),
}  # fmt: skip
"""Days on which the Security Council adopted its resolutions on the DPRK; the text that names one is no older."""

FIRST, LAST = date(1995, 1, 1), date(2049, 12, 31)
_GIVEN = r"(?:[A-Z][\w.'’-]*,? ){0,3}?"
_RESOLUTION = re.compile(rf"(?i:\bresolutions?,? (?:\S+ and )?(?:no\. ?)?)({'|'.join(RESOLUTIONS)})\b")
_YEAR = re.compile(r"(?P<before>\b[\w-]+ )?(?P<year>(?:19|20)\d\d)\b(?!-(?:ton|tonne|barrel|strong)|,\d|\.\d)")
_AHEAD = {"by", "until", "till", "through", "before", "from", "beyond", "after", "for", "to"}
_COMING = re.compile(r"\b(?:will|would|shall|plans?|planned|aims?|expected|target|due|is to|are to)\b")
_FORMER = re.compile(r"(?i:\b(?:former|ex|then|late|future|candidate)[- ](?:\w+[- ]){0,3})$")
_SENTENCE = re.compile(r"[^.!?\n]+")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Spans of days in which the text can have been written, and the latest year it looks back on (None: none)."""

    spans: tuple[tuple[date, date], ...]
    latest_year: int | None

    def allow(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.spans)


def bounds_of(text: str) -> Bounds:
    """What offices, resolutions and years of a text allow; evidence that contradicts the rest is left out.

    >>> bounds_of("Treasury Secretary Steven Mnuchin said so.").spans[0][0].year
    2017
    """
    spans: tuple[tuple[date, date], ...] = ((FIRST, LAST),)
    latest = max(_past_years(text), default=None)
    since = [RESOLUTIONS[found[1]] for found in _RESOLUTION.finditer(text)]
    if latest:
        since.append(date(latest, 1, 1))
    for day in since:
        spans = _within(spans, ((day, LAST),)) or spans
    for held in _terms_in(text):
        spans = _within(spans, held) or spans
    return Bounds(spans, latest)


def _within(
    spans: tuple[tuple[date, date], ...], others: tuple[tuple[date, date], ...]
) -> tuple[tuple[date, date], ...]:
    both = ((max(a, c), min(b, d)) for a, b in spans for c, d in others)
    return tuple((first, last) for first, last in both if first <= last)


def _past_years(text: str) -> Iterator[int]:
    """Years that the text looks back on or stands in; not those that are to come."""
    for sentence in _SENTENCE.finditer(text):
        if _COMING.search(sentence[0]):
            continue
        for found in _YEAR.finditer(sentence[0]):
            if (found["before"] or "").strip().lower() not in _AHEAD:
                yield int(found["year"])


def _terms_in(text: str) -> Iterator[tuple[tuple[date, date], ...]]:
    """The terms of each office that the text gives to someone, not as a former one."""
    pattern, terms = _terms()
    for found in pattern.finditer(text):
        if not _FORMER.search(text[max(0, found.start() - 40) : found.start()]):
            held = tuple(span for offices, span in terms[found["name"]] if found["office"] in offices)
            if held:
                yield held


@functools.cache
def _terms() -> tuple[re.Pattern[str], dict[str, list[tuple[frozenset[str], tuple[date, date]]]]]:
    terms: dict[str, list[tuple[frozenset[str], tuple[date, date]]]] = {}
    known: set[str] = set()
    for line in lines_of("terms_of_office.tsv"):
        name, offices, first, last = line.split("\t")
        span = (date.fromisoformat(first), date.fromisoformat(last) if last else LAST)
        terms.setdefault(name, []).append((frozenset(offices.split("|")), span))
        known.update(offices.split("|"))
    either = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    names = "|".join(sorted(terms, key=len, reverse=True))
    return re.compile(rf"\b(?P<office>{either}) {_GIVEN}(?P<name>{names})\b"), terms
