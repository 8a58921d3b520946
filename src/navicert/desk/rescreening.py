"""Screening the customers: against a whole list, or against what a new edition changed; alerts are raised once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from navicert.cases.model import Case
from navicert.desk.asking import Asking, Question, Told
from navicert.desk.cases import PROGRAM, CasesDesk
from navicert.desk.coverage import ListCoverage
from navicert.desk.customer_receipts import CustomersAsked, given_of
from navicert.desk.customers import CustomerDesk
from navicert.desk.entry_digests import EntryDigests
from navicert.desk.ground import Ground
from navicert.errors import MissingData
from navicert.store.screenings import CanaryRun, Screening

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.lists import Edition
    from navicert.receipts import Receipt

FROM_DATABASE = 20_000
"""Customers that changed, up to which they are read one by one and not with the whole population."""


class RescreeningDesk:
    """Screens the customers of one store."""

    def __init__(self, ground: Ground, customers: CustomerDesk, cases: CasesDesk, desk: Desk) -> None:
        self._ground, self._customers, self._cases, self._desk = ground, customers, cases, desk
        self.receipt: Receipt | None = None
        """Of the last screening here."""

    def rule(self) -> str:
        """The digest of the policy under which customers are screened."""
        return EntryDigests(self._ground).rule

    # What a new edition changed

    def rescreen(
        self, name: str, old: str, new: str, *, processes: int | None = None, by: str = PROGRAM
    ) -> Iterator[Told]:
        """Ask every customer what the edition `new` of a list added, changed and removed against `old`.

        Who is found in what is new or changed gets an alert, or one brought up to date with what changed; a decision
        lapses with the entry it rested on. Where a customer was found in what was, and is no more, the case is closed
        for review. Pairs that stand as they did are not told. A run that broke off is simply run again.

        MissingData, at the end, when names planted among the customers were not found.
        """
        earlier, later = (self._ground.store.find_edition(name, text) for text in (old, new))
        question = self._delta(earlier, later)
        asking = Asking(question, self._ground, self._cases, by=by)
        arranged, at = self._customers.population.arranged(), self._ground.now()
        yield from asking.ask(arranged.batches(), many=arranged.count, processes=processes)
        touched = {entry.id for entry in (*question.now, *question.was)}
        yield from asking.sweep(self._cases_about(name, touched), customers=None)
        self._keep(asking, self._covered(name, earlier), at, None, by)

    def _delta(self, earlier: Edition, later: Edition) -> Question:
        from navicert.lists.delta import delta
        from navicert.lists.words import change_in_words

        before, after = ({e.id: e for e in self._ground.store.entries(edition)} for edition in (earlier, later))
        found = delta(before.values(), after.values())
        removed = found.removed if later.whole else ()  # a partial list says nothing by its silence
        words: dict[str, tuple[str, ...]] = {
            entry.id: (f"added to {later.name} in {later.id}",) for entry in found.added
        }
        words |= {entry.id: (f"removed from {later.name} in {later.id}",) for entry in removed}
        words |= {change.id: tuple(map(change_in_words, change.changes)) for change in found.changed}
        changed = [change.id for change in found.changed]
        return Question(
            list=later.name,
            edition=later,
            since=earlier,
            rule=self.rule(),
            now=(*found.added, *(after[id_] for id_ in changed)),
            was=(*(before[id_] for id_ in changed), *removed),
            words=words,
        )

    # A list as it is

    def screen(
        self, name: str, *, everyone: bool = False, processes: int | None = None, by: str = PROGRAM
    ) -> Iterator[Told]:
        """Ask customers about the edition in force of a list: everybody, where this edition has not been asked of all
        under the policy in force, else those who came or changed since; with `everyone` always everybody.

        Pairs that are found get their alerts, cases whose pair is found no more are closed for review. MissingData,
        at the end, when names planted among the customers were not found.
        """
        question = self._whole(name)
        asking = Asking(question, self._ground, self._cases, by=by)
        covered = self._covered(name, question.edition)
        concerned = None if everyone or covered is None else self._changed_since(covered)
        if concerned is None:
            arranged = self._customers.population.arranged()
            stamp, batches, many = arranged.stamp, arranged.batches(), arranged.count
        else:
            stamp, ids = concerned
            batches, many = self._customers.batches_of(ids), len(ids)
        at = self._ground.now()
        yield from asking.ask(batches, many=many, processes=processes)
        only = None if concerned is None else concerned[1]
        asked = None if only is None else frozenset(only)
        yield from asking.sweep(self._cases_about(name, None), customers=asked)
        self._keep(asking, stamp, at, only, by)

    def _whole(self, name: str) -> Question:
        edition = self._ground.store.current(name)
        if edition is None:
            raise MissingData(f"no list {name!r} is loaded", next="navicert lists load")
        return self._whole_of(edition)

    def question(self, name: str, edition: str, since: str | None) -> Question:
        """What customers are asked about an edition, or about what changed in it since another."""
        later = self._ground.store.find_edition(name, edition)
        if since is None:
            return self._whole_of(later)
        return self._delta(self._ground.store.find_edition(name, since), later)

    def _whole_of(self, edition: Edition) -> Question:
        entries = tuple(self._ground.store.entries(edition))
        return Question(list=edition.name, edition=edition, rule=self.rule(), now=entries, words={})

    def _changed_since(self, stamp: int) -> tuple[int, tuple[str, ...]] | None:
        """The stamp now and who changed since another; None where they are so many that everybody is asked."""
        customers = self._ground.store.customers
        now, changed = customers.stamp(), customers.changed_since(stamp)
        return (now, changed) if len(changed) <= FROM_DATABASE else None

    # What has been asked

    def unscreened(self, name: str) -> int:
        """How many customers have not been asked the edition in force of a list under the policy in force."""
        edition, customers = self._ground.store.current(name), self._ground.store.customers
        covered = None if edition is None else self._covered(name, edition)
        return customers.count() if covered is None else customers.count_changed_since(covered)

    def coverage(self) -> list[ListCoverage]:
        """How the customers stand to every loaded list."""
        return [self._coverage_of(name) for name in self._ground.store.edition_names()]

    def _coverage_of(self, name: str) -> ListCoverage:
        edition = self._ground.store.current(name)
        assert edition is not None
        screened = self._ground.store.screenings.all(name)
        canaries = (run for run in self._ground.store.screenings.canaries(name) if run.edition == edition.id)
        return ListCoverage(
            name,
            edition.id,
            self._ground.store.customers.count(),
            self.unscreened(name),
            screened[0].at if screened else None,
            next(canaries, None),
        )

    def canaries(self, name: str) -> CanaryRun:
        """Plant listed names as customers and ask them about the edition in force of a list; how many were found."""
        asking = Asking(self._whole(name), self._ground, self._cases, by=PROGRAM)
        for _ in asking.ask((), many=0, processes=1):
            raise AssertionError("there is no customer but canaries")
        return self._keep_canaries(asking)

    def _covered(self, name: str, edition: Edition) -> int | None:
        """Up to which stamp every customer has been asked this edition under the policy in force; None: not so."""
        rule = self.rule()
        return next(
            (
                one.stamp
                for one in self._ground.store.screenings.all(name)
                if one.edition == edition.id and one.rule == rule and one.stamp is not None
            ),
            None,
        )

    def _cases_about(self, name: str, entities: set[str] | None) -> list[tuple[str | None, Case]]:
        about = self._ground.store.cases.of_entities(name, entities)
        return [(customer, case) for customer, case in about if case.origin == "screening"]

    def _keep(self, asking: Asking, stamp: int | None, at: datetime, only: Sequence[str] | None, by: str) -> None:
        """The receipt first: a run that breaks off here is done again, and has its receipt then."""
        question, run = asking.question, self._keep_canaries(asking)
        if self._ground.settings.server.receipts:
            self._keep_receipt(
                CustomersAsked(question=question, at=at, only=only, customers=asking.customers, found=asking.found), by
            )
        self._ground.store.screenings.keep(
            Screening(
                at=self._ground.now(),
                by=by,
                list=question.list,
                edition=question.edition.id,
                since=question.since.id if question.since else None,
                rule=question.rule,
                stamp=None if run.missing else stamp,
                customers=asking.customers,
                entries=len(question.now) + len(question.was),
                report=dict(asking.counts),
            )
        )
        if run.missing:
            raise MissingData(
                f"{len(run.missing)} of {run.planted} listed names planted as customers were not found: "
                f"{_some(run.missing)}",
                where=f"list {question.list}",
                next="do not rely on this screening; report it",
            )

    def _keep_receipt(self, asked: CustomersAsked, by: str) -> None:
        receipts = self._desk.receipts
        (self.receipt,) = receipts.keep([receipts.drafted(given_of(self._desk, asked, self._ground.policy, by=by))])

    def _keep_canaries(self, asking: Asking) -> CanaryRun:
        run = CanaryRun(
            at=self._ground.now(),
            list=asking.question.list,
            edition=asking.question.edition.id,
            planted=len(asking.planted),
            found=len(asking.planted) - len(asking.missing),
            missing=asking.missing,
        )
        if run.planted:
            self._ground.store.screenings.keep_canaries(run)
        return run


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + ("..." if len(ids) > 5 else "")
