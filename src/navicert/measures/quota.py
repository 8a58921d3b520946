"""Quotas: what has been drawn, and whether a delivery still fits."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from navicert.measures.facts import Facts
from navicert.rulebook.model import Rulebook
from navicert.terms import Quantity


@dataclass(frozen=True, slots=True)
class Drawn:
    """An exact amount in a unit; a sum of amounts converted from another unit need not be a decimal number."""

    amount: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class QuotaTotal:
    """What was drawn from one quota in the period that begins on `period_first`, before the delivery asked about.

    `reported` and `estimated` hold the same total in one or two units; `notice_percent` is the highest threshold
    officially notified, None when nobody knows.
    """

    quota: str
    period_first: date
    reported: tuple[Quantity | Drawn, ...] = ()
    estimated: tuple[Quantity | Drawn, ...] = ()
    notice_percent: int | None = None


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """The ledger's totals as known on the day of the question, by (measure id, first day of the quota period)."""

    totals: Mapping[tuple[str, date], QuotaTotal] = field(default_factory=dict)


def asks_quotas(facts: Facts, rulebook: Rulebook) -> bool:
    """Whether some quota rules the activity of the facts."""
    return facts.get("activity") in _activities(rulebook)


@functools.lru_cache(maxsize=4)
def _activities(rulebook: Rulebook) -> frozenset[str]:
    ruled = (measure for measure in rulebook.measures.values() if measure.quota is not None)
    return frozenset(activity for measure in ruled for activity, _ in measure.asks)
