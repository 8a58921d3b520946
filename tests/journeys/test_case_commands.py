"""A compliance team works its alerts: customers, lists that change, decisions by two people."""

import json
from pathlib import Path

import pytest

from navicert.cli.commands import register

register([])  # every command is there before the clock of a test runs


def list_file(folder: Path, day: str, *people: tuple[str, str]) -> Path:
    file = folder / f"watch-{day}.jsonl"
    lines = [
        json.dumps({"id": key, "schema": "Person", "target": True, "datasets": ["w"], "properties": {"name": [name]}})
        for key, name in people
    ]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture
def folder(navicert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with customers who were screened, and then a new edition of the list."""
    monkeypatch.delenv("NAVICERT_ACTOR", raising=False)
    (tmp_path / "c.csv").write_text(
        "id,name,schema,branch\n1,Kim Chol Hyok,Person,a\n2,Ri Song Gwan,Person,a\n3,Choe Ryong Hae,Person,b\n",
        encoding="utf-8",
    )
    first = list_file(tmp_path, "1", ("kim", "Kim Chol Hyok"), ("ri", "Ri Song Gwan"))
    second = list_file(tmp_path, "2", ("kim", "Kim Chol Hyok"), ("choe", "Choe Ryong Hae"))
    loaded = navicert("customers", "load", tmp_path / "c.csv", "--control-total", 3, "--by", "Ann")
    assert loaded.code == 0, loaded.err
    assert "3 rows of 3 announced: 3 added; 3 customers" in loaded.out
    assert "columns not used: branch" in loaded.err
    for number, file in enumerate((first, second), 1):
        day = f"2026-0{number}-01"
        done = navicert("lists", "load", "ftm", file, "--published", day, "--as", "watch", "--accept-shrinkage")
        assert done.code == 0, done.err
        if number == 1:
            screened = navicert("customers", "screen", "watch", "--json", "--exit-code")
            assert screened.code == 10
            assert [(one["change"], one["customer"]) for one in screened.records] == [("opened", "1"), ("opened", "2")]
    return tmp_path


def ids(navicert) -> dict[str, str]:
    return {record["customer"]: record["id"] for record in navicert("cases", "list", "--json").records}


def test_the_morning_after_a_list_changed(navicert, folder: Path) -> None:
    before = navicert("customers", "status", "--json")
    assert before.code == 3
    assert before.records[0]["unscreened"] == 3
    told = navicert("rescreen", "watch", "previous", "current", "--json")
    assert {(one["change"], one["customer"], one["entity"]) for one in told.records} == {
        ("opened", "3", "choe"),
        ("closed_for_review", "2", "ri"),
    }
    assert "added to watch" in next(one["because"][0] for one in told.records if one["customer"] == "3")
    again = navicert("rescreen", "watch", "previous", "current", "--json", "--exit-code")
    assert (again.code, again.out) == (0, "")
    assert "nothing new" in again.err
    after = navicert("customers", "status")
    assert after.code == 0, after.err
    assert "1 of 1" in after.out, "the one entry that is new was planted, and found"


def test_two_people_decide_a_case(navicert, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVICERT_SECOND_EYE_FROM", "0")
    case, reason = ids(navicert)["1"], "another year of birth"
    decided = navicert("cases", "decide", case, "not-same", "--reason", reason, "--by", "Ann", "--json")
    assert (decided.code, decided.records[0]["status"]) == (0, "proposed")
    own = navicert("cases", "confirm", case, "--by", "ann")
    assert own.code == 2
    assert "somebody else" in own.err
    stale = navicert("cases", "confirm", case, "--by", "Bob", "--version", 1)
    assert stale.code == 2
    assert "Ann decided" in stale.err
    assert navicert("cases", "confirm", case, "--by", "Bob", "--version", 2).code == 0
    shown = navicert("cases", "show", case[:8], "--json").records[0]
    assert [event["kind"] for event in shown["events"]] == ["raised", "decided", "confirmed"]
    assert shown["decision"]["reason"] == reason
    assert shown["found"]["matched"]["query"] == "Kim Chol Hyok"
    assert reason in navicert("cases", "show", case).out
    assert set(ids(navicert)) == {"2"}
    assert navicert("cases", "verify").code == 0


def test_a_decision_is_taken_back_disputed_and_taken_up_again(navicert, folder: Path, monkeypatch) -> None:
    case = ids(navicert)["1"]
    monkeypatch.setenv("NAVICERT_ACTOR", "Ann")
    assert navicert("cases", "decide", case, "same", "--reason", "the same passport").code == 0
    assert navicert("cases", "undo", case).code == 0
    assert navicert("cases", "escalate", case, "--reason", "a minister").code == 0
    assert navicert("cases", "decide", case, "same", "--reason", "the same passport", "--evidence", "scan 4").code == 0
    assert navicert("cases", "dissent", case, "--reason", "a forgery", "--by", "Bob").code == 0
    assert navicert("cases", "list", "--status", "disputed", "--json").records[0]["dissents"][0]["by"] == "Bob"
    assert navicert("cases", "decide", case, "not-same", "--reason", "a forgery").code == 0
    assert navicert("cases", "confirm", case, "--by", "Bob").code == 0
    assert navicert("cases", "reopen", case, "--reason", "a new photograph", "--by", "Cem").code == 0
    assert "reopened by Cem" in navicert("cases", "list").out


def test_a_decision_without_a_name_or_a_reason_is_refused(navicert, folder: Path) -> None:
    case = ids(navicert)["1"]
    nameless = navicert("cases", "decide", case, "same", "--reason", "so")
    assert nameless.code == 2
    assert "NAVICERT_ACTOR" in nameless.err
    assert navicert("cases", "decide", case, "same", "--by", "Ann").code == 2
    assert navicert("cases", "show", "c-none").code == 3


def test_cases_are_chosen_by_facets(navicert, folder: Path) -> None:
    facets = navicert("cases", "list", "--facets", "--json").records[0]
    assert facets["status"] == {"open": 2}
    assert facets["age"] == {"today": 2}
    assert len(navicert("cases", "list", "--customer", "2", "--json").records) == 1
    assert navicert("cases", "list", "--list", "other", "--json").records == []
    assert navicert("cases", "list", "--score", "high").code == 2
    assert navicert("cases", "list", "--status", "asleep").code == 2
    assert "source" in navicert("cases", "list", "--facets").out
    assert len(navicert("cases", "list", "--limit", 1, "--json").records) == 1


def test_saved_answers_become_cases(navicert, folder: Path) -> None:
    answers = navicert("screen", "Choe Ryong Hae", "--id", "walk-in", "--json")
    (folder / "answers.jsonl").write_text(answers.out, encoding="utf-8")
    raised = navicert("cases", "raise", folder / "answers.jsonl", "--json")
    assert (raised.code, raised.records[0]["customer"]) == (0, "walk-in")
    assert "1 known" in navicert("cases", "raise", folder / "answers.jsonl").err
    (folder / "broken.jsonl").write_text(answers.out + "{\n", encoding="utf-8")
    assert navicert("cases", "raise", folder / "broken.jsonl").code == 2


def test_customers_change_and_are_erased(navicert, folder: Path) -> None:
    (folder / "c.csv").write_text(
        "id,name,schema\n1,Kim Chol Hyok,Person\n3,Choe Ryong Hae,Company\n", encoding="utf-8"
    )
    refused = navicert("customers", "load", folder / "c.csv", "--full")
    assert refused.code == 2
    assert "--accept-shrinkage" in refused.err
    full = navicert("customers", "load", folder / "c.csv", "--full", "--accept-shrinkage", "--json").records[0]
    assert (full["unchanged"], full["gone"], full["customers"]) == (2, 1, 2)
    states = navicert("customers", "show", "3", "--json").records
    assert [state["schema"] for state in states] == ["Person", "Company"]
    assert "Company" in navicert("customers", "show", "3").out
    assert navicert("customers", "show", "9").code == 3
    counted = navicert("customers", "erase", "--older-than", "2099-01-01", "--dry-run", "--json")
    assert counted.code == 4, "a case about the customer is not finished"
    assert counted.records[0]["kept_for_cases"] == ["2"]
    assert navicert("customers", "erase", "--older-than", "soon").code == 2
    assert navicert("customers", "erase", "--older-than", "5y").code == 0


def test_malformed_rows_are_named_and_a_wrong_total_refused(navicert, folder: Path) -> None:
    (folder / "c.csv").write_text("id,name\n7,\n8,Pak Il\n", encoding="utf-8")
    done = navicert("customers", "load", folder / "c.csv", "--control-total", 2)
    assert done.code == 2
    assert "c.csv row 2 field name" in done.err
    wrong = navicert("customers", "load", folder / "c.csv", "--control-total", 3)
    assert wrong.code == 2
    assert "holds 2 records where 3 were announced" in wrong.err
    full = navicert("customers", "load", folder / "c.csv", "--full")
    assert "nobody was marked gone" in full.err


def test_planted_names_are_found(navicert, folder: Path) -> None:
    done = navicert("customers", "canary", "--json")
    assert (done.code, done.records[0]["planted"], done.records[0]["found"]) == (0, 2, 2)


def test_without_a_list_nobody_is_screened(navicert, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("id,name\n8,Pak Il\n", encoding="utf-8")
    assert navicert("customers", "load", tmp_path / "c.csv").code == 0
    for command in ("customers screen", "customers canary", "customers status", "rescreen x a b"):
        assert navicert(*command.split()).code == 3, command


def test_a_report_for_an_examiner_is_sealed(navicert, folder: Path) -> None:
    case = ids(navicert)["1"]
    decided = navicert("cases", "decide", case, "same", "--reason", "the same passport", "--by", "Ann")
    assert decided.code == 0, decided.err
    assert navicert("cases", "report", case).code == 2
    made = navicert("cases", "report", case, "--html", folder / "r.html", "--pdf", folder / "r.pdf", "--by", "Exa")
    assert made.code == 0, made.err
    assert (folder / "r.pdf").read_bytes().startswith(b"%PDF")
    assert "the same passport" in (folder / "r.html").read_text(encoding="utf-8")
    for name in ("r.html", "r.pdf"):
        held = navicert("cases", "verify", "--report", folder / name)
        assert held.code == 0, held.err
        assert "made 20" in held.err
        assert "by Exa" in held.err
    told = navicert("cases", "report", case, "--json", "--by", "Exa")
    assert told.records[0]["four_eyes"]["state"] == "a second reviewer is waited for"
    (folder / "r.json").write_text(told.out, encoding="utf-8")
    assert navicert("cases", "verify", "--report", folder / "r.json").code == 0
    altered = (folder / "r.html").read_text(encoding="utf-8").replace("the same passport", "another passport")
    (folder / "r.html").write_text(altered, encoding="utf-8")
    refused = navicert("cases", "verify", "--report", folder / "r.html")
    assert refused.code == 3
    assert "altered" in refused.err
    assert navicert("verify", "--all").code == 0
    assert navicert("receipts", "seal").code == 0
