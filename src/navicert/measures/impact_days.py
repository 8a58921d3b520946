"""Worked cases moved to the days on which two rulebooks differ, and to the days before and after.

A day that moves by one changes no worked case that does not lie on it; these questions do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from navicert.measures.impact import Question, differences
from navicert.measures.naming import IMO_KEYS
from navicert.measures.questions import atoms_of
from navicert.rulebook.model import DayIs, ListingRecord, Measure, PartyListed, Regime, Rulebook
from navicert.rulebook.vocabulary import ACTIONS, CLOCKS, clock_for

Mark = tuple[str, date]
"""A clock and a day on which something begins or ends by it."""
MOVING_KEYS = ("loading_date", "declaration_date", "arrival_date", "release_date")


def moved_questions(old: Rulebook, new: Rulebook) -> list[Question]:
    """Worked cases of what differs, moved to the day before each day that differs, to it and to the day after; cases
    with the same facts once."""
    questions: dict[str, Question] = {}
    for row in differences(old, new):
        for question in _MOVERS[row.sort](row.id, old, new):
            questions.setdefault(repr(sorted(question.facts.items())), question)
    return list(questions.values())


def _of_measure(name: str, old: Rulebook, new: Rulebook) -> Iterator[Question]:
    """Cases of a measure that both hold; those of one that only one holds show the difference as they are."""
    if name in old.measures and name in new.measures:
        versions = [old.measures[name], new.measures[name]]
        apart = sorted(set(_marks(versions[0])) ^ set(_marks(versions[1])))
        for label, facts in _cases_of(versions):
            for mark in apart:
                yield from _around(label, facts, mark)


def _marks(measure: Measure) -> Iterator[Mark]:
    """The days on which a measure or one of its exceptions begins or ends, by their clocks."""
    spans = [(measure.clock, measure.first, measure.until)]
    spans += [(measure.clock, row.first, row.until) for row in measure.regimes]
    spans += [(atom.clock, atom.first, atom.until) for atom in atoms_of(measure) if isinstance(atom, DayIs)]
    yield from ((clock, day) for clock, *days in spans for day in days if day is not None)


def _cases_of(measures: list[Measure]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for measure in measures:
        yield from ((f"{measure.id}: {case.name}", case.facts) for case in measure.cases)


def _of_regime(name: str, old: Rulebook, new: Rulebook) -> Iterator[Question]:
    """Where a law leaves a state, and where the rulebook begins to hold it in full."""
    if name not in old.regimes or name not in new.regimes:
        return
    apart = sorted(set(_turns(old.regimes[name])) ^ set(_turns(new.regimes[name])))
    for label, facts in _cases_of([m for m in new.measures.values() if name in [row.regime for row in m.regimes]]):
        for state, activities, day in apart:
            if facts.get("activity") in activities:
                yield from _around(label, {**facts, **({"bound_state": state} if state else {})}, ("act", day))


def _turns(regime: Regime) -> Iterator[tuple[str, tuple[str, ...], date]]:
    """The state, the activities and the day of each such turn; no state where it is not about one."""
    yield from ((row.state, tuple(ACTIONS), row.until) for row in regime.bound if row.until is not None)
    yield from (("", tuple(sorted(row.activities)), row.first) for row in regime.coverage)


def _of_listings(name: str, old: Rulebook, new: Rulebook) -> Iterator[Question]:
    """A case that names a party of the list, of each measure that asks it, with those that differ in its stead."""
    before, after = ({r for r in book.listings if r.list == name} for book in (old, new))
    changed = sorted(before ^ after, key=lambda record: (record.id, str(record.listed_on)))
    for measure in new.measures.values():
        asked = (atom for atom in atoms_of(measure) if isinstance(atom, PartyListed) and atom.list == name)
        fields = [key for atom in asked for key in atom.fields]
        for label, facts in _cases_of([measure]):
            named = [key for key in fields if key in facts]
            if named:
                for record in changed:
                    yield from _named(label, facts, named, record)
                break


def _named(label: str, facts: Mapping[str, Any], keys: list[str], record: ListingRecord) -> Iterator[Question]:
    """The case with the party in its stead, around the days on which its listing begins and ends."""
    by_number = next((key for key in keys if key in IMO_KEYS), None)
    key, value = (by_number, record.imo) if by_number else (keys[0], record.caption)
    if value is None:
        return
    named = {key: value, **{other: fact for other, fact in facts.items() if other not in keys}}
    for day in (record.listed_on, record.ended_on):
        if day is not None:
            yield from _around(f"{label}, {record.caption}", named, ("act", day))


def _around(label: str, facts: Mapping[str, Any], mark: Mark) -> Iterator[Question]:
    clock, day = mark
    keys = CLOCKS.get(clock_for(clock, str(facts.get("activity"))), (clock,))
    key = next((key for key in keys if key in facts), keys[0])
    for days in (-1, 0, 1):
        moved = day + timedelta(days=days)
        yield Question("moved case", f"{label}, {key} {moved}", _moved(facts, key, moved))


def _moved(facts: Mapping[str, Any], key: str, day: date) -> dict[str, Any]:
    """The facts with another day; days of the cargo that would contradict it move along."""
    moved = {**facts, key: day.isoformat()}
    if key in MOVING_KEYS:
        place = MOVING_KEYS.index(key)
        for number, other in enumerate(MOVING_KEYS):
            if other in moved and (moved[other] > moved[key] if number < place else moved[other] < moved[key]):
                moved[other] = moved[key]
    return moved


_MOVERS = {"measure": _of_measure, "regime": _of_regime, "listings": _of_listings, "ambiguity": lambda *_: iter(())}
