"""`navicert backup` and `navicert restore`: the whole store in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json

if TYPE_CHECKING:
    from navicert.store.backup import Backup


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file for the backup.")],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Write the store to one file, checked by reading it back, while other commands and servers go on working.

    Example: navicert backup /var/backups/navicert-2026-11-21.tar
    """
    _tell(desk_of(context, store).backups.write(file), f"written to {file}", as_json)


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Put a backup into a store that holds nothing yet, after every byte of it was checked; wholly or not at all.

    Example: navicert restore /var/backups/navicert-2026-11-21.tar --store /srv/navicert
    """
    _tell(desk_of(context, store).backups.restore(file), "put back", as_json)


def _tell(made: Backup, outcome: str, as_json: bool) -> None:
    if as_json:
        print_json({"made_at": made.made_at, "program": made.program, "files": len(made.files)})
    else:
        note(f"{len(made.files):,} files of {made.made_at}, {outcome}")
