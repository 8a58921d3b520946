"""The ledger: all records, asked as they were known on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from navicert.errors import InvalidInput
from navicert.terms import Period
from navicert.trade.account import Account, Subject, draw_up
from navicert.trade.model import LedgerRecord
from navicert.trade.quotas import Quota, find_period, find_quota
from navicert.trade.standing import Standing, known, standing

MOST_REMEMBERED = 1000
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

    def find(self, record_id: str) -> LedgerRecord:
        """The record of this id; InvalidInput when there is none."""
        for record in self.records:
            if record.id == record_id:
                return record
        raise InvalidInput(f"the ledger has no record {record_id!r}", next="see navicert quota report")

    def standing(self, quota: Quota, period_first: date, known_on: date, supplier: str | None = None) -> Standing:
        """The records that count in a quota period, as known on a day; with `supplier` only that state's deliveries."""
        key = (quota.id, period_first, known_on, supplier)
        return self.remember(("standing", *key), lambda: self._count(*key))

    def _count(self, quota_id: str, period_first: date, known_on: date, supplier: str | None) -> Standing:
        quota, whole = self.quotas[quota_id], self._known_on(known_on)

        def counts(record: LedgerRecord) -> bool:
            return quota.counts(record) == period_first and (
                supplier in (None, record.supplier) or record.kind == "notice"
            )

        return Standing(
            records=tuple(filter(counts, whole.records)),
            originals=tuple(filter(counts, whole.originals)),
            revisions=tuple(revision for revision in whole.revisions if counts(revision.was) or counts(revision.now)),
        )

    def _known_on(self, day: date) -> Standing:
        """Corrections may move a delivery to another period or state: they are applied before anything is chosen."""
        return self.remember(("known", day), lambda: standing(known(self.records, day)))

    def account(self, subject: Subject) -> Account:
        """The account of one quota period."""
        first = subject.period.first
        assert first is not None
        return draw_up(subject, self.standing(subject.quota, first, subject.known_on, subject.supplier))

    def subjects(self, known_on: date, window: int | None = None) -> Iterator[Subject]:
        """The accounts that have a record, by quota in the rulebook's order, then by period (and by state)."""
        whole = self._known_on(known_on)
        records = (*whole.records, *(revision.was for revision in whole.revisions))
        for quota in self.quotas.values():
            counted = {(first, _state(quota, record)) for record in records if (first := quota.counts(record))}
            for first, state in sorted(counted, key=lambda pair: (pair[0], pair[1] or "")):
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


def _state(quota: Quota, record: LedgerRecord) -> str | None:
    return record.supplier if quota.is_national else None


def _is_period(subject: Subject, text: str) -> bool:
    """Whether the text means the subject's period, by the way that its quota counts years."""
    try:
        return find_period(subject.quota, text) == subject.period
    except InvalidInput:
        return False
