"""Pieces of text files: whole lines, many at a time. What cannot be split at line ends is read row by row."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from navicert.batch.chunks import CHUNK_BYTES, CHUNK_ROWS, Piece
from navicert.batch.grouping import Ints
from navicert.rulebook.vocabulary import NUMBERS
from navicert.tables.reading import LINE_LIMIT, opened, read_rows, text_lines

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NEWLINE, RETURN, QUOTE, COMMA = b'\n\r",'
BLOCK_BYTES = 4 * 1024 * 1024
LINES_AT_ONCE = 32_768


def line_pieces(path: Path, start: int, first: int = 1) -> Iterator[Piece]:
    """Whole lines from a byte on, the first of which has the number `first`."""
    with opened(path) as handle:
        handle.seek(start)
        while data := handle.read(CHUNK_BYTES):
            data += b"" if data.endswith(b"\n") else handle.readline(LINE_LIMIT)
            yield Piece(path, start, start + len(data), first)
            start += len(data)
            first += data.count(b"\n")


def row_pieces(path: Path, start: int) -> Iterator[Piece]:
    """Rows read one after the other, from the row at place `start` on."""
    rows = itertools.islice(read_rows(path, NUMBERS), start, None)
    while block := tuple(itertools.islice(rows, CHUNK_ROWS)):
        yield Piece(path, start, start + len(block), block[0].number, block)
        start += len(block)


def line_ends_divide_records(path: Path) -> bool:
    """Whether every line of a CSV file is a record of its own: no line ends between the quotes of a cell."""
    quotes = 0
    with opened(path) as handle:
        while data := handle.read(BLOCK_BYTES):
            if data.endswith(b"\r"):
                data += handle.read(1)
            if data.count(b"\r") != data.count(b"\r\n"):
                return False
            if b'"' in data or quotes % 2:
                if not _ends_lie_outside(data, quotes):
                    return False
                quotes += data.count(b'"')
    return quotes % 2 == 0


def _ends_lie_outside(data: bytes, quotes: int) -> bool:
    """Whether an even number of quotes stands before every line end, with those that came before the data."""
    raw = np.frombuffer(data, np.uint8)
    before = np.searchsorted(np.flatnonzero(raw == QUOTE), np.flatnonzero(raw == NEWLINE))
    return not ((before + quotes) % 2).any()


def quotes_enclose_cells(lines: Lines) -> bool:
    """Whether no quote that closes a cell is followed by more of it, which not every reader reads alike."""
    if b'"' not in lines.data:
        return True
    marks = [0, *lines.ends[LINES_AT_ONCE - 1 :: LINES_AT_ONCE].tolist(), len(lines.data)]
    return all(_enclose(lines.data[start:end]) for start, end in itertools.pairwise(marks))


def _enclose(data: bytes) -> bool:
    """The same for some lines. Of quotes in a row, those between two others stand for one; an even number ends a cell
    that begins with them, an odd number one that began before."""
    raw = np.frombuffer(data, np.uint8)
    at = np.flatnonzero(raw == QUOTE)
    apart = np.diff(at) > 1
    first, after = at[np.append(True, apart)[: len(at)]], at[np.append(apart, True)[: len(at)]] + 1
    begins = (first == 0) | np.isin(raw[first - 1], (COMMA, NEWLINE))
    ends = (after == len(raw)) | np.isin(raw[np.minimum(after, len(raw) - 1)], (COMMA, NEWLINE, RETURN))
    return not (~ends & (begins == ((after - first) % 2 == 0))).any()


@dataclass(frozen=True, slots=True)
class Lines:
    """The bytes of whole lines and the places where each ends; the last line of a file may lack its line end."""

    data: bytes
    ends: Ints

    @property
    def starts(self) -> Ints:
        return np.concatenate([np.zeros(1, np.int64), self.ends[:-1]])

    def line(self, place: int) -> bytes:
        return self.data[int(self.starts[place]) : int(self.ends[place])]

    def numbers(self, first: int) -> Ints:
        """The lines' numbers in their file."""
        return np.arange(first, first + len(self.ends))


def read_lines(piece: Piece) -> Lines:
    """The lines of a piece; InvalidInput naming the row where one is too long, binary, or no UTF-8 text."""
    with opened(piece.path) as handle:
        handle.seek(piece.start)
        data = handle.read(piece.end - piece.start)
    if piece.start == 0 and data.startswith(BYTE_ORDER_MARK):
        data = data.removeprefix(BYTE_ORDER_MARK)
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == NEWLINE) + 1
    if not data.endswith(b"\n"):
        ends = np.append(ends, len(data))
    lines = Lines(data, ends)
    if b"\0" in data or not _is_text(data) or int((ends - lines.starts).max(initial=0)) >= LINE_LIMIT:
        _refuse(lines, piece)
    return lines


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse(lines: Lines, piece: Piece) -> None:
    """Raise what reading line by line would raise."""
    for _ in text_lines(piece.path, io.BufferedReader(io.BytesIO(lines.data)), piece.first):
        pass
