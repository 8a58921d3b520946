"""Listed parties arranged so that a query meets only those that can reach the cutoff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from navicert.screening.model import Party


@dataclass(frozen=True, slots=True)
class Index:
    """Listed parties, ready to be asked."""

    parties: tuple[Party, ...]


def build_index(parties: Iterable[Party]) -> Index:
    """An index of listed parties."""
    return Index(tuple(parties))
