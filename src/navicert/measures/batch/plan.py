"""A plan: what must be looked at in rows that share their codes and the keys they give, for one regime's finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from navicert.measures.batch.marks import MOVEMENT, Marks
from navicert.measures.situation import NOT_AFTER, NOT_BEFORE
from navicert.rulebook.model import Measure

ONE_DAY = timedelta(days=1)
Span = tuple[tuple[str, ...], tuple[str, ...], tuple[date, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What tells situations apart beside codes and goods.

    `days`: first days of the stretches of a date key that no rule tells apart. `turns`: days of the year likewise.
    `exact_days`: date keys that count to the day. `ordered`: date keys whose order counts. `spans`: for a clock of
    which no day is given, the keys of days before and after it, and the days on which its rules change. `since`: an
    event no more than so many days before a day (event key, day key). `numbers`: values at which a number key changes
    something.
    """

    marks: Marks
    days: dict[str, tuple[date, ...]]
    turns: dict[str, tuple[tuple[int, int], ...]]
    exact_days: frozenset[str]
    ordered: tuple[str, ...]
    spans: tuple[Span, ...]
    since: tuple[tuple[str, str, int], ...]
    numbers: dict[str, tuple[Decimal, ...]]
    prices: tuple[Decimal, ...]
    quotas: tuple[Measure, ...]

    @property
    def day_keys(self) -> set[str]:
        """The date keys looked at."""
        since = (key for event, day, _ in self.since for key in (event, day))
        bounds = (key for before, after, _ in self.spans for key in (*before, *after))
        return {*self.days, *self.turns, *self.exact_days, *self.ordered, *since, *bounds}


def plan_for(marks: Marks, given: frozenset[str], *, answers: bool = True) -> Plan:
    """The plan for rows that give these date keys and no others; `answers` when absent days are asked for."""
    tested = _tested(marks, given)
    days: dict[str, set[date]] = defaultdict(set)
    for clock, key in tested.items():
        if key is not None:
            days[key] |= marks.clocks[clock]
    ordered = _unsettled(marks, tested, given) if answers else ()
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
        spans=() if answers else tuple(_bounds(marks, tested, given)),
        since=tuple(_spans(marks, tested, given)),
        numbers={key: tuple(sorted(cuts)) for key, cuts in marks.numbers.items() if cuts},
        prices=tuple(sorted(marks.prices)),
        quotas=tuple(marks.quotas.values()),
    )


def keys_that_count(marks: Marks, given: frozenset[str], *, answers: bool) -> frozenset[str]:
    """Those of the date keys given that can make a difference: what the clocks show; where a clock shows nothing, the
    other days of the movement; and what a finding may tell of."""
    tested = _tested(marks, given)
    keys = {key for key in tested.values() if key is not None} | {rule.event for rule in marks.since}
    keys |= marks.sets.keys() | (marks.told_days if answers else set())
    if _asks_movement(marks, tested):
        keys.update(MOVEMENT)
    return given & keys


def _tested(marks: Marks, given: frozenset[str]) -> dict[str, str | None]:
    """By clock the key whose day it shows."""
    return {clock: next((key for key in marks.keys_of(clock) if key in given), None) for clock in marks.clocks}


def _asks_movement(marks: Marks, tested: dict[str, str | None]) -> bool:
    return any(key is None and marks.keys_of(clock)[0] in MOVEMENT for clock, key in tested.items())


def _bounds(marks: Marks, tested: dict[str, str | None], given: frozenset[str]) -> Iterator[Span]:
    """What tells how the days that a clock may still show lie to those on which its rules change."""
    for clock, key in sorted(tested.items()):
        if key is None and marks.clocks[clock]:
            asked = marks.keys_of(clock)[0]
            before = tuple(earlier for earlier in NOT_BEFORE.get(asked, ()) if earlier in given)
            after = tuple(later for later in NOT_AFTER.get(asked, ()) if later in given)
            if before or after:
                yield before, after, tuple(sorted(marks.clocks[clock]))


def _unsettled(marks: Marks, tested: dict[str, str | None], given: frozenset[str]) -> tuple[str, ...]:
    """The days of a cargo's movement that are given, where a rule asks for one that is not."""
    return tuple(key for key in MOVEMENT if key in given) if _asks_movement(marks, tested) else ()


def _spans(marks: Marks, tested: dict[str, str | None], given: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    for rule in marks.since:
        day = tested[rule.clock]
        if rule.event in given and day is not None:
            yield rule.event, day, rule.at_most
