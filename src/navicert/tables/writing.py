"""Results to a file: JSON lines as they are, CSV and Parquet flattened. The file appears only when it is whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from navicert.errors import StoreError
from navicert.tables.reading import table_format

Write = Callable[[Mapping[str, Any]], None]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
PARQUET_ROWS = 20_000


@contextmanager
def open_writer(
    path: Path, columns: tuple[str, ...], flatten: Callable[[Mapping[str, Any]], list[Mapping[str, Any]]]
) -> Iterator[Write]:
    """A function that writes one result record; the format follows the ending of `path`.

    JSON lines keep the record; CSV and Parquet take the flat rows that `flatten` makes of it, with these `columns`.
    The records go to "<path>.part", which takes the place of `path` at the end; a failure leaves `path` as it was.
    StoreError names the file when the disk is full or the folder cannot be written.
    """
    kind = table_format(path)
    part = path.with_name(path.name + ".part")
    try:
        with {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}[kind](part, columns, flatten) as write:
            yield write
        part.replace(path)
    except OSError as error:
        raise StoreError(
            f"cannot write: {error.strerror or error}", where=str(path), next="the old file is untouched"
        ) from None
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _jsonl(part: Path, _columns: tuple[str, ...], _flatten: object) -> Iterator[Write]:
    with part.open("w", encoding="utf-8", newline="\n") as handle:
        yield lambda record: _ignore(handle.write(json_line(record)))


@contextmanager
def _csv(
    part: Path, columns: tuple[str, ...], flatten: Callable[[Mapping[str, Any]], list[Mapping[str, Any]]]
) -> Iterator[Write]:
    with part.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\r\n")
        writer.writeheader()

        def write(record: Mapping[str, Any]) -> None:
            handle.write(csv_lines(flatten(record), columns))

        yield write


@contextmanager
def _parquet(
    part: Path, columns: tuple[str, ...], flatten: Callable[[Mapping[str, Any]], list[Mapping[str, Any]]]
) -> Iterator[Write]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in columns])
    rows: list[dict[str, str | None]] = []
    with pq.ParquetWriter(part, schema) as writer:

        def flush() -> None:
            writer.write_table(pa.Table.from_pylist(rows, schema))
            rows.clear()

        def write(record: Mapping[str, Any]) -> None:
            rows.extend({name: as_text(row.get(name)) for name in columns} for row in flatten(record))
            if len(rows) >= PARQUET_ROWS:
                flush()

        yield write
        flush()


def csv_lines(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...], *, header: bool = False) -> str:
    """Flat rows as lines of CSV, with the header before them where it is wanted."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    if header:
        writer.writeheader()
    writer.writerows({key: no_formula(value) for key, value in row.items()} for row in rows)
    return storable(text.getvalue())


def csv_cells(rows: Iterable[Sequence[object]]) -> str:
    """Rows of cells, harmless already (`no_formula`), as lines of CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return storable(text.getvalue())


def storable(text: str) -> str:
    """The text; lone surrogates in it, which UTF-8 cannot hold, are spelled out.

    >>> storable("a\\ud800b")
    'a\\\\ud800b'
    """
    return text.encode("utf-8", "backslashreplace").decode()


def json_line(record: Mapping[str, Any]) -> str:
    """The record as a line of JSON; characters that UTF-8 cannot hold (lone surrogates) are escaped."""
    line = json.dumps(record, ensure_ascii=False, default=str)
    if not line.isascii():
        try:
            line.encode()
        except UnicodeEncodeError:
            line = json.dumps(record, default=str)
    return line + "\n"


def as_text(value: object) -> str | None:
    """A value as a cell of text; None stays None."""
    if value is None:
        return None
    text = str(value)
    return text if text.isascii() else storable(text)


def no_formula(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _ignore(_: object) -> None:
    return None
