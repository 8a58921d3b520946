"""Time expressions in running text, and the days they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from navicert.evidence import date_rules as rules
from navicert.evidence.date_rules import (
    CLOCK,
    EDGE,
    NUM,
    ORD,
    PART,
    TIME,
    TO,
    UNIT,
    D,
    M,
    Meaning,
    Reader,
    Rule,
    Seen,
    W,
    Y,
)
from navicert.evidence.model import Article, PageReading, ResolvedDate
from navicert.evidence.tense import tense

VERSION = "dates 1"

_REL = r"(?P<rel>[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Uu]pcoming|[Tt]his)"
_PARTED = rf"(?:{PART}|{EDGE} )?"
_NUM = rf"(?P<n>{NUM})"
_FROM = r"(?P<from>of|from|after|following|since|starting|before|until|prior to)"
_EVENT = r"(?: (?:approval|adoption|vote|passage|resolution|decision|date|deadline|announcement|attack|launch|test|meeting|signing|ruling|invasion))?"


_NEEDED = {
    "month": re.compile(M),
    "weekday": re.compile(W),
    "unit": re.compile(rf"\b(?:{UNIT}s?)\b"),
    "year": re.compile(r"(?:1[89]|20)\d\d"),
}
"""What a text must hold for some rules to be worth trying."""


def _rule(pattern: str, meaning: Reader, *, anchored: bool = True) -> Rule:
    compiled = re.compile(pattern)
    groups = compiled.groupindex
    needed = (
        "month" if "m" in groups and "w" not in groups else "weekday" if "w" in groups and "m" not in groups else None
    )
    if needed is None and "unit" in groups:
        needed = "unit"
    return compiled, anchored, meaning, needed


RULES: tuple[Rule, ...] = (
    _rule(
        rf"\b{_NUM}[ -](?P<unit>{UNIT})s? {_FROM} (?:the |its |their |a )?(?:(?P<m>{M}) (?P<d>{D}){ORD}\b(?:,? (?P<y>{Y})\b)?){_EVENT}",
        rules.counted_from,
    ),
    _rule(
        rf"\b{_NUM}[ -](?P<unit>{UNIT})s? {_FROM} (?:the |its |their |a )?(?:(?P<d>{D}){ORD} (?P<m>{M})\b(?:,? (?P<y>{Y})\b)?){_EVENT}",
        rules.counted_from,
    ),
    _rule(
        rf"\b{_NUM}[ -](?P<unit>{UNIT})s? {_FROM} (?:(?P<m>{M})(?: (?P<y>{Y})\b)?|(?P<w>{W}))(?! \d)",
        rules.counted_from,
    ),
    _rule(
        rf"\b(?P<m>{M}) (?P<d>{D}){ORD}{TO}(?P<d2>{D}){ORD}\b(?!,? ?(?:percent|%|million|billion|,\d))(?:,? (?P<y>{Y})\b)?",
        rules.days_of_month,
    ),
    _rule(rf"\b(?P<d>{D}){ORD}{TO}(?P<d2>{D}){ORD} (?P<m>{M})\b(?:,? (?P<y>{Y})\b)?", rules.days_of_month),
    _rule(rf"\b(?P<m>{M}) (?P<d>{D}){ORD}{TO}(?P<m2>{M}) (?P<d2>{D}){ORD}\b(?:,? (?P<y>{Y})\b)?", rules.from_day_to_day),
    _rule(rf"\b(?P<d>{D}){ORD} (?P<m>{M}){TO}(?P<d2>{D}){ORD} (?P<m2>{M})\b(?:,? (?P<y>{Y})\b)?", rules.from_day_to_day),
    _rule(rf"(?<=[Bb]etween )(?P<m>{M}) (?P<d>{D}){ORD} and (?P<m2>{M}) (?P<d2>{D}){ORD}\b(?:,? (?P<y>{Y})\b)?", rules.from_day_to_day),
    _rule(rf"(?<=[Bb]etween )(?P<d>{D}){ORD} (?P<m>{M}) and (?P<d2>{D}){ORD} (?P<m2>{M})\b(?:,? (?P<y>{Y})\b)?", rules.from_day_to_day),
    _rule(rf"\b(?:{W},? (?:the )?)?(?P<m>{M})[ ,] ?(?P<d>{D}){ORD},? (?P<y>{Y})\b", rules.full_day, anchored=False),
    _rule(rf"\b(?:{W},? (?:the )?)?(?P<d>{D}){ORD} (?:of )?(?P<m>{M}),? (?P<y>{Y})\b", rules.full_day, anchored=False),
    _rule(r"\b(?P<y>(?:19|20)\d\d)[-/.](?P<n>\d\d?)[-/.](?P<d>\d\d?)\b", rules.iso_day, anchored=False),
    _rule(rf"\b(?P<w>{W}),? ?\(?(?:the )?(?:(?P<m>{M})[ ,] ?(?P<d>{D}){ORD})\b\)?(?!,?\d)", rules.day_of_month),
    _rule(rf"\b(?P<w>{W}),? ?\(?(?:the )?(?P<d>{D}){ORD} (?:of )?(?P<m>{M})\b\)?", rules.day_of_month),
    _rule(rf"\b(?:[Tt]he )?(?:(?P<n>{NUM}) )?(?P<unit>month|year)s? (?:to|ended|ending)(?: in)? (?P<m>{M})\b(?! {D}\b)(?: (?P<y>{Y})\b)?", rules.months_to),
    _rule(rf"\b(?P<w>{W})(?: {TIME})? (?P<week>last|next) week\b", rules.weekday),
    _rule(rf"{_PARTED}\b(?P<m>{M}),? (?:of )?(?P<y>{Y})\b", rules.month_of_year, anchored=False),
    _rule(rf"(?:\b{CLOCK} (?:on )?)?\b(?P<m>{M}),? ?(?P<d>{D}){ORD}\b(?![,.]\d|[\d%]| ?(?:percent|per cent|million|billion))", rules.day_of_month),
    _rule(rf"(?:\b{CLOCK} (?:on )?)?\b(?<![$.,])(?P<d>{D}){ORD} (?:of )?(?P<m>{M})\b", rules.day_of_month),
    _rule(rf"\b(?P<m>{M})(?: ?[-–—/] ?| to | through | and )(?P<m2>{M})\b(?! {D}\b)(?:,? (?:of )?(?P<y>{Y})\b)?", rules.months),
    _rule(rf"(?:{PART}|\bthe )?(?P<y>(?:1[89]|20)\d0)['’]?s\b", rules.decade, anchored=False),
    _rule(
        rf"\b(?:the )?(?P<nth>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[- ](?P<what>quarter|half) (?:of |in )?(?:(?:fiscal )?(?P<y>{Y})\b|{_REL} year|(?:the|this) year)",
        rules.quarter,
    ),
    _rule(rf"\bQ(?P<q>[1-4])(?: of)?(?: (?P<y>{Y})\b| {_REL} year)?", rules.quarter),
    _rule(r"\b(?:[Tt]he )?(?P<nth>first|second|third|fourth)[- ](?P<what>quarter)\b", rules.quarter),
    _rule(rf"\b(?:[Tt]he )?first (?P<n>{NUM}) months of (?:(?P<y>{Y})\b|{_REL} year|the year)", rules.first_months),
    _rule(rf"\b{_REL} (?P<season>spring|summer|autumn|winter)\b", rules.season),
    _rule(rf"\b(?P<season>spring|summer|autumn|winter|fall) (?:of )?(?P<y>{Y})\b", rules.season, anchored=False),
    _rule(rf"\b(?:[Tt]he )?(?P<rel>[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming) (?P<n>{NUM}) (?P<unit>{UNIT})s\b", rules.past_units),
    _rule(rf"\b[Tt]he (?P<rel>past|last|coming) (?P<unit>{UNIT})\b", rules.past_units),
    _rule(rf"{_PARTED}\b{_REL} (?P<unit>week|month|quarter|year|decade)\b(?!['’]?-old|s\b)", rules.calendar_unit),
    _rule(rf"(?:\b{PART}|\b{EDGE} )the (?P<unit>week|month|quarter|year|decade)\b", rules.the_unit),
    _rule(rf"\b(?P<n>{NUM}) (?P<unit>{UNIT})s? ago\b", rules.ago),
    _rule(rf"\b(?P<in>[Ww]ithin|[Ii]n) (?:the )?(?:next |coming )?(?P<n>{NUM}) (?P<unit>{UNIT})s?\b(?! (?:of|from|after|ago|earlier|later|before)\b|['’])", rules.within),
    _rule(rf"\b(?:[Tt]he |{_REL} )?(?<![A-Z]-)weekend\b", rules.the_weekend),
    _rule(rf"(?:\b{CLOCK} (?:on )?)?\b(?:(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]ast|[Pp]revious) )?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -](?:on )?)?(?P<w>{W})(?: {TIME})?\b", rules.weekday),
    _rule(r"(?<!of )(?<!for )(?<!\w-)\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Oo]vernight|[Tt]onight)\b(?!['’]s)", rules.near_day),
    _rule(
        rf"(?:{_PARTED}|\b{_REL} )\b(?P<m>{M})(?![\w'’]*-)\b",
        rules.month_alone,
    ),
    _rule(rf"(?:{PART}|(?:{EDGE} )?(?<![\w$€£,.:/-]))(?P<y>{Y})(?:(?: ?[-–—/] ?| to | through )(?P<y2>{Y}|\d\d)\b)?(?![\w%/]|[,.]\d|-\d)", rules.years, anchored=False),
)  # fmt: skip
"""Forms in the order in which they are tried."""

_TRIGGER = re.compile(
    rf"(?i:{M}|{W}|\d{{4}}|\bweeks?\b|\bmonths?\b|\byears?\b|\bdays?\b|quarter|decade|century|\bQ\d|day\b|night\b|summer|winter|spring|autumn|\bfall\b|weekend|tomorrow)"
)
_RELATION = re.compile(
    r"\b(since|until|till|by|before|after|within|from|through|during|effective|as of|starting|prior to|between)(?: the)? $",
    re.IGNORECASE,
)


def find_dates(reading: PageReading) -> tuple[ResolvedDate, ...]:
    """The time expressions in the bodies of all articles; those that need an unknown publication date have no days."""
    return tuple(found for article in reading.articles for found in _in_article(reading, article))


def _in_article(reading: PageReading, article: Article) -> Iterator[ResolvedDate]:
    anchor = article.published.day
    number = 0
    for line in reading.body_lines(article):
        for start, end, meaning in expressions(reading.page.text[line.start : line.end], anchor):
            number += 1
            at = line.start + start
            yield _record(
                reading.page.text, f"{article.id}.d{number}", article.id, (at, line.start + end), meaning, anchor
            )


def _record(
    text: str, record_id: str, article_id: str, extent: tuple[int, int], meaning: Meaning, anchor: date | None
) -> ResolvedDate:
    start, end = extent
    relation = _RELATION.search(text[max(0, start - 20) : start])
    known = meaning.days if meaning.confidence > 0 else None
    return ResolvedDate(
        id=record_id,
        article_id=article_id,
        start=start,
        end=end,
        text=text[start:end],
        first=known.first if known else None,
        last=known.last if known else None,
        kind=meaning.kind,
        precision=meaning.precision,
        confidence=meaning.confidence,
        extractor=VERSION,
        anchor=anchor,
        relation=relation[1].lower() if relation else None,
    )


def expressions(text: str, anchor: date | None) -> list[tuple[int, int, Meaning]]:
    """The time expressions of one paragraph in order: start, end and meaning, which has confidence 0 where the
    publication date would be needed and is not known."""
    if not _TRIGGER.search(text):
        return []
    there = {word for word, pattern in _NEEDED.items() if pattern.search(text)}
    found: list[tuple[int, int, Meaning]] = []
    claimed = bytearray(len(text))
    for pattern, anchored, read, needed in RULES:
        if needed and needed not in there:
            continue
        for match in pattern.finditer(text):
            start, end = _extent(match)
            if any(claimed[start:end]):
                continue
            meaning = _meaning(text, match, anchored, read, anchor)
            if meaning is not None:
                found.append((start, end, meaning))
                until = match.end("unit") if read is rules.counted_from else end
                claimed[start:until] = b"\1" * (until - start)
    return sorted(found, key=lambda item: item[:2])


def _extent(match: re.Match[str]) -> tuple[int, int]:
    text = match[0]
    start = match.start() + len(text) - len(text.lstrip())
    return start, match.end() - (len(text) - len(text.rstrip()))


ANY_DAY = date(2000, 1, 1)


def _meaning(text: str, match: re.Match[str], anchored: bool, read: Reader, anchor: date | None) -> Meaning | None:
    if not _is_time(text, match):
        return None
    known = anchor or ANY_DAY
    seen = Seen(match, known, partial(tense, text, *match.span()))
    try:
        meaning = read(seen)
    except (ValueError, OverflowError):  # a day beyond the calendar: "10,000 years ago"
        return None
    if meaning is None or anchor is not None or not anchored or seen.has("y"):
        return meaning
    return replace(meaning, confidence=0.0)


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Whether a match is a time at all, and not a person called May, a resolution's number or a newspaper's name."""
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 30]
    groups = match.groupdict()
    if groups.get("w"):
        return not _NEWSPAPER.match(after)
    if groups.get("in"):
        return not _FIRST_IN.search(before)
    if groups.get("m") and not groups.get("d") and not groups.get("y") and not groups.get("part"):
        return _is_month(groups["m"], before, after)
    if groups.get("y") and match.re is RULES[-1][0]:
        return _is_year(match, before, after)
    return True


