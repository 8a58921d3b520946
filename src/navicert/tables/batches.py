"""Files of rows as record batches, each of which can be read again by itself: the unit that is answered at once.

A batch has three columns: `row`, the number that an editor would show; `problem`, why a record could not be read, or
null; and `values`, the cells of a CSV or Parquet record by column, or the line of a JSON record.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from navicert.errors import InvalidInput
from navicert.tables.reading import (
    Row,
    arrow_errors,
    csv_header,
    csv_reader,
    csv_row,
    json_row,
    opened,
    table_format,
    text_lines,
)

BATCH_ROWS = 2048
BATCH_BYTES = 8 * 1024 * 1024
KIND = b"kind"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a batch begins: the byte (CSV, JSON lines) or record (Parquet), and the number of its first row."""

    at: int = 0
    number: int = 1


@dataclass(frozen=True, slots=True)
class RowBatch:
    """Consecutive records, and where the next ones begin."""

    batch: pa.RecordBatch
    end: Position


def read_batches(path: Path, start: Position | None = None) -> Iterator[RowBatch]:
    """The records of a file from a position on, in its order and in constant memory; as `read_rows` otherwise.

    Reading from where a batch ended gives the rows that reading on would have given.
    """
    readers = {"csv": _csv_batches, "jsonl": _json_batches, "parquet": _parquet_batches}
    return readers[table_format(path)](path, start or Position())


def rows_of(batch: pa.RecordBatch, file: str) -> Iterator[Row]:
    """The rows of a batch, as `read_rows` gives them."""
    kind = batch.schema.metadata[KIND]
    numbers, problems = batch.column("row").to_pylist(), batch.column("problem").to_pylist()
    values = batch.column("values")
    if kind == b"jsonl":
        yield from (json_row(file, number, line) for number, line in zip(numbers, values.to_pylist(), strict=True))
        return
    names = [field.name for field in values.type]
    columns = [values.field(place).to_pylist() for place in range(len(names))]
    cells: Iterator[Sequence[Any]] = zip(*columns, strict=True) if columns else iter([()] * len(numbers))
    for number, problem, row in zip(numbers, problems, cells, strict=True):
        if problem is not None:
            yield Row(file, number, {}, problem)
        elif kind == b"csv":
            yield Row(file, number, {name: cell for name, cell in zip(names, row, strict=True) if cell.strip()})
        else:
            yield Row(file, number, {name: cell for name, cell in zip(names, row, strict=True) if cell is not None})


def _csv_batches(path: Path, start: Position) -> Iterator[RowBatch]:
    with opened(path) as handle:
        reader = csv_reader(path, handle)
        header = csv_header(path, reader)
        base = 0
        if start.at:
            handle.seek(start.at)
            reader = csv_reader(path, handle, start.number, reader.dialect.delimiter)
            base = start.number - 1
        while records := _csv_records(path, handle, reader, base):
            end = Position(handle.tell(), base + reader.line_num + 1)
            yield RowBatch(_csv_batch(str(path), header, records), end)


def _csv_records(path: Path, handle: io.BufferedReader, reader: Any, base: int) -> list[tuple[int, list[str]]]:
    """The next records with their numbers, as many as make a batch; blank lines are no records."""
    found, most = list[tuple[int, list[str]]](), handle.tell() + BATCH_BYTES
    while len(found) < BATCH_ROWS and handle.tell() < most:
        number = base + int(reader.line_num) + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InvalidInput(f"not a readable CSV record: {error}", where=f"{path} row {number}") from None
        if cells is None:
            break
        if cells:
            found.append((number, cells))
    return found


def _csv_batch(file: str, header: list[str], records: list[tuple[int, list[str]]]) -> pa.RecordBatch:
    width, blank = len(header), [""] * len(header)
    problems = [csv_row(file, n, header, cells).problem if len(cells) != width else None for n, cells in records]
    cells = [blank if problem else row for (_, row), problem in zip(records, problems, strict=True)]
    columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
    return _batch("csv", [number for number, _ in records], problems, pa.StructArray.from_arrays(columns, header))


def _json_batches(path: Path, start: Position) -> Iterator[RowBatch]:
    with opened(path) as handle:
        handle.seek(start.at)
        lines = enumerate(text_lines(path, handle, start.number), start.number)
        while True:
            found, last, most = list[tuple[int, str]](), None, handle.tell() + BATCH_BYTES
            while len(found) < BATCH_ROWS and handle.tell() < most and (last := next(lines, None)):
                if last[1].strip():
                    found.append(last)
            if not found:
                return
            numbers = [number for number, _ in found]
            texts = pa.array([line for _, line in found], pa.string())
            at, next_number = handle.tell(), (last or found[-1])[0] + 1
            yield RowBatch(_batch("jsonl", numbers, [None] * len(found), texts), Position(at, next_number))


def _parquet_batches(path: Path, start: Position) -> Iterator[RowBatch]:
    import pyarrow.parquet as pq

    with opened(path) as handle, arrow_errors(path):
        file = pq.ParquetFile(handle, buffer_size=1 << 20, pre_buffer=False)
        groups, at = _groups_from(file.metadata, start.at)
        for batch in file.iter_batches(batch_size=BATCH_ROWS, row_groups=groups) if groups else ():
            batch.validate(full=True)
            first, at = at, at + batch.num_rows
            if at > start.at:
                kept = batch.slice(max(0, start.at - first))
                first = at - kept.num_rows
                values = pa.StructArray.from_arrays(kept.columns, fields=list(kept.schema))
                numbers = range(first + 1, at + 1)
                yield RowBatch(_batch("parquet", numbers, [None] * kept.num_rows, values), Position(at, at + 1))


def _groups_from(metadata: Any, done: int) -> tuple[list[int], int]:
    """The row groups that hold anything beyond these records, and how many records lie before them."""
    before = 0
    for number in range(metadata.num_row_groups):
        rows = metadata.row_group(number).num_rows
        if before + rows > done:
            return list(range(number, metadata.num_row_groups)), before
        before += rows
    return [], before


def _batch(kind: str, numbers: Sequence[int] | range, problems: Sequence[str | None], values: Any) -> pa.RecordBatch:
    columns = [pa.array(numbers, pa.int64()), pa.array(problems, pa.string()), values]
    fields = [pa.field(name, column.type) for name, column in zip(("row", "problem", "values"), columns, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields, {KIND: kind.encode()}))


def extent(path: Path) -> int:
    """Where the last batch ends: the file's bytes, or its records in Parquet."""
    if table_format(path) != "parquet":
        return path.stat().st_size
    import pyarrow.parquet as pq

    with opened(path) as handle, arrow_errors(path):
        return int(pq.ParquetFile(handle).metadata.num_rows)
