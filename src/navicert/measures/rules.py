"""Measures as a regime asks them about an activity: whom they reach, when, where, on which goods.

Every judgement is one in three values that holds whatever the absent facts turn out to be.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from navicert.measures.arithmetic import judge_quota, reading_bears_on
from navicert.measures.compiling import Asker, Judge, asking, compiled, within
from navicert.measures.exemptions import compiled_exemption
from navicert.measures.judging import Truth, span_within
from navicert.measures.questions import ambiguities_of, atoms_of, mentioned_in, simple_parts, whole_conditions
from navicert.measures.recalling import MOST_OF_A_RULE, RuleRecall, keep
from navicert.measures.seeing import NOTHING_SEEN, Outlook, Scope
from navicert.measures.situation import Situation
from navicert.rulebook.model import (
    NOT_LAW,
    AllOf,
    Bound,
    Condition,
    DayIs,
    DaysSince,
    Exemption,
    GoodsAre,
    Measure,
    OwnedBy,
    PartyListed,
    QuotaIs,
    ReadingIs,
    Regime,
    Rulebook,
)
from navicert.rulebook.vocabulary import ACTIONS, CLOCKS, clock_for

Part = Literal["law", "bound", "step", "time", "place", "goods", "where"]
ONE_DAY = timedelta(days=1)
PARTS: tuple[Part, ...] = ("law", "bound", "step", "time", "place", "goods", "where")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A measure as one regime asks it, with what is worked out beforehand."""

    measure: Measure
    regime: Regime
    activity: str
    steps: tuple[str, ...]
    ambiguities: frozenset[str]
    checks: tuple[tuple[Part, Judge], ...] = ()
    """The parts of the scope that can fail, as they are judged."""
    askers: tuple[Asker, ...] = ()
    doors: tuple[tuple[Judge, Exemption], ...] = ()
    conditions: tuple[Judge, ...] = ()
    mentions: frozenset[str] = frozenset()
    """The questions whose answer may change what the measure says."""
    outlook: Outlook = NOTHING_SEEN
    """How it sees a situation, and the changes on which it turns: questions answered and readings."""
    outlook_on_the_named: Outlook = NOTHING_SEEN
    """The same where a party named is listed, so that any day may count."""
    asks_of_parties: bool = False
    draws_on_quotas: bool = False
    atoms: tuple[Condition, ...] = ()
    """Every simple condition of the measure."""
    counted: tuple[DaysSince, ...] = ()
    """Those that count days from an event."""
    caps: tuple[Measure, ...] = ()
    """The measures whose caps it looks at, its own first."""
    contested: Mapping[str, tuple[Judge, ...]] = field(default_factory=dict)
    """By contested point its conditions that name a reading of it."""

    def is_law(self, situation: Situation) -> bool:
        """Whether the measure was law by the day of knowledge: made, and no mere proposal, bill or record."""
        return self.is_law_by(situation.known_on)

    def is_law_by(self, known_on: date) -> bool:
        """The same for a day of knowledge."""
        measure = self.measure
        known = measure.adopted is None or measure.adopted <= known_on
        return known and measure.effect != "none" and measure.status not in NOT_LAW

    def part(self, part: Part, situation: Situation) -> Truth:
        """Whether one part of the measure's scope fits the facts."""
        if part == "law":
            return self.is_law(situation)
        for name, check in self.checks:
            if name == part:
                return check(situation)
        return True

    def applies(self, situation: Situation) -> Truth:
        """Whether the measure, being law, applies; None when absent facts leave it open."""
        result: Truth = True
        for _, check in self.checks:
            value = check(situation)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    def failing(self, situation: Situation) -> list[Part]:
        """The parts of the scope that certainly do not fit, in the order of PARTS."""
        parts = [part for part, check in self.checks if check(situation) is False]
        return parts if self.is_law_by(situation.known_on) else ["law", *parts]

    def in_reach(self, situation: Situation) -> bool:
        """Whether the facts leave room for the measure, apart from its days and its further conditions."""
        for part, check in self.checks:
            if part != "time" and part != "where" and check(situation) is False:
                return False
        return True

    def checked(self, rulebook: Rulebook) -> Rule:
        """The same rule with its conditions worked out, and what it mentions and turns on."""
        measure = self.measure
        atoms = tuple(atoms_of(measure))
        mentions = frozenset(mentioned_in(measure))
        turns_on = {*mentions, *_readings(self, atoms, rulebook)}
        scope = Scope(measure, self.regime, self.steps, atoms)
        looked_at = [rulebook.measures[atom.measure] for atom in atoms if isinstance(atom, QuotaIs)]
        asks_of_parties = any(isinstance(atom, PartyListed | OwnedBy) for atom in atoms)
        outlook = Outlook.of(scope, turns_on, rulebook, named=False)
        return replace(
            self,
            checks=tuple(_checks(self)),
            askers=tuple(map(asking, whole_conditions(measure))),
            doors=tuple((compiled_exemption(exemption), exemption) for exemption in measure.exceptions),
            conditions=tuple(compiled(row.when) for row in measure.quota.conditions) if measure.quota else (),
            mentions=mentions,
            outlook=outlook,
            outlook_on_the_named=Outlook.of(scope, turns_on, rulebook, named=True) if asks_of_parties else outlook,
            asks_of_parties=asks_of_parties,
            draws_on_quotas=measure.quota is not None or bool(looked_at),
            atoms=atoms,
            counted=tuple(atom for atom in atoms if isinstance(atom, DaysSince)),
            caps=tuple(one for one in (measure, *looked_at) if one.quota is not None),
            contested=_contested(measure),
        )

    def keys_of(self, condition: DayIs) -> tuple[str, ...]:
        """The date keys that a condition on a day looks at in this rule's activity."""
        clock = clock_for(condition.clock, self.activity)
        return CLOCKS.get(clock, (clock,))

    def outlook_on(self, situation: Situation) -> Outlook:
        """How it sees a situation, and what is changed in it."""
        parties = situation.parties
        return self.outlook_on_the_named if parties.listed or parties.silence else self.outlook

    def sees(self, situation: Situation) -> tuple[object, ...]:
        """What it sees of a situation: of two in which it sees the same, it says the same."""
        seen = situation.seen.get(self)
        if seen is None:
            outlook = self.outlook_on(situation)
            if situation.came_from is None:
                seen = outlook.look(situation)
            else:
                before, change, value = situation.came_from
                seen = outlook.after(self.sees(before), change, value)
            situation.seen[self] = seen
        return seen

    def recall(self, situation: Situation) -> RuleRecall:
        """What was found out about it before, as far as it holds in the situation."""
        apart = situation.apart
        return (situation.recall if apart is None or not self.looks_apart(situation) else apart).of(self)

    def looks_apart(self, situation: Situation) -> bool:
        """Whether it looks at what is this situation's alone: parties found, or a ledger."""
        if self.asks_of_parties and (situation.parties.listed or situation.parties.silence):
            return True
        return self.draws_on_quotas and situation.ledger is not None

    def reads_alike(self, situation: Situation, read: Situation, point: str) -> bool:
        """Whether it cannot matter to the rule, whatever absent facts turn out to be, that a point is `read` otherwise
        than in the situation."""
        return not any(reading_bears_on(cap, point, situation) for cap in self.caps) and all(
            (value := holds(situation)) is not None and value is holds(read) for holds in self.contested.get(point, ())
        )

    def open_questions(self, situation: Situation) -> tuple[str, ...]:
        """On which questions it turns whether the measure applies, and what it says."""
        kept, seen = self.recall(situation).asked, self.sees(situation)
        if (asked := kept.get(seen)) is None:
            asked = tuple(self._open_questions(situation))
            keep(kept, seen, asked, MOST_OF_A_RULE)
        return asked

    def _open_questions(self, situation: Situation) -> list[str]:
        measure = self.measure
        questions: list[str] = []
        for part, check in self.checks:
            if part in ("bound", "step", "time") and check(situation) is None:
                questions.append(self._asked_by(part, situation))
        if measure.quota is not None and judge_quota(measure, situation).fits is None:
            questions.append(f"quota {measure.id}")
        for ask in self.askers:
            ask(situation, questions)
        return questions

    def _asked_by(self, part: Part, situation: Situation) -> str:
        """The question on which a part of the scope turns that is no condition: for days, the clock's."""
        if part == "step":
            return "action"
        asks_whom = part == "bound" and "bound_state" not in situation.values
        return "bound_state" if asks_whom else CLOCKS[self.measure.clock][0]


