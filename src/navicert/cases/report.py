"""A case as a report that stands alone: what was found, what people did, whether two of them saw it, and its seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from navicert.cases.record import digest

FORMAT = 1
ACTS = ("decided", "confirmed", "dissented", "undone", "escalated", "reopened", "lapsed", "withdrawn")
"""Everything on a case's record but its alerts."""
Record = Mapping[str, Any]


def report(case: Record, digests: Sequence[str], commitments: Sequence[str], rests_on: Record) -> dict[str, Any]:
    """The report of a case.

    `case` is the case with its whole record (`output.record_to_json`); `digests` and `commitments` are those of its
    events, in their order; `rests_on` the editions, the rulebook, the program and the receipts behind it.
    """
    events = [
        {**event, "digest": event_digest, "commitment": commitment, "erased": event["particulars"] is None}
        for event, event_digest, commitment in zip(case["events"], digests, commitments, strict=True)
    ]
    head = {name: value for name, value in case.items() if name not in ("events", "found")}
    return {
        "type": "case_report",
        "format": FORMAT,
        "case": head,
        "alerts": [event for event in events if event["kind"] == "raised"],
        "acts": [event for event in events if event["kind"] in ACTS],
        "four_eyes": four_eyes(case),
        "rests_on": dict(rests_on),
        "erased": {
            "customer": case["customer"] is None,
            "particulars": [event["version"] for event in events if event["erased"]],
        },
        "chain": {"case": case["id"], "version": case["version"], "head": digests[-1]},
    }


def four_eyes(case: Record) -> dict[str, Any]:
    """Whether two different people saw the decision that stands, in a word and with their names."""
    decision = case["decision"]
    if decision is None:
        return {"state": "no decision stands", "first": None, "second": None, "wanted": None}
    first, second, wanted = decision["by"], decision["confirmed_by"], decision["needs_second"]
    if second is not None:
        state = "two people agree"
    else:
        state = "a second reviewer is waited for" if wanted else "one person, as policy allowed"
    return {"state": state, "first": first, "second": second, "wanted": wanted}


def content_digest(made: Record) -> str:
    """The digest of all that a report says, but for the digest itself; canonical JSON, SHA-256."""
    return digest({name: value for name, value in made.items() if name != "sha256"})
