"""Files of customers that are handed in at the screening desk."""

import csv
import io
import json
from datetime import timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient
from tests.unit.web.conftest import NOON, token_of

from navicert.desk import Desk, handed_files
from navicert.desk.handed_files import KEPT, MOST_KEPT, MOST_TOLD
from navicert.errors import MissingData, StoreError
from navicert.web import files

ROWS = (
    'id,name,schema,birth_date,note\n1,"Pak, Yong Sik",Person,1950-01-01,x\n2,Nobody Near,Person,notadate,\n'
    "3,,Person,,\n4,Some One,Rocket,,\n5,박영식,Person,1950-13,\n6,too,few\n7,=HYPERLINK(1),Person,,\n"
)


def hand_in(client, content, name="customers.csv", **fields):
    form = {"form_token": token_of(client.get("/").text), "schema": "Person", **fields}
    return client.post("/screen/files", data=form, files={"file": (name, content)})


@pytest.fixture(scope="module")
def found(app):
    """A browser here, and where it found the answers to the rows."""
    client = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000), follow_redirects=False)
    answer = hand_in(client, ROWS)
    assert answer.status_code == 303, answer.text
    return client, answer.headers["location"]


def test_rows_are_counted_and_those_that_cannot_be_read_are_named(found):
    client, place = found
    told = client.get(f"{place}.json").json()
    assert told["rows"] == 7
    assert told["counts"] == {"hits": 2, "no_hits": 1, "not_screened": 0, "invalid": 4, "read_in_part": 1}
    assert told["unreadable"] == [
        {"row": 3, "field": "birthDate", "reason": "'notadate' is no date"},
        {"row": 4, "field": "name", "reason": "no name and no identifier"},
        {"row": 5, "field": "schema", "reason": "there is no schema 'Rocket'"},
        {"row": 7, "field": "", "reason": "3 cells where the header has 5"},
    ]
    assert told["read_in_part"] == [{"row": 6, "field": "birthDate", "reason": "'1950-13' is no date; read as 1950"}]
    assert told["columns_not_used"] == ["note"]
    assert "7 rows" in client.get(place).text


def test_hits_come_by_probability(found):
    client, place = found
    hits = client.get(f"{place}.json").json()["hits"]
    assert [hit["id"] for hit in hits] == ["1", "5"]
    assert hits[0]["probability"] > hits[1]["probability"]


def test_every_answer_can_be_taken_away_and_none_is_a_formula(found):
    client, place = found
    taken = client.get(f"{place}/answers.csv")
    assert "attachment" in taken.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(taken.text)))
    assert [row["query_id"] for row in rows] == ["1", "2", "3", "4", "5", "7", "7"]
    assert rows[-1]["query_name"] == "'=HYPERLINK(1)"
    lines = client.get(f"{place}/answers.jsonl").text.splitlines()
    assert [json.loads(line)["status"] for line in lines].count("hits") == 2
    assert client.get(f"{place}/answers.xls").status_code == 404


def test_the_answers_are_those_of_the_command_and_have_a_receipt(found, desk):
    client, place = found
    first = json.loads(client.get(f"{place}/answers.jsonl").text.splitlines()[0])
    assert first == json.loads(json.dumps(desk.screen(first["query"])))
    number = client.get(f"{place}.json").json()["receipt"]
    receipt = desk.store.receipts.last()
    assert (str(receipt.number), receipt.draft.kind, receipt.draft.by) == (
        number,
        "screen-file",
        "somebody on this computer",
    )


