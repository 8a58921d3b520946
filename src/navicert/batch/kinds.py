"""One activity, from rows to findings: rows by what the rules see of their codes, then regime by regime."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from navicert.batch import rows_kernel
from navicert.batch.decisions import ODD, Decisions, digest_of
from navicert.batch.grouping import Grouping, Ints, name_of
from navicert.batch.programmes import OutgrownError
from navicert.batch.recalling import Chunk, Recall
from navicert.batch.seeing import Sight, View, bits_of
from navicert.batch.situations import Law, RegimeSituations, Touch
from navicert.batch.stages import Group, Stage, Uses
from navicert.measures.assess import not_asked_about
from navicert.measures.batch.marks import Marks
from navicert.measures.facts import FactValue
from navicert.measures.in_question import touched_by

Known = tuple[tuple[tuple[int, ...], ...], tuple[int, ...], tuple[object, ...], tuple[str, ...]]
"""A kind as every process knows it: by regime the rules that may apply and the name of what these see of codes; which
regimes the facts concern; what nobody asked."""


@dataclass(slots=True)
class Kinds:
    """The kinds of rows met: rows of a kind share, by regime, the rules that may apply and what these see of codes.

    By kind and regime `stages` and `codes`; by kind `touched` (a number for which regimes the facts concern),
    `not_asked`, and whether the kind is `plain`: no rule of any regime may apply.
    """

    numbers: dict[Known, int] = field(default_factory=dict)
    stages: list[list[int]] = field(default_factory=list)
    codes: list[list[int]] = field(default_factory=list)
    touched: list[int] = field(default_factory=list)
    not_asked: list[int] = field(default_factory=list)
    plain: list[bool] = field(default_factory=list)
    named: dict[int, int] = field(default_factory=dict)
    touches: dict[tuple[object, ...], int] = field(default_factory=dict)

    @property
    def touch_names(self) -> list[int]:
        return [name_of(touched) for touched in self.touches]

    def touch(self, kinds: Ints) -> Touch:
        """What rows of these kinds touch."""
        return Touch(np.array(self.touched, np.int32)[kinds], np.array(self.touch_names, np.int64))


class Asked:
    """Rows of one activity in a chunk, none odd before: their findings by row and regime, found by the reference."""

    def __init__(self, situations: ActivitySituations, sight: Sight, findings: Ints) -> None:
        self.situations, self.sight, self.findings = situations, sight, findings

    def look(self, rows: Ints) -> None:
        """Have a look at some of the rows, while their columns are at hand."""

    def end(self, rows: Ints, not_asked: Ints) -> None:
        """Find the findings of these rows, all that were looked at, and what nobody asked."""
        kinds = self._kinds(rows)
        not_asked[rows] = np.array(self.situations.kinds.not_asked, np.int32)[kinds]

    def _kinds(self, rows: Ints) -> Ints:
        return self.situations.answer(self.sight, rows, self.findings)


class Recalling(Asked):
    """The same by the compiled pass, which finds at each look what is known."""

    def __init__(
        self, situations: ActivitySituations, sight: Sight, findings: Ints, recall: Recall, chunk: Chunk
    ) -> None:
        super().__init__(situations, sight, findings)
        self._recall, self._chunk = recall, chunk
        self._left: list[Ints] = []

    def look(self, rows: Ints) -> None:
        self._left.append(self._recall.look(self._chunk, rows, self.findings))

    def _kinds(self, rows: Ints) -> Ints:
        self._recall.end(self._chunk, np.concatenate([rows[:0], *self._left]), self.findings)
        self.situations.keep(self._recall)
        return self._chunk.kinds[rows]


class ActivitySituations:
    """One activity: from rows to findings."""

    def __init__(self, name: str, law: Law, decisions: Decisions, not_asked: dict[tuple[str, ...], int]) -> None:
        self.name, self.law, self._decisions, self._not_asked = name, law, decisions, not_asked
        self.regimes = [RegimeSituations(regime, name, law, decisions) for regime in law.rulebook.regimes.values()]
        self.codes = View(self._all_scopes(), law.met)
        self._statics: dict[bytes, int] = {}
        self.kinds = Kinds()
        self.plain = Stage("scope", (), self._no_scopes(), law.met, answers=False)
        self._recall: Recall | None = None

    def _all_scopes(self) -> Marks:
        marks = Marks(self.law.rulebook, self.name, self.law.known_on)
        for regime in self.regimes:
            marks.include(regime.all_marks)
        marks.sets["programme_revenue"].update(())
        return self.law.marked(marks)

    def _no_scopes(self) -> Marks:
        marks = Marks(self.law.rulebook, self.name, self.law.known_on)
        for regime in self.regimes:
            marks.include(regime.scope_marks(()))
        return self.law.marked(marks)

    def asked(self, sight: Sight, findings: Ints) -> Asked:
        """The rows of a chunk, to be answered by the compiled pass where there is one."""
        recall, self._recall = self._recall, None  # given back when all is well
        loaded = rows_kernel.library()
        if loaded is None:
            return Asked(self, sight, findings)
        recall = recall or Recall(loaded, self, sight)
        try:
            chunk = recall.begin(sight)
        except OutgrownError:
            recall = Recall(loaded, self, sight)
            chunk = recall.begin(sight)
        return Recalling(self, sight, findings, recall, chunk)

    def keep(self, recall: Recall) -> None:
        """What was found is known to the next chunk."""
        self._recall = recall

    def answer(self, sight: Sight, rows: Ints, findings: Ints) -> Ints:
        """Find the findings of these rows by grouping them; gives the kind of each."""
        of = self.kinds_of(sight, rows)
        is_plain = np.array(self.kinds.plain, np.bool_)[of]
        plain, other = np.flatnonzero(is_plain), np.flatnonzero(~is_plain)
        found = np.empty((len(rows), len(self.regimes)), np.int32)
        touched = self.kinds.touch(of)
        if len(plain):
            found[plain] = self.look_at_plain(sight, rows[plain], of[plain])
        if len(other):
            found[other] = self._look_at_scopes(sight, rows[other], of[other], touched.at(other))
        for place, regime in enumerate(self.regimes):
            open_ones = np.flatnonzero(found[:, place] < ODD)
            if len(open_ones):
                part = found[open_ones, place]
                regime.look_on(sight, rows[open_ones], touched.at(open_ones), part)
                found[open_ones, place] = part
        findings[rows] = found
        return of

    def _look_at_scopes(self, sight: Sight, rows: Ints, of: Ints, touched: Touch) -> Ints:
        """Rows that some rule may apply to, regime by regime."""
        looks = [
            regime.look_at_scopes(sight, rows, *self.scopes_of(place, of), touched)
            for place, regime in enumerate(self.regimes)
        ]
        return np.stack(looks, axis=1)

    def scopes_of(self, place: int, of: Ints) -> tuple[Ints, Ints]:
        """The stage at which a regime first looks at rows of these kinds, and what it sees of their codes."""
        stages, codes = (np.array(table, np.int32)[:, place] for table in (self.kinds.stages, self.kinds.codes))
        return stages[of], codes[of]

    # -- kinds ----------------------------------------------------------------------------------------------------

    def kinds_of(self, sight: Sight, rows: Ints) -> Ints:
        """The kind of each row, by number."""
        grouping = Grouping(len(rows))
        self.codes.add_to(grouping, sight, rows)
        bits = bits_of(self.codes.marks.sets)
        if bits:
            grouping.add(((sight.given[rows] & bits) != 0).astype(np.int8), 2)
        groups = grouping.groups()
        keys = grouping.keys(groups.first)
        self._find_kinds(sight, [(key, int(rows[n])) for key, n in zip(keys, groups.first, strict=True)])
        return np.array([self._statics[key] for key in keys], np.int32)[groups.of]

    def _find_kinds(self, sight: Sight, told: Sequence[tuple[bytes, int]]) -> None:
        new = [(key, row) for key, row in told if key not in self._statics]
        digests = [digest_of(f"{self.name} kind {self.law.mark}".encode(), key) for key, _ in new]
        sight.read(new[place][1] for place in self._decisions.open_ones(digests))
        for place in self._decisions.in_turn(digests):
            key, row = new[place]
            known = self._decisions.get(digests[place])
            if known is None:
                known = self._kind(sight.facts(row))
                self._decisions.put(digests[place], known)
            self._statics[key] = self._number(known)  # type: ignore[arg-type]  # this stage keeps kinds alone

    def _kind(self, values: dict[str, FactValue]) -> Known:
        situation = self.law.situation(values)
        touched = (
            values.get("bound_state") == ("any",),
            *touched_by(situation),
        )
        rules, names = zip(*(regime.in_scope(values) for regime in self.regimes), strict=True)
        return rules, names, touched, not_asked_about(situation)

    def _number(self, known: Known) -> int:
        """The number of a kind, which is entered where it is new."""
        kinds = self.kinds
        number = kinds.numbers.get(known)
        if number is None:
            rules, names, touched, not_asked = known
            number = kinds.numbers[known] = len(kinds.plain)
            stages = [regime.scope(rule) for regime, rule in zip(self.regimes, rules, strict=True)]
            kinds.stages.append(stages)
            kinds.codes.append(
                [regime.scopes[s].code(name) for regime, s, name in zip(self.regimes, stages, names, strict=True)]
            )
            kinds.touched.append(kinds.touches.setdefault(touched, len(kinds.touches)))
            kinds.not_asked.append(self._not_asked.setdefault(not_asked, len(self._not_asked)))
            kinds.plain.append(not any(rules))
            kinds.named[name_of(known)] = number
        return number

    # -- rows that no rule may apply to ---------------------------------------------------------------------------

    def look_at_plain(self, sight: Sight, rows: Ints, of: Ints) -> Ints:
        """Rows that no rule of any regime may apply to, looked at for all regimes together."""
        found = np.empty((len(rows), len(self.regimes)), np.int32)
        known = Grouping(len(rows))
        known.add(of, len(self.kinds.named), np.array(list(self.kinds.named), np.int64))
        for looked in self.plain.groups(sight, rows, known):
            table = [self._plain_findings(group, looked.uses, sight) for group in looked.groups]
            found[looked.places] = np.array(table, np.int32)[looked.of]
        return found

    def _plain_findings(self, group: Group, uses: Uses, sight: Sight) -> list[int]:
        found = uses.rows.get(group.key)
        if found is None:
            kind = self.kinds.named[int.from_bytes(group.key[:8], "little", signed=True)]
            found = uses.rows[group.key] = [
                ODD if group.close else self._plain_finding(place, kind, group, uses, sight)
                for place in range(len(self.regimes))
            ]
        return found

    def _plain_finding(self, place: int, kind: int, group: Group, uses: Uses, sight: Sight) -> int:
        """What a regime finds of rows of a plain kind: the same for kinds that are alike to this regime."""
        regime, kinds = self.regimes[place], self.kinds
        stage = regime.scopes[kinds.stages[kind][place]]
        its_uses = stage.uses(uses.given & stage.bits)
        seen = (kinds.touched[kind], kinds.codes[kind][place], uses.given)
        key = repr(seen).encode() + group.key[8:]
        found = its_uses.found.get(key)
        if found is None:
            names = (kinds.touch_names[seen[0]], stage.code_names[seen[1]], uses.given)
            digest = regime.digest(stage, its_uses, repr(names).encode() + group.key[8:])
            outcome = regime.outcome(digest, stage, its_uses.plan, sight, group.row)
            found = its_uses.found[key] = regime.looking_on(outcome)
        return found
