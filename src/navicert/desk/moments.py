"""Moments at which a desk stands: its clock, and how much of the store was known then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from navicert.store.model import Known


@dataclass(frozen=True, slots=True)
class Moment:
    """A desk's clock stands at `at`; `known` is what it sees of the store.

    `stale_after_days` replaces the setting, where an answer is repeated that was given under another.
    """

    at: datetime
    known: Known
    stale_after_days: int | None = None


def moment_of(asked_at: datetime, known_on: date | None = None, stale_after_days: int | None = None) -> Moment:
    """The moment of asking; with `known_on` the end of that day (UTC), seen from the moment of asking."""
    if known_on is None:
        return Moment(asked_at, Known(asked_at), stale_after_days)
    until = min(asked_at, datetime.combine(known_on, time.max, UTC))
    return Moment(until, Known(until, known_on, asked_at), stale_after_days)
