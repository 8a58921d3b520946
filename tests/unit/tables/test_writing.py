"""Result files: whole or not at all, and harmless in a spreadsheet."""

import csv
import json

import pyarrow.parquet as pq
import pytest

from navicert.errors import StoreError
from navicert.tables import open_writer

COLUMNS = ("id", "text")


def flat(record):
    return [record]


def write_and_fail(path, error):
    with open_writer(path, COLUMNS, flat) as write:
        write({"id": 1, "text": "a"})
        raise error


def test_json_lines_keep_the_record(tmp_path):
    with open_writer(tmp_path / "out.jsonl", COLUMNS, flat) as write:
        write({"id": 1, "nested": {"name": "김"}})
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8")) == {"id": 1, "nested": {"name": "김"}}


def test_csv_and_parquet_take_the_flat_rows(tmp_path):
    for name in ("out.csv", "out.parquet"):
        with open_writer(tmp_path / name, COLUMNS, lambda record: [record, record]) as write:
            write({"id": 1, "text": "a"})
    with (tmp_path / "out.csv").open(encoding="utf-8") as handle:
        assert list(csv.DictReader(handle)) == [{"id": "1", "text": "a"}] * 2
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == [{"id": "1", "text": "a"}] * 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_is_disarmed(tmp_path, text):
    with open_writer(tmp_path / "out.csv", COLUMNS, flat) as write:
        write({"id": -1, "text": text})
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as handle:
        assert list(csv.DictReader(handle)) == [{"id": "-1", "text": f"'{text}"}]


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.parquet"])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, name):
    (tmp_path / name).write_text("old")
    with pytest.raises(RuntimeError, match="in the middle"):
        write_and_fail(tmp_path / name, RuntimeError("in the middle"))
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "old"


def test_a_full_disk_is_an_error_that_names_the_file(tmp_path):
    with pytest.raises(StoreError, match=r"out\.csv: cannot write: No space left on device"):
        write_and_fail(tmp_path / "out.csv", OSError(28, "No space left on device"))


def test_a_folder_that_is_not_there_is_an_error_that_names_the_file(tmp_path):
    with pytest.raises(StoreError, match=r"gone/out\.jsonl: cannot write: No such file"):
        write_and_fail(tmp_path / "gone" / "out.jsonl", RuntimeError("never reached"))
