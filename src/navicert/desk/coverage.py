"""Which customers have been asked about which lists, and whether names planted among them were found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from navicert.store.screenings import CanaryRun


@dataclass(frozen=True, slots=True)
class ListCoverage:
    """How the customers stand to the edition in force of a list.

    `unscreened` of them have not been asked about it under the policy in force; `screened_at` is when any were last,
    None for never; `canaries` is the last run of planted names against this edition.
    """

    list: str
    edition: str
    customers: int
    unscreened: int
    screened_at: datetime | None
    canaries: CanaryRun | None

    @property
    def is_whole(self) -> bool:
        """Whether everybody has been asked, and every planted name was found."""
        return self.unscreened == 0 and (self.canaries is None or not self.canaries.missing)
