"""What was found out before: what rules say, verdicts and bounds, each for every situation that is seen alike.

Everything kept here follows from its key and from the law as known on one day, so it may be forgotten at any time.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from navicert.rulebook.model import Rulebook

MOST_OF_A_RULE = 2048
MOST_OF_ALL = 8192
DAYS_KEPT = 8

Kept = dict[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class RuleRecall:
    """What one rule says, and the questions it leaves open, by what it sees."""

    told: Kept = field(default_factory=dict)
    asked: Kept = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Recall:
    """What was found out: by rule, verdicts by what their rules say, the bounds of verdicts and what it
    turns on between them; which regimes facts concern."""

    rules: dict[Hashable, RuleRecall] = field(default_factory=dict)
    verdicts: Kept = field(default_factory=dict)
    bounds: Kept = field(default_factory=dict)
    turns: Kept = field(default_factory=dict)
    concerned: Kept = field(default_factory=dict)

    def of(self, rule: Hashable) -> RuleRecall:
        known = self.rules.get(rule)
        return self.rules.setdefault(rule, RuleRecall()) if known is None else known


def keep(kept: Kept, key: object, value: object, most: int) -> None:
    """Keep one thing more; where there are too many, the older half is forgotten."""
    if len(kept) >= most:
        for old in list(itertools.islice(kept, most // 2)):
            kept.pop(old, None)
    kept[key] = value


@functools.lru_cache(maxsize=DAYS_KEPT)
def recall_of(_rulebook: Rulebook, _known_on: date) -> Recall:
    """What was found out under a rulebook as known on a day, by whatever asked before."""
    return Recall()
