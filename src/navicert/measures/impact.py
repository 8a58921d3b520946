"""What a change of the rulebook changes: the worked cases and transactions whose answer is another one, and by what.

The cause is found by trial: each difference between the rulebooks is applied to the old one alone, and is a cause where
that already changes the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from navicert.measures.assess import assess
from navicert.measures.assessment import Assessment, Finding
from navicert.measures.facts import read_facts
from navicert.measures.questions import atoms_of
from navicert.rulebook.model import Measure, QuotaIs, Rulebook
from navicert.rulebook.vocabulary import ACTIONS

Sort = Literal["measure", "regime", "ambiguity", "listings"]
How = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the new rulebook says otherwise, by its sort and id."""

    sort: Sort
    id: str
    how: How

    def __str__(self) -> str:
        return f"{self.id} ({self.how})" if self.sort == "measure" else f"{self.sort} {self.id} ({self.how})".strip()


@dataclass(frozen=True, slots=True)
class Question:
    """Facts that were worked out, moved to another day, or that happened: `source` says which, `name` which ones they
    are."""

    source: Literal["case", "moved case", "transaction"]
    name: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """A regime's answer that is another one under the new rulebook; None where the regime is not in question.

    `causes` are the differences that change it already by themselves; none does where several do so only together.
    """

    question: Question
    regime: str
    old: Finding | None
    new: Finding | None
    causes: tuple[Difference, ...]


def differences(old: Rulebook, new: Rulebook) -> list[Difference]:
    """Everything that the rulebooks say differently, measures first."""
    rows = [*_differences("measure", old.measures, new.measures), *_differences("regime", old.regimes, new.regimes)]
    rows += _differences("ambiguity", old.ambiguities, new.ambiguities)
    lists = sorted({record.list for record in (*old.listings, *new.listings)})
    before, after = ({name: [r for r in book.listings if r.list == name] for name in lists} for book in (old, new))
    return [*rows, *_differences("listings", _without_empty(before), _without_empty(after))]


def _without_empty(lists: Mapping[str, Any]) -> dict[str, Any]:
    return {name: rows for name, rows in lists.items() if rows}


