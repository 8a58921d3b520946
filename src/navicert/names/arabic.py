"""Names of Arabic origin: compound names in one form, and what an unvowelled word's consonants may be.

"Abd al-Rahman", "Abdul Rahman", "Abdurrahman" and عبدالرحمن all read as [abdul, rahman]; "Saif al-Din" and "Saifeddine"
as [saifuddin]; "Rahmat Ullah" and رحمت الله as [rahmatullah].
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_ARTICLES = frozenset({"al", "el", "ul", "ol", "ur", "ud", "us", "as", "ar", "ad", "an", "az", "ed"})
_SERVANT = frozenset({"abd", "abdul", "abdel", "abdol", "abdal", "abdoul", "abdur", "abdus", "abdu"})
_SERVANT_SLIPS = frozenset(
    word[:i] + word[i + 1] + word[i] + word[i + 2 :] for word in _SERVANT if len(word) > 4 for i in range(len(word) - 1)
)
"""The same with two neighbouring letters swapped."""
_SERVANT_GLUED = re.compile(
    r"abd(?:o?u|[aeo])(?:l|r(?=r)|s(?=s)|n(?=n)|d(?=d)|z(?=z)|r(?=ah|az|ee|ou|au))(?!lah)([a-z]{4,})"
)
_OF_GOD = frozenset({"ullah", "allah", "ollah", "ulla", "alla", "lah", "elah", "ilah"})
_OF_FAITH = frozenset(
    {
        "din",
        "deen",
        "dine",
        "dien",
        "eddin",
        "eddine",
        "uddin",
        "aldin",
        "addin",
        "addine",
        "aldeen",
        "eldin",
        "eldine",
        "eldeen",
        "eldien",
    }
)
_SHORTEST_FAITHFUL = 3
"""Letters that a word must have before such an ending."""
_FAITH_ENDS = ("in", "een", "ine", "yn")
_FAITH_ENDING = re.compile(r"(?:[aeou]dd(?:in|een|ine|yn)|[aeou]ld(?:in|een)|[aeou]d(?:ine|een))$")


def one_form(words: list[str]) -> list[str]:
    """The Latin words of a person's name with compound names in one form; other names stay as they are.

    >>> one_form(["abd", "al", "rahman"]), one_form(["abdurrahman"]), one_form(["saif", "al", "din"])
    (['abdul', 'rahman'], ['abdul', 'rahman'], ['saifuddin'])
    >>> one_form(["rahmat", "ullah"]), one_form(["abdullah"]), one_form(["din", "ali"])
    (['rahmatullah'], ['abdullah'], ['din', 'ali'])
    """
    read: list[str] = []
    for position, word in enumerate(words):
        last = position == len(words) - 1
        glued = _SERVANT_GLUED.fullmatch(word)
        if (word in _SERVANT or word in _SERVANT_SLIPS) and not last:
            read.append("abdul")
        elif word in _ARTICLES and read and read[-1] == "abdul" and not last:
            continue
        elif glued:
            read += ["abdul", glued[1]]
        elif word in _OF_GOD and read and read[-1] not in _ARTICLES and not _is_alla(word, read[-1]):
            read[-1] = "abdullah" if read[-1] == "abdul" else read[-1] + "ullah"
        elif word in _OF_FAITH and _joinable(read):
            _join_faith(read)
        else:
            read.append(_faithful(word))
    return read


def _is_alla(word: str, before: str) -> bool:
    """Whether a word is the Russian given name Alla, after a surname that ends with a vowel as a woman's does."""
    return word == "alla" and before[-1] in "aeiouy"


class Links(NamedTuple):
    """What a word of small Latin letters may be in a compound name, for who forms names word by word.

    `rest` letters stand before the name of one written together with "abdul", and "uddin" takes the place of the last
    `ending` letters; 0 where they do not.
    """

    servant: bool = False
    article: bool = False
    god: bool = False
    alla: bool = False
    faith: bool = False
    rest: int = 0
    ending: int = 0


UNLINKED = Links()
LINKING = frozenset({*_SERVANT, *_SERVANT_SLIPS, *_ARTICLES, *_OF_GOD, "alla", *_OF_FAITH})
"""Words that are part of a compound name as they are."""


def links(word: str) -> Links:
    """What `one_form` sees in a word; UNLINKED itself where that is nothing.

    >>> links("martinez") is UNLINKED, links("abdurrahman").rest, links("saifeddine").ending
    (True, 5, 6)
    """
    if word not in LINKING and not word.startswith("abd") and not word.endswith(_FAITH_ENDS):
        return UNLINKED
    glued = _SERVANT_GLUED.fullmatch(word) if word.startswith("abd") else None
    faithful = _FAITH_ENDING.search(word) if word.endswith(_FAITH_ENDS) else None
    found = Links(
        servant=word in _SERVANT or word in _SERVANT_SLIPS,
        article=word in _ARTICLES,
        god=word in _OF_GOD,
        alla=word == "alla",
        faith=word in _OF_FAITH,
        rest=glued.start(1) if glued else 0,
        ending=len(word) - faithful.start() if faithful and faithful.start() >= _SHORTEST_FAITHFUL else 0,
    )
    return UNLINKED if found == UNLINKED else found


