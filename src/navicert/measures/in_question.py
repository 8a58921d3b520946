"""Which regimes the facts put in question: those they touch, and those with rules about the activity."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from navicert.measures.compiling import Judge, compiled
from navicert.measures.judging import Truth
from navicert.measures.questions import simple_parts
from navicert.measures.recalling import MOST_OF_ALL, keep
from navicert.measures.rules import Rule, binds, rules_of
from navicert.measures.situation import Situation
from navicert.rulebook.model import FactIs, Given, GoodsAre, Regime, Rulebook

ANY_STATE = ("any",)
Asked = tuple[Regime, tuple[Rule, ...], bool]
"""A regime, its rules about the activity, and whether the facts touch it, as far as is known."""


def regimes_in_question(situation: Situation) -> Iterator[Asked]:
    """Regimes with rules about the activity, or that the facts touch, and whether they do (as far as is known).

    A regime that neither binds the actor nor concerns the facts stays silent where another one is concerned; a national
    regime is not asked about "any" state. Where none would answer, those do that bind every state."""
    rows, some_touched = _rows(situation)
    yield from (row for row in rows if not _is_silent(row, situation, some_touched=some_touched))


def in_question(regime: str, situation: Situation) -> tuple[Asked | None, bool]:
    """One regime as the facts put it in question, None where they do not; and whether they touch some regime, as far as
    is known."""
    rows, some_touched = _rows(situation)
    row = next((row for row in rows if row[0].id == regime), None)
    if row is not None and _is_silent(row, situation, some_touched=some_touched):
        row = None
    return row, any(touched for _, _, touched in rows)


def _is_silent(row: Asked, situation: Situation, *, some_touched: bool) -> bool:
    """Whether a regime that the facts do not touch need not answer: another is concerned, and it does not bind."""
    regime, _, touched = row
    return not touched and some_touched and binds(regime, situation.values.get("bound_state"), situation) is False


def _rows(situation: Situation) -> tuple[tuple[Asked, ...], bool]:
    of_any_state = situation.values.get("bound_state") == ANY_STATE
    return _in_question(
        situation.rulebook, str(situation.values["activity"]), of_any_state, touched_by(situation)
    )  # fmt: skip


@functools.lru_cache(maxsize=4096)
def _in_question(
    rulebook: Rulebook, activity: str, of_any_state: bool, touched: tuple[Truth, ...]
) -> tuple[tuple[Asked, ...], bool]:
    """The regimes that may be in question where the facts touch these, and whether they touch some."""
    rows: list[Asked] = []
    for regime, touches in zip(rulebook.regimes.values(), touched, strict=True):
        rules = rules_of(rulebook, regime.id, activity)
        if regime.bound and of_any_state:
            rules = tuple(rule for rule in rules if rule.measure.binds == "everyone_else")
            touches = touches if rules else False
        if rules or touches:
            rows.append((regime, rules, touches is not False))
    rows = rows or [(regime, (), False) for regime in rulebook.regimes.values() if not regime.bound]
    return tuple(rows), any(touches for _, _, touches in rows)


def touched_by(situation: Situation) -> tuple[Truth, ...]:
    """By regime whether the facts concern it; found once for all facts that agree where that is read."""
    judges, read = _concerns(situation.rulebook)
    if read is None:
        return tuple([judge(situation) for judge in judges])
    kept, seen = situation.recall.concerned, read(situation.values)
    touched: tuple[Truth, ...] | None = kept.get(seen)
    if touched is None:
        touched = tuple([judge(situation) for judge in judges])
        keep(kept, seen, touched, MOST_OF_ALL)
    return touched


@functools.lru_cache(maxsize=8)
def _concerns(rulebook: Rulebook) -> tuple[tuple[Judge, ...], Callable[[Mapping[str, Any]], object] | None]:
    """What tells by regime whether facts concern it, and what of the facts that reads; None where it reads more than
    single facts."""
    judges = tuple(concerns(rulebook, regime) for regime in rulebook.regimes)
    keys: set[str] = set()
    for regime in rulebook.regimes.values():
        for atom in simple_parts(regime.concerns):
            match atom:
                case FactIs(key):
                    keys.update((key, "true_origin") if key == "origin" else (key,))
                case Given(key):
                    keys.add(key)
                case GoodsAre():
                    keys.update(("hs", "goods_kind"))
                case _:
                    return judges, None
    ordered = sorted(keys)
    return judges, lambda values: tuple(map(values.get, ordered))


@functools.lru_cache(maxsize=256)
def concerns(rulebook: Rulebook, regime_id: str) -> Judge:
    """Whether the facts touch a regime."""
    return compiled(rulebook.regimes[regime_id].concerns)
