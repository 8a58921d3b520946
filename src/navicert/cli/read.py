"""`navicert read`: what news pages say, and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json
from navicert.cli.receipting import NoReceiptOption, who_asks
from navicert.cli.receipting import keep as keep_receipt
from navicert.cli.show_reading import print_reading
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.reading_receipts import PageRead
    from navicert.evidence.model import PageReading
    from navicert.receipts import Receipt


@app.command()
def read(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="News pages: text or HTML.")],
    published: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Publication date of every article here, instead of inferred."),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the pages and what was read, to be searched and corrected.")
    ] = False,
    no_receipt: NoReceiptOption = False,
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
    unreadable, asked_at = 0, desk.now()
    readings: dict[Path, PageReading] = {}
    pages: list[PageRead] = []
    for file in files:
        try:
            records, readings[file] = _kept(desk, file, day) if keep else _read(desk, file, day)
            if not (keep or no_receipt):  # what is kept is its own record: readings never change
                pages.append(_page_read(file, day, readings[file]))
        except InvalidInput as error:
            unreadable += 1
            note(f"error: {error}")
            continue
        _print(records, as_json)
    _print_copies(readings, as_json)
    if pages and not keep_receipt(lambda: _receipt(desk, pages, asked_at)):
        raise typer.Exit(4)
    if unreadable:
        raise typer.Exit(4 if unreadable < len(files) else 2)


def _page_read(file: Path, day: date | None, reading: PageReading) -> PageRead:
    """What the receipt keeps of a file: its bytes, and what was read."""
    from navicert.desk.reading_receipts import PageRead, bytes_told
    from navicert.evidence.output import records

    return PageRead(bytes_told(file.read_bytes()), day, list(records(reading, str(file))), str(file))


def _receipt(desk: Desk, pages: list[PageRead], asked_at: datetime) -> Receipt:
    from navicert.desk.reading_receipts import given_of

    given = given_of(desk, pages, at=asked_at, by=who_asks(desk))
    (receipt,) = desk.receipts.keep([desk.receipts.drafted(given)])
    return receipt


def _read(desk: Desk, file: Path, day: date | None) -> tuple[list[dict[str, Any]], PageReading]:
    from navicert.evidence.output import records

    reading = desk.reader.reading(desk.reader.page_of_file(file), published=day)
    return list(records(reading, str(file))), reading


def _kept(desk: Desk, file: Path, day: date | None) -> tuple[list[dict[str, Any]], PageReading]:
    """The records of a page as kept: with the corrections that were made before."""
    kept = desk.evidence.keep_file(file, published=day)
    outcome = {"new": "kept", "found again": "known text from another place", "known": "kept before"}[kept.outcome]
    note(f"{file}: page {kept.page.page.id}, {outcome}")
    first, *rest = kept.page.corrected.records
    return [{**first, "file": str(file)}, *rest], kept.page.reading


def _print_copies(readings: Mapping[Path, PageReading], as_json: bool) -> None:
    """Texts that several of the files have: one source, however many files."""
    from navicert.evidence.output import copies

    first: dict[str, Path] = {}
    for file, reading in readings.items():
        if reading.page.id in first:
            note(f"note: {file}: the same text as {first[reading.page.id]}; it counts once")
        first.setdefault(reading.page.id, file)
    found = list(copies(list(readings.values()))) if len(first) > 1 else []
    for record in found if as_json else ():
        print_json(record)
    kinds = Counter(record["kind"] for record in {record["source_id"]: record for record in found}.values())
    if kinds:
        note(f"note: {_counted(kinds)} in several files: each counts as one source; see navicert evidence sources")


def _counted(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in kinds.items())


def _print(records: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        for text in records[0]["notes"]:
            note(f"note: {records[0]['file']}: {text}")
        for record in records:
            print_json(record)
    else:
        print_reading(records)
