"""Rows that are the same situation for a regime: found by columns, each decided once by the reference function.

Three looks narrow down what counts. The codes tell which rules of a regime may apply at all; these rules' days and
numbers tell which of them fit; those that fit tell what else must be looked at, exceptions and quotas. Rows that agree
in all of it get one finding. Where no rule fits, the finding may tell why of every rule, and all scopes are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from navicert.batch.decisions import ALL_RULES, ODD, SILENT, Decisions, Outcome, digest_of
from navicert.batch.grouping import Grouping, Ints, by_number
from navicert.batch.seeing import ClassesMet, Sight
from navicert.batch.stages import Group, Stage, Uses
from navicert.measures.assess import tells_why_not
from navicert.measures.batch.deciding import NOBODY, NotShared, decide
from navicert.measures.batch.marks import Marks, marks_of
from navicert.measures.batch.plan import Plan
from navicert.measures.batch.possible import may_apply, may_fit
from navicert.measures.facts import Facts, FactValue
from navicert.measures.parties import PartyFindings
from navicert.measures.rules import Rule, rules_of
from navicert.measures.situation import Situation
from navicert.measures.trials import days_of_listings
from navicert.rulebook.model import Regime, Rulebook

FITTING = -10
ALL_BESIDE = -(10**6)  # all rules, beside what the rules of a fitting stage say under another reading
OTHER_WAY = {"supply": "procure", "procure": "supply"}


@dataclass(frozen=True, slots=True)
class Law:
    """The rules as known on a day. `ledger_quotas` are those of which a ledger may know the total.

    `parties` are those found for the names of the rows, `names` stand for these, and `mark` tells both apart. `met` are
    the classes of values met by what answers under this law; each has its own.
    """

    rulebook: Rulebook
    known_on: date
    ledger_quotas: frozenset[str] = frozenset()
    parties: PartyFindings = NOBODY
    names: Mapping[str, FactValue] = field(default_factory=dict)
    mark: str = ""
    met: ClassesMet = field(default_factory=ClassesMet, compare=False, repr=False)

    def situation(self, values: Mapping[str, FactValue]) -> Situation:
        """The situation of a row's facts with the parties found."""
        return Situation.asked({**values, **self.names}, self.rulebook, self.known_on, self.parties, None)

    def marked(self, marks: Marks) -> Marks:
        """Marks with the days on which it may change whether a party named is listed."""
        situation = self.situation({})
        marks.clocks["act"].update(days_of_listings(situation))
        return marks


@dataclass(frozen=True, slots=True)
class Touch:
    """By row a small number for which regimes the facts concern, and the names of these numbers."""

    of: Ints
    names: Ints

    def at(self, places: Ints) -> Touch:
        return Touch(self.of[places], self.names)

    def add_to(self, grouping: Grouping) -> None:
        grouping.add(self.of, len(self.names), self.names)


