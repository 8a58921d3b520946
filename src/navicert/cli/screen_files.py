"""Files of customers: progress for the person who waits, notes about rows, results on stdout or in a file."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from navicert.cli.output import note
from navicert.cli.receipting import Hashed, keep, who_asks
from navicert.cli.screen import sum_up
from navicert.cli.show_screening import ScreeningPrinter
from navicert.desk.moments import moment_of
from navicert.desk.screening_files import FileProgress
from navicert.errors import CutShort
from navicert.tables.batches import extent

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.screening_files import AnsweredBatch, FileQuestion, Tell
    from navicert.receipts import Receipt


@dataclass(frozen=True, slots=True)
class FileRun:
    """Where the results go, and whether an interrupted run is taken up."""

    out: Path | None
    as_json: bool
    resume: bool
    known_on: date | None = None
    receipt: bool = True


def screen_file(desk: Desk, question: FileQuestion, run: FileRun) -> Counter[str]:
    """Screen the rows of a file, and keep a receipt of it; how many ended how."""
    asked_at, printed = desk.now(), Hashed()
    seen = _screened(desk.as_known(moment_of(asked_at, run.known_on)), question, run, printed)
    if run.receipt:
        kept = keep(lambda: _receipt(desk, question, run, asked_at, printed, seen))
        seen["without_receipt"] += not kept
    return seen


def _receipt(
    desk: Desk, question: FileQuestion, run: FileRun, asked_at: datetime, printed: Hashed, seen: Counter[str]
) -> Receipt:
    from navicert.desk.file_receipts import options_of
    from navicert.desk.receipts import FileAnswered, file_digest
    from navicert.tables.reading import table_format

    form = table_format(run.out) if run.out else "jsonl"
    sha256 = file_digest(run.out) if run.out else printed.sha256
    work = FileAnswered("screen-file", question.file, options_of(question), form, sha256, seen)
    return desk.receipts.keep_file(
        work, at=asked_at, by=who_asks(desk), policy=question.policy, lists_known_on=run.known_on
    )


def _screened(desk: Desk, question: FileQuestion, run: FileRun, printed: Hashed) -> Counter[str]:
    files = desk.screening.files
    if unused := files.unused_columns(question):
        note(f"{question.file}: columns not used: {', '.join(unused)}")
    with file_progress(f"screening {question.file.name}") as tell:
        if run.out:
            return _to_file(desk, question, run, tell)
        answers = _hashed(files.answers(question, "jsonl"), printed)
        seen = _to_stdout(answers, extent(question.file), tell, as_json=run.as_json)
    sum_up(seen, None)
    return seen


def _hashed(batches: Iterator[AnsweredBatch], printed: Hashed) -> Iterator[AnsweredBatch]:
    for batch in batches:
        printed.add(batch.text)
        yield batch


def _to_file(desk: Desk, question: FileQuestion, run: FileRun, tell: Tell) -> Counter[str]:
    assert run.out is not None
    if not run.resume and run.out.with_name(f"{run.out.name}.journal").exists():
        note(f"{run.out}: an interrupted run is thrown away; --resume would go on with it")
    try:
        done = desk.screening.files.to_file(question, run.out, tell, resume=run.resume)
    except KeyboardInterrupt:
        raise CutShort("interrupted", where=str(run.out), next="the same command with --resume goes on") from None
    if run.resume:
        begun = f"went on after {done.resumed_rows:,} rows" if done.resumed_rows else "there was nothing to go on with"
        note(f"{run.out}: {begun}")
    sum_up(done.counts, run.out)
    return done.counts


def _to_stdout(batches: Iterator[AnsweredBatch], total: int, tell: Tell, *, as_json: bool) -> Counter[str]:
    printer, progress = ScreeningPrinter(), FileProgress(total)
    for batch in batches:
        progress.add(batch)
        tell(progress, batch.notes)
        if as_json:
            sys.stdout.write(batch.text)
        else:
            for line in batch.text.removesuffix("\n").split("\n"):
                printer(json.loads(line))
    return progress.counts


@contextmanager
def file_progress(description: str) -> Iterator[Tell]:
    """What is told of a file's rows on stderr; where that is a terminal, also how far the work is."""

    def tell(_: FileProgress, notes: Sequence[str]) -> None:
        for line in notes:
            note(line)

    if not sys.stderr.isatty():
        yield tell
        return
    with _bar(description) as show:

        def tell_and_show(progress: FileProgress, notes: Sequence[str]) -> None:
            tell(progress, notes)
            show(progress)

        yield tell_and_show


@contextmanager
def _bar(description: str) -> Iterator[Callable[[FileProgress], None]]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]:,} rows"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(description, total=None, rows=0)
        yield lambda progress: bar.update(task, total=progress.total, completed=progress.read, rows=progress.rows)
