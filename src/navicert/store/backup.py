"""Copies of an embedded store in one file: a state of the database and every file it names, each with its hash.

Written beside its place and moved there in one step after it was read back; put back only into a folder where nothing
is. What can be made again (indexes) and what is half done (incoming files) is left out.
"""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from navicert import __version__
from navicert.errors import InvalidInput, MissingData, StoreError
from navicert.store.database import APPLICATION_ID, FILE
from navicert.store.disk import file_sha256, make_folder, move_into_place, write_through
from navicert.store.rows import instant
from navicert.store.steps import LATEST
from navicert.store.trouble import explained

FORMAT = 1
MANIFEST = "manifest.json"
LEFT_OUT = frozenset({"incoming", "indexes", "population"})
MANIFEST_LIMIT = 256 * 1024 * 1024
_DAMAGED = "the backup is damaged; use another"


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: when it was made, and its files with their SHA-256."""

    made_at: str
    program: str
    files: Mapping[str, str]


def back_up(folder: Path, target: Path, at: datetime) -> Backup:
    """Write a copy of the store in a folder to a new file, and read it back; other processes may work meanwhile.

    MissingData where there is no store, InvalidInput where the target exists, StoreError when the disk will not.
    """
    if not (folder / FILE).exists():
        raise MissingData("there is no store to back up", where=str(folder))
    if target.exists():
        raise InvalidInput("there is a file of that name already", where=str(target), next="choose another name")
    with explained(target):
        make_folder(target.absolute().parent)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.absolute().parent) as beside:
            written = Path(beside) / "backup"
            _write(folder, written, Path(beside) / FILE, at)
            found = check(written)
            write_through(written)
            move_into_place(written, target)
    return found


def _write(folder: Path, written: Path, database: Path, at: datetime) -> None:
    """The database first: every file that it names is there already, and none is ever changed."""
    _copy_database(folder / FILE, database)
    files = {FILE: database} | {str(path.relative_to(folder).as_posix()): path for path in _files(folder)}
    hashes = {name: file_sha256(path) for name, path in files.items()}
    manifest = {"format": FORMAT, "made_at": instant(at), "program": __version__, "step": LATEST, "files": hashes}
    content = json.dumps(manifest, indent=1).encode()
    with tarfile.open(written, "w") as archive:
        head = tarfile.TarInfo(MANIFEST)
        head.size = len(content)
        archive.addfile(head, io.BytesIO(content))
        for name, path in files.items():
            archive.add(path, name, recursive=False)


def _copy_database(source: Path, copy: Path) -> None:
    address = f"{source.resolve().as_uri()}?mode=ro"
    with (
        explained(source),
        closing(sqlite3.connect(address, uri=True)) as theirs,
        closing(sqlite3.connect(copy)) as ours,
    ):
        theirs.backup(ours)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        is_ours = len(inside.parts) > 1 and inside.parts[0] not in LEFT_OUT
        if is_ours and path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield path


def check(backup: Path) -> Backup:
    """What a backup holds, when every byte of it is as it was written; StoreError otherwise."""
    with explained(backup), _opened(backup) as archive:
        manifest = _manifest(archive, backup)
        for name, handle in _members(archive, manifest, backup):
            _compare(handle, manifest["files"][name], f"{backup} {name}")
    return Backup(manifest["made_at"], manifest["program"], manifest["files"])


def restore(backup: Path, folder: Path) -> Backup:
    """Put a backup into a folder that holds no store; wholly or not at all.

    StoreError where the backup is damaged or a newer version wrote it, InvalidInput where something is in the folder.
    """
    if folder.exists() and any(folder.iterdir()):
        raise InvalidInput("there is something in the folder", where=str(folder), next="name an empty one with --store")
    found = check(backup)
    with explained(folder):
        make_folder(folder.absolute().parent)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.absolute().parent) as beside:
            whole = Path(beside) / "store"
            with _opened(backup) as archive:
                for name, handle in _members(archive, _manifest(archive, backup), backup):
                    _put(handle, whole / name, found.files[name])
            _check_database(whole / FILE)
            if folder.exists():
                folder.rmdir()
            whole.rename(folder)
    return found


@contextmanager
def _opened(backup: Path) -> Iterator[tarfile.TarFile]:
    """The archive; whatever is wrong with its form is a StoreError."""
    try:
        with tarfile.open(backup, "r:") as archive:
            yield archive
    except (tarfile.TarError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise StoreError(f"this is no whole backup: {error}", where=str(backup), next=_DAMAGED) from None


def _manifest(archive: tarfile.TarFile, backup: Path) -> dict[str, Any]:
    first = archive.next()
    handle = archive.extractfile(first) if first and first.name == MANIFEST and first.isreg() else None
    if handle is None or first is None or first.size > MANIFEST_LIMIT:
        raise StoreError("this is no backup of navicert", where=str(backup), next=_DAMAGED)
    manifest: dict[str, Any] = json.load(handle)
    if manifest.get("format") != FORMAT or manifest.get("step", LATEST + 1) > LATEST:
        raise StoreError("a newer version wrote this backup", where=str(backup), next="update navicert")
    return manifest


def _members(archive: tarfile.TarFile, manifest: Mapping[str, Any], backup: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Every file that the manifest names, each once; StoreError for one that is missing, strange or too many."""
    left = dict(manifest["files"])
    while (member := archive.next()) is not None:
        handle = archive.extractfile(member) if member.isreg() and _is_inside(member.name) else None
        if handle is None or left.pop(member.name, None) is None:
            raise StoreError(f"{member.name!r} does not belong in it", where=str(backup), next=_DAMAGED)
        yield member.name, handle
    if left:
        raise StoreError(f"{next(iter(left))!r} is missing", where=str(backup), next=_DAMAGED)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _compare(handle: IO[bytes], sha256: str, where: str) -> None:
    import hashlib

    if hashlib.file_digest(handle, "sha256").hexdigest() != sha256:  # type: ignore[arg-type]
        raise StoreError("its content was changed", where=where, next=_DAMAGED)


def _put(handle: IO[bytes], place: Path, sha256: str) -> None:
    make_folder(place.parent)
    with place.open("wb") as file:
        while block := handle.read(1024 * 1024):
            file.write(block)
    write_through(place)
    if file_sha256(place) != sha256:
        raise StoreError("the disk did not keep what was written", where=str(place))


def _check_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (state,) = connection.execute("PRAGMA integrity_check").fetchone()
    if application != APPLICATION_ID or state != "ok":
        raise StoreError(f"the database in it is damaged: {state}", where=str(path), next=_DAMAGED)
