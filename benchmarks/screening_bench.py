"""The screening engine as the benchmark's scorer calls it: `--system callable:benchmarks.screening_bench:make`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from navicert.screening import Policy, build_index, party_from_ftm, screen
from navicert.screening.calibration import shipped


def make(entities: list[dict[str, Any]]) -> Callable[[dict[str, Any]], list[tuple[str, float, float]]]:
    """A function from a FollowTheMoney query to the ten best (id, score, probability).

    The probability is for the base rate of the sets themselves, three right in five, which no customer base has.
    """
    index = build_index(party_from_ftm(entity) for entity in entities)
    policy = Policy(cutoff=0.0, limit=10, base_rate=shipped().base_rate)

    def match(query: dict[str, Any]) -> list[tuple[str, float, float]]:
        doubts: list[str] = []
        found = screen(party_from_ftm(query, doubts=doubts), index, policy)
        return [(match.party.id, match.score, match.probability) for match in found]

    return match
