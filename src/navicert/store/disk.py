"""Files that are written whole: beside their place first, then moved there in one step, and safe from a power cut."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path


def write_through(path: Path) -> None:
    """Wait until the file's bytes are on the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing; NotADirectoryError where a file is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None


def move_into_place(written: Path, place: Path) -> None:
    """One step: `place` has its old content or the new, never a part."""
    make_folder(place.parent)
    written.replace(place)
    for folder in (place.parent, place.parent.parent):
        _sync_folder(folder)


def file_sha256(path: Path) -> str:
    """SHA-256 of the file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def empty_folder(folder: Path) -> int:
    """Remove everything in a folder, which is made where it is missing; how many files and folders it held."""
    make_folder(folder)
    found = list(folder.iterdir())
    for path in found:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    return len(found)


def remove(path: Path) -> bool:
    """Whether there was such a file to remove."""
    with suppress(FileNotFoundError):
        path.unlink()
        return True
    return False


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Have the disk write what was written to a file, and its name; nothing where there is none."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    _sync_folder(path.parent)
