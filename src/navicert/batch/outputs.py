"""Answers as bytes of a file: JSON lines, CSV or Parquet. One piece follows the other; none needs to know another."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from navicert.batch.answers import Answers
from navicert.batch.flat import COLUMNS
from navicert.batch.flat_rows import flat_columns
from navicert.tables.coded_parquet import MAGIC, CodedColumn, RowGroup, encode_row_group, footer
from navicert.tables.writing import no_formula

NEEDS_QUOTES = r'[,"\r\n]'
LINES_AT_ONCE = 500_000
"""Lines of a CSV file, some thousand bytes each, that are put together at once: they must stay below 2 GiB."""
FORMULA = r"^[=+\-@\t\r]"


@dataclass(frozen=True, slots=True)
class Encoded:
    """The bytes of a piece, and what the end of the file must say about them (nothing, for text)."""

    content: bytes
    about: str = ""


class Output(Protocol):
    """A format: what stands before all pieces, a piece, and what follows by what each piece said about itself."""

    @property
    def head(self) -> bytes: ...

    def encode(self, answers: Answers) -> Encoded: ...

    def tail(self, _about: Sequence[str]) -> bytes: ...


class JsonLines:
    """One record a row."""

    head = b""

    def encode(self, answers: Answers) -> Encoded:
        return Encoded(answers.json_lines().encode())

    def tail(self, _about: Sequence[str]) -> bytes:
        return b""


class Csv:
    """One flat row for each regime."""

    head = (",".join(COLUMNS) + "\r\n").encode()

    def encode(self, answers: Answers) -> Encoded:
        columns, _ = flat_columns(answers)
        cells = [_cells(column) for column in columns]
        length = max(len(column) for column in cells)
        whole = [column if len(column) == length else pa.repeat(column[0], length) for column in cells]
        starts = range(0, length, LINES_AT_ONCE)
        return Encoded(b"".join(_lines([column.slice(start, LINES_AT_ONCE) for column in whole]) for start in starts))

    def tail(self, _about: Sequence[str]) -> bytes:
        return b""


class Parquet:
    """The flat rows as columns of text; every piece is a row group."""

    head = MAGIC

    def encode(self, answers: Answers) -> Encoded:
        columns, rows = flat_columns(answers)
        content, group = encode_row_group(columns, rows)
        return Encoded(content, group.to_json())

    def tail(self, _about: Sequence[str]) -> bytes:
        return footer(COLUMNS, [RowGroup.from_json(text) for text in _about])


OUTPUTS: dict[str, Callable[[], Output]] = {"jsonl": JsonLines, "csv": Csv, "parquet": Parquet}


def _lines(cells: Sequence[pa.StringArray]) -> bytes:
    rows = pc.binary_join_element_wise(*cells, ",")
    return _text_of(pc.binary_join_element_wise(rows, "\r\n", ""))


def _text_of(lines: pa.StringArray) -> bytes:
    offsets = np.frombuffer(lines.buffers()[1], np.int32)
    first, last = int(offsets[lines.offset]), int(offsets[lines.offset + len(lines)])
    return bytes(memoryview(lines.buffers()[2])[first:last]) if last > first else b""


def _cells(column: CodedColumn) -> pa.StringArray:
    """The cells of a column as a spreadsheet reads them, one for every row; a single one may stand for all."""
    words = (
        column.words if isinstance(column.words, pa.Array) else pa.array([w or "" for w in column.words], pa.string())
    )
    return _quoted(words).take(pa.array(column.by_row(column.codes)))


def _quoted(words: pa.StringArray) -> pa.StringArray:
    odd = pc.or_(pc.match_substring_regex(words, NEEDS_QUOTES), pc.match_substring_regex(words, FORMULA))
    if not pc.any(odd).as_py():
        return words
    places = np.flatnonzero(odd.to_numpy(zero_copy_only=False))
    written = [_cell(word) for word in words.take(pa.array(places)).to_pylist()]
    return pc.replace_with_mask(words, odd, pa.array(written, pa.string()))


def _cell(word: str) -> str:
    """The word as Python's writer puts it beside another cell."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([no_formula(word), "x"])
    return text.getvalue().removesuffix(",x")
