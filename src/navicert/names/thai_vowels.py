"""Thai words in Latin letters, roughly as the Royal Institute spells them: ประยุทธ์ is Prayut."""

from __future__ import annotations

import functools
import re

LONGEST = 30
"""Letters beyond which a word is not spelled."""
_BEGINS = {
    **dict.fromkeys("ก", "k"), **dict.fromkeys("ขฃคฅฆ", "kh"), "ง": "ng", "จ": "ch", **dict.fromkeys("ฉชฌ", "ch"),
    **dict.fromkeys("ซศษส", "s"), "ญ": "y", **dict.fromkeys("ดฎ", "d"), **dict.fromkeys("ตฏ", "t"),
    **dict.fromkeys("ถฐทธฑฒ", "th"), **dict.fromkeys("นณ", "n"), "บ": "b", "ป": "p", **dict.fromkeys("ผพภ", "ph"),
    **dict.fromkeys("ฝฟ", "f"), "ม": "m", "ย": "y", "ร": "r", **dict.fromkeys("ลฬ", "l"), "ว": "w",
    **dict.fromkeys("หฮ", "h"), "อ": "", "ฦ": "l",
}  # fmt: skip
_ENDS = {
    **dict.fromkeys("กขคฆ", "k"), "ง": "ng", **dict.fromkeys("จชซฌฎฏฐฑฒดตถทธศษส", "t"), **dict.fromkeys("ญณนรลฬ", "n"),
    **dict.fromkeys("บปพฟภ", "p"), "ม": "m", "ย": "i", "ว": "o",
}  # fmt: skip
_ENDS_AS_WRITTEN = {**_ENDS, "ร": "r", "ล": "l", "ส": "s", "ศ": "s", "ษ": "s", "ธ": "th", "ด": "d", "ช": "j"}
_TONES = re.compile("[็-๋ๆฯ]")
_SILENT = re.compile("(?:ทร|[ก-ฮ])[ิุ]?์")
_HEARD = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (("รร(?=[ก-ฮ](?![ะ-ู]))", "ั"), ("รร", "ัน"), ("กษ(?![ะ-ู])", "ก"), ("ฤ", "รึ"))
)
"""What is heard otherwise than it is written."""
_C = "[ก-ฮ]"
_CLUSTER = f"(?:[กขคตทปผพ][รลว](?=[ก-ฮะ-ู])|ห[งญนมยรลว](?=[ก-ฮะ-ู])|ทร(?=[ะ-ู])|{_C})"
_VOWEL_SIGNS = "ะ-ู"
_FINAL = f"(?:({_C})(?:[ิุ](?![ก-ฮ]))?(?![{_VOWEL_SIGNS}]|[รนลพ]$))?"
_SYLLABLES = (
    ("เCีย", "ia", True), ("เCือ", "uea", True), ("เCาะ", "o", False), ("เCา", "ao", False), ("เCิ", "oe", True),
    ("เCอ", "oe", True), ("เCะ", "e", False), ("เC", "e", True), ("แCะ", "ae", False), ("แC", "ae", True),
    ("โCะ", "o", False), ("โC", "o", True), ("[ใไ]Cย?", "ai", False), ("Cัว", "ua", False), ("Cัย", "ai", False),
    ("Cั", "a", True), ("Cํา", "am", False), ("Cา", "a", True), ("Cะ", "a", False), ("Cิ", "i", True),
    ("Cี", "i", True), ("Cึ", "ue", True), ("Cือ", "ue", False), ("Cื", "ue", True), ("Cุ", "u", True),
    ("Cู", "u", True), (f"Cว(?={_C}(?![{_VOWEL_SIGNS}]))", "ua", True),
    (f"Cอ(?![{_VOWEL_SIGNS}])", "o", True), (f"C(?={_C}(?![{_VOWEL_SIGNS}]))", "o", True), ("C", "a", False),
)  # fmt: skip
"""What a syllable may be, its vowel, and whether a consonant may close it; the first that fits."""


@functools.cache
def _syllable_patterns() -> tuple[tuple[re.Pattern[str], str, re.Pattern[str] | None], ...]:
    """What a syllable may be, with its vowel and what closes it: a consonant that no vowel follows, or nothing. Made at
    the first word: they are many, and most runs read no Thai."""
    closing = re.compile(_FINAL)
    return tuple(
        (re.compile(pattern.replace("C", f"({_CLUSTER})")), vowel, closing if closed else None)
        for pattern, vowel, closed in _SYLLABLES
    )


@functools.lru_cache(maxsize=20_000)
def spellings(word: str) -> tuple[str, ...]:
    """What the word may be in Latin letters, with final consonants as heard and as written; none of other letters.

    >>> spellings("สมชาย"), spellings("ประยุทธ์")[0], spellings("วงศ์")
    (('somchai',), 'prayut', ('wong',))
    """
    if len(word) > LONGEST:
        return ()
    heard = _SILENT.sub("", _TONES.sub("", word))
    for pattern, becomes in _HEARD:
        heard = pattern.sub(becomes, heard)
    syllables = _syllables(heard)
    ways = ("".join(_spelled(*syllable, ends) for syllable in syllables) for ends in (_ENDS, _ENDS_AS_WRITTEN))
    return tuple(dict.fromkeys(way for way in ways if way))


def _syllables(word: str) -> list[tuple[str, str, str]]:
    """(consonants, vowel, final consonant) of each syllable; none when a part of the word is no syllable."""
    found, position = [], 0
    patterns = _syllable_patterns()
    while position < len(word):
        fits = next(
            ((fit, vowel, closing) for pattern, vowel, closing in patterns if (fit := pattern.match(word, position))),
            None,
        )
        if fits is None:
            return []
        begun, vowel, closing = fits
        closed = closing.match(word, begun.end()) if closing else None
        found.append((begun[1], vowel, (closed[1] or "") if closed else ""))
        position = (closed or begun).end()
    return found


def _spelled(consonants: str, vowel: str, final: str, ends: dict[str, str]) -> str:
    begins = consonants.removeprefix("ห") if len(consonants) > 1 else consonants
    start = "s" if begins == "ทร" else "".join(_BEGINS[char] for char in begins)
    return start + vowel + ends.get(final, "")
