"""Cases at the desk: alerts are raised once, decided by people, and confirmed by others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import Any, Literal, TypeVar

from navicert.cases import acting
from navicert.cases.acting import Judgement, Occasion
from navicert.cases.answers import findings_in_check, findings_in_evidence, findings_in_screening
from navicert.cases.model import Alert, Basis, Case, Event, Finding, FourEyes, Pair
from navicert.cases.queue import Choice, Place, urgency
from navicert.cases.record import commitment, digest_of_value
from navicert.desk.entry_digests import EntryDigests
from navicert.desk.ground import Ground
from navicert.errors import Conflict, InvalidInput, MissingData
from navicert.store.cases import Addition, Cases, KeptCase, Queued, Subject
from navicert.store.rows import instant

PROGRAM = "navicert"
"""Who acts when nobody does."""
AT_ONCE = 500
TRIES = 5

T = TypeVar("T")
Outcome = Literal["opened", "reopened", "updated", "known", "closed_for_review", "closed"]


@dataclass(frozen=True, slots=True)
class Raised:
    """What became of a finding: a new case, one taken up again, one with newer facts, or nothing new."""

    outcome: Outcome
    customer: str
    case: Case


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue: its cases, how many were chosen in all, and the place from which to go on, if there is."""

    cases: tuple[Queued, ...]
    total: int
    next: Place | None


