"""Files of rows: what is read, under which number, and what is refused with which words."""

import gzip
import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.tables import column_names, count_rows, read_rows
from navicert.tables.reading import Row


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def values(path):
    return [dict(row.values) for row in read_rows(path)]


def test_a_csv_row_has_the_number_an_editor_shows(tmp_path):
    path = written(tmp_path, "a.csv", 'id,name\n1,"two\nlines"\n2,last\n')
    assert [(row.number, row.values["id"]) for row in read_rows(path)] == [(2, "1"), (4, "2")]


def test_an_empty_cell_is_an_absent_key(tmp_path):
    assert values(written(tmp_path, "a.csv", "id,name\n1,\n2, \n3,x\n")) == [
        {"id": "1"},
        {"id": "2"},
        {"id": "3", "name": "x"},
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("id;name\n1;Smith, John\n", "Smith, John", id="semicolons, as much of Europe saves them"),
        pytest.param('\ufeffid;name\n1;"a;b"\n', "a;b", id="semicolons after a byte order mark, one within quotes"),
        pytest.param("id\tname\n1\ta;b\n", "a;b", id="tabs"),
        pytest.param("id|name\n1|a, b\n", "a, b", id="upright strokes"),
        pytest.param('id,"name"\n1,a;b;c\n', "a;b;c", id="commas, semicolons within a cell"),
    ],
)
def test_the_header_tells_what_stands_between_cells(tmp_path, content, expected):
    name, *rest = [value for key, value in values(written(tmp_path, "a.csv", content))[0].items() if key != "id"]
    assert (name, rest) == (expected, [])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param("id;amount\n1.234;12.000\n", True, id="thousands, as those write who need semicolons"),
        pytest.param("id;amount\n1.234;+12.000\n", True, id="the same with a sign"),
        pytest.param("id;amount\n1.234;0.125\n", False, id="thousands never begin with a nought"),
        pytest.param("id;amount\n1.234;12.0\n", False, id="decimals beyond doubt"),
        pytest.param("id;amount\n1.234;12000.500\n", False, id="too long for a group of thousands"),
        pytest.param("id,amount\n1.234,12.000\n", False, id="commas between cells"),
    ],
)
def test_an_amount_that_can_be_read_in_two_ways_is_no_amount(tmp_path, content, problem):
    [row] = read_rows(written(tmp_path, "a.csv", content), ["amount"])
    assert (row.problem is not None) is problem


def test_a_semicolon_in_a_column_s_name_divides_nothing(tmp_path):
    assert column_names(written(tmp_path, "a.csv", 'id,"name; or names",note\n')) == ["id", "name; or names", "note"]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path):
    assert values(written(tmp_path, "a.csv", "\ufeffid\n1\n")) == [{"id": "1"}]


def test_a_row_of_another_length_says_so_and_the_next_is_read(tmp_path):
    rows = list(read_rows(written(tmp_path, "a.csv", "id,name\n1\n2,b\n")))
    assert rows[0].problem == "1 cells where the header has 2"
    assert rows[0].values == {}
    assert rows[1] == Row(str(tmp_path / "a.csv"), 3, {"id": "2", "name": "b"})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("a.csv", b"", "empty", id="an empty file"),
        pytest.param("a.csv", b"id,id\n1,2\n", "stands there twice", id="a column twice"),
        pytest.param("a.csv", b"\n\n", "no header", id="no header"),
        pytest.param("a.csv", b"id\n\x00\x01\n", "row 2: this is a binary file", id="a binary file"),
        pytest.param("a.csv", "id\nM\xfcller\n".encode("latin-1"), "row 2: byte 2 is not UTF-8", id="another encoding"),
        pytest.param("a.csv", "id,name\n".encode("utf-16"), "this is UTF-16 text; save", id="UTF-16"),
        pytest.param("a.csv", b"id,name\r1,a\r", "carriage return alone", id="line ends of old"),
        pytest.param("a.csv", b'id\n"never closed\n', "row 2: not a readable CSV record", id="an open quote"),
        pytest.param("a.txt", b"id\n", "cannot tell the format", id="another ending"),
        pytest.param("a.parquet", b"PAR1 not really", "not a readable Parquet file", id="no real Parquet"),
        pytest.param("a.jsonl", gzip.compress(b"{}"), "binary file", id="a packed file"),
    ],
)
def test_a_file_that_cannot_be_rows_is_refused_by_name(tmp_path, name, content, words):
    path = written(tmp_path, name, content)
    with pytest.raises(InvalidInput) as refusal:
        list(read_rows(path))
    assert str(path) in str(refusal.value)
    assert words in str(refusal.value)


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path):
    with pytest.raises(InvalidInput, match=r"gone\.csv: cannot read: No such file"):
        list(read_rows(tmp_path / "gone.csv"))
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InvalidInput, match=r"folder\.csv: cannot read: Is a directory"):
        list(read_rows(tmp_path / "folder.csv"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("{not json", "not readable JSON", id="no JSON"),
        pytest.param("[1]", "a JSON object was expected, not list", id="a list"),
        pytest.param('{"hs": "1", "hs": "2"}', "'hs' stands there twice", id="a key twice"),
        pytest.param("[" * 100_000, "not readable JSON", id="nested too deep"),
    ],
)
def test_a_broken_json_line_is_one_problem_among_good_rows(tmp_path, line, words):
    path = written(tmp_path, "a.jsonl", f'{{"id": 1}}\n{line}\n\n{{"id": 2}}\n')
    rows = list(read_rows(path))
    assert [row.number for row in rows] == [1, 2, 4]
    assert words in rows[1].problem


def test_parquet_gives_values_with_their_types_and_nulls_are_absent(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["a", "b"], "n": [1, None], "d": [None, date(2018, 1, 9)]}), path)
    assert values(path) == [{"id": "a", "n": 1}, {"id": "b", "d": date(2018, 1, 9)}]
    assert count_rows(path) == 2


def test_the_columns_a_file_declares(tmp_path):
    pq.write_table(pa.table({"id": ["a"], "n": [1]}), tmp_path / "a.parquet")
    assert column_names(tmp_path / "a.parquet") == ["id", "n"]
    assert column_names(written(tmp_path, "a.csv", "x, y\n")) == ["x", "y"]
    assert column_names(written(tmp_path, "a.jsonl", "{}\n")) is None


@given(st.lists(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text())))
def test_json_lines_come_back_as_they_were_written(tmp_path_factory, records):
    path = tmp_path_factory.mktemp("rows") / "a.jsonl"
    path.write_text("{}\n" + "".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert values(path)[1:] == records
