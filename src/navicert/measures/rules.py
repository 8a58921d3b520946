"""Measures against a situation: does a measure apply, what does it say, which of several decides.

Every judgement is an interval of severities that holds whatever the absent facts turn out to be.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from navicert.measures.arithmetic import judge_quota
from navicert.measures.compiling import Asker, Judge, asking, compiled, within
from navicert.measures.exemptions import PERMITTED, PROHIBITED, QUOTA, compiled_exemption, through_door
from navicert.measures.judging import Truth, truth
from navicert.measures.questions import ambiguities_of, atoms_of, mentioned_in, whole_conditions
from navicert.measures.situation import Situation
from navicert.rulebook.model import (
    NOT_LAW,
    AllOf,
    Condition,
    DayIs,
    Exemption,
    GoodsAre,
    Measure,
    Regime,
    Rulebook,
)
from navicert.rulebook.vocabulary import ACTIONS, CLOCKS, clock_for

Part = Literal["law", "bound", "step", "time", "place", "goods", "where"]
PARTS: tuple[Part, ...] = ("law", "bound", "step", "time", "place", "goods", "where")


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
class Rule:
    """A measure as one regime asks it, with what is worked out beforehand."""

    measure: Measure
    regime: Regime
    steps: tuple[str, ...]
    ambiguities: frozenset[str]
    checks: tuple[Judge, ...] = ()
    askers: tuple[Asker, ...] = ()
    doors: tuple[tuple[Judge, Exemption], ...] = ()
    conditions: tuple[Judge, ...] = ()
    mentions: frozenset[str] = frozenset()
    atoms: tuple[Condition, ...] = ()
    """Every simple condition of the measure."""

    def is_law(self, situation: Situation) -> bool:
        """Whether the measure was law by the day of knowledge: made, and no mere proposal, bill or record."""
        measure = self.measure
        known = measure.adopted is None or measure.adopted <= situation.known_on
        return known and measure.effect != "none" and measure.status not in NOT_LAW

    def part(self, part: Part, situation: Situation) -> Truth:
        """Whether one part of the measure's scope fits the facts."""
        measure = self.measure
        match part:
            case "law":
                return self.is_law(situation)
            case "bound":
                return is_bound(self, situation)
            case "step":
                return self._step(situation)
            case "time":
                return in_time(self, situation)
            case "place":
                return True if measure.place is None else truth(measure.place, situation)
            case "goods":
                return True if measure.goods is None else truth(GoodsAre(measure.goods), situation)
            case _:
                return True if measure.where is None else truth(measure.where, situation)

    def _step(self, situation: Situation) -> Truth:
        action = situation.values.get("action")
        if not self.steps or action in self.steps:
            return True
        if action is None:
            return True if set(self.steps) >= set(ACTIONS[str(situation.values["activity"])]) else None
        return False

    def applies(self, situation: Situation) -> Truth:
        """Whether the measure, being law, applies; None when absent facts leave it open."""
        result: Truth = True
        for check in self.checks:
            value = check(situation)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    def in_reach(self, situation: Situation) -> bool:
        """Whether the facts leave room for the measure, apart from its days and its further conditions."""
        return not any(self.part(part, situation) is False for part in ("bound", "step", "place", "goods"))

    def checked(self) -> Rule:
        """The same rule with the checks of its scope worked out, cheap ones first, and the questions it mentions."""
        measure = self.measure
        goods = GoodsAre(measure.goods) if measure.goods else None
        checks: list[Judge] = []
        if self.regime.bound:
            checks.append(functools.partial(is_bound, self))
        if measure.first is not None or measure.until is not None or len(measure.regimes) > 1:
            checks.append(functools.partial(in_time, self))
        if self.steps:
            checks.append(self._step)
        checks.extend(compiled(part) for part in (measure.place, goods, measure.where) if part is not None)
        return replace(
            self,
            checks=tuple(checks),
            askers=tuple(map(asking, whole_conditions(measure))),
            doors=tuple((compiled_exemption(exemption), exemption) for exemption in measure.exceptions),
            conditions=tuple(compiled(row.when) for row in measure.quota.conditions) if measure.quota else (),
            mentions=frozenset(mentioned_in(measure)),
            atoms=tuple(atoms_of(measure)),
        )

    def open_questions(self, situation: Situation) -> list[str]:
        """On which questions it turns whether the measure applies, and what it says."""
        measure = self.measure
        questions: list[str] = []
        if is_bound(self, situation) is None:
            questions.append("bound_state")
        if self._step(situation) is None:
            questions.append("action")
        if in_time(self, situation) is None:
            questions.append(CLOCKS[measure.clock][0])
        if measure.quota is not None and judge_quota(measure, situation).fits is None:
            questions.append(f"quota {measure.id}")
        for ask in self.askers:
            ask(situation, questions)
        return questions


