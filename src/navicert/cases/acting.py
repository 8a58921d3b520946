"""What may be done with a case: each verb gives the events to record, or says why not. Nothing is decided by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Any

from navicert.cases.fold import after
from navicert.cases.model import (
    WAITING,
    Act,
    Alert,
    Case,
    Confirmed,
    Decided,
    Decision,
    Dissented,
    Escalated,
    Event,
    FourEyes,
    Lapsed,
    Raised,
    Reopened,
    Status,
    Undone,
    Verdict,
    Withdrawn,
)
from navicert.errors import InvalidInput

CHANGED = {
    "customer": "the customer's data changed",
    "entry": "the entry changed",
    "rule": "the rule it rests on changed",
}
FOUND_AGAIN = "it is found again"


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something is done, and by whom."""

    at: datetime
    by: str

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a first reviewer says. `expires_on` None leaves it to the policy."""

    verdict: Verdict
    reason: str
    evidence: tuple[str, ...] = ()
    expires_on: date | None = None


# What the program does


def alert(
    case: Case | None,
    found: Alert,
    occasion: Occasion,
    *,
    because: tuple[str, ...] = (),
    particulars: Mapping[str, Any] | None = None,
) -> tuple[Event, ...]:
    """Raise an alert: nothing where the case rests on the same things already, so that twice is once.

    A decision whose customer, entry or rule is another now lapses and says so; `because` tells in more words what
    changed in the entry.
    """
    if case is None:
        return (_event(occasion, Raised(found, because), particulars),)
    changed = case.alert.basis.changes_to(found.basis)
    why = tuple(words for side in changed for words in (because if side == "entry" and because else (CHANGED[side],)))
    if case.status in ("withdrawn", "closed"):
        return (_event(occasion, Raised(found, why or because or (FOUND_AGAIN,)), particulars),)
    if not changed and (case.status not in WAITING or case.alert.score == found.score):
        return ()
    raised = _event(occasion, Raised(found, why), particulars)
    lapses = bool(changed) and case.decision is not None and case.status in ("decided", "proposed", "unsure")
    return (_event(occasion, Lapsed(why)), raised) if lapses else (raised,)


def withdraw(case: Case, because: tuple[str, ...], edition: str, occasion: Occasion) -> tuple[Event, ...]:
    """What was found is found no more: the case is put to a person for closing; twice is once."""
    if case.status in ("withdrawn", "closed"):
        return ()
    return (_event(occasion, Withdrawn(because, edition)),)


def expire(case: Case, occasion: Occasion) -> tuple[Event, ...]:
    """The lapse of a decision whose last day is over; nothing otherwise."""
    if not case.has_expired(occasion.day):
        return ()
    assert case.decision is not None
    return (_event(occasion, Lapsed((f"the decision held until {case.decision.expires_on}",))),)


def after_all(case: Case, events: Iterable[Event]) -> Case:
    """The case after these further events."""
    return reduce(after, events, case)


# What people do


def decide(case: Case, judgement: Judgement, policy: FourEyes, occasion: Occasion) -> tuple[Event, ...]:
    """A first reviewer's verdict; final at once unless the policy wants a second reviewer.

    InvalidInput for a case that does not wait for one, a verdict that does not fit it, no reason, or a day gone by.
    """
    _check_status(case, "decide", WAITING)
    _check_verdict(case, judgement.verdict)
    needs_second = wants_second(case, judgement.verdict, policy)
    act = Decided(judgement.verdict, needs_second, _last_day(judgement, policy, occasion.day))
    particulars = {"reason": _reason(judgement.reason), "evidence": list(judgement.evidence)}
    return (_event(occasion, act, particulars),)


def wants_second(case: Case, verdict: Verdict, policy: FourEyes) -> bool:
    """Whether the policy wants a second reviewer for this verdict on this case."""
    if verdict == "unsure":
        return False
    if case.dissents:
        return True
    if verdict == "same":
        return policy.same
    if verdict == "gone":
        return policy.same and case.was_same
    return case.alert.probability is None or case.alert.probability >= policy.not_same_from


def confirm(case: Case, occasion: Occasion, *, reason: str = "") -> tuple[Event, ...]:
    """The second reviewer agrees; InvalidInput when it is the first one again, or nothing is proposed."""
    _check_second(case, occasion.by)
    return (_event(occasion, Confirmed(), {"reason": reason.strip()} if reason.strip() else {}),)


def dissent(case: Case, occasion: Occasion, *, reason: str, evidence: tuple[str, ...] = ()) -> tuple[Event, ...]:
    """The second reviewer disagrees and says why; the case waits for a new decision, which needs two again."""
    _check_second(case, occasion.by)
    return (_event(occasion, Dissented(), {"reason": _reason(reason), "evidence": list(evidence)}),)


def undo(case: Case, occasion: Occasion) -> tuple[Event, ...]:
    """Take back one's own decision, as long as no second reviewer has spoken and nothing else has happened."""
    decision = case.decision
    if decision is None or case.status not in ("proposed", "decided", "unsure", "closed") or _ended_by_itself(case):
        raise InvalidInput("there is no decision to undo", where=f"case {case.id}")
    if decision.confirmed_by is not None:
        raise InvalidInput(
            f"{decision.confirmed_by} has confirmed the decision", where=f"case {case.id}", next="reopen the case"
        )
    if not is_same_person(decision.by, occasion.by):
        raise InvalidInput(
            f"the decision is {decision.by}'s to undo", where=f"case {case.id}", next="dissent, or reopen the case"
        )
    return (_event(occasion, Undone()),)


