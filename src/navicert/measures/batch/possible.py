"""Which rules may apply to rows that share their codes, states and goods, whatever their days and numbers are."""

from __future__ import annotations

from collections.abc import Iterator

from navicert.measures.judging import Truth, truth
from navicert.measures.questions import simple_parts
from navicert.measures.rules import Rule, validity
from navicert.measures.situation import Situation
from navicert.rulebook.model import (
    AllOf,
    AnyOf,
    Condition,
    DayIs,
    DaysSince,
    GoodsAre,
    NotOf,
    NumberIs,
    PriceIs,
    QuotaIs,
    ReadingIs,
    Stated,
)

ANY_DAY_OR_NUMBER = (DayIs, DaysSince, NumberIs, PriceIs, QuotaIs, ReadingIs)
ANY_READING = (QuotaIs, ReadingIs)


def may_apply(rule: Rule, situation: Situation) -> bool:
    """Whether the rule, being law, is not out of the question by the facts other than days, numbers and readings."""
    if not rule.is_law(situation) or _never_valid(rule, situation):
        return False
    if rule.part("step", situation) is False or _is_unbound(rule, situation):
        return False
    return all(possible(part, situation, ANY_DAY_OR_NUMBER) is not False for part in _scope(rule))


def may_fit(rule: Rule, situation: Situation) -> bool:
    """Whether the rule, being law, applies or may apply by the facts under some reading of contested law."""
    if not rule.is_law(situation) or any(rule.part(part, situation) is False for part in ("bound", "step", "time")):
        return False
    return all(possible(part, situation, ANY_READING) is not False for part in _scope(rule))


def _scope(rule: Rule) -> Iterator[Condition]:
    measure = rule.measure
    goods = None if measure.goods is None else GoodsAre(measure.goods)
    return (part for part in (measure.place, goods, measure.where) if part is not None)


def _never_valid(rule: Rule, situation: Situation) -> bool:
    first, until = validity(rule, situation.known_on)
    return first is not None and until is not None and until <= first


def _is_unbound(rule: Rule, situation: Situation) -> bool:
    states = situation.values.get("bound_state")
    if rule.measure.binds != "regime" or not rule.regime.bound or not isinstance(states, tuple):
        return False
    return not any(row.state in states for row in rule.regime.bound)


def possible(condition: Condition, situation: Situation, left_open: tuple[type, ...]) -> Truth:
    """The condition's truth where conditions of some kinds are left open."""
    match condition:
        case AllOf(parts):
            return _least([possible(part, situation, left_open) for part in parts])
        case AnyOf(parts):
            return _opposite(_least([_opposite(possible(part, situation, left_open)) for part in parts]))
        case NotOf(part):
            return _opposite(possible(part, situation, left_open))
        case Stated(part):
            is_open = any(isinstance(atom, left_open) for atom in simple_parts(part))
            return possible(part, situation, left_open) if is_open else truth(condition, situation)
        case _:
            return None if isinstance(condition, left_open) else truth(condition, situation)


def _least(values: list[Truth]) -> Truth:
    return False if False in values else None if None in values else True


def _opposite(value: Truth) -> Truth:
    return None if value is None else not value
