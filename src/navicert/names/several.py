"""One text in several scripts: a name written twice (김정은 KIM Jong Un), or one name of mixed words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from navicert.names.alignment import ENTRY_SHARE, align
from navicert.names.tokens import ReadName

SAME_NAME = 0.5
"""Share of two readings that must agree before they are one name written twice."""
LEAST_WORDS = 2
LEAST_WEIGHT = 1.0
"""What the words of one script must be and weigh to be a name of their own where nothing says that they are one; the
weight is asked of organisations alone, which have a town's or a trade's name in another script more often."""
_EASTERN = frozenset({"han", "kana"})

Words = list[tuple[str, str]]


def by_script(words: Sequence[tuple[str, str]]) -> list[Words]:
    """The (script, word) pairs of each script, in the order of the name; Japanese kana go with Chinese characters.

    >>> by_script([("hangul", "김정은"), ("latin", "KIM"), ("latin", "Jong"), ("latin", "Un")])
    [[('hangul', '김정은')], [('latin', 'KIM'), ('latin', 'Jong'), ('latin', 'Un')]]
    """
    parts: dict[str, Words] = {}
    for script, word in words:
        parts.setdefault("han" if script in _EASTERN else script, []).append((script, word))
    return list(parts.values())


def names_of_their_own(parts: Sequence[Sequence[ReadName]]) -> Iterator[ReadName]:
    """The readings, given part by part, that are names by themselves."""
    for number, readings in enumerate(parts):
        others = [other for i, part in enumerate(parts) if i != number for other in part]
        if any(_is_telling(reading) for reading in readings) or _is_repeated(readings, others):
            yield from readings


def _is_telling(reading: ReadName) -> bool:
    weights = [token.weight for token in reading.tokens if token.kind == "word"]
    return len(weights) >= LEAST_WORDS and (reading.personal or sum(weights) >= LEAST_WEIGHT)


def _is_repeated(readings: Iterable[ReadName], others: Sequence[ReadName]) -> bool:
    return any(_agree(one, other) for one in readings for other in others)


def _agree(one: ReadName, other: ReadName) -> bool:
    gained = sum(pair.gain for pair in align(one, other))
    return gained >= SAME_NAME * (one.weight + ENTRY_SHARE * other.weight)
