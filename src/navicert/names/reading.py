"""Reading a name: from text to tokens, in every language that its script allows."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from navicert.names import arabic
from navicert.names.alphabets import FORM_MARK, arabic_pieces, arabic_words, in_english, spelled
from navicert.names.burmese import burmese_tokens
from navicert.names.business import UNSPACED, cut
from navicert.names.clean import clean_name
from navicert.names.eastern import (
    WORD_LENGTHS,
    cyrillic_syllables,
    hangul_syllables,
    latin_syllables,
    with_syllables,
)
from navicert.names.han import Way, in_korean, japanese_or_cantonese, mandarin, ways
from navicert.names.kana import kana_tokens
from navicert.names.kana_korean import korean_syllables
from navicert.names.numerals import with_digits
from navicert.names.organisations import PHRASED, begins_phrase, meanings, phrase
from navicert.names.rarity import weight_of
from navicert.names.scripts import latin, leaning, repaired, script_of
from navicert.names.several import Words, by_script, names_of_their_own
from navicert.names.slavic_forms import bases
from navicert.names.spelled import spelled_together
from navicert.names.titles import parted, title_token
from navicert.names.tokens import ReadName, Token, latin_token, meaning_keys
from navicert.names.words import OTHER_NAME, SHIPS, STATE_WORDS, STATES, STATES_WITHIN, TITLES_AS_NAMES, WHOLE_STATES

MOST_TOKENS = 40
"""Words of a name beyond which the rest is left aside; the longest listed names have about thirty."""
PERSONAL = frozenset({"Person"})
"""Schemata whose names are read as persons' names."""
EITHER = frozenset({"LegalEntity", "Thing"})
"""Schemata that may turn out to be persons or not, whose names are read both ways."""
LANGUAGES: tuple[Way, ...] = (in_korean, mandarin, japanese_or_cantonese)
"""The languages that Chinese characters may be in."""
PATRONYMIC_WEIGHT = 0.25
_PATRONYMIC = re.compile(
    r"[a-z]{3,}(?:[oeyi]vi(?:t?ch|tj|c)|[oeyi]vy(?:t?ch|tj|c)|[oeiy]vna|avich|a[uv]na|ichna|ovitsch|evitsch)"
)
_PATRONYMIC_ENDS = ("h", "j", "c", "a")
_WORD = re.compile(r"[a-z0-9]+")
APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʻʼʽʾʿ′＇ʹʺ״׳"), None)
_IMO = re.compile(r"\(?\bIMO\b[\s:#.]*(?:no\.?|number)?[\s:#.]*\d{7}\b\)?", re.IGNORECASE)
_STRESS = re.compile(r"(?<=[\u0400-\u052f])[\u0300-\u036f]+")
"""Marks of stress over Cyrillic letters, as reference works print them."""
_NOT_ALONE = frozenset(first for first, _ in SHIPS) | STATE_WORDS | STATES_WITHIN
"""Words of names that are no persons', which neighbours may change."""
_LETTERED = ("cyrillic", "greek")
_DOCTORATE = ("ph", "d")
NEIGHBOURLY = _NOT_ALONE | OTHER_NAME | {_DOCTORATE[0]}
"""Words of small Latin letters that neighbours may change in one name or another, but for compounds and numbers."""
_LONGEST_ABBREVIATION = 5
_VOWELS = frozenset("aeiouy")
_A_LATIN, _A_CYRILLIC = re.compile("[a-zA-Z]"), re.compile("[\u0400-\u04ff]")
_A_WORD = re.compile(
    "[a-zA-Z]{3}|[aeiouAEIOU][a-pr-zA-PR-Z]|[A-Za-z][aeiouAEIOU]"
    "|[А-ЩЫЭ-ЯЁа-щыэ-яё]{3}|[بتثجحخدذرزسشصضطظفقكلمنهوي]{3}|[가-힣]{2}|(?:(?![兙兡嗧桛烪瓧瓰瓱瓼甅])[一-龠]){2}"
)
"""Letters side by side that are no initials and are heard (Japanese signs of measures are not), so that the name can be
compared for sure."""
_GLUED_INITIALS = re.compile(r"(?!ch|kh|sh|zh|gh|dh|th|ph|bh|rh|ts|tz|dz|ng|mg|md|st)[bcdfgjklmnp-tvwxz]{2}|[aeiou]q")
"""Two letters that are no word of a language: a vowel is in every one, q is followed by one."""
_ORDINAL = re.compile(r"[제第](?=\d)|(?<=\d)(?:-?(?:[а-яіїєґ]{1,3}|[ηος]{1,2}|ου|ων)(?!\w)|[호号號](?![가-힣一-鿿]))")
"""What makes an ordinal of a number in Korean and Chinese, in Cyrillic and Greek (7-й, 7η, 7호)."""
_GREEK_FORM = re.compile(r"(?<!\w)(?:Α\.\s?Ε|Ε\.\s?Π\.\s?Ε|Ο\.\s?Ε|Ε\.\s?Ε|Ι\.\s?Κ\.\s?Ε|Ν\.\s?Ε)\.?$")
"""A Greek legal form in single letters at the end of a name."""
_GERSHAYIM = re.compile('(?<=[א-ת])"(?=[א-ת])')
"""The mark before the last letter of a Hebrew abbreviation (בע"מ) as it is typed."""


