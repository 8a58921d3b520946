"""The effect of a policy, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer
from rich.text import Text

from navicert.cli.output import note, print_json, stdout, table
from navicert.cli.screen_files import file_progress
from navicert.desk.policy_effects import CHANGES, Effect

if TYPE_CHECKING:
    from rich.console import Console

    from navicert.desk import Desk
    from navicert.desk.screening_files import FileQuestion
    from navicert.screening import Policy

WORDS = {
    "appears": "alerts that appear",
    "disappears": "alerts that disappear",
    "changes": "alerts with other parties, or in another order",
    "scores": "alerts whose scores alone change",
}


def run_effect(desk: Desk, question: FileQuestion, after: Policy, *, examples: int, as_json: bool) -> None:
    """Ask every customer under both policies and show the difference; exit code 2 when rows could not be read."""
    from navicert.screening.policy_values import knobs

    files, effect = desk.screening.files, Effect(examples)
    if unused := files.unused_columns(question):
        note(f"{question.file}: columns not used: {', '.join(unused)}")
    with file_progress(f"screening {question.file.name} twice") as tell:
        for batch in files.effect(question, after, tell):
            records = [json.loads(line) for line in batch.text.splitlines()]
            effect.add(batch.counts, records)
            for record in records if as_json else ():
                print_json({"type": "customer", **record})
    values = {name: (getattr(question.policy, name), getattr(after, name)) for name in knobs()}
    changed = {name: pair for name, pair in values.items() if pair[0] != pair[1]}
    if as_json:
        print_json(_summary(effect, changed))
    else:
        _print_effect(stdout(), effect, changed)
    if effect.counts["unreadable"]:
        raise typer.Exit(2)


def _summary(effect: Effect, changed: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    counts = effect.counts
    return {
        "type": "effect",
        "policy": [{"name": name, "before": before, "after": after} for name, (before, after) in changed.items()],
        "customers": counts["rows"],
        "unreadable": counts["unreadable"],
        "alerts": {"before": counts["alerts before"], "after": counts["alerts after"]},
        "matches": {"before": counts["matches before"], "after": counts["matches after"]},
        **{change: counts[change] for change in CHANGES},
    }


def _print_effect(console: Console, effect: Effect, changed: Mapping[str, tuple[float, float]]) -> None:
    counts = effect.counts
    told = ", ".join(f"{name} {before:g} -> {after:g}" for name, (before, after) in changed.items())
    console.print(Text(f"policy: {told or 'both are the same'}", style="bold"))
    grid = table(f"of {counts['rows']:,} customers", "before", "after", "difference")
    for kind in ("alerts", "matches"):
        before, after = counts[f"{kind} before"], counts[f"{kind} after"]
        grid.add_row(kind, f"{before:,}", f"{after:,}", f"{after - before:+,}")
    console.print(grid)
    for change in CHANGES:
        if counts[change]:
            console.print(Text(f"\n{counts[change]:,} {WORDS[change]}", style="bold"))
            for record in effect.best(change):
                _print_customer(console, record)


def _print_customer(console: Console, record: Mapping[str, Any]) -> None:
    name = " / ".join(record["name"]) or f"row {record['row']}"
    console.print(Text(f"  {name}  ({record['schema']}, {record['id']})"))
    parties = {(match["source"], match["id"]): match for match in (*record["before"], *record["after"])}
    for key, match in parties.items():
        old, new = (
            next((m["score"] for m in record[side] if (m["source"], m["id"]) == key), None)
            for side in ("before", "after")
        )
        text = Text(f"    {_score(old)} -> {_score(new)}  {match['caption']}  ")
        console.print(text.append(f"{match['source']} {match['id']}", style="dim"), soft_wrap=True)


def _score(score: float | None) -> str:
    return "  -  " if score is None else f"{score:.3f}"
