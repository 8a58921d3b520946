"""Validation at the desk: screening tried on the lists that are loaded."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from navicert import __version__
from navicert.desk.answers import edition_reference
from navicert.desk.aside import leave
from navicert.desk.ground import Ground, located
from navicert.errors import MissingData, NavicertError
from navicert.settings import Settings
from navicert.store.validations import KeptValidation

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

    @property
    def records(self) -> list[Mapping[str, Any]]:
        """What it is about, then one record a rate."""
        from navicert.screening.validation import report_to_json

        return [self.about, *report_to_json(self.report)]


class ValidationDesk:
    """Tries screening on the editions in force, and keeps reports."""

    def __init__(
        self,
        ground: Ground,
        coverage_of: Callable[[Sequence[str] | None, Policy], Coverage],
        index_of: Callable[[tuple[Edition, ...]], Index],
    ) -> None:
        self._ground, self._coverage_of, self._index_of = ground, coverage_of, index_of

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

    def keep(self, made: Validation, *, by: str, begun_at: datetime) -> int:
        """Keep the report of a validation whose outcomes have passed; its number."""
        kept = KeptValidation(0, begun_at, by, self._ground.now(), made.records)
        return self._ground.store.validations.add(kept)

    def start(self, plan: Plan, *, by: str) -> int:
        """Begin a validation of all loaded lists in a process of its own, which keeps the report; its number.

        MissingData where no list is loaded, Conflict while another is made.
        """
        if not self._coverage_of(None, self._ground.policy).editions:
            raise MissingData("no list is loaded", next="navicert lists load SOURCE FILE...")
        at = self._ground.now()
        number = self._ground.store.validations.begin(at, by)
        leave(make_report, located(self._ground.settings), number, plan, at)
        return number


def make_report(settings: Settings, number: int, plan: Plan, at: datetime) -> None:
    """Make the report of a validation that was begun; in a process that lets everything else go first."""
    from navicert.desk import Desk

    os.nice(10)
    began = time.monotonic()
    desk = Desk(settings, lambda: at + timedelta(seconds=time.monotonic() - began))
    trouble, records = None, list[Mapping[str, Any]]()
    try:
        made = desk.screening.validation.begin(plan, desk.policy)
        for _ in made.outcomes:
            pass  # the report counts them
        records = made.records
    except NavicertError as error:
        trouble = str(error)
    except Exception as error:  # noqa: BLE001 - whoever waits for the report is told that there is none
        trouble = f"the program failed ({type(error).__name__})"
    desk.store.validations.end(number, desk.now(), records, trouble=trouble)
