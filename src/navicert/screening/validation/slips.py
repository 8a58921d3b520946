"""How names get altered by hand and by machine: letters and words. Pure: the same random numbers give the same name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from navicert.names.words import FORMS, PARTICLES

Alter = Callable[[Random, str], str | None]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONG = 4
"""Letters from which on a word is long enough to lose one and stay itself."""
_VOWELS = frozenset("aeiouyAEIOUY")
_KEYS = dict(
    zip(LETTERS, "sqz vnh sfc edx wrd dgv fhb gjn uok hkm jil kop njk bhm ipl ol wa etf adz rgy yhi cfb qes zcd tgu asx"
        .split(), strict=True)
)  # fmt: skip
_READ_AS = {"o": "0", "l": "1", "i": "l", "m": "rn", "s": "5", "b": "8", "e": "c", "h": "b", "n": "ri", "g": "9"}
_CYRILLIC = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
_ACCENTS = {"a": "á", "e": "é", "i": "í", "o": "ö", "u": "ü", "n": "ñ", "c": "ç", "s": "š"}
_TITLES = ("Mr", "Dr.", "General", "Sheikh", "Prof.", "Eng.", "Haji", "Mrs")
_MORE = ("Maria", "Hassan", "Ivanovich", "Jr", "Lee", "Ahmed", "de Souza", "Group", "International", "Trading")


def letter_swapped(r: Random, name: str) -> str | None:
    """Two neighbouring letters change places."""
    return _in_long_word(r, name, lambda word, i: word[:i] + word[i + 1] + word[i] + word[i + 2 :], inside=True)


def letter_changed(r: Random, name: str) -> str | None:
    """One letter is another."""
    return _in_long_word(r, name, lambda word, i: word[:i] + r.choice(LETTERS) + word[i + 1 :])


def letter_mistyped(r: Random, name: str) -> str | None:
    """One letter is its neighbour on the keyboard."""
    return _in_long_word(r, name, lambda word, i: word[:i] + r.choice(_KEYS.get(word[i].lower(), "e")) + word[i + 1 :])


def letter_lost(r: Random, name: str) -> str | None:
    """One letter is missing."""
    return _in_long_word(r, name, lambda word, i: word[:i] + word[i + 1 :])


def letter_added(r: Random, name: str) -> str | None:
    """One letter too many."""
    return _in_long_word(r, name, lambda word, i: word[:i] + r.choice(LETTERS) + word[i:])


def letter_doubled(r: Random, name: str) -> str | None:
    """One letter twice."""
    return _in_long_word(r, name, lambda word, i: word[:i] + word[i] + word[i:])


def misread_by_machine(r: Random, name: str) -> str | None:
    """A letter as a scanner reads it: 0 for o, rn for m."""
    return _one_of(r, name, _READ_AS)


def look_alike(r: Random, name: str) -> str | None:
    """Cyrillic letters that look like Latin ones."""
    return _one_of(r, name, _CYRILLIC, every=True)


def accents_added(r: Random, name: str) -> str | None:
    """Accents where the list has none."""
    return _one_of(r, name, _ACCENTS, every=True)


def invisible(r: Random, name: str) -> str | None:
    """A character that cannot be seen stands in a word."""
    return _in_long_word(r, name, lambda word, i: word[:i] + r.choice("\u200b\u200d\u00ad\u2060") + word[i:])


def full_width(_: Random, name: str) -> str | None:
    """Letters of East Asian width."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    return wide if wide != name else None


def vowels_dropped(r: Random, name: str) -> str | None:
    """One word without its vowels."""
    words = name.split()
    places = [i for i, word in enumerate(words) if _is_latin(word) and len(_bones(word)) > 2 and _bones(word) != word]
    return _replaced(words, r.choice(places), _bones) if places else None


def order_changed(r: Random, name: str) -> str | None:
    """The words in another order."""
    words = name.replace(",", " ").split()
    if len(set(words)) < 2:
        return None
    other = words[:]
    while other == words:
        r.shuffle(other)
    return " ".join(other)


