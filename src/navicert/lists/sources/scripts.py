"""Which script a printed name is in, and which language where its letters leave no doubt."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "Latn"),
    (0x0250, 0x02AF, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0531, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0750, 0x077F, "Arab"),
    (0x0870, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x3040, 0x30FF, "Jpan"),
    (0x3130, 0x318F, "Hang"),
    (0x3400, 0x9FFF, "Hani"),
    (0xAC00, 0xD7FF, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFF, "Arab"),
    (0x20000, 0x3134F, "Hani"),
)
"""First and last code point of Unicode's blocks of letters, and their ISO 15924 code."""

_ONE_LANGUAGE = {"Hang": "kor", "Jpan": "jpn", "Hebr": "heb", "Geor": "kat", "Armn": "hye", "Thai": "tha"}
_TELLTALE: tuple[tuple[str, str, str], ...] = (
    ("Arab", "ټډړښځڅڼۍې", "pus"),
    ("Arab", "ٹڈڑںےۃ", "urd"),
    ("Arab", "پچژگ", "fas"),
    ("Arab", "ةإأؤئىكي", "ara"),
    ("Cyrl", "іїєґІЇЄҐ", "ukr"),
    ("Cyrl", "ђјљњћџЂЈЉЊЋЏ", "srp"),
    ("Cyrl", "ыэъЫЭЪ", "rus"),
)
"""Script, letters that among the languages of listed parties only one writes, and that language; the first hit wins."""


@functools.lru_cache(maxsize=4096)
def _script(char: str) -> str | None:
    point = ord(char)
    return next((code for first, last, code in _RANGES if first <= point <= last), None)


def script_of(text: str) -> str | None:
    """The ISO 15924 code of the script most letters are in (any kana makes it Jpan); None without letters we know.

    >>> script_of("KIM Jong Un"), script_of("김정은"), script_of("صدام"), script_of("123")
    ('Latn', 'Hang', 'Arab', None)
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else None
    counts = Counter(_script(char) for char in text if unicodedata.category(char)[0] == "L")
    counts.pop(None, None)
    if "Jpan" in counts:
        return "Jpan"
    return counts.most_common(1)[0][0] if counts else None


def language_of(text: str) -> str | None:
    """The ISO 639-3 code of the language, where the script or a letter in the text gives it away; else None.

    >>> language_of("김정은"), language_of("مکتب پ"), language_of("李勇浩")
    ('kor', 'fas', None)
    """
    script = script_of(text)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    return next((lang for where, marks, lang in _TELLTALE if where == script and any(m in text for m in marks)), None)
