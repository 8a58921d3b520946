"""What a rulebook folder must not say."""

from __future__ import annotations

from pathlib import Path

from navicert.rulebook.reading import Problem, read_folder


def lint_folder(folder: Path) -> list[Problem]:
    """All problems of a folder, in the order of files."""
    return read_folder(folder)[1]
