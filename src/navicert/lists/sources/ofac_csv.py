"""OFAC's legacy CSV files: entries, aliases and addresses in three files, remarks that run over in a fourth.

The files have no header and no date; OFAC's data specification (dat_spec.txt, 25 Sep 2023) gives the columns. They are
told apart by their number of columns, whatever they are called (sdn.csv or cons_prim.csv).
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from navicert.errors import SourceError, UnknownCode
from navicert.lists.model import Entry, Listing, NameKind, Schema
from navicert.lists.sources.base import Reading
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.ofac_fields import Vessel, write_address, write_vessel
from navicert.lists.sources.ofac_remarks import read_remarks
from navicert.lists.sources.ofac_values import read_name, sort_title

Row = list[str]

SCHEMAS: Mapping[str, Schema] = MappingProxyType(
    {"individual": "Person", "": "Organization", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}
)
ALIAS_KINDS: Mapping[str, NameKind] = MappingProxyType({"aka": "alias", "nka": "alias", "fka": "former"})
MAIN, ALIASES, ADDRESSES, COMMENTS = "sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"
ROLES: Mapping[int, str] = MappingProxyType({12: MAIN, 5: ALIASES, 6: ADDRESSES, 2: COMMENTS})
"""Number of columns, and the file of OFAC's that has it."""

NULL = "-0-"
END_OF_FILE = "\x1a"
"""The control character with which DOS ended a text file; OFAC still writes it."""

