"""Spans of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` up to, not including, `until`; None leaves that side open."""

    first: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.until is not None and self.until < self.first:
            raise ValueError(f"a period cannot end ({self.until}) before it begins ({self.first})")

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.until is None or day < self.until)

    def overlaps(self, other: Period) -> bool:
        """Whether some day lies in both; an empty period overlaps nothing."""
        if self.is_empty or other.is_empty:
            return False
        first = max(filter(None, (self.first, other.first)), default=None)
        until = min(filter(None, (self.until, other.until)), default=None)
        return first is None or until is None or first < until

    @property
    def is_empty(self) -> bool:
        return self.first is not None and self.first == self.until
