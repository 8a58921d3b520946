"""A lawyer asks the rulebook: what was banned when, is it true what they say, what would my change do."""

import csv
import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import navicert.rulebook

LNG = {"activity": "supply", "bound_state": "CN", "destination": "KP", "goods_kind": "lng", "hs": "271111"}
CLAIM = {
    "id": "gas", "as_of": "2017-09-28", "claimed": {"regime": "CN-DPRK", "status": "permitted", "until": "2017-12-31"},
    "facts": LNG,
}  # fmt: skip
COAL = {
    "id": "T-1", "activity": "procure", "action": "release", "bound_state": "CN", "origin": "KP", "destination": "CN",
    "hs": "2701", "goods_kind": "coal", "arrival_date": "2017-08-14", "release_date": "2017-09-04",
}  # fmt: skip


def spans(record):
    return [(span["from"], span["until"], span["status"]) for span in record["spans"]]


def test_what_was_allowed_when_follows_from_the_ends_of_a_shipment(navicert):
    done = navicert(
        "rules", "timeline", "--hs", "2701", "--from", "KP", "--to", "CN", "--as-known-on", "2026-11-21", "--json"
    )
    assert done.code == 0
    lanes = {record["regime"]: record for record in done.records}
    assert lanes["CN-DPRK"]["facts"]["bound_state"] == "CN"
    assert ("2017-09-05", None, "prohibited") in spans(lanes["CN-DPRK"])
    assert ("2017-08-05", None, "prohibited") in spans(lanes["UN-DPRK"])


def test_a_timeline_for_people_names_measures_and_what_runs_out(navicert):
    done = navicert(
        "rules", "timeline", "--activity", "joint_venture", "--bound-state", "CN", "--counterparty", "KP",
        "--regime", "CN-DPRK", "action=operate", "venture_type=equity_jv",
    )  # fmt: skip
    assert "CN-2017-55" in done.out
    assert "runs out" in done.out
    assert "2018-01-09" in done.out
    assert "UN-DPRK:" not in done.out


def test_a_timeline_as_a_picture_with_its_table(navicert, tmp_path):
    picture = tmp_path / "coal.svg"
    done = navicert(
        "rules", "timeline", "--hs", "2701", "--from", "KP", "--to", "CN", "--svg", picture, "--since", "2017-01-01",
        "--until", "2017-12-31", "--json",
    )  # fmt: skip
    assert str(picture) in done.err
    root = ElementTree.parse(picture).getroot()
    assert "Procure HS 2701 from North Korea to China" in root[0].text
    assert any("CN-2017-40" in (text.text or "") for text in root.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--hs", "2701"], "say the activity"),
        (["--from", "KP", "--to", "CN", "--hs", "27x"], "hs:"),
        (["--from", "KP", "--to", "CN", "activity_date=2017-01-01"], "leave the key out"),
        (["--from", "KP", "--to", "CN", "origin=KP"], "given twice"),
        (["--from", "KP", "--to", "CN", "--regime", "EU-RUS"], "in question are"),
        (["--from", "KP", "--to", "CN", "--since", "soon"], "is not a date"),
        (["--from", "KP", "--to", "CN", "coal"], "expected KEY=VALUE"),
    ],
)
def test_a_question_that_cannot_be_laid_out_is_told_how(navicert, arguments, said):
    done = navicert("rules", "timeline", *arguments)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_a_claim_is_judged_with_its_measures(navicert, tmp_path):
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps(CLAIM) + "\n", encoding="utf-8")
    done = navicert("rules", "claim", "--file", file, "--json")
    assert done.code == 0
    [record] = done.records
    assert (record["id"], record["verdict"], record["measures"]) == ("gas", "inaccurate", ["CN-2017-52-GAS"])
    assert "2017-09-28" in record["because"]


