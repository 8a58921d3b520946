"""The store: editions of lists and records of work, kept on disk or in PostgreSQL. The only SQL."""

from __future__ import annotations

from pathlib import Path

from navicert.errors import StoreError
from navicert.store.model import Addition, EditionReading, EntryHistory, Presence, Store

__all__ = ["Addition", "EditionReading", "EntryHistory", "Presence", "Store", "open_store"]


def open_store(path_or_url: str | Path, *, patience: float = 60.0) -> Store:
    """The store at a folder's path or a server's address; nothing is written before the first addition.

    `patience` is how many seconds to wait for another process that is writing. StoreError when it cannot be used.
    """
    text = str(path_or_url)
    scheme = text.partition("://")[0] if "://" in text else ""
    if scheme.partition("+")[0] in {"postgresql", "postgres"}:
        raise StoreError(
            "a PostgreSQL store is not available yet in this version",
            where=_without_password(text),
            next="name a folder for an embedded store",
        )
    if scheme:
        raise StoreError(f"{scheme!r} is no kind of store", where=_without_password(text), next="name a folder")
    from navicert.store.embedded import EmbeddedStore

    return EmbeddedStore(Path(text).expanduser(), patience=patience)


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
