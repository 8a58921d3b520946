"""Numbers as newspapers write them: 2,802, 60 000, 1.46, twenty-one, two and a half, 1.9 billion, 3bn, a dozen."""

from __future__ import annotations

import re
from decimal import Decimal

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "lakh": 10**5,
    "crore": 10**7,
    "trillion": 10**12,
    "trn": 10**12,
    "tn": 10**12,
}
_WHOLE_SCALES = "hundred|thousand|million|billion|trillion"
_ONES = "|".join(list(_SMALL)[1:10])
_UNDER_TWENTY = "|".join(sorted(_SMALL, key=len, reverse=True))
_BASIC = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_ONES})\b)?|{_UNDER_TWENTY})"
WORDS = rf"\b(?i:{_BASIC}(?:[- ](?:{_WHOLE_SCALES})\b(?: (?:and )?{_BASIC}\b)?){{0,5}})\b"
"""A number in words."""
_BLANKS = "\u00a0\u2009\u202f "
_APART = rf"(?<![\w.,])[1-9]\d{{0,2}}(?:[{_BLANKS}]\d{{3}}){{1,5}}(?:\.\d{{1,9}})?(?![\d{_BLANKS}]?\d)"
"""Thousands with blanks between, as much of the world writes them: 60 000."""
DIGITS = _APART + r"|(?<![\w.,])\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?(?!\d)|(?<![\w.,])\d{1,15}(?:\.\d{1,9})?(?!\.?\d)"
SCALE = rf"(?:[- ]?(?:{_WHOLE_SCALES})\b|[- ]?(?:lakh|crore|mln|bln|trn|mn|bn|tn)\b|[mkb]\b)"
"""A power of ten after digits; the single letters only where they touch the number ("3m", not "3 m")."""
NUMBER = rf"(?:(?:{DIGITS})(?:{SCALE})?|{WORDS})"


def value(text: str) -> Decimal:
    """What a number found by `NUMBER` is worth.

    >>> value("2,802"), value("twenty-one"), value("1.9 billion"), value("two hundred and fifty thousand")
    (Decimal('2802'), Decimal('21'), Decimal('1900000000.0'), Decimal('250000'))
    """
    digits = re.match(rf"\d(?:[\d,]|[{_BLANKS}](?=\d))*(?:\.\d+)?", text)
    if digits:
        scale = text[digits.end() :].strip(" -").lower()
        return Decimal(re.sub(rf"[,{_BLANKS}]", "", digits[0])) * (_SCALES[scale] if scale else 1)
    return Decimal(_in_words(re.findall(r"[a-z]+", text.lower())))


def _in_words(words: list[str]) -> int:
    total = part = 0
    for word in words:
        if word in _SCALES and word != "hundred":
            total, part = total + max(part, 1) * _SCALES[word], 0
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word != "and":
            part += _SMALL[word] if word in _SMALL else _TENS[word]
    return total + part
