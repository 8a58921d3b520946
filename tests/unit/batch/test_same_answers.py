"""Rows answered together have the answers, to the last character, that each would have on its own."""

import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from navicert.batch.flat import COLUMNS, flatten_answer
from navicert.batch.running import answer_into
from navicert.rulebook.vocabulary import KEYS
from navicert.tables import open_writer, read_rows

TYPED = {"yes_no": lambda cell: cell == "true", "integer": int, "number": float}


def write_csv(file, rows):
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, ["id", *KEYS, "colour"])
        writer.writeheader()
        writer.writerows(rows)


def write_jsonl(file, rows):
    file.write_text("".join(json.dumps(typed(row)) + "\n" for row in rows), encoding="utf-8")


def write_parquet(file, rows):
    records = [dict.fromkeys(["id", *KEYS, "colour"]) | row for row in rows]
    pq.write_table(pa.Table.from_pylist(records), file, row_group_size=200)


def typed(row):
    """Cells as a program would write them: numbers as numbers, several states as a list."""
    record = {}
    for key, cell in row.items():
        make = TYPED.get(KEYS[key].type) if key in KEYS else None
        try:
            record[key] = make(cell) if make else cell
        except ValueError:
            record[key] = cell
        if key == "bound_state" and "|" in cell:
            record[key] = cell.split("|")
    return record


WRITERS = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}


@pytest.mark.parametrize("kind", WRITERS)
def test_rows_of_every_sort_are_answered_as_one_by_one(kind, random_rows, answers_of, expected_of, tmp_path):
    file = tmp_path / f"rows.{kind}"
    WRITERS[kind](file, random_rows(300, seed=len(kind)))
    assert answers_of(file) == expected_of(file)


@pytest.mark.parametrize("seed", range(4))
def test_rows_that_differ_in_any_one_fact_are_told_apart_where_their_answers_differ(
    seed, module_of, answers_of, expected_of, tmp_path
):
    file = tmp_path / "rows.csv"
    write_csv(file, list(module_of("random_facts").RandomFacts(seed).around()))
    expected = expected_of(file)
    assert answers_of(file) == expected
    assert len({line.partition('"findings"')[2] for line in expected}) > 5


def test_rows_that_name_parties_are_answered_as_one_by_one(random_rows, answers_of, expected_of, tmp_path):
    file = tmp_path / "rows.csv"
    write_csv(file, random_rows(80, seed=8, names=True))
    assert answers_of(file) == expected_of(file)


def test_transactions_that_share_situations_quote_their_own_days_and_amounts(
    module_of, answers_of, expected_of, tmp_path
):
    file = tmp_path / "transactions.parquet"
    module_of("transactions").write_transactions(file, 300, seed=3, regulated=0.8)
    answers = answers_of(file)
    assert answers == expected_of(file)
    assert len({json.loads(line)["findings"][0]["because"] for line in answers}) > 50


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_flat_results_are_those_that_are_written_one_by_one(ending, random_rows, run_over, one_by_one, tmp_path):
    file, out, expected = (tmp_path / name for name in ("rows.csv", f"out.{ending}", f"expected.{ending}"))
    write_csv(file, random_rows(150, seed=5))
    with open_writer(expected, COLUMNS, flatten_answer) as write:
        for row in read_rows(file):
            write(one_by_one(row))
    answer_into(run_over(file), out, resume=False, told=lambda *_: None)
    if ending == "csv":
        assert out.read_bytes() == expected.read_bytes()
    else:
        assert pq.read_table(out).equals(pq.read_table(expected))


def test_the_order_of_rows_is_that_of_the_file_however_many_processes_work(
    module_of, answers_of, expected_of, tmp_path, monkeypatch
):
    file = tmp_path / "transactions.parquet"
    module_of("transactions").write_transactions(file, 300, seed=4)
    pq.write_table(pq.read_table(file), file, row_group_size=70)
    monkeypatch.setattr("navicert.batch.parquet_files.CHUNK_ROWS", 70)
    monkeypatch.setattr("navicert.batch.running.SMALL", 0)
    assert answers_of(file, processes=3) == expected_of(file)


def test_most_rows_are_not_answered_on_their_own(random_rows, run_over, tmp_path):
    file = tmp_path / "rows.csv"
    write_csv(file, random_rows(400, seed=9))
    outcome = answer_into(run_over(file), tmp_path / "out.jsonl", resume=False, told=lambda *_: None)
    assert outcome.alone < 0.08 * outcome.counts.total()


def test_a_delivery_of_no_counted_unit_is_told_from_one_that_has_one(answers_of, expected_of, tmp_path):
    fuel = {"activity": "supply", "bound_state": "RU", "hs": "2710", "goods_kind": "diesel", "destination": "KP"}
    sizes = [{}, {"quantity_amount": "5", "quantity_unit": "t"}]
    values = [{}, *({"value_amount": "7", "value_currency": code} for code in ("EUR", "USD", "CNY"))]
    file = tmp_path / "rows.csv"
    write_csv(
        file, [{**fuel, "activity_date": "2026-03-09", **size, **value} for size in sizes for value in values] * 2
    )
    assert answers_of(file) == expected_of(file)


def test_an_amount_too_close_to_a_cap_to_call_stands_for_no_other(answers_of, expected_of, tmp_path):
    fuel = {
        "activity": "supply", "bound_state": "CN", "hs": "2710", "goods_kind": "diesel", "destination": "KP",
        "end_use": "livelihood", "activity_date": "2026-01-31", "quantity_unit": "t", "quota_notice_percent": "0",
        "reported_to_committee": "true", "programme_revenue": "false",
    }  # fmt: skip
    file = tmp_path / "rows.csv"
    write_csv(
        file, [fuel | {"quantity_amount": amount} for amount in ("60000", "525000", "60000.001", "59999.999", "1")]
    )
    assert answers_of(file) == expected_of(file)


def test_a_text_that_holds_no_character_is_told_as_one_by_one(answers_of, expected_of, tmp_path):
    cargo = {"activity": "supply", "bound_state": "CN", "origin": "CN", "destination": "VN", "hs": "847130"}
    file = tmp_path / "rows.parquet"
    pq.write_table(pa.Table.from_pylist([cargo | {"loading_port": port} for port in ("Dalian", "Dal\0ian")]), file)
    assert answers_of(file) == expected_of(file)
    assert "loading_port" in json.loads(answers_of(file)[1])["findings"][0]["invalid_fields"]
