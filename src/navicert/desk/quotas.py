"""Quotas at the desk: the ledger of reported deliveries as the store keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from navicert.desk.ground import Ground

if TYPE_CHECKING:
    from navicert.trade import Account, InvalidRecord, Ledger, Taken


class QuotaDesk:
    """The quota ledger of one store, read again only when it has grown."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._kept: Ledger | None = None

    def record(self, rows: Iterable[Mapping[str, Any]], *, by: str, again: bool = False) -> list[Taken | InvalidRecord]:
        """Record rows of deliveries, corrections and notices in the quota ledger; what became of each row, in order.

        A row that states what the ledger holds already is not recorded twice, unless `again` says that it is a further
        delivery that looks the same. Rows that are no records leave the others as they are.
        """
        from navicert.trade import Recorder, quotas_of

        recorder = Recorder(
            self._ground.store.ledger_records(),
            quotas_of(self._ground.rulebook),
            at=self._ground.now(),
            by=by,
            again=again,
        )
        taken = [recorder.take(row) for row in rows]
        if recorder.new:
            self._ground.store.add_ledger_records(recorder.new)
        return taken

    def accounts(
        self,
        quota: str | None = None,
        period: str | None = None,
        *,
        as_known_on: date | None = None,
        recorded_until: datetime | None = None,
        rate_days: int | None = None,
    ) -> list[Account]:
        """The running accounts of one quota or all, of one period or all, as known on a day (today by default).

        With `recorded_until` as if nothing had been recorded since; with `rate_days` projected at the rate of the last
        so many days. InvalidInput when there is no such quota or period.
        """
        from navicert.trade import Choice

        ledger = self.ledger(recorded_until)
        choice = Choice(as_known_on or self._ground.now().date(), quota, period, rate_days)
        return [ledger.account(subject) for subject in ledger.chosen(choice)]

    def unplaced(self) -> dict[str, int]:
        """Quotas of ledger records that the rulebook does not hold, with how many records; no account counts them."""
        return dict(Counter(record.quota for record in self.ledger().unplaced))

    def ledger(self, recorded_until: datetime | None = None) -> Ledger:
        """The ledger as the store has it; read again only when it has grown."""
        from navicert.trade import Ledger, quotas_of

        if recorded_until is not None:
            return Ledger(
                self._ground.store.ledger_records(recorded_until=recorded_until), quotas_of(self._ground.rulebook)
            )
        kept = self._kept
        if kept is None or len(kept.records) != self._ground.store.ledger_size():
            kept = Ledger(
                self._ground.store.ledger_records() if self._ground.store.ledger_size() else (),
                quotas_of(self._ground.rulebook),
            )
            self._kept = kept
        return kept
