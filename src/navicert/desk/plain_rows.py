"""Rows that can be asked column by column: one text a cell, one column a property. They become the same questions as
`query_from_row` makes of them one by one; every other row is left to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import encoder
from typing import Any

import pyarrow as pa

from navicert.desk.queries import DEFAULT_SCHEMA, IDENTIFYING, SEVERAL, STRUCTURE, property_of
from navicert.tables.batches import KIND

_quoted = encoder.encode_basestring


@dataclass(frozen=True, slots=True)
class PlainRows:
    """`places` of the plain rows in their batch, their ids, their questions as a table and, one by one, as JSON; and
    the places of all `others`."""

    places: Sequence[int]
    ids: Sequence[str]
    table: pa.Table
    queries: Sequence[str]
    others: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Column:
    """The cells of a property as texts and as members of a JSON object, None where there is none; and the places of
    cells that are not one plain text."""

    name: str
    texts: list[str | None]
    members: list[str | None]
    odd: frozenset[int]

    @classmethod
    def of(cls, name: str, cells: Sequence[Any]) -> _Column:
        known = {cell: _text(cell) for cell in set(cells)}
        strange = {cell for cell, text in known.items() if text is None and cell is not None}
        members = {cell: f'"{name}": [{_quoted(text)}]' if text is not None else None for cell, text in known.items()}
        odd = frozenset(place for place, cell in enumerate(cells) if cell in strange) if strange else frozenset()
        return cls(name, [known[cell] for cell in cells], [members[cell] for cell in cells], odd)


def _text(cell: Any) -> str | None:
    """What a cell says, where that is one text."""
    if isinstance(cell, str):
        text = cell.strip()
        return text if text and SEVERAL not in text else None
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())
    return str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else None


def plain_rows(batch: pa.RecordBatch, default_schema: str | None, columns: Mapping[str, str]) -> PlainRows:
    """The plain rows of a batch; `columns` says which column holds a property (or the id) under another name."""
    nothing = PlainRows((), (), pa.table({}), (), range(batch.num_rows))
    if batch.schema.metadata[KIND] == b"jsonl":
        return nothing
    names = [field.name for field in batch.column("values").type]
    held = _held(names, columns)
    if held is None or any(pa.types.is_nested(field.type) for field in batch.column("values").type):
        return nothing
    cells = dict(zip(names, _cells(batch), strict=True))
    found = [_Column.of(name, cells[column]) for column, name in held.items()]
    absent = [None] * batch.num_rows
    schemas = [schema or default_schema or DEFAULT_SCHEMA for schema in cells.get("schema", absent)]
    ids = _ids(batch, cells.get(columns.get("id", "id"), absent))
    odd = set(_odd_rows(batch, found, schemas))
    return _plain(found, ids, schemas, odd)


def _held(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, str] | None:
    """The columns that hold a property, and which; None where several hold the same one, or one holds whole records."""
    renamed = {column: name for name, column in columns.items()}
    held = {column: renamed.get(column) or property_of(column) for column in names if column not in STRUCTURE}
    used = {column: name for column, name in held.items() if name and name != "id"}
    return used if len(set(used.values())) == len(used) and "properties" not in names else None


def _cells(batch: pa.RecordBatch) -> Iterator[Sequence[Any]]:
    """The columns' cells; blank ones of CSV are none."""
    values = batch.column("values")
    for place in range(values.type.num_fields):
        cells = values.field(place).to_pylist()
        if batch.schema.metadata[KIND] == b"csv":
            cells = [cell if cell and not cell.isspace() else None for cell in cells]
        yield cells


def _ids(batch: pa.RecordBatch, cells: Iterable[Any]) -> list[str]:
    numbers = batch.column("row").to_pylist()
    return [str(number if cell is None else cell) for number, cell in zip(numbers, cells, strict=True)]


def _odd_rows(batch: pa.RecordBatch, columns: Sequence[_Column], schemas: Sequence[Any]) -> Iterator[int]:
    """The places of rows that cannot be read, that name nobody, or that hold more than one text a cell."""
    for column in columns:
        yield from column.odd
    if batch.column("problem").null_count < batch.num_rows:
        yield from (place for place, said in enumerate(batch.column("problem").to_pylist()) if said is not None)
    identifying = [column.texts for column in columns if column.name in IDENTIFYING]
    if identifying:
        yield from (place for place, texts in enumerate(zip(*identifying, strict=True)) if not any(texts))
    else:
        yield from range(batch.num_rows)
    yield from (place for place, schema in enumerate(schemas) if not isinstance(schema, str))


def _plain(columns: Sequence[_Column], ids: Sequence[str], schemas: Sequence[Any], odd: set[int]) -> PlainRows:
    places = [place for place in range(len(ids)) if place not in odd]
    kinds = [schemas[place] for place in places]
    texts = {column.name: pa.array([column.texts[p] for p in places], pa.string()) for column in columns}
    members = [[column.members[place] for place in places] for column in columns]
    names = [ids[place] for place in places]
    queries = [
        f'{{"id": {_quoted(id_)}, "schema": {_quoted(kind)}, "properties": {{{", ".join(filter(None, of_row))}}}}}'
        for id_, kind, of_row in zip(names, kinds, zip(*members, strict=True), strict=True)
    ]
    return PlainRows(places, names, pa.table({"schema": pa.array(kinds, pa.string()), **texts}), queries, sorted(odd))
