"""The nouns of validation: kinds of alteration, trials, their outcomes, and rates with what chance may have done."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from navicert.screening.model import Party

Group = Literal["letters", "words", "organisations", "scripts", "evidence", "near misses", "strangers"]
SURE = 1.96
"""Standard deviations of a normal variable that 95 % of its values lie within."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A way in which a listed party may be asked about (or, where nobody is expected, a way to be somebody else).

    `alter` makes a query of a party and one of its names (its place), or None where it does not apply.
    """

    name: str
    group: Group
    alter: Callable[[Random, Party, int], Party | None]
    expected: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """One question with its truth: the party that it was made from, or nobody."""

    kind: Kind
    query: Party
    listed: Party
    name: str
    """The listed name that was altered."""
    script: str
    """The script in which that name is listed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What screening answered: whether the party was among the matches, whether anybody was, the best score, and the
    score of the party itself, below the cutoff too (0 where names share too little)."""

    trial: Trial
    found: bool
    alerted: bool
    best_score: float
    own_score: float
    best_party: str

    @property
    def is_right(self) -> bool:
        return self.found if self.trial.kind.expected else not self.alerted


@dataclass(slots=True)
class Rate:
    """A share of trials, with Wilson's interval: where the true share lies with 95 % confidence."""

    hits: int = 0
    trials: int = 0
    examples: list[Outcome] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.hits / self.trials if self.trials else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """
        >>> [round(bound, 3) for bound in Rate(95, 100).interval]
        [0.888, 0.978]
        """
        if not self.trials:
            return 0.0, 1.0
        n, p, z = self.trials, self.share, SURE
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)
