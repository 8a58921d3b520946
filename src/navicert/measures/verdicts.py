"""What measures say of a situation: where each applies, what it answers, and which of several decides.

Every judgement is an interval of severities that holds whatever the absent facts turn out to be.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from navicert.measures.arithmetic import judge_quota
from navicert.measures.exemptions import PERMITTED, PROHIBITED, QUOTA, through_door
from navicert.measures.judging import Truth
from navicert.measures.recalling import MOST_OF_A_RULE, MOST_OF_ALL, keep
from navicert.measures.rules import Rule
from navicert.measures.situation import Situation
from navicert.measures.trials import Trial, Trials


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
    applies: Truth = field(init=False)
    interval: Interval = field(init=False)
    """The answer with the doubt whether it applies."""

    def __post_init__(self) -> None:
        applies = None if self.displaced is None else self.fits
        object.__setattr__(self, "applies", applies)
        object.__setattr__(self, "interval", self.says if applies else Interval(PERMITTED, self.says.high))


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What a regime answers: between these, from these rules, as `judged` before newer ones displaced others."""

    interval: Interval
    rows: tuple[Judged, ...]
    rules: tuple[Rule, ...]
    judged: tuple[Judged, ...]

    def row_of(self, rule: Rule) -> Judged | None:
        """What a rule said; None where it does not apply."""
        for row in self.judged:
            if row.rule is rule:
                return row
        return None


def judge(rules: Iterable[Rule], situation: Situation) -> Verdict:
    """All rules against the situation: newer ones displace older ones where they apply; the most severe decides."""
    return _decided(tuple([row for rule in rules if (row := judged(rule, situation))]), situation)


def judge_again(verdict: Verdict, rules: Iterable[Rule], read: Situation, point: str) -> Verdict:
    """The verdict once a contested point is read otherwise: only the rules that turn on it are judged again."""
    before = {row.rule: row for row in verdict.judged}
    found = (judged(rule, read) if point in rule.outlook.sights else before.get(rule) for rule in rules)
    return _decided(tuple([row for row in found if row]), read)


def judge_trials(verdict: Verdict, situation: Situation, trials: Trials) -> Iterator[tuple[Trial, Verdict]]:
    """Each answer to a question with the verdict after it: only the rules that mention the question are judged again,
    and those once for all answers that they do not tell apart."""
    rows: list[Judged | None] = [*verdict.rows]
    told: list[dict[object, Any]] = [{} for _ in rows]
    for trial, looks in zip(trials, trials.looked_at_by(verdict.rules, situation), strict=True):
        made: list[Situation] = []
        for place, rule, seen in looks:
            found = told[place]
            row = found.get(seen, UNKNOWN)
            if row is UNKNOWN:
                row = found[seen] = _after(rule, situation, seen, trial, made)
            rows[place] = row
        yield trial, _decided(tuple([row for row in rows if row]), situation)


def _after(rule: Rule, situation: Situation, seen: object, trial: Trial, made: list[Situation]) -> Judged | None:
    """What a rule says after an answer, as it sees it; `made` keeps the situation with it for the rules that come
    after."""
    before, place = rule.sees(situation), rule.outlook_on(situation).places[trial.question]
    key = (*before[:place], seen, *before[place + 1 :])
    told = rule.recall(situation).told
    row = told.get(key, UNKNOWN)
    if row is UNKNOWN:
        if not made:
            made.append(trial.on(situation))
        row = _judged(rule, made[0])
        keep(told, key, row, MOST_OF_A_RULE)
    return row  # type: ignore[no-any-return]


UNKNOWN = object()


def judged(rule: Rule, situation: Situation) -> Judged | None:
    """What a rule says where it applies or may; worked out once for all situations in which it sees the same."""
    value = rule.applies(situation)
    if value is False:
        return None
    told, seen = rule.recall(situation).told, rule.sees(situation)
    row = told.get(seen, UNKNOWN)
    if row is UNKNOWN:
        row = _saying(rule, value, says(rule, situation))
        keep(told, seen, row, MOST_OF_A_RULE)
    return row  # type: ignore[no-any-return]


def _judged(rule: Rule, situation: Situation) -> Judged | None:
    value = rule.applies(situation)
    return None if value is False else _saying(rule, value, says(rule, situation))


@functools.lru_cache(maxsize=32768)
def _saying(rule: Rule, fits: Truth, says: Interval, displaced: Truth = False) -> Judged:
    """The one value for a rule that says this."""
    return Judged(rule, fits, says, displaced)


def _decided(rows: tuple[Judged, ...], situation: Situation) -> Verdict:
    """The verdict of rules that say this; the same verdict for the same."""
    verdicts = situation.recall.verdicts
    verdict = verdicts.get(rows)
    if verdict is None:
        verdict = _decide(rows)
        keep(verdicts, rows, verdict, MOST_OF_ALL)
    return verdict


def _decide(judged: tuple[Judged, ...]) -> Verdict:
    rows = list(judged)
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
    return Verdict(Interval(low, high), tuple(rows), tuple([row.rule for row in rows]), judged)


def _displace(row: Judged, displaced: Mapping[str, Truth]) -> Judged:
    value = displaced.get(row.rule.measure.id, False)
    return row if value is row.displaced else _saying(row.rule, row.fits, row.says, value)


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
