"""Rows that are the same situation for the law: found by columns, each decided once by the reference function.

Three looks narrow down what counts. The codes tell which rules of a regime may apply at all; these rules' days and
numbers tell which of them fit; those that fit tell what else must be looked at, exceptions and quotas. Rows that agree
in all of it get one finding. Where no rule fits, the finding may tell why of every rule, and all scopes are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from navicert.batch.flat import flatten_finding
from navicert.batch.grouping import Grouping, Ints
from navicert.batch.seeing import GIVEN_KEYS, Sight, View, add_days_and_numbers, bits_of
from navicert.measures.assess import assess
from navicert.measures.batch.deciding import NotShared, SharedFinding, decide
from navicert.measures.batch.marks import DATES, Marks, marks_of
from navicert.measures.batch.plan import Plan, plan_for
from navicert.measures.batch.possible import may_apply, may_fit
from navicert.measures.facts import Facts, FactValue
from navicert.measures.judging import truth
from navicert.measures.rules import Rule, rules_of
from navicert.measures.situation import Situation
from navicert.rulebook.model import Regime, Rulebook

SILENT, ODD, ALL_RULES, FITTING = -1, -2, -3, -10
ALL_BESIDE = -(10**6)  # all rules, beside what the rules of a fitting stage say under another reading
OTHER_WAY = {"supply": "procure", "procure": "supply"}


@dataclass(frozen=True, slots=True)
class Law:
    """The rules as known on a day. `ledger_quotas` are those of which a ledger may know the total."""

    rulebook: Rulebook
    known_on: date
    ledger_quotas: frozenset[str] = frozenset()


class Findings:
    """Every distinct shared finding, by number."""

    def __init__(self) -> None:
        self.shared: list[SharedFinding] = []
        self.flats: list[dict[str, object]] = []
        self._numbers: dict[tuple[str, ...], int] = {}

    def number(self, finding: SharedFinding) -> int:
        key = (*finding.record.pieces, *(slot.mark for slot in finding.record.slots))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.shared)
            self.shared.append(finding)
            self.flats.append(flatten_finding(finding.finding))
        return number


@dataclass(slots=True)
class Uses:
    """A plan in use: decisions by what tells situations apart."""

    plan: Plan
    decided: dict[bytes, int] = field(default_factory=dict)


class Stage:
    """Rows seen together: grouped by the marks of these rules. With `answers` what the rules say is looked at too, else
    only whether they apply."""

    def __init__(self, rules: tuple[int, ...], marks: Marks, *, answers: bool) -> None:
        self.rules, self.view, self._answers = rules, View(marks), answers
        self.bits = bits_of(DATES if answers else (*marks.day_keys(), *marks.sets))
        self.number_bits = bits_of(marks.number_keys)
        self._uses: dict[int, Uses] = {}
        self._codes: dict[tuple[object, ...], int] = {}

    @property
    def marks(self) -> Marks:
        return self.view.marks

    def uses(self, given: int) -> Uses:
        """The plan for rows that give the keys of these bits."""
        if given not in self._uses:
            keys = frozenset(key for number, key in enumerate(GIVEN_KEYS) if given >> number & 1)
            self._uses[given] = Uses(plan_for(self.marks, keys, answers=self._answers))
        return self._uses[given]

    def code(self, values: dict[str, FactValue]) -> int:
        """A number for what the rules see of codes and goods."""
        return self._codes.setdefault(self.view.seen(values), len(self._codes))

    @property
    def codes(self) -> int:
        return max(1, len(self._codes))


class RegimeSituations:
    """One regime asked about one activity: the stages met, and the decisions made."""

    def __init__(self, regime: Regime, activity: str, law: Law, found: Findings) -> None:
        self.law, self._regime, self._activity, self._found = law, regime, activity, found
        self.rules = rules_of(law.rulebook, regime.id, activity)
        other = OTHER_WAY.get(activity)
        self._other_way = rules_of(law.rulebook, regime.id, other) if other else ()
        self.scopes: list[Stage] = []
        self.fitting: list[Stage] = []
        self._numbers: dict[tuple[bool, tuple[int, ...]], int] = {}
        self._all_rules: Stage | None = None
        self._beside: dict[int, Stage] = {}

    def scope_marks(self, rules: Sequence[Rule]) -> Marks:
        return self._marks(rules, answers=False)

    def _marks(self, rules: Sequence[Rule], *, answers: bool) -> Marks:
        return marks_of((self.law.rulebook, self.law.known_on), self._regime, self._activity, rules, answers=answers)

    def scope_of(self, situation: Situation) -> int:
        """The stage of the rules that may apply to rows with these codes."""
        rules = tuple(number for number, rule in enumerate(self.rules) if may_apply(rule, situation))
        return self._stage(self.scopes, rules, answers=False)

    def _stage(self, stages: list[Stage], rules: tuple[int, ...], *, answers: bool) -> int:
        number = self._numbers.get((answers, rules))
        if number is None:
            number = self._numbers[answers, rules] = len(stages)
            marks = self._marks([self.rules[place] for place in rules], answers=answers)
            stages.append(Stage(rules, marks, answers=answers))
        return number

    @property
    def all_rules(self) -> Stage:
        """The scopes of all rules, those of the other direction of trade included."""
        if self._all_rules is None:
            self._all_rules = Stage((), self._all_scopes(), answers=False)
        return self._all_rules

    def _all_scopes(self) -> Marks:
        return self.scope_marks((*self.rules, *self._other_way))

    def all_beside(self, number: int) -> Stage:
        """The same for rows whose fitting rules, of the stage of this number, apply under another reading only."""
        if number not in self._beside:
            marks = self._all_scopes()
            marks.include(self.fitting[number].marks)
            self._beside[number] = Stage((), marks, answers=True)
        return self._beside[number]

    # -- rows -----------------------------------------------------------------------------------------------------

    def look_at_scopes(self, sight: Sight, rows: Ints, kinds: Kinds, place: int) -> Ints:
        """A first look at rows whose codes are known by kinds."""
        found = np.empty(len(rows), np.int32)
        stages, codes = kinds.stages[place][kinds.of], kinds.codes[place][kinds.of]
        for number in np.flatnonzero(np.bincount(stages)):
            chosen = np.flatnonzero(stages == number)
            stage = self.scopes[number]

            def add_codes(grouping: Grouping, part: Ints, stage: Stage = stage, chosen: Ints = chosen) -> None:
                grouping.add(codes[chosen[part]], stage.codes)

            found[chosen] = self._look(stage, sight, rows[chosen], add_codes, kinds.touched[kinds.of[chosen]])
        return found

    def look_on(self, sight: Sight, rows: Ints, touched: Ints, found: Ints) -> None:
        """Settle in `found` what the first look left open."""
        for number in np.unique(FITTING - found[(found <= FITTING) & (found > ALL_BESIDE)]):
            chosen = np.flatnonzero(found == FITTING - number)
            found[chosen] = self._look_closely(self.fitting[number], sight, rows[chosen], touched[chosen])
        for number in np.unique(ALL_BESIDE - found[found <= ALL_BESIDE]):
            chosen = np.flatnonzero(found == ALL_BESIDE - number)
            found[chosen] = self._look_closely(self.all_beside(int(number)), sight, rows[chosen], touched[chosen])
        chosen = np.flatnonzero(found == ALL_RULES)
        if len(chosen):
            found[chosen] = self._look_closely(self.all_rules, sight, rows[chosen], touched[chosen])

    def _look_closely(self, stage: Stage, sight: Sight, rows: Ints, touched: Ints) -> Ints:
        def add_codes(grouping: Grouping, part: Ints) -> None:
            stage.view.add_to(grouping, sight, rows[part])

        return self._look(stage, sight, rows, add_codes, touched)

    def _look(
        self, stage: Stage, sight: Sight, rows: Ints, add_codes: Callable[[Grouping, Ints], None], touched: Ints
    ) -> Ints:
        if not stage.marks.is_complete:
            return np.full(len(rows), ODD, np.int32)
        found = np.empty(len(rows), np.int32)
        given = sight.given[rows] & stage.bits
        for pattern in np.unique(given):
            part = np.flatnonzero(given == pattern)
            uses = stage.uses(int(pattern))
            grouping = Grouping(len(part))
            grouping.add(touched[part], int(touched.max()) + 1)
            if stage.number_bits:
                numbers = sight.given[rows[part]] & stage.number_bits
                grouping.add(numbers, int(numbers.max()) + 1)
            add_codes(grouping, part)
            close = add_days_and_numbers(grouping, sight, rows[part], uses.plan)
            groups = grouping.groups()
            keys = grouping.keys(groups.first)
            for key, first in zip(keys, groups.first, strict=True):
                if key not in uses.decided:
                    row = int(rows[part[first]])
                    uses.decided[key] = ODD if close[first] else self.decide(stage, uses.plan, sight.facts(row))
            found[part] = np.array([uses.decided[key] for key in keys], np.int32)[groups.of]
        return found

    def decide(self, stage: Stage, plan: Plan, values: dict[str, FactValue]) -> int:
        """What is found for one row that stands for many: a finding's number, or where to look on."""
        if stage.rules and stage not in self.fitting:
            situation = Situation(values, self.law.rulebook, self.law.known_on)
            fitting = tuple(number for number in stage.rules if may_fit(self.rules[number], situation))
            if fitting:
                return FITTING - self._stage(self.fitting, fitting, answers=True)
        if not self.law.ledger_quotas.isdisjoint(stage.marks.quotas):
            return ODD  # what was drawn by the day of each row is told from the ledger
        try:
            law = (self.law.rulebook, self.law.known_on)
            shared = decide(Facts(values), self._regime.id, plan, law, self._among(stage))
        except NotShared:
            return ODD
        if shared is None:
            return SILENT
        if shared.looked_at_all and not self._sees_all(stage):
            return ALL_BESIDE - self.fitting.index(stage) if stage in self.fitting else ALL_RULES
        return self._found.number(shared)

    def _among(self, stage: Stage) -> frozenset[Rule] | None:
        """The rules besides which none may apply to rows of this stage; None: any."""
        return None if self._sees_all(stage) else frozenset(self.rules[number] for number in stage.rules)

    def _sees_all(self, stage: Stage) -> bool:
        return stage is self._all_rules or stage in self._beside.values()


