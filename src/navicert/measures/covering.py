"""How far a regime is held: whether the rulebook declares to hold all of its rules that the facts may fall under."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from datetime import date

from navicert.measures.completing import keys_of
from navicert.measures.identities import keys_that_identify
from navicert.measures.judging import Truth, open_questions, truth
from navicert.measures.questions import days_of, simple_parts
from navicert.measures.situation import Situation
from navicert.rulebook.model import AllOf, Condition, Coverage, FactIs, Given, GoodsAre, PartyListed, Regime, Rulebook


def covered(regime: Regime, situation: Situation) -> Truth:
    """Whether the rulebook holds all of the regime's rules on this activity, these goods and this day; None where
    absent facts leave it open.

    A day that nobody told counts as one that is held: no rule turns on it, and the regimes are held from where their
    records begin."""
    day = situation.day(situation.act_clock())
    held: Truth = False
    for first, conditions in _rows(regime, situation):
        if day is None or day >= first:
            value = _all_hold(conditions, situation)
            if value:
                return True
            held = None if value is None else held
    return held


def _all_hold(conditions: Sequence[Condition], situation: Situation) -> Truth:
    return truth(AllOf(tuple(conditions)), situation)


def open_keys(regime: Regime, situation: Situation) -> Iterator[str]:
    """The keys to ask for where it is open whether the rulebook holds the rules."""
    for _, conditions in _rows(regime, situation):
        if _all_hold(conditions, situation) is None:
            for condition in conditions:
                for question in open_questions(condition, situation):
                    yield from _keys_to_ask(question, condition, situation)


def _keys_to_ask(question: str, condition: Condition, situation: Situation) -> tuple[str, ...]:
    if question == "goods":
        return ("hs" if "goods_kind" in situation.values else "goods_kind",)
    sort, _, list_id = question.partition(" ")
    if sort == "identity":
        return keys_that_identify(list_id, simple_parts(condition), situation)
    return keys_of(question, (), situation)


def read_by_coverage(regime: Regime, situation: Situation) -> frozenset[str]:
    """The questions whose answer may change whether the rulebook holds the rules on the activity."""
    return _read(situation.rulebook, regime.id, str(situation.values["activity"]))


Held = tuple[date, tuple[Condition, ...]]
"""From which day on, and under which conditions, rules are held."""


def _rows(regime: Regime, situation: Situation) -> tuple[Held, ...]:
    return _held(situation.rulebook, regime.id, str(situation.values["activity"]))


@functools.lru_cache(maxsize=1024)
def _held(rulebook: Rulebook, regime_id: str, activity: str) -> tuple[Held, ...]:
    rows = rulebook.regimes[regime_id].coverage
    return tuple((row.first, tuple(_conditions(row))) for row in rows if activity in row.activities)


def _conditions(row: Coverage) -> Iterator[Condition]:
    if row.goods is not None:
        yield GoodsAre(row.goods)
    if row.where is not None:
        yield row.where


@functools.lru_cache(maxsize=1024)
def _read(rulebook: Rulebook, regime_id: str, activity: str) -> frozenset[str]:
    conditions = [condition for _, row in _held(rulebook, regime_id, activity) for condition in row]
    atoms = [atom for condition in conditions for atom in simple_parts(condition)]
    read = {atom.key for atom in atoms if isinstance(atom, FactIs | Given)}
    lists = {f"identity {atom.list}" for atom in atoms if isinstance(atom, PartyListed)}
    goods = {"goods"} if any(isinstance(atom, GoodsAre) for atom in atoms) else set()
    return frozenset(read | lists | goods | set(days_of("act")))
