"""Contested law: the other readings that change the answer of a regime."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from navicert.measures.assessment import SEVERITIES, ContestedReading, Status
from navicert.measures.completing import bounds_of
from navicert.measures.rules import Rule
from navicert.measures.situation import Situation
from navicert.measures.verdicts import Interval, Verdict, judge_again, judged

EVERYTHING = Interval(0, len(SEVERITIES) - 1)


def readings_of(
    rules: tuple[Rule, ...], verdict: Verdict, situation: Situation, main: Interval
) -> Iterator[ContestedReading]:
    """Every other reading of contested law that changes the answer, with the main one before it.

    Where every answer is possible already, no reading is worth telling.
    """
    if main == EVERYTHING:
        return
    contested = [rule for rule in _contested(rules) if rule.in_reach(situation)]
    for point in sorted({point for rule in contested for point in rule.ambiguities}):
        turning = _turning_on(rules, f"reading {point}")
        (first, first_text), *others = situation.rulebook.ambiguities[point].readings
        changed = []
        for reading, text in others:
            read = situation.read_as((point, reading))
            if not all(_reads_alike(rule, verdict, situation, read) for rule in turning):
                bounds = bounds_of(judge_again(verdict, rules, read, f"reading {point}"), read)
                if bounds != main:
                    changed.append((reading, text, bounds))
        if changed:
            yield _reading(point, first, first_text, main, is_main=True)
            yield from (_reading(point, *row, is_main=False) for row in changed)


@functools.lru_cache(maxsize=4096)
def _contested(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Those of the rules that turn on contested points of their own."""
    return tuple(rule for rule in rules if rule.ambiguities)


@functools.lru_cache(maxsize=4096)
def _turning_on(rules: tuple[Rule, ...], reading: str) -> tuple[Rule, ...]:
    """Those of the rules that turn on a contested point."""
    return tuple(rule for rule in rules if reading in rule.outlook.sights)


def _reads_alike(rule: Rule, verdict: Verdict, situation: Situation, read: Situation) -> bool:
    """Whether a rule says for certain the same however the point is read."""
    if rule.reads_alike(situation, read, read.reading[0]) or rule.sees(situation) == rule.sees(read):
        return True
    row, again = verdict.row_of(rule), judged(rule, read)
    if row is None or again is None:
        return row is again
    return bool(row.fits and again.fits and row.says.certain and row.says == again.says)


def _reading(point: str, reading: str, text: str, bounds: Interval, *, is_main: bool) -> ContestedReading:
    low, high = SEVERITIES[bounds.low], SEVERITIES[bounds.high]
    return ContestedReading(point, reading, status_of(bounds), low, high, is_main, text)


def status_of(bounds: Interval) -> Status:
    """The answer that bounds leave: one where they are one, open where they are not."""
    return SEVERITIES[bounds.low] if bounds.certain else "needs_information"
