"""How much a word of a name tells parties apart, from a versioned table that ships with the program."""

from __future__ import annotations

import functools
from importlib import resources

LEAST_WEIGHT = 0.2
UNKNOWN_WEIGHT = 1.0


@functools.cache
def _table() -> dict[str, float]:
    text = resources.files("navicert.names").joinpath("data/rarity.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: int(level) / 100 for word, level in rows}


@functools.lru_cache(maxsize=200_000)
def weight_of(word: str) -> float:
    """The weight of a word in (0, 1]: 0.2 for the most common names, 1 for a word the table does not have."""
    if len(word) == 1:
        return LEAST_WEIGHT
    return _table().get(word, UNKNOWN_WEIGHT)
