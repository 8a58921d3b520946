"""Conditions as functions of a situation, for what is judged many times.

They give what `judging.truth` and `judging.open_questions` give, with what a condition alone tells worked out before.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from navicert.measures.judging import ASKS, Truth, span_within, truth
from navicert.measures.questions import simple_parts
from navicert.measures.situation import Situation
from navicert.rulebook.model import (
    AllOf,
    AnyOf,
    Condition,
    DayIs,
    FactIs,
    Given,
    GoodsAre,
    NotOf,
    ReadingIs,
    Stated,
)
from navicert.rulebook.vocabulary import CLOCKS

Judge = Callable[[Situation], Truth]
Asker = Callable[[Situation, list[str]], Truth]
"""Judges like a Judge, and appends the questions on which the answer turns where it is open."""
GOODS_KEPT = 4096


def compiled(condition: Condition, left_open: tuple[type, ...] = ()) -> Judge:
    """The condition as a function of the situation; conditions of some kinds may be left open, whatever the facts."""
    match condition:
        case AllOf(parts):
            return _every(tuple(compiled(part, left_open) for part in parts))
        case AnyOf(parts):
            return _some(tuple(compiled(part, left_open) for part in parts))
        case NotOf(part):
            return _otherwise(compiled(part, left_open))
        case Stated(part):
            is_open = any(isinstance(atom, left_open) for atom in simple_parts(part))
            return compiled(part, left_open) if is_open else _stated(compiled(part))
        case _:
            return _left_open if isinstance(condition, left_open) else _simple(condition)


def _left_open(_: Situation) -> Truth:
    return None


def _simple(condition: Condition) -> Judge:
    match condition:
        case FactIs():
            return _fact(condition)
        case DayIs(clock, first, until):
            return within(clock, first, until)
        case GoodsAre():
            return _goods(condition)
        case Given(key):
            return lambda situation: key in situation.values
        case ReadingIs(ambiguity, reading):
            return lambda situation: situation.reading == (ambiguity, reading)
        case _:
            return functools.partial(truth, condition)


def _every(judges: tuple[Judge, ...]) -> Judge:
    def every(situation: Situation) -> Truth:
        result: Truth = True
        for judge in judges:
            value = judge(situation)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    return every


def _some(judges: tuple[Judge, ...]) -> Judge:
    def some(situation: Situation) -> Truth:
        result: Truth = False
        for judge in judges:
            value = judge(situation)
            if value:
                return True
            if value is None:
                result = None
        return result

    return some


def _otherwise(judge: Judge) -> Judge:
    def otherwise(situation: Situation) -> Truth:
        value = judge(situation)
        return None if value is None else not value

    return otherwise


def _stated(judge: Judge) -> Judge:
    return lambda situation: judge(situation) is True


def _fact(condition: FactIs) -> Judge:
    key, values, negated = condition.key, frozenset(condition.values), condition.negated
    if key == "origin":
        return _origin(values, negated=negated)
    if key == "transit_port":
        return functools.partial(truth, condition)

    def fact(situation: Situation) -> Truth:
        value = situation.values.get(key)
        if value is None:
            return None
        if isinstance(value, tuple):
            return (not values.isdisjoint(value)) is not negated
        return (value in values) is not negated

    return fact


def _origin(values: frozenset[object], *, negated: bool) -> Judge:
    def origin(situation: Situation) -> Truth:
        told = situation.values
        value = told.get("true_origin") or told.get("origin")
        return None if value is None else (value in values) is not negated

    return origin


def _goods(condition: GoodsAre) -> Judge:
    cover = functools.lru_cache(GOODS_KEPT)(condition.goods.cover)

    def goods(situation: Situation) -> Truth:
        values: Mapping[str, Any] = situation.values
        return cover(values.get("hs"), values.get("goods_kind"))

    return goods


def within(clock: str, first: date | None, until: date | None) -> Judge:
    """Whether the day that a clock shows lies within: first <= day < until, either side open when None."""
    if clock == "act":
        return lambda situation: _lies(situation.day(clock), clock, first, until, situation)
    keys = CLOCKS.get(clock, (clock,))

    def lies(situation: Situation) -> Truth:
        values: Mapping[str, Any] = situation.values
        for key in keys:
            day = values.get(key)
            if day is not None:
                return (first is None or first <= day) and (until is None or day < until)
        return span_within(situation.span(clock), first, until)

    return lies


def _lies(day: date | None, clock: str, first: date | None, until: date | None, situation: Situation) -> Truth:
    if day is not None:
        return (first is None or first <= day) and (until is None or day < until)
    return span_within(situation.span(clock), first, until)


def asking(condition: Condition) -> Asker:
    """The condition as a function that judges and asks at once."""
    match condition:
        case AllOf(parts):
            return _ask_parts(tuple(map(asking, parts)), decides=False)
        case AnyOf(parts):
            return _ask_parts(tuple(map(asking, parts)), decides=True)
        case NotOf(part):
            inner = asking(part)

            def otherwise(situation: Situation, into: list[str]) -> Truth:
                value = inner(situation, into)
                return None if value is None else not value

            return otherwise
        case Stated(part):
            judge = compiled(part)
            return lambda situation, _: judge(situation) is True
        case _:
            return _ask_simple(condition, compiled(condition))


def _ask_parts(askers: tuple[Asker, ...], *, decides: bool) -> Asker:
    """All or any of several parts: one that `decides` settles it, and then nothing is asked."""

    def ask(situation: Situation, into: list[str]) -> Truth:
        asked = len(into)
        result: Truth = not decides
        for asker in askers:
            value = asker(situation, into)
            if value is decides:
                del into[asked:]
                return decides
            if value is None:
                result = None
        return result

    return ask


def _ask_simple(condition: Condition, judge: Judge) -> Asker:
    questions: Callable[[Any, Situation], Iterable[str]] | None = ASKS.get(type(condition))
    fixed = (condition.key,) if isinstance(condition, FactIs) else None

    def ask(situation: Situation, into: list[str]) -> Truth:
        value = judge(situation)
        if value is None and questions is not None:
            into.extend(fixed or questions(condition, situation))
        return value

    return ask
