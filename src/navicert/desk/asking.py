"""One screening of customers against entries of a list: what is found is an alert, what is found no more is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from navicert.cases.model import Case, Finding
from navicert.desk.canaries import Canary, canary_id, is_canary, plant
from navicert.desk.cases import CasesDesk, Outcome
from navicert.desk.customer_receipts import found_record
from navicert.desk.ground import Ground

if TYPE_CHECKING:
    import pyarrow as pa

    from navicert.cluster import Cluster
    from navicert.lists import Edition, Entry
    from navicert.screening.inverse import Found

FEW = 40_000
"""Customers for whom further processes take longer to start than to work."""
GONE_CUSTOMER = "the customer is gone"
BELOW = "it is found no more"


def processes_for(many: int, processes: int | None = None) -> Cluster:
    """The processes in which so many customers are asked."""
    from navicert.cluster import cores, open_cluster

    return open_cluster(processes or (cores() if many > FEW else 1))


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one pair: an alert opened, reopened, brought up to date, closed for review, or closed where people
    had cleared it before."""

    outcome: Outcome
    customer: str | None
    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What customers are asked about: entries of a list as they are `now`, and others as they were (`was`) in the
    edition `since`; `words` says of an entry what happened to it. `rule` is the digest of the policy."""

    list: str
    edition: Edition
    rule: str
    now: tuple[Entry, ...]
    was: tuple[Entry, ...] = ()
    since: Edition | None = None
    words: Mapping[str, tuple[str, ...]]


class Asking:
    """A question to customers, under way. Afterwards `found` are the pairs, `counts` says what became of them,
    `customers` how many were asked, and `missing` which of the `planted` canaries were not found."""

    def __init__(self, question: Question, ground: Ground, cases: CasesDesk, *, by: str) -> None:
        from navicert.lists.digest import entry_digest
        from navicert.screening import party_from_entry

        self.question, self._ground, self._cases, self._by = question, ground, cases, by
        entries = (*question.now, *question.was)
        self._parties = [party_from_entry(entry, question.list) for entry in entries]
        self._digests = [entry_digest(entry) for entry in entries]
        self._pairs: set[tuple[str, str]] = set()
        self.counts: Counter[str] = Counter()
        self.customers = 0
        self.found: list[dict[str, Any]] = []
        self.planted: list[Canary] = []
        self.missing: tuple[str, ...] = ()

    # Asking

    def ask(self, batches: Iterable[pa.RecordBatch], *, many: int, processes: int | None) -> Iterator[Told]:
        """Ask these customers (about so `many`) a batch at a time, raising alerts as they come; canaries come last."""
        from navicert.screening.inverse import InverseSearch

        search = InverseSearch(self._parties, self._ground.policy)
        self.planted = plant(self._parties[: len(self.question.now)], self._ground)
        cluster = processes_for(many, processes)
        sung: set[str] = set()
        for result in cluster.map(search, self._with_canaries(batches)):
            found = list(search.found(result))
            sung |= {one.customer for one in found if one.customer == canary_id(self._entity(one))}
            customers = [one for one in found if not is_canary(one)]
            self.found += map(self._record, customers)
            yield from self._answer(customers)
        self.missing = tuple(canary.entity for canary in self.planted if canary.customer.id not in sung)

    def _with_canaries(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from navicert.screening.inverse import customer_table

        for batch in batches:
            self.customers += batch.num_rows
            yield batch
        if self.planted:
            yield customer_table([canary.customer for canary in self.planted])

    def _answer(self, found: Sequence[Found]) -> Iterator[Told]:
        now = [one for one in found if one.place < len(self.question.now)]
        own = {self._pair(one) for one in now}
        self._pairs |= own
        for raised in self._cases.raise_alerts(map(self._finding, now), by=self._by):
            yield from self._tell(raised.outcome, raised.customer, raised.case)
        lost = [one for one in found if one.place >= len(self.question.now) and self._pair(one) not in own]
        if lost:
            yield from self._lose(lost)

    def _lose(self, lost: Sequence[Found]) -> Iterator[Told]:
        """Close what was found in entries as they were; what was never an alert becomes one, to be closed."""
        known = self._cases.standing(self.question.list, map(self._pair, lost))
        unknown = [self._finding(one) for one in lost if self._pair(one) not in known]
        edition = (self.question.since or self.question.edition).id
        before = [replace(finding, edition=edition, because=()) for finding in unknown]
        for raised in self._cases.raise_alerts(before, by=self._by):
            known[raised.customer, raised.case.pair.entity] = raised.case
        yield from self._close([(customer, case) for (customer, _), case in known.items()])

    # What is found no more

    def sweep(self, cases: Iterable[tuple[str | None, Case]], *, customers: frozenset[str] | None) -> Iterator[Told]:
        """Close those of these cases that a customer who was asked (None: everybody) did not bring up again.

        What a partial list does not name it does not take away.
        """
        listed = {entry.id for entry in self.question.now}
        over = [
            (customer, case)
            for customer, case in cases
            if customer is not None
            and (customers is None or customer in customers)
            and (customer, case.pair.entity) not in self._pairs
            and (self.question.edition.whole or case.pair.entity in listed)
        ]
        yield from self._close(over)

    def _close(self, over: Sequence[tuple[str, Case]]) -> Iterator[Told]:
        names = {case.id: customer for customer, case in over}
        there = {
            state.customer.id for state in self._ground.store.customers.some(names.values()) if state.gone_at is None
        }
        gone = ((case, self._why(case, customer in there)) for customer, case in over)
        for case in self._cases.withdraw(gone, edition=self.question.edition.id, by=self._by):
            outcome: Outcome = "closed" if case.status == "closed" else "closed_for_review"
            yield from self._tell(outcome, names[case.id], case)

    def _why(self, case: Case, is_there: bool) -> tuple[str, ...]:
        if not is_there:
            return (GONE_CUSTOMER,)
        words = self.question.words.get(case.pair.entity, ())
        if words or any(entry.id == case.pair.entity for entry in self.question.now):
            return (*words, BELOW)
        return (f"it is not on {self.question.list} any more, edition {self.question.edition.id}",)

    # How

    def _tell(self, outcome: Outcome, customer: str, case: Case) -> Iterator[Told]:
        self.counts[outcome] += 1
        if outcome != "known":
            yield Told(outcome, customer, case)

    def _entity(self, found: Found) -> str:
        return self._parties[found.place].id

    def _pair(self, found: Found) -> tuple[str, str]:
        return found.customer, self._entity(found)

    def _record(self, found: Found) -> dict[str, Any]:
        was = found.place >= len(self.question.now)
        return found_record(
            found.customer, self._entity(found), was=was, score=found.score, probability=found.probability
        )

    def _finding(self, found: Found) -> Finding:
        from navicert.screening.customers import identity_of

        party = self._parties[found.place]
        return Finding(
            customer=found.customer,
            source=self.question.list,
            entity=party.id,
            origin="screening",
            caption=party.caption,
            edition=self.question.edition.id,
            data=identity_of(found.query["schema"], found.query["properties"]),
            entry=self._digests[found.place],
            rule=self.question.rule,
            score=found.score,
            probability=found.probability,
            because=self.question.words.get(party.id, ()),
            particulars={"query": found.query, "matched": found.matched, "reasons": found.reasons},
        )
