"""An examiner asks how well screening works on the bank's own lists."""

import json

import pytest

from navicert import open_desk

PARTIES = [
    {"id": "l-1", "schema": "Person", "properties": {"name": ["PAK, Yong Sik"], "birthDate": ["1950-01-02"]}},
    {"id": "l-2", "schema": "Person", "properties": {"name": ["Dmitri Petrov"], "nationality": ["ru"]}},
    {"id": "l-3", "schema": "Company", "properties": {"name": ["Red Pine General Trading Corporation"]}},
]


@pytest.fixture
def listed(navicert, tmp_path):
    path = tmp_path / "house.jsonl"
    path.write_text("".join(json.dumps(party) + "\n" for party in PARTIES), encoding="utf-8")
    assert navicert("lists", "load", "ftm", path, "--as", "house", "--published", "2026-01-01").code == 0


@pytest.mark.usefixtures("listed")
def test_a_report_tells_what_was_tried_found_and_missed(navicert):
    about, total, *rest = navicert("validate", "--sample", 8, "--seed", 2, "--json").records
    assert about["type"] == "validation"
    assert about["editions"][0]["source"] == "house"
    assert about["policy"]["cutoff"] == 0.7
    kinds = [record for record in rest if record["type"] == "kind"]
    assert total["trials"] == sum(record["trials"] for record in kinds)
    assert total["hits"] == sum(record["hits"] for record in kinds)
    assert total["low"] <= total["share"] <= total["high"]
    assert {record["group"] for record in kinds} >= {"letters", "words", "organisations", "scripts", "evidence"}
    assert all(record["hits"] + len(record["missed"]) >= min(record["trials"], 5) for record in kinds)
    assert {record["type"] for record in rest} >= {"kind", "false_alarms", "script", "schema"}


@pytest.mark.usefixtures("listed")
def test_the_report_can_be_kept_and_says_how_to_repeat_it(navicert, tmp_path):
    for name in ("a.md", "b.md"):
        assert navicert("validate", "--sample", 5, "--out", tmp_path / name).code == 0
    page = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert page == (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "| one letter lost |" in page
    assert "## Blind spots" in page
    assert "navicert validate --list house --sample 5 --seed 1 --cutoff 0.7" in page


@pytest.mark.usefixtures("listed")
def test_one_kind_alone_is_tried_and_shown(navicert):
    ended = navicert("validate", "--kind", "as listed", "--sample", 5)
    assert ended.code == 0
    assert "found: 100.00%" in ended.out
    assert "one letter lost" not in ended.out


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--kind", "sideways"], "there is no kind 'sideways'"),
        (["--out", "report.pdf"], "a report is written to .md or .jsonl"),
    ],
)
def test_what_cannot_be_tried_is_told(navicert, arguments, words):
    ended = navicert("validate", *arguments)
    assert ended.code == 2
    assert words in ended.err


def test_without_a_list_there_is_nothing_to_validate(navicert):
    ended = navicert("validate")
    assert ended.code == 3
    assert "no list is loaded" in ended.err


@pytest.mark.usefixtures("listed")
def test_a_report_is_kept_where_the_pages_show_it(navicert, tmp_path):
    ended = navicert("validate", "--kind", "as listed", "--sample", 5, "--keep", "--json")
    assert "kept as validation 1" in ended.err
    (kept,) = open_desk(tmp_path / "store").store.validations.newest()
    assert list(kept.records) == ended.records
