"""From words to tokens: each in its own script or as Latin letters, what neighbours make of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from navicert.names import arabic
from navicert.names.alphabets import arabic_words, in_english, spelled
from navicert.names.burmese import burmese_tokens
from navicert.names.business import UNSPACED, cut
from navicert.names.eastern import cyrillic_syllables, hangul_syllables, latin_syllables, with_syllables
from navicert.names.han import Way, in_korean, japanese_or_cantonese, mandarin
from navicert.names.kana import kana_tokens
from navicert.names.kana_korean import korean_syllables
from navicert.names.numerals import with_digits
from navicert.names.organisations import meanings
from navicert.names.rarity import weight_of
from navicert.names.scripts import latin, script_of
from navicert.names.several import Words
from navicert.names.slavic_forms import bases
from navicert.names.spelled import spelled_together
from navicert.names.titles import parted, title_token
from navicert.names.tokens import Token, latin_token, meaning_keys
from navicert.names.words import SHIPS, STATES_WITHIN, TITLES_AS_NAMES, WHOLE_STATES

LANGUAGES: tuple[Way, ...] = (in_korean, mandarin, japanese_or_cantonese)
"""The languages that Chinese characters may be in."""
PATRONYMIC_WEIGHT = 0.25
_PATRONYMIC = re.compile(
    r"[a-z]{3,}(?:[oeyi]vi(?:t?ch|tj|c)|[oeyi]vy(?:t?ch|tj|c)|[oeiy]vna|avich|a[uv]na|ichna|ovitsch|evitsch)"
)
_PATRONYMIC_ENDS = ("h", "j", "c", "a")
_WORD = re.compile(r"[a-z0-9]+")
_LETTERED = ("cyrillic", "greek")
DOCTORATE = ("ph", "d")
_VOWELS = frozenset("aeiouy")
_GLUED_INITIALS = re.compile(r"(?!ch|kh|sh|zh|gh|dh|th|ph|bh|rh|ts|tz|dz|ng|mg|md|st)[bcdfgjklmnp-tvwxz]{2}|[aeiou]q")
"""Two letters that are no word of a language: a vowel is in every one, q is followed by one."""


def words_of(latin_text: str) -> list[str]:
    """The words of a text in Latin letters."""
    return _WORD.findall(latin_text)


def tokens_of(words: Words, *, person: bool, han: Way) -> tuple[Token, ...]:
    """All tokens of a name with its Chinese characters read one way; nothing when that way cannot read them."""
    if person and all(script == "cyrillic" for script, _ in words):
        korean = cyrillic_syllables(tuple(word for _, word in words))
        if korean:
            return korean
    tokens: list[Token] = []
    for run, same in groupby(words, key=lambda item: run_of(*item, person=person)):
        read = run_tokens(run, [word for _, word in same], person=person, han=han)
        if read is None:
            return ()
        tokens += read
    return tuple(_titles_as_names(_lighter_patronymics(tokens)) if person else tokens)


def run_of(script: str, word: str, *, person: bool) -> str:
    """How a word is read: as Latin letters (Cyrillic and Greek too but for words of business), or in its own script."""
    if script in ("cyrillic", "greek"):
        meant = not person and (meanings(script, word) or meaning_keys(word.casefold()) or bases(word))
        return script if meant else "latin"
    return script


def run_tokens(run: str, words: list[str], *, person: bool, han: Way) -> list[Token] | None:
    if run == "kana" and person:
        return list(korean_syllables(words)) or [token for word in words for token in kana_tokens(word, person=True)]
    if run == "latin":
        return _latin_tokens([part for word in words for part in _in_latin(word)], person=person)
    if run == "arab":
        return arabic_words(words, person=person)
    read = [_word_tokens(run, word, person=person, han=han) for word in words]
    return None if None in read else [token for tokens in read for token in tokens or ()]


def _in_latin(word: str) -> list[str]:
    """The words of a word of Latin, Cyrillic or Greek letters in Latin ones; Я. and Θ. are initials like any other."""
    written = _WORD.findall(latin(word))
    return [part[0] for part in written] if len(word) == 1 and script_of(word) in _LETTERED else written


def _latin_tokens(words: list[str], *, person: bool) -> list[Token]:
    if not person:
        plain = spelled_together(with_digits(_with_whole_states(_with_ship(words))))
        return with_syllables([latin_token(word, person=False) for word in plain])
    words = _with_doctorate(words)
    return list(latin_syllables(tuple(words))) or [
        latin_token(part, person=True) for part in _initials_apart(arabic.one_form(words))
    ]


def _initials_apart(words: list[str]) -> list[str]:
    """A person's name with initials that were written as one word (AQ Khan) apart, where they can be no word nor title.

    Where another word has no vowel either, the name was written without them: Pk Mn Il.
    """
    together = [word for word in words if len(word) == 2 and are_glued_initials(word)]
    if len(together) != 1 or any(_without_vowels(word) for word in words if word != together[0]):
        return words
    return [part for word in words for part in (word if word == together[0] else (word,))]


def _without_vowels(word: str) -> bool:
    """Whether a word that is no title (Dr) or number has no vowel; Ng has none to lose."""
    if len(word) < 2 or not word.isalpha() or word == "ng" or not _VOWELS.isdisjoint(word):
        return False
    return latin_token(word, person=True).kind == "word"


@functools.lru_cache(maxsize=1_000)
def are_glued_initials(word: str) -> bool:
    """Whether a word of a person's name is two initials.

    >>> [are_glued_initials(word) for word in ("aq", "rk", "dr", "ng", "ho", "kh")]
    [True, True, False, False, False, False]
    """
    if len(word) != 2 or not _GLUED_INITIALS.fullmatch(word):
        return False
    token = latin_token(word, person=True)
    return token.kind == "word" and not token.keys


def _with_doctorate(words: list[str]) -> list[str]:
    """The words with "Ph. D." as one."""
    if DOCTORATE[0] not in words:
        return words
    return re.sub(r"\bph d\b", "".join(DOCTORATE), " ".join(words)).split()


def _with_ship(words: list[str]) -> list[str]:
    """The words with what stands before a ship's name as one: M/V, т/х."""
    return ["".join(words[:2]), *words[2:]] if tuple(words[:2]) in SHIPS else words


