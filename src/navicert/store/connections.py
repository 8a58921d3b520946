"""What the store's SQL runs on, whichever database it is: `?` for values, rows by name, one state per piece of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

Value = str | int | float | bytes | None


class Row(Protocol):
    """A row: values by column name or position, in the order of the columns."""

    def __getitem__(self, key: str | int, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...

    def keys(self) -> Sequence[str]:
        """The names of the columns."""


class Found(Protocol):
    """What a statement found."""

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...

    @property
    def rowcount(self) -> int:
        """How many rows a statement changed."""


class Connection(Protocol):
    """A connection within one transaction."""

    def execute(self, sql: str, parameters: Sequence[Value] = (), /) -> Found: ...

    def executemany(self, sql: str, parameters: Iterable[Sequence[Value]], /) -> Found: ...


class Database(Protocol):
    """A database that is opened for each piece of work; threads and processes may share it."""

    def exists(self) -> bool:
        """Whether anything was ever written to it."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state throughout; an empty database where none exists yet."""

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction, the only one that writes: kept when the block ends well, else nothing of it happened."""

    def held(self) -> AbstractContextManager[None]:
        """While this lasts, this thread's writing need not open the database each time, and what it commits may wait
        for `sync` to outlive a loss of power."""

    def sync(self) -> None:
        """Have what was committed written to the disk itself."""

    def loading(self) -> AbstractContextManager[None]:
        """Only one process at a time is in here; the lock falls with the process that holds it."""


class Files(Protocol):
    """Where the store's files are: publishers' files and Parquet files, by their place below the store."""

    @property
    def incoming(self) -> Path:
        """A folder where files are written before they are kept."""

    def keep(self, written: Path, place: str) -> None:
        """Move a written file to its place, whole or not at all."""

    def path(self, place: str) -> Path:
        """A file on this machine with the content of the kept one; it need not exist where nothing is kept there."""

    def is_same(self, place: str, sha256: str) -> bool:
        """Whether the file that is kept there has these bytes."""

    def remove(self, place: str) -> bool:
        """Remove a kept file; whether there was one."""
