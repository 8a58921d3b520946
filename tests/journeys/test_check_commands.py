"""A trader asks whether a cargo may go ahead, from the command line and with files."""

import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

COAL = {
    "activity": "procure", "action": "release", "bound_state": "CN", "hs": "2701", "goods_kind": "coal",
    "end_use": "civilian", "origin": "KP", "arrival_date": "2017-08-10", "release_date": "2017-08-20",
}  # fmt: skip
LATE = {**COAL, "arrival_date": "2017-08-15"}
FUEL = {
    "activity": "supply", "action": "export", "bound_state": "CN", "hs": "2710", "goods_kind": "diesel",
    "end_use": "livelihood", "destination": "KP", "activity_date": "2018-06-01", "quantity_amount": 8000,
    "quantity_unit": "t", "quota_notice_percent": 0, "reported_to_committee": True, "programme_revenue": False,
}  # fmt: skip


def arguments(facts):
    return [f"{key}={value}" for key, value in facts.items()]


def statuses(record):
    return {finding["regime"]: finding["status"] for finding in record["findings"]}


def test_one_cargo_two_answers_side_by_side(navicert):
    [record] = navicert("check", *arguments(COAL), "--json").records
    assert statuses(record)["CN-DPRK"] == "permitted"
    assert statuses(record)["UN-DPRK"] == "prohibited"
    chinese = next(finding for finding in record["findings"] if finding["regime"] == "CN-DPRK")
    assert chinese["under"] == "exception"
    assert {"id": "CN-2017-40", "paragraph": "I-III"}.items() <= chinese["measures"][0].items()
    assert chinese["because"]


def test_a_day_later_at_the_port_there_is_no_grace(navicert):
    [record] = navicert("check", *arguments(LATE), "--json").records
    assert statuses(record)["CN-DPRK"] == "prohibited"


def test_a_missing_total_is_named_with_the_bounds(navicert):
    [record] = navicert(
        "check", *arguments(FUEL | {"reported_to_committee": "true", "programme_revenue": "false"}), "--json"
    ).records
    finding = next(finding for finding in record["findings"] if finding["regime"] == "UN-DPRK")
    assert finding["status"] == "needs_information"
    assert "reported_total_amount" in finding["missing"]
    assert (finding["lowest"], finding["highest"]) == ("quota_dependent", "prohibited")


def test_an_answer_without_a_party_says_that_no_list_was_asked(navicert):
    ended = navicert("check", *arguments(COAL))
    assert "not asked: party lists" in ended.out


def test_prohibitions_end_with_exit_code_10_only_when_asked(navicert):
    assert navicert("check", *arguments(LATE)).code == 0
    assert navicert("check", *arguments(LATE), "--exit-code").code == 10


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_file_is_answered_row_by_row_in_its_order(navicert, tmp_path, ending):
    rows = [{"id": "a", **COAL}, {"id": "b", **LATE}, {"id": "c", **FUEL}]
    path = tmp_path / f"shipments.{ending}"
    if ending == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    elif ending == "parquet":
        pq.write_table(
            pa.Table.from_pylist(
                rows, pa.schema([(k, pa.infer_type([r[k] for r in rows if k in r])) for k in {**rows[0], **rows[2]}])
            ),
            path,
        )
    else:
        with path.open("w", newline="") as handle:
            writer = csv.DictWriter(handle, {**rows[0], **rows[2]})
            writer.writeheader()
            writer.writerows({k: str(v).lower() if isinstance(v, bool) else v for k, v in row.items()} for row in rows)
    ended = navicert("check", "--file", path, "--json")
    assert ended.code == 0, ended.err
    assert [record["id"] for record in ended.records] == ["a", "b", "c"]
    assert [statuses(record)["UN-DPRK"] for record in ended.records] == [
        "prohibited",
        "prohibited",
        "needs_information",
    ]


def test_results_go_to_a_flat_file(navicert, tmp_path):
    (tmp_path / "s.jsonl").write_text(json.dumps({"id": "a", **COAL}) + "\n")
    ended = navicert("check", "--file", tmp_path / "s.jsonl", "--out", tmp_path / "out.csv")
    assert ended.code == 0
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text().splitlines()))
    assert {row["regime"]: row["status"] for row in rows}["CN-DPRK"] == "permitted"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        pytest.param({**COAL, "colour": "black"}, "colour", id="an unknown key"),
        pytest.param({**COAL, "arrival_date": "32 Jan"}, "arrival_date", id="a day that does not exist"),
        pytest.param({**COAL, "hs": 2701}, "hs", id="an HS code as integer"),
        pytest.param({**COAL, "origin": "XX"}, "origin", id="a code that is no country"),
        pytest.param({**COAL, "arrival_date": "2017-08-21"}, "arrival_date", id="arrival after release"),
        pytest.param({"hs": "2701"}, "activity", id="no activity"),
    ],
)
def test_malformed_facts_are_told_with_file_row_and_field(navicert, tmp_path, facts, field):
    (tmp_path / "s.jsonl").write_text(json.dumps({"id": 1, **COAL}) + "\n" + json.dumps({"id": 2, **facts}) + "\n")
    ended = navicert("check", "--file", tmp_path / "s.jsonl", "--json")
    assert ended.code == 2
    assert f"s.jsonl row 2 field {field}" in ended.err
    assert "Traceback" not in ended.err
    assert len(ended.records) == 2
    assert field in ended.records[1]["invalid_fields"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        pytest.param(("activity",), "expected KEY=VALUE", id="no value"),
        pytest.param(("hs=2701", "hs=2702"), "given twice", id="a fact twice"),
        pytest.param(("hs=2701", "--as-known-on", "yesterday"), "--as-known-on", id="no date"),
        pytest.param((), "either facts or --file", id="nothing"),
    ],
)
def test_misuse_is_told_in_words(navicert, asked, words):
    ended = navicert("check", *asked)
    assert ended.code == 2
    assert words in ended.err


def test_the_rulebook_can_be_listed_and_shown(navicert):
    listed = navicert("rules", "list", "--regime", "CN-DPRK", "--on", "2017-08-20", "--json")
    assert "CN-2017-40" in [record["id"] for record in listed.records]
    shown = navicert("rules", "show", "CN-2017-40")
    assert shown.code == 0
    assert "2017-08-15" in shown.out
    assert navicert("rules", "show", "CN-1999-1").code == 2


def test_the_bundled_rulebook_has_no_problem(navicert):
    ended = navicert("rules", "lint")
    assert (ended.code, ended.out) == (0, "")


def test_the_demo_shows_hits_edges_quotas_and_what_is_unknown(navicert):
    ended = navicert("demo")
    assert ended.code == 0
    for words in (
        "DALIAN GLOBAL UNITY",
        "no hit",
        "permitted (exception)",
        "prohibited",
        "quota dependent",
        "missing:",
        "not asked",
    ):
        assert words in ended.out
