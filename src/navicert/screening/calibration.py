"""From a score to the chance that query and listed party are the same."""

from __future__ import annotations

import bisect
import functools
import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib import resources


@dataclass(frozen=True, slots=True)
class Calibration:
    """Rising points (score, log odds) between which is interpolated, valid for `base_rate` of true best matches
    among `listed` parties.

    `kinds` says by how much the log odds of matches with a reason of that kind differ from those of others of their
    score.
    """

    version: str
    base_rate: float
    scores: tuple[float, ...]
    log_odds: tuple[float, ...]
    listed: int
    kinds: Mapping[str, float] = field(default_factory=dict)


@functools.cache
def shipped() -> Calibration:
    """The calibration that ships with the program."""
    text = resources.files("navicert.screening").joinpath("data/calibration.json").read_text(encoding="utf-8")
    table = json.loads(text)
    scores, log_odds = zip(*table["points"], strict=True)
    return Calibration(table["version"], table["base_rate"], scores, log_odds, table["listed"], table["kinds"])


def probability(
    score: float,
    base_rate: float,
    table: Calibration | None = None,
    kinds: Collection[str] = (),
    listed: int | None = None,
) -> float:
    """The chance in (0, 1) that a match of this score is right, where `base_rate` of the queries' best matches are.

    `kinds` are those of its reasons: what rests on an acronym or on one word alone is less sure than its score says.
    `listed` is how many parties there are to be alike by chance, those of the table by default: the odds of chance grow
    with them.

    >>> probability(0.95, 0.3) > probability(0.7, 0.3) > probability(0.7, 0.001)
    True
    >>> probability(0.7, 0.3, listed=300) > probability(0.7, 0.3) > probability(0.7, 0.3, listed=1_000_000)
    True
    """
    table = table or shipped()
    shift = _logit(base_rate) - _logit(table.base_rate)
    shift += math.log(table.listed / listed) if listed else 0.0
    shift += min((table.kinds.get(kind, 0.0) for kind in kinds), default=0.0)
    return 1 / (1 + math.exp(-(_interpolated(score, table) + shift)))


def _interpolated(score: float, table: Calibration) -> float:
    position = bisect.bisect_right(table.scores, score)
    if position == 0:
        return table.log_odds[0]
    if position == len(table.scores):
        return table.log_odds[-1]
    left, right = table.scores[position - 1], table.scores[position]
    part = (score - left) / (right - left)
    return table.log_odds[position - 1] * (1 - part) + table.log_odds[position] * part


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
