"""How alike two tokens are: an edit distance in which slips of hand, eye and romanisation are cheap."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import NamedTuple

from rapidfuzz.distance import OSA

from navicert.names.arabic import coarse
from navicert.names.sound import skeleton, sound
from navicert.names.tokens import Token

LEAST = 0.66
"""Likeness below which two tokens have nothing to do with each other."""
VOWELS = frozenset("aeiouy")
_TYPO = 1.0
_VOWEL_CHANGED = 0.5
_VOWEL_LOST = 0.4
_BREATH_LOST = 0.4
_LETTER_DOUBLED = 0.25
_SWAPPED = 0.7
_EXCHANGED = 0.9
_FIRST_LETTER = 0.25

_NEAR_VOWELS = {"iy": 0.2, "ou": 0.25, "ei": 0.25, "ae": 0.35, "oa": 0.4}
_SOUND_PAIRS = "bp dt gk kq ck cs sz fv vw jy gj iy hx cz CS Cc Ss Cj sS kC hk fp uw uv Ts Tz TC"
_LOOK_PAIRS = "0o 1l 1i il 5s 8b 3e 4a 6b 6g 9g 2z 7t uv nm ce"


def _costs() -> dict[tuple[str, str], float]:
    costs = {(a, b): _VOWEL_CHANGED for a in VOWELS for b in VOWELS if a != b}
    for group, cost in ((_SOUND_PAIRS, 0.5), (_LOOK_PAIRS, 0.45)):
        for pair in group.split():
            costs[pair[0], pair[1]] = costs[pair[1], pair[0]] = cost
    for pair, cost in _NEAR_VOWELS.items():
        costs[pair[0], pair[1]] = costs[pair[1], pair[0]] = cost
    return costs


_CHANGE = _costs()


def _lost(char: str, before: str) -> float:
    if char == before:
        return _LETTER_DOUBLED
    if char in VOWELS:
        return _VOWEL_LOST
    if char == "h":
        return _BREATH_LOST
    return _TYPO


def distance(a: str, b: str) -> float:
    """The least total cost of turning one word into the other, symmetric.

    >>> distance("martinez", "martlnez"), distance("jose", "jose")
    (0.45, 0.0)
    """
    lost_a = [_lost(c, a[i - 1] if i else "") for i, c in enumerate(a)]
    lost_b = [_lost(c, b[j - 1] if j else "") for j, c in enumerate(b)]
    two_back: list[float] = []
    back = [0.0]
    for cost in lost_b:
        back.append(back[-1] + cost)
    for i, char in enumerate(a):
        drop = lost_a[i]
        row = [back[0] + drop]
        left = row[0]
        for j, other in enumerate(b):
            best = back[j] if char == other else back[j] + _CHANGE.get((char, other), _TYPO)
            if back[j + 1] + drop < best:
                best = back[j + 1] + drop
            if left + lost_b[j] < best:
                best = left + lost_b[j]
            if (
                i
                and j
                and char == b[j - 1]
                and a[i - 1] == other
                and char != other
                and two_back[j - 1] + _SWAPPED < best
            ):
                best = two_back[j - 1] + _SWAPPED
            row.append(best)
            left = best
        two_back, back = back, row
    return back[-1]


def most_edits(longer: int) -> int:
    """How many plain edits may lie between two words, the longer of that length, before they are not compared."""
    return 1 if longer <= 4 else 2 if longer <= 7 else 3 if longer <= 10 else 4


def _near(a: str, b: str) -> bool:
    limit = most_edits(max(len(a), len(b)))
    return abs(len(a) - len(b)) <= limit and OSA.distance(a, b, score_cutoff=limit) <= limit


def _spelled(a: str, b: str) -> float:
    another_start = a[0] != b[0] and not (a[0] in VOWELS and b[0] in VOWELS)
    cost = distance(a, b) + (_FIRST_LETTER if another_start else 0.0)
    return 1 - cost / max(len(a), len(b))


@functools.lru_cache(maxsize=1_000_000)
def word_likeness(a: str, b: str) -> float:
    """The likeness of two words of letters and digits; 1 only for equal ones, 0 below LEAST."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 2 or max(len(a), len(b)) < 3:
        return 0.0
    if a.isdigit() and b.isdigit():
        return _numbers(a, b)
    likeness = max(_cut_short(a, b), _unvowelled(a, b), _exchanged(a, b), _heard_or_seen(a, b))
    return min(likeness, MOST_UNEQUAL) if likeness >= LEAST else 0.0


