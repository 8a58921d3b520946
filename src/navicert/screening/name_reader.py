"""Names read in bulk: word by word by the compiled reader where words stand alone, else by the reference."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from ctypes import CDLL
from typing import NamedTuple

from navicert.errors import InvalidInput
from navicert.names import Token, acronym, arabic, korean, palladius
from navicert.names.alphabets import arabic_pieces
from navicert.names.clean import LONGEST
from navicert.names.eastern import (
    LONGEST_FIRST,
    MOST_WITH_TITLES,
    are_syllables,
    is_beside_syllables,
    is_one_syllable,
    is_title,
    is_title_before,
    latin_syllables,
    surnames,
)
from navicert.names.han import in_korean, ways
from navicert.names.plain import plain_token, vocabulary
from navicert.names.reading import APOSTROPHES, EITHER, MOST_TOKENS, PERSONAL, spelled_words
from navicert.names.scripts import latin, script_of
from navicert.names.single_words import WordReading, read_word
from navicert.names.slips import RARE, may_be_slip_of_surname, may_be_surname
from navicert.names.spelled import FEWEST, is_letter
from navicert.names.word_tokens import LANGUAGES, as_father, as_surname, with_substance, words_of
from navicert.screening.kernel_reader import Reader, Vocabulary
from navicert.screening.kernel_structures import Asked, PlainWords, Readings
from navicert.screening.kernel_tables import offsets

SURNAME, SYLLABLES, CONTEXT_PERSON, CONTEXT_OTHER, CHARACTERS, MAY_BE_KOREAN, SINGLE = (1 << i for i in range(7))
SERVANT, ARTICLE, OF_GOD, OF_FAITH, ALLA = (1 << i for i in range(7, 12))
_REST_AT, _ENDING_AT = 12, 16
ONE_SYLLABLE, BESIDE = 1 << 20, 1 << 21
LETTER, SLIP_OF_SURNAME, TITLE_BEFORE, SERVANT_LAST, ARTICLE_FIRST = (1 << i for i in range(22, 27))
PERSON, OTHER = 1, 2
_BETWEEN, _SPELLED, _ITSELF, _RANK_AT = 1, 2, 3, 4
_LATIN = (
    (0x01, 0x250),
    (0x2B9, 0x2C0),
    (0x1E00, 0x1F00),
    (0x2000, 0x2070),
    (0x20A0, 0x20C0),
    (0x2100, 0x2150),
    (0xFF01, 0xFF5F),
)
_SCRIPTS = {
    "cyrillic": ((0x400, 0x530),), "hebr": ((0x5D0, 0x5EB),), "arab": ((0x621, 0x6D4),), "deva": ((0x900, 0x970),),
    "beng": ((0x980, 0x9E0),), "thai": ((0xE01, 0xE4F),), "geor": ((0x10D0, 0x10F1),), "armn": ((0x531, 0x588),),
    "han": ((0x3005, 0x3006), (0x4E00, 0xA000)), "hangul": ((0xAC00, 0xD7A4),),
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
    for number, (script, ranges) in enumerate(_SCRIPTS.items(), _ITSELF):
        alike = script in _ALL_ALIKE
        for first, end in ranges:
            every = range(first, end)
            table[first:end] = (
                [Character(number)] * len(every) if alike else [_itself(number, chr(c), script) for c in every]
            )
    return tuple(table)


@functools.cache
def _in_columns() -> tuple[bytes, tuple[str, ...]]:
    """The kinds and the spellings of all characters."""
    table = characters()
    return bytes(character.kind for character in table), tuple(character.spelling for character in table)


def _latin(char: str) -> Character:
    """Found by asking the reference for a name with the character in it."""
    plain = unicodedata.normalize("NFKC", char)
    if any(script_of(c) not in ("latin", "digit", "") and ord(c) not in APOSTROPHES for c in plain):
        return Character()
    try:
        found = spelled_words(f"QX{char}XQ")
    except InvalidInput:
        return Character()
    words = " ".join(found or ())
    if not (words.startswith("qx") and words.endswith("xq") and len(words) > 3):
        return Character()
    spelling = words[2:-2]
    return Character(_SPELLED if spelling.strip() else _BETWEEN, spelling)


def _itself(number: int, char: str, script: str) -> Character:
    return Character(number | _rank(char, script) << _RANK_AT) if _stays(char, script) else Character()


def _stays(char: str, script: str) -> bool:
    """Whether a character of this script is a letter by itself, or a mark that neighbours at most bring into order."""
    alone = unicodedata.normalize("NFKC", char) == char and unicodedata.combining(char) in (0, *_marks(script))
    return alone and script_of(char) == script and char not in _COMPOSED


def _rank(char: str, script: str) -> int:
    """The place of a mark among those of its letter, 0 of letters."""
    order = unicodedata.combining(char)
    return 1 + _marks(script).index(order) if order else 0


def _marks(script: str) -> tuple[int, ...]:
    """The classes of a script's marks, in the order in which they follow a letter."""
    return _MARKS.get(script, (9,))


