"""Answers are written portion by portion: however large a piece, no more of its text is there at once."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.batch.csv_records import csv_lines
from navicert.batch.json_records import json_lines
from navicert.batch.outputs import Csv, JsonLines
from navicert.batch.portions import Portion, packed, spans
from navicert.batch.running import pieces_of, read_piece

MOST = 16_384
WAYS = pytest.mark.parametrize("lines", [json_lines, csv_lines], ids=["JSON lines", "CSV"])


@pytest.fixture(scope="module")
def answers(module_of, run_over, tmp_path_factory):
    """The answers to five hundred regulated transactions."""
    file = tmp_path_factory.mktemp("rows") / "transactions.parquet"
    module_of("transactions").write_transactions(file, 500, seed=8, regulated=1.0)
    [piece] = pieces_of(file)
    return run_over(file).open_answerer().answer(read_piece(piece))


@given(st.lists(st.integers(0, 50)), st.integers(1, 100))
def test_spans_hold_every_row_once_and_as_much_as_they_may(sizes, most):
    found = list(spans(np.array(sizes, np.int64), most))
    assert [row for start, end in found for row in range(start, end)] == list(range(len(sizes)))
    for start, end in found:
        assert sum(sizes[start:end]) <= most or end == start + 1
        assert end == len(sizes) or sum(sizes[start : end + 1]) > most


@WAYS
@pytest.mark.parametrize("most", [1, 5_000, MOST])
def test_lines_are_the_same_however_many_are_written_at_once(lines, most, answers):
    assert b"".join(lines(answers, most)) == b"".join(lines(answers, 1 << 30))


@WAYS
def test_a_portion_is_about_as_large_as_asked(lines, answers):
    sizes = [len(content) for content in lines(answers, MOST)]
    assert sum(sizes) > 20 * MOST
    assert max(sizes) < 1.25 * MOST
    assert sum(sizes) > 0.5 * MOST * len(sizes)


@WAYS
def test_writing_lines_takes_memory_for_a_few_portions_only(lines, answers):
    whole = b"".join(lines(answers, MOST))
    tracemalloc.start()
    try:
        for _ in lines(answers, MOST):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < len(whole) / 2


@pytest.mark.parametrize(("output", "lines"), [(JsonLines(), json_lines), (Csv(), csv_lines)], ids=["jsonl", "csv"])
def test_what_waits_to_be_written_is_small_and_comes_back_whole(output, lines, answers):
    whole, encoded = b"".join(lines(answers)), output.encode(answers)
    assert b"".join(encoded.contents()) == whole
    assert sum(len(portion.held) for portion in encoded.portions) < len(whole) / 8


def test_portions_come_back_as_they_were_packed():
    contents = [b"", b"a", b"line\n" * 10_000]
    assert [portion.content for portion in packed(contents)] == contents[1:]
    assert Portion(b"as it is").content == b"as it is"
