"""An analyst screens names and customer files."""

import csv
import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

PARTIES = [
    {
        "id": "l-1",
        "schema": "Person",
        "properties": {
            "name": ["PAK, Yong Sik"],
            "birthDate": ["1950-01-01"],
            "nationality": ["kp"],
            "program": ["DPRK"],
        },
    },
    {
        "id": "l-2",
        "schema": "Vessel",
        "properties": {"name": ["MORNING TIDE"], "imoNumber": ["9074729"], "flag": ["kp"]},
    },
    {
        "id": "l-3",
        "schema": "Company",
        "properties": {"name": ["Red Pine General Trading Corporation"], "country": ["kp"]},
    },
]


@pytest.fixture
def listed(navicert, tmp_path):
    path = tmp_path / "house.jsonl"
    path.write_text("".join(json.dumps(party) + "\n" for party in PARTIES), encoding="utf-8")
    assert navicert("lists", "load", "ftm", path, "--as", "house", "--published", "2026-01-01").code == 0


@pytest.mark.usefixtures("listed")
def test_a_listed_name_is_a_hit_with_programme_reasons_and_edition(navicert):
    [answer] = navicert("screen", "Pak Yong-sik", "--schema", "Person", "--birth-date", "1950", "--json").records
    assert answer["status"] == "hits"
    [match] = answer["matches"]
    assert match["id"] == "l-1"
    assert match["sources"] == ["house"]
    assert match["programs"] == ["DPRK"]
    assert match["matched"] == {"query": "Pak Yong-sik", "entry": "PAK, Yong Sik"}
    assert 0.7 <= match["score"] <= 1
    assert 0 <= match["probability"] <= 1
    assert {"name"} <= {reason["kind"] for reason in match["reasons"]}
    assert answer["editions"][0]["entries"] == 3


@pytest.mark.usefixtures("listed")
def test_somebody_on_no_list_is_no_hit_and_the_lists_asked_are_named(navicert):
    ended = navicert("screen", "Ingrid Solberg")
    assert ended.code == 0
    assert "no hit" in ended.out
    assert "house 2026-01-01" in ended.out


def test_without_a_list_nobody_is_screened(navicert):
    ended = navicert("screen", "Pak Yong-sik", "--json")
    assert ended.code == 3
    assert ended.records[0]["status"] == "not_screened"
    assert "no list is loaded" in ended.records[0]["warnings"][0]


@pytest.mark.usefixtures("listed")
def test_a_wanted_list_that_is_not_loaded_makes_silence_count_for_nothing(navicert):
    ended = navicert("screen", "Ingrid Solberg", "--list", "house", "--list", "un", "--json")
    assert ended.code == 3
    assert ended.records[0]["status"] == "not_screened"
    assert ended.records[0]["warnings"] == ["the list 'un' is not loaded", *ended.records[0]["warnings"][1:]]


@pytest.mark.usefixtures("listed")
def test_a_stale_list_still_shows_its_matches_but_its_silence_counts_for_nothing(navicert, monkeypatch):
    monkeypatch.setenv("NAVICERT_STALE_AFTER_DAYS", "0.0000001")
    hit, silent = navicert("screen", "Pak Yong-sik", "Ingrid Solberg", "--json").records
    assert hit["status"] == "hits"
    assert any("STALE" in warning for warning in hit["warnings"])
    assert silent["status"] == "not_screened"


@pytest.mark.usefixtures("listed")
def test_hits_end_with_exit_code_10_only_when_asked(navicert):
    assert navicert("screen", "Pak Yong-sik").code == 0
    assert navicert("screen", "Pak Yong-sik", "--exit-code").code == 10
    assert navicert("screen", "Ingrid Solberg", "--exit-code").code == 0


