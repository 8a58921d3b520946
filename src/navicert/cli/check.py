"""`navicert check`: may this cargo, payment or venture go ahead on that date, under whose law."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.batch.flat import COLUMNS, flatten_answer, worst
from navicert.cli.app import ExitCodeOption, JsonOption, OutOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import json_line, note, print_json, progress
from navicert.cli.receipting import Hashed, NoReceiptOption, keep, tell, who_asks
from navicert.cli.show_findings import print_assessment
from navicert.desk.moments import moment_of
from navicert.errors import CutShort, InvalidInput
from navicert.tables import count_rows, open_writer, read_rows

if TYPE_CHECKING:
    from navicert.batch.running import Answered, Progress, Run
    from navicert.desk import Desk
    from navicert.receipts import Receipt


@app.command()
def check(
    context: typer.Context,
    facts: Annotated[
        list[str] | None, typer.Argument(metavar="KEY=VALUE...", help="Facts of one transaction, such as hs=2701.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="F", help="Transactions: .csv, .jsonl or .parquet.")
    ] = None,
    as_known_on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Answer from what was known on that day; else today.")
    ] = None,
    out: OutOption = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="With --file and --out: go on where a run was cut short.")
    ] = False,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Processes to work in, with --file; else one for each core.")
    ] = None,
    no_receipt: NoReceiptOption = False,
    as_json: JsonOption = False,
    exit_code: ExitCodeOption = False,
    store: StoreOption = None,
) -> None:
    """Assess the facts of a transaction under each regime, with instrument and paragraph.

    Example: navicert check activity=procure action=release bound_state=CN origin=KP hs=2701
    arrival_date=2017-08-10 release_date=2017-08-20
    """
    if bool(facts) == bool(file):
        raise InvalidInput(
            "give either facts or --file", next="for example: navicert check activity=supply hs=2710 ..."
        )
    known_on = read_day(as_known_on, "--as-known-on") if as_known_on else None
    if resume and not (file and out):
        raise InvalidInput("--resume goes on with a file", next="give --file and --out as before")
    desk = desk_of(context, store)
    if file:
        seen = _check_file(desk, file, FileRun(out, as_json, resume, processes, known_on, receipt=not no_receipt))
    elif no_receipt:
        view = desk.as_known(moment_of(desk.now(), known_on))
        seen = _print_answers(iter([view.check(read_pairs(facts or []), as_known_on=known_on)]), out, as_json)
    else:
        done = desk.receipts.check([read_pairs(facts or [])], by=who_asks(desk), as_known_on=known_on)
        seen = _print_answers(iter(done.answers), out, as_json)
        seen["without_receipt"] += not tell(done.receipt, done.trouble)
    _conclude(seen, out, exit_code)


@dataclass(frozen=True, slots=True)
class FileRun:
    """Where the answers to a file go, in how many processes, and whether an interrupted run is taken up."""

    out: Path | None
    as_json: bool
    resume: bool
    processes: int | None
    known_on: date | None
    receipt: bool


def _check_file(desk: Desk, file: Path, run: FileRun) -> Counter[str]:
    """Check the rows of a file, and keep a receipt of it; how many ended how."""
    from navicert.desk.transactions import run_of

    asked_at, printed = desk.now(), Hashed()
    view, known_on = desk.as_known(moment_of(asked_at, run.known_on)), run.known_on or asked_at.date()
    if run.out:
        seen = _check_into(run_of(view, file, known_on, run.processes), run.out, resume=run.resume)
    elif run.as_json:
        seen = _print_lines(run_of(view, file, known_on, run.processes), printed)
    else:
        seen = _print_answers(_show_file(view, file, known_on, printed), None, as_json=False)
    if run.receipt:
        kept = keep(lambda: _receipt(desk, file, run, asked_at, printed, seen))
        seen["without_receipt"] += not kept
    return seen


def _receipt(desk: Desk, file: Path, run: FileRun, asked_at: datetime, printed: Hashed, seen: Counter[str]) -> Receipt:
    from navicert.desk.receipts import FileAnswered, file_digest
    from navicert.tables.reading import table_format

    form = table_format(run.out) if run.out else "jsonl"
    work = FileAnswered("check-file", file, {}, form, file_digest(run.out) if run.out else printed.sha256, seen)
    known_on = run.known_on or asked_at.date()
    return desk.receipts.keep_file(work, at=asked_at, by=who_asks(desk), known_on=known_on, lists_known_on=run.known_on)


def read_pairs(pairs: list[str]) -> dict[str, str]:
    """Facts given as KEY=VALUE; InvalidInput for what is no pair and for a key given twice."""
    facts: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise InvalidInput("expected KEY=VALUE", where=repr(pair), next="for example origin=KP")
        if key in facts:
            raise InvalidInput(f"the fact {key!r} is given twice", where=repr(pair))
        facts[key] = value
    return facts


def _print_answers(answers: Iterator[Mapping[str, Any]], out: Path | None, as_json: bool) -> Counter[str]:
    seen: Counter[str] = Counter()
    with ExitStack() as stack:
        if out:
            show = stack.enter_context(open_writer(out, COLUMNS, flatten_answer))
        else:
            show = print_json if as_json else print_assessment
        for answer in answers:
            seen[worst(answer)] += 1
            show(answer)
    return seen


def _check_into(run: Run, out: Path, *, resume: bool) -> Counter[str]:
    """Answer a file into another; rows that are one situation for the law are answered together."""
    from navicert.batch.running import answer_into

    try:
        with _bar(f"checking {run.source.name}") as told:
            outcome = answer_into(run, out, resume=resume, told=told)
    except KeyboardInterrupt:
        raise CutShort(
            "interrupted", where=str(out), next="the same command with --resume goes on from there"
        ) from None
    if outcome.earlier:
        note(f"{outcome.earlier:,} rows were answered before the interruption")
    if outcome.alone:
        note(f"{outcome.alone:,} of {outcome.counts.total():,} rows had to be answered one by one")
    return outcome.counts


def _print_lines(run: Run, printed: Hashed) -> Counter[str]:
    """Print the answers to a file as JSON lines."""
    from navicert.batch.running import answer_lines

    seen: Counter[str] = Counter()
    for answered in answer_lines(run):
        for line in answered.errors:
            note(line)
        sys.stdout.flush()
        for content in answered.encoded.contents():
            sys.stdout.buffer.write(content)
            printed.add(content)
        seen.update(answered.counts)
    sys.stdout.buffer.flush()
    return seen


def _show_file(desk: Desk, file: Path, known_on: date, printed: Hashed) -> Iterator[dict[str, Any]]:
    """One answer after the other, for people."""
    from navicert.batch.running import error_lines
    from navicert.desk.transactions import answer_row
    from navicert.rulebook.vocabulary import NUMBERS

    for row in progress(read_rows(file, NUMBERS), f"checking {file.name}", count_rows(file)):
        answer = answer_row(partial(desk.check, as_known_on=known_on), row)
        for line in error_lines(row.where, answer):
            note(line)
        printed.add(json_line(answer))
        yield answer


@contextmanager
def _bar(title: str) -> Iterator[Callable[[Progress, Answered], None]]:
    """What is told about each piece: what is wrong with its rows, and on a terminal how far the work has come."""
    if not sys.stderr.isatty():
        yield lambda _progress, answered: _note_all(answered.errors)
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=1.0)

        def told(progress: Progress, answered: Answered) -> None:
            for line in answered.errors:
                bar.console.print(line, markup=False, highlight=False)
            bar.update(
                task,
                total=progress.share and 1.0,
                completed=progress.share or 0,
                description=f"{title}: {progress.rows:,} rows",
            )

        yield told


def _note_all(lines: Iterable[str]) -> None:
    for line in lines:
        note(line)


def _conclude(seen: Counter[str], out: Path | None, exit_code: bool) -> None:
    without_receipt = seen.pop("without_receipt", 0)
    if out or seen.total() > 1:
        counts = ", ".join(f"{count:,} {status.replace('_', ' ')}" for status, count in seen.most_common())
        note(f"{seen.total():,} checked: {counts}" + (f"; written to {out}" if out else ""))
    if seen["invalid"]:
        raise typer.Exit(2)
    if without_receipt:
        raise typer.Exit(4)
    if exit_code and seen["prohibited"]:
        raise typer.Exit(10)
