"""Words of which nothing is to be said but what they weigh and which names they may stand for: most words of names."""

from __future__ import annotations

import functools

from navicert.names import arabic, numerals
from navicert.names.eastern import surnames
from navicert.names.rarity import weight_of
from navicert.names.single_words import NEIGHBOURLY
from navicert.names.slips import may_be_slip_of_surname, may_be_surname
from navicert.names.tokens import Token, equivalence_keys, is_misread, words_of_business
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
