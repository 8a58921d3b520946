"""Who owns a party: how much of it listed owners hold, between the least and the most that the stated shares allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from navicert.measures.facts import OwnershipShare
from navicert.rulebook.model import OwnedBy

ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Holding:
    """A share between `low` and `high` percent; an open bound is itself excluded."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def reaches(self, rule: OwnedBy) -> bool | None:
        """Whether the holding reaches the rule's threshold; None when the shares do not tell."""
        above, below = self.low > rule.percent, self.high < rule.percent
        if rule.strictly:
            above = above or (self.low == rule.percent and self.low_open)
            below = below or self.high == rule.percent
        else:
            above = above or self.low == rule.percent
            below = below or (self.high == rule.percent and self.high_open)
        return True if above else False if below else None


def held_together(shares: Iterable[OwnershipShare], listed: Iterable[str]) -> Holding:
    """What owners named in `listed` hold in sum. Owners whom nobody named may be listed too, as far as room is left.

    >>> a, b = OwnershipShare("A", Decimal(30), Decimal(30)), OwnershipShare("B")
    >>> held_together([a, b], ["A", "B"])
    Holding(low=Decimal('30'), high=Decimal('100'), low_open=False, high_open=False)
    """
    names = set(listed)
    mine = [share for share in shares if share.name in names]
    others = [share for share in shares if share.name not in names]
    return Holding(
        low=sum((share.low for share in mine), Decimal(0)),
        high=ALL - sum((share.low for share in others), Decimal(0)),
        low_open=any(share.low_open for share in mine),
        high_open=any(share.low_open for share in others),
    )


def largest_single(shares: Iterable[OwnershipShare], listed: Iterable[str]) -> Holding:
    """The largest share that one listed owner holds alone."""
    names, rows = set(listed), list(shares)
    mine = [share for share in rows if share.name in names]
    stated = sum((share.low for share in rows), Decimal(0))
    highs = [min(share.high, ALL - stated + share.low) for share in mine]
    return Holding(
        low=max((share.low for share in mine), default=Decimal(0)), high=max([*highs, ALL - stated], default=Decimal(0))
    )
