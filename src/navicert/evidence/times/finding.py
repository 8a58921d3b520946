"""Time expressions of one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from navicert.evidence.times.counted import counted_from
from navicert.evidence.times.forms import NEEDED, TIME_FORMS, TRIGGER, YEARS, TimeForm
from navicert.evidence.times.tense import tense
from navicert.evidence.times.terms import Meaning, Seen


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its extent in the text and its meaning; confidence 0 where the publication date is missing."""

    start: int
    end: int
    meaning: Meaning


def expressions(text: str, anchor: date | None) -> list[Expression]:
    """The time expressions of a paragraph in order; `anchor` is the day of publication, None where nobody knows it.

    >>> found = expressions("It closed on Sept. 11.", date(2019, 12, 1))[0]
    >>> found.meaning.days.first.isoformat()
    '2019-09-11'
    """
    if not TRIGGER.search(text):
        return []
    there = {word for word, pattern in NEEDED.items() if pattern.search(text)}
    claimed = bytearray(len(text))
    found: list[Expression] = []
    for form in TIME_FORMS:
        if form.needed is None or form.needed in there:
            found.extend(_claim(text, form, anchor, claimed))
    return sorted(found, key=lambda one: (one.start, one.end))


def _claim(text: str, form: TimeForm, anchor: date | None, claimed: bytearray) -> Iterator[Expression]:
    """The matches of a form in stretches that no form before it has claimed."""
    for match in form.pattern.finditer(text):
        start, end = _extent(match)
        if any(claimed[start:end]):
            continue
        meaning = _meaning(text, match, form, anchor)
        if meaning is not None:
            yield Expression(start, end, meaning)
            until = match.end("unit") if form.read is counted_from else end  # the day counted from is a time of its own
            claimed[start:until] = b"\1" * (until - start)


def _extent(match: re.Match[str]) -> tuple[int, int]:
    text = match[0]
    return match.start() + len(text) - len(text.lstrip()), match.end() - (len(text) - len(text.rstrip()))


ANY_DAY = date(2000, 1, 1)
"""Stands in for an unknown day of publication, to tell what kind of expression it is."""


def _meaning(text: str, match: re.Match[str], form: TimeForm, anchor: date | None) -> Meaning | None:
    if not _is_time(text, match, form):
        return None
    seen = Seen(match, anchor or ANY_DAY, partial(tense, text, *match.span()))
    try:
        meaning = form.read(seen)
    except (ValueError, OverflowError):  # a day beyond the calendar: "10,000 years ago"
        return None
    if meaning is None or anchor is not None or not form.anchored or seen.has("y"):
        return meaning
    return replace(meaning, confidence=0.0)


# --- what only looks like a time --------------------------------------------------------------------------------


def _is_time(text: str, match: re.Match[str], form: TimeForm) -> bool:
    """Whether a match is a time at all, and not a person called May, a resolution's number or a newspaper's name."""
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 30]
    groups = match.groupdict()
    if groups.get("w"):
        return not _NEWSPAPER.match(after)
    if groups.get("in"):
        return not _FIRST_IN.search(before)
    if groups.get("m") and not (groups.get("d") or groups.get("y") or groups.get("part")):
        return _is_month(groups["m"], before, after)
    return form is not YEARS or _is_year(before, after)


_NEWSPAPER = re.compile(r" (?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|World|Night Live|Service|Star)\b")
_FIRST_IN = re.compile(r"\b(?:first(?: time)?|best|most|least|\w+est|record|once|twice|times?)(?: \w+){0,3} $")
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|last|next|of|from|for|to|early|late|mid|this|and|or|through|before|after|during|"
    r"between|than|the|a|every|each|on|as|per|with|beginning|starting|effective|’s|'s|its|over|previous|past)[ -]"
    r"|[,(/;:–—-] ?)$",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(
    r" (?:\d|data|figures?|report|elections?|summit|meeting|deadline|sales|imports?|exports?|shipments?|"
    r"deliver\w+|was|is|saw)\b"
)
_ALSO_WORDS = frozenset(("May", "March"))
_CALLED_MAY = re.compile(r"\b(?:Theresa|Ms|Mrs|Mr|Minister|Prime) $")


def _is_month(name: str, before: str, after: str) -> bool:
    """A month's full name counts; May, March and short forms only where a month can stand."""
    likely = bool(_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after))
    bare = name.rstrip(".")
    if bare in _ALSO_WORDS or len(bare) <= len("Sept"):
        return likely and not _CALLED_MAY.search(before)
    return likely or not re.match(r" [A-Z][a-z]", after)


_NO_YEAR_BEFORE = re.compile(
    r"(?:\b(?:[Rr]esolutions?|UNSCR|[Nn]o|[Nn]os|[Nn]umbers?|[Ff]light|[Aa]rticles?|[Ss]ections?|[Pp]ages?|"
    r"[Rr]oom|[Mm]odel|"
    r"[Rr]egulation|[Oo]rder|[Dd]irective)(?:\.|\b)[\s\d,./()]*(?:and )?|[$€£¥#]"
    r"|\b(?:about|around|some|nearly|almost|roughly|approximately|over|than|"
    r"(?<!since at )(?<!until at )(?<!from at )least|most|additional|another|exactly|"
    r"only|"
    r"these|those) )$"
)
_COUNTED = re.compile(
    r" (?:more |new |North |South |[A-Z]\w+n |[A-Z]\w+se )?(?:troops|soldiers|people|workers|men|women|tons|"
    r"tonnes|km|miles|"
    r"kilomet\w+|met\w+s|feet|dollars|euros|yuan|barrels|vehicles|ships|vessels|drones|missiles|shells|rounds|"
    r"hours|years|"
    r"days|GMT|UTC|hrs|percent|points|pounds|members|cases|deaths|others|civilians|houses|homes|buildings|units|"
    r"items|"
    r"companies|individuals|entities|jobs|mt|square|cubic)\b"
)


def _is_year(before: str, after: str) -> bool:
    return not (_NO_YEAR_BEFORE.search(before) or _COUNTED.match(after))
