"""Chinese names in Cyrillic letters, by the Palladius system that Russian and its neighbours use: Си Цзиньпин."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from navicert.names import chinese

_INITIALS = {
    "zh": "чж", "ch": "ч", "sh": "ш", "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л",
    "g": "г", "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "r": "ж", "z": "цз", "c": "ц", "s": "с", "": "",
}  # fmt: skip
_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь",
    "ang": "ан", "eng": "эн", "ong": "ун", "er": "эр", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю",
    "ian": "янь", "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай",
    "ui": "уй", "uan": "уань", "un": "унь", "uang": "уан", "v": "юй", "ve": "юэ",
}  # fmt: skip
_AFTER_SOFT = {"u": "юй", "ue": "юэ", "uan": "юань", "un": "юнь"}
"""Finals after j, q and x, where u stands for ü."""
_WHOLE = {
    "zi": "цзы", "ci": "цы", "si": "сы", "hui": "хуэй", "yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю",
    "yan": "янь", "yin": "инь", "yang": "ян", "ying": "ин", "yong": "юн", "wu": "у", "wa": "ва", "wo": "во",
    "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн", "yu": "юй", "yue": "юэ",
    "yuan": "юань", "yun": "юнь",
}  # fmt: skip
_MOST_GIVEN = 2


def cyrillic(pinyin: str) -> str:
    """A Mandarin syllable in Cyrillic letters.

    >>> cyrillic("xi"), cyrillic("jin"), cyrillic("ping"), cyrillic("qiang"), cyrillic("xue")
    ('си', 'цзинь', 'пин', 'цян', 'сюэ')
    """
    if pinyin in _WHOLE:
        return _WHOLE[pinyin]
    initial = next(i for i in (pinyin[:2], pinyin[:1], "") if i in _INITIALS and _final(i, pinyin[len(i) :]))
    return _INITIALS[initial] + _final(initial, pinyin[len(initial) :])


def _final(initial: str, final: str) -> str:
    soft = _AFTER_SOFT.get(final) if initial in ("j", "q", "x") else None
    return soft or _FINALS.get(final, "")


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Cyrillic syllable to the Pinyin syllables that it may stand for; e is often written for э."""
    found: dict[str, set[str]] = {}
    for pinyin in chinese.syllables():
        written = cyrillic(pinyin)
        for spelled in {written, written.replace("э", "е")}:
            found.setdefault(spelled, set()).add(pinyin)
    return {spelled: frozenset(pinyin) for spelled, pinyin in found.items()}


@functools.cache
def surnames() -> dict[str, frozenset[str]]:
    """Cyrillic surname to the Pinyin surnames that it may stand for."""
    known = frozenset(chinese.SURNAMES.split())
    return {spelled: both for spelled, pinyin in classes().items() if (both := pinyin & known)}


def syllables(words: tuple[str, ...]) -> list[tuple[str, frozenset[str]]]:
    """(syllable, what it may stand for) of a Chinese name in small Cyrillic letters; none when it is not one.

    >>> [piece for piece, _ in syllables(("си", "цзиньпин"))], syllables(("ли", "наталья"))
    (['си', 'цзинь', 'пин'], [])
    """
    words = tuple(word.replace("і", "и") for word in words)
    if not 2 <= len(words) <= 3 or words[0] not in surnames():
        return []
    given = [piece for word in words[1:] for piece in _split(word)]
    if "".join(given) != "".join(words[1:]) or len(given) > _MOST_GIVEN:
        return []
    return [(words[0], surnames()[words[0]]), *((piece, classes()[piece]) for piece in given)]


def _split(word: str) -> Iterator[str]:
    """The word as one syllable or two; nothing when it is neither."""
    known = classes()
    if word in known:
        yield word
        return
    for cut in range(len(word) - 1, 0, -1):
        if word[:cut] in known and word[cut:] in known:
            yield from (word[:cut], word[cut:])
            return
