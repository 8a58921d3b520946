"""The queue: which cases wait, in which order, and by which facets they are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from navicert.cases.model import WAITING, Origin, Status
from navicert.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Band:
    """A range of a facet: from `low` on, and below `high`."""

    name: str
    low: float
    high: float


SCORES = (
    Band("0.95-1", 0.95, 1.01),
    Band("0.9-0.95", 0.9, 0.95),
    Band("0.8-0.9", 0.8, 0.9),
    Band("0.7-0.8", 0.7, 0.8),
    Band("below-0.7", 0.0, 0.7),
)
CANDIDATES = (Band("1", 1, 2), Band("2-5", 2, 6), Band("6+", 6, float("inf")))
"""How many cases of the same customer are unfinished."""
AGES = (Band("today", 0, 1), Band("1-7d", 1, 7), Band("7-30d", 7, 30), Band("30d+", 30, float("inf")))
"""Days for which a case has waited."""
FIRST = 2.0
"""The urgency of what is no matter of chance; before all probabilities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which cases are wanted: those in one of `statuses`, and in every facet that is named.

    A decision that has expired counts as open. `subject` and `entity` choose the cases of one side.
    """

    statuses: tuple[Status, ...] = (*WAITING, "proposed")
    source: str | None = None
    origin: Origin | None = None
    score: str | None = None
    candidates: str | None = None
    age: str | None = None
    subject: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue: the most urgent first, of equals the one that waits longest, then by id."""

    urgency: float
    since: str
    case: str


def urgency(probability: float | None) -> float:
    """What the queue is ordered by: the probability, or more than any where chance has no part."""
    return FIRST if probability is None else probability


def band(bands: tuple[Band, ...], name: str, facet: str) -> Band:
    """The band of this name; InvalidInput names those there are."""
    for one in bands:
        if one.name == name:
            return one
    raise InvalidInput(
        f"there is no {facet} {name!r}", where=f"facet {facet}", next=f"choose {', '.join(b.name for b in bands)}"
    )
