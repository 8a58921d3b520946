"""Two names, or two parties, compared as screening compares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from navicert.screening.model import Policy
from navicert.screening.parties import asked_party, party_from_ftm
from navicert.screening.scoring import weigh


def compare(query: Mapping[str, Any], entity: Mapping[str, Any]) -> float:
    """The score in [0, 1] that `screen` gives to this query against this entity, both FollowTheMoney objects.

    >>> person, ship = ({"schema": schema, "properties": {"name": ["A. Kim"]}} for schema in ("Person", "Vessel"))
    >>> compare(person, ship)
    0.0
    """
    match = weigh(asked_party(query, where="query"), party_from_ftm(entity, where="entity"), Policy())
    return match.score if match is not None else 0.0


def compare_names(left: str, right: str, schema: str = "Person") -> float:
    """The score in [0, 1] that `screen` gives to a query with the one name against an entity with the other."""
    return compare(_named(left, schema), _named(right, schema))


def _named(name: str, schema: str) -> dict[str, Any]:
    return {"id": "", "schema": schema, "properties": {"name": [name]}}
