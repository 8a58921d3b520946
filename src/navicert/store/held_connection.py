"""A connection that a thread keeps between its pieces of work, for those that write many times a second.

Opening a database costs more than a small piece of work, and the last one to close it writes its log back.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Open = Callable[[], sqlite3.Connection]


class HeldConnection(threading.local):
    """One connection for each thread that asks for it, given up when its file was replaced or its work failed."""

    is_wanted = False
    connection: sqlite3.Connection | None = None
    file: tuple[int, int] | None = None

    @contextmanager
    def while_wanted(self) -> Iterator[None]:
        """While this lasts, this thread's connection stays open."""
        self.is_wanted = True
        try:
            yield
        finally:
            self.is_wanted = False
            self._give_up()

    @contextmanager
    def opened(self, path: Path, open_anew: Open) -> Iterator[sqlite3.Connection]:
        """The thread's connection to the file at this path, opened where there is none yet."""
        if self.connection is None or self.file != _identity(path):
            self._give_up()
            self.connection, self.file = open_anew(), _identity(path)
        try:
            yield self.connection
        except BaseException:
            self._give_up()
            raise

    def _give_up(self) -> None:
        if self.connection is not None:
            with suppress(sqlite3.Error):
                self.connection.close()
            self.connection = None


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