@functools.lru_cache(maxsize=20_000)
def read_name(text: str, schema: str = "Person") -> tuple[ReadName, ...]:
    """Every reading of a name; none when nothing is left that could be compared (punctuation, emoji).

    A name in Latin letters has one, two where the party may be a person or not. One in Chinese characters has a Korean,
    a Mandarin and a third one, in Japanese of a person's, in Cantonese of another; they are never mixed. A text in
    several scripts is read as one name, and what stands in each script as a name of its own where it can be one.
    """
    words = _words_of(_plain(text))
    kinds = (True, False) if schema in EITHER else (schema in PERSONAL,)
    return tuple(reading for person in kinds for reading in _with_parts(text, words, person=person))


def _plain(text: str) -> str:
    """The name without what only tells how a word or number is written."""
    plain = _ORDINAL.sub("", _IMO.sub(" ", clean_name(text)).translate(APOSTROPHES))
    if plain.isascii():
        return plain
    return _GREEK_FORM.sub(lambda form: re.sub(r"[.\s]", "", form[0]), _GERSHAYIM.sub("", plain))


def uncompared(text: str, schema: str = "Person") -> str | None:
    """Why a name finds nobody, whoever is listed; None where it can.

    >>> uncompared("?!"), uncompared("J. K."), uncompared("Ng"), uncompared("王")
    ('it holds no letters and no digits that can be compared', 'initials alone identify nobody', None, None)
    >>> uncompared("ーッ")  # letters, and none that is heard
    'it holds no letters and no digits that can be compared'
    """
    if _A_WORD.search(_IMO.sub(" ", text)):
        return None
    readings = read_name(text, schema)
    if not readings:
        return "it holds no letters and no digits that can be compared"
    initials = all(token.kind == "initial" for reading in readings for token in reading.tokens)
    return "initials alone identify nobody" if initials else None


def _with_parts(text: str, words: Words, *, person: bool) -> list[ReadName]:
    names = _other_names(words)
    readings = _in_each_script(text, words, person=person)
    if len(names) > 1:
        readings += [reading for name in names for reading in _in_each_script(text, name, person=person)]
    if not person:
        others = (
            *_with_short_state(words),
            *_with_abbreviations(words),
            *_by_syllables(words),
            *_with_phrases(words),
        )
        readings += [reading for other in others for reading in _readings(text, other, person=False)]
    return list(dict.fromkeys(readings))


def _other_names(words: Words) -> list[Words]:
    """The names that a text holds where a word such as alias stands between them ("Hua Fu ex Shang Yuan Bao")."""
    parts = [list(same) for said, same in groupby(words, key=lambda item: item[1].casefold() in OTHER_NAME) if not said]
    return parts if len(parts) > 1 else [words]


def _with_short_state(words: Words) -> Iterator[Words]:
    """The words with a state in short where they name one in full."""
    small = [word.casefold() for _, word in words]
    if STATE_WORDS.isdisjoint(small):
        return
    said = f" {' '.join(small)} "
    found = next(((full, short) for full, short in STATES if f" {full} " in said), None)
    if found:
        yield [("latin", word) for word in said.replace(f" {found[0]} ", f" {found[1]} ").split()]