_FIRST_IN = re.compile(
    r"\b(?:first(?: time)?|highest|lowest|worst|best|most|least|biggest|largest|deadliest|\w+est|record|once|twice|times?)(?: \w+){0,3} $"
)
_NEWSPAPER = re.compile(r" (?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|World|Night Live|Service|Star)\b")
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|last|next|of|from|for|to|early|late|mid|this|and|or|through|before|after|during|between|"
    r"than|the|a|every|each|on|as|per|with|beginning|starting|effective|’s|'s|its|over|previous|past)[ -]|[,(/;:–—-] ?)$",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(
    r" (?:\d|data|figures?|report|elections?|summit|meeting|deadline|sales|imports?|exports?|shipments?|deliver\w+|was|is|saw)\b"
)


def _is_month(name: str, before: str, after: str) -> bool:
    """A month's full name counts, but May, March, April, June, August and short forms only where a month can stand."""
    likely = bool(_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after))
    if name.rstrip(".") in _ALSO_WORDS or len(name.rstrip(".")) <= 4:
        return likely and not re.search(r"\b(?:Theresa|Ms|Mrs|Mr|Minister|Prime) $", before)
    return likely or not re.match(r" [A-Z][a-z]", after)


_ALSO_WORDS = frozenset(("May", "March"))
_NOT_YEARS_BEFORE = re.compile(
    r"(?:\b(?:[Rr]esolutions?|UNSCR|[Nn]o|[Nn]os|[Nn]umbers?|[Ff]light|[Aa]rticles?|[Ss]ections?|[Pp]ages?|[Rr]oom|[Mm]odel|[Rr]egulation|[Oo]rder|"
    r"[Dd]irective)(?:\.|\b)[\s\d,./()]*(?:and )?|[$€£¥#]|\b(?:about|around|some|nearly|almost|roughly|approximately|over|than|least|most|"
    r"additional|another|exactly|only|these|those) )$"
)
_COUNTED = re.compile(
    r" (?:more |new |North |South |[A-Z]\w+n |[A-Z]\w+se )?(?:troops|soldiers|people|workers|men|women|tons|tonnes|km|miles|kilomet\w+|met\w+s|feet|"
    r"dollars|euros|yuan|barrels|vehicles|ships|vessels|drones|missiles|shells|rounds|hours|years|days|GMT|UTC|hrs|percent|points|pounds|members|"
    r"cases|deaths|others|civilians|houses|homes|buildings|units|items|companies|individuals|entities|jobs|mt|square|cubic)\b"
)


def _is_year(match: re.Match[str], before: str, after: str) -> bool:
    return not (_NOT_YEARS_BEFORE.search(before) or _COUNTED.match(after))
