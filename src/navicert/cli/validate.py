"""`navicert validate`: how well screening works on one's own lists, the way an examiner asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json, progress
from navicert.cli.policies import PolicyOption, read_policy
from navicert.cli.receipting import who_asks
from navicert.errors import InvalidInput

ENDINGS = (".jsonl", ".md")


@app.command()
def validate(
    context: typer.Context,
    sample: Annotated[int, typer.Option(min=1, help="Trials of each kind of alteration.")] = 250,
    seed: Annotated[int, typer.Option(help="Where chance begins; the same seed gives the same trials.")] = 1,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", metavar="NAME", help="Only these kinds of alteration.")
    ] = None,
    wanted: Annotated[
        list[str] | None, typer.Option("--list", metavar="NAME", help="Only these lists; else all loaded.")
    ] = None,
    cutoff: Annotated[float | None, typer.Option(min=0, max=1, help="Lowest score that counts as found.")] = None,
    policy: PolicyOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="F", help="Write the report to a .md or .jsonl file instead.")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Also keep the report in the store, where the pages show it.")
    ] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Alter the names of the loaded lists in some forty ways, and report what screening finds, misses and mistakes.

    Example: navicert validate --sample 500 --out validation.md
    """
    from navicert.cli.show_validation import markdown_report, print_report
    from navicert.screening.validation import Plan
    from navicert.tables.writing import json_line

    if out and out.suffix not in ENDINGS:
        raise InvalidInput("a report is written to .md or .jsonl", where=str(out), next="for example report.md")
    desk = desk_of(context, store)
    asked = read_policy(desk.policy, policy)
    begun_at = desk.now()
    plan = Plan(sample=sample, seed=seed, kinds=frozenset(kinds or ()))
    running = desk.screening.validation.begin(plan, asked if cutoff is None else replace(asked, cutoff=cutoff), wanted)
    for _ in progress(running.outcomes, "trying", None):
        pass  # the report counts them

    for warning in running.about["warnings"]:
        note(f"warning: {warning}")
    if keep:
        number = desk.screening.validation.keep(running, by=who_asks(desk), begun_at=begun_at)
        note(f"kept as validation {number}")
    if out:
        text = markdown_report(running) if out.suffix == ".md" else "".join(map(json_line, running.records))
        out.write_text(text, encoding="utf-8")
        note(f"written to {out}")
    elif as_json:
        for record in running.records:
            print_json(record)
    else:
        print_report(running)