_MARKS = {"thai": (9, 103, 107), "arab": tuple(range(27, 36))}
_COMPOSED = frozenset("\u0653\u0654\u0655\u093c\u09bc\u09be\u09d7\u0640")
"""Characters that become one with their neighbour."""


class Numbered:
    """Numbers tokens, and hands over those that are new; `distinct` ones never get two numbers.

    `initials` are the numbers of initials.
    """

    def __init__(self, *, distinct: bool = False) -> None:
        self._numbers: dict[Token, int] = {}
        self._count = 0
        self._new: list[list[Token] | PlainWords] = []
        self._distinct = distinct
        self.initials: set[int] = set()

    def add(self, token: Token) -> int:
        """A number for a token; unless they must be distinct, without looking whether it has one already."""
        return self.numbers([token])[0] if self._distinct else self._next(token)

    def plain(self, words: PlainWords) -> array[int]:
        """The numbers of plain words' tokens."""
        if self._distinct:
            return array("i", self.numbers(plain_tokens(words)))
        self._new.append(words)
        first, self._count = self._count, self._count + len(words.flags)
        return array("i", range(first, self._count))

    def _next(self, token: Token) -> int:
        last = self._new[-1] if self._new else None
        if isinstance(last, list):
            last.append(token)
        else:
            self._new.append([token])
        if token.kind == "initial":
            self.initials.add(self._count)
        self._count += 1
        return self._count - 1

    def numbers(self, tokens: Iterable[Token]) -> list[int]:
        """The tokens' numbers; tokens not seen here before get the next ones."""
        found = []
        for token in tokens:
            number = self._numbers.get(token)
            if number is None:
                number = self._numbers[token] = self._next(token)
            found.append(number)
        return found

    def take_new(self) -> list[list[Token] | PlainWords]:
        """Tokens that were numbered since this was last asked, in their order."""
        new, self._new = self._new, []
        return new


@functools.cache
def _vocabulary(loaded: CDLL) -> Vocabulary:
    limits = (
        RARE,
        acronym.COMMON_LEAST,
        acronym.COMMON_LEAST_OF_THREE,
        acronym.SHORTEST,
        acronym.LONGEST,
        LONGEST_FIRST,
        FEWEST,
    )
    return Vocabulary(loaded, vocabulary(), limits)


def plain_tokens(words: PlainWords) -> list[Token]:
    """The tokens of plain words."""
    keys = words.keys.decode().splitlines()
    return [
        Token(form, "word", weight, frozenset(keys[a:b]))
        for form, weight, (a, b) in zip(
            words.forms.decode().splitlines(), words.weights, itertools.pairwise(words.keys_at), strict=True
        )
    ]


