"""Links as JSON objects. Each carries its state: a candidate, a verdict on words, a proposal; nothing is settled."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from navicert.evidence.linking.deliveries import Proposal
from navicert.evidence.linking.law import Statement
from navicert.evidence.linking.parties import Named, NotAsked
from navicert.evidence.output import Record
from navicert.trade.rows import record_to_row

_OPTIONS = (
    "kind",
    "amount",
    "low",
    "high",
    "unit",
    "goods",
    "delivered",
    "supplier",
    "receiver",
    "source",
    "published",
)


def party_to_json(named: Named, answer: Mapping[str, Any]) -> Record:
    """A named party with its candidates among listed parties: each with score, reasons, and what a person said."""
    mention = named.mentions[0]
    return {
        "type": "party",
        "page": named.page.page.id,
        "article_id": mention["article_id"],
        "start": mention["start"],
        "end": mention["end"],
        "name": named.name,
        "kind": mention["kind"],
        "mentions": [one["mention_id"] for one in named.mentions],
        "status": "confirmed" if named.entry else answer["status"],
        "entry": named.entry,
        "candidates": [{**match, "state": named.state_of(match["id"])} for match in answer["matches"]],
        "warnings": list(answer["warnings"]),
    }


def not_asked_to_json(left: NotAsked) -> Record:
    return {"type": "not_asked", "name": left.name, "reason": left.reason}


def statement_to_json(statement: Statement, judgement: Mapping[str, Any] | None) -> Record:
    """A sentence about the law with the rulebook's verdict on it, or with what keeps it from being judged."""
    return {
        "type": "law",
        "page": statement.page.page.id,
        "article_id": statement.article_id,
        "start": statement.start,
        "end": statement.end,
        "quote": statement.quote,
        "verdict": judgement["verdict"] if judgement else "not_judged",
        "measures": judgement["measures"] if judgement else [],
        "because": judgement["because"] if judgement else "; ".join(statement.missing),
        "missing": list(statement.missing),
        "claim": statement.claim,
    }


def delivery_to_json(proposal: Proposal) -> Record:
    """A reported delivery as the ledger would be told it, and the command with which a person records it."""
    quantity = proposal.quantity
    return {
        "type": "delivery",
        "state": "proposed",
        "page": proposal.page.page.id,
        "article_id": quantity["article_id"],
        "start": quantity["start"],
        "end": quantity["end"],
        "text": quantity["text"],
        "quote": proposal.quote,
        "row": dict(proposal.row),
        "record": record_to_row(proposal.record) if proposal.record else None,
        "problems": list(proposal.problems),
        "doubts": list(proposal.doubts),
        "command": command(proposal) if proposal.record else None,
    }


def command(proposal: Proposal) -> str:
    """What a person types to record the delivery."""
    said = [f"--{name} {shlex.quote(str(proposal.row[name]))}" for name in _OPTIONS if name in proposal.row]
    return f"navicert quota record --quota {proposal.row['quota']} {' '.join(said)}"
