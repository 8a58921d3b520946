"""Acronyms of organisations, of initials (OMM), beginnings (KOMID) and syllables (Promsvyaz)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from navicert.names.tokens import FIXED_WEIGHTS, Token, TokenKind

SHORTEST, LONGEST = 3, 20
INITIALS = 0.86
INITIALS_OF_THREE = 0.85
BEGINNINGS = 0.855
"""Likeness of a name and its initials, of three initials, and of the beginnings of its words: alone they reach the
shipped cutoff with a legal form beside them, and stay below 0.8, since other names have the same letters."""
LONGEST_PIECE = 4
"""Letters that an acronym takes from one word at most (KO-MI-D)."""
FEWEST_PIECES = 3
"""Words that must give an acronym its letters."""
SHORTEST_SYLLABLE, LONGEST_SYLLABLE = 3, 9
"""Letters that a word made of the beginnings of two and more words takes from each (PROM-SVYAZ, GEN-BANK)."""
FEWEST_SYLLABLES = 2
FEWEST_TELLING, FEWEST_WITH_SMALL = 2, 4
"""Words other than particles, titles and legal forms that must give letters; where these are fewer than
`FEWEST_PIECES`, how many words must give letters in all (PDVSA takes some from *de* and *S.A.*)."""
MOST_SKIPPED = 4
"""Particles, titles, legal forms and single letters in a row that may give none."""
PLACE_BESIDE = FIXED_WEIGHTS["generic"]
"""The most that a place beside an acronym weighs where the other name has none that is another: as much as a word of
business."""
STEPS = 200
"""Looks at a word of a name until it counts as not abbreviated."""
COMMON_LEAST, COMMON_LEAST_OF_THREE = 0.5, 0.75
"""Weight from which on a word is so seldom a name that it may be an acronym: Ali, Ira and Bank are words."""
NUMBERS = ("", "fo", "st", "t", "f", "f", "s", "s", "e", "n", "t", "e", "t")
"""With which letters small numbers begin in words: 1 is *first* and *one*."""
_SMALL: frozenset[TokenKind] = frozenset({"particle", "title", "form", "initial"})
_LIGHT: frozenset[TokenKind] = _SMALL | {"generic"}


class Pieces(NamedTuple):
    """One way of making an acronym: how many letters each word gives, how many words must, and what it is worth."""

    shortest: int
    longest: int
    fewest: int
    likeness: float


_INITIALS = Pieces(1, 1, FEWEST_PIECES, INITIALS)
_BEGINNINGS = Pieces(1, LONGEST_PIECE, FEWEST_PIECES, BEGINNINGS)
_SYLLABLES = Pieces(SHORTEST_SYLLABLE, LONGEST_SYLLABLE, FEWEST_SYLLABLES, BEGINNINGS)


@dataclass(frozen=True, slots=True)
class Abbreviated:
    """The part of a name that an acronym stands for, as positions (end excluded): the words that give its letters, and
    those with the light words around them."""

    words: tuple[int, int]
    around: tuple[int, int]
    likeness: float


def may_be_acronym(token: Token) -> bool:
    """Whether this could stand for several words."""
    if token.kind != "word" or token.native or not SHORTEST <= len(token.text) <= LONGEST:
        return False
    least = COMMON_LEAST_OF_THREE if len(token.text) == SHORTEST else COMMON_LEAST
    return token.weight >= least and token.text.isascii() and token.text.isalpha()


def abbreviated(token: Token, name: Sequence[Token]) -> Abbreviated | None:
    """What a word abbreviates at the beginning of a name, to the letter; None when it does not.

    The initials of its words; or, from four letters on, the beginnings of three and more words; or those of two words,
    three letters and more of each. Particles, legal forms and single letters may give some or none. An acronym of
    three letters must leave no other words over.
    """
    if not may_be_acronym(token):
        return None
    ways = (_INITIALS, _BEGINNINGS, _SYLLABLES) if len(token.text) > SHORTEST else (_INITIALS,)
    for way in ways:
        found = _Search(token.text, name, way).find()
        if found:
            likeness = INITIALS_OF_THREE if len(token.text) == SHORTEST else way.likeness
            light = _SMALL if len(token.text) == SHORTEST else _LIGHT
            return Abbreviated(found, (0, _past(light, name, found[1])), likeness)
    return None


def number_letters(word: Token) -> str:
    """The letters with which a number begins in words; none for a word and for a number beyond twelve."""
    return NUMBERS[int(word.text)] if word.kind == "number" and len(word.text) < 3 and int(word.text) < 13 else ""


def stands_alone(token: Token, among: Sequence[Token]) -> bool:
    """Whether a word of a name may be compared as an acronym: one of three letters has but small words beside it."""
    return len(token.text) > SHORTEST or all(other is token or other.kind in _SMALL for other in among)


def acronym_likeness(token: Token, name: Sequence[Token]) -> float:
    """The likeness of a word and what it abbreviates at the beginning of a name; 0 when it abbreviates nothing."""
    found = abbreviated(token, name)
    return found.likeness if found else 0.0


def _past(kinds: frozenset[TokenKind], name: Sequence[Token], at: int) -> int:
    while at < len(name) and name[at].kind in kinds:
        at += 1
    return at


class _Search:
    """The first way, in a fixed order, in which a name's words give an acronym its letters."""

    def __init__(self, letters: str, name: Sequence[Token], way: Pieces) -> None:
        self.letters, self.name, self.way = letters, name, way
        self.steps = STEPS

    def find(self) -> tuple[int, int] | None:
        return self._from(0, 0, 0, 0, 0, -1)

    def _from(
        self, at: int, spelled: int, taken: int, telling: int, skipped: int, first: int
    ) -> tuple[int, int] | None:
        self.steps -= 1
        if self.steps < 0:
            return None
        if spelled == len(self.letters):
            return (first, at) if self._is_enough(taken, telling) and self._may_end(at) else None
        if at == len(self.name):
            return None
        small = self.name[at].kind in _SMALL
        for length in self._pieces(at, spelled):
            begun = at if first < 0 else first
            found = self._from(at + 1, spelled + length, taken + 1, telling + (not small), 0, begun)
            if found:
                return found
        if small and skipped < MOST_SKIPPED:
            return self._from(at + 1, spelled, taken, telling, skipped + 1, first)
        return None

    def _pieces(self, at: int, spelled: int) -> Iterator[int]:
        """How many letters the word may give, the fewest first."""
        word = self.name[at].text
        if self.way.shortest == 1 and self.letters[spelled] in number_letters(self.name[at]):
            yield 1
        longest = min(_most(self.name[at], self.way.longest), len(word), len(self.letters) - spelled)
        for length in range(1, longest + 1):
            if word[length - 1] != self.letters[spelled + length - 1]:
                return
            if length >= self.way.shortest:
                yield length

    def _is_enough(self, taken: int, telling: int) -> bool:
        fewest = self.way.fewest
        return taken >= fewest and (telling >= fewest or (telling >= FEWEST_TELLING and taken >= FEWEST_WITH_SMALL))

    def _may_end(self, at: int) -> bool:
        return len(self.letters) > SHORTEST or _past(_SMALL, self.name, at) == len(self.name)


def _most(word: Token, telling: int) -> int:
    """How many letters a word may give: a legal form all of its own (PDVSA), another small word one."""
    return LONGEST_PIECE if word.kind == "form" else 1 if word.kind in _SMALL else telling


def starts(name: Sequence[Token]) -> frozenset[str]:
    """The first three letters that an acronym of this name may have, and more: none that it can have is missing."""
    found: set[str] = set()
    if sum(token.kind not in _SMALL for token in name) >= FEWEST_TELLING:
        _begin(name, 0, "", 0, found)
    return frozenset(found)


def _begin(name: Sequence[Token], at: int, begun: str, skipped: int, found: set[str]) -> None:
    if len(begun) == SHORTEST:
        found.add(begun)
    elif at < len(name):
        word, small = name[at].text, name[at].kind in _SMALL
        for length in range(1, min(_most(name[at], SHORTEST), len(word), SHORTEST - len(begun)) + 1):
            _begin(name, at + 1, begun + word[:length], 0, found)
        for letter in number_letters(name[at]):
            _begin(name, at + 1, begun + letter, 0, found)
        if small and skipped < MOST_SKIPPED:
            _begin(name, at + 1, begun, skipped + 1, found)
