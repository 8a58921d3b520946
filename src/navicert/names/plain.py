"""Words of which nothing is to be said but what they weigh and which names they may stand for: most words of names."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from navicert.names import arabic, cantonese, chinese, korean, numerals
from navicert.names.eastern import surnames
from navicert.names.rarity import WEIGHTS, weight_of
from navicert.names.single_words import NEIGHBOURLY
from navicert.names.slips import may_be_slip_of_surname, may_be_surname, misread_surnames, near_surnames
from navicert.names.tokens import (
    EQUIVALENTS,
    SHORT_FORMS,
    Token,
    equivalence_keys,
    is_misread,
    words_of_business,
)
from navicert.names.word_tokens import are_glued_initials, is_patronymic
from navicert.names.words import (
    FIRM_WORDS,
    FORMS,
    GENERIC,
    PARTICLES,
    PLACES,
    PREPOSITIONS,
    REGIONS,
    TITLES,
    TITLES_AS_NAMES,
)


def plain_token(word: str) -> Token | None:
    """The token of a word that has this one alone in every name, a person's or not, whatever stands beside it (but
    syllables); None for all other words, and for those that it takes longer to tell.

    >>> plain_token("martinez").text
    'martinez'
    >>> any(map(plain_token, ("abdul", "petrovich", "saifeddin", "bank", "kim", "von", "seven", "m2", "žižek")))
    False
    """
    if word in _unusual() or not (word.isascii() and word.isalpha()) or len(word) == 1:
        return None
    if arabic.links(word) is not arabic.UNLINKED or is_patronymic(word):
        return None
    if are_glued_initials(word) or may_be_surname(word) or may_be_slip_of_surname(word) or is_misread(word):
        return None
    return Token(word, "word", weight_of(word), equivalence_keys(word))


@functools.cache
def _unusual() -> frozenset[str]:
    """Words that are not plain whatever they look like."""
    of_names = PARTICLES | TITLES | TITLES_AS_NAMES | PREPOSITIONS | surnames() | NEIGHBOURLY | numerals.WORDS
    return of_names.union(FORMS, GENERIC, FIRM_WORDS, PLACES, REGIONS, words_of_business())


KOREAN, CHINESE, CANTONESE = 1, 2, 4


class Vocabulary(NamedTuple):
    """What tells plain words from others, for who tells them by tables and endings alone: lines of a key and, behind a
    tab, what is said of it.

    Words that are not plain; surnames as `near_surnames` has them; syllables with the sum of their languages; words
    with their weight in hundredths, with the names that they may stand for, and with those that they are short for; and
    legal forms, as which letters in a row are one word.
    """

    unusual: bytes
    near: bytes
    syllables: bytes
    weights: bytes
    names: bytes
    short: bytes
    forms: bytes


def vocabulary() -> Vocabulary:
    """The tables of plain words; some that `plain_token` finds plain are among the unusual ones."""
    unusual = _unusual() | arabic.LINKING | misread_surnames()
    return Vocabulary(
        _lines(unusual),
        _lines(near_surnames()),
        _lines(f"{syllable}\t{languages}" for syllable, languages in _languages().items()),
        WEIGHTS.content,
        EQUIVALENTS.content,
        SHORT_FORMS.content,
        _lines(FORMS),
    )


def _languages() -> dict[str, int]:
    """Each syllable with the sum of the languages that have it."""
    found: dict[str, int] = {}
    every = ((KOREAN, korean.classes()), (CHINESE, chinese.classes()), (CANTONESE, cantonese.syllables()))
    for language, syllables in every:
        for syllable in syllables:
            found[syllable] = found.get(syllable, 0) | language
    return found


def _lines(texts: Iterable[str]) -> bytes:
    return "".join(f"{text}\n" for text in texts).encode()