def write_csv(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def flat_claim():
    claimed = {f"claimed.{key}": value for key, value in CLAIM["claimed"].items()}
    return {"id": CLAIM["id"], "as_of": CLAIM["as_of"], **claimed, **LNG}


def test_claims_come_as_tables_too(navicert, tmp_path):
    write_csv(tmp_path / "claims.csv", [flat_claim()])
    pq.write_table(pa.Table.from_pylist([CLAIM]), tmp_path / "claims.parquet")
    for name in ("claims.csv", "claims.parquet"):
        [record] = navicert("rules", "claim", "--file", tmp_path / name, "--json").records
        assert (record["id"], record["verdict"]) == ("gas", "inaccurate"), name


def test_a_malformed_claim_is_told_with_file_row_and_field_and_the_others_are_judged(navicert, tmp_path):
    rows = [flat_claim(), {**flat_claim(), "claimed.until": "31.12.2017"}]
    write_csv(tmp_path / "claims.csv", rows)
    done = navicert("rules", "claim", "--file", tmp_path / "claims.csv", "--json")
    assert done.code == 2
    assert [record["verdict"] for record in done.records] == ["inaccurate", "invalid"]
    assert f"{tmp_path / 'claims.csv'} row 3 field claimed.until" in done.err


def test_judgements_for_people_and_for_a_file(navicert, tmp_path):
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps(CLAIM) + "\n", encoding="utf-8")
    done = navicert("rules", "claim", "--file", file)
    assert "inaccurate" in done.out
    assert "until: inaccurate" in done.out
    navicert("rules", "claim", "--file", file, "--out", tmp_path / "judged.csv")
    with (tmp_path / "judged.csv").open(newline="", encoding="utf-8") as table:
        [row] = csv.DictReader(table)
    assert (row["verdict"], row["measures"]) == ("inaccurate", "CN-2017-52-GAS")


@pytest.fixture(scope="module")
def changed_rulebook(tmp_path_factory):
    """The bundled rulebook with China's days of release one shorter."""
    bundled = Path(navicert.rulebook.__file__).parent
    folder = tmp_path_factory.mktemp("law") / "rulebook"
    shutil.copytree(bundled, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "*.json"))
    file = folder / "cn-dprk" / "announcement-2017-40.yaml"
    text = file.read_text(encoding="utf-8")
    assert "before: 2017-09-05" in text
    file.write_text(text.replace("before: 2017-09-05", "before: 2017-09-04"), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_a_change_of_the_law_shows_its_impact(navicert, changed_rulebook, tmp_path):
    transactions = tmp_path / "cargoes.jsonl"
    later = {**COAL, "id": "T-2", "release_date": "2017-09-06"}
    transactions.write_text("".join(json.dumps(row) + "\n" for row in (COAL, later)), encoding="utf-8")
    done = navicert("rules", "impact", "bundled", changed_rulebook, "--file", transactions, "--json")
    assert done.code == 0
    differences = [record for record in done.records if record["type"] == "difference"]
    assert [(row["id"], row["change"]) for row in differences] == [("CN-2017-40", "changed")]
    answers = [record for record in done.records if record["type"] == "answer"]
    assert "CN-2017-40: the last day of release" in {row["name"] for row in answers if row["source"] == "case"}
    [cargo] = [row for row in answers if row["source"] == "transaction"]
    assert (cargo["name"], cargo["regime"]) == ("T-1", "CN-DPRK")
    assert (cargo["old"]["status"], cargo["new"]["status"]) == ("permitted", "prohibited")
    assert cargo["causes"] == [{"sort": "measure", "id": "CN-2017-40", "change": "changed"}]


@pytest.mark.slow
def test_the_transactions_of_the_store_are_asked_again(navicert, changed_rulebook):
    pairs = [f"{key}={value}" for key, value in COAL.items() if key != "id"]
    assert navicert("check", *pairs).code == 0
    assert navicert("check", *pairs).code == 0
    assert navicert("check", "id=T-9", *pairs).code == 0
    assert navicert("check", "hs=27x").code == 2
    done = navicert("rules", "impact", "bundled", changed_rulebook, "--stored", "--json")
    found = [row for row in done.records if row.get("source") == "transaction"]
    assert [row["name"] for row in found] == ["T-9", "receipt 2"]
    assert {row["new"]["status"] for row in found} == {"prohibited"}
    assert ", 2 transactions asked" in done.err


@pytest.mark.slow
def test_the_impact_for_people(navicert, changed_rulebook):
    done = navicert("rules", "impact", "bundled", changed_rulebook)
    assert done.code == 0
    assert "differs: CN-2017-40 (changed)" in done.out
    assert "permitted (exception)" in done.out
    assert "answers change" in done.err


def test_no_difference_no_impact(navicert):
    done = navicert("rules", "impact", "bundled", "bundled")
    assert done.code == 0
    assert "no answer changes" in done.out


def test_a_rulebook_that_is_not_there(navicert, tmp_path):
    done = navicert("rules", "impact", "bundled", tmp_path / "nowhere")
    assert done.code == 2
    assert "no such folder" in done.err


def test_a_transaction_that_cannot_be_read_is_told(navicert, tmp_path):
    file = tmp_path / "cargoes.csv"
    write_csv(file, [{"id": "1", "activity": "supply", "hs": "27x"}])
    done = navicert("rules", "impact", "bundled", "bundled", "--file", file)
    assert done.code == 2
    assert f"{file} row 2" in done.err
