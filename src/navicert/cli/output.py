"""What people see: tables on stdout, notes and progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

T = TypeVar("T")

STATUS_STYLE = {
    "hits": "bold red",
    "no_hits": "green",
    "not_screened": "bold yellow",
    "permitted": "green",
    "prohibited": "bold red",
    "needs_authorisation": "yellow",
    "quota_dependent": "yellow",
    "needs_information": "bold yellow",
    "not_covered": "bold yellow",
    "invalid": "bold red",
}
PIPE_WIDTH = 132


def stdout() -> Console:
    """A console for results; where stdout is no terminal, lines are wide enough for the tables."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)


def note(text: str) -> None:
    """One line for the person at the terminal; never on stdout."""
    print(text, file=sys.stderr)


def json_line(record: Mapping[str, Any]) -> str:
    """The record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False, default=str) + "\n"


def print_json(record: Mapping[str, Any]) -> None:
    sys.stdout.write(json_line(record))


def status_text(status: str, words: str | None = None) -> Text:
    return Text(words or status.replace("_", " "), style=STATUS_STYLE.get(status, ""))


def table(*columns: str, title: str | None = None) -> Table:
    grid = Table(title=title, title_justify="left", title_style="bold", header_style="bold", expand=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    return grid


def progress(items: Iterable[T], description: str, total: int | None) -> Iterator[T]:
    """The items, with a progress bar on stderr when that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import track

    yield from track(items, description, total=total, console=Console(stderr=True), transient=True)
