"""The ledger: all records, asked as they were known on a day."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

from navicert.errors import InvalidInput
from navicert.terms import Period
from navicert.trade.account import Account, Subject, draw_up
from navicert.trade.model import LedgerRecord
from navicert.trade.quotas import Quota, find_period, find_quota
from navicert.trade.rows import record_to_row
from navicert.trade.standing import Revision, Standing, known, standing

MOST_REMEMBERED = 1000
NOTHING = Standing((), (), ())
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which accounts a report shows: of one quota or all, of one period or all, as known on a day."""

    known_on: date
    quota: str | None = None
    period: str | None = None
    window: int | None = None


class Ledger:
    """Records and the quotas that count them. Answers are remembered: many questions about few days are cheap."""

    def __init__(self, records: Sequence[LedgerRecord], quotas: Mapping[str, Quota]) -> None:
        self.records = tuple(records)
        self.quotas = quotas
        self._remembered: dict[tuple[object, ...], Any] = {}

    def remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` gave for this key before, or gives now; the key must say all that the answer depends on."""
        if key not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = make()
        answer: T = self._remembered[key]
        return answer

    @cached_property
    def digest(self) -> str:
        """The word "sha256:" and a digest over all that the records state, for receipts."""
        digest = hashlib.sha256()
        for record in self.records:
            digest.update(json.dumps(record_to_row(record), sort_keys=True).encode() + b"\n")
        return f"sha256:{digest.hexdigest()}"

    @property
    def unplaced(self) -> tuple[LedgerRecord, ...]:
        """Records under quotas that the rulebook does not hold; no account counts them."""
        held = set().union(*(quota.counted_with for quota in self.quotas.values())) if self.quotas else set()
        return tuple(record for record in self.records if record.quota not in held)

    def find(self, record_id: str) -> LedgerRecord:
        """The record of this id; InvalidInput when there is none."""
        for record in self.records:
            if record.id == record_id:
                return record
        raise InvalidInput(f"the ledger has no record {record_id!r}", next="see navicert quota report")

    def standing(self, quota: Quota, period_first: date, known_on: date, supplier: str | None = None) -> Standing:
        """The records that count in a quota period, as known on a day; with `supplier` only that state's deliveries."""
        found = self.remember(("quota", quota.id, known_on), lambda: self._by_period(quota, known_on))
        counted = found.get(period_first, NOTHING)
        return counted if supplier is None else _of_state(counted, supplier)

    def _by_period(self, quota: Quota, known_on: date) -> dict[date, Standing]:
        """What counts under a quota, by the first day of the period."""
        whole = self._known_on(known_on)
        records, originals = _grouped(whole.records, quota), _grouped(whole.originals, quota)
        revisions: dict[date, list[Revision]] = defaultdict(list)
        for revision in whole.revisions:
            for first in {quota.counts(revision.was), quota.counts(revision.now)} - {None}:
                revisions[first].append(revision)  # type: ignore[index]
        return {
            first: Standing(
                tuple(records.get(first, ())), tuple(originals.get(first, ())), tuple(revisions.get(first, ()))
            )
            for first in {*records, *originals, *revisions}
        }

    def _known_on(self, day: date) -> Standing:
        """Corrections may move a delivery to another period or state: they are applied before anything is chosen."""
        return self.remember(("known", day), lambda: standing(known(self.records, day)))

    def records_of(self, quotas: Collection[Quota], known_on: date) -> list[LedgerRecord]:
        """The records that some quota counts and that stand on a day, corrected ones as corrected."""
        records = self._known_on(known_on).records
        return [record for record in records if any(quota.counts(record) is not None for quota in quotas)]

    def account(self, subject: Subject) -> Account:
        """The account of one quota period."""
        first = subject.period.first
        assert first is not None
        return draw_up(subject, self.standing(subject.quota, first, subject.known_on, subject.supplier))

    def subjects(self, known_on: date, window: int | None = None) -> Iterator[Subject]:
        """The accounts that have a record, by quota in the rulebook's order, then by period (and by state)."""
        for quota in self.quotas.values():
            found = self.remember(("quota", quota.id, known_on), partial(self._by_period, quota, known_on))
            for first in sorted(found):
                for state in _states(quota, found[first]):
                    yield Subject(quota, quota.period_of(first) or Period(first), known_on, state, window)

    def chosen(self, choice: Choice) -> list[Subject]:
        """The accounts that are meant: those with a record, and where a quota is named at least one of it."""
        found = list(self.subjects(choice.known_on, choice.window))
        if choice.quota is None:
            return [subject for subject in found if choice.period is None or _is_period(subject, choice.period)]
        quota = find_quota(self.quotas, choice.quota)
        period = find_period(quota, choice.period) if choice.period else None
        chosen = [subject for subject in found if subject.quota is quota and period in (None, subject.period)]
        wanted = period or quota.period_of(choice.known_on)
        return chosen or ([Subject(quota, wanted, choice.known_on, None, choice.window)] if wanted else [])


def _grouped(records: Sequence[LedgerRecord], quota: Quota) -> dict[date, list[LedgerRecord]]:
    groups: dict[date, list[LedgerRecord]] = defaultdict(list)
    for record in records:
        first = quota.counts(record)
        if first is not None:
            groups[first].append(record)
    return groups


def _of_state(counted: Standing, supplier: str) -> Standing:
    """Only the deliveries of one state; notices concern all."""

    def concerns(record: LedgerRecord) -> bool:
        return record.supplier == supplier or record.kind == "notice"

    return Standing(
        tuple(filter(concerns, counted.records)),
        tuple(filter(concerns, counted.originals)),
        tuple(revision for revision in counted.revisions if concerns(revision.was) or concerns(revision.now)),
    )


def _states(quota: Quota, counted: Standing) -> list[str | None]:
    """The states that have an account of their own; None alone where all share one cap."""
    if not quota.is_national:
        return [None]
    records = (*counted.records, *counted.originals, *(revision.was for revision in counted.revisions))
    states = sorted({record.supplier for record in records if record.supplier is not None})
    return [*states] or [None]


def _is_period(subject: Subject, text: str) -> bool:
    """Whether the text means the subject's period, by the way that its quota counts years."""
    try:
        return find_period(subject.quota, text) == subject.period
    except InvalidInput:
        return False
