"""The nouns of the ledger: an amount as its source states it, and a record of a delivery or of a notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from navicert.terms import VagueDate

RecordKind = Literal["reported", "estimated", "notice"]
Terms = Literal["commercial", "aid"]


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount as its source states it. A report has `low == amount == high`; an estimate may span a range."""

    amount: Decimal
    unit: str
    low: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, amount: Decimal, unit: str) -> Stated:
        return cls(amount, unit, amount, amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRecord:
    """One line of the ledger; it is never changed, a correction is a further record that names it in `corrects`.

    `quota` is the measure under which the source counts, `period_first` the first day of its quota period. `quantity`
    is in bbl, t or kg, `value` in a currency; a notice has neither, but `percent`. `delivered` are the days that the
    amount was delivered on. `includes_reported` marks an estimate of the whole running total over its days. `terms`
    says whether the goods were sold or given. `published` is the day from which others could know it, None where nobody
    said.
    """

    id: str
    kind: RecordKind
    quota: str
    period_first: date
    source: str
    recorded_at: datetime
    recorded_by: str
    quantity: Stated | None = None
    value: Stated | None = None
    goods: str | None = None
    delivered: VagueDate | None = None
    supplier: str | None = None
    receiver: str | None = None
    includes_reported: bool = False
    terms: Terms | None = None
    percent: int | None = None
    published: date | None = None
    corrects: str | None = None
    note: str | None = None

    @property
    def known_on(self) -> date:
        """The day from which it was known: its publication, else the day of recording."""
        return self.published or self.recorded_at.date()

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of delivery; nothing is delivered after it became known."""
        assert self.delivered is not None, f"{self.id} is no delivery"
        return self.delivered.earliest, max(self.delivered.earliest, min(self.delivered.latest, self.known_on))
