"""Pieces of files hold the rows, and the numbers, that reading row by row gives."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from navicert.batch import chunks, csv_files, parquet_files, text_files
from navicert.batch.running import pieces_of, read_piece
from navicert.errors import InvalidInput
from navicert.tables import read_rows
from navicert.tables.coded_parquet import MAGIC, CodedColumn, encode_row_group, footer

HEADER = "id,activity,hs,origin\n"
CSV_FILES = {
    "plain": HEADER + "1,supply,2701,KP\n2,procure,,CN\n",
    "line ends of Windows": HEADER.replace("\n", "\r\n") + "1,supply,2701,KP\r\n\r\n2,procure,,CN\r\n",
    "blank lines between": HEADER + "\n1,supply,2701,KP\n\n\n2,procure,,CN\n",
    "no line end at the end": HEADER + "1,supply,2701,KP\n2,procure,,CN",
    "a cell too few": HEADER + "1,supply,2701\n2,procure,,CN\n3,procure,2701,CN,x\n",
    "blanks in cells": HEADER + "1,supply, ,\u00a0\n 2 ,procure,,CN\n",
    "a byte order mark": "\ufeff" + HEADER + "1,supply,2701,KP\n",
    "quoted cells": HEADER + '1,"supply","27,01",KP\n2,"two\nlines",,CN\n3,procure,2701,CN\n',
    "every cell quoted": '"id","activity","hs","origin"\n"1","supply","27","KP"\n"2","","",""\n"""3","a""b","x""",""""',
    "quotes inside cells": HEADER + '1,su"pp"ly,2701,KP\n2,a"b"c",,"CN"\n3,"a, ""b"", c","[{""x"": ""y""}]",CN\n',
    "commas between quotes": HEADER + '1,"a,b","c"",d",KP\n2,"a,""b",\'"\',"\'"\n',
    "semicolons": HEADER.replace(",", ";") + "1;supply;27,01;KP\n2;procure;;CN\n",
    "one column": "activity\nsupply\n\nprocure\n",
    "no rows": HEADER,
}
ODD_QUOTES = ['1,"su"pply,2701,KP\n', '1,""supply"",2701,KP\n', '1,"supply" ,2701,KP\n', '1,"""a"b,2701,KP\n']
JSON_FILES = {
    "plain": '{"id": "1", "activity": "supply", "hs": "2701"}\n{"activity": "procure", "origin": null}\n',
    "blank lines between": '\n{"id": 7, "activity": "supply"}\n   \n\n{"id": 7.5, "activity": "supply"}',
    "numbers": '{"quantity_amount": 20000.50}\n{"quantity_amount": 1E3}\n{"quantity_amount": 5.0}\n',
    "states": '{"bound_state": ["CN", "US"]}\n{"bound_state": ["any"]}\n{"bound_state": []}\n',
    "no objects": '[1]\n{broken\n"text"\n17\nnull\n',
    "keys twice, and of no vocabulary": '{"hs": "27", "hs": "28"}\n{"colour": "red"}\n{"": 1}\n',
    "escapes": '{"id": "a\\u00e9\\n", "party": "\\"X\\""}\n{"id": "\\ud800"}\n',
    "values of other types": '{"hs": 2701}\n{"licence": "true"}\n{"licence": true}\n{"hs": {"a": 1}}\n{"hs": NaN}\n',
    "a byte order mark": '\ufeff{"activity": "supply"}\n',
}


