"""Files of customers: progress for the person who waits, notes about rows, results on stdout or in a file."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from navicert.cli.output import note
from navicert.cli.screen import sum_up
from navicert.cli.show_screening import ScreeningPrinter
from navicert.errors import CutShort

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.screening_files import FileProgress, FileQuestion, Tell


@dataclass(frozen=True, slots=True)
class FileRun:
    """Where the results go, and whether an interrupted run is taken up."""

    out: Path | None
    as_json: bool
    resume: bool


def screen_file(desk: Desk, question: FileQuestion, run: FileRun) -> Counter[str]:
    """Screen the rows of a file; how many ended how."""
    files = desk.screening.files
    if unused := files.unused_columns(question):
        note(f"{question.file}: columns not used: {', '.join(unused)}")
    with _progress(f"screening {question.file.name}") as show:
        latest: list[FileProgress] = []

        def tell(progress: FileProgress, notes: Sequence[str]) -> None:
            latest[:] = [progress]
            show(progress)
            for line in notes:
                note(line)

        if run.out:
            return _to_file(desk, question, run, tell)
        _to_stdout(files.records(question, tell), as_json=run.as_json)
    seen = latest[0].counts if latest else Counter()
    sum_up(seen, None)
    return seen


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


def _to_stdout(lines: Iterator[str], *, as_json: bool) -> None:
    printer = ScreeningPrinter()
    for line in lines:
        if as_json:
            sys.stdout.write(line)
        else:
            printer(json.loads(line))


@contextmanager
def _progress(description: str) -> Iterator[Callable[[FileProgress], None]]:
    """Shows how far the work is, on stderr, when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
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
