"""The embedded store: a folder with a SQLite database, a Parquet file for each edition, and the publishers' files."""

from __future__ import annotations

from pathlib import Path

from navicert.store.database import SqliteDatabase
from navicert.store.folder_files import FolderFiles
from navicert.store.kept import KeptStore


class EmbeddedStore(KeptStore):
    """A store in a folder, which is made with the first addition.

    `patience` is how many seconds to wait for another process that is writing.
    """

    def __init__(self, folder: Path, *, patience: float = 60.0) -> None:
        self.folder = folder
        super().__init__(str(folder), SqliteDatabase(folder, patience=patience), FolderFiles(folder))
