"""Names read in bulk: plain Latin ones by the compiled reader, all others by the reference."""

from __future__ import annotations

import functools
import itertools
from array import array
from collections.abc import Callable, Sequence
from ctypes import CDLL
from dataclasses import dataclass, replace

from navicert.errors import InvalidInput
from navicert.names import Token, chinese, korean, read_name
from navicert.names.clean import LONGEST
from navicert.names.numerals import with_digits
from navicert.names.reading import EITHER, MOST_TOKENS, PERSONAL, reads_alone
from navicert.names.tokens import latin_token
from navicert.screening.kernel import Reader

SURNAME, SYLLABLES, NUMERAL, TELLS_PERSON, TELLS_OTHER, IN_CONTEXT = 1, 2, 4, 8, 16, 32
_SYLLABLE_WORDS = 4
_TABLES = ((0x01, 0x250), (0x1E00, 0x1F00), (0x2000, 0x2070), (0x20A0, 0x20C0), (0x2100, 0x2150), (0xFF01, 0xFF5F))
_LIMIT = 0xFF60

NumberOf = Callable[[Sequence[Token]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of names in a row: `readings_at` parts readings among names, `terms_at` tokens among readings."""

    readings_at: array[int]
    terms_at: array[int]
    terms: array[int]
    by_reference: bytes
    """1 for each name that has none here, because the reference must read it."""


@functools.cache
def spellings() -> tuple[str | None, ...]:
    """What each character of a name is read as: letters, a space where words part, "" for nothing; None if not alone.

    Found by asking the reference; characters with a meaning that depends on their neighbours are left out.
    """
    known: list[str | None] = [None] * _LIMIT
    for first, end in _TABLES:
        for number in range(first, end):
            known[number] = _spelling(chr(number))
    return tuple(known)


def _spelling(char: str) -> str | None:
    try:
        readings = read_name(f"QX{char}XQ", "Company")
    except InvalidInput:
        return None
    if len(readings) != 1 or any(token.native for token in readings[0].tokens):
        return None
    words = " ".join(token.text for token in readings[0].tokens)
    if not (words.startswith("qx") and words.endswith("xq") and len(words) > 3):
        return None
    return words[2:-2]


class NameReader:
    """Reads names into numbered tokens; `number_of` gives tokens their numbers."""

    def __init__(self, loaded: CDLL, number_of: NumberOf) -> None:
        self._reader = Reader(loaded, spellings(), (LONGEST, MOST_TOKENS, _SYLLABLE_WORDS))
        self._number_of = number_of
        self._known = 0

    def forget(self) -> None:
        """Forgets all words, as their tokens' numbers are void."""
        self._reader.forget()
        self._known = 0

    def read(self, texts: Sequence[str], schemas: Sequence[str]) -> Readings:
        """The readings of names, one for each that the compiled reader can read, none for the others."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        content = b"".join(encoded)
        at = array("q", itertools.accumulate(map(len, encoded), initial=0))
        held = array("B", content or b"\0")
        persons = bytes(schema in PERSONAL for schema in schemas)
        read = self.read_columns(held.buffer_info()[0], at.buffer_info()[0], persons)
        by_reference = bytes(left or schema in EITHER for left, schema in zip(read.by_reference, schemas, strict=True))
        return replace(read, by_reference=by_reference)

    def read_columns(self, text_address: int, offsets_address: int, persons: bytes) -> Readings:
        """The same for names that lie in memory as UTF-8 with 64-bit offsets."""
        known = self._reader.read(text_address, offsets_address, len(persons))
        if known > self._known:
            self._define(self._reader.words(self._known, known))
            self._known = known
        by_reference, terms_at, terms = self._reader.tokens(persons)
        return Readings(array("i", range(len(persons) + 1)), terms_at, terms, by_reference)

    def _define(self, words: list[str]) -> None:
        tokens = [_tokens_of(word) for word in words]
        numbers = iter(self._number_of([token for of_word in tokens for token in of_word]))
        self._reader.define(
            [
                (next(numbers), next(numbers), next(numbers), next(numbers), flags_of(word, *of_word[:2]))
                for word, of_word in zip(words, tokens, strict=True)
            ]
        )


def _tokens_of(word: str) -> tuple[Token, Token, Token, Token]:
    """A word's token in a person's name, in another, and where nothing else tells in either."""
    person, other = latin_token(word, person=True), latin_token(word, person=False)
    return person, other, _alone(person, "Person"), _alone(other, "Company")


def _alone(token: Token, schema: str) -> Token:
    return token if _tells(token) else read_name(token.text, schema)[0].tokens[0]


def _tells(token: Token) -> bool:
    return token.kind in ("word", "number")


def flags_of(word: str, person: Token, other: Token) -> int:
    """What the compiled reader must know of a word: whether it tells, and where it takes the reference to read it."""
    flags = SURNAME * (word in korean.surname_spellings() or word in chinese.surname_spellings())
    flags |= SYLLABLES * bool(korean.split(word) or chinese.split(word))
    flags |= NUMERAL * (with_digits([word]) != [word])
    flags |= IN_CONTEXT * (not reads_alone(word))
    return flags | TELLS_PERSON * _tells(person) | TELLS_OTHER * _tells(other)