def _differences(sort: Sort, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield Difference(sort, name, "removed")
        elif name not in old:
            yield Difference(sort, name, "added")
        elif old[name] != new[name]:
            yield Difference(sort, name, "changed")


def worked_questions(*rulebooks: Rulebook) -> list[Question]:
    """The worked cases of rulebooks, those with the same facts once."""
    questions: dict[str, Question] = {}
    for rulebook in rulebooks:
        for measure in rulebook.measures.values():
            for case in measure.cases:
                facts = repr(sorted(case.facts.items()))
                questions.setdefault(facts, Question("case", f"{measure.id}: {case.name}", case.facts))
    return list(questions.values())


def changed_answers(
    old: Rulebook, new: Rulebook, questions: Iterable[Question], *, as_known_on: date
) -> Iterator[ChangedAnswer]:
    """The questions that the new rulebook answers otherwise, regime by regime, in the questions' order."""
    comparison = _Comparison(old, new, as_known_on, differences(old, new))
    for question in questions:
        if comparison.may_change(question):
            yield from comparison.changes(question)


@dataclass(frozen=True, slots=True)
class _Comparison:
    old: Rulebook
    new: Rulebook
    known_on: date
    differences: list[Difference]
    halfway: dict[Difference, Rulebook] = field(default_factory=dict)
    ruled: dict[str, frozenset[str]] = field(default_factory=dict)

    def may_change(self, question: Question) -> bool:
        """Whether some difference bears on the activity asked about; what is no measure bears on all."""
        activity = question.facts.get("activity")
        return any(row.sort != "measure" or activity in self._activities(row.id) for row in self.differences)

    def _activities(self, measure_id: str) -> frozenset[str]:
        """The activities that a measure rules, and those of the measures that ask about its quota."""
        if measure_id not in self.ruled:
            self.ruled[measure_id] = frozenset(
                activity
                for book in (self.old, self.new)
                for measure in book.measures.values()
                if measure.id == measure_id or measure_id in _asked_by(measure)
                for activity, _ in measure.asks
            ) | (frozenset(ACTIONS) if self._opens_regime(measure_id) else frozenset())
        return self.ruled[measure_id]

    def _opens_regime(self, measure_id: str) -> bool:
        """Whether a measure is a regime's general exemption, which bears on every other one."""
        books = (self.old, self.new)
        return any(measure_id in book.measures and book.measures[measure_id].opens_regime for book in books)

    def changes(self, question: Question) -> Iterator[ChangedAnswer]:
        before, after = self._answer(self.old, question), self._answer(self.new, question)
        for regime in dict.fromkeys(finding.regime for finding in (*before.findings, *after.findings)):
            old, new = before.finding(regime), after.finding(regime)
            if _answer_of(old) != _answer_of(new):
                yield ChangedAnswer(question, regime, old, new, tuple(self._causes(question, regime, old)))

    def _answer(self, rulebook: Rulebook, question: Question) -> Assessment:
        return assess(read_facts(question.facts), rulebook, as_known_on=self.known_on)

    def _causes(self, question: Question, regime: str, old: Finding | None) -> Iterator[Difference]:
        for row in self.differences:
            if row.sort == "measure" and question.facts.get("activity") not in self._activities(row.id):
                continue
            if row not in self.halfway:
                self.halfway[row] = applied(row, self.old, self.new)
            if _answer_of(self._answer(self.halfway[row], question).finding(regime)) != _answer_of(old):
                yield row


def _answer_of(finding: Finding | None) -> tuple[object, ...] | None:
    if finding is None:
        return None
    return finding.status, finding.lowest, finding.highest, finding.under, frozenset(finding.missing)


def applied(row: Difference, old: Rulebook, new: Rulebook) -> Rulebook:
    """The old rulebook with one difference taken over, and with what that one refers to and the old lacks."""
    base = replace(
        old,
        digest=f"{old.digest} with {row}",
        instruments={**new.instruments, **old.instruments},
        regimes={**old.regimes, **{key: value for key, value in new.regimes.items() if key not in old.regimes}},
        ambiguities={**new.ambiguities, **old.ambiguities},
    )
    match row.sort:
        case "measure":
            return replace(base, measures=_with(old.measures, new.measures, row.id))
        case "regime":
            return replace(base, regimes=_exchanged(old.regimes, new.regimes, row.id))
        case "ambiguity":
            return replace(base, ambiguities={**base.ambiguities, **_only(new.ambiguities, row.id)})
        case "listings":
            kept = (record for record in old.listings if record.list != row.id)
            return replace(base, listings=(*kept, *(record for record in new.listings if record.list == row.id)))


def _with(old: Mapping[str, Measure], new: Mapping[str, Measure], name: str) -> dict[str, Measure]:
    """The old measures with one of the new, and the quotas it asks about."""
    measures = _exchanged(old, new, name)
    if name in new:
        for asked in _asked_by(new[name]):
            measures.setdefault(asked, new[asked])
    return measures


def _asked_by(measure: Measure) -> list[str]:
    return [atom.measure for atom in atoms_of(measure) if isinstance(atom, QuotaIs)]


def _exchanged(old: Mapping[str, Any], new: Mapping[str, Any], name: str) -> dict[str, Any]:
    if name not in new:
        return {key: value for key, value in old.items() if key != name}
    return {**old, name: new[name]}


def _only(mapping: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {name: mapping[name]} if name in mapping else {}


def changed_answer_to_json(change: ChangedAnswer) -> dict[str, Any]:
    """The record that `navicert rules impact --json` prints for an answer."""
    return {
        "source": change.question.source,
        "name": change.question.name,
        "regime": change.regime,
        "old": _short(change.old),
        "new": _short(change.new),
        "causes": [difference_to_json(row) for row in change.causes],
    }


def difference_to_json(row: Difference) -> dict[str, str]:
    """One difference between the rulebooks."""
    return {"sort": row.sort, "id": row.id, "change": row.how}


def _short(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "status": finding.status,
        "lowest": finding.lowest,
        "highest": finding.highest,
        "under": finding.under,
        "missing": list(finding.missing),
        "measures": [measure.id for measure in finding.measures if measure.role == "decides"],
        "because": finding.because,
    }
