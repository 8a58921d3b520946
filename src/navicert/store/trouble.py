"""Turn what the disk and the database complain about into StoreError: where it happened, and what to do next."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from navicert.errors import StoreError

_DISK = {
    errno.ENOSPC: ("the disk is full", "free some space and run the command again; nothing was changed"),
    errno.EDQUOT: ("the disk quota is used up", "free some space and run the command again; nothing was changed"),
    errno.EROFS: ("the folder is on a read-only disk", "name a store that can be written with --store"),
    errno.EACCES: ("permission was denied", "check who owns the folder, or name another with --store"),
    errno.EPERM: ("the operation is not permitted here", "check who owns the folder, or name another with --store"),
    errno.ENOTDIR: ("a file stands where a folder should be", "move the file, or name another store with --store"),
    errno.EEXIST: ("a file of that name is there already", "move it, or name another folder"),
    errno.ENOENT: ("the file is missing", "restore it from a backup, or load the list into a new store"),
    errno.EIO: ("the disk reports an error", "check the disk; restore the store from a backup"),
    errno.EMFILE: ("too many files are open", "raise the limit of open files"),
}
_DATABASE = {
    "SQLITE_FULL": _DISK[errno.ENOSPC],
    "SQLITE_BUSY": ("another process has kept the store locked", "wait for it to finish, or stop it"),
    "SQLITE_LOCKED": ("another process has kept the store locked", "wait for it to finish, or stop it"),
    "SQLITE_READONLY": (
        "the folder cannot be written (a read-only disk, or another owner)",
        "name a store that can be written with --store",
    ),
    "SQLITE_PERM": _DISK[errno.EACCES],
    "SQLITE_AUTH": _DISK[errno.EACCES],
    "SQLITE_CANTOPEN": ("the database cannot be opened", "check the folder and who owns it"),
    "SQLITE_NOTADB": ("this is not a database of navicert, or it is damaged", "restore it from a backup"),
    "SQLITE_CORRUPT": ("the database is damaged", "restore it from a backup"),
    "SQLITE_IOERR": ("the disk reports an error", "check the disk and the space left on it"),
}

ROOM_FOR_SQLITE = 64 * 1024
"""Bytes that a write needs beside the database: shared memory of 32 KB, and some pages of the log."""


@contextmanager
def explained(where: Path) -> Iterator[None]:
    """Errors of the disk and of SQLite inside the block become StoreError at `where`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _database_error(error, where) from error
    except OSError as error:
        raise _disk_error(error, where) from error


def _disk_error(error: OSError, where: Path) -> StoreError:
    message, advice = _DISK.get(error.errno or 0, (str(error.strerror or error), "check the folder and the disk"))
    return StoreError(message, where=str(error.filename or where), next=advice)


def _database_error(error: sqlite3.Error, where: Path) -> StoreError:
    code = getattr(error, "sqlite_errorname", None) or ""
    if code.startswith("SQLITE_IOERR") and _is_full(where):
        code = "SQLITE_FULL"
    if code.startswith("SQLITE_CANTOPEN") and not os.access(where.parent, os.W_OK):
        code = "SQLITE_READONLY"
    for beginning, (message, advice) in _DATABASE.items():
        if code == beginning or code.startswith(f"{beginning}_"):
            return StoreError(message, where=str(where), next=advice)
    return StoreError(
        f"the database reports: {error}", where=str(where), next="restore it from a backup if it stays so"
    )


def _is_full(where: Path) -> bool:
    """SQLite says so only of its main file, not of the small ones beside it."""
    try:
        return shutil.disk_usage(where.parent).free < ROOM_FOR_SQLITE
    except OSError:
        return False
