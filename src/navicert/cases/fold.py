"""How a case stands: folded from its events, and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from navicert.cases.model import (
    Act,
    Case,
    Confirmed,
    Decided,
    Decision,
    Dissented,
    Escalated,
    Event,
    Lapsed,
    Origin,
    Pair,
    Raised,
    Reopened,
    Status,
    Undone,
    Withdrawn,
)


def fold(case_id: str, pair: Pair, origin: Origin, events: Iterable[Event]) -> Case:
    """The case after these events, the first of which raises it; ValueError when one cannot follow the others."""
    case: Case | None = None
    for event in events:
        case = _opened(case_id, pair, origin, event) if case is None else after(case, event)
    if case is None:
        raise ValueError(f"case {case_id} has no event")
    return case


def after(case: Case, event: Event) -> Case:
    """The case after one more event. Whether the act is allowed is judged before it is recorded (`acting`)."""
    changed = _FOLDS[type(event.act)](case, event)
    return replace(changed, version=case.version + 1)


def _opened(case_id: str, pair: Pair, origin: Origin, event: Event) -> Case:
    if not isinstance(event.act, Raised):
        raise ValueError(f"case {case_id} begins with {type(event.act).__name__}, not with an alert")  # noqa: TRY004 a broken record, no wrong type
    return Case(
        id=case_id,
        pair=pair,
        origin=origin,
        version=1,
        status="open",
        alert=event.act.alert,
        opened_at=event.at,
        since=event.at,
        because=event.act.because,
    )


def _raised(case: Case, event: Event) -> Case:
    assert isinstance(event.act, Raised)
    status: Status = "escalated" if case.status == "escalated" else "open"
    because = tuple(dict.fromkeys((*(case.because if _waits_already(case) else ()), *event.act.because)))
    since = case.since if _waits_already(case) else event.at
    return replace(case, status=status, alert=event.act.alert, since=since, because=because, decision=None, dissents=())


def _waits_already(case: Case) -> bool:
    return case.status in ("open", "unsure", "escalated", "disputed")


def _withdrawn(case: Case, event: Event) -> Case:
    """What people had cleared already needs nobody; anything else is closed by a person."""
    assert isinstance(event.act, Withdrawn)
    cleared = case.status == "closed" or (
        case.status == "decided" and case.decision is not None and case.decision.verdict == "not_same"
    )
    if cleared:
        return replace(case, status="closed", since=event.at, because=event.act.because)
    return replace(case, status="withdrawn", since=event.at, because=event.act.because, decision=None, dissents=())


def _decided(case: Case, event: Event) -> Case:
    act = event.act
    assert isinstance(act, Decided)
    decision = Decision(
        verdict=act.verdict,
        by=event.by,
        at=event.at,
        needs_second=act.needs_second,
        expires_on=act.expires_on,
        particulars=event.particulars,
    )
    if act.verdict == "unsure":
        return replace(case, status="unsure", decision=decision)
    if act.needs_second:
        return replace(case, status="proposed", decision=decision, since=event.at)
    return _final(case, decision)


def _final(case: Case, decision: Decision) -> Case:
    status: Status = "closed" if decision.verdict == "gone" else "decided"
    return replace(
        case, status=status, decision=decision, was_same=case.was_same or decision.verdict == "same", since=decision.at
    )


def _confirmed(case: Case, event: Event) -> Case:
    if case.decision is None:
        raise ValueError(f"case {case.id} event {case.version + 1}: there is no decision that could be confirmed")
    return _final(case, replace(case.decision, confirmed_by=event.by, confirmed_at=event.at))


def _dissented(case: Case, event: Event) -> Case:
    return replace(case, status="disputed", since=event.at, dissents=(*case.dissents, event))


def _undone(case: Case, event: Event) -> Case:
    return replace(case, status=_status_before(case), decision=None, since=event.at)


def _status_before(case: Case) -> Status:
    if case.decision is not None and case.decision.verdict == "gone":
        return "withdrawn"
    return "disputed" if case.dissents else "open"


def _escalated(case: Case, _: Event) -> Case:
    return replace(case, status="escalated")


def _reopened(case: Case, event: Event) -> Case:
    status: Status = "withdrawn" if case.status == "closed" else "open"
    return replace(case, status=status, since=event.at, because=(f"reopened by {event.by}",), decision=None)


def _lapsed(case: Case, event: Event) -> Case:
    assert isinstance(event.act, Lapsed)
    return replace(case, status="open", since=event.at, because=event.act.because, decision=None, dissents=())


_FOLDS: Mapping[type[Act], Callable[[Case, Any], Case]] = {
    Raised: _raised,
    Withdrawn: _withdrawn,
    Decided: _decided,
    Confirmed: _confirmed,
    Dissented: _dissented,
    Undone: _undone,
    Escalated: _escalated,
    Reopened: _reopened,
    Lapsed: _lapsed,
}
