"""Files that are answered with a receipt, and answered again to see whether the answers are the same."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.desk.receipts import file_digest
from navicert.errors import InvalidInput, StoreError

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.screening_files import FileQuestion
    from navicert.screening import Policy


def options_of(question: FileQuestion) -> dict[str, Any]:
    """How a file of customers is asked, as a receipt keeps it; the policy stands in its own place."""
    return {
        "schema": question.schema,
        "columns": dict(question.columns),
        "lists": list(question.lists) if question.lists else None,
    }


def answer_again(
    view: Desk,
    asked: Mapping[str, Any],
    form: str,
    policy: Policy | None,
    known_on: date | None,
    files: Sequence[Path],
) -> dict[str, str] | None:
    """Form and digest of a file's answers as this desk gives them; None without a file.

    InvalidInput where none of these is the file that was answered.
    """
    if not files:
        return None
    file = next((file for file in files if file_digest(file) == asked["sha256"]), None)
    if file is None:
        raise InvalidInput(
            "this is not the file that was answered",
            where=", ".join(map(str, files)),
            next="give the one of the receipt",
        )
    with tempfile.TemporaryDirectory(prefix="navicert-again-") as folder:
        out = Path(folder) / f"answers.{form}"
        if policy is not None:
            _screen_again(view, file, out, asked["options"], policy)
        elif known_on is not None:
            _check_again(view, file, out, known_on)
        else:
            raise StoreError("the receipt says neither policy nor law")
        return {"form": form, "sha256": file_digest(out)}


def _screen_again(view: Desk, file: Path, out: Path, options: Mapping[str, Any], policy: Policy) -> None:
    from navicert.desk.screening_files import FileQuestion

    question = FileQuestion(
        file=file, policy=policy, schema=options["schema"], columns=options["columns"], lists=options["lists"]
    )
    view.screening.files.to_file(question, out, lambda _progress, _notes: None)


def _check_again(view: Desk, file: Path, out: Path, known_on: date) -> None:
    from navicert.batch.running import answer_into
    from navicert.desk.transactions import run_of

    answer_into(run_of(view, file, known_on, 1), out, resume=False, told=lambda _progress, _answered: None)
