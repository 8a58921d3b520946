"""A store on a PostgreSQL server: what a team shares."""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs

from navicert.store.kept import KeptStore
from navicert.store.postgres import PostgresDatabase
from navicert.store.postgres_address import Address
from navicert.store.postgres_files import DatabaseFiles


class PostgresStore(KeptStore):
    """A store in a server's database; its tables are made with the first addition.

    `patience` is how many seconds to wait for another process that is writing. Copies of the store's files are kept in
    the platform's cache folder, named by their content.
    """

    def __init__(self, address: Address, *, patience: float = 60.0) -> None:
        database = PostgresDatabase(address, patience=patience)
        self.folder = _cache_folder(address)
        super().__init__(str(address), database, DatabaseFiles(database, self.folder))


def _cache_folder(address: Address) -> Path:
    name = hashlib.sha256(str(address).encode()).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("navicert", appauthor=False)) / "stores" / name
