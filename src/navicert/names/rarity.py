"""How much a word of a name tells parties apart, from a versioned table that ships with the program.

The table does not depend on the loaded lists: an unrelated list update never changes a score.
"""

from __future__ import annotations

import functools

from navicert.names.tables import Table

LEAST_WEIGHT = 0.2
UNKNOWN_WEIGHT = 1.0
WEIGHTS = Table("rarity")


@functools.lru_cache(maxsize=100_000)
def weight_of(word: str) -> float:
    """The weight of a word in (0, 1]: 0.2 for the most common names, 1 for a word the table does not have."""
    if len(word) == 1:
        return LEAST_WEIGHT
    found = WEIGHTS.find(word)
    return int(found[0]) / 100 if found else UNKNOWN_WEIGHT
