"""Names read in bulk: word by word by the compiled reader where words stand alone, else by the reference."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from ctypes import CDLL
from typing import NamedTuple

from navicert.errors import InvalidInput
from navicert.names import Token, chinese, korean, read_name
from navicert.names.clean import LONGEST
from navicert.names.han import in_korean, ways
from navicert.names.reading import EITHER, MOST_TOKENS, PERSONAL, WordReading, read_word, with_substance
from navicert.names.scripts import latin, script_of
from navicert.screening.kernel import Reader, Readings
from navicert.screening.kernel_tables import offsets

SURNAME, SYLLABLES, CONTEXT_PERSON, CONTEXT_OTHER, CHARACTERS, MAY_BE_KOREAN, SINGLE = (1 << i for i in range(7))
PERSON, OTHER = 1, 2
_SYLLABLE_WORDS = 4
_BETWEEN, _SPELLED, _ITSELF = 1, 2, 3
_LATIN = ((0x01, 0x250), (0x1E00, 0x1F00), (0x2000, 0x2070), (0x20A0, 0x20C0), (0x2100, 0x2150), (0xFF01, 0xFF5F))
_SCRIPTS = {
    "cyrillic": (0x400, 0x530), "hebr": (0x5D0, 0x5EB), "arab": (0x621, 0x6D4), "deva": (0x904, 0x970),
    "beng": (0x985, 0x9E0), "thai": (0xE01, 0xE4F), "geor": (0x10D0, 0x10F1), "armn": (0x531, 0x588),
    "han": (0x4E00, 0xA000), "hangul": (0xAC00, 0xD7A4),
}  # fmt: skip
_LIMIT = 0xFF60
_ALL_ALIKE = ("han", "hangul")
"""Scripts whose characters all are words' letters and stay as they are, so that none need be looked at."""


class Character(NamedTuple):
    """What a character is to the compiled reader: its kind, and how it is spelled when it is not itself."""

    kind: int = 0
    spelling: str = ""


@functools.cache
def characters() -> tuple[Character, ...]:
    """Every character of the compiled reader's table; of kind 0 what only the reference can read in its context."""
    table = [Character()] * _LIMIT
    for first, end in _LATIN:
        table[first:end] = [_latin(chr(number)) for number in range(first, end)]
    for number, (script, (first, end)) in enumerate(_SCRIPTS.items(), _ITSELF):
        alike = script in _ALL_ALIKE
        table[first:end] = [
            Character(number) if alike or _stays(chr(c), script) else Character() for c in range(first, end)
        ]
    return tuple(table)


def _latin(char: str) -> Character:
    """Found by asking the reference for a name with the character in it."""
    try:
        readings = read_name(f"QX{char}XQ", "Company")
    except InvalidInput:
        return Character()
    if len(readings) != 1 or any(token.native for token in readings[0].tokens):
        return Character()
    words = " ".join(token.text for token in readings[0].tokens)
    if not (words.startswith("qx") and words.endswith("xq") and len(words) > 3):
        return Character()
    spelling = words[2:-2]
    return Character(_SPELLED if spelling.strip() else _BETWEEN, spelling)


def _stays(char: str, script: str) -> bool:
    """Whether a character of this script is a letter by itself, whatever stands beside it."""
    alone = unicodedata.normalize("NFKC", char) == char and unicodedata.combining(char) in (0, 9)
    return alone and script_of(char) == script and char not in _COMPOSED


_COMPOSED = frozenset("\u0653\u0654\u0655\u093c\u09bc\u09be\u09d7\u0640")
"""Characters that become one with their neighbour."""


