"""API keys at the desk: made, shown once, recognised by their hash, revoked."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navicert.desk.ground import Ground
from navicert.desk.visitors import ROLES, Role, Visitor
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.store.keys import KeptKey

KEY_ROLES: tuple[Role, ...] = ("viewer", "analyst", "admin")
"""A program may ask, record and administer; the second pair of eyes is a person's."""
LONGEST_NAME = 100
_KEY = re.compile(r"nvc_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key at the one moment when it can be seen whole: `text` is what clients send."""

    text: str
    kept: KeptKey


class KeyDesk:
    """The API keys of one store."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def create(self, name: str, role: str = "viewer") -> NewKey:
        """A new key for the program of this name; InvalidInput for a role that no key can have."""
        from navicert.store.keys import KeptKey

        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise InvalidInput(
                "the name of a key is 1 to 100 printable characters", where="name", next="say which program uses it"
            )
        if role not in KEY_ROLES:
            raise InvalidInput(f"a key cannot be {role!r}", where="role", next=f"choose from {', '.join(KEY_ROLES)}")
        key_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        kept = KeptKey(key_id, name.strip(), role, _digest(secret), self._ground.now())
        self._ground.store.keys.add(kept)
        return NewKey(f"nvc_{key_id}_{secret}", kept)

    def all(self) -> tuple[KeptKey, ...]:
        """Every key in the order of creation, revoked ones too; their secrets are nowhere."""
        return self._ground.store.keys.all()

    def revoke(self, key_id: str) -> KeptKey:
        """End a key at once; MissingData where there is none."""
        return self._ground.store.keys.revoke(key_id, self._ground.now())

    def recognise(self, text: str) -> Visitor | None:
        """Who sends this key; None for what is no key, for one of another store and for a revoked one."""
        match = _KEY.fullmatch(text)
        kept = self._ground.store.keys.find(match[1]) if match else None
        if match is None or kept is None:
            return None
        is_right = hmac.compare_digest(kept.hash, _digest(match[2]))
        if not is_right or kept.revoked_at is not None or kept.role not in ROLES:
            return None
        return Visitor(kept.name, kept.role, "api key", kept.id)


def _digest(secret: str) -> str:
    """SHA-256: a secret of 256 random bits needs no slow hash, and every request is checked."""
    return hashlib.sha256(secret.encode()).hexdigest()
