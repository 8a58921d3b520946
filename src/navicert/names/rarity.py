"""How much a word of a name tells parties apart."""

from __future__ import annotations

_PARTICLES = frozenset(
    "al el ul bin ben ibn bint abu abd de del la las los van von der den of the and y e i da do dos di".split()
)


def weight_of(word: str) -> float:
    """The weight of a word in (0, 1]."""
    if word in _PARTICLES:
        return 0.1
    if len(word) == 1:
        return 0.25
    return 1.0
