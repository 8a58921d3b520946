"""Pieces of Parquet files: row groups as they are, small ones together, large ones in parts."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from navicert.batch.chunks import CHUNK_ROWS, Chunk, Piece
from navicert.tables import Row
from navicert.tables.reading import arrow_errors, opened, parquet_row, refuse_damaged


def parquet_pieces(path: Path, start: int) -> Iterator[Piece]:
    """The pieces from a row on. A file's pieces are the same wherever reading began."""
    with opened(path) as handle, arrow_errors(path):
        metadata = pq.ParquetFile(handle).metadata
        sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    for first, last in _spans(sizes):
        if first >= start:
            yield Piece(path, first, last, first + 1)


def _spans(sizes: list[int]) -> Iterator[tuple[int, int]]:
    """Rows to read at once: whole row groups together, or a part of one."""
    first = at = 0
    for size in sizes:
        if at > first and at + size - first > CHUNK_ROWS:
            yield first, at
            first = at
        at += size
        while size > CHUNK_ROWS and first < at:
            last = min(first + CHUNK_ROWS, at)
            yield first, last
            first = last
    if at > first:
        yield first, at


def read_parquet(piece: Piece) -> Chunk:
    """The rows of a piece. Texts come as codes into the words that the file itself keeps of them, but for ids."""
    with arrow_errors(piece.path):
        table = _table(piece)
        refuse_damaged(table.schema.names, (part for column in table.columns for part in column.chunks))
    columns = {name: _whole(table.column(name)) for name in table.schema.names}
    ids = columns.pop("id", None)

    def row(place: int) -> Row:
        return parquet_row(str(piece.path), piece.first + place, table, place)

    return Chunk(
        table=columns,
        ids=pa.nulls(table.num_rows, pa.string()) if ids is None else ids,
        row_numbers=np.arange(piece.first, piece.first + table.num_rows),
        unread=np.zeros(table.num_rows, np.bool_),
        row=row,
    )


def _table(piece: Piece) -> Any:
    file = _opened_file(piece.path, piece.path.stat().st_mtime_ns)
    at, groups = 0, []
    for number in range(file.metadata.num_row_groups):
        size = file.metadata.row_group(number).num_rows
        if at < piece.end and at + size > piece.start:
            groups.append((number, at, size))
        at += size
    first = groups[0][1]
    if (first, groups[-1][1] + groups[-1][2]) == (piece.start, piece.end):
        return file.read_row_groups([number for number, _, _ in groups], use_threads=False)
    batches = file.iter_batches(batch_size=CHUNK_ROWS, row_groups=[groups[0][0]], use_threads=False)
    skipped = (piece.start - first) // CHUNK_ROWS
    batch = next(batch for place, batch in enumerate(batches) if place == skipped)
    return pa.Table.from_batches([batch]).slice(0, piece.end - piece.start)


@functools.lru_cache(maxsize=1)
def _opened_file(path: Path, _changed_at: int) -> Any:
    """The file with its texts as codes; kept open from one piece to the next."""
    schema = pq.read_schema(path)
    texts = [field.name for field in schema if pa.types.is_string(field.type) and field.name != "id"]
    return pq.ParquetFile(path, read_dictionary=texts)


def _whole(column: Any) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    combined = column.combine_chunks()
    return combined.chunk(0) if isinstance(combined, pa.ChunkedArray) else combined