@pytest.fixture
def customers(tmp_path):
    rows = [
        {"id": "c1", "name": "Yong Sik Pak", "schema": "Person", "birth_date": "1950-01-01", "imo": ""},
        {"id": "c2", "name": "Ingrid Solberg", "schema": "Person", "birth_date": "", "imo": ""},
        {"id": "c3", "name": "Anything", "schema": "Vessel", "birth_date": "", "imo": "9074729"},
    ]
    with (tmp_path / "customers.csv").open("w", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    present = [{key: value for key, value in row.items() if value} for row in rows]
    (tmp_path / "customers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in present))
    pq.write_table(
        pa.Table.from_pylist(present, pa.schema([(k, pa.string()) for k in rows[0]])), tmp_path / "customers.parquet"
    )
    return tmp_path


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_customer_file_is_answered_row_by_row_in_its_order(navicert, customers, ending):
    ended = navicert("screen", "--file", customers / f"customers.{ending}", "--json")
    assert ended.code == 0
    answers = [(record["query"]["id"], record["status"]) for record in ended.records]
    assert answers == [("c1", "hits"), ("c2", "no_hits"), ("c3", "hits")]
    assert ended.records[2]["matches"][0]["id"] == "l-2"


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_results_go_to_a_file_of_the_wanted_kind(navicert, customers, ending):
    out = customers / f"out.{ending}"
    ended = navicert("screen", "--file", customers / "customers.csv", "--out", out)
    assert ended.code == 0
    assert ended.out == ""
    assert "3 screened: 2 hits, 1 no hits" in ended.err
    if ending == "csv":
        assert [row["id"] for row in csv.DictReader(out.read_text().splitlines())] == ["l-1", "", "l-2"]
    elif ending == "jsonl":
        assert [json.loads(line)["status"] for line in out.read_text().splitlines()] == ["hits", "no_hits", "hits"]
    else:
        assert pq.read_table(out).column("status").to_pylist() == ["hits", "no_hits", "hits"]


@pytest.mark.usefixtures("listed")
def test_options_name_the_columns_of_a_foreign_file(navicert, tmp_path):
    (tmp_path / "f.csv").write_text("no,name,born,shoe size\n7,Pak Yong Sik,1950-01-01,42\n")
    ended = navicert("screen", "--file", tmp_path / "f.csv", "--id", "no", "--birth-date", "born", "--json")
    assert ended.records[0]["query"] == {
        "id": "7",
        "schema": "LegalEntity",
        "properties": {"name": ["Pak Yong Sik"], "birthDate": ["1950-01-01"]},
    }
    assert "columns not used: shoe size" in ended.err


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("id,nom\n1,x\n", "f.csv: no column holds a name", id="no name column"),
        pytest.param("id,name,birth_date\n1,x,32 Jan\n", "f.csv row 2 field birthDate", id="a day that does not exist"),
        pytest.param("id,name,schema\n1,x,Spaceship\n", "f.csv row 2 field schema", id="an unknown kind of party"),
        pytest.param("id,name\n1,\n", "f.csv row 2 field name", id="no name"),
        pytest.param("id,name\n1\n", "f.csv row 2: 1 cells", id="a short row"),
        pytest.param("id,name\n\x00\n", "f.csv row 2: this is a binary file", id="a binary file"),
    ],
)
def test_bad_input_is_told_with_file_row_and_field(navicert, tmp_path, content, words):
    (tmp_path / "f.csv").write_text(content)
    ended = navicert("screen", "--file", tmp_path / "f.csv")
    assert ended.code == 2
    assert words in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.usefixtures("listed")
def test_a_day_that_cannot_be_leaves_its_month_and_is_told(navicert, tmp_path):
    (tmp_path / "f.csv").write_text("id,name,birth_date\n1,Pak Yong Sik,1950-01-32\n")
    ended = navicert("screen", "--file", tmp_path / "f.csv", "--json")
    assert ended.code == 4
    assert "f.csv row 2 field birthDate: '1950-01-32' is no date; read as 1950-01" in ended.err
    assert ended.records[0]["status"] == "hits"


@pytest.mark.usefixtures("listed")
def test_a_bad_row_hides_no_other(navicert, tmp_path):
    (tmp_path / "f.csv").write_text("id,name,birth_date\n1,Pak Yong Sik,32 Jan\n2,Pak Yong Sik,1950\n")
    ended = navicert("screen", "--file", tmp_path / "f.csv", "--json")
    assert ended.code == 2
    assert [record["status"] for record in ended.records] == ["not_screened", "hits"]
    assert ended.records[0]["errors"][0]["where"].endswith("f.csv row 2 field birthDate")


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("name", ["", "   ", "!!! ???", "🙂🙂", "x" * 10_000, "\u202eabc\u202c", "a\x00b"])
def test_a_strange_name_is_answered_or_refused_in_words(navicert, name):
    ended = navicert("screen", name, "--json")
    assert ended.code in (0, 2, 3)
    assert "Traceback" not in ended.err
    assert ended.out or ended.err.startswith("error: ")


def test_names_and_a_file_together_are_misuse(navicert):
    ended = navicert("screen", "a", "--file", "b.csv")
    assert ended.code == 2
    assert "either names or --file" in ended.err


def test_nothing_but_json_lines_stands_on_stdout(navicert):
    ended = navicert("screen", "a", "b", "--json")
    assert [record["query"]["id"] for record in ended.records] == ["1", "2"]


def test_importing_the_package_loads_no_engine():
    import subprocess

    heavy = ("pyarrow", "lxml", "pydantic", "rich", "typer", "ruamel", "httpx2", "spacy")
    code = f"import navicert, sys; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
