"""Burmese words in the Latin letters that people of Myanmar write their names in: စိုးဝင်း is Soe Win."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import replace

from navicert.names.tokens import Token, latin_token

MOST_SPELLINGS = 6
WORD_LENGTHS = (1, 2, 3)
"""Syllables of an unknown word of an organisation's name that are taken for one word."""
SYLLABLE_WEIGHT = 0.6
"""The most that a syllable of a person's name weighs."""
_TONES = "\u1037\u1038"
_SYLLABLE = re.compile(
    rf"([\u1000-\u102a\u103f])([\u103b-\u103e]*)([\u102b-\u1036{_TONES}]*\u103a?[{_TONES}]*)"
    rf"(?:([\u1000-\u1021])([{_TONES}]*)(?:\u103a\u1039?|\u1039)([{_TONES}]*))?"
)
"""A consonant, what is written below it, a vowel with its tone, and a consonant that closes the syllable."""
_INITIALS = {
    "က": "k", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s hs", "ဇ": "z", "ဈ": "z", "ဉ": "ny",
    "ည": "ny", "ဋ": "t", "ဌ": "ht t", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t", "ထ": "ht t", "ဒ": "d", "ဓ": "d",
    "န": "n", "ပ": "p", "ဖ": "ph hp", "ဗ": "b", "ဘ": "b ph", "မ": "m", "ယ": "y", "ရ": "y r", "လ": "l", "ဝ": "w",
    "သ": "th", "ဟ": "h", "ဠ": "l", "အ": "",
}  # fmt: skip
_WITH_Y = {"က": "ky gy", "ခ": "ch kh", "ဂ": "gy ky", "ရ": "y", "လ": "l y"}
_BREATHED = {"ရ": "sh", "ယ": "sh", "လျ": "sh", "သျ": "sh"}
_INDEPENDENT = {"ဣ": "i", "ဤ": "i", "ဥ": "u", "ဦ": "oo u", "ဧ": "ay", "ဩ": "aw", "ဪ": "aw"}
_VOWELS = {
    "": "a", "ာ": "a ar", "ိ": "i", "ီ": "i ee yi", "ု": "u", "ူ": "u oo", "ေ": "ay e", "ဲ": "e ai", "ော": "aw",
    "ို": "o oe", "ံ": "an", "ုံ": "on one", "ိံ": "ein", "ော်": "aw",
}  # fmt: skip
_CLOSED = {
    "က": {"": "et", "ော": "auk", "ို": "aik"}, "င": {"": "in", "ော": "aung", "ို": "aing"},
    "စ": {"": "it"}, "ည": {"": "i e in"}, "ဉ": {"": "in"}, "ယ": {"": "e ei", "ို": "o oe"},
    "တ": {"": "at", "ိ": "eik eit", "ု": "ok oke", "ွ": "ut"}, "န": {"": "an", "ိ": "ein", "ု": "on one", "ွ": "un"},
    "လ": {"": "al", "ို": "o"},
}  # fmt: skip
_CLOSES_ALIKE = {"ပ": "တ", "ဒ": "တ", "မ": "န", "ဏ": "န", "ဂ": "က", "ဇ": "စ"}
_NASAL = frozenset("ငညဉန")


@functools.lru_cache(maxsize=20_000)
def syllables(word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(native, Latin spellings, the usual one first) of each syllable; none when a part of the word is not Burmese.

    The spellings follow the usage in names of persons; there is no official one.

    >>> [spelled[0] for _, spelled in syllables("မင်းအောင်လှိုင်")], syllables("စိုး")[0][1]
    (['min', 'aung', 'hlaing'], ('so', 'soe'))
    """
    found, position = [], 0
    while position < len(word):
        match = _SYLLABLE.match(word, position)
        spelled = _spelled(match) if match else ()
        if not match or not spelled:
            return ()
        found.append((match[0], spelled))
        position = match.end()
    return tuple(found)


def _spelled(syllable: re.Match[str]) -> tuple[str, ...]:
    base, below, vowel, final, *tones = (part or "" for part in syllable.groups())
    rhymes = _rhymes(below, vowel, final, "\u1037" in vowel + "".join(tones))
    if base in _INDEPENDENT and not rhymes:
        return ()
    first = _INDEPENDENT[base].split() if base in _INDEPENDENT else None
    if first is not None:
        return tuple(first)
    ways = (begin + end for end in rhymes for begin in _beginnings(base, below, final))
    return tuple(itertools.islice(dict.fromkeys(ways), MOST_SPELLINGS))


def _beginnings(base: str, below: str, final: str) -> list[str]:
    if base not in _INITIALS:
        return []
    palatal, breathed = bool({"ျ", "ြ"} & set(below)), "ှ" in below
    rounded = "w" if "ွ" in below and _CLOSES_ALIKE.get(final, final) not in ("တ", "န") else ""
    whole = _BREATHED.get(f"{base}ျ" if palatal else base, "") if breathed else ""
    if whole:
        return [whole + rounded]
    plain = (_INITIALS[base] or "").split() or [""]
    begins = _WITH_Y[base].split() if palatal and base in _WITH_Y else [p + "y" * palatal for p in plain]
    return [("h" if breathed else "") + begin + rounded for begin in begins]


def _rhymes(below: str, vowel: str, final: str, creaky: bool) -> list[str]:
    signs = "".join(sign for sign in vowel if sign not in _TONES).replace("ါ", "ာ")
    if not final:
        ends = _VOWELS.get(signs, "").split()
        return [f"{end}t" for end in ends] if creaky and "ံ" in signs else ends
    closed = _CLOSES_ALIKE.get(final, final)
    rounded = "ွ" if "ွ" in below and not signs else ""
    known = _CLOSED.get(closed, {})
    ends = (known.get(signs + rounded) or known.get(signs) or "").split()
    return [f"{end}t" for end in ends] if creaky and closed in _NASAL else ends


def burmese_tokens(word: str, *, person: bool) -> list[Token]:
    """The tokens of a word in Burmese: one a syllable of a person's name, one in all of a short word of another name;
    none where it cannot be read."""
    found = syllables(word)
    if person or len(found) not in WORD_LENGTHS:
        return [_token(native, spelled, person=person) for native, spelled in found]
    ways = itertools.islice(itertools.product(*(spelled for _, spelled in found)), MOST_SPELLINGS)
    return [_token(word, tuple("".join(way) for way in ways), person=False)]


def _token(native: str, spelled: tuple[str, ...], *, person: bool) -> Token:
    plain = latin_token(spelled[0], person=person)
    weight = min(plain.weight, SYLLABLE_WEIGHT) if person else plain.weight
    return replace(plain, kind="word", weight=weight, spellings=spelled, native=native)
