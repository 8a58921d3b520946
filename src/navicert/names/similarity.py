"""How alike two tokens are: a weighted edit distance in which the slips that people, scanners and romanisations make are cheap."""

from __future__ import annotations

import functools

from rapidfuzz.distance import OSA

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
_FIRST_LETTER = 0.25

_SOUND_PAIRS = "bp dt gk kq ck cs sz fv vw jy gj iy hx cz CS Cc Ss Cj sS kC hk fp uw uv"
_LOOK_PAIRS = "0o 1l 1i il 5s 8b 3e 4a 6b 6g 9g 2z 7t uv nm ce"


def _costs() -> dict[tuple[str, str], float]:
    costs = {(a, b): _VOWEL_CHANGED for a in VOWELS for b in VOWELS if a != b}
    for group, cost in ((_SOUND_PAIRS, 0.5), (_LOOK_PAIRS, 0.45)):
        for a, b in group.split():
            costs[a, b] = costs[b, a] = cost
    costs["i", "y"] = costs["y", "i"] = 0.2
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
    cost = distance(a, b) + (_FIRST_LETTER if a[0] != b[0] else 0.0)
    return 1 - cost / max(len(a), len(b))


@functools.lru_cache(maxsize=1_000_000)
def word_likeness(a: str, b: str) -> float:
    """The likeness of two words of letters and digits; 1 only for equal ones, 0 below LEAST."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 2 or max(len(a), len(b)) < 3 or a.isdigit() or b.isdigit():
        return 0.0
    sa, sb = sound(a), sound(b)
    bones = skeleton(a)
    if not (_near(a, b) or _near(sa, sb) or (len(bones) > 2 and bones == skeleton(b))):
        return 0.0
    likeness = max(_spelled(a, b), 0.98 * _spelled(sa, sb) if sa and sb else 0.0)
    return min(likeness, 0.98) if likeness >= LEAST else 0.0


INITIAL = 0.8
"""Likeness of an initial and a word that begins with it."""


def token_likeness(left: Token, right: Token) -> float:
    """A symmetric likeness in [0, 1]; 0 below LEAST."""
    a, b = left.text, right.text
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] and a[0].isalpha() else 0.0
    return word_likeness(a, b)
