"""Names that are like a listed one: a slip of the pen in one word, or words that say whose a body is.

Screening finds more than this; it is what can be told from the rulebook's own listings alone. A name found so is never
more than a candidate: it leaves the answer open and names the entry.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from navicert.rulebook.model import ListingRecord

SHORTEST = 5  # letters of a word in which a slip is looked for; Korean names differ by one letter and are other people
LEAST_WORDS = 2
WHOSE = frozenset(
    {"and", "democratic", "dprk", "for", "korea", "korean", "north", "of", "people", "peoples", "republic", "s"}
)


NearIndex = dict[tuple[str, ...], list[ListingRecord]]


def like_names(key: str, index: NearIndex) -> tuple[ListingRecord, ...]:
    """The records whose name is like this one; `key` as `name_key` makes it."""
    found = {(record.list, record.id): record for slip in slips(key) for record in index.get(slip, ())}
    return tuple(found.values())


def near_index(names: Iterator[tuple[str, ListingRecord]]) -> NearIndex:
    """Records by every slip of their names' keys."""
    index: NearIndex = {}
    for key, record in names:
        for slip in dict.fromkeys(slips(key)):
            rows = index.setdefault(slip, [])
            if record not in rows:
                rows.append(record)
    return index


@functools.lru_cache(maxsize=4096)
def slips(key: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name that tell, and the same with a letter left out of one long word.

    Two names that differ by a letter more, less, or another, or by two letters changed about, share one of these.

    >>> sorted(set(slips("bank foriegn trade")) & set(slips("bank dprk foreign of trade")))
    [('bank', 'trade', 'foregn'), ('bank', 'trade', 'forign')]
    """
    words = [word for word in key.split() if word not in WHOSE]
    if len(words) < LEAST_WORDS:
        return ()
    return tuple(words), *_shortened(words)


def _shortened(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for place, word in enumerate(words):
        if len(word) >= SHORTEST:
            rest = (*words[:place], *words[place + 1 :])
            yield (*rest, word)
            for letter in range(len(word)):
                yield (*rest, word[:letter] + word[letter + 1 :])
