"""Below the line: what scores just under the cutoff, so that people can say what the cutoff costs.

A sample of the pairs between a floor and the cutoff is drawn for review; the share of true ones among those reviewed,
with its interval, tells how many parties the cutoff may let by. Beside it stands the load: how many customers would
be alerted at other cutoffs.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from navicert.screening.validation.model import Rate

STEP = 0.05
SAME = {"yes": True, "y": True, "same": True, "true": True, "1": True}
NOT_SAME = {"no": False, "n": False, "not_same": False, "not same": False, "false": False, "0": False}


@dataclass(slots=True)
class BelowLine:
    """Collects answers given from `floor` on; a pair drawn at random stays the same for the same seed and answers.

    `lines` are the cutoffs whose load is told, from the floor up.
    """

    floor: float
    cutoff: float
    wanted: int
    seed: int = 1
    customers: int = 0
    pairs: int = 0
    load: dict[float, int] = field(default_factory=dict)
    sample: list[dict[str, Any]] = field(default_factory=list)
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - a sample for review, no secret
        self.load = dict.fromkeys(lines_between(self.floor, 1.0), 0)

    def add(self, answers: Iterable[Mapping[str, Any]]) -> None:
        """Count and draw from answers of `screen`."""
        for answer in answers:
            self.customers += 1
            best = max((match["score"] for match in answer["matches"]), default=0.0)
            for line in self.load:
                self.load[line] += best >= line
            for match in answer["matches"]:
                if self.floor <= match["score"] < self.cutoff:
                    self._draw(answer["query"], match)

    def _draw(self, query: Mapping[str, Any], match: Mapping[str, Any]) -> None:
        """Reservoir sampling: every pair seen so far is as likely to stay as any other."""
        self.pairs += 1
        place = len(self.sample) if len(self.sample) < self.wanted else self._random.randrange(self.pairs)
        if place >= self.wanted:
            return
        row = {
            "customer": query["id"],
            "asked": match["matched"]["query"],
            "listed": match["matched"]["entry"],
            "list": " | ".join(match["sources"]),
            "entity": match["id"],
            "score": round(match["score"], 4),
            "same": "",
        }
        if place == len(self.sample):
            self.sample.append(row)
        else:
            self.sample[place] = row


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What people said of a sample: the share of true pairs among those judged, and how many were left open."""

    rate: Rate
    open: int

    def missed(self, pairs: int) -> tuple[int, int]:
        """From how many to how many of so many pairs below the line are true, with 95 % confidence."""
        low, high = self.rate.interval
        return int(pairs * low), -int(-pairs * high // 1)


def judged(rows: Sequence[Mapping[str, Any]]) -> tuple[Reviewed, list[int]]:
    """What a reviewed sample says, and the numbers (from 1) of rows whose `same` is neither yes, no nor empty."""
    words = [str(row.get("same") or "").strip().lower() for row in rows]
    true, false = (sum(word in known for word in words) for known in (SAME, NOT_SAME))
    strange = [number for number, word in enumerate(words, 1) if word and word not in SAME and word not in NOT_SAME]
    return Reviewed(Rate(true, true + false), len(rows) - true - false), strange


def lines_between(low: float, high: float) -> list[float]:
    """Cutoffs at every step from `low` to below `high`, `low` among them."""
    count = round((high - low) / STEP)
    return [round(low + number * STEP, 4) for number in range(max(1, count))]
