"""Portions of a result: as many rows as make about so many bytes are written at once.

However large a piece is, its text is never held as a whole. Portions wait and travel packed: answers repeat each
other's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from navicert.batch.grouping import Ints

PORTION = 8 * 1024 * 1024
"""Bytes of a portion, as far as these can be told before it is written."""


def spans(sizes: Ints, most: int) -> Iterator[tuple[int, int]]:
    """First row, and the row after the last, of portions that follow one another. The sizes of a portion's rows sum up
    to `most` at most, or it is a single row.

    >>> list(spans(np.array([3, 3, 3, 9, 1, 1]), 6))
    [(0, 2), (2, 3), (3, 4), (4, 6)]
    """
    ends = np.cumsum(sizes, dtype=np.int64)
    start = before = 0
    while start < len(ends):
        end = max(start + 1, int(np.searchsorted(ends, before + most, side="right")))
        yield start, end
        start, before = end, int(ends[end - 1])


@dataclass(frozen=True, slots=True)
class Portion:
    """Bytes of a result; `size` is how many they are where they are packed (None: they are as they are)."""

    held: bytes
    size: int | None = None

    @classmethod
    def of(cls, content: bytes) -> Portion:
        """The content, packed."""
        return cls(_codec().compress(content, asbytes=True), len(content))

    @property
    def content(self) -> bytes:
        if self.size is None:
            return self.held
        return _codec().decompress(self.held, self.size, asbytes=True)  # type: ignore[no-any-return]  # untyped


def packed(contents: Iterable[bytes]) -> tuple[Portion, ...]:
    """Contents as they come, each packed before the next is made."""
    return tuple(Portion.of(content) for content in contents if content)


def _codec() -> pa.Codec:
    return pa.Codec("zstd", 1)
