"""The screening engine as the benchmark's scorer calls it: `--system callable:benchmarks.screening_bench:make`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from navicert.screening import Policy, build_index, party_from_ftm, screen


def make(entities: list[dict[str, Any]]) -> Callable[[dict[str, Any]], list[tuple[str, float, float]]]:
    """A function from a FollowTheMoney query to the ten best (id, score, probability).

    The probability is that of the policy as shipped, whose base rate is near that of the sets (0.63).
    """
    index = build_index(party_from_ftm(entity) for entity in entities)
    policy = Policy(cutoff=0.0, limit=10)

    def match(query: dict[str, Any]) -> list[tuple[str, float, float]]:
        doubts: list[str] = []
        found = screen(party_from_ftm(query, doubts=doubts), index, policy)
        return [(match.party.id, match.score, match.probability) for match in found]

    return match
