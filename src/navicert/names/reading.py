"""Reading a name: from text to tokens, in every language that its script allows."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Protocol

from navicert.names import chinese, korean
from navicert.names.business import cut
from navicert.names.clean import clean_name
from navicert.names.numerals import with_digits
from navicert.names.rarity import weight_of
from navicert.names.scripts import latin, repaired, script_of
from navicert.names.tables import Table
from navicert.names.tokens import ReadName, Token, latin_token, meaning_keys

MOST_TOKENS = 40
"""Words of a name beyond which the rest is left aside; the longest listed names have about thirty."""
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʻʼʽʾʿ′＇ʹʺ״׳"), None)
_IMO = re.compile(r"\(?\bIMO\b[\s:#.]*(?:no\.?|number)?[\s:#.]*\d{7}\b\)?", re.IGNORECASE)
_NATIVE = {
    script: Table(f"native-{script}") for script in ("arab", "hebr", "thai", "geor", "armn", "beng", "deva", "jpan")
}
_UNVOWELLED = frozenset({"arab", "hebr"})
_HAN = Table("han")
PERSONAL = frozenset({"Person"})


class Way(Protocol):
    """How a run of Chinese characters is read; None when it cannot be."""

    def __call__(self, word: str, *, person: bool) -> list[Token] | None: ...


@functools.lru_cache(maxsize=20_000)
def read_name(text: str, schema: str = "Person") -> tuple[ReadName, ...]:
    """Every reading of a name; none when nothing is left that could be compared (punctuation, emoji).

    A name in Latin letters has one. One in Chinese characters has a Korean, a Mandarin and, where its words are known
    as Japanese names, a Japanese one; they are never mixed.
    """
    plain = _IMO.sub(" ", clean_name(text)).translate(_APOSTROPHES)
    person = schema in PERSONAL
    words = [word for chunk in _chunks(plain) for word in _words(chunk)]
    scripts = {script for script, _ in words}
    if "han" in scripts:
        ways: list[Way] = [_korean_han, _mandarin, *([_japanese] if person else [])]
        if person and not _may_be_korean([word for script, word in words if script == "han"]):
            ways.remove(_korean_han)
        read = (_tokens(words, person=person, han=way) for way in ways)
    else:
        read = (_tokens(words, person=person, han=way) for way in (_mandarin,))
    distinct = dict.fromkeys(tokens[:MOST_TOKENS] for tokens in read if tokens)
    return tuple(ReadName(text, _with_substance(tokens), person) for tokens in distinct)


def _chunks(text: str) -> Iterator[str]:
    """Parts of a name between spaces and punctuation, look-alike letters put right."""
    joined = "".join(char if script_of(char) else " " for char in text)
    yield from (repaired(chunk) for chunk in joined.split())


def _words(chunk: str) -> Iterator[tuple[str, str]]:
    """(script, word): a chunk cut where its script changes between Latin with digits, Han, Hangul and others."""
    for script, chars in groupby(chunk, key=_family):
        word = "".join(chars)
        if script:
            yield script, word


def _family(char: str) -> str:
    script = script_of(char)
    return "latin" if script in ("digit", "latin", "greek", "other") else script


def _tokens(words: list[tuple[str, str]], *, person: bool, han: Way) -> tuple[Token, ...]:
    """All tokens of a name with its Chinese characters read one way; nothing when that way cannot read them."""
    russian = _korean_in_russian(words) if person else []
    if russian:
        return tuple(russian)
    tokens: list[Token] = []
    run: list[str] = []
    for script, word in words:
        if script == "latin" or (script == "cyrillic" and (person or not meaning_keys(word.casefold()))):
            run += _WORD.findall(latin(word))
            continue
        tokens += _latin_run(run, person=person)
        run = []
        read = _unspaced(script, word, han, person=person)
        if read is None:
            return ()
        tokens += read
    tokens += _latin_run(run, person=person)
    return tuple(tokens)


def _korean_in_russian(words: list[tuple[str, str]]) -> list[Token]:
    """A Korean name in Cyrillic letters, syllable by syllable; nothing for any other name."""
    if any(script != "cyrillic" for script, _ in words):
        return []
    read = korean.russian_syllables(tuple(word.casefold() for _, word in words))
    return [_russian_token(syllable, hangul, first=i == 0) for i, (syllable, hangul) in enumerate(read)]


def _russian_token(syllable: str, hangul: frozenset[str], *, first: bool) -> Token:
    surnames = hangul & korean.SURNAMES.keys()
    weight = korean.surname_weight(surnames) if first else korean.SYLLABLE_WEIGHT
    return Token(latin(syllable), "word", weight, frozenset(f"ko:{h}" for h in hangul), (), False, syllable)


def _latin_run(words: list[str], *, person: bool) -> list[Token]:
    if not words:
        return []
    if person:
        eastern = _eastern(tuple(words))
        if eastern:
            return list(eastern)
        return [latin_token(word, person=True) for word in words]
    return [latin_token(word, person=False) for word in with_digits(words)]


@functools.lru_cache(maxsize=50_000)
def _eastern(words: tuple[str, ...]) -> tuple[Token, ...]:
    """The tokens of a Korean or Chinese name in Latin letters, one a syllable; none when it does not read as one."""
    korean_split = _syllables(words, korean)
    chinese_split = _syllables(words, chinese)
    parts = korean_split or chinese_split
    if not parts:
        return ()
    return tuple(
        _eastern_token(part, share, surname, parts=(bool(korean_split), bool(chinese_split)))
        for part, share, surname in parts
    )


def _syllables(words: tuple[str, ...], language: object) -> list[tuple[str, float, bool]]:
    """(syllable, weight at most, may be the surname) of each syllable, or nothing."""
    surnames = language.surname_spellings()  # type: ignore[attr-defined]
    if not 2 <= len(words) <= 4:
        return []
    for position in (0, len(words) - 1):
        if words[position] not in surnames:
            continue
        given = [split(word) for i, word in enumerate(words) if i != position for split in (language.split,)]  # type: ignore[attr-defined]
        if all(given) and 1 <= sum(map(len, given)) <= 3:
            read = []
            rest = iter(given)
            for i, word in enumerate(words):
                if i == position:
                    read.append((word, 1.0, True))
                else:
                    pieces = next(rest)
                    read += [(piece, weight_of(word) / len(pieces), word in surnames) for piece in pieces]
            return read
    return []


def _eastern_token(syllable: str, share: float, surname: bool, *, parts: tuple[bool, bool]) -> Token:
    keys = set()
    weight = korean.SYLLABLE_WEIGHT
    if parts[0]:
        hangul = korean.classes().get(syllable, frozenset())
        if surname:
            names = korean.surname_spellings().get(syllable, frozenset())
            hangul |= names
            weight = min(weight, korean.surname_weight(names))
        keys |= {f"ko:{h}" for h in hangul}
    if parts[1]:
        pinyin = chinese.classes().get(syllable, frozenset())
        if surname:
            names = chinese.surname_spellings().get(syllable, frozenset())
            pinyin |= names
            weight = min(weight, chinese.surname_weight(names))
        keys |= {f"zh:{p}" for p in pinyin}
    return Token(syllable, "word", min(weight, max(share, 0.1)), frozenset(keys))


def _unspaced(script: str, word: str, han: Way, *, person: bool) -> list[Token] | None:
    """Tokens of a word in another script, business words of organisations in English; None when it cannot be read."""
    if person or script not in ("han", "hangul"):
        return han(word, person=person) if script == "han" else _native(script, word, person=person)
    tokens: list[Token] = []
    for piece, english in cut(word):
        read = [latin_token(w, person=False) for w in english] or _unspaced_rest(script, piece, han)
        if read is None:
            return None
        tokens += read
    return tokens


def _unspaced_rest(script: str, piece: str, han: Way) -> list[Token] | None:
    return han(piece, person=False) if script == "han" else _hangul(piece, person=False)


def _native(script: str, word: str, *, person: bool) -> list[Token]:
    if script == "hangul":
        return _hangul(word, person=person)
    if script == "kana":
        return [latin_token(part, person=person) for part in _WORD.findall(latin(word))]
    return list(_spelled(script, word, person=person))


_ARABIC_LINKS = {
    "بن": "bin",
    "ابن": "ibn",
    "بنت": "bint",
    "أبو": "abu",
    "ابو": "abu",
    "أبي": "abi",
    "عبد": "abd",
    "و": "wa",
}


def _spelled(script: str, word: str, *, person: bool) -> Iterator[Token]:
    """A word of an alphabet, with the Latin spellings that are known for it."""
    if script == "arab":
        word = word.replace("\u0640", "")
        if word in _ARABIC_LINKS:
            yield latin_token(_ARABIC_LINKS[word], person=person)
            return
        for prefix, particle in (("ال", "al"), ("آل", "al")):
            if word.startswith(prefix) and len(word) > 4:
                yield latin_token(particle, person=person)
                word = word.removeprefix(prefix)
    found = _NATIVE[script].find(word) if script in _NATIVE else ()
    spellings = tuple(found[0].split()) if found else ()
    text = spellings[0] if spellings else "".join(_WORD.findall(latin(word)))
    if not text:
        return
    plain = latin_token(text, person=person)
    meaning = frozenset() if person else meaning_keys(word.casefold())
    unvowelled = script in _UNVOWELLED
    skeleton = "".join(_WORD.findall(latin(word))) if unvowelled else ""
    spelled = tuple(dict.fromkeys((*spellings, skeleton))) if skeleton else spellings
    yield Token(plain.text, plain.kind, plain.weight, plain.keys | meaning, spelled, unvowelled, word)


def _hangul(word: str, *, person: bool) -> list[Token]:
    syllables = [char for char in word if korean.is_hangul(char)]
    return [_hangul_token(s, first=person and i == 0) for i, s in enumerate(syllables)]


def _hangul_token(syllable: str, *, first: bool) -> Token:
    names = korean.surname_class(syllable)
    surname = first and names in korean.SURNAMES
    if surname:
        text = korean.SURNAMES[names].split()[0]
        weight = korean.surname_weight(frozenset({names}))
        return Token(text, "word", weight, frozenset({f"ko:{syllable}", f"ko:{names}"}), (), False, syllable)
    return Token(
        korean.usual_spelling(syllable),
        "word",
        korean.SYLLABLE_WEIGHT,
        frozenset({f"ko:{syllable}"}),
        (),
        False,
        syllable,
    )


def _may_be_korean(words: list[str]) -> bool:
    """Whether a Korean surname stands where one can: first, or alone at the end."""
    places = [words[0][0], *(words[-1] if len(words[-1]) == 1 else "")]
    readings = (_HAN.find(char) for char in places)
    return any(korean.is_surname(syllable) for found in readings if found for syllable in found[0])


def _korean_han(word: str, *, person: bool) -> list[Token] | None:
    tokens = []
    for position, char in enumerate(word):
        found = _HAN.find(char)
        if not found or not found[0]:
            return None
        names = [s for s in found[0] if korean.is_surname(s)] if person and position == 0 else []
        main = _hangul_token(names[0] if names else found[0][0], first=bool(names))
        keys = frozenset(f"ko:{h}" for s in found[0] for h in (s, korean.surname_class(s) if names else s))
        tokens.append(Token(main.text, "word", main.weight, main.keys | keys, (), False, found[2] or char))
    return tokens


def _mandarin(word: str, *, person: bool) -> list[Token] | None:
    tokens = []
    for position, char in enumerate(word):
        found = _HAN.find(char)
        if not found or not found[1]:
            return None
        pinyin = found[1].split()
        surname = person and pinyin[0] in chinese.surname_spellings() and (position == 0 or len(word) == 1)
        weight = chinese.surname_weight(frozenset(pinyin)) if surname else chinese.SYLLABLE_WEIGHT
        tokens.append(
            Token(pinyin[0], "word", weight, frozenset(f"zh:{p}" for p in pinyin), (), False, found[2] or char)
        )
    return tokens


def _japanese(word: str, *, person: bool) -> list[Token] | None:
    """The word as Japanese names known whole: one, or a surname and a given name."""
    table = _NATIVE["jpan"]
    ways = [(word,), *((word[:length], word[length:]) for length in (2, 1, 3) if length < len(word))]
    for parts in ways:
        found = [table.find(part) for part in parts]
        if all(found):
            known = zip(parts, found, strict=True)
            return [_japanese_token(part, fields[0].split(), person=person) for part, fields in known]
    return None


def _japanese_token(word: str, spellings: list[str], *, person: bool) -> Token:
    plain = latin_token(spellings[0], person=person)
    return Token(plain.text, "word", min(plain.weight, 0.7), frozenset(), tuple(spellings), False, word)


def _with_substance(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens; where nothing but titles, particles and forms is left, these are the name and count as words."""
    if any(t.kind in ("word", "number") for t in tokens):
        return tokens
    return tuple(
        Token(
            t.text,
            "word" if len(t.text) > 1 else t.kind,
            weight_of(t.text),
            t.keys,
            t.spellings,
            t.unvowelled,
            t.native,
        )
        for t in tokens
    )
