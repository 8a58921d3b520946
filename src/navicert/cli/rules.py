"""`navicert rules`: what is in the rulebook, one measure, and the checks of its files."""

from __future__ import annotations

import typer

from navicert.cli.app import app

rules = typer.Typer(help="The rulebook: what is in it, one measure, its checks.", no_args_is_help=True)
app.add_typer(rules, name="rules")
