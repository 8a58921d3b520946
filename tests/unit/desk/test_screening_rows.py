"""Rows of a file are answered together as they are one by one, record for record."""

import csv
import json
import random
from datetime import date
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from navicert.desk.answers import COLUMNS, flatten_answer, screening_answer, unreadable_answer
from navicert.desk.left_out import NOTHING, best
from navicert.desk.lists import Coverage
from navicert.desk.plain_rows import plain_rows
from navicert.desk.queries import id_of, query_from_row
from navicert.desk.screening_rows import COUNTS, NOTES, RowQuestion, RowScreening
from navicert.errors import InvalidInput
from navicert.screening import Policy, build_index, kernel, party_from_ftm, screen
from navicert.tables import batches, read_rows
from navicert.tables.batches import read_batches
from navicert.tables.writing import as_text, csv_lines

PARTIES = [
    {"id": "p1", "schema": "Person", "properties": {"name": ["PAK, Yong Sik"], "birthDate": ["1950-01-01"]}},
    {"id": "p2", "schema": "Person", "properties": {"name": ["KIM Jong Un", "김정은"], "nationality": ["kp"]}},
    {"id": "p3", "schema": "Vessel", "properties": {"name": ["MORNING TIDE"], "imoNumber": ["9074729"]}},
    {"id": "p4", "schema": "Company", "properties": {"name": ["Red Pine General Trading Corporation"]}},
    {"id": "p5", "schema": "Person", "properties": {"name": ["Ivan Petrov"], "passportNumber": ["PP10007"]}},
]
NAMES = [
    "Pak Yong-sik",
    "Yong Sik Pak",
    "Kim Jongun",
    "김정은",
    "Morning Tide",
    "Red Pine Trading Corp",
    "Ingrid Solberg",
]
NAMES += ["Ivan Petrov | Iwan Petroff", " Pak Yong Sik ", "|", "  ", "...", "x" * 1200, "Petrov, Ivan", "Ana\tPetrov"]
COVERAGE = Coverage(
    (SimpleNamespace(name="house", id="2026-01-01.abc", sha256="ab" * 32, entries=5),), ("house: old",), True
)
ENGINES = [
    pytest.param(
        True, id="compiled", marks=pytest.mark.skipif(kernel.library() is None, reason="the search was not built")
    ),
    pytest.param(False, id="reference"),
]


def made_rows(seed, size):
    r = random.Random(seed)
    for number in range(size):
        yield {
            "id": r.choice([f"c{number}", f"c{number}", ""]),
            "schema": r.choice(["Person", "Person", "", "Vessel", "Company", "Spaceship"]),
            "full name": r.choice(NAMES),
            "dob": r.choice(["", "1950", "1950-01-01", "1950-01-32", "when?", "c. 1950", " 1951 "]),
            "nationality": r.choice(["", "kp", "Russia", "Nowhere", "kp|ru"]) if number % 3 == 0 else "",
            "gender": r.choice(["", "male", "F", "?"]) if number % 5 == 0 else "",
            "passport number": r.choice(["", "", "PP10007", "pp-100 07"]),
            "shoe size": r.choice(["", "42"]),
            "title": r.choice(["", "Dr"]),
        }


