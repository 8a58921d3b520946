"""Rows of CSV, JSON lines and Parquet files, each with the number that an editor would show."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from navicert.errors import InvalidInput

FORMATS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
CELL_LIMIT = 1_000_000
LINE_LIMIT = 16 * 1024 * 1024
DELIMITERS = ",;\t|"
WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
BATCH_ROWS = 4096


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file. `number` is its line in CSV (the header is line 1) and JSON lines, its place in Parquet.

    `problem` says why the record could not be read; then `values` is empty.
    """

    file: str
    number: int
    values: Mapping[str, Any]
    problem: str | None = None

    @property
    def where(self) -> str:
        return f"{self.file} row {self.number}"


def table_format(path: Path) -> str:
    """`csv`, `jsonl` or `parquet` by the file's ending; InvalidInput for another."""
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise InvalidInput(
            f"cannot tell the format of a file ending in {path.suffix or 'nothing'!r}",
            where=str(path),
            next=f"use one of {', '.join(FORMATS)}",
        )
    return kind


def read_rows(path: Path, numbers: Collection[str] = ()) -> Iterator[Row]:
    """The records of a file in its order, in constant memory. `numbers` are the columns that hold amounts.

    A CSV cell left empty and a Parquet null are absent keys. Raises InvalidInput naming the file (and row) when the
    file cannot be opened, is empty or binary, or has a broken header; a broken record is a Row with its `problem`.
    """
    kind = table_format(path)
    if kind == "csv":
        return _csv_rows(path, numbers)
    return _json_rows(path) if kind == "jsonl" else _parquet_rows(path)


def count_rows(path: Path) -> int | None:
    """How many records to expect, for a progress bar; None where finding out means reading the file."""
    if table_format(path) != "parquet":
        return None
    import pyarrow.parquet as pq

    with opened(path) as handle, arrow_errors(path):
        return int(pq.ParquetFile(handle).metadata.num_rows)


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """The file for reading; InvalidInput when it cannot be opened or is empty."""
    try:
        with path.open("rb") as handle:
            if not handle.peek(1):
                raise InvalidInput("the file is empty", where=str(path))
            yield handle
    except OSError as error:
        raise InvalidInput(f"cannot read: {error.strerror or error}", where=str(path)) from None


def text_lines(path: Path, handle: io.BufferedReader, first: int = 1) -> Iterator[str]:
    """Decoded lines, line ends kept; InvalidInput for bytes that are no UTF-8 text or a line of unbelievable length.

    `first` is the number of the line at which the handle stands.
    """
    for number, raw in enumerate(iter(lambda: handle.readline(LINE_LIMIT), b""), first):
        if len(raw) == LINE_LIMIT:
            raise InvalidInput(f"a line of more than {LINE_LIMIT:,} bytes", where=f"{path} row {number}")
        if number == 1 and raw.startswith(WIDE_TEXT):
            raise InvalidInput("this is UTF-16 text", where=str(path), next="save the file as UTF-8")
        if b"\0" in raw:
            raise InvalidInput("this is a binary file, not text", where=f"{path} row {number}")
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InvalidInput(
                f"byte {error.start + 1} is not UTF-8 text", where=f"{path} row {number}", next="save the file as UTF-8"
            ) from None


def _csv_rows(path: Path, numbers: Collection[str]) -> Iterator[Row]:
    with opened(path) as handle:
        reader = csv_reader(path, handle)
        header = csv_header(path, reader)
        while True:
            number = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise InvalidInput(f"not a readable CSV record: {error}", where=f"{path} row {number}") from None
            if cells:
                row = csv_row(str(path), number, header, cells)
                yield plain_numbers(row, numbers, reader.dialect.delimiter)


def csv_reader(path: Path, handle: io.BufferedReader, first: int = 1, delimiter: str | None = None) -> Any:
    """The records of a CSV file from where the handle stands, in line `first`; at its beginning the header tells what
    stands between cells."""
    csv.field_size_limit(CELL_LIMIT)
    lines = text_lines(path, handle, first)
    if delimiter is None:
        header = next(lines, "")
        lines, delimiter = chain([header], lines), delimiter_of(header)
    return csv.reader(lines, strict=True, delimiter=delimiter)


def delimiter_of(header: str) -> str:
    """What stands between the cells of a CSV file by its first line: the comma, unless another sign that spreadsheets
    write there (semicolon, tab, upright stroke) stands outside quotes more often."""
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def file_delimiter(path: Path) -> str:
    """What stands between the cells of a CSV file."""
    with opened(path) as handle:
        return delimiter_of(next(text_lines(path, handle), ""))


def csv_header(path: Path, reader: Iterator[list[str]]) -> list[str]:
    """The names in a CSV file's first record; InvalidInput when there are none, or one stands there twice."""
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        problem = "its lines end with a carriage return alone" if "new-line" in str(error) else str(error)
        raise InvalidInput(
            f"not a readable CSV header: {problem}", where=f"{path} row 1", next="save the file as CSV (UTF-8)"
        ) from None
    if not any(header):
        raise InvalidInput("there is no header", where=f"{path} row 1", next="name the columns in the first line")
    for name in header:
        if header.count(name) > 1:
            raise InvalidInput(f"the column {name!r} stands there twice", where=f"{path} row 1")
    return header


