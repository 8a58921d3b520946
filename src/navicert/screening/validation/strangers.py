"""People and firms who are nobody on the lists: made-up ones, and near misses of listed ones."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from random import Random

from navicert.names.words import FORMS, GENERIC, PARTICLES, TITLES
from navicert.screening.model import Party
from navicert.screening.validation.facts import asked
from navicert.screening.validation.model import Kind

COMMON = 75
"""Weight, in hundredths, up to which a word of the table counts as a usual one of names."""
_COMMON_PARTS = TITLES | PARTICLES | FORMS | GENERIC
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@functools.cache
def usual_words() -> tuple[str, ...]:
    """Words of people's names that are common in the world, from the shipped table of rarity."""
    text = resources.files("navicert.names").joinpath("data/rarity.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(row[0] for row in rows if len(row) > 1 and _is_usual(row[0], row[1]))


def _is_usual(word: str, weight: str) -> bool:
    try:
        return len(word) > 2 and word.isalpha() and int(weight) <= COMMON
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Known:
    """The words of every listed name, to keep made-up names from being listed ones."""

    names: frozenset[frozenset[str]]

    @classmethod
    def of(cls, parties: Sequence[Party]) -> Known:
        names = (name.text for party in parties for name in party.names)
        return cls(frozenset(_words(text) for text in names))

    def has(self, text: str) -> bool:
        return _words(text) in self.names


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalnum() else " " for c in text.lower()).split())


def stranger_kinds(parties: Sequence[Party], known: Known) -> tuple[Kind, ...]:
    """Ways to be nobody, made from the words of these lists and from common words."""
    persons = [party for party in parties if party.schema == "Person" and _usable(party)]
    firms = [party for party in parties if party.schema in ("Organization", "Company") and _usable(party)]
    makers: tuple[tuple[str, bool, Callable[[Random, Party, int], str | None]], ...] = (
        ("half of one listed person, half of another", True, functools.partial(_crossed, persons)),
        ("one word of a listed person, one common word", True, _last_word_common),
        ("every word of a listed person much altered", True, _too_many_slips),
        ("half of one listed firm, half of another", True, functools.partial(_crossed_firm, firms)),
        ("made-up people of common words", False, _made_up),
        ("made-up people of rare words", False, _invented),
    )
    return tuple(
        Kind(name, "near misses" if near else "strangers", _nobody(make, known), expected=False)
        for name, near, make in makers
    )


def _nobody(
    make: Callable[[Random, Party, int], str | None], known: Known
) -> Callable[[Random, Party, int], Party | None]:
    """A query of the made name, unless the name is a listed one."""

    def alter(r: Random, listed: Party, place: int) -> Party | None:
        text = make(r, listed, place)
        return asked(listed, place, text) if text and not known.has(text) else None

    return alter


def _usable(party: Party) -> bool:
    return any(2 <= len(name.text.split()) <= 6 and name.text.isascii() for name in party.names[:1])


def _telling(text: str) -> list[str]:
    """The words of a name that say who it is: no titles, particles, legal forms or lines of business."""
    words = text.replace(",", " ").split()
    return [word for word in words if len(word) > 3 and word.isalpha() and word.lower() not in _COMMON_PARTS]


def _crossed(persons: Sequence[Party], r: Random, listed: Party, place: int) -> str | None:
    if listed.schema != "Person" or not persons:
        return None
    words, other = _telling(listed.names[place].text), _telling(r.choice(persons).names[0].text)
    if len(words) < 2 or len(other) < 2 or not listed.names[place].text.isascii():
        return None
    return " ".join([words[0], *other[1:3]])


def _crossed_firm(firms: Sequence[Party], r: Random, listed: Party, place: int) -> str | None:
    if listed.schema not in ("Organization", "Company") or not firms:
        return None
    words, other = _telling(listed.names[place].text), _telling(r.choice(firms).names[0].text)
    if len(words) < 2 or len(other) < 2 or not listed.names[place].text.isascii():
        return None
    return " ".join([other[0], *words[1:], r.choice(("Ltd", "Company", "Trading LLC"))])


def _last_word_common(r: Random, listed: Party, place: int) -> str | None:
    words = _telling(listed.names[place].text)
    if listed.schema != "Person" or len(words) != 2:
        return None
    return f"{words[1]} {r.choice(usual_words()).capitalize()}"


def _too_many_slips(r: Random, listed: Party, place: int) -> str | None:
    words = listed.names[place].text.replace(",", " ").split()
    if listed.schema != "Person" or not 2 <= len(words) <= 4 or not all(w.isalpha() and w.isascii() for w in words):
        return None
    if any(len(word) < 4 for word in words):
        return None
    return " ".join(_altered_much(r, word) for word in words)


def _altered_much(r: Random, word: str) -> str:
    """Half of the letters are others."""
    places = set(r.sample(range(len(word)), (len(word) + 1) // 2))
    return "".join(r.choice(LETTERS) if i in places else c for i, c in enumerate(word))


def _made_up(r: Random, listed: Party, _place: int) -> str | None:
    if listed.schema != "Person":
        return None
    return " ".join(word.capitalize() for word in r.sample(usual_words(), r.choice((2, 2, 3))))


def _invented(r: Random, listed: Party, _place: int) -> str | None:
    """Words of syllables that no table has."""
    if listed.schema != "Person":
        return None
    made = ("".join(r.choice("bdfgklmnprstvz") + r.choice("aeiou") for _ in range(r.choice((2, 3)))) for _ in range(2))
    return " ".join(word.capitalize() for word in made)
