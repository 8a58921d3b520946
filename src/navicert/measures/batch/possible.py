"""Which rules may apply to rows that share their codes, states and goods, whatever their days and numbers are."""

from __future__ import annotations

import functools

from navicert.measures.compiling import Judge, compiled
from navicert.measures.rules import Rule, validity
from navicert.measures.situation import Situation
from navicert.rulebook.model import (
    DayIs,
    DaysSince,
    GoodsAre,
    NumberIs,
    OwnedBy,
    PartyListed,
    PriceIs,
    QuotaIs,
    ReadingIs,
)

ANY_DAY_OR_NUMBER = (DayIs, DaysSince, NumberIs, PriceIs, QuotaIs, ReadingIs)
ANY_DAY_OF_A_LISTING = (*ANY_DAY_OR_NUMBER, PartyListed, OwnedBy)
ANY_READING = (QuotaIs, ReadingIs)


def may_apply(rule: Rule, situation: Situation) -> bool:
    """Whether the rule, being law, is not out of the question by the facts other than days, numbers and readings."""
    if not rule.is_law(situation) or _never_valid(rule, situation):
        return False
    if rule.part("step", situation) is False or _is_unbound(rule, situation):
        return False
    parties = situation.parties
    left_open = ANY_DAY_OF_A_LISTING if parties.listed or parties.silence else ANY_DAY_OR_NUMBER
    return all(judge(situation) is not False for judge in _scope(rule, left_open))


def may_fit(rule: Rule, situation: Situation) -> bool:
    """Whether the rule, being law, applies or may apply by the facts under some reading of contested law."""
    if not rule.is_law(situation) or any(rule.part(part, situation) is False for part in ("bound", "step", "time")):
        return False
    return all(judge(situation) is not False for judge in _scope(rule, ANY_READING))


@functools.lru_cache(maxsize=4096)
def _scope(rule: Rule, left_open: tuple[type, ...]) -> tuple[Judge, ...]:
    """The conditions of the rule's scope, those of some kinds left open."""
    measure = rule.measure
    goods = None if measure.goods is None else GoodsAre(measure.goods)
    return tuple(compiled(part, left_open) for part in (measure.place, goods, measure.where) if part is not None)


def _never_valid(rule: Rule, situation: Situation) -> bool:
    first, until = validity(rule, situation.known_on)
    return first is not None and until is not None and until <= first


def _is_unbound(rule: Rule, situation: Situation) -> bool:
    states = situation.values.get("bound_state")
    if rule.measure.binds != "regime" or not rule.regime.bound or not isinstance(states, tuple):
        return False
    return not any(row.state in states for row in rule.regime.bound)
