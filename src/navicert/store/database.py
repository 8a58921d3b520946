"""The SQLite file of an embedded store: opened for each piece of work, brought up to date, locked briefly."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from navicert.errors import StoreError
from navicert.store.disk import make_folder, sync_file
from navicert.store.held_connection import HeldConnection
from navicert.store.steps import LATEST, STEPS, Guard
from navicert.store.trouble import explained

FILE = "navicert.db"
LOCK = "loading.lock"
APPLICATION_ID = 0x6E617669
"""Marks the SQLite file as ours ("navi" in ASCII)."""


class SqliteDatabase:
    """A store's database; each `reading` and `writing` has its own connection, so threads and forks may share it."""

    def __init__(self, folder: Path, *, patience: float) -> None:
        self.folder = folder
        self.path = folder / FILE
        self.patience = patience
        self._held = HeldConnection()

    def exists(self) -> bool:
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state throughout; an empty database where none exists yet."""
        with explained(self.path), closing(self._open_to_read()) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: kept when the block ends well, else nothing of it happened."""
        with explained(self.path), self._to_write() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def held(self) -> AbstractContextManager[None]:
        """While this lasts, this thread's writing uses one connection that stays open, and `sync` is the caller's:
        what is committed outlives the program at once, but a loss of power only when it was synced."""
        return self._held.while_wanted()

    @contextmanager
    def _to_write(self) -> Iterator[sqlite3.Connection]:
        if self._held.is_wanted:
            with self._held.opened(self.path, self._open_to_hold) as connection:
                yield connection
        else:
            with closing(self._open_to_write()) as connection:
                yield connection

    def _open_to_hold(self) -> sqlite3.Connection:
        connection = self._open_to_write()
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def sync(self) -> None:
        """Have what was committed written to the disk itself, where it outlives the machine as well."""
        with explained(self.path):
            sync_file(self.path.with_name(f"{FILE}-wal"))

    def _open_to_write(self) -> sqlite3.Connection:
        self._create()
        return self._connect("rw")

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Only one process at a time is in here; the lock falls with the process that holds it."""
        with explained(self.folder):
            make_folder(self.folder)
        lock = self.folder / LOCK
        with explained(lock), closing(_open(f"{lock.resolve().as_uri()}?mode=rwc", self.patience)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            yield

    def _open_to_read(self) -> sqlite3.Connection:
        if not self._exists():
            return _empty()
        if not os.access(self.folder, os.W_OK):
            return self._open_frozen()
        try:
            return self._open_current()
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(("SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY")):
                raise
            return self._open_frozen()

    def _open_current(self) -> sqlite3.Connection:
        connection = self._connect("rw")
        if _version(connection) < LATEST:
            connection.close()
            self._create()
            connection = self._connect("rw")
        return connection

    def _exists(self) -> bool:
        if self.folder.exists() and not self.folder.is_dir():
            raise NotADirectoryError(20, "not a folder", str(self.folder))
        return self.path.exists()

    def _open_frozen(self) -> sqlite3.Connection:
        """What is in the file itself, where nothing can be written beside it (a read-only or a full disk)."""
        log = self.path.with_name(f"{FILE}-wal")
        if log.exists() and log.stat().st_size:
            raise self._needs_writing("the last work in it was interrupted")
        connection = self._connect("ro&immutable=1")
        if _version(connection) < LATEST:
            connection.close()
            raise self._needs_writing("an older version wrote it")
        return connection

    def _needs_writing(self, reason: str) -> StoreError:
        return StoreError(
            f"nothing can be written here, and {reason}",
            where=str(self.path),
            next="free space, or open the store once where it can be written",
        )

    def _create(self) -> None:
        """Make the folder and the tables, or bring older tables up to date."""
        with explained(self.folder):
            make_folder(self.folder)
        with explained(self.path):
            if self.path.exists():
                with closing(self._connect("rw")) as connection:
                    if _version(connection) == LATEST:
                        return
            with closing(self._connect("rwc")) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("BEGIN EXCLUSIVE")
                _migrate(connection)
                connection.commit()

    def _connect(self, mode: str) -> sqlite3.Connection:
        connection = _open(f"{self.path.resolve().as_uri()}?mode={mode}", self.patience)
        try:
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _check(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")  # one state for all three questions: another process may be making the tables
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        version, has_tables = _version(connection), _has_tables(connection)
        connection.rollback()
        if application != APPLICATION_ID and (application or version or has_tables):
            raise StoreError("this is another program's database", where=str(self.path), next="name another store")
        if version > LATEST:
            raise StoreError(
                f"a newer version wrote this store (its tables are of step {version}, this program knows {LATEST})",
                where=str(self.path),
                next="update navicert",
            )


def _open(uri: str, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _empty() -> sqlite3.Connection:
    connection = _open("file::memory:", 0)
    _migrate(connection)
    return connection


def _migrate(connection: sqlite3.Connection) -> None:
    for step in STEPS[_version(connection) :]:
        for part in step:
            connection.execute(sqlite_statement(part))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {LATEST}")


def sqlite_statement(part: str | Guard) -> str:
    """A part of a step in SQLite's words."""
    if isinstance(part, str):
        return part.format(numbered="INTEGER PRIMARY KEY")
    return f"""CREATE TRIGGER {part.name} BEFORE {part.event} ON {part.table}
        BEGIN SELECT RAISE (ABORT, {part.quoted}); END"""


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
