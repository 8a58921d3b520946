"""What measures say of a situation: where each applies, what it answers, and which of several decides.

Every judgement is an interval of severities that holds whatever the absent facts turn out to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from navicert.measures.arithmetic import judge_quota
from navicert.measures.exemptions import PERMITTED, PROHIBITED, QUOTA, through_door
from navicert.measures.judging import Truth
from navicert.measures.rules import Rule
from navicert.measures.situation import Situation
from navicert.measures.trials import Trial


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the most severe answer still possible."""

    low: int
    high: int

    @property
    def certain(self) -> bool:
        return self.low == self.high


FORBIDDEN = Interval(PROHIBITED, PROHIBITED)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A rule that fits or may fit the facts, what it says, and whether a newer one may displace it."""

    rule: Rule
    fits: Truth
    says: Interval
    displaced: Truth = False

    @property
    def applies(self) -> Truth:
        return None if self.displaced is None else self.fits

    @property
    def interval(self) -> Interval:
        """The answer with the doubt whether it applies."""
        return self.says if self.applies else Interval(PERMITTED, self.says.high)


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What a regime answers: between these, from these rules."""

    interval: Interval
    rows: tuple[Judged, ...]


def judge(rules: Iterable[Rule], situation: Situation) -> Verdict:
    """All rules against the situation: newer ones displace older ones where they apply; the most severe decides."""
    return _decide([row for rule in rules if (row := judged(rule, situation))])


def judge_trials(
    verdict: Verdict, situation: Situation, question: str, trials: Iterable[Trial]
) -> Iterator[tuple[Trial, Verdict]]:
    """Each answer to a question with the verdict after it: only the rules that mention the question are judged again,
    and those once for all answers that they do not tell apart."""
    sights = [_Sight.of(row.rule, situation, question) for row in verdict.rows]
    known: dict[tuple[Judged | None, ...], Verdict] = {}
    for trial in trials:
        made: list[Situation] = []
        rows = tuple(
            [
                row if sight is None else sight.judged(trial, made)
                for row, sight in zip(verdict.rows, sights, strict=True)
            ]
        )
        if rows not in known:
            known[rows] = _decide([row for row in rows if row])
        yield trial, known[rows]


@dataclass(frozen=True, slots=True)
class _Sight:
    """How a rule sees the answers to one question in a situation."""

    rule: Rule
    situation: Situation
    seen: tuple[object, ...]
    sight: Callable[[Any], object]

    @staticmethod
    def of(rule: Rule, situation: Situation, question: str) -> _Sight | None:
        """None for a rule that does not mention the question."""
        if question not in rule.mentions:
            return None
        sights = rule.sees(situation)
        seen = situation.seen_by(rule, sights)
        return _Sight(rule, situation, seen if isinstance(seen, tuple) else (seen,), sights[question])

    def judged(self, trial: Trial, made: list[Situation]) -> Judged | None:
        """What the rule says after an answer; `made` keeps the situation with it for the rules that come after."""
        told = self.situation.told
        key = (*self.seen, (trial.question, self.sight(trial.value)))
        if key not in told:
            if not made:
                made.append(trial.on(self.situation))
            told[key] = _judged(self.rule, made[0])
        return told[key]  # type: ignore[return-value]


def judged(rule: Rule, situation: Situation) -> Judged | None:
    """What a rule says where it applies or may; worked out once for all situations that differ in other facts."""
    key = situation.seen_by(rule, rule.sees(situation))
    if key not in situation.told:
        situation.told[key] = _judged(rule, situation)
    return situation.told[key]  # type: ignore[return-value]


def _judged(rule: Rule, situation: Situation) -> Judged | None:
    value = rule.applies(situation)
    return None if value is False else Judged(rule, value, says(rule, situation))


def _decide(rows: list[Judged]) -> Verdict:
    displaced: dict[str, Truth] = {}
    for row in rows:
        for older in row.rule.measure.supersedes:
            displaced[older] = row.fits or displaced.get(older)
    if displaced or any(row.displaced is None for row in rows):
        rows = [_displace(row, displaced) for row in rows if not displaced.get(row.rule.measure.id)]
    low = high = PERMITTED
    for row in rows:
        says_low, says_high = row.says.low, row.says.high
        if says_high > high:
            high = says_high
        if says_low > low and row.fits and row.displaced is not None:
            low = says_low
    return Verdict(Interval(low, high), tuple(rows))


def _displace(row: Judged, displaced: Mapping[str, Truth]) -> Judged:
    value = displaced.get(row.rule.measure.id, False)
    return row if value is row.displaced else Judged(row.rule, row.fits, row.says, value)


def says(rule: Rule, situation: Situation) -> Interval:
    """What the rule's measure answers where it applies: its own severity, softened by the exceptions met."""
    base = FORBIDDEN if rule.measure.quota is None else _within_quota(rule, situation)
    low, high = base.low, base.high
    for is_met, exemption in rule.doors:
        value = is_met(situation)
        if value is False:
            continue
        door = through_door(exemption, situation)
        if door is None:
            continue
        low = min(low, door)
        if value:
            high = min(high, door)
    return Interval(low, high)


def _within_quota(rule: Rule, situation: Situation) -> Interval:
    conditions: Truth = True
    for holds in rule.conditions:
        value = holds(situation)
        if value is False:
            return FORBIDDEN
        if value is None:
            conditions = None
    fits = judge_quota(rule.measure, situation).fits
    if fits is False:
        return FORBIDDEN
    return Interval(QUOTA, QUOTA if fits and conditions else PROHIBITED)
