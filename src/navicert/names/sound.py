"""How a Latin spelling sounds, roughly, across the ways names are romanised."""

from __future__ import annotations

import functools
import re

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"tsch|tch|tsh|cz", "C"),
        (r"sch|shch|sh", "S"),
        (r"dzh|zh|dj", "j"),
        (r"ch", "C"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ts|tz", "c"),
        (r"ck|qu|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|ii|iy$|ij$|yy$|ey$|y", "i"),
        (r"(?<=[aeiou])h(?=$|[^aeiou])", ""),
        (r"(.)\1+", r"\1"),
    )
)


@functools.lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A coarser spelling in which common romanisations of one sound agree; capital C and S stand for ch and sh.

    >>> sound("mohammed") == sound("mohamed"), sound("tchekhov") == sound("chehov")
    (True, True)
    """
    for pattern, becomes in _RULES:
        word = pattern.sub(becomes, word)
    return word


_VOWELS = str.maketrans("", "", "aeiouy")


@functools.lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The consonants of a word's sound, the first letter kept even if a vowel would be dropped elsewhere.

    >>> skeleton("martinez"), skeleton("mrtnz")
    ('mrtnz', 'mrtnz')
    """
    return sound(word).translate(_VOWELS)
