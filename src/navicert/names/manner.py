"""In what manner two words, or a word and several, stand for each other, for people to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rapidfuzz.distance import OSA

from navicert.names import similarity
from navicert.names.alignment import Pair
from navicert.names.sound import sound
from navicert.names.tokens import Token

Manner = Literal[
    "equal", "romanisation", "translation", "same meaning", "known variant", "initial", "acronym", "written together",
    "beginning", "vowels left out", "one letter", "letters exchanged", "same sound", "spelling", "same consonants",
]  # fmt: skip
"""A nickname, or a name in spellings that letters do not bring together, is a known variant."""


def manner(pair: Pair, left: Sequence[Token], right: Sequence[Token]) -> Manner:
    """How the tokens of a pair match; `left` and `right` are all tokens of the two names.

    >>> from navicert.names import align, read_name
    >>> def found(a, b, schema="Person"):
    ...     mine, theirs = read_name(a, schema)[0], read_name(b, schema)[0]
    ...     pairs = sorted(align(mine, theirs), key=lambda pair: pair.left)
    ...     return [manner(pair, mine.tokens, theirs.tokens) for pair in pairs]
    >>> found("J. Martinez", "John Martines"), found("김", "Gim"), found("KOMID", "Korea Mining Development", "Company")
    (['initial', 'one letter'], ['romanisation'], ['acronym'])
    """
    mine, theirs = ([tokens[i] for i in positions] for tokens, positions in ((left, pair.left), (right, pair.right)))
    if len(mine) == len(theirs) == 1:
        return _of_two(mine[0], theirs[0])
    return "acronym" if pair.acronym else "written together"


def _of_two(mine: Token, theirs: Token) -> Manner:
    if mine.text == theirs.text:
        return _of_equal(mine, theirs)
    shared = {key[:2] for key in mine.keys & theirs.keys}
    if shared & {"ko", "zh"}:
        return "romanisation"
    if len(mine.text) == 1 or len(theirs.text) == 1:
        return "initial"
    likeness = similarity.token_likeness(mine, theirs)
    if mine.native or theirs.native:
        return _across_scripts(mine, theirs, likeness)
    if shared & {"sl", "ng"}:
        return "letters exchanged" if sorted(mine.text) == sorted(theirs.text) else "one letter"
    if similarity.word_likeness(mine.text, theirs.text) >= likeness:
        return _of_spelling(mine.text, theirs.text)
    return "same meaning" if shared & {"ow", "pl"} else "known variant"


def _across_scripts(mine: Token, theirs: Token, likeness: float) -> Manner:
    if _is_translated(mine) or _is_translated(theirs):
        return "translation"
    return "same consonants" if likeness in _CONSONANTS else "romanisation"


_CONSONANTS = (similarity.SAME_CONSONANTS, similarity.SAME_TWO_CONSONANTS)


def _of_equal(mine: Token, theirs: Token) -> Manner:
    if mine.native == theirs.native:
        return "equal"
    return "translation" if _is_translated(mine) or _is_translated(theirs) else "romanisation"


def _is_translated(token: Token) -> bool:
    """Whether a token stands for a word of another language: its native form is its English, see `Token`."""
    return bool(token.native) and token.native == token.text


def _of_spelling(a: str, b: str) -> Manner:
    short, long = sorted((a, b), key=len)
    if OSA.distance(a, b, score_cutoff=1) == 1:
        return "one letter"
    if not similarity.VOWELS & set(short) and not short.isdigit():
        return "vowels left out"
    if sorted(a) == sorted(b):
        return "letters exchanged"
    if sound(a) == sound(b):
        return "same sound"
    return "beginning" if long.startswith(short) else "spelling"
