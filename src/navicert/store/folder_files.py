"""The files of an embedded store: in its folder."""

from __future__ import annotations

from pathlib import Path

from navicert.store.disk import file_sha256, move_into_place, remove

INCOMING = "incoming"


class FolderFiles:
    """Files below one folder; keeps the promises of `Files`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def incoming(self) -> Path:
        return self._folder / INCOMING

    def keep(self, written: Path, place: str) -> None:
        move_into_place(written, self._folder / place)

    def path(self, place: str) -> Path:
        return self._folder / place

    def is_same(self, place: str, sha256: str) -> bool:
        path = self._folder / place
        return path.is_file() and file_sha256(path) == sha256

    def remove(self, place: str) -> bool:
        return remove(self._folder / place)
