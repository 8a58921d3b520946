"""The nouns of cases: whom an alert is about, what it rests on, what people did with it, and how the case stands.

A case is about one pair: somebody of ours (a customer, a transaction, a page) and something of theirs (a listed party,
a measure). Its record is a row of events that is only added to; how it stands is folded from them (`fold`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Origin = Literal["screening", "check", "evidence"]
Verdict = Literal["same", "not_same", "unsure", "gone"]
Status = Literal["open", "unsure", "escalated", "disputed", "proposed", "decided", "withdrawn", "closed"]

WAITING: tuple[Status, ...] = ("open", "unsure", "escalated", "disputed", "withdrawn")
"""Cases that wait for somebody to decide them."""
UNFINISHED: tuple[Status, ...] = (*WAITING, "proposed")
"""Cases that wait for anybody at all."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sides of a case.

    `subject` is the pseudonym of our side, under which the record speaks of it; `source` is the list (or the regime, or
    the medium) and `entity` the listed party (the measure, the claim) by its id there.
    """

    subject: str
    source: str
    entity: str


@dataclass(frozen=True, slots=True)
class Basis:
    """Digests of what an alert, and any decision on it, rests on: our side's data (salted), the entry, the rule."""

    customer: str
    entry: str
    rule: str

    def changes_to(self, later: Basis) -> tuple[str, ...]:
        """Which of the three differ: "customer", "entry", "rule"."""
        sides = ("customer", "entry", "rule")
        return tuple(side for side in sides if getattr(self, side) != getattr(later, side))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What was found, in words that name nobody of ours.

    `caption` is the entry's (or the measure's) own, `edition` the list edition or ruleset that gave it. `score` and
    `probability` are None where the finding is no matter of chance, as a prohibition is not.
    """

    caption: str
    edition: str
    basis: Basis
    score: float | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an engine found about somebody of ours, before it is an alert.

    `customer` is our side's own id and `data` what is known of it (kept nowhere but in a salted digest). `entry` and
    `rule` are digests of the entry and of the rule or policy. `particulars` may name people, `because` may not.
    """

    customer: str
    source: str
    entity: str
    origin: Origin
    caption: str
    edition: str
    data: Mapping[str, Any]
    entry: str
    rule: str
    score: float | None = None
    probability: float | None = None
    because: tuple[str, ...] = ()
    particulars: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raised:
    """The program found something; `because` says what is new, and is empty where nobody knows."""

    alert: Alert
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was found is found no more (delisted, no match any longer, customer gone); a person closes the case."""

    because: tuple[str, ...]
    edition: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A first reviewer's verdict; `needs_second` is what the policy said at the time."""

    verdict: Verdict
    needs_second: bool
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A second, different reviewer agrees."""


@dataclass(frozen=True, slots=True)
class Dissented:
    """A second, different reviewer disagrees; both opinions stay on record."""


@dataclass(frozen=True, slots=True)
class Undone:
    """Who decided takes it back, before the second eye."""


@dataclass(frozen=True, slots=True)
class Escalated:
    """Somebody with more say should look."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """A person takes up a finished case again."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A decision holds no more: what it rested on changed, or its day came."""

    because: tuple[str, ...]


Act = Raised | Withdrawn | Decided | Confirmed | Dissented | Undone | Escalated | Reopened | Lapsed


@dataclass(frozen=True, slots=True)
class Event:
    """One act on a case: when, by whom, and `particulars`, the part that may hold personal data.

    Particulars stand apart from the record and are None once they were erased. Of an alert they hold the names that
    were compared and the reasons, of a person's act `reason` and `evidence`.
    """

    at: datetime
    by: str
    act: Act
    particulars: Mapping[str, Any] | None = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict with all that came of it. `confirmed_by` is None while nobody did, or nobody had to."""

    verdict: Verdict
    by: str
    at: datetime
    needs_second: bool
    expires_on: date | None
    particulars: Mapping[str, Any] | None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None

    @property
    def is_final(self) -> bool:
        return self.confirmed_by is not None or not self.needs_second


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """How a case stands after all its events.

    `version` is the number of events, which whoever acts on the case must have seen. `since` is the time from which it
    has waited in its queue; `because` says why it was raised again, withdrawn or reopened. `decision` is the one that
    stands or is proposed; `dissents` are those since the case was last raised; `was_same` tells that a final decision
    once found the two to be the same.
    """

    id: str
    pair: Pair
    origin: Origin
    version: int
    status: Status
    alert: Alert
    opened_at: datetime
    since: datetime
    because: tuple[str, ...] = ()
    decision: Decision | None = None
    dissents: tuple[Event, ...] = ()
    was_same: bool = False

    def has_expired(self, today: date) -> bool:
        """Whether the decision that stands has reached its last day's end."""
        decision = self.decision
        return bool(self.status == "decided" and decision and decision.expires_on and decision.expires_on < today)


@dataclass(frozen=True, slots=True)
class FourEyes:
    """When a second reviewer must agree, and how long a decision holds.

    Every "same" with `same`; every "not the same" whose probability is `not_same_from` or more, or unknown; every
    decision after a dissent; "gone" where the two were once found to be the same. Decisions hold for `days`, those of
    "same" without end.
    """

    same: bool = True
    not_same_from: float = 0.5
    days: int | None = 365