def _checks(rule: Rule) -> Iterator[tuple[Part, Judge]]:
    """The parts of a scope that can fail, in the order of PARTS."""
    measure = rule.measure
    if rule.regime.bound:
        yield "bound", (reach_of if measure.binds == "regime" else _of_others)(rule.regime, measure.clock)
    if rule.steps:
        yield "step", _step(rule.steps, frozenset(rule.steps))
    if measure.first is not None or measure.until is not None or len(measure.regimes) > 1:
        yield "time", _in_force(rule)
    if measure.place is not None:
        yield "place", compiled(measure.place)
    if measure.goods is not None:
        yield "goods", compiled(GoodsAre(measure.goods))
    if measure.where is not None:
        yield "where", compiled(measure.where)


def _contested(measure: Measure) -> dict[str, tuple[Judge, ...]]:
    """By contested point the conditions that name a reading of it."""
    found: dict[str, tuple[Judge, ...]] = {}
    for condition in whole_conditions(measure):
        points = {atom.ambiguity for atom in simple_parts(condition) if isinstance(atom, ReadingIs)}
        for point in points:
            found[point] = (*found.get(point, ()), compiled(condition))
    return found


def _step(steps: tuple[str, ...], known: frozenset[str]) -> Judge:
    def step(situation: Situation) -> Truth:
        action = situation.values.get("action")
        if action is None:
            return True if known.issuperset(ACTIONS[str(situation.values["activity"])]) else None
        return action in steps

    return step


