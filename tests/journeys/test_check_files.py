"""A bank checks a file of transactions: answers beside one another, long runs taken up again, the ledger counted."""

import csv
import json

import pyarrow.parquet as pq
import pytest

from navicert.batch import text_files
from navicert.batch.running import read_piece

COAL = {
    "activity": "procure", "action": "release", "bound_state": "CN", "hs": "2701", "goods_kind": "coal",
    "end_use": "civilian", "origin": "KP", "release_date": "2017-08-20",
}  # fmt: skip
FUEL = {
    "activity": "supply", "action": "export", "bound_state": "any", "destination": "KP", "hs": "2710",
    "goods_kind": "diesel", "end_use": "livelihood", "reported_to_committee": "true", "programme_revenue": "false",
    "quantity_unit": "bbl",
}  # fmt: skip
QUOTA = "UN-2397-5-REFINED"


@pytest.fixture
def write(tmp_path):
    """Writes rows as JSON lines and gives the file."""

    def written(rows, name="rows.jsonl"):
        file = tmp_path / name
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return file

    return written


@pytest.fixture
def alone(navicert):
    """The answer to one row on its own."""

    def answered(row):
        pairs = [f"{key}={value}" for key, value in row.items() if key != "id"]
        [record] = navicert("check", *pairs, "--json").records
        return record | {"id": row["id"]}

    return answered


def lines_of(file):
    return [json.loads(line) for line in file.read_text().splitlines()]


def days(number, **more):
    return [{"id": f"r{n}", **COAL, "arrival_date": f"2017-08-{n % 20 + 1:02}", **more} for n in range(number)]


def test_rows_of_a_file_have_the_answers_they_would_have_alone(navicert, write, alone, tmp_path):
    rows = days(20)
    ended = navicert("check", "--file", write(rows), "--out", tmp_path / "out.jsonl")
    assert ended.code == 0, ended.err
    assert lines_of(tmp_path / "out.jsonl") == [alone(row) for row in rows]
    assert "20 checked: " in ended.err


def test_totals_that_rows_do_not_state_come_from_the_ledger_as_they_do_for_one(navicert, write, alone, tmp_path):
    for published, amount in (("2018-06-01", 300_000), ("2018-12-01", 150_000)):
        navicert(
            "quota", "record", "--quota", QUOTA, "--kind", "reported", "--amount", amount, "--unit", "bbl",
            "--goods", "diesel", "--delivered", published[:7], "--supplier", "CN", "--source", "1718 Committee",
            "--published", published, "--by", "A. Analyst",
        )  # fmt: skip
    rows = [
        {"id": f"{day} {amount}", **FUEL, "activity_date": day, "quantity_amount": amount}
        for day in ("2018-05-01", "2018-07-01", "2018-12-20")
        for amount in ("20000", "180000", "320000")
    ]
    rows += [row | {"id": f"coal {row['id']}"} for row in days(3)]
    ended = navicert("check", "--file", write(rows), "--out", tmp_path / "out.jsonl")
    answers = lines_of(tmp_path / "out.jsonl")
    assert answers == [alone(row) for row in rows]
    sources = {f["quota"]["source"] for answer in answers for f in answer["findings"] if f["quota"]}
    assert "ledger" in sources
    assert "9 of 12 rows had to be answered one by one" in ended.err


def test_a_run_that_was_interrupted_goes_on_where_it_stood(navicert, write, tmp_path, monkeypatch):
    monkeypatch.setattr(text_files, "CHUNK_BYTES", 1000)
    rows, out = days(30), tmp_path / "out.csv"
    file = write(rows)
    pieces = []

    def interrupted(piece):
        pieces.append(piece)
        if len(pieces) == 4:
            raise KeyboardInterrupt
        return read_piece(piece)

    monkeypatch.setattr("navicert.batch.running.read_piece", interrupted)
    ended = navicert("check", "--file", file, "--out", out)
    assert ended.code == 4
    assert "--resume" in ended.err
    assert not out.exists()
    ended = navicert("check", "--file", file, "--out", out, "--resume")
    assert ended.code == 0, ended.err
    assert "rows were answered before the interruption" in ended.err
    assert "30 checked" in ended.err
    ids = [row["id"] for row in csv.DictReader(out.read_text().splitlines())]
    assert list(dict.fromkeys(ids)) == [row["id"] for row in rows]
    assert len(pieces) == len({piece.start for piece in pieces}) + 1


def test_a_malformed_row_is_answered_in_its_place_and_the_command_ends_with_2(navicert, write, tmp_path):
    rows = [{"id": "good", **COAL}, {"id": "bad", **COAL, "origin": "XX"}, {"id": "late", **COAL}]
    file, out = write(rows), tmp_path / "out.parquet"
    file.write_text(file.read_text() + "{broken\n")
    ended = navicert("check", "--file", file, "--out", out)
    assert ended.code == 2
    assert "rows.jsonl row 2 field origin" in ended.err
    assert "rows.jsonl row 4: not readable JSON" in ended.err
    table = pq.read_table(out).to_pylist()
    assert list(dict.fromkeys(row["id"] for row in table)) == ["good", "bad", "late", "4"]
    assert {row["status"] for row in table if row["id"] in ("bad", "4")} == {"invalid"}
    assert next(row for row in table if row["id"] == "bad")["invalid_fields"] == "origin"


def test_a_file_with_a_broken_structure_is_refused_and_the_old_result_stays(navicert, write, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("old\n")
    file = write(days(2))
    file.write_bytes(file.read_bytes() + b"\xff\n")
    ended = navicert("check", "--file", file, "--out", out)
    assert ended.code == 2
    assert "row 3" in ended.err
    assert out.read_text() == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["out.jsonl", "rows.jsonl"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(("--resume",), "--resume", id="nothing to take up"),
        pytest.param(("--out", "out.docx"), "cannot tell the format", id="an unknown format"),
    ],
)
def test_misuse_with_files_is_told_in_words(navicert, write, options, words):
    ended = navicert("check", "--file", write(days(1)), *options)
    assert ended.code == 2
    assert words in ended.err


def test_a_file_that_is_not_there_is_named(navicert, tmp_path):
    ended = navicert("check", "--file", tmp_path / "no.csv", "--out", tmp_path / "out.csv")
    assert ended.code == 2
    assert "no.csv" in ended.err
