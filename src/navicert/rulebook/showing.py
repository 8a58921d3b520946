"""One measure as plain data."""

from __future__ import annotations

from navicert.errors import InvalidInput
from navicert.rulebook.model import Rulebook


def show_measure(rulebook: Rulebook, measure_id: str) -> dict[str, object]:
    """The measure with its instrument; raises InvalidInput for an id that the rulebook does not hold."""
    measure = rulebook.measures.get(measure_id)
    if measure is None:
        raise InvalidInput(f"the rulebook holds no measure {measure_id!r}", next="see navicert rules list")
    return {"id": measure.id, "summary": measure.summary}
