"""Numbers in words, as digits."""

from __future__ import annotations

_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_SMALL = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * (number + 2) for number, word in enumerate(_TENS)},
}
_NTH = {word: number + 1 for number, word in enumerate(_ORDINALS)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_SUFFIXES = ("st", "nd", "rd", "th")
WORDS = frozenset(_SMALL) | frozenset(_NTH)
"""Words that are a number by themselves."""


_HAN_UNITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}
HAN_NUMBER = "".join((*_HAN_UNITS, *_HAN_SCALES))
"""The Chinese characters that numbers are written with."""


def han_number(written: str) -> int:
    """The number that is written in Chinese characters.

    >>> han_number("十四"), han_number("二百一十"), han_number("七")
    (14, 210, 7)
    """
    total = unit = 0
    for char in written:
        if char in _HAN_SCALES:
            total, unit = total + max(unit, 1) * _HAN_SCALES[char], 0
        else:
            unit = 10 * unit + _HAN_UNITS[char]
    return total + unit


def with_digits(words: list[str]) -> list[str]:
    """The words with English numbers as digits, ordinals without their ending.

    >>> with_digits(["seven", "hundred", "and", "eleven", "arz"]), with_digits(["35th", "institute"])
    (['711', 'arz'], ['35', 'institute'])
    """
    read: list[str] = []
    position = 0
    while position < len(words):
        length, number = _number_at(words, position)
        if length:
            read.append(str(number))
            position += length
        else:
            read.append(_cardinal(words[position]))
            position += 1
    return read


def _cardinal(word: str) -> str:
    if word in _NTH:
        return str(_NTH[word])
    if word[-2:] in _SUFFIXES and word[:-2].isdigit():
        return word[:-2]
    return word


def _number_at(words: list[str], start: int) -> tuple[int, int]:
    """How many words from `start` on make one number, and the number."""
    total = current = 0
    position = start
    while position < len(words):
        word = words[position]
        if word in _SMALL:
            if current % 100 and not (current % 100 >= 20 and current % 10 == 0 and 0 < _SMALL[word] < 10):
                break
            current += _SMALL[word]
        elif word in _SCALES and position > start:
            if word == "hundred":
                current *= 100
            else:
                total, current = total + current * _SCALES[word], 0
        elif not (word == "and" and position > start and position + 1 < len(words) and words[position + 1] in _SMALL):
            break
        position += 1
    return position - start, total + current
