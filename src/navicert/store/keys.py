"""API keys as rows of the database: their ids and hashes, never the keys themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from navicert.errors import MissingData
from navicert.store.connections import Database
from navicert.store.rows import instant


@dataclass(frozen=True, slots=True)
class KeptKey:
    """An API key as it is kept: who has it, what it may do, and the SHA-256 of its secret part."""

    id: str
    name: str
    role: str
    hash: str
    created_at: datetime
    revoked_at: datetime | None = None


class Keys:
    """The API keys of a store; a key is added and revoked, never changed or removed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, key: KeptKey) -> None:
        """Keep a new key."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO api_key (id, name, role, hash, created_at) VALUES (?, ?, ?, ?, ?)",
                (key.id, key.name, key.role, key.hash, instant(key.created_at)),
            )

    def all(self) -> tuple[KeptKey, ...]:
        """Every key in the order of creation, revoked ones too."""
        if not self._database.exists():
            return ()
        with self._database.reading() as connection:
            return tuple(map(_key, connection.execute("SELECT * FROM api_key ORDER BY number").fetchall()))

    def find(self, key_id: str) -> KeptKey | None:
        """The key with this id, None where there is none."""
        if not self._database.exists():
            return None
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM api_key WHERE id = ?", (key_id,)).fetchone()
        return None if row is None else _key(row)

    def revoke(self, key_id: str, at: datetime) -> KeptKey:
        """End a key; one that was revoked before keeps its time. MissingData where there is none."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (instant(at), key_id)
            )
            rows: Sequence[Any] = connection.execute("SELECT * FROM api_key WHERE id = ?", (key_id,)).fetchall()
        if not rows:
            raise MissingData(f"there is no API key {key_id!r}", next="see navicert keys list")
        return _key(rows[0])


def _key(row: Any) -> KeptKey:
    return KeptKey(
        id=row["id"],
        name=row["name"],
        role=row["role"],
        hash=row["hash"],
        created_at=datetime.fromisoformat(row["created_at"]),
        revoked_at=None if row["revoked_at"] is None else datetime.fromisoformat(row["revoked_at"]),
    )
