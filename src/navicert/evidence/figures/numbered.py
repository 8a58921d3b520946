"""Numbers with what stands after them: money, measures, rates, shares, counted things; single or as ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from navicert.evidence.calendar_words import MONTHS
from navicert.evidence.figures.form import COMPARED, Form, compared_after, compared_before
from navicert.evidence.figures.nouns import FILE, Noun, counted_name, noun_after
from navicert.evidence.figures.numbers import NUMBER, SCALE, value
from navicert.evidence.figures.units import (
    CURRENCY_SIGN,
    CURRENCY_WORD,
    DURATIONS,
    MEASURE,
    currency_name,
    measure_name,
    sign_name,
)
from navicert.evidence.model import Comparator
from navicert.evidence.word_files import words_under

_DOZENS = {"a dozen": 12, "dozen": 12, "half a dozen": 6, "two dozen": 24, "three dozen": 36, "a couple of": 2}
_ROUND = r"\b(?:hundred|thousand|million|billion|trillion)\b"
_WITH_ARTICLE = rf"(?i:{'|'.join(sorted(_DOZENS, key=len, reverse=True))}|(?:half )?a(?= {_ROUND}) {_ROUND})"
_AMOUNT = re.compile(
    rf"(?:(?<!\w)(?i:{COMPARED}) (?:the |just |only |a further |an additional )?)?(?P<between>[Bb]etween )?"
    rf"(?P<sign>(?<!\w){CURRENCY_SIGN} ?)?(?<![\w.,/:-])(?<![$€£]\d)(?P<number>(?:{_WITH_ARTICLE}\b|{NUMBER}))"
    rf"(?:(?P<inner>/(?:bbl|bl|b|t|mt|kg|barrel|tonne))?(?P<joint> ?[-–—] ?| to | or |"
    rf" and )(?P<sign2>{CURRENCY_SIGN} ?)?(?P<number2>{NUMBER}))?"
    r"(?P<plus>-plus\b|\+)?"
)
"""Comparator, sign of a currency, number, the upper end of a range; the unit is sought at its end."""


def numbered(text: str) -> Iterator[Form]:
    """The numbers of a paragraph that measure or count something."""
    at = 0
    while match := _AMOUNT.search(text, at):
        form = _range(text, match) or _single(text, match)
        at = max(form.end if form else match.end("number"), match.start() + 1)
        if form is not None:
            yield form


def _range(text: str, match: re.Match[str]) -> Form | None:
    """As in "between six and 10", "$10-15 million", "two or three": both ends share the unit that follows."""
    if match["number2"] is None or (match["joint"] == " and " and not match["between"]):
        return None
    low, high = _number(match["number"]), value(match["number2"])
    scale = re.search(SCALE + "$", match["number2"])
    if scale and low < SMALL and not re.search(SCALE + "$", match["number"]):
        low *= high / value(match["number2"][: scale.start()])
    if not low < high <= MOST_APART * low or _YEAR.fullmatch(match["number"]):
        return None
    form = _measured(text, match, match.end("number2"), low)
    return None if form is None else replace(form, high=high)


SMALL = 1000
"""A number below this shares the "million" of the upper end; a greater one is written out."""
MOST_APART = 100
"""How many times the lower end of a range its upper end may be."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def _single(text: str, match: re.Match[str]) -> Form | None:
    end = match.end("plus") if match["plus"] and match["number2"] is None else match.end("number")
    return _measured(text, match, end, _number(match["number"]))


def _number(text: str) -> Decimal:
    key = text.lower()
    if key in _DOZENS:
        return Decimal(_DOZENS[key])
    if key.startswith(("a ", "half a ")):
        whole = value("one " + key.split()[-1])
        return whole / 2 if key.startswith("half") else whole
    return value(text)


class _Unit(NamedTuple):
    """A unit, where it ends, the kind of amount it makes, and how sure."""

    name: str
    end: int
    kind: str
    confidence: float


_OR_MORE = re.compile(r" or (?P<way>more|fewer|less)(?= [a-z])")


def _measured(text: str, match: re.Match[str], end: int, amount: Decimal) -> Form | None:
    """The amount with the unit that stands at `end`, or None where nothing there can be counted."""
    if _is_no_amount(text, match, end):
        return None
    inner = _OR_MORE.match(text, end)
    unit = _unit(text, match, inner.end() if inner else end, amount)
    if unit is None:
        return None
    comparator = _comparator(text, match, inner, unit.end)
    unit = _as_rate(text, unit)
    if unit.name in SHARES and _falls(text, match.start("number"), unit.end):
        amount = -amount
    start = match.start("number") if match["between"] and match["number2"] is None else match.start()
    return Form(start, unit.end, amount, unit.name, comparator, unit.kind, unit.confidence)