@pytest.fixture(params=["csv", "jsonl", "parquet"])
def file(request, tmp_path):
    rows = list(made_rows(3, 300))
    path = tmp_path / f"customers.{request.param}"
    if request.param == "csv":
        with path.open("w", newline="", encoding="utf-8") as handle:
            writer = csv.DictWriter(handle, rows[0])
            writer.writeheader()
            writer.writerows(rows)
            handle.write("1,Person\n")
    elif request.param == "jsonl":
        lines = [json.dumps({key: value for key, value in row.items() if value}) for row in rows]
        lines += [
            json.dumps(
                {"id": 7, "schema": "Person", "properties": {"name": ["Pak Yong Sik"], "alias": ["Pak", "Sik"]}}
            ),
            json.dumps({"schema": 5, "name": "Pak Yong Sik"}),
            json.dumps({"name": "Pak Yong Sik", "birth_date": None, "passport": 10007}),
            json.dumps({"properties": {"name": [5], "id": ["q"], "schema": ["x"]}}),
            json.dumps({"properties": {"name": ["Pak Yong Sik"], "id": ["q"], "schema": ["x"]}}),
            json.dumps({"properties": 5}),
            json.dumps({"name": "Pak Yong Sik", "id": "in another order", "dob": "1950"}),
            json.dumps({"id": None, "name": "Pak Yong Sik", "dob": 1950, "gender": ""}),
            json.dumps({"id": 1.5, "name": ["Pak", "Sik"], "dob": True}),
            '{"name": "Pak Yong Sik \\ud800"}',
            '{"name": "Pak Yong Sik", "id": "\\ud800"}',
            "[]",
            "{broken",
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        typed = [{**row, "born": date(1950, 1, 1), "number": 5, "dob": row["dob"] or None} for row in rows]
        typed = [
            {("birthDate" if key == "born" else key): v for key, v in row.items() if key != "dob"} for row in typed
        ]
        pq.write_table(pa.Table.from_pylist(typed), path)
    return path


def one_by_one(path, index, question):
    for row in read_rows(path):
        doubts = []
        try:
            query = query_from_row(row, question.schema, question.columns)
            matches = screen(party_from_ftm(query, doubts=doubts), index, NOTHING.search_policy(question.policy))
            yield screening_answer(query, best(matches, question.policy.limit), doubts, COVERAGE)
        except InvalidInput as error:
            if not (error.where or "").startswith(row.file):
                where = f"{row.where} {error.where}" if error.where else row.where
                error = InvalidInput(error.message, where=where, next=error.next)
            yield unreadable_answer(id_of(row, {}), row.number, error)


@pytest.mark.parametrize("compiled", ENGINES)
@pytest.mark.parametrize("cutoff", [0.0, 0.7])
@pytest.mark.parametrize("schema", [None, "Person"])
def test_whole_records_are_the_same_together_as_one_by_one(file, compiled, cutoff, schema, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_ROWS", 37)
    index = build_index([party_from_ftm(party) for party in PARTIES], compiled=compiled)
    question = RowQuestion(file=str(file), policy=Policy(cutoff=cutoff), coverage=COVERAGE, schema=schema)
    work = RowScreening(question, index)
    answered = [work(part.batch) for part in read_batches(file)]
    together = [json.loads(line) for batch in answered for line in str(batch.column("text")[0]).splitlines()]
    expected = list(one_by_one(file, index, question))
    assert together == json.loads(json.dumps(expected))
    assert sum("errors" in answer for answer in expected) > 3
    assert sum(bool(answer["matches"]) for answer in expected) > 50
    counts = [json.loads(batch.schema.metadata[COUNTS]) for batch in answered]
    assert sum(count.get("invalid", 0) for count in counts) == sum("errors" in answer for answer in expected)
    notes = [note for batch in answered for note in json.loads(batch.schema.metadata[NOTES])]
    assert len(notes) == sum(len(answer.get("errors", answer.get("doubts", ()))) for answer in expected)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_flat_rows_are_those_of_the_records(file, form):
    index = build_index([party_from_ftm(party) for party in PARTIES])
    question = RowQuestion(file=str(file), policy=Policy(), coverage=COVERAGE, form=form)
    work = RowScreening(question, index)
    answered = [work(part.batch) for part in read_batches(file)]
    flat = [row for answer in one_by_one(file, index, question) for row in flatten_answer(answer)]
    if form == "csv":
        text = "".join(str(batch.column("text")[0]) for batch in answered)
        assert text == csv_lines(flat, COLUMNS)
    else:
        rows = pa.Table.from_batches([batch.replace_schema_metadata() for batch in answered]).to_pylist()
        assert rows == [{name: as_text(row.get(name)) for name in COLUMNS} for row in flat]


def test_without_a_list_no_row_is_screened(tmp_path):
    (tmp_path / "f.csv").write_text("id,name\n1,Pak Yong Sik\n2,\n")
    nothing = Coverage((), ("no list is loaded",), False)
    work = RowScreening(RowQuestion(file="f.csv", policy=Policy(), coverage=nothing), None)
    [part] = read_batches(tmp_path / "f.csv")
    first, second = (json.loads(line) for line in str(work(part.batch).column("text")[0]).splitlines())
    assert (first["status"], first["warnings"]) == ("not_screened", ["no list is loaded"])
    assert second["errors"]


def test_rows_of_one_text_a_cell_are_asked_column_by_column(tmp_path):
    (tmp_path / "f.csv").write_text("no,name,alias\n7,Ann,\n8,Bob|Rob,B\n9,,\n,Eve,\n")
    [part] = read_batches(tmp_path / "f.csv")
    plain = plain_rows(part.batch, "Person", {"id": "no"})
    assert (list(plain.places), list(plain.others)) == ([0, 3], [1, 2])
    assert [json.loads(plain.query(i)) for i in range(len(plain.ids))] == [
        {"id": "7", "schema": "Person", "properties": {"name": ["Ann"]}},
        {"id": "5", "schema": "Person", "properties": {"name": ["Eve"]}},
    ]


def test_flat_json_is_asked_column_by_column_where_its_keys_keep_one_order(tmp_path):
    lines = ['{"id": "1", "name": "Ann"}', '{"id": 2, "name": "Bob", "dob": 1950}', '{"name": "Eve", "id": "3"}']
    (tmp_path / "f.jsonl").write_text("\n".join([*lines, '{"id": "4", "name": ["Ida"]}', '{"id": "5", "name": "Lea"}']))
    [part] = read_batches(tmp_path / "f.jsonl")
    plain = plain_rows(part.batch, None, {})
    assert (list(plain.places), list(plain.others)) == ([0, 1, 4], [2, 3])
    assert json.loads(plain.query(1)) == {
        "id": "2",
        "schema": "LegalEntity",
        "properties": {"name": ["Bob"], "birthDate": ["1950"]},
    }


@pytest.mark.parametrize("header", ["name,full_name", "id,properties", "id,note"])
def test_tables_whose_columns_cannot_be_asked_one_by_one_are_left_to_the_rows(tmp_path, header):
    (tmp_path / "f.csv").write_text(f"{header}\na,b\n")
    [part] = read_batches(tmp_path / "f.csv")
    assert list(plain_rows(part.batch, None, {}).others) == [0]
