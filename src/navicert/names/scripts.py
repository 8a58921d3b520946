"""Scripts: which one a character belongs to, look-alike letters put right, other alphabets written in Latin letters."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping

from anyascii import anyascii

_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "latin"), (0x0370, 0x03FF, "greek"), (0x0400, 0x052F, "cyrillic"), (0x0530, 0x058F, "armn"),
    (0x0590, 0x05FF, "hebr"), (0x0600, 0x06FF, "arab"), (0x0750, 0x077F, "arab"), (0x08A0, 0x08FF, "arab"),
    (0x0900, 0x097F, "deva"), (0x0980, 0x09FF, "beng"), (0x0E00, 0x0E7F, "thai"), (0x1000, 0x109F, "mymr"),
    (0x10A0, 0x10FF, "geor"),
    (0x1100, 0x11FF, "hangul"), (0x1E00, 0x1EFF, "latin"), (0x1F00, 0x1FFF, "greek"), (0x3040, 0x30FF, "kana"),
    (0x31F0, 0x31FF, "kana"), (0x3400, 0x4DBF, "han"), (0x4E00, 0x9FFF, "han"), (0xAC00, 0xD7AF, "hangul"),
    (0xF900, 0xFAFF, "han"), (0xFB50, 0xFDFF, "arab"), (0xFE70, 0xFEFF, "arab"), (0x20000, 0x2FFFF, "han"),
)  # fmt: skip


@functools.lru_cache(maxsize=65536)
def script_of(char: str) -> str:
    """The script of a letter, "digit" for digits, "" for all else."""
    if char.isdigit():
        return "digit"
    if char in "々〆〇":
        return "han"
    if not char.isalpha() and not unicodedata.category(char).startswith("M"):
        return ""
    number = ord(char)
    return next((script for first, last, script in _BLOCKS if first <= number <= last), "other")


_LOOKS_LATIN = {
    **dict(zip("АВСЕНІЈКМОРЅТХУасеіјорѕхуһԁԛԝӏ", "ABCEHIJKMOPSTXYaceijopsxyhdqwl", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχγ", "ABEZHIKMNOPTYXaiknoptuxy", strict=True)),
    **dict(zip("ոսօցհյ", "nuoghj", strict=True)),
}
_LOOKS_CYRILLIC = dict(zip("ABCEHIJKMOPSTXYaceijopsxyhl", "АВСЕНІЈКМОРЅТХУасеіјорѕхуһӏ", strict=True))


def leaning(text: str) -> int:
    """Which alphabet a text of Latin and Cyrillic letters is in, by letters that look like none of the other: 1 for
    Cyrillic, -1 for Latin, 0 where both have such letters or none has.

    >>> leaning("АВВАТAY, Мohamеd"), leaning("Иван BAT"), leaning("ABBAT")
    (-1, 1, 0)
    """
    return _is_sure(text, "cyrillic", _LOOKS_LATIN) - _is_sure(text, "latin", _LOOKS_CYRILLIC)


def repaired(word: str, leans: int = 0) -> str:
    """A word of mixed alphabets with the look-alike letters of one of them put right; others are left as they are.

    Letters that look like none of the other alphabet say which it is; else what the whole name `leans` to; else the
    greater number.

    >>> repaired("MARТINEZ"), repaired("Мaрия"), repaired("АВВАТAY", -1)
    ('MARTINEZ', 'Мария', 'ABBATAY')
    """
    if word.isascii():
        return word
    scripts = [script_of(char) for char in word]
    latin, cyrillic, greek = (scripts.count(name) for name in ("latin", "cyrillic", "greek"))
    if not latin or not (cyrillic or greek):
        return word
    letters = _LOOKS_CYRILLIC if (leaning(word) or leans or cyrillic - latin) > 0 else _LOOKS_LATIN
    return "".join(letters.get(char) or letters.get(without_marks(char), char) for char in word)


def _is_sure(word: str, script: str, looks: Mapping[str, str]) -> bool:
    """Whether a letter of this script looks like none of the other."""
    return any(script_of(char) == script and char not in looks and without_marks(char) not in looks for char in word)


_ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئپچژگکیہھےٹڈڑںۀۃەٱ"
_ARABIC_SOUNDS = """
    a b t th j h kh d dh r z s sh s d t z - gh f q k l m n h w y a a - a i a w y p ch zh g k y h h e t d r n a a a a
"""
_ARABIC = {
    letter: sound.replace("-", "") for letter, sound in zip(_ARABIC_LETTERS, _ARABIC_SOUNDS.split(), strict=True)
}
_CYRILLIC = {
    "х": "kh", "ц": "ts", "щ": "shch", "ы": "y", "ё": "yo", "й": "y", "ъ": "", "ь": "", "ґ": "g", "є": "ye",
    "ї": "yi", "ў": "u", "ћ": "c", "ђ": "dj", "џ": "dz", "љ": "lj", "њ": "nj", "қ": "q", "ғ": "gh", "ң": "ng",
    "ү": "u", "ұ": "u", "ө": "o", "һ": "h", "ә": "a",
}  # fmt: skip


def without_marks(text: str) -> str:
    """The text without accents and vowel marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_SHORT_U = re.compile("(?<=[аеёіоуыэюя])ў")
"""The Belarusian letter of Лукашоў, which is another sound than the Uzbek one of Тўра."""
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_GREEK_PAIRS = (
    ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "ng"), ("τζ", "j"), ("ου", "u"), ("χ", "kh"), ("αυ", "av"),
    ("ευ", "ev"),
)  # fmt: skip
"""Greek letters that together write a sound which Greek has no letter for, as it prints names of other languages."""


@functools.lru_cache(maxsize=200_000)
def latin(text: str) -> str:
    """Small Latin letters for any script, without accents; Arabic gets consonants and long vowels alone.

    >>> latin("Žižek"), latin("Хрущёв"), latin("محمد")
    ('zizek', 'khrushchyov', 'mhmd')
    """
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFC", text).casefold()
    if _GREEK.search(folded):
        folded = without_marks(folded)
        for pair, sound in _GREEK_PAIRS:
            folded = folded.replace(pair, sound)
    letters = (_letter(char) for char in _SHORT_U.sub("w", folded))
    return str(anyascii(without_marks("".join(letters)))).casefold()


def _letter(char: str) -> str:
    return _CYRILLIC[char] if char in _CYRILLIC else _ARABIC.get(char, char)
