"""JSON lines: DuckDB takes the facts out of a piece's lines; each cell keeps the text it has in its line.

Lines that are no plain objects (broken, with a key twice, with a key that is no fact) stay unread, and so do rows with
a value that no column can hold as it is.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from navicert.batch.chunks import Chunk, Piece
from navicert.batch.text_files import Lines, line_pieces, read_lines
from navicert.rulebook.vocabulary import KEYS
from navicert.tables.reading import json_row

NAMES = ("id", *KEYS)
BETWEEN = "\x1f"
STATE = re.compile(r"[A-Z]{2}")
# A number that Python writes as it stands in the line.
NUMBER = r"^(0|[1-9]\d{0,11})(\.0|\.\d{0,2}[1-9])?$"
PLAIN_TEXT = r'^"[^"\\]*"$'
UNREADABLE = object()


def json_pieces(path: Path, start: int, first: int) -> Iterator[Piece]:
    return line_pieces(path, start, max(first, 1))


def read_json(piece: Piece) -> Chunk:
    """The rows of a piece; blank lines are none."""
    lines = read_lines(piece)
    kept = np.array([place for place, text in enumerate(_texts(lines).to_pylist()) if text.strip()], np.int64)
    numbers = lines.numbers(piece.first)[kept]
    cells = _cells(_texts(lines).take(pa.array(kept)))
    unread = ~cells.column("plain").combine_chunks().to_numpy(zero_copy_only=False).astype(np.bool_)
    table: dict[str, pa.Array] = {}
    for name in KEYS:
        column = cells.column(name).combine_chunks()
        if column.null_count < len(column):
            table[name], lost = _values(name, column)
            unread |= lost
    ids = _ids(cells.column("id").combine_chunks())

    def row(place: int) -> Any:
        return json_row(str(piece.path), int(numbers[place]), lines.line(int(kept[place])).decode("utf-8"))

    return Chunk(table, ids, numbers, unread, row)


def _ids(cells: pa.Array) -> Any:
    """The ids as they are: text, else whatever JSON value stands there."""
    if pc.all(pc.match_substring_regex(cells, PLAIN_TEXT)).as_py() is not False:
        return pc.utf8_trim(cells, '"')
    return [None if cell is None else json.loads(cell) for cell in cells.to_pylist()]


def _texts(lines: Lines) -> pa.StringArray:
    offsets = np.concatenate([np.zeros(1, np.int64), lines.ends]).astype(np.int32)
    return pa.StringArray.from_buffers(len(lines.ends), pa.py_buffer(offsets), pa.py_buffer(lines.data))


def _cells(lines: pa.StringArray) -> Any:
    """By key the text of its value in each line (null: absent, or null), and whether the line is a plain object."""
    connection = _connection()
    connection.register("lines", pa.table({"line": lines}))
    try:
        cells = connection.sql(_query()).to_arrow_table()
    finally:
        connection.unregister("lines")
    keys = cells.column("keys").combine_chunks().dictionary_encode()
    plain = pa.array([_are_plain(names) for names in keys.dictionary.to_pylist()], pa.bool_())
    return cells.append_column("plain", pc.fill_null(plain.take(keys.indices), False))


@functools.cache
def _connection() -> Any:
    import duckdb

    return duckdb.connect(config={"threads": 1, "preserve_insertion_order": True})


@functools.cache
def _query() -> str:
    paths = ", ".join(f"'$.{name}'" for name in NAMES)
    told = ", ".join(
        f"CASE WHEN found[{place}]::VARCHAR = 'null' THEN NULL ELSE found[{place}]::VARCHAR END AS \"{name}\""
        for place, name in enumerate(NAMES, 1)
    )
    return f"""
        WITH objects AS (
            SELECT CASE WHEN json_valid(line) AND json_type(line) = 'OBJECT' THEN line::JSON END AS object FROM lines
        ), parts AS (
            SELECT json_keys(object) AS keys, json_extract(object, [{paths}]) AS found FROM objects
        )
        SELECT array_to_string(keys, chr({ord(BETWEEN)})) AS keys, {told} FROM parts
    """  # noqa: S608 - names of the vocabulary


def _are_plain(names: str | None) -> bool:
    """Whether every key is one of the vocabulary and stands there once."""
    keys = [] if names is None else names.split(BETWEEN)
    return names is not None and (not names or (set(keys) <= set(NAMES) and len(set(keys)) == len(keys)))


def _values(name: str, cells: pa.Array) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
    """The cells as text that reads as the value would, and which rows have a value that no text stands for."""
    if KEYS[name].type in ("number", "integer"):
        return _numbers(cells)
    coded = cells.dictionary_encode()
    values = [_text_of(name, cell) for cell in coded.dictionary.to_pylist()]
    lost = np.array([value is UNREADABLE for value in values] + [False], np.bool_)
    words = pa.array([None if value is UNREADABLE else value for value in values], pa.string())
    places = pc.fill_null(coded.indices, len(values)).to_numpy(zero_copy_only=False)
    return pa.DictionaryArray.from_arrays(coded.indices, words), lost[places]


def _numbers(cells: pa.Array) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
    """Numbers, and texts without escapes."""
    plain = pc.or_(pc.match_substring_regex(cells, PLAIN_TEXT), pc.match_substring_regex(cells, NUMBER))
    kept = pc.if_else(pc.fill_null(plain, False), pc.utf8_trim(cells, '"'), None)
    lost = pc.and_(pc.is_valid(cells), pc.invert(pc.fill_null(plain, True)))
    return kept, lost.to_numpy(zero_copy_only=False)


def _text_of(name: str, cell: str) -> object:
    value = json.loads(cell)
    if isinstance(value, str):
        return value
    if isinstance(value, bool) and KEYS[name].type == "yes_no":
        return str(value).lower()
    if isinstance(value, list) and name == "bound_state" and len(value) > 1:
        return "|".join(value) if all(isinstance(v, str) and STATE.fullmatch(v) for v in value) else UNREADABLE
    return UNREADABLE
