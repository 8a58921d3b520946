"""Cantonese syllables as Hong Kong spells them in names: Kwok-wai, Yuet-ngor, Wing Hing."""

from __future__ import annotations

import functools

_INITIALS = {
    "gw": ("kw",), "kw": ("kw",), "ng": ("ng",), "b": ("p",), "p": ("p",), "m": ("m",), "f": ("f",), "d": ("t",),
    "t": ("t",), "n": ("n",), "l": ("l",), "g": ("k",), "k": ("k",), "h": ("h",), "w": ("w",), "z": ("ch", "ts"),
    "c": ("ch", "ts"), "s": ("s", "sh"), "j": ("y",), "": ("",),
}  # fmt: skip
_FINALS = {
    "aa": "a ah", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at",
    "aak": "ak", "ai": "ai", "au": "au", "am": "am um", "an": "an un", "ang": "ang", "ap": "ap", "at": "at",
    "ak": "ak",
    "e": "e eh", "ei": "ei i ee", "eng": "eng", "ek": "ek", "i": "i ee", "iu": "iu", "im": "im", "in": "in",
    "ing": "ing", "ip": "ip", "it": "it", "ik": "ik", "o": "o or", "oi": "oi", "ou": "o", "on": "on", "ong": "ong",
    "ot": "ot", "ok": "ok", "u": "u oo", "ui": "ui", "un": "un oon", "ung": "ung", "ut": "ut", "uk": "uk",
    "oe": "eu", "oeng": "eung", "oek": "euk", "eoi": "ui", "eon": "un", "eot": "ut", "yu": "u ue", "yun": "uen",
    "yut": "uet",
}  # fmt: skip
_WHOLE = {
    "m": ("ng",), "ng": ("ng",), "hoeng": ("heung", "hong"), "jyu": ("yu",), "jyun": ("yuen",), "jyut": ("yuet",),
    "ji": ("yi", "yee"), "jing": ("ying",), "si": ("sze", "see", "si"), "zi": ("chi", "tsz", "chee"),
    "ci": ("chi", "tsz", "chee"), "zung": ("chung", "tsung"), "fu": ("fu", "foo"), "wu": ("wu", "woo"),
    "waa": ("wah", "wa"), "jiu": ("yiu",), "gou": ("ko",), "jan": ("yan",), "jau": ("yau",), "goeng": ("keung",),
    "gei": ("kei", "ki", "kee"), "lei": ("lee", "li", "lei"), "hei": ("hei", "hee", "hay"), "soeng": ("sheung",),
    "seoi": ("shui", "sui"), "syu": ("shu",), "faat": ("fat",), "baak": ("pak",), "haak": ("hak",),
}  # fmt: skip
"""Syllables that are mostly spelled otherwise than letter by letter."""
_MOST = 4


@functools.cache
def spellings(jyutping: str) -> tuple[str, ...]:
    """How a Cantonese syllable is spelled in Hong Kong, the commonest way first; none for what is no syllable.

    The spellings follow the Government's usage in names of persons and places, which has no official table.

    >>> spellings("gwok"), spellings("waa"), spellings("zoeng"), spellings("")
    (('kwok',), ('wah', 'wa'), ('cheung', 'tseung'), ())
    """
    if jyutping in _WHOLE:
        return _WHOLE[jyutping]
    begins = (jyutping[:2], jyutping[:1], "")
    initial = next((i for i in begins if i in _INITIALS and jyutping[len(i) :] in _FINALS), None)
    if initial is None:
        return ()
    finals = _FINALS[jyutping[len(initial) :]].split()
    return tuple(first + last for first in _INITIALS[initial] for last in finals)[:_MOST]


@functools.cache
def syllables() -> frozenset[str]:
    """Every syllable as Hong Kong spells it.

    >>> {"fai", "yiu", "keung"} <= syllables(), "zhong" in syllables()
    (True, False)
    """
    spelled = (initial + final for initial in _INITIALS for final in _FINALS)
    return frozenset(form for jyutping in (*spelled, *_WHOLE) for form in spellings(jyutping))
