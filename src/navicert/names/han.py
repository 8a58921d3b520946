"""Chinese characters, read in Korean, in Mandarin, as Hong Kong spells Cantonese, or as Japanese names."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Protocol

from navicert.names import cantonese, chinese, korean
from navicert.names.eastern import WORD_LENGTHS, hangul_token, hangul_word
from navicert.names.tables import Table
from navicert.names.tokens import Token, latin_token

_CHARACTERS = Table("han")
_JAPANESE = Table("japanese")
_JAPANESE_NAMES = Table("native-jpan")
_JAPANESE_WEIGHT = 0.7
_NOT_OF_PERSONS = "-"
"""What stands in the table before the Cantonese reading of a character that Hong Kong does not write."""
_FIRM = 2
"""The place of a firm's name, beside a surname and a given name."""
_MOST_READINGS = 2
"""Readings of a Japanese name that a word of an organisation's name is compared in."""


@functools.lru_cache(maxsize=30_000)
def _character(char: str) -> tuple[str, ...]:
    """What the table says of a character: its readings in Korean and Mandarin, its simplified form, its readings in
    Cantonese and Japanese."""
    return _CHARACTERS.find(char)


class Way(Protocol):
    """How a run of Chinese characters is read; None when it cannot be."""

    def __call__(self, word: str, *, person: bool) -> list[Token] | None: ...

    def __hash__(self) -> int: ...


def ways(words: list[str], *, person: bool) -> list[Way]:
    """The languages that a name with these words of Chinese characters may be in."""
    found: list[Way] = [mandarin]
    if not person or _may_be_korean(words):
        found.insert(0, in_korean)
    return [*found, japanese_or_cantonese]


def _may_be_korean(words: list[str]) -> bool:
    """Whether a Korean surname stands where one can: first, or alone at the end."""
    places = [words[0][0], *(words[-1] if len(words[-1]) == 1 else "")]
    readings = (_character(char) for char in places)
    return any(korean.is_surname(syllable) for found in readings if found for syllable in found[0])


def in_korean(word: str, *, person: bool) -> list[Token] | None:
    """One token a character with its Hangul readings; one token in all for a word of an organisation's name."""
    if not person and len(word) in WORD_LENGTHS:
        readings = [_character(char) for char in word]
        return [hangul_word("".join(found[0][0] for found in readings))] if all(f and f[0] for f in readings) else None
    tokens = []
    for position, char in enumerate(word):
        found = _character(char)
        if not found or not found[0]:
            return None
        surnames = [s for s in found[0] if korean.is_surname(s)] if person and position == 0 else []
        main = hangul_token(surnames[0] if surnames else found[0][0], surname=bool(surnames))
        keys = {f"ko:{syllable}" for syllable in found[0]} | {f"ko:{korean.surname_class(s)}" for s in surnames}
        tokens.append(Token(main.text, "word", main.weight, main.keys | keys, native=found[2] or char))
    return tokens


def mandarin(word: str, *, person: bool) -> list[Token] | None:
    """One token a character with its Mandarin readings, and its Cantonese ones as spellings; one token in all for a
    word of an organisation's name, which may be read in Japanese too.
    """
    if not person and len(word) in WORD_LENGTHS:
        return _mandarin_word(word)
    tokens = []
    for position, char in enumerate(word):
        found = _character(char)
        if not found or not found[1]:
            return None
        first = person and (position == 0 or len(word) == 1)
        as_surname = chinese.SURNAME_READINGS.get(found[2] or char, "") if first else ""
        pinyin = list(dict.fromkeys((*as_surname.split(), *found[1].split())))
        surname = first and pinyin[0] in chinese.surname_spellings()
        weight = chinese.surname_weight(frozenset(pinyin)) if surname else chinese.SYLLABLE_WEIGHT
        keys = frozenset(f"zh:{syllable}" for syllable in pinyin)
        tokens.append(Token(pinyin[0], "word", weight, keys, cantonese.spellings(found[3]), native=found[2] or char))
    return tokens


def _mandarin_word(word: str) -> list[Token] | None:
    found = [_character(char) for char in word]
    if not all(fields and fields[1] for fields in found):
        return None
    pinyin = [fields[1].split()[0] for fields in found]
    older = [chinese.wade_giles(syllable) if syllable in chinese.syllables() else syllable for syllable in pinyin]
    spelled = tuple(dict.fromkeys(("".join(pinyin), "".join(older), *_japanese_word(word, found))))
    plain = latin_token(spelled[0], person=False)
    return [Token(plain.text, "word", plain.weight, spellings=spelled, native=simplified(word))]


def _japanese_word(word: str, found: Sequence[Sequence[str]]) -> list[str]:
    """A word as a Japanese name, where it is one, and in the commonest Sino-Japanese reading of its characters."""
    readings = [fields[4] for fields in found]
    spelled = "".join(readings).replace("ou", "o").replace("uu", "u") if all(readings) else ""
    return [*_readings(word, _FIRM)[:_MOST_READINGS], *([spelled] if spelled else [])]


@functools.lru_cache(maxsize=20_000)
def simplified(word: str) -> str:
    """The word in simplified characters.

    >>> simplified("貿易")
    '贸易'
    """
    return "".join(fields[2] if (fields := _character(char)) and fields[2] else char for char in word)


def japanese_or_cantonese(word: str, *, person: bool) -> list[Token] | None:
    """A person's name as Japanese names known whole: one, or a surname and a given name; a word of an organisation's as
    Hong Kong spells it."""
    if not person:
        return _in_cantonese(word)
    for parts in [(word,), *((word[:length], word[length:]) for length in (2, 1, 3) if length < len(word))]:
        found = [_readings(part, place) for place, part in enumerate(parts)]
        if all(found):
            return [_japanese_token(part, read) for part, read in zip(parts, found, strict=True)]
    return None


def _in_cantonese(word: str) -> list[Token] | None:
    found = [fields[3].lstrip(_NOT_OF_PERSONS) if (fields := _character(char)) else "" for char in word]
    syllables = [cantonese.spellings(jyutping) for jyutping in found]
    if not all(syllables):
        return None
    if len(word) in WORD_LENGTHS:
        plain = latin_token("".join(spelled[0] for spelled in syllables), person=False)
        return [Token(plain.text, "word", plain.weight, native=simplified(word))]
    weight = chinese.SYLLABLE_WEIGHT
    return [
        Token(spelled[0], "word", weight, spellings=spelled, native=simplified(char))
        for char, spelled in zip(word, syllables, strict=True)
    ]


def _readings(word: str, place: int) -> tuple[str, ...]:
    """The Latin spellings of a Japanese name, those of its place (surname, given name, firm) first; none of one
    unknown. A firm's are a surname's too, and no person's."""
    surname, given, firm = _JAPANESE.find(word) or ("", "", "")
    told = (given, surname) if place == 1 else (firm, surname, given) if place == _FIRM else (surname, given)
    return tuple(dict.fromkeys(" ".join((*told, *(_JAPANESE_NAMES.find(word) or ()))).split()))


def _japanese_token(word: str, spellings: tuple[str, ...]) -> Token:
    weight = min(latin_token(spellings[0], person=True).weight, _JAPANESE_WEIGHT)
    return Token(spellings[0], "word", weight, spellings=spellings, native=word)
