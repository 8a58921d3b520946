"""An analyst loads lists, looks at them, and meets files that cannot be believed."""

import json

import pytest


def party(number, name="", **properties):
    return {"id": f"p-{number}", "schema": "Person", "properties": {"name": [name or f"Person {number}"], **properties}}


def list_file(folder, name, parties):
    path = folder / name
    path.write_text("".join(json.dumps(item) + "\n" for item in parties), encoding="utf-8")
    return path


@pytest.fixture
def hundred(tmp_path):
    return list_file(tmp_path, "hundred.jsonl", [party(n) for n in range(100)])


def load(navicert, path, published, *more):
    return navicert("lists", "load", "ftm", path, "--as", "house", "--published", published, *more)


def test_a_loaded_list_shows_its_count_date_and_hash(navicert, hundred):
    assert load(navicert, hundred, "2024-05-01").code == 0
    [status] = navicert("lists", "status", "--json").records
    assert status["list"] == "house"
    assert status["published"] == "2024-05-01"
    assert status["entries"] == 100
    assert status["edition"] == f"2024-05-01.{status['sha256'][:12]}"
    assert status["in_force"]
    assert status["fresh"]


def test_a_suddenly_shrunken_list_is_refused_and_the_old_edition_stays(navicert, hundred, tmp_path):
    load(navicert, hundred, "2024-05-01")
    shrunken = list_file(tmp_path, "less.jsonl", [party(n) for n in range(89)])
    refused = load(navicert, shrunken, "2024-05-02")
    assert refused.code == 3
    assert "89" in refused.err
    assert "100" in refused.err
    assert "Traceback" not in refused.err
    assert [item["entries"] for item in navicert("lists", "status", "--json").records] == [100]


def test_a_mass_delisting_can_be_accepted_by_a_person(navicert, hundred, tmp_path):
    load(navicert, hundred, "2024-05-01")
    fewer = list_file(tmp_path, "less.jsonl", [party(n) for n in range(50)])
    assert load(navicert, fewer, "2024-05-02", "--accept-shrinkage").code == 0
    in_force = [item["entries"] for item in navicert("lists", "status", "--json").records if item["in_force"]]
    assert in_force == [50]


def test_an_older_and_shorter_edition_is_history_and_never_replaces_the_current(navicert, hundred, tmp_path):
    load(navicert, hundred, "2024-05-01")
    older = list_file(tmp_path, "older.jsonl", [party(n) for n in range(40)])
    assert load(navicert, older, "2019-01-01").code == 0
    states = {item["published"]: item["in_force"] for item in navicert("lists", "status", "--json").records}
    assert states == {"2019-01-01": False, "2024-05-01": True}


def test_the_difference_names_what_was_added_changed_and_removed(navicert, hundred, tmp_path):
    load(navicert, hundred, "2024-05-01")
    newer = [party(0, birthDate=["1960"]), *(party(n) for n in range(2, 100)), party(100)]
    load(navicert, list_file(tmp_path, "newer.jsonl", newer), "2024-06-01")
    records = navicert("lists", "diff", "house", "previous", "current", "--json").records
    assert [(record["change"], record["id"]) for record in records] == [
        ("added", "p-100"),
        ("changed", "p-0"),
        ("removed", "p-1"),
    ]
    [field] = records[1]["fields"]
    assert field["added"] == ["1960"]


def test_without_a_date_the_day_of_loading_stands_in_and_a_note_says_so(navicert, hundred):
    loaded = navicert("lists", "load", "ftm", hundred)
    assert loaded.code == 0
    assert "the day of loading" in loaded.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "", id="empty"),
        pytest.param(b"\x00\x01\x02\xff" * 100, "", id="binary"),
        pytest.param(b"<!DOCTYPE html><html>Service unavailable</html>", "", id="an error page"),
        pytest.param(b'{"id": "a", "schema": "Person"', "", id="truncated"),
    ],
)
def test_a_file_that_is_no_list_is_refused_without_a_traceback(navicert, tmp_path, content, words):
    path = tmp_path / "broken.jsonl"
    path.write_bytes(content)
    refused = load(navicert, path, "2024-05-01")
    assert refused.code in (2, 3)
    assert "broken.jsonl" in refused.err
    assert words in refused.err
    assert "Traceback" not in refused.err
    assert navicert("lists", "status").code == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("no-such-source", "x.csv"), "no-such-source", id="an unknown source"),
        pytest.param(("un", "gone.xml"), "gone.xml", id="a file that is not there"),
        pytest.param(("un", "gone.xml", "--published", "2024-02-32"), "2024-02-32", id="a day that does not exist"),
    ],
)
def test_misuse_is_told_in_words_with_exit_code_2(navicert, arguments, words):
    refused = navicert("lists", "load", *arguments)
    assert refused.code == 2
    assert words in refused.err
    assert "Traceback" not in refused.err


def test_a_store_that_is_a_file_is_refused_by_name(navicert, tmp_path):
    (tmp_path / "store").write_text("not a store")
    refused = navicert("lists", "status")
    assert refused.code == 3
    assert str(tmp_path / "store") in refused.err