class CasesDesk:
    """The cases of one store. Who acts is an argument: the signed-in user, or whom the command names.

    Every act on a case takes the `version` that its actor saw; Conflict when the case has moved on since. None means
    whatever version there is when the act arrives.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    @property
    def policy(self) -> FourEyes:
        """When a second reviewer must agree."""
        settings = self._ground.settings
        return FourEyes(
            same=settings.second_eye_same, not_same_from=settings.second_eye_from, days=settings.decision_days
        )

    # What engines found

    def raise_alerts(self, findings: Iterable[Finding], *, by: str = PROGRAM) -> Iterator[Raised]:
        """Raise each finding as an alert, unless its case rests on the same things already; what became of each.

        Recorded in portions: a run that breaks off is repeated, and what was recorded before is `known` then.
        """
        for portion in _portions(findings):
            yield from self._again(partial(self._raise, portion, by))

    def raise_screening(self, answer: Mapping[str, Any], *, by: str = PROGRAM) -> list[Raised]:
        """Raise the matches of an answer of `screen`; the query's id is the customer's."""
        return list(self.raise_alerts(findings_in_screening(answer, self.digests.digest, self.digests.rule), by=by))

    def raise_check(
        self, answer: Mapping[str, Any], facts: Mapping[str, Any] | None = None, *, by: str = PROGRAM
    ) -> list[Raised]:
        """Raise what an answer of `check` does not permit; the answer's id is the transaction's."""
        return list(self.raise_alerts(findings_in_check(answer, self._measure_digest, facts), by=by))

    def raise_evidence(self, records: Iterable[Mapping[str, Any]], *, by: str = PROGRAM) -> list[Raised]:
        """Raise claims and events of pages that people have confirmed."""
        return list(self.raise_alerts((found for one in records for found in findings_in_evidence(one)), by=by))

    def raise_answers(self, records: Iterable[Mapping[str, Any]], *, by: str = PROGRAM) -> Iterator[Raised]:
        """Raise what records of `screen`, `check` and `read` hold, as printed with --json."""
        for record in records:
            if "matches" in record:
                yield from self.raise_screening(record, by=by)
            elif "findings" in record:
                yield from self.raise_check(record, by=by)
            elif "type" in record:
                yield from self.raise_evidence([record], by=by)
            else:
                raise InvalidInput("this is no answer of screen, check or read", next="save them with --json")

    def subject_of(self, customer: str) -> str:
        """The pseudonym under which cases speak of a customer; MissingData when none does."""
        found = self._cases.known_subjects([customer])
        if customer not in found:
            raise MissingData(f"no case is about {customer!r}")
        return found[customer].id

    @cached_property
    def digests(self) -> EntryDigests:
        """Digests of what alerts of names rest on."""
        return EntryDigests(self._ground)

    def _measure_digest(self, measure: str) -> str:
        found = self._ground.rulebook.measures.get(measure)
        return digest_of_value(found) if found is not None else measure

    def _raise(self, findings: Sequence[Finding], by: str) -> list[Raised]:
        occasion = Occasion(self._ground.now(), by)
        subjects = self._cases.subjects(finding.customer for finding in findings)
        alerts = {_pair(finding, subjects): (finding, _alert(finding, subjects)) for finding in findings}
        standing = self._cases.of_pairs(alerts)
        additions, done = [], []
        for pair, (finding, alert) in alerts.items():
            case = standing.get(pair)
            events = acting.alert(case, alert, occasion, because=finding.because, particulars=finding.particulars)
            additions.append(Addition(pair, finding.origin, case, events))
            done.append((_outcome(case, events), finding.customer))
        cases = self._add(additions)
        return [Raised(outcome, customer, case) for (outcome, customer), case in zip(done, cases, strict=True)]

    def withdraw(self, gone: Iterable[tuple[Case, tuple[str, ...]]], *, edition: str, by: str = PROGRAM) -> list[Case]:
        """Put cases whose ground is gone to a person for closing, each with the reasons why; those that changed.

        What people had cleared before is closed without them.
        """
        changed: list[Case] = []
        for portion in _portions(gone):
            why = {case.id: because for case, because in portion}
            changed += self._again(partial(self._withdraw, why, edition, by))
        return changed

    def _withdraw(self, why: dict[str, tuple[str, ...]], edition: str, by: str) -> list[Case]:
        occasion = Occasion(self._ground.now(), by)
        cases = [kept.case for kept in self._cases.by_ids(list(why))]
        acts = [(case, acting.withdraw(case, why[case.id], edition, occasion)) for case in cases]
        return list(self._add([Addition(case.pair, case.origin, case, events) for case, events in acts if events]))

    def standing(self, source: str, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Case]:
        """How the cases of these (customer, entity) stand; those without one are left out."""
        wanted = set(pairs)
        subjects = self._cases.known_subjects(customer for customer, _ in wanted)
        named = {
            Pair(subjects[customer].id, source, entity): (customer, entity)
            for customer, entity in wanted
            if customer in subjects
        }
        return {named[pair]: case for pair, case in self._cases.of_pairs(named).items()}

    def lapse_expired(self) -> list[Case]:
        """Let decisions lapse whose last day is over; their cases."""
        occasion = Occasion(self._ground.now(), PROGRAM)
        expired = [kept.case for kept in self._cases.expired(occasion.day)]
        additions = [Addition(case.pair, case.origin, case, acting.expire(case, occasion)) for case in expired]
        return list(self._add(additions))

    # What people ask

    def queue(self, choice: Choice | None = None, *, after: Place | None = None, limit: int = 50) -> QueuePage:
        """The chosen cases (all unfinished ones by default), the most probable first, of equals the oldest first."""
        wanted, now = choice or Choice(), self._ground.now()
        found = self._cases.queue(wanted, now, after=after, limit=limit + 1)
        shown = found[:limit]
        more = place_of(shown[-1].kept.case) if len(found) > limit else None
        return QueuePage(shown, self._cases.count(wanted, now), more)

    def facets(self, choice: Choice | None = None) -> dict[str, tuple[tuple[str, int], ...]]:
        """How many of the chosen cases have each value of source, status, origin, score, candidates and age."""
        return self._cases.facets(choice or Choice(), self._ground.now())

    def show(self, case_id: str) -> KeptCase:
        """A case with its whole record, by its id or the beginning of it; MissingData when there is none."""
        return self._cases.case(case_id)

    # What people do

    def decide(self, case_id: str, judgement: Judgement, *, by: str, version: int | None = None) -> Case:
        """A first reviewer's verdict, final at once unless the policy wants a second reviewer."""

        def act(case: Case, occasion: Occasion) -> tuple[Event, ...]:
            return acting.decide(case, judgement, self.policy, occasion)

        return self._act(case_id, by, version, act)

    def confirm(self, case_id: str, *, by: str, reason: str = "", version: int | None = None) -> Case:
        """The second reviewer, another person than the first, agrees."""
        return self._act(case_id, by, version, lambda case, occasion: acting.confirm(case, occasion, reason=reason))

    def dissent(
        self, case_id: str, *, by: str, reason: str, evidence: tuple[str, ...] = (), version: int | None = None
    ) -> Case:
        """The second reviewer disagrees; both opinions stay, and a new decision is wanted."""

        def act(case: Case, occasion: Occasion) -> tuple[Event, ...]:
            return acting.dissent(case, occasion, reason=reason, evidence=evidence)

        return self._act(case_id, by, version, act)

    def undo(self, case_id: str, *, by: str, version: int | None = None) -> Case:
        """Take one's own decision back, before the second eye."""
        return self._act(case_id, by, version, acting.undo)

    def escalate(self, case_id: str, *, by: str, reason: str, version: int | None = None) -> Case:
        """Ask for somebody with more say."""
        return self._act(case_id, by, version, lambda case, occasion: acting.escalate(case, occasion, reason=reason))

    def reopen(self, case_id: str, *, by: str, reason: str, version: int | None = None) -> Case:
        """Take up a finished case again."""
        return self._act(case_id, by, version, lambda case, occasion: acting.reopen(case, occasion, reason=reason))

    def _act(
        self,
        case_id: str,
        by: str,
        version: int | None,
        act: Callable[[Case, Occasion], tuple[Event, ...]],
    ) -> Case:
        kept = self._cases.case(case_id)
        if version is not None and version != kept.case.version:
            raise stale(kept, version)
        occasion = Occasion(self._ground.now(), by)
        lapses = acting.expire(kept.case, occasion)
        case = acting.after_all(kept.case, lapses)
        addition = Addition(case.pair, case.origin, kept.case, (*lapses, *act(case, occasion)))
        return self._add([addition])[0]

    # How

    @property
    def _cases(self) -> Cases:
        return self._ground.store.cases

    def _add(self, additions: Sequence[Addition]) -> tuple[Case, ...]:
        """The cases of these additions afterwards; those without events as they were."""
        needed = [addition for addition in additions if addition.events]
        changed = iter(self._cases.add(needed)) if needed else iter(())
        return tuple(next(changed) if addition.events else _unchanged(addition) for addition in additions)

    def _again(self, work: Callable[[], list[T]]) -> list[T]:
        """Work that looks at cases and adds to them, repeated when somebody acted in between."""
        for _ in range(TRIES - 1):
            try:
                return work()
            except Conflict:
                continue
        return work()


