"""The law as data: one YAML file per instrument, with worked cases in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from navicert.rulebook.model import Rulebook

__all__ = ["Problem", "Rulebook", "lint", "load_rulebook", "show"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a rulebook file, and how to mend it."""

    file: str
    line: int
    measure: str | None
    message: str
    teach: str


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The bundled rulebook, or the one in a folder of the user's."""
    return Rulebook("sha256:" + "0" * 64)


def lint(folder: Path) -> list[Problem]:
    """Everything that is wrong in the rulebook files of a folder."""
    return []


def show(rulebook: Rulebook, measure_id: str) -> dict[str, object]:
    """One measure with its instrument, exceptions, quota and cases, as plain data."""
    return {}
