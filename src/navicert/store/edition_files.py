"""An edition's entries in a Parquet file: whole as JSON, with id, schema, caption and programmes in columns beside."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.errors import StoreError
from navicert.lists.model import Entry
from navicert.store.disk import file_sha256, write_through

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = b"1"
FORMAT_KEY = b"navicert.format"
ROWS_IN_GROUP = 10_000


@dataclass(frozen=True, slots=True)
class WrittenEntries:
    """What was written: the digest of the file, the digest of the entries (lines of JSON), how many by schema."""

    file_sha256: str
    entries_sha256: str
    counts: tuple[tuple[str, int], ...]

    @property
    def entries(self) -> int:
        return sum(count for _, count in self.counts)


def write_entries(path: Path, entries: Iterable[Entry]) -> WrittenEntries:
    """Write a new file, a group of rows at a time."""
    import pyarrow.parquet as parquet

    digest, counts, remaining = hashlib.sha256(), Counter[str](), iter(entries)
    options = {"compression": "zstd", "use_dictionary": ["schema"], "write_statistics": ["id"]}
    with parquet.ParquetWriter(str(path), _table_schema(), **options) as writer:
        while group := list(islice(remaining, ROWS_IN_GROUP)):
            lines = [_entry_type().dump_json(entry) for entry in group]
            digest.update(b"\n".join(lines) + b"\n")
            writer.write_table(_table(group, lines))
            counts.update(entry.schema for entry in group)
    write_through(path)
    return WrittenEntries(file_sha256(path), digest.hexdigest(), tuple(sorted(counts.items())))


def read_entries(path: Path, sha256: str, under: Callable[[str], bool] | None = None) -> Iterator[Entry]:
    """The entries, a group of rows at a time; StoreError when the file is not the one with this digest.

    With `under` only those that stand under a programme of which it is true; the others are not read.
    """
    with path.open("rb") as file:
        table_file = _verified(file, path, sha256)
        for group in range(table_file.num_row_groups):
            rows = table_file.read_row_group(group, columns=["entry"] + ["programs"] * (under is not None))
            lines = rows.column("entry")
            if under is not None:
                lines = lines.filter(_standing(rows.column("programs"), under))
            yield from map(_entry_type().validate_json, lines.to_pylist())


def _standing(programs: Any, under: Callable[[str], bool]) -> Any:
    """Which rows have a programme of which it is true, as a column."""
    import pyarrow as pa

    told = cache(under)
    return pa.array([any(map(told, of_row or ())) for of_row in programs.to_pylist()], pa.bool_())


def read_entry(path: Path, sha256: str, entry_id: str) -> Entry | None:
    """One entry, None when the file has none of that id."""
    import pyarrow.compute as compute

    with path.open("rb") as file:
        table_file = _verified(file, path, sha256)
        for group in range(table_file.num_row_groups):
            ids = table_file.read_row_group(group, columns=["id"]).column("id")
            place = compute.index(ids, entry_id).as_py()
            if place >= 0:
                lines = table_file.read_row_group(group, columns=["entry"]).column("entry")
                return _entry_type().validate_json(lines[place].as_py())
    return None


def _verified(file: BufferedReader, path: Path, sha256: str) -> Any:
    import pyarrow
    import pyarrow.parquet as parquet

    found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise StoreError(
            f"the file was changed on disk: its SHA-256 is {found[:12]}..., not {sha256[:12]}...",
            where=str(path),
            next="restore it from a backup, or load the edition again into a new store",
        )
    file.seek(0)
    try:
        table_file = parquet.ParquetFile(file)
    except pyarrow.ArrowInvalid as error:
        raise StoreError(f"not a file of entries: {error}", where=str(path)) from error
    if (written := (table_file.schema_arrow.metadata or {}).get(FORMAT_KEY)) != FORMAT:
        raise StoreError(f"entries in format {written!r} are unknown here", where=str(path), next="update navicert")
    return table_file


@cache
def _entry_type() -> TypeAdapter[Entry]:
    from pydantic import TypeAdapter

    return TypeAdapter(Entry)


@cache
def _table_schema() -> Any:
    import pyarrow as pa

    columns = [("id", pa.string()), ("schema", pa.string()), ("caption", pa.string())]
    columns += [("programs", pa.list_(pa.string())), ("entry", pa.string())]
    return pa.schema(columns, metadata={FORMAT_KEY: FORMAT})


def _table(entries: list[Entry], lines: list[bytes]) -> Any:
    import pyarrow as pa

    columns = {
        "id": [entry.id for entry in entries],
        "schema": [entry.schema for entry in entries],
        "caption": [entry.caption for entry in entries],
        "programs": [entry.programs for entry in entries],
        "entry": [line.decode() for line in lines],
    }
    return pa.table(columns, schema=_table_schema())
