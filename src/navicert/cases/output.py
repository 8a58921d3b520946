"""Cases as the records that commands, pages and other programs get."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from navicert.cases.model import Case, Decision, Event
from navicert.cases.record import act_to_json, kind_of


def case_to_json(case: Case, customer: str | None, today: date) -> dict[str, Any]:
    """How a case stands, as a record; `customer` is None once erased. An expired decision is shown as `open`."""
    alert, expired = case.alert, case.has_expired(today)
    return {
        "id": case.id,
        "version": case.version,
        "status": "open" if expired else case.status,
        "origin": case.origin,
        "customer": customer,
        "subject": case.pair.subject,
        "list": case.pair.source,
        "entity": case.pair.entity,
        "caption": alert.caption,
        "edition": alert.edition,
        "score": alert.score,
        "probability": alert.probability,
        "opened_at": case.opened_at.isoformat(),
        "since": case.since.isoformat(),
        "because": _because(case, expired),
        "decision": _decision(case.decision),
        "dissents": [event_to_json(event) for event in case.dissents],
    }


def _because(case: Case, expired: bool) -> list[str]:
    if expired and case.decision is not None:
        return [f"the decision held until {case.decision.expires_on}"]
    return list(case.because)


def _decision(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    stated = decision.particulars
    return {
        "verdict": decision.verdict,
        "by": decision.by,
        "at": decision.at.isoformat(),
        "reason": None if stated is None else stated.get("reason"),
        "evidence": None if stated is None else stated.get("evidence", []),
        "needs_second": decision.needs_second,
        "is_final": decision.is_final,
        "confirmed_by": decision.confirmed_by,
        "confirmed_at": decision.confirmed_at.isoformat() if decision.confirmed_at else None,
        "expires_on": decision.expires_on.isoformat() if decision.expires_on else None,
    }


def event_to_json(event: Event) -> dict[str, Any]:
    """One event; `particulars` is None once erased."""
    return {
        "at": event.at.isoformat(),
        "by": event.by,
        "kind": kind_of(event.act),
        **act_to_json(event.act),
        "particulars": None if event.particulars is None else dict(event.particulars),
    }


def record_to_json(case: Case, customer: str | None, events: Iterable[Event], today: date) -> dict[str, Any]:
    """A case with its whole record: `found` is what the last alert showed, `events` all that happened, in order."""
    every = tuple(events)
    alerts = (event for event in reversed(every) if kind_of(event.act) == "raised")
    found = next(alerts).particulars
    return {
        **case_to_json(case, customer, today),
        "found": None if found is None else dict(found),
        "events": [{"version": number, **event_to_json(event)} for number, event in enumerate(every, 1)],
    }
