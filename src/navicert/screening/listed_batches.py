"""Listed parties in Arrow tables: a row each, a column for each FollowTheMoney property, a text or a list of texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from navicert.screening.model import Party
from navicert.screening.parties import party_from_ftm

_BESIDE = ("id", "schema", "caption", "dataset", "datasets")
"""Columns that stand beside the properties, as in FollowTheMoney JSON."""


def parties_in(batches: Iterable[pa.RecordBatch | pa.Table], *, source: str = "") -> Iterator[Party]:
    """The parties of batches, one after another; `source` is the list of rows that name none.

    Rows are taken batch by batch, so that `write_index` and `build_index` need not hold the list. Raises InvalidInput
    naming the row (counted from 1 over all batches) and the property.
    """
    row = 0
    for batch in batches:
        for values in batch.to_pylist():
            row += 1
            yield party_from_ftm(_object(values, source), where=f"row {row}")


def _object(values: dict[str, Any], source: str) -> dict[str, Any]:
    given = {name: value for name, value in values.items() if value is not None and value != []}
    beside = {name: given.pop(name) for name in _BESIDE if name in given}
    if "dataset" not in beside and "datasets" not in beside and source:
        beside["datasets"] = [source]
    return {**beside, "properties": given}
