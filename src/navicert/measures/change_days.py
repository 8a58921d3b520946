"""The days on which law changes for a set of facts: where anything that bears on the answer begins or ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from navicert.measures.arithmetic import FACTS_YEAR
from navicert.measures.questions import atoms_of, simple_parts
from navicert.measures.rules import Rule, rules_of, validity
from navicert.measures.situation import Situation
from navicert.rulebook.model import Condition, DayIs, DaysSince, QuotaRule, Regime, Rulebook

DAY_OF_THE_ACT = "activity_date"
ONE_DAY = timedelta(days=1)
QUITE_LATER = timedelta(days=30 * 366)  # beyond which one quota year is like the other, however late one asks


def change_days(
    situation: Situation,
    running: frozenset[str] = frozenset({DAY_OF_THE_ACT}),
    regimes: Collection[str] | None = None,
) -> list[date]:
    """Every day on which the answer of these regimes (None: all) can differ from the day before.

    Only the `running` date keys move, all on the same day; the others stay as the situation has them.
    """
    rulebook, activity = situation.rulebook, str(situation.values["activity"])
    days: set[date] = set()
    quotas: list[QuotaRule] = []
    for regime in rulebook.regimes.values():
        if regimes is not None and regime.id not in regimes:
            continue
        days.update(_days_of_regime(regime, situation, running))
        for rule in rules_of(rulebook, regime.id, activity):
            if _may_apply(rule, situation):
                days.update(_days_of_rule(rule, situation, running))
                quotas.extend(_quotas_of(rule, rulebook))
    for party in situation.parties.listed:
        days.update(party.days)
    days.update(row.until + ONE_DAY for row in situation.parties.silence.values() if row.until is not None)
    if quotas and days:
        last = max(days)
        days.update(_turns(quotas, min(days), max(last, min(situation.known_on, last + QUITE_LATER))))
    return sorted(days)


def _may_apply(rule: Rule, situation: Situation) -> bool:
    """Whether the rule can ever apply, whatever the day."""
    return rule.is_law(situation) and all(
        rule.part(part, situation) is not False for part in ("step", "place", "goods")
    )


def _days_of_regime(regime: Regime, situation: Situation, running: frozenset[str]) -> Iterator[date]:
    """Where the reach and the coverage of a regime begin and end."""
    yield from (row.until for row in regime.bound if row.until is not None)
    yield from (row.first for row in regime.coverage if situation.values["activity"] in row.activities)
    for condition in (regime.concerns, *(row.where for row in regime.coverage if row.where is not None)):
        yield from days_of(condition, situation, running)


def _days_of_rule(rule: Rule, situation: Situation, running: frozenset[str]) -> Iterator[date]:
    yield from (day for day in validity(rule, situation.known_on) if day is not None)
    for atom in atoms_of(rule.measure):
        yield from days_of(atom, situation, running)


def days_of(condition: Condition, situation: Situation, running: frozenset[str]) -> Iterator[date]:
    """The days on which a condition on the running clocks changes."""
    for atom in simple_parts(condition):
        match atom:
            case DayIs(clock, first, until) if running & set(situation.keys_of(clock)):
                yield from (day for day in (first, until) if day is not None)
            case DaysSince(event, clock, at_most) if running & set(situation.keys_of(clock)):
                begun = situation.values.get(event)
                if isinstance(begun, date):
                    yield from (begun, begun + timedelta(days=at_most + 1))
            case _:
                pass


def _quotas_of(rule: Rule, rulebook: Rulebook) -> Iterator[QuotaRule]:
    """The quotas whose periods bear on a rule: its own, and those that its conditions ask about."""
    if rule.measure.quota is not None:
        yield rule.measure.quota
    for atom in atoms_of(rule.measure):
        measure = rulebook.measures.get(getattr(atom, "measure", ""))
        if measure is not None and measure.quota is not None:
            yield measure.quota


def _turns(quotas: list[QuotaRule], first: date, last: date) -> Iterator[date]:
    """The days on which quota years turn, disputed ones included, up to the year that holds the last day."""
    for quota in quotas:
        if quota.period == "span":
            continue
        turns = {quota.month_day or (1, 1), *((month, day) for _, _, month, day in quota.disputed_from)}
        if quota.period == "anniversary":
            turns.add(FACTS_YEAR)
        for year in range(first.year, last.year + 1):
            yield from (turn for month_day in turns if (turn := date(year, *month_day)) <= last)
