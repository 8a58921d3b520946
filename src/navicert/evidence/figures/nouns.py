"""What a number counts: the plural noun after it, behind a few adjectives."""

from __future__ import annotations

import re
from typing import NamedTuple

from navicert.evidence.word_files import words_under

FILE = "counting.txt"
_PEOPLE = words_under("people", FILE)
_PLURALS = dict(pair.split("=") for pair in words_under("plurals", FILE))
_NO_PLURALS = words_under("no plurals", FILE)
_MODIFIERS = words_under("modifiers", FILE)
_STOPS = words_under("stops", FILE)

_PLURAL = re.compile(r"[A-Za-z][\w-]*(?:[^siu'’]s|[ei]es|ses|[aeo]is|us(?:es))$|[A-Z]\w+(?:is|ese)$")
_WORD = re.compile(r" ?([A-Za-z][\w.-]*(?:['’](?!s\b)\w+)?)(['’]s?)?")
MOST_MODIFIERS = 5
"""Words that may stand between a number and the noun it counts ("four land-based ballistic missile tests")."""


class Noun(NamedTuple):
    """A counted noun in the plural and where it ends."""

    word: str
    end: int


def noun_after(text: str, at: int) -> Noun | None:
    """The first plural noun of the words that follow, or the second of two in a row ("sanctions lists")."""
    for _ in range(MOST_MODIFIERS + 1):
        found = _WORD.match(text, at)
        if found is None or found[1].lower() in _STOPS:
            return None
        possessive, word = found[2] or "", found[1].rstrip(".")
        if is_plural(word) and len(possessive) < len("'s"):
            return _with_second(text, Noun(word, found.start(1) + len(word)))
        if possessive == "'" or (not possessive and text[found.end() : found.end() + 1] not in (" ", "\u00a0")):
            return None
        at = found.end()
    return None


def _with_second(text: str, first: Noun) -> Noun:
    """The noun itself, or the one after it where the first only modifies ("arms dealers", "Chinese citizens")."""
    following = _WORD.match(text, first.end) if text[first.end : first.end + 1] == " " else None
    modifies = first.word.lower() in _MODIFIERS or (first.word[:1].isupper() and first.word.endswith(("ese", "is")))
    if following and modifies and is_plural(following[1]) and following[1].lower() not in _STOPS:
        return Noun(following[1], following.end(1))
    return first


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of something counted."""
    lower = word.lower()
    return lower in _PLURALS or (lower not in _NO_PLURALS and bool(_PLURAL.match(word)))


def singular(word: str) -> str:
    lower = word.lower()
    if lower in _PLURALS:
        return _PLURALS[lower]
    if lower.endswith("ies") and len(lower) > len("ties"):
        return lower[:-3] + "y"
    if lower.endswith("oes") and len(lower) > len("shoes"):
        return lower[:-2]
    if lower.endswith(("sses", "xes", "ches", "shes", "zes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def counted_name(noun: str) -> str:
    """The unit of a noun in the plural: `person` for people of all sorts, `nation` for countries, else the noun.

    >>> counted_name("workers"), counted_name("countries"), counted_name("Russians"), counted_name("drones")
    ('person', 'nation', 'person', 'drone')
    """
    one = singular(noun)
    if one in _PEOPLE or (noun[:1].isupper() and re.search(r"(?:ns|is|ese|men)$", noun)):
        return "person"
    return "nation" if one == "country" else one
