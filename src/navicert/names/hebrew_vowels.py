"""Vowels put into Hebrew words, which are written without most: חסדאי is read as Chasdai, עינן as Einan."""

from __future__ import annotations

import functools
import itertools

_CONSONANTS = {
    "ב": ("b", "v"), "ג": ("g",), "ד": ("d",), "ז": ("z",), "ח": ("h", "ch"), "ט": ("t",), "כ": ("k", "ch"),
    "ך": ("ch", "kh"), "ל": ("l",), "מ": ("m",), "ם": ("m",), "נ": ("n",), "ן": ("n",), "ס": ("s",), "פ": ("p", "f"),
    "ף": ("f",), "צ": ("tz", "z"), "ץ": ("tz",), "ק": ("k",), "ר": ("r",), "ש": ("sh", "s"), "ת": ("t",),
}  # fmt: skip
_SILENT = "אע"
MOST = 6
"""Spellings of a word."""
LONGEST = 12
"""Letters beyond which a word is not spelled with vowels."""


@functools.lru_cache(maxsize=20_000)
def spellings(word: str) -> tuple[str, ...]:
    """What the word may be in Latin letters, an "a" where no vowel is written between two consonants.

    >>> spellings("חי"), spellings("גלעד")[0]
    (('hai', 'chai'), 'galad')
    """
    if len(word) > LONGEST:
        return ()
    parts = [_part(word, place) for place in range(len(word))]
    if not all(parts):
        return ()
    ways = itertools.islice(itertools.product(*parts), MOST)
    return tuple(dict.fromkeys("".join(way) for way in ways))


def _part(word: str, place: int) -> tuple[str, ...]:
    char, before, after = word[place], word[place - 1 : place], word[place + 1 : place + 2]
    if char in _CONSONANTS:
        follows = "a" if after in _CONSONANTS or (after and after in "הי" and place + 2 == len(word)) else ""
        return tuple(consonant + follows for consonant in _CONSONANTS[char])
    if char in _SILENT:
        return ("e",) if not place and after == "י" else ("a" if after not in ("ו", "י") and before != char else "",)
    if char == "ה":
        return ("h" + "a" * (after in _CONSONANTS),) if after else ("",)
    if char == "ו":
        return ("v" + "a" * (after in _CONSONANTS),) if not place else ("o", "u")
    if char == "י":
        return ("y" + "a" * (after in _CONSONANTS),) if not place else ("i",)
    return ()
