"""Files are read batch by batch as they are row by row, and can be read on from where a batch ended."""

import datetime
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from navicert.errors import InvalidInput
from navicert.tables import batches, read_rows
from navicert.tables.batches import extent, read_batches, rows_of

ROWS = [
    {"id": "1", "name": "Ann O'Neill", "note": "plain"},
    {"id": "2", "name": 'the "Red" Lion', "note": 'height 5" and more'},
    {"id": "3", "name": "two\nlines, one cell", "note": ""},
    {"id": "4", "name": "김정은", "note": " spaced "},
    {"id": "5", "name": "   ", "note": "no name"},
    {"id": "6", "name": "Last", "note": "x" * 300},
] * 3


def csv_text():
    lines = ["\ufeffid,name,note"]
    for row in ROWS:
        name, note = (value.replace('"', '""') for value in (row["name"], row["note"]))
        quoted = "\n" in name or '"' in name or "," in name
        lines.append(f'{row["id"]},"{name}",{row["note"]}' if quoted else f"{row['id']},{name},{note}")
    lines[4:4] = ["", "7,too,many,cells", "8"]
    return "\r\n".join(lines)


@pytest.fixture(params=["csv", "jsonl", "parquet", "parquet in small groups"])
def file(request, tmp_path):
    path = tmp_path / f"f.{request.param.split()[0]}"
    if request.param == "csv":
        path.write_text(csv_text(), encoding="utf-8", newline="")
    elif request.param == "jsonl":
        lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
        lines[2:2] = [
            "",
            "  ",
            "[1, 2]",
            '{"a": 1, "a": 2}',
            "{broken",
            '{"name": ["x", null], "n": 5, "s": "\\ud800"}',
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        rows = [{**row, "born": datetime.date(1960, 1, 2) if row["id"] > "3" else None, "tags": ["a"]} for row in ROWS]
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=4 if "small" in request.param else 1000)
    return path


@pytest.fixture(params=[1, 3, 5, 4096])
def batch_rows(request, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_ROWS", request.param)


@pytest.mark.usefixtures("batch_rows")
def test_batches_hold_the_rows_that_reading_row_by_row_gives(file):
    found = rows(read_batches(file), file)
    assert found == list(read_rows(file))
    assert len(found) > len(ROWS) - 1


def rows(parts, file):
    return [row for part in parts for row in rows_of(part.batch, str(file))]


@pytest.mark.usefixtures("batch_rows")
def test_reading_goes_on_wherever_a_batch_ended(file):
    whole = list(read_batches(file))
    for place, part in enumerate(whole):
        rest = list(read_batches(file, part.end))
        assert rows(rest, file) == rows(whole[place + 1 :], file)
        assert [later.end for later in rest][-1:] == [later.end for later in whole[place + 1 :]][-1:]
    assert whole[-1].end.at == extent(file)


def test_a_batch_is_no_larger_than_memory_is_meant_to_hold(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_BYTES", 1000)
    (tmp_path / "f.csv").write_text("id,name\n" + "1,somebody with a long name\n" * 500)
    sizes = [part.batch.num_rows for part in read_batches(tmp_path / "f.csv")]
    assert sum(sizes) == 500
    assert max(sizes) < 50


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("f.csv", b"id,name\n1,a\n2,\xff\n", "row 3: byte 3 is not UTF-8", id="bytes that are no text"),
        pytest.param("f.csv", b'id,name\n1,a\n2,"open\n', "row 3: not a readable CSV record", id="an open quote"),
        pytest.param("f.jsonl", b'{"name": "a"}\n\x00\n', "row 2: this is a binary file", id="a binary file"),
        pytest.param("f.parquet", b"PAR1 no more", "not a readable Parquet file", id="broken Parquet"),
        pytest.param("f.csv", b"", "the file is empty", id="an empty file"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_with_its_row(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidInput, match=words):
        list(read_batches(tmp_path / name))


def test_rows_are_numbered_alike_after_reading_on(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_ROWS", 2)
    (tmp_path / "f.csv").write_text('id,name\n1,"a\nb"\n\n2,b\n3,c\n')
    first, second = read_batches(tmp_path / "f.csv")
    assert first.batch.column("row").to_pylist() == [2, 5]
    [again] = read_batches(tmp_path / "f.csv", first.end)
    assert again.batch.column("row").to_pylist() == second.batch.column("row").to_pylist() == [6]


def test_reading_on_keeps_what_stands_between_cells(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_ROWS", 1)
    (tmp_path / "f.csv").write_text("id;name\n1;a, b\n2;c, d\n")
    first, _ = read_batches(tmp_path / "f.csv")
    [again] = read_batches(tmp_path / "f.csv", first.end)
    assert again.batch.column("values").to_pylist() == [{"id": "2", "name": "c, d"}]
