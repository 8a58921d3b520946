"""When an event happened: the date in its sentence that belongs to it most likely."""

from __future__ import annotations

from collections.abc import Sequence

from navicert.evidence.model import Claim, ResolvedDate
from navicert.evidence.sentences import Sentence

_RIGHT_AFTER = 6
_BOUND = 60
"""Characters by which a date that only bounds something ("before Tuesday") counts as farther away."""
_OUTSIDE = 400
"""Characters by which a date outside the event's own statement counts as farther away."""


def date_of(
    trigger: tuple[int, int],
    sentence: Sentence,
    dates: Sequence[ResolvedDate],
    claims: Sequence[Claim],
    others: Sequence[int] = (),
) -> ResolvedDate | None:
    """The nearest of the sentence's dates to the trigger; one in the same statement before one outside it.

    A date within a longer one ("120 days of the Sept. 11 approval") dates what stands beside it; a date right after
    another event, which ends at one of `others`, is that one's ("a meeting next week").
    """
    start, end = trigger
    around = [c for c in claims if c.start <= start and end <= c.end and sentence.start <= c.start <= sentence.end]
    own = min(around, key=lambda c: c.end - c.start) if around else None
    free = [d for d in dates if not _belongs_to_another(d, end, others)]
    return min(free, key=lambda d: (_distance(d, start, end, own), d.end - d.start), default=None)


def _belongs_to_another(date: ResolvedDate, end: int, others: Sequence[int]) -> bool:
    """Whether another event's name stands between the trigger and the date, right before the date."""
    return any(end < other <= date.start and date.start - other <= _RIGHT_AFTER for other in others)


def _distance(date: ResolvedDate, start: int, end: int, own: Claim | None) -> int:
    gap = max(date.start - end, start - date.end, 0)
    if date.start <= start and end <= date.end:
        gap = 2
    outside = own is not None and not (own.start <= date.start and date.end <= own.end)
    bounds = date.relation in ("before", "until", "after", "since") and date.start - end < 12
    return gap + (_OUTSIDE if outside else 0) + (_BOUND if bounds else 0)
