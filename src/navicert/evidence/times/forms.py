"""The forms in which English news writes times, in the order in which they are tried; the first to claim keeps.

What a form means follows the field's annotation standard for time expressions (TIMEX3, ISO 24617-1) where it is
definite; where it is not, the docstring of the form's meaning says what is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from navicert.evidence.times import counted, near, printed
from navicert.evidence.times.terms import CLOCK, EDGE, NUM, ORD, PART, TIME, TO, UNIT, D, M, Reader, W, Y

_M_D = rf"(?P<m>{M})[ ,] ?(?P<d>{D}){ORD}"
_D_M = rf"(?P<d>{D}){ORD} (?:of )?(?P<m>{M})"
_M2_D2 = rf"(?P<m2>{M}) (?P<d2>{D}){ORD}"
_D2_M2 = rf"(?P<d2>{D}){ORD} (?P<m2>{M})"
_YEAR = rf"(?:,? (?P<y>{Y})\b)?"
_OF_YEAR = rf"(?:,? (?:of )?(?:(?P<y>{Y})\b|(?P<rel>last|this|next) year\b))?"
_WEEKDAY = rf"(?:{W},? (?:the )?)?"
_NOT_A_NUMBER = r"(?![,.]\d|[\d%]| ?(?:percent|per cent|million|billion))"
_REL = r"(?P<rel>[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Uu]pcoming|[Tt]his)"
_PARTED = rf"(?:{PART}|{EDGE} )?"
_COUNT = rf"(?P<n>{NUM})[ -](?P<unit>{UNIT})s?"
_FROM = r"(?P<from>of|from|after|following|since|starting|before|until|prior to) "
_THE = r"(?:the |its |their |a )?"
_EVENT = (
    r"(?: (?:approval|adoption|vote|passage|resolution|decision|date|deadline|announcement|attack|launch|test|meeting|"
    r"signing|ruling|invasion))?"
)
_AT = rf"(?:\b{CLOCK} (?:on )?)?"
_UNIT = r"(?P<unit>week|month|quarter|year|decade)\b"
_NTH = r"(?P<nth>first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
_OF_WHICH_YEAR = rf"(?:(?:fiscal )?(?P<y>{Y})\b|{_REL} year|(?:the|this) year)"
_WHICH = r"(?:(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]ast|[Pp]revious) )?"


@dataclass(frozen=True, slots=True)
class TimeForm:
    """A pattern and what its matches mean; whether the publication date is needed, and what a text must hold for it."""

    pattern: re.Pattern[str]
    read: Reader
    anchored: bool
    needed: str | None


NEEDED = {
    "month": re.compile(M),
    "weekday": re.compile(W),
    "unit": re.compile(rf"\b(?:{UNIT}s?)\b"),
}
"""What a text must hold for some forms to be worth trying."""


def _form(pattern: str, read: Reader, *, anchored: bool = True) -> TimeForm:
    compiled = re.compile(pattern)
    groups = compiled.groupindex.keys()
    named = [word for word, group in (("month", "m"), ("weekday", "w"), ("unit", "unit")) if group in groups]
    optional = {"m", "w"} <= groups
    return TimeForm(compiled, read, anchored, named[0] if named and not optional else None)


_COUNTED = (
    _form(rf"\b{_COUNT} {_FROM}{_THE}(?:(?P<m>{M}) (?P<d>{D}){ORD}\b{_YEAR}){_EVENT}", counted.counted_from),
    _form(rf"\b{_COUNT} {_FROM}{_THE}(?:(?P<d>{D}){ORD} (?P<m>{M})\b{_YEAR}){_EVENT}", counted.counted_from),
    _form(rf"\b{_COUNT} {_FROM}(?:(?P<m>{M})(?: (?P<y>{Y})\b)?|(?P<w>{W}))(?! \d)", counted.counted_from),
)
_RANGES = (
    _form(rf"\b(?P<m>{M}) (?P<d>{D}){ORD}{TO}(?P<d2>{D}){ORD}\b{_NOT_A_NUMBER}{_YEAR}", printed.days_of_month),
    _form(rf"\b(?P<d>{D}){ORD}{TO}(?P<d2>{D}){ORD} (?P<m>{M})\b{_YEAR}", printed.days_of_month),
    _form(rf"(?<=[Bb]etween )(?P<d>{D}){ORD} and (?P<d2>{D}){ORD} (?P<m>{M})\b{_YEAR}", printed.days_of_month),
    _form(
        rf"\b(?P<m>{M}) (?P<d>{D}){ORD} and (?P<d2>{D}){ORD}\b(?! (?:[a-z]+s|other|North|"
        rf"South)\b){_NOT_A_NUMBER}{_YEAR}",
        printed.following_days,
    ),
    _form(
        rf"(?<!and )\b(?P<d>{D}){ORD} and (?P<d2>{D}){ORD} (?P<m>{M})\b{_YEAR}",
        printed.following_days,
    ),
    _form(
        rf"(?<=[Bb]etween )(?P<m>{M}) (?P<d>{D}){ORD} and (?P<d2>{D}){ORD}\b{_NOT_A_NUMBER}{_YEAR}",
        printed.days_of_month,
    ),
    _form(rf"\b(?P<m>{M}) (?P<d>{D}){ORD}{TO}{_M2_D2}\b{_YEAR}", printed.from_day_to_day),
    _form(rf"\b(?P<d>{D}){ORD} (?P<m>{M}){TO}{_D2_M2}\b{_YEAR}", printed.from_day_to_day),
    _form(rf"(?<=[Bb]etween )(?P<m>{M}) (?P<d>{D}){ORD} and {_M2_D2}\b{_YEAR}", printed.from_day_to_day),
    _form(rf"(?<=[Bb]etween )(?P<d>{D}){ORD} (?P<m>{M}) and {_D2_M2}\b{_YEAR}", printed.from_day_to_day),
)
_DAYS = (
    _form(rf"\b{_WEEKDAY}{_M_D},? (?P<y>{Y})\b", printed.full_day, anchored=False),
    _form(rf"\b{_WEEKDAY}{_D_M},? (?P<y>{Y})\b", printed.full_day, anchored=False),
    _form(r"\b(?P<y>(?:19|20)\d\d)[-/.](?P<n>\d\d?)[-/.](?P<d>\d\d?)\b", printed.iso_day, anchored=False),
    _form(rf"\b(?P<w>{W}),? ?\(?(?:the )?(?:{_M_D})\b\)?(?!,?\d)", near.day_of_month),
    _form(rf"\b(?P<w>{W}),? ?\(?(?:the )?{_D_M}\b\)?", near.day_of_month),
)
_MONTHS_TO = rf"(?P<unit>month|year)s? (?:to|ended|ending)(?: in)? (?P<m>{M})\b(?! {D}\b)(?: (?P<y>{Y})\b)?"
_MONTHS = (
    _form(rf"\b(?:[Tt]he )?(?:(?P<n>{NUM}) )?{_MONTHS_TO}", counted.months_to),
    _form(rf"\b(?P<w>{W})(?: {TIME})? (?P<week>last|next) week\b", near.weekday),
    _form(rf"\b(?P<m>{M})(?: ?[-–—/] ?| to | through )(?P<m2>{M})\b(?! {D}\b){_OF_YEAR}", near.months),
    _form(
        rf"(?:\b[Ff]rom )?\b(?P<m>{M}) (?P<y>{Y})(?: ?[-–—] ?| to | until | through | and )(?P<m2>{M}) (?P<y2>{Y})\b",
        printed.months_of_years,
        anchored=False,
    ),
    _form(rf"(?<=[Bb]etween )(?P<m>{M}) and (?P<m2>{M})\b(?! {D}\b){_OF_YEAR}", near.months),
    _form(rf"{_PARTED}\b(?P<m>{M}),? (?:of )?(?P<y>{Y})\b", printed.month_of_year, anchored=False),
    _form(rf"{_PARTED}\b(?P<m>{M}),? (?:of )?{_REL} year\b", near.month_alone),
    _form(rf"{_AT}\b(?P<m>{M}),? ?(?P<d>{D}){ORD}\b{_NOT_A_NUMBER}", near.day_of_month),
    _form(rf"{_AT}\b(?<![$.,]){_D_M}\b", near.day_of_month),
)
_YEARS_PARTS = (
    _form(rf"(?:{PART}|\bthe )?(?P<y>(?:1[89]|20)\d0)['’]?s\b", printed.decade, anchored=False),
    _form(rf"\b(?:the )?{_NTH}[- ](?P<what>quarter|half) (?:of |in )?{_OF_WHICH_YEAR}", near.quarter),
    _form(rf"\bQ(?P<q>[1-4])(?: of)?(?: (?P<y>{Y})\b| {_REL} year)?", near.quarter),
    _form(r"\b(?:[Tt]he )?(?P<nth>first|second|third|fourth)[- ](?P<what>quarter)\b", near.quarter),
    _form(rf"\b(?:[Tt]he )?first (?P<n>{NUM}) months of (?:(?P<y>{Y})\b|{_REL} year|the year)", near.first_months),
    _form(rf"\b{_REL} (?P<season>spring|summer|autumn|winter)\b", near.season),
    _form(rf"\b(?P<season>spring|summer|autumn|winter|fall) (?:of )?(?P<y>{Y})\b", near.season, anchored=False),
)
_UNITS = (
    _form(
        rf"\b(?:[Tt]he )?(?P<rel>[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming) (?P<n>{NUM}) (?P<unit>{UNIT})s\b",
        counted.past_units,
    ),
    _form(rf"\b[Tt]he (?P<rel>past|last|coming) (?P<unit>{UNIT})\b", counted.past_units),
    _form(rf"{_PARTED}\b{_REL} {_UNIT}(?!['’]?-old|s\b)", near.calendar_unit),
    _form(rf"(?:{PART}|{EDGE} )the {_UNIT}", near.the_unit),
    _form(rf"\b(?P<n>{NUM}) (?P<unit>{UNIT})s? ago\b", counted.ago),
    _form(
        rf"\b(?P<in>[Ww]ithin|[Ii]n) (?:the )?(?:next |coming )?(?P<n>{NUM}) (?P<unit>{UNIT})s?\b"
        r"(?! (?:of|from|after|ago|earlier|later|before|to|ended)\b|['’])",
        counted.within,
    ),
)
_NEAR = (
    _form(rf"\b(?:[Tt]he |{_REL} )?(?<![A-Z]-)weekend\b", near.the_weekend),
    _form(rf"{_AT}\b{_WHICH}(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -](?:on )?)?(?P<w>{W})(?: {TIME})?\b", near.weekday),
    _form(
        r"(?:(?<!of )(?<!for )(?<!\w-)|(?=\w+['’]s\b))\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Oo]vernight|"
        r"[Tt]onight)\b",
        near.near_day,
    ),
    _form(rf"(?:{_PARTED}|\b{_REL} )\b(?P<m>{M})(?![\w'’]*-)\b", near.month_alone),
)
_DAY_OF_MONTH = _form(
    r"\bon the (?P<d>[12]?\d|3[01])(?:st|nd|rd|th)\b(?= ?[,.;)]|$| (?:at|in|that|and|by|after|when|to|from|with)\b)",
    near.day_alone,
)
YEARS = _form(
    rf"(?:{PART}|(?:{EDGE} )?(?<![\w$€£,.:/-]))(?P<y>{Y})(?:(?: ?[-–—/] ?| to | through )(?P<y2>{Y}|\d\d)\b)?"
    r"(?![\w%/]|[,.]\d|-[\da-z])",
    printed.years,
    anchored=False,
)

TIME_FORMS: tuple[TimeForm, ...] = (
    *_COUNTED,
    *_RANGES,
    *_DAYS,
    *_MONTHS,
    *_YEARS_PARTS,
    *_UNITS,
    *_NEAR,
    _DAY_OF_MONTH,
    YEARS,
)

TRIGGER = re.compile(
    rf"(?i:{M}|{W}|\d{{4}}|\bweeks?\b|\bmonths?\b|\byears?\b|\bdays?\b|quarter|decade|century|\bQ\d|day\b|night\b|summer|winter|"
    r"spring|autumn|\bfall\b|weekend|tomorrow|today|tonight|overnight|\bon the \d)"
)
"""Without any of these a text holds no time."""
