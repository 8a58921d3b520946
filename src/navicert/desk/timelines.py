"""What is asked of a timeline: the facts that hold on all its days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.measures import Facts
    from navicert.rulebook import Rulebook


def question_of(rulebook: Rulebook, given: Mapping[str, str]) -> Facts:
    """The facts of a timeline; activity and bound state of a shipment follow from its ends where they are not given.

    InvalidInput names the keys that are no facts.
    """
    from navicert.measures import InvalidFacts, read_facts
    from navicert.measures.timeline import side_of_shipment

    facts = dict(given)
    if "activity" not in facts:
        facts = {"activity": side_of_shipment(rulebook, facts.get("origin"), facts.get("destination")), **facts}
    actor = {"procure": "destination", "supply": "origin"}.get(facts["activity"])
    if actor in facts and "bound_state" not in facts:
        facts["bound_state"] = facts[actor]
    read = read_facts(facts)
    if isinstance(read, InvalidFacts):
        said = "; ".join(f"{error.field}: {error.message}" for error in read.errors)
        raise InvalidInput(said, where="facts", next="see docs/facts.md for the keys")
    return read