IGNORED = (
    ("alt.csv alt_num", "number of the alias in OFAC's database; it identifies no party"),
    ("add.csv add_num", "number of the address in OFAC's database; it identifies no party"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file, without OFAC's nulls.

    `lines` counts the lines that begin like a record; `ended` tells whether the file closes with the end-of-file sign,
    `as_sent` whether lines end (CR LF) and texts are quoted as OFAC does today, so that nobody has written it anew.
    """

    path: Path
    rows: list[Row]
    lines: int
    ended: bool
    as_sent: bool

    def where(self, row: Row) -> str:
        return f"{self.path.name} entry {row[0]}"


def read_tables(contents: Mapping[Path, bytes]) -> Reading:
    """The entries of three or four files in any order; SourceError names the roles that are missing or doubled."""
    tables: dict[str, Table] = {}
    for path, content in contents.items():
        role, table = read_table(path, content)
        if role in tables:
            raise SourceError(
                f"{path.name} and {tables[role].path.name} both have the columns of {role}",
                where=str(path),
                next=f"give one file each of {MAIN}, {ALIASES} and {ADDRESSES}",
            )
        tables[role] = table
    missing = [role for role in (MAIN, ALIASES, ADDRESSES) if role not in tables]
    if missing:
        raise SourceError(
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing",
            where=", ".join(path.name for path in contents),
            next=f"give {MAIN}, {ALIASES} and {ADDRESSES} of one day together (cons_prim.csv, cons_alt.csv and "
            "cons_add.csv for the consolidated list)",
        )
    return _reading(tables)


def _reading(tables: Mapping[str, Table]) -> Reading:
    main = tables[MAIN]
    _check_numbers(main)
    _check_ends(tables.values())
    belonging = {role: _by_entry(table, main) for role, table in tables.items() if role != MAIN}
    _check_tail(main, belonging[ADDRESSES])
    entries = tuple(_entry(row, belonging, tables) for row in main.rows)
    if len(entries) != main.lines:
        raise SourceError(
            f"{main.lines:,} lines begin like a record, but {len(entries):,} records were read",
            where=str(main.path),
            next="fetch the file again",
        )
    return Reading(entries, None, main.lines, IGNORED)


# From bytes to rows


def read_table(path: Path, content: bytes) -> tuple[str, Table]:
    """The role of a file and its rows; SourceError when it is not one of OFAC's CSV files, or cut off."""
    text = decode(path, content)
    body = text.rstrip("\r\n " + END_OF_FILE)
    rows = _parse(path, body)
    if not rows:
        raise SourceError("the file is empty", where=str(path), next="fetch it again")
    if rows[0][0].strip().lower() in ("ent_num", "uid"):
        rows = rows[1:]
    columns = len(rows[0]) if rows else 0
    if columns not in ROLES or not _is_number(rows[0][0]):
        raise SourceError(
            f"the first row has {columns} columns and begins with {rows[0][0][:40]!r}" if rows else "only a header",
            where=str(path),
            next=f"OFAC's files have {', '.join(f'{n} ({role})' for n, role in ROLES.items())} columns, a number first",
        )
    _check_widths(path, rows, columns)
    _complete_last_row(path, rows[-1], ended=body != text)
    table = [[_cell(cell) for cell in row[:-1]] + [_last_cell(row[-1])] for row in rows]
    return ROLES[columns], Table(
        path,
        table,
        lines=len(_RECORD.findall(body)),
        ended=text.rstrip().endswith(END_OF_FILE),
        as_sent="\n" not in body.replace("\r\n", "") and not _UNQUOTED.search(body),
    )


_RECORD = re.compile(r'^\s*"?\d+"?,', re.MULTILINE)
_UNQUOTED = re.compile(r'^(?!\d+,(?:\d+,)?(?:"|-0-))', re.MULTILINE)
"""A line that does not begin as OFAC writes them: numbers bare, all other texts in quotation marks."""


def decode(path: Path, content: bytes) -> str:
    """The text: UTF-8 when the bytes are valid UTF-8 (ASCII is), else Windows-1252, as OFAC has published both."""
    if b"\0" in content:
        raise SourceError("the file is binary, not text", where=str(path), next="unpack it if it is an archive")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise SourceError(f"the file is no text: {error}", where=str(path), next="fetch it again") from None


def _parse(path: Path, body: str) -> list[Row]:
    try:
        return [row for row in csv.reader(io.StringIO(body, newline=""), strict=True) if row]
    except csv.Error as error:
        raise SourceError(f"the file is damaged or cut off: {error}", where=str(path), next="fetch it again") from None


def _check_widths(path: Path, rows: list[Row], columns: int) -> None:
    for number, row in enumerate(rows, 1):
        if len(row) != columns or not _is_number(row[0]):
            raise SourceError(
                f"the row has {len(row)} columns and begins with {row[0][:40]!r}; expected {columns} and a number",
                where=f"{path} row {number}",
                next="the file may be cut off; fetch it again",
            )


def _is_number(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdigit()


def _complete_last_row(path: Path, row: Row, *, ended: bool) -> None:
    """Accept a file that stops inside its very last null, which loses nothing; refuse one that stops before it."""
    last = row[-1].strip()
    if last and last != NULL and NULL.startswith(last):
        row[-1] = NULL
    elif not last and not ended:
        raise SourceError("the file stops in its last row", where=f"{path} entry {row[0]}", next="fetch it again")


def _cell(cell: str) -> str:
    text = cell.strip()
    return "" if text == NULL else text


def _last_cell(cell: str) -> str:
    """Remarks keep the blanks at their ends, since they may go on in another file."""
    return "" if cell.strip() == NULL else cell


# How the files belong together


def _check_numbers(main: Table) -> None:
    seen: set[str] = set()
    for row in main.rows:
        if row[0] in seen:
            raise SourceError("this entry number stands twice", where=main.where(row), next="fetch the file again")
        seen.add(row[0])


def _by_entry(table: Table, main: Table) -> dict[str, list[Row]]:
    """The rows of each entry; SourceError when some belong to no entry, as they do when the main file was cut."""
    known = {row[0] for row in main.rows}
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        if row[0] not in known:
            raise SourceError(
                f"entry {row[0]} is not in {main.path.name}",
                where=table.where(row),
                next="the files are of different days, or the main one is cut off; fetch all of them again",
            )
        rows[row[0]].append(row)
    return rows


def _check_ends(tables: Collection[Table]) -> None:
    """Files of one publication end alike: one without the end-of-file sign that the others have was cut off."""
    open_ended = [table for table in tables if not table.ended and table.as_sent]
    if open_ended and any(table.ended for table in tables):
        raise SourceError(
            "the file lacks the end-of-file sign (0x1A) that the others close with",
            where=str(open_ended[0].path),
            next="it may be cut off; fetch it again",
        )


TAIL = 50


def _check_tail(main: Table, addresses: Mapping[str, Sequence[Row]]) -> None:
    """OFAC writes an address row for every entry, if only of nulls: entries without one at the end mean a cut file."""
    bare = [row[0] not in addresses for row in main.rows]
    if len(bare) > TAIL and all(bare[-TAIL:]) and sum(bare[:-TAIL]) * 100 < len(bare):
        raise SourceError(
            f"the last {TAIL} entries have no row there, though nearly all before them do",
            where=ADDRESSES,
            next="the file may be cut off; fetch it again",
        )


# From rows to entries


def _entry(row: Row, belonging: Mapping[str, Mapping[str, Sequence[Row]]], tables: Mapping[str, Table]) -> Entry:
    number, name, kind, programmes, title, *vessel, remarks = row
    where = tables[MAIN].where(row)
    if kind.lower() not in SCHEMAS:
        raise UnknownCode(f"SDN_Type {kind!r}; known are {', '.join(filter(None, SCHEMAS))}", where=where)
    draft = Draft(f"ofac-{number}", SCHEMAS[kind.lower()])
    draft.names.append(read_name(_required(name, "SDN_Name", where), "primary", person=draft.schema == "Person"))
    draft.listings.extend(Listing("OFAC", code) for code in read_programmes(_required(programmes, "Program", where)))
    sort_title(title, draft.titles, draft.positions)
    write_vessel(Vessel(*vessel), draft)
    for alias in belonging[ALIASES].get(number, ()):
        _alias(alias, draft, tables[ALIASES])
    for _, _, street, city, country, note in belonging[ADDRESSES].get(number, ()):
        write_address((street, city), country, note, draft)
    more = "".join(comment[1] for comment in belonging.get(COMMENTS, {}).get(number, ()))
    cut = len(remarks) >= LIMIT and not more and not remarks.endswith(".")
    read_remarks(join_remarks(remarks, more), draft, cut=cut)
    return draft.entry()


LIMIT = 1000
"""Characters that the column of remarks holds; what goes beyond stands in sdn_comments.csv."""


def join_remarks(remarks: str, more: str) -> str:
    """The remarks and what was too much for their column; a blank that was cut off at the seam is put back."""
    return f"{remarks} {more}" if more and len(remarks) < LIMIT else remarks + more


def _required(text: str, field: str, where: str) -> str:
    if not text:
        raise SourceError(f"{field} is empty", where=where, next="the file may be damaged; fetch it again")
    return text


def read_programmes(text: str) -> list[str]:
    """The programmes of "SDGT] [IFSR", in order.

    >>> read_programmes("SDGT] [IFSR"), read_programmes("[CUBA]")
    (['SDGT', 'IFSR'], ['CUBA'])
    """
    return [code.strip() for code in text.strip("[] ").split("] [") if code.strip()]


def _alias(row: Row, draft: Draft, table: Table) -> None:
    _, number, kind, name, remarks = row
    where = f"{table.where(row)} alias {number}"
    if kind not in ALIAS_KINDS:
        raise UnknownCode(f"alt_type {kind!r}; known are {', '.join(ALIAS_KINDS)}", where=where)
    alias = read_name(_required(name, "alt_name", where), ALIAS_KINDS[kind], person=draft.schema == "Person")
    draft.names.append(alias)
    if remarks:
        draft.detail(f"alias remark: {alias.text}", remarks)
