"""A plan: what must be looked at in rows that share their codes and the keys they give, for one regime's finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from navicert.measures.batch.marks import MOVEMENT, Marks
from navicert.rulebook.model import Measure

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What tells situations apart beside codes and goods.

    `days`: first days of the stretches of a date key that no rule tells apart. `turns`: days of the year likewise.
    `exact_days`: date keys that count to the day. `ordered`: date keys whose order counts. `since`: an event no more
    than so many days before a day (event key, day key). `numbers`: values at which a number key changes something.
    """

    marks: Marks
    days: dict[str, tuple[date, ...]]
    turns: dict[str, tuple[tuple[int, int], ...]]
    exact_days: frozenset[str]
    ordered: tuple[str, ...]
    since: tuple[tuple[str, str, int], ...]
    numbers: dict[str, tuple[Decimal, ...]]
    prices: tuple[Decimal, ...]
    quotas: tuple[Measure, ...]

    @property
    def day_keys(self) -> set[str]:
        """The date keys looked at."""
        spans = (key for event, day, _ in self.since for key in (event, day))
        return {*self.days, *self.turns, *self.exact_days, *self.ordered, *spans}


def plan_for(marks: Marks, given: frozenset[str], *, answers: bool = True) -> Plan:
    """The plan for rows that give these date keys and no others; `answers` when absent days are asked for."""
    tested = {clock: next((key for key in marks.keys_of(clock) if key in given), None) for clock in marks.clocks}
    days: dict[str, set[date]] = defaultdict(set)
    for clock, key in tested.items():
        if key is not None:
            days[key] |= marks.clocks[clock]
    ordered = _unsettled(marks, tested, given)
    for key in ordered:
        days[key].update(day for marked in marks.clocks.values() for day in marked)
        days[key].update([day - ONE_DAY for day in days[key]])
    turning = tested.get("export") if marks.quotas else None
    return Plan(
        marks=marks,
        days={key: tuple(sorted(cuts)) for key, cuts in days.items() if cuts},
        turns={turning: tuple(marks.turns())} if turning else {},
        exact_days=frozenset(
            rule.event for rule in marks.since if answers and rule.event in given and not tested[rule.clock]
        ),
        ordered=ordered,
        since=tuple(_spans(marks, tested, given)),
        numbers={key: tuple(sorted(cuts)) for key, cuts in marks.numbers.items() if cuts},
        prices=tuple(sorted(marks.prices)),
        quotas=tuple(marks.quotas.values()),
    )


def _unsettled(marks: Marks, tested: dict[str, str | None], given: frozenset[str]) -> tuple[str, ...]:
    """The days of a cargo's movement that are given, where a rule asks for one that is not."""
    asked = any(key is None and marks.keys_of(clock)[0] in MOVEMENT for clock, key in tested.items())
    return tuple(key for key in MOVEMENT if key in given) if asked else ()


def _spans(marks: Marks, tested: dict[str, str | None], given: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    for rule in marks.since:
        day = tested[rule.clock]
        if rule.event in given and day is not None:
            yield rule.event, day, rule.at_most
