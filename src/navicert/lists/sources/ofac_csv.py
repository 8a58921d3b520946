"""OFAC's legacy CSV: three files that belong together, told apart by their number of columns."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from navicert.errors import SourceError, UnknownCode
from navicert.lists.model import Address, Entry, Listing, Name, Schema
from navicert.lists.sources.base import Reading
from navicert.terms import country_code

SCHEMAS: dict[str, Schema] = {"individual": "Person", "": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}
COLUMNS = {12: "sdn.csv", 5: "alt.csv", 6: "add.csv"}


def read_csv_files(paths: Sequence[Path], *, source: str) -> Reading:
    """The entries of the three files, given in any order."""
    roles: dict[str, list[list[str]]] = {}
    for path in paths:
        rows = _rows(path)
        roles[COLUMNS[len(rows[0])]] = rows
    if missing := [role for role in COLUMNS.values() if role not in roles]:
        raise SourceError(f"{' and '.join(missing)} not given", where=source, next="give all three files")
    aliases, addresses = defaultdict(list), defaultdict(list)
    for row in roles["alt.csv"]:
        aliases[row[0]].append(row)
    for row in roles["add.csv"]:
        addresses[row[0]].append(row)
    entries = tuple(_entry(row, aliases[row[0]], addresses[row[0]]) for row in roles["sdn.csv"])
    return Reading(entries, None, len(entries))


def _rows(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8").rstrip("\x1a\r\n")
    rows = [["" if cell.strip() in ("-0-", "-0") else cell.strip() for cell in row] for row in csv.reader(io.StringIO(text))]
    if not rows or len(rows[0]) not in COLUMNS:
        raise SourceError("this is none of OFAC's CSV files", where=str(path))
    return rows


def _entry(row: list[str], aliases: list[list[str]], addresses: list[list[str]]) -> Entry:
    if row[2] not in SCHEMAS:
        raise UnknownCode(f"SDN type {row[2]!r}", where=f"ofac entry {row[0]}")
    kinds = {"aka": "alias", "fka": "former", "nka": "alias"}
    names = [Name(row[1])] + [Name(alias[3], kinds[alias[2]]) for alias in aliases]  # type: ignore[arg-type]
    return Entry(
        id=f"ofac-{row[0]}",
        schema=SCHEMAS[row[2]],
        names=tuple(names),
        listings=tuple(Listing("OFAC", program) for program in row[3].split("] [")),
        addresses=tuple(
            Address(", ".join(filter(None, address[2:5])), country_code(address[4]) if address[4] else None)
            for address in addresses
            if any(address[2:5])
        ),
        remarks=(row[11],) if row[11] else (),
    )
