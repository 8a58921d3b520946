"""Matches in the form that other programs read."""

from __future__ import annotations

from typing import Any

from navicert.screening.model import Match


def match_to_json(match: Match) -> dict[str, Any]:
    """The match as `screen --json` prints it."""
    party = match.party
    return {
        "id": party.id,
        "schema": party.schema,
        "caption": party.caption,
        "sources": [party.source] if party.source else [],
        "programs": list(party.programs),
        "score": match.score,
        "probability": match.probability,
        "matched": {"query": match.matched_query, "entry": match.matched_entry},
        "reasons": [{"kind": r.kind, "text": r.text, "weight": r.weight} for r in match.reasons],
    }