def _with_abbreviations(words: Words) -> Iterator[Words]:
    """The words with abbreviations as they are, which may stand for several words (ФСБ is FSB as well)."""
    if any(is_abbreviation(script, word) for script, word in words):
        yield [("latin", latin(word)) if is_abbreviation(script, word) else (script, word) for script, word in words]


def _with_phrases(words: Words) -> Iterator[Words]:
    """The words with phrases that mean what their words do not apart in English (железные дороги: railway)."""
    if any(begins_phrase(script, word) for script, word in words):
        plain = list(_phrases_in_english(words))
        if plain != words:
            yield plain


def _phrases_in_english(words: Words) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(words):
        script, word = words[at]
        length, english = 0, ""
        if script in PHRASED and begins_phrase(script, word):
            length, english = phrase(script, _texts_in(script, words[at:]))
        yield from ((("latin", part) for part in english.split()) if length else [words[at]])
        at += length or 1


def _texts_in(script: str, words: Words) -> list[str]:
    """The words up to the first of another script."""
    return [word for _, word in itertools.takewhile(lambda other: other[0] == script, words)]


def _by_syllables(words: Words) -> Iterator[Words]:
    """The Hangul words of a name of nothing but them and numbers syllable by syllable, as ships' names are spelled."""
    told = [script == "hangul" for script, _ in words]
    if any(told) and all(word.isdigit() or is_bare_hangul(script, word) for script, word in words):
        yield [(script, part) for script, word in words for part in (word if script == "hangul" else (word,))]


def is_bare_hangul(script: str, word: str) -> bool:
    """Whether a word in Hangul is short and holds no word of business.

    >>> is_bare_hangul("hangul", "금강산"), is_bare_hangul("hangul", "무역회사")
    (True, False)
    """
    return script == "hangul" and len(word) in WORD_LENGTHS and not any(english for _, english in cut(script, word))


def is_abbreviation(script: str, word: str) -> bool:
    """Whether a word in Cyrillic abbreviates others, and is no legal form.

    >>> [is_abbreviation("cyrillic", word) for word in ("ФСБ", "НПО", "ООО", "Банк")]
    [True, True, False, False]
    """
    if script != "cyrillic" or len(word) > _LONGEST_ABBREVIATION or not word.isupper():
        return False
    english = meanings(script, word)
    return bool(english) and " " in english[0] and not english[0].startswith(FORM_MARK)


def _in_each_script(text: str, words: Words, *, person: bool) -> list[ReadName]:
    whole = list(_readings(text, words, person=person))
    parts = by_script(words)
    if len(parts) < 2:
        return whole
    read = [tuple(_readings(text, part, person=person)) for part in parts]
    return list(dict.fromkeys([*whole, *names_of_their_own(read)]))


def _readings(text: str, words: Words, *, person: bool) -> Iterator[ReadName]:
    characters = [word for script, word in words if script == "han"]
    languages = ways(characters, person=person) if characters else [mandarin]
    read = (_tokens(words, person=person, han=way) for way in languages)
    for tokens in dict.fromkeys(tokens[:MOST_TOKENS] for tokens in read if tokens):
        yield ReadName(text, with_substance(tokens), person)


def words_of(latin_text: str) -> list[str]:
    """The words of a text in Latin letters."""
    return _WORD.findall(latin_text)


def _words_of(text: str) -> Words:
    if text.isascii():
        return [("latin", word) for word in _WORD.findall(text.casefold())]
    leans = leaning(text) if _A_CYRILLIC.search(text) and _A_LATIN.search(text) else 0
    return [word for piece in text.split() for word in _words_between_spaces(piece, leans)]


@functools.lru_cache(maxsize=50_000)
def _words_between_spaces(piece: str, leans: int) -> tuple[tuple[str, str], ...]:
    """(script, word) pairs of what stands between spaces, cut at punctuation, look-alike letters put right."""
    joined = "".join(char if script_of(char) else " " for char in _STRESS.sub("", piece))
    return tuple(word for chunk in joined.split() for word in _words(repaired(chunk, leans)))


