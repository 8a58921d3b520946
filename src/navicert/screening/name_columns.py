"""Names of a table's rows in one column: of several columns, of parts of names, of fields that hold several."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from navicert.errors import InvalidInput
from navicert.names.fields import MAY_HAVE_PARTS, parts_of_names
from navicert.screening.kernel_tables import offsets
from navicert.screening.parties import FAMILIES, is_person


def names_of_rows(columns: Sequence[pa.Array], parts: list[pa.Array], count: int) -> tuple[pa.Array, array[int]]:
    """All names of so many rows in one array, and where each row's begin.

    `columns` hold names, `parts` first and last names and the like: these are joined where a row has no name."""
    joined = _joined(parts)
    if len(columns) <= 1 and not any(is_list(column) for column in columns):
        single = _filled(columns[0], joined) if columns else joined
        column = single if single is not None else pa.nulls(count, pa.large_string())
        return column.fill_null("").cast(pa.large_string()), array("i", range(count + 1))
    every = [column.to_pylist() for column in columns]
    rest = joined.to_pylist() if joined is not None else [None] * count
    rows = [_row_names(values, part) for *values, part in zip(*every, rest, strict=True)]
    texts = pa.array([text for row in rows for text in row], pa.large_string())
    return texts, offsets(map(len, rows))


def with_name_parts(names: pa.Array, names_at: array[int], schemas: Sequence[str]) -> tuple[pa.Array, array[int]]:
    """The names, and behind those of each row the parts of such as are fields of several."""
    divided = pc.indices_nonzero(pc.match_substring_regex(names, MAY_HAVE_PARTS, ignore_case=True)).to_pylist()
    rows = dict.fromkeys(bisect_right(names_at, name) - 1 for name in divided)
    given = {row: names[names_at[row] : names_at[row + 1]].to_pylist() for row in rows}
    parts = {
        row: _parts_in(fields, person=schemas[row] in FAMILIES and is_person(schemas[row]))
        for row, fields in given.items()
    }
    if not any(parts.values()):
        return names, names_at
    order, more = list[int](), list[str]()
    for row, (first, end) in enumerate(pairwise(names_at)):
        order.extend(range(first, end))
        for part in parts.get(row, ()):
            order.append(len(names) + len(more))
            more.append(part)
    lengths = (end - first + len(parts.get(row, ())) for row, (first, end) in enumerate(pairwise(names_at)))
    every = pa.concat_arrays([names, pa.array(more, names.type)])
    return every.take(pa.array(order, pa.int64())), offsets(lengths)


def _parts_in(names: Sequence[str], *, person: bool | None) -> list[str]:
    """The parts of a row's names; none where a name is no name, which is told when the row is asked."""
    try:
        return [part.text for part, _ in parts_of_names(names, person=person)]
    except InvalidInput:
        return []


def _joined(parts: list[pa.Array]) -> pa.Array | None:
    """The parts of each row's name, one after another; None where no column holds a part."""
    if not parts:
        return None
    texts = [pc.binary_join(part, " ") if is_list(part) else part for part in parts]
    return pc.binary_join_element_wise(*(text.cast(pa.string()).fill_null("") for text in texts), " ")


def _filled(names: pa.Array, joined: pa.Array | None) -> pa.Array:
    """The names; where there is none, what the parts make."""
    if joined is None:
        return names
    blank = pc.equal(pc.utf8_trim_whitespace(names), "")
    return pc.coalesce(pc.if_else(blank, pa.scalar(None, names.type), names), joined.cast(names.type))


def _row_names(values: list[Any], joined: str | None) -> list[str]:
    names = [text for value in values for text in texts_in(value) if text.strip()]
    return names or ([joined] if joined and joined.strip() else [])


def is_list(column: pa.Array) -> bool:
    """Whether each row of a column holds several texts."""
    return bool(pa.types.is_list(column.type) or pa.types.is_large_list(column.type))


def texts_in(value: Any) -> list[str]:
    """The texts of a cell: none, one or a list of them."""
    if value is None:
        return []
    return [text for text in value if text is not None] if isinstance(value, list) else [value]
