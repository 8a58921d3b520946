"""Korean names as Japanese writes them in kana: キム・ジョンウン."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Sequence

from navicert.names import korean
from navicert.names.kana import hepburn
from navicert.names.tokens import Token

_INITIALS = "カガ|カガ|ナ|タダ|タダ|ラ|マ|パバ|パバ|サ|サ|ア|ジチ|チジ|チ|カ|タ|パ|ハ".split("|")
"""The rows of kana that each initial consonant is written with, by their first letters (ji and chi by that one)."""
_VOWELS = "a|e|ya|e|o|e|yo|e ye|o|wa|we|we|yo|u|wo|we|wi|yu|u|ui i|i".split("|")
_FINALS: dict[int, tuple[str, ...]] = {
    0: ("",), 1: ("ク", "ッ", ""), 4: ("ン",), 7: ("ッ", "ト"), 8: ("ル",), 16: ("ム", "ン"), 17: ("プ", "ッ"),
    19: ("ッ",), 21: ("ン",),
}  # fmt: skip
_ROWS = """
カ キ ク ケ コ|ガ ギ グ ゲ ゴ|ナ ニ ヌ ネ ノ|タ ティ トゥ テ ト|ダ ディ ドゥ デ ド|ラ リ ル レ ロ
マ ミ ム メ モ|パ ピ プ ペ ポ|バ ビ ブ ベ ボ|サ シ ス セ ソ|ア イ ウ エ オ|ハ ヒ フ ヘ ホ
ジャ ジ ジュ ジェ ジョ|チャ チ チュ チェ チョ
"""
_COLUMNS = {row[0]: row.split() for row in re.split(r"[|\n]", _ROWS.strip())}
_GLIDES = {"y": ("ヤ", "", "ユ", "イェ", "ヨ"), "w": ("ワ", "ウィ", "", "ウェ", "ウォ")}
_SURNAMES = {
    "パク": "박", "ボク": "박", "チェ": "최", "チョイ": "최", "クォン": "권", "グォン": "권",
    "ファン": "황", "ペ": "배", "ソル": "설", "リ": "리", "イ": "리", "ユン": "윤", "カク": "곽", "クァク": "곽",
}  # fmt: skip
"""Surnames that are not written as their syllables are."""


@functools.cache
def korean_classes() -> dict[str, frozenset[str]]:
    """Katakana to the Hangul syllables that they write.

    >>> "정" in korean_classes()["ジョン"], "은" in korean_classes()["ウン"], "김" in korean_classes()["キム"]
    (True, True, True)
    """
    found: dict[str, set[str]] = {}
    for syllable in {*korean.GIVEN, *korean.SURNAMES}:
        initial, vowel, final = korean.parts(syllable)
        heads = {head for row in _INITIALS[initial] for head in _heads(row, vowel)}
        for head, tail in itertools.product(heads, _FINALS.get(final, ())):
            found.setdefault(head + tail, set()).add(syllable)
    for written, syllable in _SURNAMES.items():
        found.setdefault(written, set()).add(syllable)
    return {written: frozenset(syllables) for written, syllables in found.items()}


def _heads(row: str, vowel: int) -> list[str]:
    """A consonant's row of kana with this vowel, glides written after its i or u column."""
    column = _COLUMNS[row]
    heads = []
    for sound in _VOWELS[vowel].split():
        place = "aiueo".index(sound[-1])
        glide = _GLIDES.get(sound[0], ())
        if sound == "ui":
            heads.append(column[2] + "ィ" if row == "ア" else column[1])
        elif not glide:
            heads.append(column[place])
        elif row == "ア":
            heads.append(glide[place])
        else:
            heads += _gliding(row, column, sound)
    return heads


def _gliding(row: str, column: list[str], sound: str) -> list[str]:
    small = dict(zip("a i u e o".split(), "ァィゥェォ", strict=True))[sound[-1]]
    if sound[0] == "w":
        return [column[2] + small]
    if row in "ジチ":
        return [column["aiueo".index(sound[-1])]]
    return [column[1] + {"a": "ャ", "u": "ュ", "o": "ョ"}.get(sound[-1], "ェ"), *([column[3]] if sound == "ye" else [])]


def korean_syllables(words: Sequence[str]) -> tuple[Token, ...]:
    """The tokens of a Korean name in katakana, a surname first; none for any other name."""
    known = korean_classes()
    written = [unicodedata.normalize("NFKC", word) for word in words]
    if not 2 <= len(written) <= 3 or not known.get(written[0], frozenset()) & korean.SURNAMES.keys():
        return ()
    given = [_cut(word) for word in written[1:]]
    pieces = [written[0], *(piece for cut in given for piece in cut)]
    if not all(given) or not 2 <= len(pieces) <= 3:
        return ()
    return tuple(_korean_token(piece, surname=i == 0) for i, piece in enumerate(pieces))


def _cut(word: str) -> tuple[str, ...]:
    """A given name's one or two syllables, the longest first one."""
    known = korean_classes()
    cuts = ((word[:cut], word[cut:]) for cut in range(len(word) - 1, 0, -1))
    two = next((pieces for pieces in cuts if pieces[0] in known and pieces[1] in known), ())
    return two or ((word,) if word in known else ())


def _korean_token(piece: str, *, surname: bool) -> Token:
    syllables = korean_classes()[piece]
    names = syllables & korean.SURNAMES.keys() if surname else frozenset[str]()
    weight = korean.surname_weight(names) if names else korean.SYLLABLE_WEIGHT
    return Token(hepburn(piece), "word", weight, frozenset(f"ko:{syllable}" for syllable in syllables), native=piece)