def _with_whole_states(words: list[str]) -> list[str]:
    """The words with a state whose name holds that of another as one word."""
    if STATES_WITHIN.isdisjoint(words):
        return words
    for whole, one in WHOLE_STATES.items():
        at = next((i for i in range(len(words)) if tuple(words[i : i + len(whole)]) == whole), None)
        if at is not None:
            words = [*words[:at], one, *words[at + len(whole) :]]
    return words


def _word_tokens(script: str, word: str, *, person: bool, han: Way) -> Sequence[Token] | None:
    """Tokens of one word in its own script, business words of organisations in English; None when unreadable."""
    if person:
        return _titled(script, word, han=han)
    if script not in UNSPACED:
        return _unspaced(script, word, person=False, han=han)
    tokens: list[Token] = []
    for piece, english in cut(script, word):
        read = _unspaced(script, piece, person=False, han=han)
        if read is None and not english:
            return None
        tokens += in_english(english, read or []) if english else read or []
    return tokens


@functools.lru_cache(maxsize=50_000)
def _titled(script: str, word: str, *, han: Way) -> tuple[Token, ...] | None:
    """Tokens of one word of a person's name in its own script, a title that is written to it set apart."""
    name, titled = parted(script, word)
    read = _unspaced(script, name, person=True, han=han) if name else []
    return None if read is None else (*read, title_token(script, word)) if titled else tuple(read)


def _unspaced(script: str, word: str, *, person: bool, han: Way) -> list[Token] | None:
    if script == "han":
        return han(word, person=person)
    if script == "hangul":
        return hangul_syllables(word, person=person)
    if script == "mymr":
        return burmese_tokens(word, person=person) or spelled(script, word, person=person)
    return kana_tokens(word, person=person) if script == "kana" else spelled(script, word, person=person)


def _lighter_patronymics(tokens: list[Token]) -> list[Token]:
    """A father's name counts for less, as it is often left out: in names of three and more words."""
    if sum(token.kind == "word" for token in tokens) < 3:
        return tokens
    return [as_father(token) for token in tokens]


def as_father(token: Token) -> Token:
    """The token as it counts in a person's name of three and more words."""
    return replace(token, weight=min(token.weight, PATRONYMIC_WEIGHT)) if is_patronymic(token.text) else token


def _titles_as_names(tokens: list[Token]) -> list[Token]:
    """The tokens with a last title counted as a surname where the name has but one other word ("Shane King")."""
    if sum(token.kind == "word" for token in tokens) != 1:
        return tokens
    return [*tokens[:-1], as_surname(tokens[-1])]


def as_surname(token: Token) -> Token:
    """The token as it counts at the end of a person's name that has but one word."""
    return replace(token, kind="word", weight=weight_of(token.text)) if token.text in TITLES_AS_NAMES else token


def with_substance(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens; where no word or number is among them, titles, particles and words of business are the name and count
    as words. Legal forms stay what they are."""
    if any(token.kind in ("word", "number") for token in tokens):
        return tokens
    return tuple(
        token
        if token.kind == "form"
        else replace(token, kind="word" if len(token.text) > 1 else token.kind, weight=weight_of(token.text))
        for token in tokens
    )


def is_patronymic(word: str) -> bool:
    """Whether a word of small Latin letters is a father's name by its ending."""
    return word.endswith(_PATRONYMIC_ENDS) and _PATRONYMIC.fullmatch(word) is not None
