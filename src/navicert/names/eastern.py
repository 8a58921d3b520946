"""Korean and Chinese names in Latin, Cyrillic and Hangul letters: one token a syllable."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import NamedTuple

from navicert.names import cantonese, chinese, korean, korean_words, palladius
from navicert.names.rarity import weight_of
from navicert.names.scripts import latin
from navicert.names.slips import may_be_misread, misread, slip_of_surname, slip_of_syllable
from navicert.names.tokens import Token, latin_token
from navicert.names.words import TITLES, TITLES_AS_NAMES

_NONE: frozenset[str] = frozenset()
_MOST_WORDS = 4
MOST_WITH_TITLES = 6
"""Words of a name read by syllables, and with its titles."""
_MOST_GIVEN = 3
_CANTONESE_WORDS = 3
_LEAST_SHARE = 0.1
LONGEST_FIRST = 6
"""Letters of the first of two syllables."""
_NAMESAKE = 3
_NAMESAKES = frozenset("김박최리이오차한류안조장강정홍윤허")
"""Surnames with which the names of those begin whom organisations are called after, as Hangul writes them."""
_PLACE_ENDS = frozenset("산강도포령만섬벌골읍군천")
"""Syllables that end names of places: mountains, rivers, islands, towns."""
WORD_LENGTHS = (2, 3)
"""Syllables of an unknown word of an organisation's name that are taken for one word."""


@functools.lru_cache(maxsize=50_000)
def latin_syllables(words: tuple[str, ...]) -> tuple[Token, ...]:
    """The tokens of a Korean or Chinese name in small Latin letters; none when it does not read as one.

    It reads as one when a surname stands first or last and the rest falls into one to three syllables; the language
    that needs fewer syllables cuts it. Titles may stand around it. One word may be misread by a machine (I1 for Il) or
    have a slip (Fon for Gon).
    """
    first, end = _within_titles(words) if len(words) <= MOST_WITH_TITLES else (0, len(words))
    found = _syllable_tokens(words[first:end])
    if not found:
        return _syllable_tokens(words) if end - first < len(words) else ()
    before, behind = ([latin_token(word, person=True) for word in titles] for titles in (words[:first], words[end:]))
    return (*before, *found, *behind)


def _within_titles(words: tuple[str, ...]) -> tuple[int, int]:
    """Where the words between titles begin and end."""
    first, end = 0, len(words)
    while first < end and is_title_before(words[first]):
        first += 1
    while end > first and is_title(words[end - 1]):
        end -= 1
    return first, end


def is_title_before(word: str) -> bool:
    """Whether a word is a title where it stands before a name: no Korean or Chinese surname."""
    return word in TITLES and word not in surnames()


def is_title(word: str) -> bool:
    """Whether a word is a title wherever it stands: no surname elsewhere either, as King is."""
    return is_title_before(word) and word not in TITLES_AS_NAMES


def _syllable_tokens(words: tuple[str, ...]) -> tuple[Token, ...]:
    may_be_of = {language: _may_be_of(language, words) for language in (korean, chinese)}
    if not any(may_be_of.values()) and sum(word in cantonese.syllables() for word in words) < _CANTONESE_WORDS - 1:
        return ()
    for cut in (_cut, _cut_misread, _cut_with_slip):
        as_korean, as_chinese = (cut(words, language) if may_be else [] for language, may_be in may_be_of.items())
        if cut is _cut and not as_chinese:
            as_chinese = _cut_in_cantonese(words)
        cuts = [pieces for pieces in (as_korean, as_chinese) if pieces]
        if cuts:
            return tuple(
                _token(piece, as_korean=bool(as_korean), as_chinese=bool(as_chinese)) for piece in min(cuts, key=len)
            )
    return ()


def _may_be_of(language: ModuleType, words: tuple[str, ...]) -> bool:
    """Whether all words, or all but one that may be meant for another, are of a language, as in every name of it."""
    if not 2 <= len(words) <= _MOST_WORDS:
        return False
    odd = [word for word in words if not _is_of(word, language)]
    return not odd or (len(odd) == 1 and _may_be_meant(odd[0], language, slips=len(words) > 2))


