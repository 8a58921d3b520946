"""Chunks of rows, the unit that is read, answered and written at once, and the pieces of files they are read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from navicert.batch.grouping import Bools, Ints
from navicert.tables import Row

CHUNK_ROWS = 262_144
CHUNK_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file: from `start` up to, not including, `end` (bytes of text, else rows); its first row's number.

    `rows` are the rows themselves where they had to be read one after the other.
    """

    path: Path
    start: int
    end: int
    first: int
    rows: tuple[Row, ...] = ()


@dataclass(slots=True, eq=False)
class Chunk:
    """Consecutive rows of a file. `table` holds the facts by key, `ids` the rows' own ids (None: none), `unread` marks
    rows that the columns do not hold, `row` gives one row as a reader of single rows would."""

    table: Mapping[str, pa.Array]
    ids: pa.Array | Sequence[object]
    row_numbers: Ints
    unread: Bools
    row: Callable[[int], Row]


def chunk_of_rows(rows: Sequence[Row]) -> Chunk:
    """A chunk of rows that were read one by one. Cells of text become columns; rows with others stay unread."""
    ids = [row.values.get("id") for row in rows]
    odd = [bool(row.problem) or not all(isinstance(value, str) for value in row.values.values()) for row in rows]
    held = [{} if is_odd else row.values for row, is_odd in zip(rows, odd, strict=True)]
    keys = dict.fromkeys(key for values in held for key in values if key != "id")
    return Chunk(
        table={key: pa.array([values.get(key) for values in held], pa.string()) for key in keys},
        ids=ids,
        row_numbers=np.array([row.number for row in rows], np.int64),
        unread=np.array(odd, np.bool_),
        row=rows.__getitem__,
    )
