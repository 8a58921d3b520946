"""Answers as lines of CSV, one flat row for each regime, as Python's writer puts them; a portion at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from navicert.batch.answers import Answers
from navicert.batch.flat_rows import flat_columns
from navicert.batch.grouping import Ints
from navicert.batch.portions import PORTION, spans
from navicert.tables.coded_parquet import CodedColumn
from navicert.tables.writing import no_formula

NEEDS_QUOTES = r'[,"\r\n]'
FORMULA = r"^[=+\-@\t\r]"


def csv_lines(answers: Answers, most: int = PORTION) -> Iterator[bytes]:
    """The flat rows as lines, in portions of about so many bytes."""
    columns, rows = flat_columns(answers)
    cells = [_Cells(column, rows) for column in columns]
    sizes = np.full(rows, len(cells) + 1, np.int64)
    for column in cells:
        column.add_to(sizes)
    for start, end in spans(sizes, most):
        yield _lines([column.between(start, end) for column in cells])


class _Cells:
    """The cells of a column as a spreadsheet reads them. Few words are written once for all rows, those of a column
    that has them row by row as they are needed."""

    def __init__(self, column: CodedColumn, rows: int) -> None:
        self._words: pa.StringArray
        self._few = not isinstance(column.words, pa.Array)
        self._words = (
            _quoted(pa.array([word or "" for word in column.words], pa.string())) if self._few else column.words
        )
        codes = column.by_row(column.codes)
        self._codes = codes if len(codes) == rows else np.broadcast_to(codes[:1], rows)

    def add_to(self, sizes: Ints) -> None:
        """Add about as many bytes as each row's cell has."""
        sizes += pc.binary_length(self._words).to_numpy(zero_copy_only=False)[self._codes]

    def between(self, start: int, end: int) -> pa.StringArray:
        codes = self._codes[start:end]
        if self._few:
            return self._words.take(pa.array(codes))
        used, places = np.unique(codes, return_inverse=True)
        return _quoted(self._words.take(pa.array(used))).take(pa.array(places))


def _lines(cells: Sequence[pa.StringArray]) -> bytes:
    rows = pc.binary_join_element_wise(*cells, ",")
    return _text_of(pc.binary_join_element_wise(rows, "\r\n", ""))


def _text_of(lines: pa.StringArray) -> bytes:
    offsets = np.frombuffer(lines.buffers()[1], np.int32)
    first, last = int(offsets[lines.offset]), int(offsets[lines.offset + len(lines)])
    return bytes(memoryview(lines.buffers()[2])[first:last]) if last > first else b""


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
