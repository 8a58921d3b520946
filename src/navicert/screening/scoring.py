"""From evidence to score: the score is the squeezed sum of the reasons, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator

from navicert.names import ReadName, align, read_name
from navicert.names.alignment import ENTRY_SHARE
from navicert.screening.evidence import other_evidence
from navicert.screening.model import Match, Party, Policy, Reason
from navicert.screening.parties import FAMILIES

KNEE = 0.8


def squash(total: float) -> float:
    """The score of a sum of weights: the sum itself up to 0.8, then ever closer to 1, never below 0.

    >>> squash(0.5), squash(-1), squash(5) < 1
    (0.5, 0.0, True)
    """
    if total <= KNEE:
        return max(total, 0.0)
    room = 1 - KNEE
    return 1 - room * math.exp(-(total - KNEE) / room)


def comparable(query: str, entry: str) -> bool:
    """Whether a party of one schema may be one of the other."""
    return not FAMILIES[query].isdisjoint(FAMILIES[entry])


def readings(party: Party) -> list[tuple[ReadName, bool]]:
    """Every reading of every name, and whether the name is weak."""
    return [
        (reading, name.strength == "weak") for name in party.names for reading in read_name(name.text, party.schema)
    ]


def name_reasons(query: ReadName, entry: ReadName, *, weak: bool) -> Iterator[Reason]:
    """How the two names agree."""
    chosen = align(query, entry)
    share = sum(pair.gain for pair in chosen) / (query.weight + ENTRY_SHARE * entry.weight)
    words = ", ".join(
        " ".join(query.tokens[i].text for i in p.left) + " = " + " ".join(entry.tokens[j].text for j in p.right)
        for p in chosen
    )
    yield Reason("name", words, share)
    if weak:
        yield Reason("weak_alias", f"{entry.text} is a weak alias", -0.1)


def weigh(query: Party, entry: Party, policy: Policy) -> Match | None:
    """The match of two parties, or None when they cannot be compared (other kinds of party, no comparable name)."""
    if not comparable(query.schema, entry.schema):
        return None
    best: tuple[float, str, str, tuple[Reason, ...]] | None = None
    for mine, _ in readings(query):
        for theirs, weak in readings(entry):
            reasons = tuple(name_reasons(mine, theirs, weak=weak))
            total = sum(reason.weight for reason in reasons)
            if best is None or total > best[0]:
                best = (total, mine.text, theirs.text, reasons)
    if best is None:
        return None
    reasons = (*best[3], *other_evidence(query, entry))
    score = squash(sum(reason.weight for reason in reasons))
    return Match(entry, score, probability(score, policy), best[1], best[2], reasons)


def probability(score: float, policy: Policy) -> float:
    """The chance that both are the same party, at the policy's base rate."""
    odds = policy.base_rate / (1 - policy.base_rate) * math.exp(20 * (score - 0.85))
    return odds / (1 + odds)