@pytest.fixture(params=[200, 10_000_000], ids=["small pieces", "large pieces"])
def piece_size(request, monkeypatch):
    monkeypatch.setattr(text_files, "CHUNK_BYTES", request.param // 4)
    monkeypatch.setattr(text_files, "CHUNK_ROWS", max(2, request.param // 100))


def rows_of(file):
    return [chunk.row(place) for chunk in map(read_piece, pieces_of(file)) for place in range(len(chunk.row_numbers))]


def cells_of(file):
    """The rows as the columns hold them, without those that they do not hold."""
    for chunk in map(read_piece, pieces_of(file)):
        for place, number in enumerate(chunk.row_numbers.tolist()):
            if not chunk.unread[place]:
                cells = {key: column[place].as_py() for key, column in chunk.table.items()}
                yield number, {key: cell for key, cell in cells.items() if cell is not None}


@pytest.mark.parametrize("name", CSV_FILES)
def test_lines_of_csv_are_the_rows_of_the_file(name, piece_size, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text(CSV_FILES[name], encoding="utf-8", newline="")
    rows = list(read_rows(file))
    assert rows_of(file) == rows
    readable = {row.number: dict(row.values) for row in rows if not row.problem}
    for number, cells in cells_of(file):
        assert cells == {key: cell for key, cell in readable[number].items() if key != "id"}


@pytest.mark.parametrize("line", ODD_QUOTES)
def test_a_quoted_cell_that_goes_on_after_its_end_is_refused_as_row_by_row(line, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text(HEADER + "0,supply,2701,KP\n" + line, encoding="utf-8", newline="")
    with pytest.raises(InvalidInput) as expected:
        list(read_rows(file))
    with pytest.raises(InvalidInput) as refused:
        rows_of(file)
    assert refused.value.where == expected.value.where


@pytest.mark.parametrize("name", JSON_FILES)
def test_lines_of_json_are_the_rows_of_the_file(name, piece_size, tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text(JSON_FILES[name], encoding="utf-8")
    assert rows_of(file) == list(read_rows(file))


def test_a_cell_of_json_reads_as_the_value_in_its_line(tmp_path):
    from navicert.measures.facts import read_value

    file = tmp_path / "rows.jsonl"
    file.write_text("".join(JSON_FILES.values()).replace("\ufeff", ""), encoding="utf-8")
    rows = {row.number: row.values for row in read_rows(file)}
    held = [(rows[number][key], key, cell) for number, cells in cells_of(file) for key, cell in cells.items()]
    assert len(held) > 10
    for value, key, cell in held:
        assert told(read_value, key, value) == told(read_value, key, cell)


def told(read_value, key, raw):
    try:
        return str(read_value(key, raw))
    except ValueError:
        return "unreadable"


@pytest.mark.parametrize("group", [3, 50, 1000], ids=["small groups", "middling groups", "one group"])
def test_row_groups_are_the_rows_of_the_file(group, monkeypatch, tmp_path):
    monkeypatch.setattr(parquet_files, "CHUNK_ROWS", 40)
    file = tmp_path / "rows.parquet"
    records = [{"id": n, "activity": "supply" if n % 3 else None, "quantity_amount": n / 4} for n in range(123)]
    pq.write_table(pa.Table.from_pylist(records), file, row_group_size=group)
    assert rows_of(file) == list(read_rows(file))
    assert all(piece.end - piece.start <= 40 or group == 50 for piece in pieces_of(file))


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_reading_goes_on_from_the_end_of_any_piece(kind, monkeypatch, tmp_path):
    monkeypatch.setattr(text_files, "CHUNK_BYTES", 30)
    monkeypatch.setattr(parquet_files, "CHUNK_ROWS", 2)
    file = tmp_path / f"rows.{kind}"
    match kind:
        case "csv":
            file.write_text(HEADER + "".join(f"{n},supply,2701,KP\n" for n in range(9)))
        case "jsonl":
            file.write_text("".join(f'{{"id": {n}, "activity": "supply"}}\n' for n in range(9)))
        case _:
            pq.write_table(pa.table({"id": list(range(9))}), file, row_group_size=3)
    pieces = list(pieces_of(file))
    assert len(pieces) > 2
    for number, piece in enumerate(pieces[:-1]):
        rows = len(read_piece(piece).row_numbers)
        assert list(pieces_of(file, piece.end, piece.first + rows)) == pieces[number + 1 :]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"\xff\xfe1,supply\n", "not UTF-8 text"), (b"1,sup\0ply,2701,KP\n", "binary file")],
    ids=["no text", "a zero byte"],
)
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_what_is_no_text_is_refused_with_its_row(kind, content, says, tmp_path):
    file = tmp_path / f"rows.{kind}"
    start = HEADER.encode() if kind == "csv" else b'{"id": 0}\n'
    good = b"0,supply,2701,KP\n" if kind == "csv" else b'{"id": 1}\n'
    file.write_bytes(start + good + content)
    with pytest.raises(InvalidInput, match=says) as refused:
        rows_of(file)
    with pytest.raises(InvalidInput) as expected:
        list(read_rows(file))
    assert refused.value.where == expected.value.where


def twice(file):
    pq.write_table(pa.Table.from_arrays([pa.array(["supply"]), pa.array(["procure"])], names=["activity"] * 2), file)


def no_text(file):
    characters = pa.py_buffer(b"\xff\xfeCN")
    texts = pa.Array.from_buffers(pa.string(), 2, [*pa.array(["CN", "RU"]).buffers()[:2], characters])
    pq.write_table(pa.table({"bound_state": texts}), file)


def a_code_beyond_the_words(file):
    content, group = encode_row_group([CodedColumn(["CN", "RU"], np.array([0, 77_000_000, 1]))], 3)
    file.write_bytes(MAGIC + content + footer(["bound_state"], [group]))


@pytest.mark.parametrize("write", [twice, no_text, a_code_beyond_the_words])
def test_a_damaged_parquet_file_is_refused_row_by_row_and_by_pieces(write, tmp_path):
    file = tmp_path / "rows.parquet"
    write(file)
    for read in (rows_of, lambda path: list(read_rows(path))):
        with pytest.raises(InvalidInput, match="not a readable Parquet file") as refused:
            read(file)
        assert refused.value.where == str(file)


def test_a_cell_of_a_csv_file_may_not_be_endless(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text(HEADER + "1,supply,2701," + "K" * 1_000_001 + "\n")
    with pytest.raises(InvalidInput, match="not a readable CSV record"):
        rows_of(file)


def test_a_piece_of_lines_is_as_large_as_it_may_be_and_no_larger(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text(HEADER + "1,supply,2701,KP\n" * 1000)
    [piece] = csv_files.csv_pieces(file, 0, 0)
    assert (piece.start, piece.first) == (len(HEADER), 2)
    assert piece.end == file.stat().st_size < chunks.CHUNK_BYTES
