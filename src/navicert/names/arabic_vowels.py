"""Arabic and Persian words with the short vowels that are not written, as they are likely to be."""

from __future__ import annotations

from collections.abc import Iterator

_CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q",
    "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ں": "n", "ه": "h", "ہ": "h", "ھ": "h", "ٹ": "t",
    "ڈ": "d", "ڑ": "r", "ډ": "d", "ړ": "r", "ټ": "t", "ښ": "sh", "ځ": "z", "څ": "ts", "ڼ": "n", "ږ": "g", "ګ": "g",
    "ع": "'", "ء": "'",
}  # fmt: skip
_PERSIAN = {"ث": "s", "ذ": "z", "ض": "z", "و": "v", "ق": "gh"}
ARABIC_ONLY = frozenset("ثذضظ")
"""Letters that Persian, Pashto and Urdu pronounce otherwise than Arabic."""
_VOWELS = {
    **dict.fromkeys("اأإآٱىةۀە", "a"), **dict.fromkeys("يیېێےۍئ", "i"), **dict.fromkeys("وؤۇۆ", "u"),
}  # fmt: skip
_GLIDES = {"u": "w", "i": "y"}
_MOST = 8
_FRENCH = (("sh", "ch"), ("u", "ou"), ("w", "ou"), ("j", "dj"))
"""How French-speaking countries write what English does otherwise."""
_POSSESSOR = "ذوال"
_POSSESSORS = ("dhul", "zul")
"""The beginning of names such as Zulfiqar, and how it is written."""


def likeliest(word: str) -> tuple[str, ...]:
    """The first of `spellings`, if any.

    >>> likeliest("مملوك"), likeliest("ع"), likeliest("ذوالفقار") == spellings("ذوالفقار")[:1]
    (('mamluk',), (), True)
    """
    plain = "" if word.startswith(_POSSESSOR) else _vowelled(_sounds(word, {}), closed=True)
    return (plain,) if len(plain) > 1 else spellings(word)[:1]


def spellings(word: str) -> tuple[str, ...]:
    """Likely Latin spellings of a word that no table knows, the likeliest first, at most eight.

    >>> spellings("مملوك")[0], spellings("خضور")[0], "fayd" in spellings("فيض"), "omri" in spellings("عمري")
    ('mamluk', 'khadur', True, True)
    >>> "chaoui" in spellings("شاوي"), "zulfaqar" in spellings("ذوالفقار"), "gasmi" in spellings("قاسمي")
    (True, True, True)
    """
    if word.startswith(_POSSESSOR) and len(word) > len(_POSSESSOR) + 1:
        rest = spellings(word.removeprefix(_POSSESSOR))[:2]
        return tuple(beginning + spelled for beginning in _POSSESSORS for spelled in rest)
    sounds = _sounds(word, {})
    plain = _vowelled(sounds, closed=True)
    found = [
        plain,
        _vowelled(sounds, closed=False),
        _vowelled(_sounds(word, _PERSIAN), closed=True),
        _vowelled(_gliding(sounds), closed=True),
    ]
    if word.startswith("ع") and plain.startswith("a"):
        found += ["o" + plain[1:], "u" + plain[1:]]
    found.append(_in_french(plain))
    if "ق" in word:
        found.append(_in_french(plain.replace("q", "g")))
    return tuple(dict.fromkeys(spelled for spelled in found if len(spelled) > 1))[:_MOST]


def _in_french(spelled: str) -> str:
    for english, french in _FRENCH:
        spelled = spelled.replace(english, french)
    return spelled


def _sounds(word: str, instead: dict[str, str]) -> list[str]:
    """A sound for each letter: consonants, "'" for one that is not heard, and the vowels a, i, u."""
    known = [letter for letter in word if letter in _CONSONANTS or letter in _VOWELS]
    sounds = [_sound(known, i, instead) for i in range(len(known))]
    return [*sounds[:-1], "ah"] if len(sounds) > 2 and known[-1] in "هہھ" and sounds[-2] not in "aiu" else sounds


def _sound(letters: list[str], position: int, instead: dict[str, str]) -> str:
    letter = letters[position]
    vowel = _VOWELS.get(letter)
    if vowel is None:
        return instead.get(letter) or _CONSONANTS[letter]
    after = letters[position + 1] if position + 1 < len(letters) else ""
    glides = vowel in _GLIDES and (position == 0 or _VOWELS.get(after) == "a")
    return instead.get(letter) or _GLIDES[vowel] if glides else vowel


def _gliding(sounds: list[str]) -> Iterator[str]:
    """The same with vowels within the word read as aw and ay."""
    for position, sound in enumerate(sounds):
        if sound in _GLIDES and 0 < position < len(sounds) - 1 and sounds[position - 1] not in ("a", "i", "u"):
            yield "a"
            yield _GLIDES[sound]
        else:
            yield sound


def _vowelled(sounds: Iterator[str] | list[str], *, closed: bool) -> str:
    """The sounds with an a wherever too many consonants meet; `closed` allows two of them at the end."""
    written: list[str] = []
    run, most = 0, 1
    for sound in sounds:
        if sound[0] in "aiu":
            run, most = 0, 2
        elif run == most:
            written.append("a")
            run, most = 1, 2
        else:
            run += 1
        written.append(sound)
    if run == 2 and not closed:
        written.insert(-1, "a")
    if written and written[0] == "'":
        written[0] = "" if len(written) > 1 and written[1][0] in "aiu" else "a"
    return "".join(written).replace("'", "")
