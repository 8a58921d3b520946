"""What the consonants of Hebrew and Thai words may be in Latin letters, where their vowels are not written or heard.

Consonants are in the letters of `sound` (C and S for ch and sh, h for kh, f for ph), those made equal that
`arabic.coarse` makes equal.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from navicert.names.arabic import coarse

MOST_WAYS = 32
_HEBREW = {
    "א": ("",), "ב": ("b", "v"), "ג": ("j",), "ד": ("d",), "ה": ("", "h"), "ו": ("", "v"), "ז": ("z",), "ח": ("h", "S"),
    "ט": ("t",), "י": ("",), "כ": ("k", "h", "S"), "ך": ("h", "k", "S"), "ל": ("l",), "מ": ("m",), "ם": ("m",),
    "נ": ("n",), "ן": ("n",), "ס": ("s",), "ע": ("",), "פ": ("p", "f"), "ף": ("f", "p"), "צ": ("c", "S"),
    "ץ": ("c", "S"), "ק": ("k",), "ר": ("r",), "ש": ("S", "s"), "ת": ("t",),
}  # fmt: skip


def hebrew(word: str) -> frozenset[str]:
    """What the consonants of a Hebrew word may be.

    >>> sorted(hebrew("חאלד")), "brmvS" in hebrew("אברמוביץ")
    (['Sld', 'hld'], True)
    """
    return _ways(_HEBREW[char] for char in word.replace("וו", "ו") if char in _HEBREW)


_BEGINNING = {
    **dict.fromkeys("ก", ("k", "j")), **dict.fromkeys("ขฃคฅฆ", ("h", "k")), "ง": ("nj",), "จ": ("S", "j"),
    **dict.fromkeys("ฉชฌ", ("S",)), **dict.fromkeys("ซษส", ("s",)), "ศ": ("s", "S"), "ญ": ("", "n"),
    **dict.fromkeys("ดฎ", ("d",)), **dict.fromkeys("ตฏ", ("t",)), **dict.fromkeys("ถฐทธฑฒ", ("t", "d")),
    **dict.fromkeys("ณน", ("n",)), "บ": ("b",), "ป": ("p",), **dict.fromkeys("ผพ", ("f", "p")), "ภ": ("f", "b"),
    **dict.fromkeys("ฝฟ", ("f",)), "ม": ("m",), "ย": ("",), "ร": ("r",), **dict.fromkeys("ลฬ", ("l",)), "ว": ("v",),
    **dict.fromkeys("หฮ", ("h", "")), "อ": ("",),
}  # fmt: skip
_ENDING = {
    **dict.fromkeys("จฉชฌซศษสดฎ", "t"), **dict.fromkeys("ญรลฬ", "n"), **dict.fromkeys("บผพภ", "p"),
    **dict.fromkeys("ว", ""),
}  # fmt: skip
"""What a consonant becomes at the end of a syllable, where that is another sound."""
_SILENT = re.compile("ทร์|.[ิุ]?์")
_LEADING = "เแโใไ"
_VOWELS = "ะัาำิีึืฺุูๅ็"


def thai(word: str) -> frozenset[str]:
    """What the consonants of a Thai word may be.

    >>> "smS" in thai("สมชาย"), "vnjsvt" in thai("วงศ์สวัสดิ์")
    (True, True)
    """
    heard = _SILENT.sub("", word)
    return _ways(_thai_ways(heard, place) for place, char in enumerate(heard) if char in _BEGINNING)


def _thai_ways(word: str, place: int) -> tuple[str, ...]:
    char = word[place]
    begins = word[place + 1 : place + 2] in tuple(_VOWELS) or (place and word[place - 1] in _LEADING)
    if begins or char not in _ENDING:
        return _BEGINNING[char]
    return (*_BEGINNING[char], _ENDING[char])


def _ways(choices: Iterable[tuple[str, ...]]) -> frozenset[str]:
    ways = itertools.islice(itertools.product(*choices), MOST_WAYS)
    return frozenset(coarse("".join(way)) for way in ways) - {""}
