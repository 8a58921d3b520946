"""Kana: Japanese names in Hepburn letters, and foreign names as Japanese writes them: プーチン."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Sequence

from navicert.names.arabic import coarse
from navicert.names.sound import skeleton
from navicert.names.tokens import Token, latin_token

_ROWS = """
アイウエオ a i u e o|カキクケコ ka ki ku ke ko|ガギグゲゴ ga gi gu ge go|サシスセソ sa shi su se so
ザジズゼゾ za ji zu ze zo|タチツテト ta chi tsu te to
ダヂヅデド da ji zu de do|ナニヌネノ na ni nu ne no|ハヒフヘホ ha hi fu he ho
バビブベボ ba bi bu be bo|パピプペポ pa pi pu pe po|マミムメモ ma mi mu me mo|ヤユヨ ya yu yo|ラリルレロ ra ri ru re ro
ワヰヱヲンヴ wa i e o n vu|ヵヶ ka ga
"""
_MORAE = {
    kana: sound
    for letters, *sounds in map(str.split, re.split(r"[|\n]", _ROWS.strip()))
    for kana, sound in zip(letters, sounds, strict=True)
}
_SMALL = dict(zip("ァィゥェォャュョヮ", "a i u e o ya yu yo wa".split(), strict=True))
_LONG, _DOUBLED = "ー", "ッ"
_HIRAGANA = {number: number + 0x60 for number in range(0x3041, 0x3097)}
_LONG_VOWELS = re.compile(r"ou|oo|uu")
_MOST = 16
"""Spellings, and ways to read the consonants, of one word that are looked at."""


def katakana(word: str) -> str:
    """The word in katakana of full width, voicing marks joined to their letters.

    >>> katakana("しげのぶ"), katakana("ﾔﾏﾓﾄ")
    ('シゲノブ', 'ヤマモト')
    """
    return unicodedata.normalize("NFKC", word).translate(_HIRAGANA)


@functools.lru_cache(maxsize=20_000)
def hepburn(word: str) -> str:
    """Hepburn letters, long vowels as they are written.

    >>> hepburn("ショウコウ"), hepburn("イッペイ"), hepburn("ジュンイチロー")
    ('shoukou', 'ippei', 'junichiro')
    """
    written, double = "", False
    for mora in _morae(katakana(word)):
        if mora == _DOUBLED:
            double = True
            continue
        sound = _sound(mora)
        written += (("t" if sound.startswith("ch") else sound[:1]) if double else "") + sound
        double = False
    return written


def _morae(word: str) -> list[str]:
    """Letters with the small ones, and the stroke for a long vowel, that follow them."""
    return re.findall(rf"[^{''.join(_SMALL)}][{''.join(_SMALL)}]?{_LONG}*|.", word)


def _sound(mora: str) -> str:
    mora = mora.rstrip(_LONG) or mora
    plain = _MORAE.get(mora[0], _SMALL.get(mora[0], ""))
    small = _SMALL.get(mora[1:], "")
    if not small:
        return plain
    stem = {"fu": "f", "vu": "v", "tsu": "ts", "te": "t", "de": "d", "to": "t", "do": "d", "u": "w", "ku": "kw",
            "gu": "gw"}.get(plain)  # fmt: skip
    if stem is None or small[0] == "y":
        stem = plain[:-1]
        return stem + (small[1:] if plain in ("shi", "chi", "ji") and small[0] == "y" else small)
    return stem + small


@functools.lru_cache(maxsize=20_000)
def usual_spellings(word: str) -> tuple[str, ...]:
    """The Hepburn spellings of a word, long vowels short as most people write them, and as they stand."""
    written = hepburn(word)
    return tuple(dict.fromkeys((_LONG_VOWELS.sub(lambda found: found[0][0], written), written)))


_FOREIGN = {
    "vu": ("v",), "bu": ("b", "v"), "fu": ("f", "h"), "ru": ("l", "r"), "to": ("t", "to"), "do": ("d", "do"),
    "chi": ("ti", "chi"), "ji": ("di", "ji", "zi"), "tsu": ("ts",), "zu": ("z",), "su": ("s",), "ku": ("k",),
    "gu": ("g",), "pu": ("p",), "mu": ("m",), "nu": ("n",), "shu": ("sh",), "ju": ("j",), "chu": ("ch",),
}  # fmt: skip
"""Morae that stand for a consonant, or a sound, that Japanese does not have."""


def _foreign(word: str) -> tuple[str, ...]:
    """What a foreign name in katakana may be in its own language, r and l not told apart."""
    morae = [mora for mora in _morae(katakana(word)) if mora != _DOUBLED and _sound(mora)]
    sounds = [_sound(mora) for mora in morae]
    choices = [_ways(sounds, i, long=morae[i].endswith(_LONG)) for i in range(len(sounds))]
    ways = itertools.islice(itertools.product(*choices), _MOST)
    return tuple(dict.fromkeys("".join(way) for way in ways))


def _ways(sounds: Sequence[str], position: int, *, long: bool) -> tuple[str, ...]:
    """What a mora may stand for; the vowel of a long one is heard."""
    sound = sounds[position]
    if position == 0 and sound == "u" and sounds[1:2] and sounds[1][0] == "r":
        return ("v", "u")
    if sound in _FOREIGN and not (long and sound[-1] != "i"):
        return _FOREIGN[sound]
    return (sound, "l" + sound[1:]) if sound[0] == "r" else (sound, "v" + sound[1:]) if sound[0] == "b" else (sound,)


def kana_tokens(word: str, *, person: bool) -> list[Token]:
    """The token of a word in kana: a Japanese name, and where it is written in katakana a foreign one too. None of
    marks that have no sound by themselves (ー)."""
    if not hepburn(word):
        return []
    usual = usual_spellings(word)
    foreign = _foreign(word) if katakana(word) == unicodedata.normalize("NFKC", word) else ()
    plain = latin_token(usual[0], person=person)
    bones = frozenset(coarse(skeleton(spelled)) for spelled in foreign)
    spellings = tuple(dict.fromkeys((*usual, *foreign)))
    return [Token(plain.text, plain.kind, plain.weight, plain.keys, spellings, bones, word)]
