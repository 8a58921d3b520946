"""Reading a name: from text to words, and to a reading in every language that its script allows."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from itertools import groupby

from navicert.names.clean import clean_name
from navicert.names.han import mandarin, ways
from navicert.names.organisations import PHRASED, begins_phrase, phrase
from navicert.names.scripts import latin, leaning, repaired, script_of
from navicert.names.several import LEAST_WEIGHT, Words, by_script, names_of_their_own
from navicert.names.single_words import NAMED_AFTER, is_abbreviation, is_bare_hangul
from navicert.names.tokens import ReadName
from navicert.names.word_tokens import tokens_of, with_substance, words_of
from navicert.names.words import OTHER_NAME, STATE_WORDS, STATES

MOST_TOKENS = 40
"""Words of a name beyond which the rest is left aside; the longest listed names have about thirty."""
PERSONAL = frozenset({"Person"})
"""Schemata whose names are read as persons' names."""
EITHER = frozenset({"LegalEntity", "Thing"})
"""Schemata that may turn out to be persons or not, whose names are read both ways."""
APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʻʼʽʾʿ′＇ʹʺ״׳"), None)
_IMO = re.compile(r"\(?\bIMO\b[\s:#.]*(?:no\.?|number)?[\s:#.]*\d{7}\b\)?", re.IGNORECASE)
_STRESS = re.compile(r"(?<=[\u0400-\u052f])[\u0300-\u036f]+")
"""Marks of stress over Cyrillic letters, as reference works print them."""
_A_LATIN, _A_CYRILLIC = re.compile("[a-zA-Z]"), re.compile("[\u0400-\u04ff]")
_A_WORD = re.compile(
    "[a-zA-Z]{3}|[aeiouAEIOU][a-pr-zA-PR-Z]|[A-Za-z][aeiouAEIOU]"
    "|[А-ЩЫЭ-ЯЁа-щыэ-яё]{3}|[بتثجحخدذرزسشصضطظفقكلمنهوي]{3}|[가-힣]{2}|(?:(?![兙兡嗧桛烪瓧瓰瓱瓼甅])[一-龠]){2}"
)
"""Letters side by side that are no initials and are heard (Japanese signs of measures are not), so that the name can be
compared for sure."""
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


def spelled_words(text: str) -> list[str] | None:
    """The words of a name that is all in Latin letters, as they are spelled, before numbers and letters in a row are
    looked for; None for any other.

    >>> spelled_words("Žižek-Łuk 7th"), spelled_words("Ким")
    (['zizek', 'luk', '7th'], None)
    """
    words = _words_of(_plain(text))
    if any(script != "latin" for script, _ in words):
        return None
    return [part for _, word in words for part in words_of(latin(word))]


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
        readings += _without_namesake(text, words)
    return list(dict.fromkeys(readings))


def _other_names(words: Words) -> list[Words]:
    """The names that a text holds where a word such as alias stands between them ("Hua Fu ex Shang Yuan Bao")."""
    parts = [list(same) for said, same in groupby(words, key=lambda item: item[1].casefold() in OTHER_NAME) if not said]
    return parts if len(parts) > 1 else [words]


def _without_namesake(text: str, words: Words) -> Iterator[ReadName]:
    """The readings without whom an organisation is named after (КБ «Вымпел» имени И. И. Торопова), where the rest tells
    it apart."""
    named = next((at for at, (_, word) in enumerate(words) if word.casefold() in NAMED_AFTER), 0)
    rest = words[:named]
    told = sum(token.weight for token in tokens_of(rest, person=False, han=mandarin) if token.kind == "word")
    if told >= LEAST_WEIGHT:
        yield from _readings(text, rest, person=False)


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
    read = (tokens_of(words, person=person, han=way) for way in languages)
    for tokens in dict.fromkeys(tokens[:MOST_TOKENS] for tokens in read if tokens):
        yield ReadName(text, with_substance(tokens), person)


def _words_of(text: str) -> Words:
    if text.isascii():
        return [("latin", word) for word in words_of(text.casefold())]
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