MOST_UNEQUAL = 0.98
SOUND_FACTOR = 0.98
SHORTEST_CUT = 3
WITHOUT_VOWELS = 0.92
TWO_CONSONANTS = 0.78
"""Likeness of a word and the same word without its vowels; where only two consonants are left of it."""
FULL_VOWELS = "aeiou"
_BARE = str.maketrans("", "", FULL_VOWELS)
TELLING_SKELETON = 4
"""Consonants that must be the same where they are not written alike (Mhmd, Mohammed)."""
LONGEST_UNVOWELLED = 64
"""Letters of the longest word that is looked at without its vowels."""


def _heard_or_seen(a: str, b: str) -> float:
    sa, sb = sound(a), sound(b)
    bones = skeleton(a)
    if not (_near(a, b) or _near(sa, sb) or (len(bones) > 2 and bones == skeleton(b))):
        return 0.0
    seen = _spelled(a, b)
    if (sa, sb) == (a, b):
        return seen
    return max(seen, SOUND_FACTOR * (_spelled(sa, sb) if sa != sb else 1.0) if sa and sb else 0.0)


def _cut_short(a: str, b: str) -> float:
    """The likeness of a word and its beginning, as where a field was too short for the name."""
    short, long = sorted((a, b), key=len)
    if len(short) < SHORTEST_CUT or len(long) < len(short) + 2 or not long.startswith(short):
        return 0.0
    return (0.74 if len(short) > SHORTEST_CUT else 0.66) + 0.23 * len(short) / len(long)


def _unvowelled(a: str, b: str) -> float:
    short, long = sorted((a, b), key=len)
    if short in unvowelled(long):
        return WITHOUT_VOWELS if len(short) > 2 else TWO_CONSONANTS
    bones = skeleton(short)
    if len(bones) < TELLING_SKELETON or VOWELS & set(short) or bones != skeleton(long):
        return 0.0
    return WITHOUT_VOWELS


@functools.lru_cache(maxsize=200_000)
def unvowelled(word: str) -> frozenset[str]:
    """The word without the vowels between its consonants: all left out, or that at the beginning or the end kept.

    >>> sorted(unvowelled("sauceda")), sorted(unvowelled("raul")), sorted(unvowelled("ali"))
    (['scd', 'scda'], ['rl'], [])
    """
    if not word.isalpha() or len(word) > LONGEST_UNVOWELLED:
        return frozenset()
    bare = word.translate(_BARE)
    first = word[0] if word[0] in FULL_VOWELS else ""
    last = word[-1] if word[-1] in FULL_VOWELS else ""
    ways = {bare} | ({first + bare, bare + last, first + bare + last} if len(bare) > 1 else set())
    shortest = 2 if not first else 3
    return frozenset(way for way in ways if len(bare) > 1 and shortest <= len(way) < len(word))


def letters_of(word: str) -> str:
    """The word's letters in alphabetical order, equal for words that differ in order alone."""
    return "".join(sorted(word))


def _exchanged(a: str, b: str) -> float:
    """The likeness of two words in which two letters, not neighbours, have changed places."""
    if len(a) < 4 or len(a) != len(b):
        return 0.0
    apart = [i for i in range(len(a)) if a[i] != b[i]]
    if len(apart) != 2 or a[apart[0]] != b[apart[1]] or a[apart[1]] != b[apart[0]]:
        return 0.0
    return 1 - _EXCHANGED / len(a)


def _numbers(a: str, b: str) -> float:
    if len(a) != len(b) or len(a) < 3 or OSA.distance(a, b) > 1:
        return 0.0
    return 1 - 1 / len(a)


