"""Law at the desk: the facts of one transaction against the rulebook, its listings and the quota ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from navicert.desk.ground import Ground
from navicert.desk.quotas import QuotaDesk
from navicert.measures.quota import asks_quotas

if TYPE_CHECKING:
    from navicert.desk.named_parties import NamedParties
    from navicert.measures import Assessment, Facts, PartyFindings, QuotaUse
    from navicert.measures.timeline import Timeline
    from navicert.trade import LedgerUse


class LawDesk:
    """Checks transactions."""

    def __init__(self, ground: Ground, quotas: QuotaDesk) -> None:
        self._ground, self._quotas = ground, quotas

    @cached_property
    def parties(self) -> NamedParties:
        """The names of the facts against the rulebook's own listings and the loaded editions."""
        from navicert.desk.named_parties import NamedParties

        return NamedParties(self._ground)

    def check(self, facts: Mapping[str, Any], *, as_known_on: date | None = None) -> dict[str, Any]:
        """Assess the facts of one transaction under each regime they touch; malformed facts are answered `invalid`.

        `id` is passed through. `as_known_on` is today by default. Quota totals that the facts do not state come from
        the ledger, as known on that day.
        """
        from navicert.measures import Facts, assess, assessment_to_json, read_facts

        known_on = as_known_on or self._ground.now().date()
        record_id = facts.get("id")
        read = read_facts({key: value for key, value in facts.items() if key != "id"})
        notes: tuple[str, ...] = ()
        if isinstance(read, Facts):
            assessment, notes = self._answer(read, known_on, self.parties.find(read, known_on))
        else:
            assessment = assess(read, self._ground.rulebook, as_known_on=known_on)
        return {"id": record_id} | assessment_to_json(assessment) | ({"ledger_notes": list(notes)} if notes else {})

    def _answer(self, facts: Facts, known_on: date, listed: PartyFindings) -> tuple[Assessment, tuple[str, ...]]:
        """The assessment with the ledger's totals, and what the ledger leaves open."""
        from navicert.measures import assess

        def ask(ledger: QuotaUse | None) -> Assessment:
            return assess(facts, self._ground.rulebook, as_known_on=known_on, listed=listed, ledger=ledger)

        use = self._ledger_use(facts, known_on)
        if use is None:
            return ask(None), ()
        from navicert.trade import settle

        return settle(use, ask)

    def timeline(self, facts: Facts, *, as_known_on: date | None = None) -> Timeline:
        """What is allowed when: the answers of `check` to these facts on every day, with listings and quota ledger.

        InvalidInput when the facts give the day of the act, over which it runs.
        """
        from navicert.measures.timeline import timeline

        known_on = as_known_on or self._ground.now().date()
        listed = self.parties.find(facts, known_on)
        notes: dict[str, None] = {}

        def ask(one_day: Facts) -> Assessment:
            answer, unsure = self._answer(one_day, known_on, listed)
            notes.update(dict.fromkeys(unsure))
            return answer

        days = self._ledger_days(facts, known_on)
        laid = timeline(facts, self._ground.rulebook, as_known_on=known_on, listed=listed, ask=ask, further_days=days)
        return replace(laid, ledger_notes=tuple(notes))

    def _ledger_days(self, facts: Facts, known_on: date) -> set[date]:
        """The days on which the ledger may change an answer to the facts."""
        if self._ground.has_no_store or not asks_quotas(facts, self._ground.rulebook):
            return set()
        from navicert.trade import days_of_change

        return days_of_change(self._quotas.ledger(), facts, self._ground.rulebook, known_on)

    def _ledger_use(self, facts: Facts, known_on: date) -> LedgerUse | None:
        """What the ledger says about the quotas that the facts touch; opened only for activities that have some."""
        if self._ground.has_no_store or not asks_quotas(facts, self._ground.rulebook):
            return None
        from navicert.trade import use_of

        return use_of(self._quotas.ledger(), facts, self._ground.rulebook, known_on)