def stale(kept: KeptCase, version: int) -> Conflict:
    """The error for who acts on a version that is not the case's any more: what happened since."""
    if version > kept.case.version:
        return Conflict(f"there is no version {version} of it yet", where=f"case {kept.case.id}")
    since = [f"{one.event.by} {type(one.event.act).__name__.lower()}" for one in kept.events[version:]]
    return Conflict(
        f"the case has changed since you saw it ({', '.join(since)}); nothing of yours was recorded",
        where=f"case {kept.case.id}",
        next="look at the case again",
    )


def place_of(case: Case) -> Place:
    """The case's place in the queue."""
    return Place(urgency(case.alert.probability), instant(case.since), case.id)


def _unchanged(addition: Addition) -> Case:
    if addition.before is None:
        raise MissingData("a case begins with an alert")
    return addition.before


def _portions(items: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while portion := list(islice(remaining, AT_ONCE)):
        yield portion


def _pair(finding: Finding, subjects: dict[str, Subject]) -> Pair:
    return Pair(subjects[finding.customer].id, finding.source, finding.entity)


def _alert(finding: Finding, subjects: dict[str, Subject]) -> Alert:
    salt = subjects[finding.customer].salt or ""
    return Alert(
        caption=finding.caption,
        edition=finding.edition,
        basis=Basis(commitment(salt, finding.data), finding.entry, finding.rule),
        score=finding.score,
        probability=finding.probability,
    )


def _outcome(case: Case | None, events: Sequence[Event]) -> Outcome:
    if case is None:
        return "opened"
    if not events:
        return "known"
    return "reopened" if case.status in ("decided", "proposed", "withdrawn", "closed", "unsure") else "updated"
