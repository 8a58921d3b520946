"""`navicert validate`: how well screening works on one's own lists, the way an examiner asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json, progress
from navicert.cli.policies import PolicyOption, read_policy
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
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Alter the names of the loaded lists in some forty ways, and report what screening finds, misses and mistakes.

    Example: navicert validate --sample 500 --out validation.md
    """
    from navicert.cli.show_validation import markdown_report, print_report
    from navicert.screening.validation import Plan, report_to_json
    from navicert.tables.writing import json_line

    if out and out.suffix not in ENDINGS:
        raise InvalidInput("a report is written to .md or .jsonl", where=str(out), next="for example report.md")
    desk = desk_of(context, store)
    asked = read_policy(desk.policy, policy)
    plan = Plan(sample=sample, seed=seed, kinds=frozenset(kinds or ()))
    running = desk.screening.validation.begin(plan, asked if cutoff is None else replace(asked, cutoff=cutoff), wanted)
    for _ in progress(running.outcomes, "trying", None):
        pass  # the report counts them

    def records() -> Iterator[Mapping[str, Any]]:
        yield running.about
        yield from report_to_json(running.report)

    for warning in running.about["warnings"]:
        note(f"warning: {warning}")
    if out:
        text = markdown_report(running) if out.suffix == ".md" else "".join(map(json_line, records()))
        out.write_text(text, encoding="utf-8")
        note(f"written to {out}")
    elif as_json:
        for record in records():
            print_json(record)
    else:
        print_report(running)
