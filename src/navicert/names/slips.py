"""A word that should be a Korean or Mandarin syllable and is none: what a slip of hand or eye may have made it from."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable
from types import ModuleType

from rapidfuzz.distance import OSA

from navicert.names import chinese, korean
from navicert.names.rarity import weight_of

RARE, HARDLY_COMMON = 0.6, 0.5
"""Weights from which on a word may be a slip of a syllable; and from which on a machine may have misread one."""
_SHORTEST, _LONGEST = 2, 7
_LANGUAGES = (korean, chinese)
_LOOKS = (
    ("0", "o"), ("1", "i"), ("1", "l"), ("5", "s"), ("8", "b"), ("3", "e"), ("4", "a"), ("9", "g"), ("6", "g"),
    ("l", "i"), ("rn", "m"), ("cl", "d"), ("li", "h"), ("vv", "w"),
)  # fmt: skip
"""What a machine reads for what is printed."""


def may_be_slip(word: str) -> bool:
    """Whether a word may be a slip of a syllable: no common name, no number, neither a letter nor very long."""
    return _may_be(word, RARE)


def may_be_misread(word: str) -> bool:
    """Whether a word may be what a machine read for a syllable."""
    return _may_be(word, HARDLY_COMMON)


def _may_be(word: str, least: float) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and not word.isdigit() and weight_of(word) >= least


@functools.lru_cache(maxsize=20_000)
def misread(word: str) -> tuple[str, ...]:
    """The words that a machine may have misread as this one, by one look-alike each.

    >>> misread("i1"), "kim" in misread("kirn"), "il" in misread("ll")
    (('ii', 'il'), True, True)
    """
    found = (
        word[:at] + printed + word[at + len(read) :]
        for read, printed in _LOOKS
        if read in word
        for at in range(len(word))
        if word.startswith(read, at)
    )
    return tuple(dict.fromkeys(found))


def _shortened(word: str) -> list[str]:
    """The word, and the word without each of its letters: what two words one slip apart have in common."""
    return [word, *[word[:i] + word[i + 1 :] for i in range(len(word))]]


def _by_shortened(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        for short in dict.fromkeys(_shortened(word)):
            found.setdefault(short, []).append(word)
    return {short: tuple(of) for short, of in found.items()}


@functools.cache
def _syllables(language: ModuleType) -> dict[str, tuple[str, ...]]:
    return _by_shortened(word for word in language.classes() if len(word) > 1)


@functools.cache
def _surnames(language: ModuleType) -> dict[str, tuple[str, ...]]:
    return _by_shortened(word for word in language.surname_spellings() if len(word) > 1)


@functools.cache
def _all_surnames() -> dict[str, tuple[str, ...]]:
    """The surnames of all languages."""
    return _by_shortened({word for language in _LANGUAGES for word in language.surname_spellings() if len(word) > 1})


def _one_slip_from(word: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The known words that one letter changed, left out, added or swapped with its neighbour makes this one."""
    near = dict.fromkeys(itertools.chain.from_iterable(known.get(short, ()) for short in _shortened(word)))
    return tuple(other for other in near if OSA.distance(word, other, score_cutoff=1) == 1)


@functools.lru_cache(maxsize=20_000)
def slip_of_surname(word: str, language: ModuleType) -> tuple[str, ...]:
    """The surnames that this word may be a slip of.

    >>> "kim" in slip_of_surname("kym", korean), slip_of_surname("martinez", korean)
    (True, ())
    """
    return _one_slip_from(word, _surnames(language)) if may_be_slip(word) else ()


@functools.lru_cache(maxsize=20_000)
def slip_of_syllable(word: str, language: ModuleType) -> tuple[str, ...]:
    """The syllables that this word may be a slip of.

    >>> "gon" in slip_of_syllable("fon", korean), slip_of_syllable("martinez", korean)
    (True, ())
    """
    return _one_slip_from(word, _syllables(language)) if may_be_slip(word) else ()


def near_surnames() -> set[str]:
    """The surnames of all languages, with ? for each letter in turn and, behind -, without each letter in turn.

    A word is one slip from a surname when it, or it with two neighbours swapped, with ? for a letter, without a letter,
    or behind -, is among them.
    """
    surnames = _all_surnames().get
    found = {name for short in _all_surnames() for name in surnames(short, ())}
    places = [(name, at) for name in found for at in range(len(name))]
    changed = {f"{name[:at]}?{name[at + 1 :]}" for name, at in places}
    return found | changed | {f"-{name[:at]}{name[at + 1 :]}" for name, at in places}


@functools.cache
def misread_surnames() -> frozenset[str]:
    """What a machine may read for a surname."""
    surnames = {surname for language in _LANGUAGES for surname in language.surname_spellings()}
    return frozenset(
        surname[:at] + read + surname[at + len(printed) :]
        for surname in surnames
        for read, printed in _LOOKS
        for at in range(len(surname))
        if surname.startswith(printed, at)
    )


@functools.cache
def _halves(length: int) -> tuple[frozenset[str], frozenset[str]]:
    """The beginnings and the ends, each of nearly half a word of this length, of surnames that are about as long."""
    surnames = {of for found in _all_surnames().values() for of in found if abs(len(of) - length) <= 1}
    half = (length - 1) // 2
    return frozenset(name[:half] for name in surnames), frozenset(name[len(name) - half :] for name in surnames)


def _may_share_half(word: str) -> bool:
    """Whether a surname begins or ends like this word, as one does that is a slip away: a slip spares one of both."""
    beginnings, ends = _halves(len(word))
    half = (len(word) - 1) // 2
    return word[:half] in beginnings or word[len(word) - half :] in ends


def may_be_surname(word: str) -> bool:
    """Whether a machine may have read this word for a Korean or Chinese surname.

    >>> may_be_surname("kirn"), may_be_surname("rl"), may_be_surname("kym")
    (True, True, False)
    """
    return word in misread_surnames() and may_be_misread(word)


def may_be_slip_of_surname(word: str) -> bool:
    """Whether a Korean or Chinese surname may have become this word by a slip.

    >>> may_be_slip_of_surname("kjm"), may_be_slip_of_surname("martinez")
    (True, False)
    """
    if not _may_share_half(word) or not may_be_slip(word):
        return False
    near = map(_all_surnames().get, _shortened(word))
    return any(OSA.distance(word, other, score_cutoff=1) == 1 for found in near if found for other in found)
