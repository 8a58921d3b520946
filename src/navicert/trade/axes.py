"""Where the marks of a chart's axes stand: round amounts, labels that do not touch."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise


def ticks(height: Fraction) -> list[Fraction]:
    """Four to nine round amounts from zero up to a height.

    >>> [int(tick) for tick in ticks(Fraction(530_000))]
    [0, 100000, 200000, 300000, 400000, 500000]
    """
    step = Fraction(1, 1000)
    while True:
        for factor in (1, 2, 5):
            if height / (step * factor) < 9:
                return [step * factor * number for number in range(int(height / (step * factor)) + 1)]
        step *= 10


def apart(places: list[float], gap: float) -> list[float]:
    """Places moved up so that each keeps a gap to the one below it; they come and go from the lowest to the highest.

    >>> apart([100.0, 95.0, 50.0], 10)
    [100.0, 90.0, 50.0]
    """
    moved = places[:1]
    for _, place in pairwise(places):
        moved.append(min(place, moved[-1] - gap))
    return moved
