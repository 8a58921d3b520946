"""`navicert lists`: load, update, status, diff."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json, stdout, table
from navicert.errors import InvalidInput, NavicertError
from navicert.lists.words import in_words

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.lists import ListStatus, Loaded
    from navicert.lists.delta import Delta

lists = typer.Typer(
    help="Published lists: load and update them, see how fresh they are, compare editions.", no_args_is_help=True
)
app.add_typer(lists, name="lists")

SOURCES_HELP = "ofac-sdn, ofac-consolidated, un, eu, eu-dprk-annex, uk or ftm"


def read_day(text: str, option: str) -> date:
    """A date given on the command line; InvalidInput names the option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(f"{text!r} is not a date", where=option, next="write YYYY-MM-DD") from None


@lists.command("load")
def load(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help=SOURCES_HELP)],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The publisher's file or files.")],
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The publisher's date, where the files do not say.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Name of the list, where one source serves several.")
    ] = None,
    accept_shrinkage: Annotated[
        bool, typer.Option(help="Take a file with far fewer entries than the edition before it, after looking.")
    ] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Load a published file as an edition; it is refused, and the old one stays, when it cannot be believed.

    Example: navicert lists load ofac-sdn sdn.csv alt.csv add.csv --published 2021-09-21
    """
    desk = desk_of(context, store)
    loaded = desk.lists.load(
        source,
        files,
        published=read_day(published, "--published") if published else None,
        name=name,
        accept_shrinkage=accept_shrinkage,
    )
    _print_loaded(loaded, as_json)
    _make_ready(desk, loaded)


@lists.command("update")
def update(
    context: typer.Context,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE...]", help="All that have addresses, if none.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Fetch lists from their publishers, if they changed; a failed fetch leaves the edition in force.

    Example: navicert lists update un ofac-sdn
    """
    desk = desk_of(context, store)
    failures = []
    for source in sources or desk.lists.updatable():
        try:
            with _fetch_bar(source) as progress:
                loaded = desk.lists.update(source, progress)
            _print_loaded(loaded, as_json)
            _make_ready(desk, loaded)
        except NavicertError as error:
            note(f"error: {source}: {error}")
            failures.append(error)
    if failures:
        raise typer.Exit(failures[0].exit_code if len(failures) == len(sources or desk.lists.updatable()) else 4)


@contextmanager
def _fetch_bar(source: str) -> Iterator[Callable[[int, int | None], None] | None]:
    """A progress bar on stderr, or nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress

    columns = (*Progress.get_default_columns(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(f"fetching {source}", total=None)
        yield lambda done, total: bars.update(bar, completed=done, total=total)


def _print_loaded(loaded: Loaded, as_json: bool) -> None:
    edition = loaded.edition
    for text in loaded.notes:
        note(text)
    if as_json:
        print_json({"outcome": loaded.outcome, **edition_json(edition)})
        return
    counts = ", ".join(f"{count:,} {schema}" for schema, count in edition.counts)
    stdout().print(f"{edition.name}: {loaded.outcome}; edition {edition.id}, {edition.entries:,} entries ({counts})")


def _make_ready(desk: Desk, loaded: Loaded) -> None:
    """Builds what the next questions would else wait for."""
    desk.screening.make_ready(loaded.edition)
    desk.law.parties.make_ready()


def edition_json(edition: Any) -> dict[str, Any]:
    """An edition as a record."""
    return {
        "list": edition.name,
        "source": edition.source,
        "edition": edition.id,
        "published": edition.published.isoformat(),
        "loaded_at": edition.loaded_at.isoformat(),
        "sha256": edition.sha256,
        "entries": edition.entries,
        "counts": dict(edition.counts),
        "files": list(edition.files),
        "whole": edition.whole,
    }


@lists.command("status")
def status(context: typer.Context, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """The editions in the store: dates, counts, hashes, and whether each list is fresh.

    Example: navicert lists status
    """
    statuses = desk_of(context, store).lists.status()
    if as_json:
        for item in statuses:
            print_json(_status_json(item))
    elif statuses:
        stdout().print(_status_table(statuses))
    if not statuses:
        note("no list is loaded; load one: navicert lists load SOURCE FILE... (or: navicert lists update)")
        raise typer.Exit(3)
    if any(item.in_force and not item.fresh for item in statuses):
        raise typer.Exit(3)


def _status_json(item: ListStatus) -> dict[str, Any]:
    return {
        **edition_json(item.edition),
        "in_force": item.in_force,
        "fresh": item.fresh,
        "confirmed_at": item.confirmed_at.isoformat(),
    }


def _status_table(statuses: list[ListStatus]) -> Any:
    grid = table("list", "edition", "published", "loaded", "entries", "state", "sha256")
    for item in statuses:
        edition = item.edition
        grid.add_row(
            edition.name,
            edition.id,
            edition.published.isoformat(),
            f"{edition.loaded_at:%Y-%m-%d %H:%M}",
            f"{edition.entries:,}",
            item.words,
            edition.sha256[:12],
        )
    return grid


@lists.command("diff")
def diff(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="Name of the list.")],
    old: Annotated[
        str, typer.Argument(help="An edition: its id, the beginning of it, its date, 'previous' or 'current'.")
    ],
    new: Annotated[str, typer.Argument(help="The edition to compare with.")],
    limit: Annotated[int, typer.Option(min=0, help="How many entries of each kind to show; 0 for all.")] = 20,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """What a newer edition added, changed (field by field) and removed.

    Example: navicert lists diff ofac-sdn previous current
    """
    delta = desk_of(context, store).lists.diff(name, old, new)
    if as_json:
        for record in delta_records(delta):
            print_json(record)
    else:
        _print_delta(delta, limit)


def delta_records(delta: Delta) -> list[dict[str, Any]]:
    """One record for each entry added, changed or removed."""
    return [
        *(
            {"change": "added", "id": entry.id, "caption": entry.caption, "programs": list(entry.programs)}
            for entry in delta.added
        ),
        *(
            {
                "change": "changed",
                "id": change.id,
                "caption": change.caption,
                "fields": [
                    {
                        "field": field.field,
                        "removed": [in_words(v) for v in field.removed],
                        "added": [in_words(v) for v in field.added],
                    }
                    for field in change.changes
                ],
            }
            for change in delta.changed
        ),
        *(
            {"change": "removed", "id": entry.id, "caption": entry.caption, "programs": list(entry.programs)}
            for entry in delta.removed
        ),
    ]


def _print_delta(delta: Delta, limit: int) -> None:
    console = stdout()
    console.print(f"added {len(delta.added):,}, changed {len(delta.changed):,}, removed {len(delta.removed):,}")
    records = delta_records(delta)
    for kind in ("added", "changed", "removed"):
        own = [record for record in records if record["change"] == kind]
        shown = own[: limit or None]
        if not shown:
            continue
        grid = table(
            "id",
            "caption",
            "what",
            title=f"{kind}: {len(own):,}" + (f" (first {limit})" if len(shown) < len(own) else ""),
        )
        for record in shown:
            grid.add_row(record["id"], record["caption"], _what(record))
        console.print(grid)


def _what(record: dict[str, Any]) -> str:
    if "fields" not in record:
        return ", ".join(record["programs"])
    return "\n".join(
        f"{field['field']}: " + "; ".join([*(f"- {v}" for v in field["removed"]), *(f"+ {v}" for v in field["added"])])
        for field in record["fields"]
    )
