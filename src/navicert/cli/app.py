"""The root command and the options that all commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from navicert import __version__

if TYPE_CHECKING:
    from navicert.desk import Desk

app = typer.Typer(
    name="navicert",
    help="Screen parties, check transactions against dated sanctions law, and see the reasons for every answer.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

STORE_HELP = "The store: a folder, or postgresql://... [default: NAVICERT_STORE, else the platform's data folder]"
StoreOption = Annotated[str | None, typer.Option("--store", metavar="PATH_OR_URL", help=STORE_HELP, show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON Lines on stdout and nothing else there.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="F", help="Write results to a .jsonl, .csv or .parquet file instead.")
]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help="End with exit code 10 when there are hits or prohibitions.")
]


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    store: StoreOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Screen parties, check transactions against dated sanctions law, and see the reasons for every answer."""
    context.obj = store
    if version:
        typer.echo(f"navicert {__version__}")
        raise typer.Exit


def desk_of(context: typer.Context, store: str | None) -> Desk:
    """The desk on the store that the command, or the root command before it, names."""
    from navicert.desk import open_desk

    return open_desk(store or context.find_root().obj)