def written_together(r: Random, name: str) -> str | None:
    """Two neighbouring words as one."""
    words = name.replace(",", " ").split()
    if len(words) < 2:
        return None
    place = r.randrange(len(words) - 1)
    return " ".join([*words[:place], words[place] + words[place + 1].lower(), *words[place + 2 :]])


def all_together(_: Random, name: str) -> str | None:
    """All words as one."""
    words = re.sub(r"[^\w\s]", " ", name).split()
    return "".join(words) if 2 <= len(words) <= 3 else None


def word_split(r: Random, name: str) -> str | None:
    """One word as two."""
    return _in_long_word(r, name, lambda word, i: f"{word[:i]} {word[i:]}", inside=True, least=6)


def hyphenated(r: Random, name: str) -> str | None:
    """A hyphen for a space, or a space for a hyphen or an apostrophe."""
    marks = [i for i, c in enumerate(name) if c in " -'’"]
    if not marks:
        return None
    place = r.choice(marks)
    return name[:place] + ("-" if name[place] == " " else " ") + name[place + 1 :]


def initial(r: Random, name: str) -> str | None:
    """A word as its first letter. One long word stays."""
    words = name.replace(",", " ").split()
    long = [i for i, word in enumerate(words) if len(word) >= LONG]
    if len(words) < 2 or len(long) < 2:
        return None
    place = r.choice(long[1:] if name.count(",") else long[:-1])
    return _replaced(words, place, lambda word: f"{word[0]}.")


def cut_short(r: Random, name: str) -> str | None:
    """The end is missing, as where a field was too short."""
    kept = len(name) - r.randint(2, 5)
    return name[:kept].rstrip() if kept >= 12 and name[kept].strip() else None


def word_left_out(r: Random, name: str) -> str | None:
    """One of three or more words is missing."""
    words = name.replace(",", " ").split()
    places = [i for i, word in enumerate(words) if len(word) >= 3 and word.lower() not in FORMS]
    if len(words) < 3 or len(places) < 3:
        return None
    place = r.choice(places)
    return " ".join([*words[:place], *words[place + 1 :]])


def word_added(r: Random, name: str) -> str | None:
    """A word that the list does not have."""
    words = name.split()
    words.insert(r.randint(0, len(words)), r.choice(_MORE))
    return " ".join(words) if len(words) > 2 else None


def title_added(r: Random, name: str) -> str | None:
    """A title stands before the name."""
    return f"{r.choice(_TITLES)} {name}"


def particle_dropped(_: Random, name: str) -> str | None:
    """al-, bin, van, de are missing."""
    words = re.split(r"[\s-]+", name)
    kept = [word for word in words if word.lower() not in PARTICLES or len(word) == 1]
    return " ".join(kept) if 2 <= len(kept) < len(words) else None


# -- how it is done ----------------------------------------------------------------------------------------------------


def _is_latin(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _bones(word: str) -> str:
    return word[0] + "".join(c for c in word[1:] if c not in _VOWELS)


def _replaced(words: Sequence[str], place: int, change: Callable[[str], str]) -> str:
    return " ".join(change(word) if i == place else word for i, word in enumerate(words))


def _in_long_word(
    r: Random, name: str, change: Callable[[str, int], str], *, inside: bool = False, least: int = LONG
) -> str | None:
    """A long word changed at one place; `inside` leaves room at both ends."""
    words = name.split()
    places = [i for i, word in enumerate(words) if len(word) >= least and word.strip(",").isalpha()]
    if not places:
        return None
    place = r.choice(places)
    word = words[place].rstrip(",")
    at = r.randrange(1, len(word) - 1) if inside else r.randrange(len(word))
    altered = change(word, at) + words[place][len(word) :]
    return _replaced(words, place, lambda _: altered) if altered.lower() != words[place].lower() else None


def _one_of(r: Random, name: str, table: dict[str, str], *, every: bool = False) -> str | None:
    """One letter of the table replaced, or two thirds of them."""
    places = [i for i, c in enumerate(name) if c in table or c.lower() in table]
    if not places:
        return None
    chosen = set(r.sample(places, max(1, 2 * len(places) // 3))) if every else {r.choice(places)}
    return "".join((table.get(c) or table[c.lower()]) if i in chosen else c for i, c in enumerate(name))
