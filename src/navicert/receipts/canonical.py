"""One way to write a value as bytes, so that its digest stands for it."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON in UTF-8 with sorted keys and no spaces; TypeError for what JSON cannot say.

    Text that is no Unicode (a lone surrogate) is written as an escape, so that every question has a digest.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def salted_digest(salt: bytes, content: bytes) -> str:
    """SHA-256 of a salt and the content: once the salt is erased, nobody can find the content by guessing it."""
    return hashlib.sha256(len(salt).to_bytes(2, "big") + salt + content).hexdigest()
