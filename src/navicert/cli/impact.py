"""`navicert rules impact`: the answers that a change of the rulebook changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from navicert.cli.app import JsonOption, StoreOption, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json, progress, status_text, stdout, table
from navicert.cli.rules import rules
from navicert.errors import InvalidInput
from navicert.tables import count_rows, read_rows

if TYPE_CHECKING:
    from navicert.measures.assessment import Finding
    from navicert.measures.impact import ChangedAnswer, Difference, Question
    from navicert.rulebook import Rulebook

BUNDLED = "bundled"


@rules.command("impact")
def show_impact(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A rulebook folder, or `bundled`.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A rulebook folder, or `bundled`.")],
    file: Annotated[
        Path | None, typer.Option("--file", metavar="F", help="Also these transactions: .csv, .jsonl or .parquet.")
    ] = None,
    as_known_on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The law as it was known on that day; else today.")
    ] = None,
    stored: Annotated[
        bool, typer.Option("--stored", help="Also the transactions that the store's receipts hold.")
    ] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List the worked cases, and transactions, whose answer changes from one rulebook to another, and by what.

    Cases of what differs are also asked on the days that differ, the day before and the day after.

    Example: navicert rules impact bundled my-rulebook --stored --file transactions.csv
    """
    from navicert.measures.impact import (
        changed_answer_to_json,
        changed_answers,
        difference_to_json,
        differences,
        worked_questions,
    )
    from navicert.measures.impact_days import moved_questions

    books = _load(old), _load(new)
    known_on = read_day(as_known_on, "--as-known-on") if as_known_on else datetime.now(UTC).date()
    asked: Counter[str] = Counter()
    refused: list[str] = []
    kept = _stored(desk_of(context, store).verifying.transactions()) if stored else iter(())
    of_file = _transactions(file, refused) if file else iter(())
    questions = _counted(asked, worked_questions(*books), moved_questions(*books), kept, of_file)
    rows = differences(*books)
    changes = changed_answers(*books, questions, as_known_on=known_on)
    if as_json:
        for row in rows:
            print_json({"type": "difference", **difference_to_json(row)})
        found = 0
        for found, change in enumerate(changes, 1):  # noqa: B007 - the count is needed after
            print_json({"type": "answer", **changed_answer_to_json(change)})
    else:
        found = _print_changes(rows, list(changes))
    told = ", ".join(f"{count:,} {source}{_s(count)}" for source, count in asked.items()) or "nothing"
    said = f"{len(rows):,} difference{_s(len(rows))}; {told} asked, {found:,} answer{_s(found)} change{_s(found != 1)}"
    note(f"{said} (as known on {known_on})")
    if refused:
        raise typer.Exit(2)


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _load(name: str) -> Rulebook:
    from navicert.rulebook import load_rulebook

    return load_rulebook(None if name == BUNDLED else Path(name))


def _counted(asked: Counter[str], *sources: Iterator[Question] | list[Question]) -> Iterator[Question]:
    for source in sources:
        for question in source:
            asked[question.source] += 1
            yield question


def _stored(transactions: Iterator[tuple[str, Mapping[str, Any]]]) -> Iterator[Question]:
    """Transactions of the store as questions; malformed ones have no answer that a rulebook could change."""
    from navicert.measures import Facts, read_facts
    from navicert.measures.impact import Question

    for name, facts in transactions:
        if isinstance(read_facts(facts), Facts):
            yield Question("transaction", name, facts)


def _transactions(file: Path, refused: list[str]) -> Iterator[Question]:
    """The rows of a file as questions; rows whose facts cannot be judged are told on stderr and left out."""
    from navicert.measures import InvalidFacts, read_facts
    from navicert.measures.impact import Question
    from navicert.rulebook.vocabulary import NUMBERS

    for row in progress(read_rows(file, NUMBERS), f"asking {file.name}", count_rows(file)):
        facts = {key: value for key, value in row.values.items() if key != "id"}
        read = read_facts(facts)
        if row.problem or isinstance(read, InvalidFacts):
            said = row.problem or "; ".join(f"field {error.field}: {error.message}" for error in read.errors)  # type: ignore[union-attr]
            note(f"error: {InvalidInput(said, where=row.where)}")
            refused.append(row.where)
        else:
            yield Question("transaction", str(row.values.get("id", row.where)), facts)


def _print_changes(rows: list[Difference], changes: list[ChangedAnswer]) -> int:
    console = stdout()
    for row in rows:
        console.print(f"differs: {row}", markup=False)
    if not changes:
        console.print("no answer changes")
        return 0
    grid = table("asked", "regime", "old", "new", "by")
    for change in changes:
        by = "; ".join(map(str, change.causes)) or "several differences together"
        name = Text(f"{change.question.source} {change.question.name}")
        grid.add_row(name, change.regime, _answer(change.old), _answer(change.new), Text(by))
    console.print(grid)
    return len(changes)


def _answer(finding: Finding | None) -> Text:
    if finding is None:
        return Text("not asked", style="dim")
    words = finding.status.replace("_", " ")
    if finding.under:
        words += " (exception)" if finding.under == "exception" else " (not bound)"
    text = status_text(finding.status, words)
    if finding.status == "needs_information":
        text.append(f"\n{finding.lowest} to {finding.highest}; {', '.join(finding.missing)}".replace("_", " "))
    return text