class NameReader:
    """Reads names into numbered tokens."""

    def __init__(self, loaded: CDLL, tokens: Numbered) -> None:
        self._reader = Reader(loaded, _vocabulary(loaded), *_in_columns(), (LONGEST, MOST_TOKENS, MOST_WITH_TITLES))
        self._tokens = tokens

    def forget(self, tokens: Numbered | None = None) -> None:
        """Forgets all words; from now on their tokens are numbered by `tokens`."""
        self._tokens = tokens or self._tokens
        self._reader.forget()

    def read(self, texts: Sequence[str], schemas: Sequence[str]) -> Readings:
        """The readings of names; none for a name that the reference must read."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        at = array("q", itertools.accumulate(map(len, encoded), initial=0))
        held = array("B", b"".join(encoded) or b"\0")
        return self.read_columns(held.buffer_info()[0], at.buffer_info()[0], bytes(map(kinds_of, schemas)))

    def read_columns(self, text_address: int, offsets_address: int, kinds: bytes) -> Readings:
        """The same for names that lie in memory as UTF-8 with 64-bit offsets; `kinds` says what each may name."""
        self._define(self._reader.read(text_address, offsets_address, kinds))
        self._define(self._reader.form(kinds))
        eastern = bytes(bool(latin_syllables(tuple(words))) for words in self._reader.suspects())
        return self._reader.tokens(kinds, eastern)

    def _define(self, count: int) -> None:
        """Says what so many words are; most of them the compiled reader can tell by itself."""
        if not count:
            return
        plain = self._reader.plain()
        if plain.flags:
            self._reader.number(self._tokens.plain(plain))
        lists = _Lists(self._tokens)
        defined = [_defined(word, lists) for word in self._reader.asked(count - len(plain.flags))]
        self._reader.define(defined, offsets(lists.lengths), lists.numbers, lists.alone)


def _defined(asked: Asked, lists: _Lists) -> tuple[int, ...]:
    """The word's number, kinds, token lists (in three languages for another name, in three for a person's), flags.

    Of a kind that is not asked about nothing is said.
    """
    number, kinds, word = asked
    token = plain_token(word)
    if token is not None:
        only = (lists.plain(token),) * len(LANGUAGES)
        of_other, of_person = only if kinds & OTHER else _NO_LISTS, only if kinds & PERSON else _NO_LISTS
        return (number, kinds, *of_other, *of_person, _syllabic(word, kinds))
    script = script_of_word(word)
    other = read_word(script, word, person=False) if kinds & OTHER else _UNASKED
    person = read_word(script, word, person=True) if kinds & PERSON else _UNASKED
    flags = flags_of(script, word, person=bool(kinds & PERSON), other=bool(kinds & OTHER))
    flags |= CONTEXT_OTHER * (not other.alone) | CONTEXT_PERSON * (not person.alone)
    flags |= SERVANT_LAST * (script == "arab" and any(map(_ends_with_servant, (other, person))))
    found = lists.of(other)
    same = person is other or (other is not _UNASKED and person == other)
    return (number, kinds, *found, *(found if same else lists.of(person)), flags)


def _ends_with_servant(read: WordReading) -> bool:
    """Whether a servant may be the last that a name has with this word; a word without tokens hides none."""
    tokens = read.languages[0]
    return tokens is not None and (not tokens or tokens[-1].text == "abdul")


class _Lists:
    """Token lists on their way to the compiled reader, each token with how it stands alone."""

    def __init__(self, tokens: Numbered) -> None:
        self._tokens = tokens
        self.lengths: list[int] = []
        self.numbers = array("i")
        self.alone: list[tuple[int, ...]] = []

    def of(self, word: WordReading) -> Sequence[int]:
        """The numbers of a word's lists, -1 for a language that has none."""
        first, second, third = word.languages
        if first is second is third is None:
            return _NO_LISTS
        if first is second is third:
            return [self._list(first, alike=True)] * 3
        return [self._list(tokens, alike=False) for tokens in word.languages]

    def plain(self, token: Token) -> int:
        """The number of the list of a plain word's one token."""
        number = self._tokens.add(token)
        self.alone.append((number, number, -1, -1, True, True))
        self.numbers.append(number)
        self.lengths.append(1)
        return len(self.lengths) - 1

    def _list(self, tokens: tuple[Token, ...] | None, *, alike: bool) -> int:
        """The number of a list. A single token that all languages have is this word's own: it need not be looked up."""
        if tokens is None:
            return -1
        own = alike and len(tokens) == 1
        numbers = [self._tokens.add(tokens[0])] if own else self._tokens.numbers(tokens)
        for token, number in zip(tokens, numbers, strict=True):
            is_word, father, surname = token.kind == "word", as_father(token), as_surname(token)
            tells = is_word or token.kind == "number"
            alone = number if tells else self._tokens.add(with_substance((token,))[0])
            as_other = -1 if father is token else self._tokens.add(father)
            as_last = -1 if surname is token else self._tokens.add(surname)
            self.alone.append((number, alone, as_other, as_last, tells, is_word))
        self.numbers.extend(numbers)
        self.lengths.append(len(numbers))
        return len(self.lengths) - 1


