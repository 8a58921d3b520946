"""Korean and Chinese names in Latin, Cyrillic and Hangul letters: one token a syllable."""

from __future__ import annotations

import functools
from dataclasses import replace
from types import ModuleType

from navicert.names import chinese, korean, korean_words, palladius
from navicert.names.rarity import weight_of
from navicert.names.scripts import latin
from navicert.names.tokens import Token, latin_token

_MOST_WORDS = 4
_MOST_GIVEN = 3
_LEAST_SHARE = 0.1
_LONGEST_FIRST = 6
"""Letters of the first of two syllables."""
WORD_LENGTHS = (2, 3)
"""Syllables of an unknown word of an organisation's name that are taken for one word."""


@functools.lru_cache(maxsize=50_000)
def latin_syllables(words: tuple[str, ...]) -> tuple[Token, ...]:
    """The tokens of a Korean or Chinese name in small Latin letters; none when it does not read as one.

    It reads as one when a surname stands first or last and the rest falls into one to three syllables; the language
    that needs fewer syllables cuts it.
    """
    as_korean = _cut(words, korean)
    as_chinese = _cut(words, chinese)
    cuts = [cut for cut in (as_korean, as_chinese) if cut]
    return tuple(
        _token(syllable, weight, as_korean=bool(as_korean), as_chinese=bool(as_chinese))
        for syllable, weight in min(cuts, key=len, default=[])
    )


def with_syllables(tokens: list[Token]) -> list[Token]:
    """The tokens of a name that is no person's, in which nothing but Korean or Chinese syllables stands beside numbers
    and M/V, with what each may stand for: Ji Nam San is Chi Nam San."""
    syllables = [token for token in tokens if is_one_syllable(token.text)]
    if len(syllables) < 2 or not all(is_beside_syllables(t.text) or is_one_syllable(t.text) for t in tokens):
        return tokens
    return [_as_syllable(token) if is_one_syllable(token.text) else token for token in tokens]


def is_one_syllable(word: str) -> bool:
    """Whether this may be one Korean or Mandarin syllable."""
    return word in korean.classes() or word in chinese.classes()


def are_syllables(word: str) -> bool:
    """Whether this may be one or two Korean syllables, or one or two Mandarin ones.

    >>> are_syllables("jongun"), are_syllables("xiaohong"), are_syllables("martinez")
    (True, True, False)
    """
    either, longest = _syllables()
    if word in either:
        return True
    for cut in range(max(1, len(word) - longest), min(len(word), _LONGEST_FIRST + 1)):
        first, last = word[:cut], word[cut:]
        if (
            first in either
            and last in either
            and any(first in known and last in known for known in (korean.classes(), chinese.classes()))
        ):
            return True
    return False


@functools.cache
def _syllables() -> tuple[frozenset[str], int]:
    """Korean and Mandarin syllables, and the letters of the longest."""
    either = frozenset(korean.classes()) | frozenset(chinese.classes())
    return either, max(map(len, either))


@functools.cache
def surnames() -> frozenset[str]:
    """Korean and Chinese surnames in Latin letters."""
    return frozenset(korean.surname_spellings()) | frozenset(chinese.surname_spellings())


def is_beside_syllables(word: str) -> bool:
    """Whether a word may stand in a ship's name beside its syllables."""
    return word.isdigit() or word in ("mv", "mt")


def _as_syllable(token: Token) -> Token:
    keys = {f"ko:{h}" for h in _korean_classes(token.text)} | {f"zh:{p}" for p in _chinese_classes(token.text)}
    weight = token.weight if token.kind == "word" else korean.SYLLABLE_WEIGHT
    return replace(token, kind="word", weight=weight, keys=token.keys | keys)


def _cut(words: tuple[str, ...], language: ModuleType) -> list[tuple[str, float]]:
    """(syllable, the most it may weigh) in order, or nothing."""
    surnames = language.surname_spellings()
    if not 2 <= len(words) <= _MOST_WORDS:
        return []
    for position in (0, len(words) - 1):
        given = [language.split(word) for i, word in enumerate(words) if i != position]
        if words[position] in surnames and all(given) and sum(map(len, given)) <= _MOST_GIVEN:
            given.insert(position, (words[position],))
            return [
                (piece, max(weight_of(word) / len(pieces), _LEAST_SHARE))
                for word, pieces in zip(words, given, strict=True)
                for piece in pieces
            ]
    return []


