"""Records of rows that went one by one are packed and come back as they were."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from navicert.batch.alone import Records

VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.dates() | st.text(), lambda v: st.lists(v, max_size=3)
)


@given(st.dictionaries(st.integers(0, 10**6), st.dictionaries(st.text(max_size=5), VALUES, max_size=3), max_size=150))
def test_records_are_told_by_row_in_their_order(given_records):
    records = Records(given_records.items())
    assert list(records.items()) == list(given_records.items())
    assert list(records.values())[::-1] == [records[row] for row in reversed(list(given_records))]
    assert -1 not in records


def test_records_that_say_the_same_take_little_room():
    record = {"because": "No rule of this regime forbids it. " * 100}
    records = Records((row, record | {"id": row}) for row in range(1000))
    assert len(pickle.dumps(records)) < len(pickle.dumps(record)) * 1000 / 20
