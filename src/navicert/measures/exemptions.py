"""Exemptions: whether one is open, what takes it away, and the answer behind its door."""

from __future__ import annotations

from collections.abc import Iterable

from navicert.measures.compiling import Judge, compiled
from navicert.measures.judging import Truth, truth
from navicert.measures.situation import Situation
from navicert.rulebook.model import Exemption, Unless

PERMITTED, QUOTA, AUTHORISATION, PROHIBITED = range(4)


def exemption_met(exemption: Exemption, situation: Situation) -> Truth:
    """Whether the exception is open in this situation (whatever its door)."""
    value: Truth = True if exemption.when is None else truth(exemption.when, situation)
    return _left(value, exemption.unless, situation)


def _left(value: Truth, unless: Iterable[Unless], situation: Situation) -> Truth:
    for row in unless:
        if value is False:
            return False
        taken = _left(truth(row.when, situation), row.unless, situation)
        if taken:
            return False
        if taken is None:
            value = None
    return value


def compiled_exemption(exemption: Exemption) -> Judge:
    when: Judge = (lambda _: True) if exemption.when is None else compiled(exemption.when)
    return _unless_taken_away(when, exemption.unless)


def _unless_taken_away(holds: Judge, unless: Iterable[Unless]) -> Judge:
    """The judgement that holds unless one of these takes it away, which others may take away in turn."""
    takers = tuple(_unless_taken_away(compiled(row.when), row.unless) for row in unless)
    if not takers:
        return holds

    def still_holds(situation: Situation) -> Truth:
        value = holds(situation)
        for taker in takers:
            if value is False:
                return False
            taken = taker(situation)
            if taken:
                return False
            if taken is None:
                value = None
        return value

    return still_holds


def through_door(exemption: Exemption, situation: Situation) -> int | None:
    """The answer behind the exception's door; None where the door is shut (refused, or gone ahead without)."""
    if exemption.door == "open":
        return PERMITTED
    opened = situation.values.get(exemption.door)
    if opened:
        return PERMITTED
    if opened is False and exemption.door != "committee_notified":
        return None
    return AUTHORISATION