def _words(chunk: str) -> Iterator[tuple[str, str]]:
    """(script, word): a chunk cut where its script changes; Latin, Greek and digits in one word belong together."""
    for script, chars in groupby(chunk, key=_family):
        word = "".join(chars)
        yield "greek" if script == "latin" and all(script_of(char) == "greek" for char in word) else script, word


def _family(char: str) -> str:
    script = script_of(char)
    return "latin" if script in ("digit", "latin", "greek", "other") else script


def _tokens(words: Words, *, person: bool, han: Way) -> tuple[Token, ...]:
    """All tokens of a name with its Chinese characters read one way; nothing when that way cannot read them."""
    if person and all(script == "cyrillic" for script, _ in words):
        korean = cyrillic_syllables(tuple(word for _, word in words))
        if korean:
            return korean
    tokens: list[Token] = []
    for run, same in groupby(words, key=lambda item: _run(*item, person=person)):
        read = _run_tokens(run, [word for _, word in same], person=person, han=han)
        if read is None:
            return ()
        tokens += read
    return tuple(_titles_as_names(_lighter_patronymics(tokens)) if person else tokens)


def _run(script: str, word: str, *, person: bool) -> str:
    """How a word is read: as Latin letters (Cyrillic and Greek too but for words of business), or in its own script."""
    if script in ("cyrillic", "greek"):
        meant = not person and (meanings(script, word) or meaning_keys(word.casefold()) or bases(word))
        return script if meant else "latin"
    return script


def _run_tokens(run: str, words: list[str], *, person: bool, han: Way) -> list[Token] | None:
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
    if _DOCTORATE[0] not in words:
        return words
    return re.sub(r"\bph d\b", "".join(_DOCTORATE), " ".join(words)).split()


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


class WordReading(NamedTuple):
    """One word by itself: its tokens in each of `LANGUAGES` (only Chinese characters differ; None where one cannot read
    them, or neighbours matter), and whether it has them in every name of its script that is not read by syllables.

    What an Arabic word for servant makes of an article behind it, and what `arabic.one_form`, `as_father` and
    `as_surname` make of words and tokens, is left to who reads word by word.
    """

    languages: tuple[tuple[Token, ...] | None, ...]
    alone: bool


def read_word(script: str, word: str, *, person: bool) -> WordReading:
    """A word by itself, for who reads names word by word; names with words that do not stand alone are for `read_name`.

    >>> [read_word("latin", word, person=False).alone for word in ("martinez", "abdul", "ivanovich", "seven")]
    [True, True, True, False]
    """
    if not _stands_alone(script, word, person=person):
        return WordReading((None,) * len(LANGUAGES), alone=False)
    if script == "latin" and word.isascii():
        return WordReading(((latin_token(word, person=person),),) * len(LANGUAGES), alone=True)
    run = _run(script, word, person=person)
    languages = LANGUAGES if script == "han" else LANGUAGES[:1]
    read = [_run_tokens(run, [word], person=person, han=way) for way in languages]
    found = tuple(None if tokens is None else tuple(tokens) for tokens in read)
    return WordReading(found if script == "han" else found * len(LANGUAGES), alone=True)


def is_patronymic(word: str) -> bool:
    """Whether a word of small Latin letters is a father's name by its ending."""
    return word.endswith(_PATRONYMIC_ENDS) and _PATRONYMIC.fullmatch(word) is not None


def _stands_alone(script: str, word: str, *, person: bool) -> bool:
    """Whether no neighbour changes the word."""
    if are_glued_initials(word) if person else begins_phrase(script, word):
        return False
    if script == "arab":
        return all(fixed in ("", "abd", "al", "bin", "ibn", "abu") for _, fixed in arabic_pieces(word))
    if script not in ("latin", "cyrillic", "greek"):
        return person or not is_bare_hangul(script, word)
    words = [word] if _WORD.fullmatch(word) else _WORD.findall(latin(word))
    if not OTHER_NAME.isdisjoint(words):
        return False
    if not person:
        if is_abbreviation(script, word):
            return False
        return len(words) == 1 and with_digits(words) == words and words[0] not in _NOT_ALONE
    if _DOCTORATE[0] in words:
        return False
    if words == [word]:
        return True
    among = ["hamid", *words, "al", *words, *words]
    return arabic.one_form(among) == among
