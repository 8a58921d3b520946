"""The store: editions of lists and records of work, kept on disk or in PostgreSQL. The only SQL."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from navicert.errors import StoreError
from navicert.store.model import Addition, EditionReading, EntryHistory, Known, Presence, Store

__all__ = ["Addition", "EditionReading", "EntryHistory", "Known", "Presence", "Store", "open_store"]


def open_store(path_or_url: str | Path, *, patience: float = 60.0) -> Store:
    """The store at a folder's path or a server's address; nothing is written before the first addition.

    `patience` is how many seconds to wait for another process that is writing. StoreError when it cannot be used.
    """
    text = str(path_or_url)
    scheme = text.partition("://")[0] if "://" in text else ""
    if scheme in {"postgresql", "postgres"}:
        return _postgres_store(text, patience)
    if scheme:
        raise StoreError(
            f"{scheme!r} is no kind of store", where=_without_password(text), next="name a folder, or postgresql://..."
        )
    from navicert.store.embedded import EmbeddedStore

    return EmbeddedStore(Path(text).expanduser(), patience=patience)


def _postgres_store(url: str, patience: float) -> Store:
    from navicert.store.postgres_address import read_address

    address = read_address(url)
    if find_spec("pg8000") is None:
        raise StoreError(
            "the driver for PostgreSQL is not installed", where=str(address), next="pip install 'navicert[postgres]'"
        )
    from navicert.store.postgres_store import PostgresStore

    return PostgresStore(address, patience=patience)


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
