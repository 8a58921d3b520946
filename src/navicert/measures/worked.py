"""The rulebook's worked cases: does the law as data still answer what its authors worked out?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from navicert.measures.assess import assess
from navicert.measures.assessment import Finding
from navicert.measures.facts import InvalidFacts, read_facts
from navicert.rulebook.model import Measure, Rulebook, WorkedCase

LAW_AS_OF = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class CaseFailure:
    """A worked case that the rulebook answers otherwise."""

    measure: str
    case: str
    message: str

    def __str__(self) -> str:
        return f"{self.measure}, case {self.case!r}: {self.message}"


def failing_cases(rulebook: Rulebook, as_known_on: date = LAW_AS_OF) -> list[CaseFailure]:
    """Every worked case that is answered otherwise, in the rulebook's order."""
    return [
        CaseFailure(measure.id, case.name, message)
        for measure in rulebook.measures.values()
        for case in measure.cases
        for message in complaints(rulebook, measure, case, as_known_on)
    ]


def try_cases(rulebook: Rulebook, as_known_on: date = LAW_AS_OF) -> Iterator[tuple[str, str, str]]:
    """Every worked case that is answered otherwise, as `rulebook.lint` takes them: measure, case, what differs."""
    for failure in failing_cases(rulebook, as_known_on):
        yield failure.measure, failure.case, failure.message


def complaints(rulebook: Rulebook, measure: Measure, case: WorkedCase, as_known_on: date = LAW_AS_OF) -> Iterator[str]:
    """What is wrong with the answer to one worked case; nothing when it is right."""
    facts = read_facts(case.facts)
    if isinstance(facts, InvalidFacts):
        yield f"its facts are invalid: {'; '.join(error.message for error in facts.errors)}"
        return
    regime = case.regime or measure.regimes[0].regime
    finding = assess(facts, rulebook, as_known_on=as_known_on).finding(regime)
    if finding is None:
        yield f"{regime} is not in question"
        return
    yield from _differences(finding, case)


def _differences(finding: Finding, case: WorkedCase) -> Iterator[str]:
    if finding.status != case.status:
        yield f"{finding.status} instead of {case.status}"
    for word, wanted, found in (("lowest", case.lowest, finding.lowest), ("highest", case.highest, finding.highest)):
        if wanted is not None and wanted != found:
            yield f"{word} {found} instead of {wanted}"
    if unasked := [key for key in case.missing if key not in finding.missing]:
        yield f"{', '.join(unasked)} not asked for (asked: {', '.join(finding.missing) or 'nothing'})"
    states = {exception.id: exception.state for exception in finding.exceptions}
    if case.exception is not None and states.get(case.exception) != case.state:
        yield f"exception {case.exception} is {states.get(case.exception, 'not asked')} instead of {case.state}"