INITIAL = 0.8
"""Likeness of an initial and a word that begins with it."""
CLASS_LIKENESS = {"ko": 0.96, "zh": 0.94, "eq": 0.87, "ow": 0.92, "pl": 0.92, "rg": 0.92, "sl": 0.76, "ng": 0.72}
"""Likeness of words of one class: a Korean syllable, a Mandarin syllable, a name known in several spellings, a syllable
and what is none but may be a slip of it."""
SYLLABIC = ("ko", "zh")
PLACES = ("pl", "rg")
EXCLUSIVE = (*SYLLABIC, *PLACES)
"""Kinds of classes of which a word has but one: with others there it is another word, however alike; a syllable may
still be misspelled, a place is not."""
ROMANISED = 0.92
"""Likeness of two different Latin spellings that may stand for one Korean or Chinese syllable, and of a character and a
spelling that it has in Hong Kong and another one in Mandarin (Man is 文 and 曼)."""
OTHER_SYLLABLE = 0.8
"""Factor for two syllables that are both known and cannot be the same one."""
OTHER_PLACE = -2.0
"""What the classes of two words say that are of different places."""
OTHER_CHARACTER = 0.8
"""Likeness of two Chinese characters with one reading."""
FROM_SCRIPT = 0.97
"""Factor for a Latin spelling of a word in another script."""
SAME_CONSONANTS = 0.84
SAME_TWO_CONSONANTS = 0.68
"""Likeness of a word written without vowels and one with the same consonants; with two consonants alone."""


def token_likeness(left: Token, right: Token) -> float:
    """A symmetric likeness in [0, 1]; 0 below LEAST."""
    if left.text == right.text:
        return OTHER_CHARACTER if left.native and right.native and left.native != right.native else 1.0
    if len(left.text) == 1 or len(right.text) == 1:
        return _initial(left, right)
    likeness = _of_class(left, right)
    if likeness == OTHER_PLACE:
        return 0.0
    if likeness < 0:
        if (left.native or right.native) and _of_spellings(left, right) == FROM_SCRIPT:
            return ROMANISED
        likeness = OTHER_SYLLABLE * word_likeness(left.text, right.text)
        return likeness if likeness >= LEAST else 0.0
    likeness = max(likeness, word_likeness(left.text, right.text))
    if left.native or right.native:
        likeness = max(likeness, _of_spellings(left, right), _of_consonants(left, right))
    return likeness


def _initial(left: Token, right: Token) -> float:
    if left.keys & right.keys:
        return _of_class(left, right)
    return INITIAL if left.text[0] == right.text[0] and left.text[0].isalpha() else 0.0


def _of_class(left: Token, right: Token) -> float:
    """The likeness that a common class gives; 0 without one, -1 where both are known syllables of one language,
    `OTHER_PLACE` where they are of different places."""
    if not left.keys or not right.keys:
        return 0.0
    shared = left.keys & right.keys
    if shared:
        best = max(CLASS_LIKENESS[key[:2]] for key in shared)
        return best if left.native or right.native else min(best, ROMANISED)
    others = {key[:2] for key in left.keys} & {key[:2] for key in right.keys} & set(EXCLUSIVE)
    return OTHER_PLACE if others & set(PLACES) else -1.0 if others else 0.0


def is_place(token: Token) -> bool:
    """Whether the word is a place, or belongs to one."""
    return any(key.startswith(PLACES) for key in token.keys)


def are_other_places(left: Token, right: Token) -> bool:
    """Whether the two words are of different places."""
    return _of_class(left, right) == OTHER_PLACE


def _of_spellings(left: Token, right: Token) -> float:
    mine, theirs = (left.text, *left.spellings), (right.text, *right.spellings)
    best = max(word_likeness(a, b) for a in mine for b in theirs)
    return FROM_SCRIPT * best if FROM_SCRIPT * best >= LEAST else 0.0


@functools.lru_cache(maxsize=200_000)
def _bones(word: str) -> frozenset[str]:
    return frozenset({coarse(skeleton(word))})


def consonants(token: Token) -> frozenset[str]:
    """What the word's consonants may be, as far as romanisations keep them apart."""
    return token.bones or _bones(token.text)


def _of_consonants(left: Token, right: Token) -> float:
    if not (left.bones or right.bones):
        return 0.0
    longest = max(map(len, consonants(left) & consonants(right)), default=0)
    return SAME_CONSONANTS if longest > 2 else SAME_TWO_CONSONANTS if longest == 2 else 0.0


class Slips(NamedTuple):
    """What likeness is made of, for a search that cannot ask `word_likeness` word by word."""

    typo: float
    swapped: float
    doubled: float
    change: Mapping[tuple[str, str], float]
    lost: Callable[[str, str], float]
    spelled: Callable[[str, str], float]
    cut_short: Callable[[str, str], float]
    exchanged: Callable[[str, str], float]
    numbers: Callable[[str, str], float]


SLIPS = Slips(_TYPO, _SWAPPED, _LETTER_DOUBLED, _CHANGE, _lost, _spelled, _cut_short, _exchanged, _numbers)
