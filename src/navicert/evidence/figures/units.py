"""Units and currencies as newspapers name them, and the one name we give each: `words/units.tsv`, `currencies.tsv`."""

from __future__ import annotations

import re

from navicert.evidence.word_files import lines_of

_UNITS = {row[0]: row[1:] for row in (line.split("\t") for line in lines_of("units.tsv"))}
DURATIONS = frozenset(name for name, rest in _UNITS.items() if rest[1:] == ["duration"])
_CURRENCIES = [line.split("\t") for line in lines_of("currencies.tsv")]
_SIGNS = {sign: code for code, signs, _ in _CURRENCIES for sign in signs.split(";") if sign}
_CODES = "|".join(code for code, _, _ in _CURRENCIES)

_UNIT_NAMES = sorted(_UNITS, key=lambda unit: ("/" not in unit, " " not in unit, len(unit) == 1, unit))
"""Names of several words are tried before those that they begin with."""
_MONEY_NAMES = sorted((code for code, _, _ in _CURRENCIES), key=lambda code: code in ("USD", "KRW", "INR"))
_MONEY_WORDS = {code: words for code, _, words in _CURRENCIES}

MEASURE = re.compile(rf"(?:{'|'.join(f'({_UNITS[name][0]})' for name in _UNIT_NAMES)})(?!\w)")
CURRENCY_WORD = re.compile(rf"(?:{'|'.join(f'({_MONEY_WORDS[code]})' for code in _MONEY_NAMES)}|({_CODES}))\b")
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
CURRENCY_SIGN = rf"(?:{_SIGN}|(?:{_CODES})(?= ?\d))"


def measure_name(match: re.Match[str]) -> str:
    """The unit that a match of `MEASURE` names."""
    return _UNIT_NAMES[_group(match) - 1]


def currency_name(match: re.Match[str]) -> str:
    """The ISO 4217 code of a match of `CURRENCY_WORD`."""
    group = _group(match)
    return _MONEY_NAMES[group - 1] if group <= len(_MONEY_NAMES) else match[group]


def sign_name(sign: str) -> str:
    """The ISO 4217 code of a sign, or the code that stands in its place."""
    return _SIGNS.get(sign.strip(), sign.strip())


def _group(match: re.Match[str]) -> int:
    assert match.lastindex is not None
    return match.lastindex
