"""`navicert policy below` and `reviewed`: what lies just under the cutoff, and what people found in a sample of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, desk_of
from navicert.cli.output import note, print_json, stdout, table
from navicert.cli.policies import PolicyOption, policies, read_policy
from navicert.cli.screen_files import file_progress
from navicert.desk.screening_files import FileProgress
from navicert.errors import InvalidInput
from navicert.tables import open_writer, read_rows
from navicert.tables.batches import extent

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.screening_files import FileQuestion
    from navicert.screening.validation.below_line import BelowLine

MOST_MATCHES = 50
SAMPLE = ("customer", "asked", "listed", "list", "entity", "score", "same")


@policies.command("below")
def below(
    context: typer.Context,
    file: Annotated[Path, typer.Option("--file", metavar="F", help="Customers: .csv, .jsonl or .parquet.")],
    out: Annotated[Path, typer.Option(metavar="F", help="Where the sample goes, to be judged: .csv or .jsonl.")],
    width: Annotated[float, typer.Option(min=0.01, max=0.5, help="How far below the cutoff to look.")] = 0.1,
    sample: Annotated[int, typer.Option(min=1, max=10_000, help="Pairs to draw.")] = 50,
    seed: Annotated[int, typer.Option(help="The same seed draws the same pairs.")] = 1,
    policy: PolicyOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Draw pairs that score just below the cutoff, for people to judge, and show the alert load of other cutoffs.

    Write yes or no into the column `same`, then: navicert policy reviewed FILE --pairs N

    Example: navicert policy below --file customers.csv --out sample.csv --width 0.1
    """
    from navicert.cluster import cores
    from navicert.desk.screening_files import FileQuestion
    from navicert.screening.validation.below_line import BelowLine

    desk = desk_of(context, store)
    asked = read_policy(desk.policy, policy)
    floor = round(max(0.0, asked.cutoff - width), 4)
    lower = replace(asked, cutoff=floor, limit=MOST_MATCHES)
    question = FileQuestion(file=file, policy=lower, processes=cores())
    found = BelowLine(floor, asked.cutoff, sample, seed)
    _collect(desk, question, found)
    with open_writer(out, SAMPLE, lambda row: [row]) as write:
        for row in found.sample:
            write(row)
    record = {
        "customers": found.customers,
        "cutoff": asked.cutoff,
        "floor": floor,
        "pairs": found.pairs,
        "sample": len(found.sample),
        "load": [{"cutoff": line, "alerted": count} for line, count in found.load.items()],
    }
    print_json(record) if as_json else _print(record, asked.cutoff)
    note(f"{len(found.sample):,} of {found.pairs:,} pairs from {floor:g} to {asked.cutoff:g} written to {out}")


def _collect(desk: Desk, question: FileQuestion, found: BelowLine) -> None:
    progress = FileProgress(extent(question.file))
    with file_progress(f"screening {question.file.name}") as tell:
        for batch in desk.screening.files.answers(question, "jsonl"):
            progress.add(batch)
            tell(progress, batch.notes)
            found.add(json.loads(line) for line in batch.text.splitlines())


def _print(record: dict[str, Any], cutoff: float) -> None:
    grid = table("cutoff", "customers alerted", "share", title="Alert load by cutoff")
    for row in record["load"]:
        share = row["alerted"] / record["customers"] if record["customers"] else 0.0
        mark = "  (in force)" if row["cutoff"] <= cutoff < row["cutoff"] + 0.05 else ""
        grid.add_row(f"{row['cutoff']:.2f}{mark}", f"{row['alerted']:,}", f"{share:.2%}")
    stdout().print(grid)


@policies.command("reviewed")
def reviewed(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The sample, with yes or no in the column `same`.")],
    pairs: Annotated[int, typer.Option(min=0, help="How many pairs lay below the line; `policy below` says it.")],
    as_json: JsonOption = False,
) -> None:
    """Say what a judged sample means: how many true pairs the cutoff lets by, with bounds of 95 % confidence.

    Example: navicert policy reviewed sample.csv --pairs 1840
    """
    from navicert.screening.validation.below_line import judged

    result, strange = judged([row.values for row in read_rows(file)])
    if strange:
        raise InvalidInput(
            "`same` is neither yes nor no",
            where=f"{file} rows {', '.join(map(str, strange[:5]))} field same",
            next="write yes, no, or leave it empty",
        )
    if result.rate.trials == 0:
        raise InvalidInput("no pair was judged", where=f"{file} field same", next="write yes or no into some rows")
    low, high = result.missed(pairs)
    record = {
        "judged": result.rate.trials,
        "true": result.rate.hits,
        "open": result.open,
        "share_low": result.rate.interval[0],
        "share_high": result.rate.interval[1],
        "missed_low": low,
        "missed_high": high,
    }
    if as_json:
        print_json(record)
        return
    stdout().print(
        f"{result.rate.hits} of {result.rate.trials} judged pairs are the same party ({result.open} left open).\n"
        f"Of {pairs:,} pairs below the line, {low:,} to {high:,} are true with 95 % confidence."
    )
