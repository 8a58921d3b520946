"""A token: one word of a name with all that comparing needs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from navicert.names.rarity import weight_of
from navicert.names.tables import Table
from navicert.names.words import FIRM_WORDS, FORMS, GENERIC, PARTICLES, PLACES, PREPOSITIONS, REGIONS, TITLES

TokenKind = Literal["word", "initial", "number", "particle", "title", "form", "generic"]
FIXED_WEIGHTS: dict[TokenKind, float] = {
    "initial": 0.2,
    "particle": 0.08,
    "title": 0.03,
    "form": 0.06,
    "number": 0.3,
    "generic": 0.15,
}
PERSONAL_NUMBER = 0.1
"""Weight of a number in a person's name, where it hardly belongs ("(1) HASSAN (2) ALI")."""
CODE_WEIGHTS = {2: 0.3, 3: 0.45}
"""Weight of a short word of letters and digits by its length: there are few of them, and many are a number misread."""
FIRM_WORD = 0.5
"""The most that an ordinary word weighs that many firms are called by (Eagle, Delta)."""
_NONE: frozenset[str] = frozenset()
_MISREAD_D = re.compile("(?<!^)cl$|cl(?=[bcdfgkmnpqtvwxz])")
"""What a machine reads for a d, where no person's name has these letters: Qaicl. Alone they are two initials."""
EQUIVALENTS = Table("equivalents")
SHORT_FORMS = Table("short-forms")
_BUSINESS = Table("business")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name in small Latin letters or digits; `weight` in (0, 1] says how much the word tells apart.

    `keys` name the classes that the word belongs to: "ko:정" a Korean syllable, "zh:xiao" a Mandarin one, "eq:17" a
    name known in several spellings, "ow:trade" a word of business, "pl:iran" a place, "rg:europe" a part of the world,
    "sl:gon" the syllable gon and what may be a slip of it, "ng:jon" the syllables jon and jong. `spellings` are other
    Latin spellings of a word in another script; `bones` are what its consonants may be when it is written without
    short vowels. `native` is the word in its own script, "" for Latin, and the meaning of a word that is put into
    English.
    """

    text: str
    kind: TokenKind
    weight: float
    keys: frozenset[str] = frozenset()
    spellings: tuple[str, ...] = ()
    bones: frozenset[str] = frozenset()
    native: str = ""


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name as read in one language: its tokens in order; `personal` when it is read as a person's."""

    text: str
    tokens: tuple[Token, ...]
    personal: bool = True

    @property
    def weight(self) -> float:
        return sum(token.weight for token in self.tokens)


@functools.lru_cache(maxsize=100_000)
def latin_token(word: str, *, person: bool) -> Token:
    """The token of a word in small Latin letters; titles count as such for persons, legal forms for all others.

    >>> latin_token("078", person=False) == latin_token("78", person=False)
    True
    """
    if person and is_misread(word):
        word = _MISREAD_D.sub("d", word)
    kind = _kind(word, person=person)
    if kind == "number":
        word = word.lstrip("0") or "0"
    keys = equivalence_keys(word) if kind == "word" else _NONE
    weight = PERSONAL_NUMBER if person and kind == "number" else FIXED_WEIGHTS.get(kind) or weight_of(word)
    if kind == "word" and len(word) in CODE_WEIGHTS and any(char.isdigit() for char in word):
        weight = min(weight, CODE_WEIGHTS[len(word)])
    if kind == "word" and not person and word in FIRM_WORDS:
        weight = min(weight, FIRM_WORD)
    return Token(word, kind, weight, keys if person else keys | meaning_keys(word) | _place_keys(word))


def is_misread(word: str) -> bool:
    """Whether a machine read c and l for a d of this word, if it is one of a person's name.

    >>> is_misread("qaicl"), is_misread("claude")
    (True, False)
    """
    return "cl" in word and _MISREAD_D.search(word) is not None


def _kind(word: str, *, person: bool) -> TokenKind:
    if word.isdigit():
        return "number"
    if len(word) == 1:
        return "initial"
    if word in PARTICLES:
        return "particle"
    if person:
        return "title" if word in TITLES else "word"
    if word in PREPOSITIONS:
        return "particle"
    if word in FORMS:
        return "form"
    return "generic" if word in GENERIC else "word"


def _place_keys(word: str) -> frozenset[str]:
    named = (("pl", PLACES), ("rg", REGIONS))
    return frozenset(f"{kind}:{places[word]}" for kind, places in named if word in places)


def meaning_keys(word: str) -> frozenset[str]:
    """What a word of an organisation's name means, whatever its language."""
    return frozenset(f"ow:{meaning}" for meaning in _BUSINESS.find(word))


def words_of_business() -> Iterator[str]:
    """The words that are known for those of organisations' names, in any language."""
    return _BUSINESS.first_fields()


def equivalence_keys(word: str) -> frozenset[str]:
    """The names that this spelling may stand for."""
    found = (*EQUIVALENTS.find(word), *SHORT_FORMS.find(word))
    return frozenset(f"eq:{name}" for names in found for name in names.split()) if found else _NONE