@functools.lru_cache(maxsize=20_000)
def _may_be_meant(word: str, language: ModuleType, *, slips: bool) -> bool:
    """Whether a machine may have read this for a word of the language, or, among `slips`, one may be a slip away."""
    if may_be_misread(word) and any(_is_of(printed, language) for printed in misread(word)):
        return True
    return slips and bool(slip_of_surname(word, language) or slip_of_syllable(word, language))


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
    firsts, longest, ends = _syllables()
    if word in firsts or word in cantonese.syllables():
        return True
    if word[-1:] not in ends and word[-2:] not in ends:
        return False
    for cut in range(max(1, len(word) - longest), min(len(word), LONGEST_FIRST + 1)):
        seconds = firsts.get(word[:cut])
        if seconds is not None and word[cut:] in seconds:
            return True
    return False


@functools.cache
def _syllables() -> tuple[dict[str, frozenset[str]], int, frozenset[str]]:
    """Korean and Mandarin syllables, each with those that may follow it; letters of the longest; all last two letters,
    and single ones that are syllables."""
    as_korean, as_chinese = frozenset(korean.classes()), frozenset(chinese.classes())
    both = as_korean | as_chinese
    firsts = {**dict.fromkeys(as_korean, as_korean), **dict.fromkeys(as_chinese, as_chinese)}
    firsts |= dict.fromkeys(as_korean & as_chinese, both)
    return firsts, max(map(len, both)), frozenset(syllable[-2:] for syllable in both)


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


class _Piece(NamedTuple):
    """A syllable of a name, the most it may weigh, and what it may be a slip of where it is none."""

    text: str
    most: float
    slip_of: tuple[str, ...] = ()


def _cut(words: tuple[str, ...], language: ModuleType) -> list[_Piece]:
    """The syllables in order, or nothing."""
    return _assembled(words, _surname, _given, language)


def _cut_in_cantonese(words: tuple[str, ...]) -> list[_Piece]:
    """The syllables of a name of three words as Hong Kong spells them; one word besides a surname proves nothing."""
    return _assembled(words, _surname, _cantonese, chinese) if len(words) == _CANTONESE_WORDS else []


def _cantonese(word: str, _: ModuleType) -> list[_Piece]:
    return [_Piece(word, max(weight_of(word), _LEAST_SHARE))] if word in cantonese.syllables() else []


def _cut_misread(words: tuple[str, ...], language: ModuleType) -> list[_Piece]:
    """The syllables of a name of which a machine misread one word."""
    odd = [at for at, word in enumerate(words) if not _is_of(word, language)] if len(words) <= _MOST_WORDS else []
    if len(odd) != 1 or not may_be_misread(words[odd[0]]):
        return []
    before, word, behind = words[: odd[0]], words[odd[0]], words[odd[0] + 1 :]
    ways = (_cut((*before, printed, *behind), language) for printed in misread(word) if _is_of(printed, language))
    return min(filter(None, ways), key=len, default=[])


@functools.lru_cache(maxsize=50_000)
def _is_of(word: str, language: ModuleType) -> bool:
    """Whether a word may stand in a name of the language."""
    return bool(language.split(word)) or word in language.surname_spellings()


def _cut_with_slip(words: tuple[str, ...], language: ModuleType) -> list[_Piece]:
    """The syllables of a name of three words and more of which one, a syllable, has a slip; Kim Novak is no such."""
    cut = _assembled(words, _surname_or_slip, _given_or_slip, language) if len(words) > 2 else []
    return cut if sum(bool(piece.slip_of) for piece in cut) == 1 else []


_Read = Callable[[str, ModuleType], list[_Piece]]