def _ended_by_itself(case: Case) -> bool:
    return case.status == "closed" and case.decision is not None and case.decision.verdict != "gone"


def escalate(case: Case, occasion: Occasion, *, reason: str) -> tuple[Event, ...]:
    """Ask for somebody with more say."""
    _check_status(case, "escalate", ("open", "unsure", "disputed"))
    return (_event(occasion, Escalated(), {"reason": _reason(reason)}),)


def reopen(case: Case, occasion: Occasion, *, reason: str) -> tuple[Event, ...]:
    """Take up a finished case again."""
    _check_status(case, "reopen", ("decided", "closed"))
    return (_event(occasion, Reopened(), {"reason": _reason(reason)}),)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names of users mean the same one, however they are capitalised or spaced."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


# What is not allowed


_INSTEAD: dict[Status, str] = {
    "open": "decide it",
    "unsure": "decide it",
    "escalated": "decide it",
    "disputed": "decide it",
    "withdrawn": "close it with the verdict 'gone'",
    "proposed": "confirm the proposed decision, or dissent",
    "decided": "reopen it first",
    "closed": "reopen it first",
}


def _check_status(case: Case, verb: str, allowed: tuple[Status, ...]) -> None:
    if case.status not in allowed:
        raise InvalidInput(
            f"a case that is {case.status} cannot be {_past(verb)}", where=f"case {case.id}", next=_INSTEAD[case.status]
        )


def _past(verb: str) -> str:
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def _check_verdict(case: Case, verdict: Verdict) -> None:
    if verdict == "gone" and case.status != "withdrawn":
        raise InvalidInput("only what is found no more can be gone", where=f"case {case.id}", next=_INSTEAD["open"])
    if verdict != "gone" and case.status == "withdrawn":
        raise InvalidInput("what it was about is found no more", where=f"case {case.id}", next=_INSTEAD["withdrawn"])


def _check_second(case: Case, by: str) -> Decision:
    if case.status != "proposed" or case.decision is None:
        raise InvalidInput(
            "no decision waits for a second reviewer", where=f"case {case.id}", next=_INSTEAD[case.status]
        )
    if is_same_person(case.decision.by, by):
        raise InvalidInput(
            f"{by} decided it; the second reviewer must be somebody else",
            where=f"case {case.id}",
            next="ask a colleague",
        )
    return case.decision


def _reason(text: str) -> str:
    if not text.strip():
        raise InvalidInput("a reason is missing", where="field reason", next="say in a sentence why")
    return text.strip()


def _last_day(judgement: Judgement, policy: FourEyes, today: date) -> date | None:
    given = judgement.expires_on
    if given is not None and given <= today:
        raise InvalidInput(f"{given} is no day to come", where="field expires_on", next="name a later day")
    if given is None and judgement.verdict == "not_same" and policy.days is not None:
        return today + timedelta(days=policy.days)
    return given


def _event(occasion: Occasion, act: Act, particulars: Mapping[str, Any] | None = None) -> Event:
    if not occasion.by.strip():
        raise InvalidInput("nobody is named", where="field by", next="say who acts")
    return Event(occasion.at, occasion.by.strip(), act, particulars if particulars is not None else {})