@pytest.mark.parametrize("name", ["customers.jsonl", "customers.parquet"])
def test_json_lines_and_parquet_are_read_too(client_of, name, tmp_path):
    rows = [{"id": "a", "name": "Pak Yong Sik"}, {"id": "b", "name": "Nobody Near"}]
    if name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / name)
        content = (tmp_path / name).read_bytes()
    else:
        content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    client = client_of("viewer")
    told = client.get(hand_in(client, content, name).headers["location"] + ".json").json()
    assert (told["rows"], told["counts"]["hits"]) == (2, 1)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("customers.xlsx", b"PK", "cannot tell the format"),
        ("customers", b"name\nx\n", "cannot tell the format"),
        ("customers.csv", b"", "the file is empty"),
        ("customers.csv", b"who\nx\n", "no column holds a name or an identifier"),
        ("customers.csv", b"name\n\xff\xfe\n", "customers.csv row 2: byte 1 is not UTF-8 text"),
        ("customers.parquet", b"PAR1 not", "not a readable Parquet file"),
        ("../../etc/passwd.csv", b"who\nx\n", "passwd.csv: no column holds"),
        ("<script>.csv", b"who\nx\n", "_script_.csv"),
        ("", b"name\nx\n", "no file was chosen"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(client_of, name, content, words, desk):
    answer = hand_in(client_of(), content, name) if name else client_of().post("/screen/files", data={"schema": ""})
    assert answer.status_code == 400
    assert words in answer.text.replace("&#39;", "'")
    assert str(desk.store.answers_folder) not in answer.text


def test_a_file_that_unfolds_into_too_many_rows_is_refused(client_of, tmp_path):
    pq.write_table(pa.table({"name": pa.array(["Pak Yong Sik"] * 1_000_001)}), tmp_path / "many.parquet")
    answer = hand_in(client_of(), (tmp_path / "many.parquet").read_bytes(), "many.parquet")
    assert answer.status_code == 400
    assert "1,000,001 rows; 1,000,000 are the most here" in answer.text


def test_a_cell_that_unfolds_into_too_much_memory_is_refused(client_of, tmp_path):
    huge = pa.DictionaryArray.from_arrays(pa.array([0] * 4000, pa.int32()), pa.array(["A" * 40_000_000]))
    pq.write_table(pa.table({"name": huge}), tmp_path / "huge.parquet", compression="zstd")
    answer = hand_in(client_of(), (tmp_path / "huge.parquet").read_bytes(), "huge.parquet")
    assert answer.status_code == 400
    assert "takes more than" in answer.text


def test_answers_are_for_who_handed_the_file_in(found, client_of):
    _, place = found
    assert client_of("viewer").get(place).status_code == 404
    assert client_of("viewer").get(f"{place}/answers.csv").status_code == 404


@pytest.mark.parametrize("token", ["0" * 32, "..%2f..%2fnavicert.db", "x"])
def test_there_are_no_answers_under_another_address(client_of, token):
    assert client_of().get(f"/screen/files/{token}").status_code == 404
    assert client_of().get(f"/screen/files/{token}/answers.csv").status_code == 404


def test_answers_go_after_an_hour_and_the_file_at_once(found, desk):
    _, place = found
    token = place.rpartition("/")[2]
    assert sorted(path.name for path in (desk.store.answers_folder / token).iterdir()) == [
        "answers.jsonl",
        "summary.json",
    ]
    later = Desk(desk.settings, lambda: NOON + KEPT + timedelta(seconds=1))
    with pytest.raises(MissingData, match="not kept here"):
        later.handed_files.summary(token, by="somebody on this computer")


def test_only_so_many_answers_are_kept(desk):
    folder = desk.store.answers_folder
    for number in range(MOST_KEPT + 5):
        (folder / f"{number:032x}").mkdir(parents=True, exist_ok=True)
    desk.handed_files._tidy()
    assert len(list(folder.iterdir())) < MOST_KEPT


def test_of_hits_that_are_alike_the_first_rows_are_named(desk, tmp_path):
    (tmp_path / handed_files.GIVEN).mkdir()
    (tmp_path / handed_files.GIVEN / "c.csv").write_text("name\n" + "Pak Yong Sik\n" * (MOST_TOLD + 200))
    handed_files.answer(desk.settings, handed_files.Handed(tmp_path, "c.csv", "somebody", None, NOON))
    summary = json.loads((tmp_path / handed_files.SUMMARY).read_text())
    assert summary["counts"]["hits"] == MOST_TOLD + 200
    assert [hit["id"] for hit in summary["hits"]] == [str(row) for row in range(2, MOST_TOLD + 2)]


@pytest.mark.parametrize("written", [handed_files.ANSWERS, handed_files.SUMMARY])
def test_a_disk_that_is_full_is_told_so(desk, tmp_path, monkeypatch, written):
    (tmp_path / handed_files.GIVEN).mkdir()
    (tmp_path / handed_files.GIVEN / "c.csv").write_text("name\nPak Yong Sik\n" * 1000)
    (tmp_path / written).symlink_to("/dev/full")
    monkeypatch.chdir(tmp_path)
    given = handed_files.Handed(tmp_path, "c.csv", "somebody", None, NOON)
    with pytest.raises(StoreError, match="the disk is full"):
        handed_files.answer(desk.settings, given)


def test_while_others_wait_a_file_is_asked_for_again(client_of):
    for _ in range(2):
        files.AT_ONCE.acquire()
    try:
        answer = hand_in(client_of(), ROWS)
    finally:
        for _ in range(2):
            files.AT_ONCE.release()
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "10")


def test_a_file_from_another_sites_form_is_not_taken(client_of):
    sent = {"file": ("customers.csv", ROWS)}
    answer = client_of().post("/screen/files", files=sent, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_a_form_without_its_token_is_not_taken_from_a_session(client_of):
    assert client_of("viewer").post("/screen/files", files={"file": ("c.csv", ROWS)}).status_code == 403
