"""Rows that can be asked column by column: one text a cell, one column a property. They become the same questions as
`query_from_row` makes of them one by one; every other row is left to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import encoder
from typing import Any

import pyarrow as pa

from navicert.desk.queries import DEFAULT_SCHEMA, IDENTIFYING, SEVERAL, STRUCTURE, property_of
from navicert.tables.batches import KIND, rows_of

_quoted = encoder.encode_basestring


@dataclass(frozen=True, slots=True)
class PlainRows:
    """`places` of the plain rows in their batch, their ids, schemata and `texts` by property; the places of all
    `others`."""

    places: Sequence[int]
    ids: Sequence[str]
    schemas: Sequence[str]
    texts: Mapping[str, Sequence[str | None]]
    others: Sequence[int]

    @property
    def table(self) -> pa.Table:
        """The questions as a table."""
        columns = {"schema": self.schemas, **self.texts}
        return pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})

    @property
    def names(self) -> Sequence[str]:
        """What each row gives as a name, "" where it gives none."""
        return [text or "" for text in self.texts["name"]] if "name" in self.texts else [""] * len(self.ids)

    def query(self, i: int) -> str:
        """The question of one row as JSON."""
        given = ((name, texts[i]) for name, texts in self.texts.items())
        members = ", ".join([f'"{name}": [{_quoted(text)}]' for name, text in given if text is not None])
        return f'{{"id": {_quoted(self.ids[i])}, "schema": {_quoted(self.schemas[i])}, "properties": {{{members}}}}}'


@dataclass(frozen=True, slots=True)
class _Column:
    """The cells of a property as texts, None where there is none; the places of cells that are not one plain text."""

    name: str
    texts: list[str | None]
    odd: frozenset[int]

    @classmethod
    def of(cls, name: str, cells: Sequence[Any]) -> _Column:
        known = {cell: _text(cell) for cell in set(cells)}
        strange = {cell for cell, text in known.items() if text is None and cell is not None}
        odd = frozenset(place for place, cell in enumerate(cells) if cell in strange) if strange else frozenset()
        return cls(name, [known[cell] for cell in cells], odd)


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
    cells, odd = _json_cells(batch) if batch.schema.metadata[KIND] == b"jsonl" else _table_cells(batch)
    held = _held(list(cells), columns)
    if held is None:
        return PlainRows((), (), (), {}, range(batch.num_rows))
    found = [_Column.of(name, cells[column]) for column, name in held.items()]
    absent = [None] * batch.num_rows
    schemas = [schema or default_schema or DEFAULT_SCHEMA for schema in cells.get("schema", absent)]
    ids = _ids(batch, cells.get(columns.get("id", "id"), absent))
    odd.update(_odd_rows(batch, found, schemas))
    return _plain(found, ids, schemas, odd)


def _held(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, str] | None:
    """The columns that hold a property, and which; None where several hold the same one, or one holds whole records."""
    renamed = {column: name for name, column in columns.items()}
    held = {column: renamed.get(column) or property_of(column) for column in names if column not in STRUCTURE}
    used = {column: name for column, name in held.items() if name and name != "id"}
    return used if len(set(used.values())) == len(used) and "properties" not in names else None


def _table_cells(batch: pa.RecordBatch) -> tuple[dict[str, list[Any]], set[int]]:
    """The columns' cells; blank ones of CSV are none. Rows with a list or a structure in a cell are odd."""
    values, odd = batch.column("values"), set[int]()
    found = {}
    for place, about in enumerate(values.type):
        cells = values.field(place).to_pylist()
        if pa.types.is_nested(about.type):
            odd.update(place for place, cell in enumerate(cells) if cell is not None)
            cells = [None] * batch.num_rows
        elif batch.schema.metadata[KIND] == b"csv":
            cells = [cell if cell and not cell.isspace() else None for cell in cells]
        found[about.name] = cells
    return found, odd


def _json_cells(batch: pa.RecordBatch) -> tuple[dict[str, list[Any]], set[int]]:
    """The cells by key, in the order that all flat records keep; records in another, or not flat, are odd."""
    rows = [row.values if not row.problem and _is_flat(row.values) else None for row in rows_of(batch, "")]
    orders = {tuple(row) for row in rows if row is not None}
    keys = list(dict.fromkeys(key for order in sorted(orders, key=lambda o: (-len(o), o)) for key in order))
    rank = {key: place for place, key in enumerate(keys)}
    kept = {order for order in orders if list(order) == sorted(order, key=rank.__getitem__)}
    flat = [row if row is not None and tuple(row) in kept else None for row in rows]
    odd = {place for place, row in enumerate(flat) if row is None}
    return {key: [None if row is None else row.get(key) for row in flat] for key in keys}, odd


def _is_flat(values: Mapping[str, Any]) -> bool:
    """Whether every value is one text that can be stored, a whole number, or nothing."""
    return "properties" not in values and all(
        value is None or type(value) is int or (type(value) is str and is_storable(value)) for value in values.values()
    )


def is_storable(text: str) -> bool:
    """Whether UTF-8 can hold a text: there are no lone surrogates in it."""
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


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
    texts = {column.name: [column.texts[place] for place in places] for column in columns}
    return PlainRows(places, [ids[place] for place in places], [schemas[place] for place in places], texts, sorted(odd))
