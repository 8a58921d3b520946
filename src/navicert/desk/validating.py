"""Validation at the desk: screening tried on the lists that are loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from navicert import __version__
from navicert.desk.answers import edition_reference
from navicert.errors import MissingData

if TYPE_CHECKING:
    from navicert.desk.lists import Coverage
    from navicert.lists import Edition
    from navicert.screening import Index, Policy
    from navicert.screening.validation import Outcome, Plan, Report


@dataclass(frozen=True, slots=True)
class Validation:
    """What is being validated, and the report that grows while `outcomes` pass."""

    about: dict[str, Any]
    report: Report
    outcomes: Iterator[Outcome]


class ValidationDesk:
    """Tries screening on the editions in force."""

    def __init__(
        self,
        coverage_of: Callable[[Sequence[str] | None, Policy], Coverage],
        index_of: Callable[[tuple[Edition, ...]], Index],
    ) -> None:
        self._coverage_of, self._index_of = coverage_of, index_of

    def begin(self, plan: Plan, policy: Policy, lists: Sequence[str] | None = None) -> Validation:
        """A validation of the wanted lists, all loaded ones by default; MissingData where there is none."""
        from navicert.screening.validation import Report, judged, trials

        coverage = self._coverage_of(lists, policy)
        if not coverage.editions:
            raise MissingData("no list is loaded", next="navicert lists load SOURCE FILE...")
        index = self._index_of(coverage.editions)
        report = Report()
        about = {
            "type": "validation",
            "program": __version__,
            "editions": [edition_reference(edition) for edition in coverage.editions],
            "parties": len(index.parties),
            "policy": asdict(policy),
            "seed": plan.seed,
            "sample": plan.sample,
            "warnings": list(coverage.warnings),
        }
        return Validation(about, report, report.add(judged(trials(index.parties, plan), index, policy)))