class RegimeSituations:
    """One regime asked about one activity: the stages met, and the decisions made."""

    def __init__(self, regime: Regime, activity: str, law: Law, decisions: Decisions) -> None:
        self.law, self._regime, self._activity, self._decisions = law, regime, activity, decisions
        self.rules = rules_of(law.rulebook, regime.id, activity)
        other = OTHER_WAY.get(activity)
        self._other_way = rules_of(law.rulebook, regime.id, other) if other else ()
        self.all_marks = self.scope_marks(self.rules)
        self.scopes: list[Stage] = []
        self.fitting: list[Stage] = []
        self._numbers: dict[tuple[bool, tuple[int, ...]], int] = {}
        self._all_rules: Stage | None = None
        self._beside: dict[tuple[int, ...], Stage] = {}
        self._codes_seen: dict[object, tuple[tuple[int, ...], int]] = {}
        self._codes_of = self.all_marks.reader()

    def scope_marks(self, rules: Sequence[Rule]) -> Marks:
        return self._marks(rules, answers=False)

    def _marks(self, rules: Sequence[Rule], *, answers: bool) -> Marks:
        law = self.law
        return law.marked(marks_of((law.rulebook, law.known_on), self._regime, self._activity, rules, answers=answers))

    def in_scope(self, values: Mapping[str, FactValue]) -> tuple[tuple[int, ...], int]:
        """The rules that may apply to rows with these codes, and what these see of them, as a name."""
        asked = self._codes_of(values)
        known = self._codes_seen.get(asked)
        if known is None:
            situation = self.law.situation(values)
            rules = tuple(number for number, rule in enumerate(self.rules) if may_apply(rule, situation))
            known = self._codes_seen[asked] = rules, self.scopes[self.scope(rules)].seen(values)
        return known

    def scope(self, rules: tuple[int, ...]) -> int:
        """The number of the stage at which these rules may apply."""
        return self._stage(rules, answers=False)

    def _stage(self, rules: tuple[int, ...], *, answers: bool) -> int:
        stages = self.fitting if answers else self.scopes
        number = self._numbers.get((answers, rules))
        if number is None:
            number = self._numbers[answers, rules] = len(stages)
            marks = self._marks([self.rules[place] for place in rules], answers=answers)
            stages.append(Stage("fit" if answers else "scope", rules, marks, self.law.met, answers=answers))
        return number

    @property
    def all_rules(self) -> Stage:
        """The scopes of all rules, those of the other direction of trade included."""
        if self._all_rules is None:
            self._all_rules = Stage("all", (), self._all_scopes(), self.law.met, answers=False)
        return self._all_rules

    def _all_scopes(self) -> Marks:
        return self.scope_marks((*self.rules, *self._other_way))

    def all_beside(self, fitting: Stage) -> Stage:
        """The same for rows whose fitting rules, those of a stage, apply under another reading only."""
        if fitting.rules not in self._beside:
            marks = self._all_scopes()
            marks.include(fitting.marks)
            self._beside[fitting.rules] = Stage("beside", fitting.rules, marks, self.law.met, answers=True)
        return self._beside[fitting.rules]

    # -- rows -----------------------------------------------------------------------------------------------------

    def look_at_scopes(self, sight: Sight, rows: Ints, stages: Ints, codes: Ints, touched: Touch) -> Ints:
        """A first look at rows whose codes are known, by the stage of each and what it sees of them."""
        found = np.empty(len(rows), np.int32)
        for number, chosen in by_number(stages):
            stage, grouping = self.scopes[number], Grouping(len(chosen))
            touched.at(chosen).add_to(grouping)
            grouping.add(codes[chosen], len(stage.code_names), stage.code_names)
            found[chosen] = self._look(stage, sight, rows[chosen], grouping)
        return found

    def look_on(self, sight: Sight, rows: Ints, touched: Touch, found: Ints) -> None:
        """Settle in `found` what earlier looks left open."""
        self._look_again(sight, rows, touched, found, FITTING, ALL_BESIDE, self.fitting.__getitem__)
        self._look_again(
            sight, rows, touched, found, ALL_BESIDE, 2 * ALL_BESIDE, lambda place: self.all_beside(self.fitting[place])
        )
        self._look_again(sight, rows, touched, found, ALL_RULES, FITTING, lambda _: self.all_rules)

    def _look_again(
        self,
        sight: Sight,
        rows: Ints,
        touched: Touch,
        found: Ints,
        top: int,
        bottom: int,
        stage_of: Callable[[int], Stage],
    ) -> None:
        open_ones = np.flatnonzero((found <= top) & (found > bottom))
        for number, part in by_number(top - found[open_ones]):
            chosen = open_ones[part]
            found[chosen] = self.look_at(stage_of(number), sight, rows[chosen], touched.at(chosen))

    def look_at(self, stage: Stage, sight: Sight, rows: Ints, touched: Touch) -> Ints:
        """A later look at rows, by what a stage sees of them."""
        grouping = Grouping(len(rows))
        touched.add_to(grouping)
        stage.view.add_to(grouping, sight, rows)
        return self._look(stage, sight, rows, grouping)

    def _look(self, stage: Stage, sight: Sight, rows: Ints, known: Grouping) -> Ints:
        if not stage.marks.is_complete:
            return np.full(len(rows), ODD, np.int32)
        found = np.empty(len(rows), np.int32)
        for looked in stage.groups(sight, rows, known):
            new = [group for group in looked.groups if group.key not in looked.uses.found]
            self._find(stage, looked.uses, new, sight)
            table = [looked.uses.found[group.key] for group in looked.groups]
            found[looked.places] = np.array(table, np.int32)[looked.of]
        return found

    def _find(self, stage: Stage, uses: Uses, groups: Sequence[Group], sight: Sight) -> None:
        """Find an outcome for every one of these situations."""
        digests = [self.digest(stage, uses, group.key) for group in groups]
        sight.read(groups[place].row for place in self._decisions.open_ones(digests))
        for place in self._decisions.in_turn(digests):
            group = groups[place]
            outcome = ODD if group.close else self.outcome(digests[place], stage, uses.plan, sight, group.row)
            uses.found[group.key] = self.looking_on(outcome)

    def digest(self, stage: Stage, uses: Uses, key: bytes) -> bytes:
        """What stands for a situation in every process."""
        return digest_of(f"{self._activity} {self._regime.id} {stage.name} {uses.given} {self.law.mark}".encode(), key)

    def outcome(self, digest: bytes, stage: Stage, plan: Plan, sight: Sight, row: int) -> Outcome:
        """What was decided, or is decided now by a row that stands for its situation."""
        outcome = self._decisions.get(digest)
        if outcome is None:
            outcome = self._decide(stage, plan, sight.facts(row))
            self._decisions.put(digest, outcome)
        return outcome

    def looking_on(self, outcome: Outcome) -> int:
        """An outcome as a number: that of its finding, or where to look on."""
        if isinstance(outcome, int):
            return outcome
        look, rules = outcome
        return (FITTING if look == "fit" else ALL_BESIDE) - self._stage(rules, answers=True)

    def _decide(self, stage: Stage, plan: Plan, values: dict[str, FactValue]) -> Outcome:
        in_scope = stage.look == "scope"
        fitting = self._fitting(stage, values) if in_scope else ()
        if fitting:
            return "fit", fitting
        if not self.law.ledger_quotas.isdisjoint(stage.marks.quotas):
            return ODD  # what was drawn by the day of each row is told from the ledger
        if in_scope and tells_why_not(self._regime.id, self.law.situation(values)):
            return ALL_RULES
        try:
            law = (self.law.rulebook, self.law.known_on)
            facts = Facts({**values, **self.law.names})
            shared = decide(facts, self._regime.id, plan, law, self._among(stage), listed=self.law.parties)
        except NotShared:
            return ODD
        if shared is None:
            return SILENT
        if shared.looked_at_all and not _sees_all(stage):
            return ("beside", stage.rules) if stage.look == "fit" else ALL_RULES
        return self._decisions.findings.number(shared)

    def _fitting(self, stage: Stage, values: dict[str, FactValue]) -> tuple[int, ...]:
        """Those of a stage's rules that fit the facts, however contested law is read."""
        if not stage.rules:
            return ()
        situation = self.law.situation(values)
        return tuple([number for number in stage.rules if may_fit(self.rules[number], situation)])

    def _among(self, stage: Stage) -> frozenset[Rule] | None:
        """The rules besides which none may apply to rows of this stage; None: any."""
        if stage.look == "beside":
            return None
        return frozenset(self.rules[number] for number in stage.rules)


def _sees_all(stage: Stage) -> bool:
    return stage.look in ("all", "beside")
