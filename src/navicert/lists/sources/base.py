"""What every publisher's module offers: one Source, whose `read` turns files into entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from navicert.lists.model import Entry


@dataclass(frozen=True, slots=True)
class Reading:
    """What one set of files says.

    `published` is the date the files give, None when they give none. `entry_count_in_files` counts the publisher's own
    records by a second, simpler way, so that a parser that drops some is caught. `ignored` maps each field that is left
    out on purpose to the reason.
    """

    entries: tuple[Entry, ...]
    published: date | None
    entry_count_in_files: int
    ignored: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of published file: its name on the command line, who publishes it, and how it is read.

    `read` takes the files in any order, and raises SourceError (truncated, empty, another schema), UnknownCode (a code
    that the source's documentation does not have) or InvalidInput, each naming file, row or element, and field.
    `whole` is False when the file is a part of what the authority lists. `at_least` is the smallest count of entries
    that can be believed. `urls` are the publisher's addresses, in the order of files. `checked_on` says on which real
    bytes the reader was tried ("" when only on the documented schema).
    """

    name: str
    title: str
    authority: str
    read: Callable[[Sequence[Path]], Reading]
    files: str
    whole: bool = True
    at_least: int = 1
    urls: tuple[str, ...] = ()
    checked_on: str = ""