def plain_numbers(row: Row, numbers: Collection[str], delimiter: str) -> Row:
    """The row; of a file that no commas divide a row with a problem where an amount can be read in two ways: where
    semicolons stand between cells because the comma begins decimals, 12.000 is mostly twelve thousand."""
    for name in () if delimiter == "," else numbers:
        if _TWO_WAYS.fullmatch(str(row.values.get(name, "")).strip()):
            problem = f"{name} {row.values[name]!r} can be read in two ways; write thousands without a separator"
            return Row(row.file, row.number, {}, problem)
    return row


_TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")


def csv_row(file: str, number: int, header: list[str], cells: list[str]) -> Row:
    """The row of a CSV record; blank cells are absent keys."""
    if len(cells) != len(header):
        return Row(file, number, {}, f"{len(cells)} cells where the header has {len(header)}")
    return Row(file, number, {name: cell for name, cell in zip(header, cells, strict=True) if cell.strip()})


def _json_rows(path: Path) -> Iterator[Row]:
    with opened(path) as handle:
        for number, line in enumerate(text_lines(path, handle), 1):
            if line.strip():
                yield json_row(str(path), number, line)


def json_row(file: str, number: int, line: str) -> Row:
    """The row of a line that holds a JSON object."""
    try:
        value = json.loads(line, object_pairs_hook=_no_repeats)
    except (ValueError, RecursionError) as error:
        return Row(file, number, {}, f"not readable JSON: {error}")
    if not isinstance(value, dict):
        return Row(file, number, {}, f"a JSON object was expected, not {type(value).__name__}")
    return Row(file, number, value)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; ValueError when a key repeats, since either value could be meant."""
    record = dict(pairs)
    if len(record) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands there twice")
    return record


def _parquet_rows(path: Path) -> Iterator[Row]:
    import pyarrow.parquet as pq

    with opened(path) as handle, arrow_errors(path):
        number = 0
        for batch in pq.ParquetFile(handle).iter_batches(batch_size=BATCH_ROWS):
            refuse_damaged(batch.schema.names, batch.columns)
            yield from _rows_of_batch(str(path), number, batch)
            number += batch.num_rows


def _rows_of_batch(file: str, before: int, batch: Any) -> Iterator[Row]:
    try:
        records = batch.to_pylist()
    except (OverflowError, ValueError):
        yield from (parquet_row(file, before + 1 + place, batch, place) for place in range(batch.num_rows))
        return
    for number, record in enumerate(records, before + 1):
        yield Row(file, number, {key: value for key, value in record.items() if value is not None})


def id_of(cell: Any) -> object:
    """A row's own id from an Arrow cell; what Python has no value for (nanoseconds, days beyond its years) as text."""
    import pyarrow as pa

    try:
        return cell.as_py()
    except (OverflowError, ValueError):
        return cell.cast(pa.string()).as_py()


def parquet_row(file: str, number: int, table: Any, place: int) -> Row:
    """The row at a place of an Arrow table or batch; nulls are absent keys."""
    values = {}
    for name, column in zip(table.schema.names, table.columns, strict=True):
        try:
            value = column[place].as_py()
        except (OverflowError, ValueError):
            if name != "id":
                return Row(file, number, {}, f"the column {name!r} holds a {column.type} that cannot be read")
            value = id_of(column[place])
        if value is not None:
            values[name] = value
    return Row(file, number, values)


def refuse_damaged(names: list[str], arrays: Iterable[Any]) -> None:
    """Raise ArrowInvalid for what Arrow's reader lets pass: two columns of one name, texts that are no UTF-8, and codes
    that point beyond their words."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for name in names:
        if names.count(name) > 1:
            raise pa.ArrowInvalid(f"the column {name!r} stands there twice")
    for array in arrays:
        if not pa.types.is_dictionary(array.type):
            array.validate(full=True)
            continue
        array.dictionary.validate(full=True)
        ends = pc.min_max(array.indices).as_py()
        if ends["min"] is not None and not 0 <= ends["min"] <= ends["max"] < len(array.dictionary):
            raise pa.ArrowInvalid("a code points beyond the words of its column")


@contextmanager
def arrow_errors(path: Path) -> Iterator[None]:
    """Raise InvalidInput naming the file where Arrow cannot read it."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise InvalidInput(f"not a readable Parquet file: {str(error).splitlines()[0]}", where=str(path)) from None


def column_names(path: Path) -> list[str] | None:
    """The columns that a CSV or Parquet file declares; None for JSON lines, where each record has its own keys."""
    kind = table_format(path)
    if kind == "csv":
        with opened(path) as handle:
            return csv_header(path, csv_reader(path, handle))
    if kind == "parquet":
        import pyarrow.parquet as pq

        with opened(path) as handle, arrow_errors(path):
            return list(pq.ParquetFile(handle).schema_arrow.names)
    return None