@dataclass(slots=True)
class Kinds:
    """Rows by kind (`of`): rows of a kind share, by regime, the rules that may apply and what these see of codes.

    By regime and kind `stages` and `codes`; by kind `touched` (which regimes the facts concern) and `not_asked`.
    """

    of: Ints
    stages: Ints
    codes: Ints
    touched: Ints
    not_asked: Ints
    plain: Ints


class ActivitySituations:
    """One activity: from rows to findings, regime by regime."""

    def __init__(self, name: str, law: Law, found: Findings, not_asked: dict[tuple[str, ...], int]) -> None:
        self.name, self.law, self._not_asked = name, law, not_asked
        self.regimes = [RegimeSituations(regime, name, law, found) for regime in law.rulebook.regimes.values()]
        self._codes = View(self._all_scopes())
        self._statics: dict[bytes, int] = {}
        self._kinds: dict[tuple[object, ...], int] = {}
        self._touched: dict[tuple[object, ...], int] = {}
        self._plain = Stage((), self._no_scopes(), answers=False)
        self._plain_found: dict[tuple[int, bytes], list[int]] = {}
        self._plain_decided: dict[tuple[object, ...], int] = {}

    def _all_scopes(self) -> Marks:
        marks = Marks(self.law.rulebook, self.name, self.law.known_on)
        for regime in self.regimes:
            marks.include(regime.scope_marks(regime.rules))
        marks.sets["programme_revenue"].update(())
        return marks

    def _no_scopes(self) -> Marks:
        marks = Marks(self.law.rulebook, self.name, self.law.known_on)
        for regime in self.regimes:
            marks.include(regime.scope_marks(()))
        return marks

    def answer(self, sight: Sight, rows: Ints, findings: Ints, not_asked: Ints) -> None:
        """Find the findings of these rows, all of this activity and none odd before: by row and regime, and by row what
        nobody asked."""
        kinds = self._kinds_of(sight, rows)
        not_asked[rows] = kinds.not_asked[kinds.of]
        is_plain = kinds.plain[kinds.of]
        plain, other = np.flatnonzero(is_plain), np.flatnonzero(~is_plain)
        found = np.empty((len(rows), len(self.regimes)), np.int32)
        found[plain] = self._look_at_plain(sight, rows[plain], kinds, kinds.of[plain])
        rest = Kinds(kinds.of[other], kinds.stages, kinds.codes, kinds.touched, kinds.not_asked, kinds.plain)
        for place, regime in enumerate(self.regimes):
            found[other, place] = regime.look_at_scopes(sight, rows[other], rest, place)
            open_ones = np.flatnonzero(found[:, place] < ODD)
            if len(open_ones):
                part = found[open_ones, place]
                regime.look_on(sight, rows[open_ones], kinds.touched[kinds.of[open_ones]], part)
                found[open_ones, place] = part
        findings[rows] = found

    def _kinds_of(self, sight: Sight, rows: Ints) -> Kinds:
        grouping = Grouping(len(rows))
        self._codes.add_to(grouping, sight, rows)
        bits = bits_of(self._codes.marks.sets)
        if bits:
            grouping.add(((sight.given[rows] & bits) != 0).astype(np.int8), 2)
        groups = grouping.groups()
        keys = grouping.keys(groups.first)
        statics = [self._static(key, sight, int(rows[n])) for key, n in zip(keys, groups.first, strict=True)]
        records = list(self._kinds)
        return Kinds(
            np.array(statics, np.int32)[groups.of],
            stages=np.array([record[0] for record in records], np.int32).T,
            codes=np.array([record[1] for record in records], np.int32).T,
            touched=np.array([record[2] for record in records], np.int32),
            not_asked=np.array([record[3] for record in records], np.int32),
            plain=np.array([self._is_plain(record[0]) for record in records], np.bool_),
        )

    def _is_plain(self, stages: object) -> bool:
        assert isinstance(stages, tuple)
        return not any(regime.scopes[number].rules for regime, number in zip(self.regimes, stages, strict=True))

    def _static(self, key: bytes, sight: Sight, row: int) -> int:
        """The kind of rows with these codes."""
        number = self._statics.get(key)
        if number is None:
            kind = self._kind(sight.facts(row))
            number = self._statics[key] = self._kinds.setdefault(kind, len(self._kinds))
        return number

    def _kind(self, values: dict[str, FactValue]) -> tuple[object, ...]:
        situation = Situation(values, self.law.rulebook, self.law.known_on)
        touched = (
            values.get("bound_state") == ("any",),
            *(truth(regime.concerns, situation) for regime in self.law.rulebook.regimes.values()),
        )
        stages = tuple(regime.scope_of(situation) for regime in self.regimes)
        codes = tuple(regime.scopes[number].code(values) for regime, number in zip(self.regimes, stages, strict=True))
        answer = assess(Facts(values), self.law.rulebook, as_known_on=self.law.known_on, regimes=())
        not_asked = self._not_asked.setdefault(answer.not_asked, len(self._not_asked))
        return stages, codes, self._touched.setdefault(touched, len(self._touched)), not_asked

    def _look_at_plain(self, sight: Sight, rows: Ints, kinds: Kinds, of: Ints) -> Ints:
        """Rows that no rule of any regime may apply to, looked at for all regimes together."""
        found = np.empty((len(rows), len(self.regimes)), np.int32)
        given = sight.given[rows] & self._plain.bits
        for pattern in np.unique(given):
            part = np.flatnonzero(given == pattern)
            uses = self._plain.uses(int(pattern))
            grouping = Grouping(len(part))
            grouping.add(of[part], len(self._kinds))
            if self._plain.number_bits:
                numbers = sight.given[rows[part]] & self._plain.number_bits
                grouping.add(numbers, int(numbers.max()) + 1)
            close = add_days_and_numbers(grouping, sight, rows[part], uses.plan)
            groups = grouping.groups()
            table = [
                [ODD] * len(self.regimes)
                if close[first]
                else self._plain_findings(key, uses, sight, int(rows[part[first]]), kinds, int(of[part[first]]))
                for key, first in zip(grouping.keys(groups.first), groups.first, strict=True)
            ]
            found[part] = np.array(table, np.int32)[groups.of]
        return found

    def _plain_findings(self, key: bytes, uses: Uses, sight: Sight, row: int, kinds: Kinds, kind: int) -> list[int]:
        found = self._plain_found.get((id(uses), key))
        if found is None:
            values, given = sight.facts(row), int(sight.given[row])
            found = self._plain_found[id(uses), key] = []
            for place, regime in enumerate(self.regimes):
                stage = regime.scopes[kinds.stages[place][kind]]
                known = (place, id(stage), int(kinds.codes[place][kind]), int(kinds.touched[kind]), id(uses), key[8:])
                if known not in self._plain_decided:
                    plan = stage.uses(given & stage.bits).plan
                    self._plain_decided[known] = regime.decide(stage, plan, values)
                found.append(self._plain_decided[known])
        return found
