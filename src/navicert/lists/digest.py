"""One digest for what a publisher says about a party, whatever the order in which it says it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, is_dataclass
from typing import Any

from navicert.lists.delta import field_values
from navicert.lists.model import Entry


def entry_digest(entry: Entry) -> str:
    """SHA-256 in hex; two states of a party have the same exactly where `compare_entries` finds no change."""
    stated = {name: sorted({_text(value) for value in values}) for name, values in field_values(entry).items()}
    said = {"id": entry.id, **{name: texts for name, texts in stated.items() if texts}}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _text(value: Any) -> str:
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)
