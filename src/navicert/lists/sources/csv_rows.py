"""CSV files with a header line, read row by row with the row's place; a cut file or an unknown column is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from navicert.errors import SourceError, UnknownCode

AGAIN = "the publisher may have moved or changed the file; fetch it again and look"


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells without blanks around them, by column, and where it stands ("annex.csv row 7")."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell, "" where the file does not have this column."""
        return self.cells.get(column, "")

    def at(self, column: str) -> str:
        """Where a cell stands, for errors."""
        return f"{self.where} field {column}"


def read_text(path: Path, *, encoding: str = "utf-8-sig") -> str:
    """The file as text; SourceError when it is missing, empty, binary, a web page, or in another encoding."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot be read ({error.strerror or error})", where=path.name, next="check the path"
        ) from error
    if not raw.strip():
        raise SourceError("the file is empty", where=path.name, next=AGAIN)
    if b"\0" in raw:
        raise SourceError("the file is binary, not text", where=path.name, next="give the CSV file itself, unpacked")
    if raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise SourceError("the file is a web page or XML, not CSV", where=path.name, next=AGAIN)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"not {encoding} at byte {error.start}", where=path.name, next=AGAIN) from None


@dataclass(frozen=True, slots=True)
class Format:
    """The columns of a kind of file: those that may stand in it and those that must; how a header's cell is spelled;
    and how many rows stand before the header."""

    known: Sequence[str]
    required: Sequence[str]
    spelled: Callable[[str], str] = str.strip
    skip: int = 0


def read_rows(path: Path, text: str, form: Format) -> Iterator[Row]:
    """The rows after the header; blank rows are passed over.

    SourceError for a header without a required column or a row of another length, UnknownCode for a column that is not
    known. Rows are numbered as a spreadsheet shows them, the first of the file being 1.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header: list[str] | None = None
        for number, cells in enumerate(reader, start=1):
            if number <= form.skip or not any(cell.strip() for cell in cells):
                continue
            where = f"{path.name} row {number}"
            if header is None:
                header = _header([form.spelled(cell) for cell in cells], where, form)
            elif len(cells) != len(header):
                raise SourceError(f"{len(cells)} cells where the header has {len(header)}", where=where, next=AGAIN)
            else:
                yield Row(where, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    except csv.Error as error:
        raise SourceError(
            f"not a whole CSV file ({error})", where=f"{path.name} row {reader.line_num}", next=AGAIN
        ) from None
    if header is None:
        raise SourceError("the file has no header", where=path.name, next=AGAIN)


def _header(header: list[str], where: str, form: Format) -> list[str]:
    missing = [column for column in form.required if column not in header]
    if missing:
        raise SourceError(f"the column {missing[0]!r} is missing", where=where, next=AGAIN)
    strange = [column for column in header if column not in form.known]
    if strange:
        raise UnknownCode(f"the column {strange[0]!r} is not in the format we read", where=where, next=AGAIN)
    if len(set(header)) != len(header):
        raise SourceError("a column stands twice", where=where, next=AGAIN)
    return header
