"""Parquet files written from codes hold what the codes say, for every reader."""

import io

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from navicert.tables.coded_parquet import MAGIC, CodedColumn, RowGroup, encode_row_group, footer

WORDS = st.lists(st.one_of(st.none(), st.text(max_size=9)), min_size=1, max_size=300, unique=True)


@st.composite
def columns(draw):
    """A column of as many rows as the repeats add up to, and its values."""
    words = draw(WORDS)
    codes = draw(st.lists(st.integers(0, len(words) - 1), min_size=1, max_size=40))
    repeats = draw(st.one_of(st.none(), st.lists(st.integers(1, 9), min_size=len(codes), max_size=len(codes))))
    values = [words[code] for code, times in zip(codes, repeats or [1] * len(codes), strict=True) for _ in range(times)]
    return CodedColumn(words, np.array(codes), None if repeats is None else np.array(repeats)), values


def whole(names, groups):
    encoded = [encode_row_group(group, rows) for group, rows in groups]
    about = [RowGroup.from_json(row_group.to_json()) for _, row_group in encoded]
    return MAGIC + b"".join(content for content, _ in encoded) + footer(names, about)


@given(st.lists(columns(), min_size=1, max_size=3))
def test_readers_find_the_words_that_the_codes_stand_for(groups):
    content = whole(["word"], [([column], len(values)) for column, values in groups])
    table = pq.read_table(io.BytesIO(content))
    assert table.column("word").to_pylist() == [value for _, values in groups for value in values]
    assert table.schema == pa.schema([("word", pa.string())])


def test_a_single_code_stands_for_all_rows():
    content = whole(["a", "b"], [([CodedColumn(["x"], np.zeros(1, int)), CodedColumn([None], np.zeros(1, int))], 1000)])
    table = pq.read_table(io.BytesIO(content))
    assert table.column("a").to_pylist() == ["x"] * 1000
    assert table.column("b").null_count == 1000


def test_many_words_take_wider_codes(tmp_path):
    words = [f"word {n}" for n in range(70_000)]
    codes = np.arange(70_000)[::-1]
    (tmp_path / "t.parquet").write_bytes(whole(["a"], [([CodedColumn(words, codes)], 70_000)] * 2))
    counted = duckdb.sql(f"SELECT count(*), count(DISTINCT a), max(a) FROM '{tmp_path / 't.parquet'}'").fetchall()
    assert counted == [(140_000, 70_000, "word 9999")]
    assert pq.read_table(tmp_path / "t.parquet").column("a")[0].as_py() == "word 69999"


def test_words_may_be_an_arrow_array_cut_from_a_longer_one():
    words = pa.array(["left out", "é", "", "c"]).slice(1)
    content = whole(["a"], [([CodedColumn(words, np.array([2, 0, 1]))], 3)])
    assert pq.read_table(io.BytesIO(content)).column("a").to_pylist() == ["c", "é", ""]
