"""CSV files whose lines are records: the lines of a piece as columns of text."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from navicert.batch.chunks import Chunk, Piece, chunk_of_rows
from navicert.batch.columns import CODED_TYPES
from navicert.batch.text_files import (
    Lines,
    line_ends_divide_records,
    line_pieces,
    quotes_enclose_cells,
    read_lines,
    row_pieces,
)
from navicert.errors import InvalidInput
from navicert.rulebook.vocabulary import KEYS
from navicert.tables.reading import CELL_LIMIT, column_names, csv_row, file_delimiter, opened


def csv_pieces(path: Path, start: int, first: int) -> Iterator[Piece]:
    """The pieces from a place on; rows where a cell may hold a line end or the
    comma does not divide cells, else lines."""
    header = column_names(path)
    if header is None or file_delimiter(path) != "," or not line_ends_divide_records(path):
        yield from row_pieces(path, start)
    elif start:
        yield from line_pieces(path, start, first)
    else:
        with opened(path) as handle:
            begin = len(handle.readline())
        yield from line_pieces(path, begin, 2)


def read_csv(piece: Piece) -> Chunk:
    """The rows of a piece, blank cells as absent keys; rows with too few or too many cells stay unread."""
    if piece.rows:
        return chunk_of_rows(piece.rows)
    lines, header = read_lines(piece), column_names(piece.path) or []
    cells = _cells(lines, header)
    numbers, kept = lines.numbers(piece.first), _filled(lines)

    def row(place: int) -> Any:
        line = int(kept[place])
        number = int(numbers[line])
        csv.field_size_limit(CELL_LIMIT)
        try:
            record = next(csv.reader([lines.line(line).decode("utf-8")], strict=True))
        except csv.Error as error:
            raise InvalidInput(f"not a readable CSV record: {error}", where=f"{piece.path} row {number}") from None
        return csv_row(str(piece.path), number, header, record)

    if cells is None or cells.num_rows != len(kept):
        return chunk_of_rows([row(place) for place in range(len(kept))])
    columns = {name: _cell_values(cells.column(place)) for place, name in enumerate(header)}
    ids = columns.pop("id", None)
    return Chunk(
        table=columns,
        ids=pa.nulls(len(kept), pa.string()) if ids is None else ids,
        row_numbers=numbers[kept],
        unread=np.zeros(len(kept), np.bool_),
        row=row,
    )


def _filled(lines: Lines) -> Any:
    """The places of lines that hold more than their end."""
    lengths = lines.ends - lines.starts
    data = np.frombuffer(lines.data, np.uint8)
    blank = (lengths == 1) & (data[lines.starts] == ord("\n"))
    blank |= (lengths == 2) & (data[lines.starts] == ord("\r"))
    return np.flatnonzero(~blank)


def _cells(lines: Lines, header: Sequence[str]) -> Any:
    """The cells by column; None where some line has too few or too many, where quotes do not enclose cells, or where a
    single column makes blank lines cells."""
    import pyarrow.csv as pacsv

    if (
        len(header) < 2
        or int((lines.ends - lines.starts).max(initial=0)) > CELL_LIMIT
        or not quotes_enclose_cells(lines)
    ):
        return None
    names = [str(place) for place in range(len(header))]
    types = {name: _CODES if _has_few_words(key) else pa.string() for name, key in zip(names, header, strict=True)}
    try:
        return pacsv.read_csv(
            pa.BufferReader(lines.data),
            read_options=pacsv.ReadOptions(column_names=names, use_threads=False, block_size=len(lines.data) + 1),
            parse_options=pacsv.ParseOptions(quote_char='"' if b'"' in lines.data else False, ignore_empty_lines=True),
            convert_options=pacsv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None


_CODES = pa.dictionary(pa.int32(), pa.string())


def _has_few_words(name: str) -> bool:
    """Whether the cells of a column surely repeat themselves."""
    return name in KEYS and KEYS[name].type in CODED_TYPES | {"date"}


def _cell_values(column: Any) -> pa.Array:
    """The cells of a column; blank ones are null."""
    whole = column.combine_chunks()
    array = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    if not pa.types.is_dictionary(array.type):
        return pc.if_else(pc.or_(pc.equal(pc.binary_length(array), 0), pc.utf8_is_space(array)), None, array)
    coded = array
    words = coded.dictionary
    blank = pc.equal(pc.utf8_trim_whitespace(words), "")
    if len(words) > len(array) // 2:
        return pc.if_else(blank, None, words).take(coded.indices)
    places = pc.if_else(blank.take(coded.indices), None, coded.indices)
    return pa.DictionaryArray.from_arrays(places, words)
