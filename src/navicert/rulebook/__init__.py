"""The law as data: one YAML file per instrument, with worked cases in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from navicert.rulebook.loading import compile_folder, load_rulebook
from navicert.rulebook.model import Instrument, Measure, Regime, Rulebook
from navicert.rulebook.showing import list_measures, timeline

if TYPE_CHECKING:
    from navicert.rulebook.linting import CaseTrial
    from navicert.rulebook.reading import Problem

__all__ = [
    "Instrument",
    "Measure",
    "Regime",
    "Rulebook",
    "compile_folder",
    "lint",
    "list_measures",
    "load_rulebook",
    "show",
    "timeline",
]


def lint(folder: Path, try_cases: CaseTrial | None = None) -> list[Problem]:
    """Everything that is wrong in the rulebook files of a folder: file, line, measure, message and how to mend it.

    With `try_cases` the worked cases too, once nothing else is wrong.
    """
    from navicert.rulebook.linting import lint_folder

    return lint_folder(folder, try_cases)


def show(rulebook: Rulebook, measure_id: str) -> dict[str, object]:
    """One measure with its instrument, exceptions, quota, readings and cases, as plain data for printing."""
    from navicert.rulebook.showing import show_measure

    return show_measure(rulebook, measure_id)
