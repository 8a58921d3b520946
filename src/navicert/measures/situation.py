"""A situation: the facts as they are known, with what is assumed while the answers to open questions are tried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from navicert.measures.facts import FactValue
from navicert.measures.parties import PartyFindings
from navicert.measures.quota import QuotaUse
from navicert.measures.recalling import Recall, recall_of
from navicert.rulebook.model import Rulebook
from navicert.rulebook.vocabulary import CLOCKS, KEYS, clock_for

MAIN_READING = ("", "")
ALL_FACTS = "all facts"


@dataclass(frozen=True, slots=True)
class Situation:
    """Facts, the law known, the parties found, the ledger, and the reading of contested law under which is asked.

    `assumed` answers questions that no single fact answers, by name ("quota UN-2397-5-REFINED", "owners US").
    """

    values: Mapping[str, FactValue]
    rulebook: Rulebook
    known_on: date
    parties: PartyFindings = field(default_factory=PartyFindings)
    ledger: QuotaUse | None = None
    reading: tuple[str, str] = MAIN_READING
    assumed: Mapping[str, bool] = field(default_factory=dict)
    spans: dict[str, tuple[date | None, date | None]] = field(default_factory=dict, compare=False, repr=False)
    """The spans that were asked for already."""
    recall: Recall = field(default_factory=Recall, compare=False, repr=False)
    """What was found out before, here or by others who asked under the same law."""
    apart: Recall | None = field(default=None, compare=False, repr=False)
    """What holds only for the parties and the ledger of this situation, where it has any."""
    came_from: tuple[Situation, str, object] | None = field(default=None, compare=False, repr=False)
    """The situation before the last change, and the change: an answer by its question, a reading by "reading" and
    point."""
    seen: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What those who look at it see of it, and what was judged of it already."""

    @staticmethod
    def asked(
        values: Mapping[str, FactValue],
        rulebook: Rulebook,
        known_on: date,
        parties: PartyFindings,
        ledger: QuotaUse | None,
    ) -> Situation:
        """A situation first asked about, with what was found out under the same law before."""
        apart = Recall() if parties.listed or parties.silence or ledger is not None else None
        recall = recall_of(rulebook, known_on)
        return Situation(values, rulebook, known_on, parties, ledger, recall=recall, apart=apart)

    @property
    def told(self) -> tuple[object, ...]:
        """Every fact in the order of KEYS, None where it is absent."""
        told = self.seen.get(ALL_FACTS)
        if told is None:
            told = self.seen[ALL_FACTS] = tuple(map(self.values.get, KEYS))
        return told

    def fact(self, key: str) -> FactValue | None:
        """The value of a key; the origin established against the documents stands for the documented one."""
        if key == "origin":
            return self.values.get("true_origin") or self.values.get("origin")
        return self.values.get(key)

    def day(self, clock: str) -> date | None:
        """The day a clock shows: its first date key that is given; None when none is."""
        for key in self.keys_of(clock):
            day = self.values.get(key)
            if day is not None:
                return day  # type: ignore[return-value]
        return None

    def keys_of(self, clock: str) -> tuple[str, ...]:
        """The date keys a clock looks at, in their order; a single date key is its own clock."""
        if clock == "act":
            clock = clock_for(clock, str(self.values.get("activity")))
        return CLOCKS.get(clock, (clock,))

    def act_clock(self) -> str:
        """The clock of the activity itself, by which listings count."""
        return clock_for("act", str(self.values.get("activity")))

    def span(self, clock: str) -> tuple[date | None, date | None]:
        """The first and last day that a clock may still show: goods are loaded, then arrive, then are released."""
        if (known := self.spans.get(clock)) is None:
            known = self.spans[clock] = self._span(self.keys_of(clock)[0])
        return known

    def _span(self, key: str) -> tuple[date | None, date | None]:
        if key not in NOT_BEFORE and key not in NOT_AFTER:
            return None, None
        values = self.values
        before = [values[earlier] for earlier in NOT_BEFORE.get(key, ()) if earlier in values]
        after = [values[later] for later in NOT_AFTER.get(key, ()) if later in values]
        return max(before, default=None), min(after, default=None)  # type: ignore[return-value]

    def act_span(self) -> tuple[date | None, date | None]:
        """The day of the act as a span of one day, or the span it may fall into."""
        day = self.day("act")
        return (day, day) if day is not None else self.span("act")

    def with_value(self, key: str, value: FactValue) -> Situation:
        """The same situation with one more fact."""
        return self._changed({**self.values, key: value}, self.assumed, key, value)

    def with_goods(self, hs: str, kind: str) -> Situation:
        """The same situation with goods of this code and kind."""
        return self._changed({**self.values, "hs": hs, "goods_kind": kind}, self.assumed, "goods", (hs, kind))

    def with_price(self, amount: Decimal, unit: str) -> Situation:
        """The same situation with a price per unit."""
        values = {**self.values, "unit_price_amount": amount, "unit_price_unit": unit}
        return self._changed(values, self.assumed, "unit_price_amount", amount)

    def assuming(self, question: str, answer: bool) -> Situation:
        """The same situation with one question answered."""
        return self._changed(self.values, {**self.assumed, question: answer}, question, answer)

    def read_as(self, reading: tuple[str, str]) -> Situation:
        """The same situation under another reading of a contested point."""
        return Situation(
            self.values, self.rulebook, self.known_on, self.parties, self.ledger, reading, self.assumed, self.spans,
            self.recall, self.apart, (self, f"reading {reading[0]}", reading),
        )  # fmt: skip

    def _changed(
        self, values: Mapping[str, FactValue], assumed: Mapping[str, bool], question: str, answer: object
    ) -> Situation:
        spans = self.spans if values is self.values else {}
        return Situation(
            values, self.rulebook, self.known_on, self.parties, self.ledger, self.reading, assumed, spans,
            self.recall, self.apart, (self, question, answer),
        )  # fmt: skip


# The days of a cargo's movement that another is not before, and not after.
NOT_BEFORE = {
    "arrival_date": ("loading_date",),
    "release_date": ("loading_date", "arrival_date", "declaration_date"),
}
NOT_AFTER = {
    "loading_date": ("arrival_date", "release_date"),
    "arrival_date": ("release_date",),
    "declaration_date": ("release_date",),
}