def _assembled(words: tuple[str, ...], surname: _Read, given: _Read, language: ModuleType) -> list[_Piece]:
    """The syllables of a surname, first or last, and of one to three others; nothing where a word has none."""
    if not 2 <= len(words) <= _MOST_WORDS:
        return []
    for position in (0, len(words) - 1):
        first = surname(words[position], language)
        rest = [given(word, language) for i, word in enumerate(words) if i != position] if first else [[]]
        if all(rest) and sum(map(len, rest)) <= _MOST_GIVEN:
            rest.insert(position, first)
            return [piece for pieces in rest for piece in pieces]
    return []


def _surname(word: str, language: ModuleType) -> list[_Piece]:
    return [_Piece(word, max(weight_of(word), _LEAST_SHARE))] if word in language.surname_spellings() else []


def _surname_or_slip(word: str, language: ModuleType) -> list[_Piece]:
    slip_of = slip_of_surname(word, language)
    return _surname(word, language) or ([_Piece(word, 1.0, slip_of)] if slip_of else [])


def _given(word: str, language: ModuleType) -> list[_Piece]:
    """The syllables of a given name; what Hong Kong writes as one (fai, yiu) is no two of Mandarin."""
    pieces = language.split(word)
    if len(pieces) > 1 and language is chinese and word in cantonese.syllables():
        pieces = (word,)
    return [_Piece(piece, max(weight_of(word) / len(pieces), _LEAST_SHARE)) for piece in pieces]


def _given_or_slip(word: str, language: ModuleType) -> list[_Piece]:
    slip_of = slip_of_syllable(word, language)
    return _given(word, language) or ([_Piece(word, 1.0, slip_of)] if slip_of else [])


def _token(piece: _Piece, *, as_korean: bool, as_chinese: bool) -> Token:
    """The token of a syllable; one with a slip shares a class with each syllable that it may be."""
    syllable = piece.text
    weight = min(piece.most, korean.SYLLABLE_WEIGHT)
    if piece.slip_of:
        return Token(syllable, "word", weight, frozenset(f"sl:{meant}" for meant in piece.slip_of))
    hangul = _korean_classes(syllable) if as_korean else _NONE
    pinyin = _chinese_classes(syllable) if as_chinese else _NONE
    if as_korean and syllable in korean.surname_spellings():
        weight = min(weight, korean.surname_weight(korean.surname_spellings()[syllable]))
    if as_chinese and syllable in chinese.surname_spellings():
        weight = min(weight, chinese.surname_weight(chinese.surname_spellings()[syllable]))
    keys = {f"ko:{h}" for h in hangul} | {f"zh:{p}" for p in pinyin}
    return Token(syllable, "word", weight, frozenset(keys | {f"sl:{syllable}"} | _nasal(syllable)))


def _nasal(syllable: str) -> frozenset[str]:
    """The class of syllables that end in n or ng and are alike before it."""
    return frozenset({f"ng:{syllable.removesuffix('g')}"}) if syllable.endswith(("n", "ng")) else _NONE


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

    Two or three syllables of an organisation's name are one word, but where three are somebody it is named after.
    """
    syllables = [char for char in word if korean.is_hangul(char)]
    if not person and _is_namesake(syllables):
        return [_named_after(syllable, surname=i == 0) for i, syllable in enumerate(syllables)]
    if not person and len(syllables) in WORD_LENGTHS:
        return [hangul_word("".join(syllables))]
    return [hangul_token(syllable, surname=person and i == 0) for i, syllable in enumerate(syllables)]


def _is_namesake(syllables: list[str]) -> bool:
    """Whether these are the name of a person that an organisation is called after (김형직): no place ends them."""
    return len(syllables) == _NAMESAKE and syllables[0] in _NAMESAKES and syllables[-1] not in _PLACE_ENDS


def _named_after(syllable: str, *, surname: bool) -> Token:
    """The token of a syllable of such a name, with all its spellings."""
    token = hangul_token(syllable, surname=surname)
    as_surname = korean.SURNAMES[korean.surname_class(syllable)].split() if surname else ()
    return replace(token, spellings=tuple(sorted({*as_surname, *korean.spellings(syllable)})))


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