_UNASKED = WordReading((None, None, None), alone=True)
_NO_LISTS = (-1, -1, -1)


def kinds_of(schema: str) -> int:
    """What a name of this schema may name: a person, another, or either."""
    return PERSON | OTHER if schema in EITHER else PERSON if schema in PERSONAL else OTHER


def script_of_word(word: str) -> str:
    """The script of a word that is all in one."""
    if word.isascii() and word.isalnum():
        return "latin"
    script = script_of(word[0])
    return "latin" if script == "digit" else script


def flags_of(script: str, word: str, *, person: bool, other: bool) -> int:
    """What a word may be in a person's name read by syllables or with compounds, what its Chinese characters may be."""
    flags = 0
    if script == "han":
        flags |= CHARACTERS | SINGLE * (len(word) == 1)
        flags |= MAY_BE_KOREAN * (in_korean in ways([word], person=True))
    if script == "arab":
        return ARTICLE_FIRST * (arabic_pieces(word)[0][1] == "al")
    if script not in ("latin", "cyrillic", "greek"):
        return flags
    spelled = latin(word)
    if person and script != "greek":
        titled = is_title_before(spelled)
        flags |= TITLE_BEFORE * titled
        flags |= SURNAME * (is_title(spelled) or spelled in surnames() or may_be_surname(spelled))
        flags |= SLIP_OF_SURNAME * may_be_slip_of_surname(spelled)
        flags |= SYLLABLES * (titled or spelled in surnames() or are_syllables(spelled))
        flags |= _linking(word) if script == "latin" else _russian_flags(word.casefold())
    if other and script != "greek":
        flags |= ONE_SYLLABLE * is_one_syllable(spelled) | BESIDE * is_beside_syllables(spelled)
    return flags | LETTER * (other and any(map(is_letter, words_of(spelled))))


def _syllabic(word: str, kinds: int) -> int:
    """The flags of a plain word."""
    found = SYLLABLES * are_syllables(word) if kinds & PERSON else 0
    return found | ONE_SYLLABLE * is_one_syllable(word) if kinds & OTHER else found


def _linking(word: str) -> int:
    found = arabic.links(word)
    if found is arabic.UNLINKED:
        return 0
    flags = SERVANT * found.servant | ARTICLE * found.article | OF_GOD * found.god | OF_FAITH * found.faith
    return flags | ALLA * found.alla | found.rest << _REST_AT | found.ending << _ENDING_AT


def _russian_flags(word: str) -> int:
    surname = bool(korean.russian_classes().get(word, frozenset()) & korean.SURNAMES.keys())
    given = korean.russian_syllables(("ким", word)) or palladius.syllables(("ли", word))
    return SURNAME * (surname or word in palladius.surnames()) | SYLLABLES * bool(given)
