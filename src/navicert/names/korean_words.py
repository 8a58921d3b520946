"""Korean words of several syllables in Latin letters, as the North, the South and maps spell them."""

from __future__ import annotations

import itertools

from navicert.names.korean import parts

_NORTH = ("k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_OLDER = {12: "ch", 13: "tch"}
"""Consonants that the North wrote otherwise before 1992, as the spelling of McCune and Reischauer still does."""
_VOICED = {0: "g", 3: "d", 7: "b"}
_REVISED = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_NORTH_VOWELS = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split()
_REVISED_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = ("", *"k k k n n n t l k m p l l p l m p p t t ng t t k t p t".split())
_SONORANTS = frozenset({2, 5, 6})
"""Initials n, r and m, before which a final stop becomes nasal."""
_NASAL = {"k": "ng", "p": "m", "t": "n"}
_LIQUID = 5


def spellings(word: str) -> tuple[str, ...]:
    """Latin spellings of a word in Hangul: the North's, with voiced consonants, as pronounced, and the revised one.

    >>> spellings("대성"), "amnokgang" in spellings("압록강"), "amrokgang" in spellings("압록강")
    (('taesong', 'daeseong'), True, False)
    """
    numbers = [parts(syllable) for syllable in word]
    plain = [_NORTH[initial] + _NORTH_VOWELS[vowel] + _FINALS[final] for initial, vowel, final in numbers]
    older = [_OLDER.get(initial, _NORTH[initial]) + _NORTH_VOWELS[v] + _FINALS[final] for initial, v, final in numbers]
    found = ["".join(plain), _joined(numbers, voiced=True), _revised(numbers), "".join(older)]
    if numbers and numbers[0][0] == _LIQUID:
        found.append(_revised([(11, *numbers[0][1:]), *numbers[1:]]))
    return tuple(dict.fromkeys(found))


def _joined(numbers: list[tuple[int, int, int]], *, voiced: bool) -> str:
    written = ""
    for position, (initial, vowel, final) in enumerate(numbers):
        sounded = voiced and position and numbers[position - 1][2] in (0, 4, 8, 16, 21)
        written += (_VOICED.get(initial) if sounded else None) or _NORTH[initial]
        written += _NORTH_VOWELS[vowel] + _FINALS[final]
    return written


def _revised(numbers: list[tuple[int, int, int]]) -> str:
    """The revised romanisation, stops before n, r and m nasal, and r after another consonant n."""
    written = ""
    for before, (initial, vowel, final), after in _with_neighbours(numbers):
        ending = _FINALS[final]
        if after is not None and after[0] in _SONORANTS:
            ending = _NASAL.get(ending, ending)
        start = "n" if initial == _LIQUID and before is not None and before[2] not in (0, 8, 4) else _REVISED[initial]
        written += start + _REVISED_VOWELS[vowel] + ending
    return written


Syllable = tuple[int, int, int]


def _with_neighbours(numbers: list[Syllable]) -> list[tuple[Syllable | None, Syllable, Syllable | None]]:
    around: list[Syllable | None] = [None, *numbers, None]
    return list(zip(around, numbers, itertools.islice(around, 2, None), strict=False))