@functools.lru_cache(maxsize=1024)
def rules_of(rulebook: Rulebook, regime_id: str, activity: str) -> tuple[Rule, ...]:
    """The measures of a regime that ask about an activity, with the regime's general exemption opened in each."""
    mine = [m for m in rulebook.measures.values() if any(row.regime == regime_id for row in m.regimes)]
    general = [measure for measure in mine if measure.opens_regime]
    rows = []
    for measure in mine:
        for asked, steps in measure.asks:
            if asked == activity:
                opened = _with_general(replace(measure, clock=clock_for(measure.clock, activity)), general)
                rows.append(Rule(opened, rulebook.regimes[regime_id], steps, ambiguities_of(opened)).checked())
    return tuple(rows)


def _with_general(measure: Measure, general: Sequence[Measure]) -> Measure:
    if measure.effect == "none" or not general:
        return measure
    extra = tuple(_opened(exemption, opener, measure) for opener in general for exemption in opener.exceptions)
    return replace(measure, exceptions=(*measure.exceptions, *extra))


def _opened(exemption: Exemption, opener: Measure, measure: Measure) -> Exemption:
    """The general exemption, counted by the clock of the measure it opens."""
    in_force = DayIs(measure.clock, opener.first, opener.until)
    when = in_force if exemption.when is None else AllOf((exemption.when, in_force))
    return replace(exemption, when=when)


def is_bound(rule: Rule, situation: Situation) -> Truth:
    """Whether the rule reaches the actor."""
    states = situation.values.get("bound_state")
    if rule.measure.binds == "regime":
        return binds(rule.regime, states, situation)
    return None if states is None else any(not binds(rule.regime, (state,), situation) for state in states)  # type: ignore[union-attr]


def binds(regime: Regime, states: object, situation: Situation) -> Truth:
    """Whether a regime's law binds an actor of one of these states on the day of the act. A regime without a list binds
    everybody; "any" (whichever member state) is not any one state, so a national regime is not asked by it."""
    if not regime.bound:
        return True
    if states is None:
        return None
    assert isinstance(states, tuple)
    for row in regime.bound:
        if row.state in states:
            day = None if row.until is None else situation.day(situation.act_clock())
            if row.until is None or day is None or day < row.until:
                return True
    return False


def in_time(rule: Rule, situation: Situation) -> Truth:
    """Whether the rule is in force on the day its clock shows. An end that came later is not known before its day."""
    return _in_force(rule, situation.known_on)(situation)


@functools.lru_cache(maxsize=4096)
def _in_force(rule: Rule, known_on: date) -> Judge:
    first, until = validity(rule, known_on)
    if first is not None and until is not None and until <= first:
        return lambda _: False
    return within(rule.measure.clock, first, until)


@functools.lru_cache(maxsize=4096)
def validity(rule: Rule, known_on: date) -> tuple[date | None, date | None]:
    """First day and first day no longer, as known on a day and for the rule's regime."""
    measure = rule.measure
    known = measure.until_known_on is None or measure.until_known_on <= known_on
    first, until = measure.first, measure.until if known else None
    for row in measure.regimes:
        if row.regime == rule.regime.id:
            first = max(filter(None, (first, row.first)), default=None)
            until = min(filter(None, (until, row.until)), default=None)
    return first, until


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a regime answers: between these, from these rules."""

    interval: Interval
    rows: tuple[Judged, ...]


def judge(rules: Iterable[Rule], situation: Situation) -> Verdict:
    """All rules against the situation: newer ones displace older ones where they apply; the most severe decides."""
    return _decide([row for rule in rules if (row := _judged(rule, situation))])


def judge_again(verdict: Verdict, situation: Situation, question: str) -> Verdict:
    """The verdict after a question was answered: only the rules that mention it are judged again."""
    rows = (_judged(row.rule, situation) if question in row.rule.mentions else row for row in verdict.rows)
    return _decide([row for row in rows if row])


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
        interval = row.interval
        low, high = max(low, interval.low), max(high, interval.high)
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
