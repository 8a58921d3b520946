"""`navicert receipts compare`: what the program of today answers to the questions of before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json, stdout, table
from navicert.cli.receipts import questions, receipts

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.comparing import Change, Comparison
    from navicert.receipts import Receipt

SHOWN = 40


@receipts.command("compare")
def compare(
    context: typer.Context,
    first: Annotated[
        str | None, typer.Option("--from", metavar="N_OR_DAY", help="From this number or day (UTC); else the first.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--until", metavar="N_OR_DAY", help="Until this number or day; else the last.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Only screen, check, read, customers, screen-file or check-file.")
    ] = None,
    today: Annotated[bool, typer.Option("--today", help="With today's lists, rules and customers as well.")] = False,
    files: Annotated[
        list[Path] | None, typer.Option("--input", metavar="F", help="A file that was answered; may be repeated.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Ask a range of receipts again with this version of the program and sum up what came, what went, and why.

    Without --today lists, law and customers are those of then, so that every difference is the program's own. Ends with
    3 when nothing explains a difference, with 4 when some receipts could not be asked.

    Example: navicert receipts compare --from 2026-01-01 --until 2026-01-31
    """
    from navicert.desk.comparing import compare as summed

    desk = desk_of(context, store)
    chosen = _range(desk, first, last, kind)
    found = summed(desk.verifying.replay(receipt, today=today, files=files or ()) for receipt in chosen)
    if as_json:
        for change in found.changes:
            print_json({"type": "change", **_change(change)})
        print_json(found.record())
    else:
        _print(found)
    if found.unexplained and not today:
        raise typer.Exit(3)
    if found.not_asked:
        raise typer.Exit(4)


def _range(desk: Desk, first: str | None, last: str | None, kind: str | None) -> Iterator[Receipt]:
    """The receipts from a number or day to another."""
    begin, end = _bound(first, "--from"), _bound(last, "--until")
    day = timedelta(days=1)
    for receipt in questions(desk, max(begin - 1, 0) if isinstance(begin, int) else 0):
        if kind is not None and receipt.draft.kind != kind:
            continue
        if isinstance(begin, datetime) and receipt.draft.at < begin:
            continue
        if (isinstance(end, int) and receipt.number > end) or (
            isinstance(end, datetime) and receipt.draft.at >= end + day
        ):
            return
        yield receipt


def _bound(text: str | None, where: str) -> int | datetime | None:
    if text is None or text.isdecimal():
        return int(text) if text else None
    return datetime.combine(read_day(text, where), time(), UTC)


def _change(change: Change) -> dict[str, Any]:
    return {"receipt": change.receipt, "side": change.side, "what": change.what, "about": change.about}


def _print(found: Comparison) -> None:
    record = found.record()
    grid = table("answers", "before", "after", "difference")
    for status in sorted({*found.before, *found.after}):
        before, after = found.before[status], found.after[status]
        grid.add_row(status.replace("_", " "), f"{before:,}", f"{after:,}", f"{after - before:+,}")
    stdout().print(grid)
    for change in found.changes[:SHOWN]:
        sign = "-" if change.side == "before" else "+"
        typer.echo(f"{sign} receipt {change.receipt}: {change.what} {change.about}")
    if len(found.changes) > SHOWN:
        note(f"and {len(found.changes) - SHOWN:,} more changes: --json tells all")
    note(_sum(record))
    for number, because in found.not_asked.items():
        note(f"receipt {number} could not be asked again: {because}")
    for reason, count in found.explained_by.most_common():
        note(f"{count:,} differences explained by: {reason}")
    if found.unexplained:
        note(f"NOTHING EXPLAINS the differences of: {', '.join(map(str, found.unexplained[:SHOWN]))}")


def _sum(record: Mapping[str, Any]) -> str:
    return (
        f"{record['receipts']:,} receipts: {record['same']:,} the same, {record['different']:,} different "
        f"({record['gone']:,} gone, {record['come']:,} come), {len(record['not_asked']):,} not asked"
    )
