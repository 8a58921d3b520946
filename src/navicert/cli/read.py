"""`navicert read`: what news pages say, and who says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json
from navicert.cli.show_reading import print_reading
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.desk import Desk


@app.command()
def read(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="News pages: text or HTML.")],
    published: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Publication date of every article here, instead of inferred."),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the pages and what was read in the store; else nothing is written.")
    ] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read news pages into articles, mentions, dates, quantities, claims and events, each with its place in the text.

    With --keep they can be searched, corrected and compared: see navicert evidence.

    Example: navicert read page.txt --published 2017-09-28
    """
    day = read_day(published, "--published") if published else None
    desk = desk_of(context, store)
    if not desk.reader.model_is_installed():
        note("note: names are found by rules alone; the model that finds more: pip install 'navicert[reader]'")
    unreadable = 0
    for file in files:
        try:
            records = _kept(desk, file, day) if keep else desk.reader.read_file(file, published=day)
        except InvalidInput as error:
            unreadable += 1
            note(f"error: {error}")
            continue
        _print(records, as_json)
    if unreadable:
        raise typer.Exit(4 if unreadable < len(files) else 2)


def _kept(desk: Desk, file: Path, day: date | None) -> list[dict[str, Any]]:
    """The records of a page as kept: with the corrections that were made before."""
    kept = desk.evidence.keep_file(file, published=day)
    outcome = {"new": "kept", "found again": "known text from another place", "known": "kept before"}[kept.outcome]
    note(f"{file}: page {kept.page.page.id}, {outcome}")
    first, *rest = kept.page.corrected.records
    return [{**first, "file": str(file)}, *rest]


def _print(records: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        for text in records[0]["notes"]:
            note(f"note: {records[0]['file']}: {text}")
        for record in records:
            print_json(record)
    else:
        print_reading(records)
