"""A list in Arrow batches is the same list."""

import pyarrow as pa
import pytest

from navicert.errors import InvalidInput
from navicert.screening import party_from_ftm
from navicert.screening.listed_batches import parties_in

OBJECTS = (
    {
        "id": "p1",
        "schema": "Person",
        "datasets": ["one"],
        "properties": {"name": ["Ana Berg", "A. Berg"], "birthDate": ["1970-05-06"], "country": ["kp"]},
    },
    {"id": "v1", "schema": "Vessel", "datasets": ["one"], "properties": {"name": ["Volgrant"], "flag": ["ru"]}},
)


def rows(objects):
    return [{"id": one["id"], "schema": one["schema"], **one["properties"]} for one in objects]


def test_rows_become_the_parties_of_their_objects():
    columns = ("name", "birthDate", "country", "flag")
    table = pa.table({name: [row.get(name) for row in rows(OBJECTS)] for name in ("id", "schema", *columns)})
    assert list(parties_in(table.to_batches(max_chunksize=1), source="one")) == [party_from_ftm(one) for one in OBJECTS]


def test_a_row_that_cannot_be_read_is_named():
    batches = [pa.RecordBatch.from_pylist([row]) for row in ({"schema": "Person", "name": "A B"}, {"schema": "Ghost"})]
    with pytest.raises(InvalidInput, match="row 2"):
        list(parties_in(batches))