def _readings(rule: Rule, atoms: tuple[Condition, ...], rulebook: Rulebook) -> Iterator[str]:
    """The contested points that may change what a rule says: its own, and those of caps that it looks at; any of them
    for a cap by whose anniversary the totals may be another year's."""
    caps = [rulebook.measures[atom.measure] for atom in atoms if isinstance(atom, QuotaIs)]
    points = rule.ambiguities.union(*map(ambiguities_of, caps))
    turning = any(cap.quota is not None and cap.quota.period == "anniversary" for cap in caps)
    yield from (f"reading {point}" for point in (rulebook.ambiguities if turning else points))


@functools.lru_cache(maxsize=1024)
def rules_of(rulebook: Rulebook, regime_id: str, activity: str) -> tuple[Rule, ...]:
    """The measures of a regime that ask about an activity, with the regime's general exemption opened in each."""
    mine, general = _measures_of(rulebook, regime_id)
    rows = []
    for measure in mine:
        for asked, steps in measure.asks:
            if asked == activity:
                opened = _with_general(replace(measure, clock=clock_for(measure.clock, activity)), general)
                rows.append(
                    Rule(opened, rulebook.regimes[regime_id], activity, steps, ambiguities_of(opened)).checked(rulebook)
                )
    return tuple(rows)


@functools.lru_cache(maxsize=1024)
def law_among(rules: tuple[Rule, ...], known_on: date) -> tuple[Rule, ...]:
    """Those of the rules that were law by the day of knowledge."""
    return tuple(rule for rule in rules if rule.is_law_by(known_on))


@functools.lru_cache(maxsize=64)
def _measures_of(rulebook: Rulebook, regime_id: str) -> tuple[list[Measure], list[Measure]]:
    """The measures of a regime, and those of them whose exceptions open all the others."""
    mine = [m for m in rulebook.measures.values() if any(row.regime == regime_id for row in m.regimes)]
    return mine, [measure for measure in mine if measure.opens_regime]


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


def binds(regime: Regime, states: object, situation: Situation, clock: str = "act") -> Truth:
    """Whether a regime's law binds an actor of one of these states. A regime without a list binds everybody; "any"
    (whichever member state) is not any one state, so a national regime is not asked by it.

    A state that the law leaves on a day is judged by the day that the clock shows: a measure's own, else the act's."""
    if not regime.bound:
        return True
    if states is None:
        return None
    assert isinstance(states, tuple)
    held = {_holds(row, regime, situation, clock) for row in regime.bound if row.state in states}
    return True if True in held else None if None in held else False


def _holds(row: Bound, regime: Regime, situation: Situation, clock: str) -> Truth:
    """Whether the law has not left a state; None where the days told leave it open. A law of which nothing is held here
    from before it left does not bind it."""
    if row.until is None:
        return True
    clock = binding_clock(clock, str(situation.values.get("activity")))
    day = situation.day(clock)
    within = span_within(situation.span(clock) if day is None else (day, day), None, row.until)
    if within is None and all(held.first >= row.until for held in regime.coverage):
        return False
    return within


def binding_clock(clock: str, activity: str) -> str:
    """The clock by which it is judged whether a law still binds an actor. Services for a cargo are given until it
    arrives; a contract or a loading alone binds nobody."""
    tested = clock_for(clock if "activity_date" in CLOCKS[clock] else "act", activity)
    return "arrival" if tested == "service" and clock == "act" else tested


def reach_of(regime: Regime, clock: str) -> Judge:
    """Whether a regime's law binds the actor, as a function of the situation."""
    always = frozenset(row.state for row in regime.bound if row.until is None)

    def reached(situation: Situation) -> Truth:
        states = situation.values.get("bound_state")
        if isinstance(states, tuple) and not always.isdisjoint(states):
            return True
        return binds(regime, states, situation, clock)

    return reached


def leaving_days(regime: Regime, states: object) -> Iterator[date]:
    """The days on which the regime's law leaves one of these states."""
    for row in regime.bound:
        if row.until is not None and isinstance(states, tuple) and row.state in states:
            yield row.until


def _of_others(regime: Regime, clock: str) -> Judge:
    """Whether a rule for everybody whom the regime's law does not bind reaches one of the actors."""

    def reached(situation: Situation) -> Truth:
        states = situation.values.get("bound_state")
        if states is None:
            return None
        assert isinstance(states, tuple)
        bound = {binds(regime, (state,), situation, clock) for state in states}
        return True if False in bound else None if None in bound else False

    return reached


def _in_force(rule: Rule) -> Judge:
    """Whether the rule is in force on the day its clock shows. An end that came later is not known before its day."""
    told = rule.measure.until_known_on
    known = _between(rule, date.max)
    if told is None:
        return known
    unknown = _between(rule, told - ONE_DAY)
    return lambda situation: (known if situation.known_on >= told else unknown)(situation)


def _between(rule: Rule, known_on: date) -> Judge:
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
