"""`navicert rules`: what is in the rulebook, one measure, and the checks of its files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json, stdout, table
from navicert.errors import MissingData

rules = typer.Typer(help="The rulebook: what is in it, one measure, its checks.", no_args_is_help=True)
app.add_typer(rules, name="rules")