def _joinable(read: list[str]) -> bool:
    stem = read[:-1] if read and read[-1] in _ARTICLES else read
    return bool(stem) and stem[-1] not in _ARTICLES and len(stem[-1]) > 1


def _join_faith(read: list[str]) -> None:
    if read[-1] in _ARTICLES:
        read.pop()
    read[-1] += "uddin"


def _faithful(word: str) -> str:
    ending = _FAITH_ENDING.search(word)
    return word[: ending.start()] + "uddin" if ending and ending.start() >= _SHORTEST_FAITHFUL else word


_LINKS = {
    "بن": "bin", "ابن": "ibn", "بنت": "bint", "أبو": "abu", "ابو": "abu", "أبي": "abi", "ابي": "abi", "و": "wa",
    "آل": "al", "عبد": "abd", "الله": "allah", "اللہ": "allah", "ﷲ": "allah", "الدين": "aldin", "الدین": "aldin",
}  # fmt: skip
_SUFFIXES = (("الله", "allah"), ("اللہ", "allah"), ("الدين", "aldin"), ("الدین", "aldin"))
ENDINGS = {"allah": "ullah", "aldin": "uddin"}
"""What a word for God or faith becomes at the end of a compound name."""


_PLAIN = str.maketrans(dict(zip("أإآٱىیېکہھۀةؤئء\u0640", "اااايييكههههوي\0\0", strict=True)))


JOINS_NO_OTHER = frozenset("اأإآٱدذرزژوؤةىء")
"""Letters that are not joined to the next, after which a space is easily forgotten."""


def plain(word: str) -> str:
    """The word without the marks that writers leave out, and with Persian letters in their Arabic form.

    >>> plain("أحمد") == plain("احمد"), plain("علی") == plain("علي")
    (True, True)
    """
    return unicodedata.normalize("NFKC", word).translate(_PLAIN).replace("\0", "")


def pieces(word: str) -> list[tuple[str, str]]:
    """(native, fixed Latin form or "") of the words that one Arabic word is made of.

    >>> pieces("عبدالرحمن"), pieces("الجبوري")
    ([('عبد', 'abd'), ('رحمن', '')], [('ال', 'al'), ('جبوري', '')])
    """
    word = word.replace("\u0640", "")
    if word in _LINKS:
        return [(word, _LINKS[word])]
    if word.startswith("عبدال") and len(word) > 7:
        return [("عبد", "abd"), (word[5:], "")]
    if word.startswith("عبدرب"):
        return [("عبد", "abd"), (word[3:], "")]
    for prefix in ("أبو", "ابو"):
        if word.startswith(prefix) and len(word) > 5:
            return [(prefix, "abu"), *pieces(word.removeprefix(prefix))]
    for suffix, fixed in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return [(word.removesuffix(suffix), ""), (suffix, fixed)]
    if word.startswith("ال") and len(word) > 3:
        return [("ال", "al"), (word[2:], "")]
    return [(word, "")]


_CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "ts", "ج": "j", "چ": "S", "ح": "h-", "خ": "h", "د": "d", "ذ": "dz", "ر": "r",
    "ز": "z", "ژ": "j", "س": "s", "ش": "S", "ص": "s", "ض": "dz", "ط": "t", "ظ": "zd", "غ": "j", "ف": "f", "ق": "kj",
    "ك": "k", "ک": "k", "گ": "j", "ل": "l", "م": "m", "ن": "n", "ں": "n", "ه": "h-", "ہ": "h-", "ھ": "h-", "و": "v-",
    "ؤ": "v-", "ٹ": "t", "ڈ": "d", "ڑ": "r",
}  # fmt: skip
_MOST_WAYS = 32
_COARSE = str.maketrans({"C": "S", "g": "j"})


def consonants(word: str) -> frozenset[str]:
    """What the consonants of an Arabic word may be in the letters of `sound`, at most 32 ways; vowels are left out.

    >>> sorted(consonants("نور"))
    ['nr', 'nvr']
    """
    choices = [_CONSONANTS[char] for char in word if char in _CONSONANTS]
    ways = itertools.islice(itertools.product(*choices), _MOST_WAYS)
    return frozenset(_single("".join(chars).replace("-", "")) for chars in ways)


def coarse(bones: str) -> str:
    """Consonants with those made equal that romanisations of Arabic confuse: ch and sh, g and j."""
    return _single(bones.translate(_COARSE))


_TWICE = re.compile(r"([^\n])\1+")


def all_coarse(bones: Sequence[str]) -> list[str]:
    """The same of many at once, in a fraction of the time; none holds a line feed.

    >>> all_coarse(["gCCr", ""]) == [coarse("gCCr"), coarse("")]
    True
    """
    return _TWICE.sub(r"\1", "\n".join(bones).translate(_COARSE)).split("\n") if bones else []


def _single(bones: str) -> str:
    return "".join(char for char, _ in itertools.groupby(bones))
