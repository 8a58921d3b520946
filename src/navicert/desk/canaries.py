"""Canaries: listed names planted among the customers of a screening, which must be found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from navicert.desk.ground import Ground

if TYPE_CHECKING:
    from navicert.screening import Party
    from navicert.screening.customers import Customer
    from navicert.screening.inverse import Found

PLANTED = 25
MARK = "\x01canary "
"""Begins the ids of canaries; a customer's id has no control characters."""


@dataclass(frozen=True, slots=True)
class Canary:
    """A customer made up of a listed party, and the id of that party."""

    customer: Customer
    entity: str


def plant(parties: Sequence[Party], ground: Ground) -> list[Canary]:
    """Up to 25 canaries of these parties, other ones every day.

    A party of whom even the very name, asked alone, stays below the policy's cutoff makes no canary.
    """
    day = ground.now().date().isoformat()
    drawn = sorted(parties, key=lambda party: hashlib.sha256(f"{day} {party.id}".encode()).digest())
    return list(islice(_singing(drawn, ground), PLANTED))


def _singing(parties: Iterable[Party], ground: Ground) -> Iterable[Canary]:
    from navicert.screening import asked_party
    from navicert.screening.customers import Customer
    from navicert.screening.scoring import weigh

    for party in parties:
        name = next((name.text for name in party.names if name.strength == "strong"), None)
        if name is None:
            continue
        canary = Customer(canary_id(party.id), party.schema, {"name": (name,)})
        match = weigh(asked_party(canary.query), party, ground.policy)
        if match is not None and match.score >= ground.policy.cutoff:
            yield Canary(canary, party.id)


def canary_id(entity: str) -> str:
    """The customer's id under which a listed party is planted."""
    return MARK + entity


def is_canary(found: Found) -> bool:
    """Whether a find is of a canary."""
    return found.customer.startswith(MARK)