def _token(syllable: str, most: float, *, as_korean: bool, as_chinese: bool) -> Token:
    hangul = _korean_classes(syllable) if as_korean else frozenset()
    pinyin = _chinese_classes(syllable) if as_chinese else frozenset()
    weight = min(most, korean.SYLLABLE_WEIGHT)
    if as_korean and syllable in korean.surname_spellings():
        weight = min(weight, korean.surname_weight(korean.surname_spellings()[syllable]))
    if as_chinese and syllable in chinese.surname_spellings():
        weight = min(weight, chinese.surname_weight(chinese.surname_spellings()[syllable]))
    return Token(syllable, "word", weight, frozenset({f"ko:{h}" for h in hangul} | {f"zh:{p}" for p in pinyin}))


def _korean_classes(syllable: str) -> frozenset[str]:
    return korean.classes().get(syllable, frozenset()) | korean.surname_spellings().get(syllable, frozenset())


def _chinese_classes(syllable: str) -> frozenset[str]:
    return chinese.classes().get(syllable, frozenset()) | chinese.surname_spellings().get(syllable, frozenset())


def cyrillic_syllables(words: tuple[str, ...]) -> tuple[Token, ...]:
    """The tokens of a Korean or Chinese name in Cyrillic letters; none for any other name.

    A name that can be both, cut alike, has the classes of both languages.
    """
    small = tuple(word.casefold() for word in words)
    as_korean, as_chinese = korean.russian_syllables(small), palladius.syllables(small)
    if as_korean and as_chinese and [piece for piece, _ in as_korean] != [piece for piece, _ in as_chinese]:
        as_chinese = []
    hangul = [found for _, found in as_korean] or [_NONE] * len(as_chinese)
    pinyin = [found for _, found in as_chinese] or [_NONE] * len(as_korean)
    pieces = [piece for piece, _ in as_korean or as_chinese]
    return tuple(
        _cyrillic_token(*syllable, first=i == 0) for i, syllable in enumerate(zip(pieces, hangul, pinyin, strict=True))
    )


_NONE: frozenset[str] = frozenset()


def _cyrillic_token(syllable: str, hangul: frozenset[str], pinyin: frozenset[str], *, first: bool) -> Token:
    weights = [korean.SYLLABLE_WEIGHT]
    if first and hangul:
        weights.append(korean.surname_weight(hangul & korean.SURNAMES.keys()))
    if first and pinyin:
        weights.append(chinese.surname_weight(pinyin))
    keys = frozenset({f"ko:{h}" for h in hangul} | {f"zh:{p}" for p in pinyin})
    return Token(latin(syllable), "word", min(weights), keys, native=syllable)


def hangul_syllables(word: str, *, person: bool) -> list[Token]:
    """The tokens of a word in Hangul; the first syllable of a person's name is a surname where it can be.

    Two or three syllables of an organisation's name are one word.
    """
    syllables = [char for char in word if korean.is_hangul(char)]
    if not person and len(syllables) in WORD_LENGTHS:
        return [hangul_word("".join(syllables))]
    return [hangul_token(syllable, surname=person and i == 0) for i, syllable in enumerate(syllables)]


def hangul_word(word: str) -> Token:
    """The token of a word of several syllables in a name that is no person's."""
    spelled = korean_words.spellings(word)
    plain = latin_token(spelled[0], person=False)
    return Token(plain.text, "word", plain.weight, spellings=spelled, native=word)


def hangul_token(syllable: str, *, surname: bool) -> Token:
    """The token of one Hangul syllable."""
    name = korean.surname_class(syllable)
    if surname and name in korean.SURNAMES:
        weight = korean.surname_weight(frozenset({name}))
        keys = frozenset({f"ko:{syllable}", f"ko:{name}"})
        return Token(korean.SURNAMES[name].split()[0], "word", weight, keys, native=syllable)
    keys = frozenset({f"ko:{syllable}"})
    return Token(korean.usual_spelling(syllable), "word", korean.SYLLABLE_WEIGHT, keys, native=syllable)