class NameReader:
    """Reads names into numbered tokens; `number_of` gives tokens their numbers."""

    def __init__(self, loaded: CDLL, number_of: Callable[[Iterable[Token]], Sequence[int]]) -> None:
        table = characters()
        kinds = bytes(character.kind for character in table)
        spellings = [character.spelling for character in table]
        self._reader = Reader(loaded, kinds, spellings, (LONGEST, MOST_TOKENS, _SYLLABLE_WORDS))
        self._number_of = number_of
        self._known = 0
        self._kinds = 0

    def forget(self) -> None:
        """Forgets all words, as their tokens' numbers are void."""
        self._reader.forget()
        self._known = 0

    def read(self, texts: Sequence[str], schemas: Sequence[str]) -> Readings:
        """The readings of names; none for a name that the reference must read."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        at = array("q", itertools.accumulate(map(len, encoded), initial=0))
        held = array("B", b"".join(encoded) or b"\0")
        return self.read_columns(held.buffer_info()[0], at.buffer_info()[0], bytes(map(kinds_of, schemas)))

    def read_columns(self, text_address: int, offsets_address: int, kinds: bytes) -> Readings:
        """The same for names that lie in memory as UTF-8 with 64-bit offsets; `kinds` says what each may name."""
        kinds_now = PERSON * (1 in kinds or 3 in kinds) | OTHER * (2 in kinds or 3 in kinds)
        if kinds_now & ~self._kinds:
            self.forget()
            self._kinds |= kinds_now
        known = self._reader.read(text_address, offsets_address, len(kinds))
        if known > self._known:
            self._define(self._reader.words(self._known, known))
            self._known = known
        return self._reader.tokens(kinds)

    def _define(self, words: list[str]) -> None:
        lists: dict[tuple[Token, ...], int] = {}
        defined = [self._defined(word, lists) for word in words]
        tokens = [token for of_list in lists for token in of_list]
        distinct = list(dict.fromkeys(tokens))
        alone = [with_substance((token,))[0] for token in distinct]
        numbers = dict(zip(distinct, self._number_of(distinct), strict=True))
        standing = [
            (numbers[token], number, token.kind in ("word", "number"))
            for token, number in zip(distinct, self._number_of(alone), strict=True)
        ]
        self._reader.define(
            defined, offsets(map(len, lists)), array("i", [numbers[token] for token in tokens]), standing
        )

    def _defined(self, word: str, lists: dict[tuple[Token, ...], int]) -> tuple[int, ...]:
        """The numbers of the word's token lists (in three languages for another name, in three for a person's), flags.

        A kind that no name read so far has is left out, as if it depended on the word's neighbours.
        """
        script = script_of_word(word)
        found, flags = [], flags_of(word)
        for person, kind, context in ((False, OTHER, CONTEXT_OTHER), (True, PERSON, CONTEXT_PERSON)):
            read = read_word(script, word, person=person) if self._kinds & kind else _UNREAD
            flags |= context * (not read.alone)
            found += [-1 if tokens is None else lists.setdefault(tokens, len(lists)) for tokens in read.languages]
        return (*found, flags)


_UNREAD = WordReading((None, None, None), alone=False)


def kinds_of(schema: str) -> int:
    """What a name of this schema may name: a person, another, or either."""
    return PERSON | OTHER if schema in EITHER else PERSON if schema in PERSONAL else OTHER


def script_of_word(word: str) -> str:
    """The script of a word that is all in one."""
    script = script_of(word[0])
    return "latin" if script == "digit" else script


def flags_of(word: str) -> int:
    """What a word may be in a name read by syllables, and what its Chinese characters may be."""
    script = script_of_word(word)
    flags = 0
    if script == "han":
        flags |= CHARACTERS | SINGLE * (len(word) == 1)
        flags |= MAY_BE_KOREAN * (in_korean in ways([word], person=True))
    for spelled in (latin(word),) if script in ("latin", "cyrillic") else ():
        flags |= SURNAME * (spelled in korean.surname_spellings() or spelled in chinese.surname_spellings())
        flags |= SYLLABLES * bool(korean.split(spelled) or chinese.split(spelled))
    if script == "cyrillic":
        flags |= _russian_flags(word.casefold())
    return flags


def _russian_flags(word: str) -> int:
    surname = bool(korean.russian_classes().get(word, frozenset()) & korean.SURNAMES.keys())
    return SURNAME * surname | SYLLABLES * bool(korean.russian_syllables(("ким", word)))
