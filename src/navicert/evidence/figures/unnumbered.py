"""Amounts without a number of their own: "a year or two", "half of", "doubled", "thousands of", "two since May"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from navicert.evidence.calendar_words import MONTHS
from navicert.evidence.figures.form import COMPARED, Form, compared_before
from navicert.evidence.figures.nouns import counted_name, noun_after
from navicert.evidence.figures.numbers import NUMBER, value
from navicert.evidence.figures.units import CURRENCY_WORD, DURATIONS, MEASURE, currency_name, measure_name

_OR_TWO = re.compile(r"\b(?:an?|one) (?=\w+ or two\b)")


def one_or_two(text: str) -> Iterator[Form]:
    """As in "a year or two": from one to two."""
    for match in _OR_TWO.finditer(text):
        unit = MEASURE.match(text, match.end())
        if unit:
            name = measure_name(unit)
            kind = "duration" if name in DURATIONS else "measure"
            yield Form(match.start(), unit.end() + len(" or two"), Decimal(1), name, "=", kind, 0.9, Decimal(2))


_MANY = r"tens|hundreds|dozens|scores|thousands|millions|billions|trillions"
_CROWD = re.compile(rf"\b(?i:(?:(?:{_MANY}) of )?(?:{_MANY})(?: (?:and|or) \w+)?) of(?= )")


def crowds(text: str) -> Iterator[Form]:
    """As in "thousands of soldiers": people or things without a number."""
    for match in _CROWD.finditer(text):
        money, unit = CURRENCY_WORD.match(text, match.end() + 1), MEASURE.match(text, match.end() + 1)
        noun = noun_after(text, match.end())
        if money or unit:
            end, name = (money.end(), currency_name(money)) if money else _measure(unit)
        elif noun:
            end, name = noun.end, counted_name(noun.word)
        else:
            continue
        yield Form(match.start(), end, None, name, "~", "count_vague", 0.7)


def _measure(unit: re.Match[str] | None) -> tuple[int, str]:
    assert unit is not None
    return unit.end(), measure_name(unit)


_BOTTOMS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TOPS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_OF_TIME = r"the year|the month|\d{4}|an? (?:hour|year|day|mile)|last|this|next"
_FRACTION = re.compile(
    rf"(?:\b(?i:{COMPARED}) )?\b(?P<part>(?i:"
    rf"(?P<top>one|an|{'|'.join(_TOPS)})[- ](?P<bottom>{'|'.join(_BOTTOMS[1:])})s?|(?:one[- ])?half))"
    rf"(?= of (?!{_OF_TIME})| (?:the|its|their|his|all|what|that) (?!year\b)"
    r"|(?<=[hdrs]) (?:went|came|goes|comes|was|were|is|are|has|have|had|remain\w*)\b)"
)
_PART_WORD = re.compile(rf"(?i:{'|'.join(_BOTTOMS)})")
_HALF_OF_TWO = re.compile(r"\b(?:first|second|other|latter|last) $")


_BY_PART = re.compile(
    rf"(?<=\bby )(?:(?i:{COMPARED}) )?(?P<part>(?:(?P<top>an?|one|"
    rf"{'|'.join(_TOPS)})[- ](?P<bottom>{'|'.join(_BOTTOMS[1:])})s?|half))"
    r"(?=[,.;)]|$| (?:on|from|in|to|since|last|this|after|as|over|during|and|compared|within|year)\b)"
)
"""As in "fell by a third": the part by which something changed."""


def fractions(text: str) -> Iterator[Form]:
    """As in "half of", "two-thirds of": parts of a whole; ordinals without "one" or "a" before them are none."""
    if not _PART_WORD.search(text):
        return
    for match in (*_FRACTION.finditer(text), *_BY_PART.finditer(text)):
        start = match.start("part")
        if not match["bottom"] and _HALF_OF_TWO.search(text[max(0, start - 10) : start]):
            continue
        if not text.startswith(" of ", match.end("part")) and _counts_on(text, match):
            continue
        bottom = _BOTTOMS.index((match["bottom"] or "half").lower()) + 2
        top = (match["top"] or "a").lower()
        share = Decimal(_TOPS.index(top) + 1 if top in _TOPS else 1) / bottom
        yield Form(match.start(), match.end("part"), share, "fraction", compared_before(match), "measure", 0.8)


def _counts_on(text: str, fraction: re.Match[str]) -> bool:
    """ "Four ships were barred, and a fifth was released": the ordinal after as many things."""
    bottom, top = (fraction["bottom"] or "").lower(), (fraction["top"] or "").lower()
    if bottom not in _BOTTOMS[1:] or bottom == "quarter" or top not in ("a", "an"):
        return False
    counted = _BOTTOMS.index(bottom) + 1
    sentence = text[max(0, fraction.start() - SAME_SENTENCE * 3) : fraction.start()].rpartition(". ")[2]
    return re.search(rf"\b(?:(?i:{_TOPS[counted - 1]})|{counted}) [a-z]", sentence) is not None


_FACTORS: dict[str, int | Decimal] = {
    "doubl": 2,
    "tripl": 3,
    "trebl": 3,
    "quadr": 4,
    "twice": 2,
    "halve": Decimal("0.5"),
    "halvi": Decimal("0.5"),
}
_FACTOR = re.compile(
    rf"(?:\b(?i:{COMPARED}) )?\b(?:"
    r"(?P<verb>(?:doubl|tripl|trebl|quadrupl|halv)(?:ed|ing)"
    r"|(?:double|triple|twice|treble)(?= (?:the|that|its|their|his|over|as|what|from|since|in|last|a year|year)))"
    rf"|(?P<number>{NUMBER})(?:[- ]?fold\b"
    r"|[- ]times(?= (?:as|more|higher|larger|bigger|greater|faster|the|that|its|their|what|over)\b))"
    r"|(?P<fold>two|three|four|five|six|ten|hundred)fold\b)"
)
_FACTOR_WORD = re.compile(r"(?i:doubl|tripl|trebl|quadrupl|halv|twice|times|fold)")


def factors(text: str) -> Iterator[Form]:
    """As in "more than doubled", "three times as much", "tenfold"."""
    if not _FACTOR_WORD.search(text):
        return
    for match in _FACTOR.finditer(text):
        if match["verb"]:
            times = Decimal(_FACTORS[match["verb"][:5]])
        else:
            times = Decimal(100) if match["fold"] == "hundred" else value(match["number"] or match["fold"])
        yield Form(match.start(), match.end(), times, "x", compared_before(match), "measure", 0.85)


_ZERO = re.compile(r"\b(?:almost|nearly|near|virtually|close to|practically) zero\b")


def zeros(text: str) -> Iterator[Form]:
    """As in "almost zero"."""
    for match in _ZERO.finditer(text):
        yield Form(match.start(), match.end(), Decimal(0), None, "~", "measure", 0.8)


_ELLIPTIC = re.compile(
    r", (?:and |including )?(?P<number>two|three|four|five|six|seven|eight|nine|ten)"
    rf"(?=,? (?:since|of (?:them|which|whom)|(?:last|this) (?:week|month|year)|in (?:\d{{4}}|{MONTHS}))\b)"
)
SAME_SENTENCE = 60


def elliptic(text: str, found: Sequence[Form]) -> Iterator[Form]:
    """As in "five tests, two since last year": a number that counts what the one before it in the sentence counts."""
    for match in _ELLIPTIC.finditer(text):
        near = [form for form in found if form.kind == "count" and 0 <= match.start() - form.end <= SAME_SENTENCE]
        if near and "." not in text[near[-1].end : match.start()]:
            yield Form(*match.span("number"), value(match["number"]), near[-1].unit, "=", "count", 0.7)