SHARES = ("percent", "percentage point")


def _comparator(text: str, match: re.Match[str], inner: re.Match[str] | None, end: int) -> Comparator:
    if inner:
        return ">=" if inner["way"] == "more" else "<="
    if match["plus"]:
        return ">="
    return compared_after(text, end) or compared_before(match)


# --- what looks like an amount and is none ----------------------------------------------------------------------

_NUMBERED = "|".join(sorted(words_under("numbered", FILE), key=len, reverse=True))
_NUMBERED_BEFORE = re.compile(rf"(?:\b(?i:{_NUMBERED})(?:\.|\b)[\s\d,./()]*(?:and )?|#)$")
_CLOCK_AFTER = re.compile(
    r"(?:[:.]\d\d)? ?(?:[ap]\.?m\b|GMT|UTC|o['’]clock|hours GMT|[A-Z]{2,3}T\b)|(?:st|nd|rd|th)\b|['’]s\b(?! )|:\d\d"
)


_YEAR_OF_DAY = re.compile(rf"\b(?:{MONTHS})\.?,? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?$")


def _is_no_amount(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a number names a thing ("resolution 2270", "flight 370"), a time of day or a rank."""
    start = match.start("number")
    if match["number"].lower() == "one" and re.search(
        r"\b(?:[Nn]ot|[Nn]o|[Nn]ever) $", text[max(0, start - 8) : start]
    ):
        return True  # "not one litre"
    if _YEAR.fullmatch(match["number"]) and _YEAR_OF_DAY.search(text[max(0, start - 20) : start]):
        return True
    return bool(_NUMBERED_BEFORE.search(text[max(0, start - 60) : start]) or _CLOCK_AFTER.match(text, end))


# --- units ------------------------------------------------------------------------------------------------------


def _unit(text: str, match: re.Match[str], end: int, amount: Decimal) -> _Unit | None:
    sign = match["sign"] or match["sign2"]
    if sign:
        return _Unit(sign_name(sign), end, "money", 0.97)
    at = end + (text[end : end + 1] in (" ", "\u00a0", "-"))
    if word := CURRENCY_WORD.match(text, at):
        return _Unit(currency_name(word), word.end(), "money", 0.95)
    if (pounds := _POUNDS.match(text, at)) and _is_money(text, match, pounds.end(), amount):
        return _Unit("GBP", pounds.end(), "money", 0.85)
    if unit := MEASURE.match(text, at):
        return _measure(text, match, unit)
    if text[end : end + 1] == "-":
        return _hyphened(text, end)
    return _counted(text, match, end, amount)


_POUNDS = re.compile(r"pounds?\b")
_PAID = re.compile(
    r"\b(?:fine[ds]?|paid|pay|cost|worth|spent|price|earned|raised|invest\w+|penalty|debt|loan)\b[^.]{0,40}$"
)


def _is_money(text: str, match: re.Match[str], end: int, amount: Decimal) -> bool:
    """Whether pounds are money and no weight: a sum in dollars follows, or millions that nothing is weighed in."""
    if re.match(r" of \w+", text[end:]):
        return False
    around = text[max(0, match.start() - 60) : match.start()]
    return bool(re.match(r" ?\([$€]", text[end:]) or _PAID.search(around)) or amount >= 1_000_000


_OLD = re.compile(r"[- ](?:olds?|long|old)\b")
_IDIOM = re.compile(r"\b[Oo]ne (?:day|night|minute|second|hour)\b(?! (?:after|before|later|earlier))")


def _measure(text: str, match: re.Match[str], unit: re.Match[str]) -> _Unit | None:
    """A measure; "one day" without more is a manner of speaking."""
    name = measure_name(unit)
    around = text[max(0, match.start() - 12) : unit.end() + 10]
    if match["number"].lower() == "one" and name in DURATIONS and _IDIOM.search(around):
        return None
    old = _OLD.match(text, unit.end())
    return _Unit(name, old.end() if old else unit.end(), "duration" if name in DURATIONS else "measure", 0.95)


_HYPHENED = re.compile(rf"-(?P<noun>{'|'.join(words_under('hyphened', FILE))})\b")


def _hyphened(text: str, end: int) -> _Unit | None:
    """As in "15-member council": the noun in the singular after a hyphen."""
    found = _HYPHENED.match(text, end)
    return _Unit(counted_name(found["noun"]), found.end(), "count", 0.8) if found else None


_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Oo]ther) $")
_OF_THE = re.compile(r" of (?:the|its|his|her|their|our|those|these|such|[A-Z][\w-]+['’]s)(?= )")


def _counted(text: str, match: re.Match[str], end: int, amount: Decimal) -> _Unit | None:
    """A plural noun after the number, or "six of the vehicles"; "the two leaders" and "Group of 20" count nothing."""
    start = match.start("number")
    before = text[max(0, start - 12) : start]
    if amount < 2 or amount != amount.to_integral_value() or before.endswith("Group of "):
        return None
    if amount <= FEW and _DEFINITE.search(before):
        return None
    of_the = _OF_THE.match(text, end)
    noun = noun_after(text, of_the.end() if of_the else end) or _number_of(text, start, end)
    if noun is None:
        return None
    aircraft = noun.word == "fighters" and _FLIES.search(text[end : noun.end])
    return _Unit("fighter" if aircraft else counted_name(noun.word), noun.end, "count", 0.8)


_FLIES = re.compile(r"\b(?:stealth|jet|supersonic|multirole|carrier-based|generation|[A-Z][A-Za-z]{0,2}-?\d\w*)\b")
"""What says that fighters are aircraft."""
FEW = 3
"""Up to this many, a noun with "the" is one that was spoken of before ("the two leaders")."""
_NUMBER_OF = re.compile(r"\b[Nn]umber of(?= )")
_REACHING = re.compile(
    r"\b(?:from|to|at|between|by|reached|now|stands at|stood at|totall?ed|was|is)"
    r"(?: now| about| around| nearly| almost)?(?: between)? $"
)
LONGEST_SENTENCE = 300


def _number_of(text: str, start: int, end: int) -> Noun | None:
    """The noun of "the number of attacks has risen from three to ten", for a number that stands without one."""
    sentence = text[max(0, start - LONGEST_SENTENCE) : start].rpartition(". ")[2]
    named = _NUMBER_OF.search(sentence)
    noun = noun_after(sentence, named.end()) if named and _REACHING.search(sentence) else None
    return Noun(noun.word, end) if noun else None


# --- rates and falls --------------------------------------------------------------------------------------------

_PER = (
    r"(?:(?:/|per |an? |an?-|each |every )"
    r"(?P<per>day|week|month|quarter|year|hour|minute|second|barrel|bbl|bl|tonne|metric ton|ton|mt|t|kg|"
    r"kilogram|kilo|litre|liter|"
    r"gallon|troy ounce|ounce|bushel|carat|pound|head|person|capita|annum|km|kilometre|kilometer|mile|share|unit|"
    r"worker)\b"
    r"(?! ?(?:ago|earlier|later|before|after|old|or two))|(?P<often>annually|daily|yearly)\b)"
)
_RATE = re.compile(rf"[ -]?{_PER}")
_RATE_OF = re.compile(rf" of (?:[a-z][\w-]* ){{1,3}}{_PER}")
_OFTEN = {"daily": "day", "annually": "year", "yearly": "year"}
_EACH = {"annum": "year", "head": "person", "capita": "person", "worker": "person"}


def _as_rate(text: str, unit: _Unit) -> _Unit:
    """As in "$1.46 per kg", "30,000 tonnes of wheat a year": the unit for each of another."""
    rate = _RATE.match(text, unit.end) or _RATE_OF.match(text, unit.end)
    if rate is None or unit.kind not in ("money", "measure", "count") or "/" in unit.name:
        return unit
    word = rate["per"] or _OFTEN[rate["often"]]
    per = MEASURE.match(word)
    return unit._replace(
        name=f"{unit.name}/{measure_name(per) if per else _EACH.get(word, word)}", end=rate.end(), kind="rate"
    )


_FALL = (
    r"(?:fell|falls?|fallen|falling|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|down|lower|less|lost|"
    r"shrank|contract(?:s|ed|ion)|slump(?:s|ed)?|plung(?:e|es|ed)|dip(?:s|ped)?|slid|tumbl(?:e|es|ed)|"
    r"reduc(?:e|es|ed|tion)|cut)"
)
_FALL_BEFORE = re.compile(
    rf"\b{_FALL}(?: (?:by|to|another|a further|about|around|nearly|almost|more than|over|some|roughly|only|just|"
    r"as much as|at least|\w+ly))*(?: \d[\d.]*%?(?: percent)? to)? ?$"
)
_FALL_AFTER = re.compile(rf" ?{_FALL}\b")


def _falls(text: str, start: int, end: int) -> bool:
    """Whether a share is one by which something fell."""
    return bool(_FALL_BEFORE.search(text[max(0, start - 50) : start]) or _FALL_AFTER.match(text, end))
