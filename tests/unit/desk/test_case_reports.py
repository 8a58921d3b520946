"""A report of a case tells everything and proves itself; what is taken from cases is seen in the chain of receipts."""

import json
from datetime import UTC, datetime

import pytest

from navicert.cases import Finding, Judgement
from navicert.cases.report import content_digest
from navicert.desk import Desk
from navicert.desk.case_reports import as_json
from navicert.errors import MissingData
from navicert.settings import Settings
from navicert.web.documents import case_document

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    desk = Desk(Settings(str(tmp_path / "store"), second_eye_from=0.5), lambda: NOON)
    source = tmp_path / "parties.jsonl"
    party = {"id": "l-1", "schema": "Person", "properties": {"name": ["박영식", "PAK, Yong Sik"]}}
    source.write_text(json.dumps(party) + "\n")
    desk.lists.load("ftm", [source], published=NOON.date(), name="watch")
    return desk


def query(customer):
    return {"id": customer, "schema": "Person", "properties": {"name": ["Pak Yong Sik"]}}


def open_case(desk, customer="c-1"):
    """A case that two people decided."""
    answered = desk.receipts.screen([query(customer)], by="gateway")
    (raised,) = desk.cases.raise_screening(answered.answers[0])
    return raised.case.id


def decide(desk, case):
    judgement = Judgement(verdict="same", reason="the same passport", evidence=("passport copy 12",))
    desk.cases.decide(case, judgement, by="ann")
    desk.cases.confirm(case, by="rea", reason="seen it too")


@pytest.fixture
def case(desk):
    case = open_case(desk)
    decide(desk, case)
    return case


def test_a_report_tells_what_was_found_who_decided_and_on_what_it_rests(desk, case):
    made = desk.case_reports.report(case, by="exa")
    (alert,) = made["alerts"]
    assert alert["particulars"]["reasons"]
    assert [(one["kind"], one["by"], one["particulars"].get("reason")) for one in made["acts"]] == [
        ("decided", "ann", "the same passport"),
        ("confirmed", "rea", "seen it too"),
    ]
    assert made["acts"][0]["particulars"]["evidence"] == ["passport copy 12"]
    assert made["four_eyes"] == {"state": "two people agree", "first": "ann", "second": "rea", "wanted": True}
    (edition,) = made["rests_on"]["editions"]
    held = desk.store.current("watch")
    assert (edition["sha256"], edition["edition"]) == (held.sha256, held.id)
    assert made["rests_on"]["rulebook"] == desk.rulebook.digest
    assert [one["number"] for one in made["rests_on"]["receipts"]["found"]] == [1]
    assert made["checks"] == ["The case's chain of events is whole."]
    assert made["sha256"] == content_digest(made)


def test_a_customer_whose_receipt_is_anothers_is_not_named(desk, case):
    desk.receipts.screen([query("c-2")], by="gateway")
    found = desk.case_reports.report(case, by="exa")["rests_on"]["receipts"]
    assert ([one["number"] for one in found["found"]], found["searched"]) == ([1], 2)


def test_one_person_is_not_told_as_four_eyes(desk):
    case = open_case(desk)
    desk.cases.decide(case, Judgement(verdict="same", reason="the same passport"), by="ann")
    assert desk.case_reports.report(case, by="exa")["four_eyes"]["state"] == "a second reviewer is waited for"


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_file_that_was_sealed_is_known_and_an_altered_one_is_not(desk, case, form):
    write = as_json if form == "json" else lambda made: case_document(made).encode()
    sealed = desk.case_reports.sealed(case, form, write, by="exa")
    known = desk.case_reports.known(sealed.content)
    assert (known.case, known.version, known.events_since, known.receipt.draft.by) == (case, 3, 0, "exa")
    assert known.receipt.draft.basis.editions[0].sha256 == desk.store.current("watch").sha256
    with pytest.raises(MissingData, match="altered"):
        desk.case_reports.known(sealed.content.replace(b"ann", b"bob", 1))
    desk.cases.reopen(case, by="cem", reason="a new photograph")
    assert desk.case_reports.known(sealed.content).events_since == 1


def test_what_was_erased_is_told_as_erased(desk, case):
    desk.store.cases.erase(["c-1"], NOON)
    made = desk.case_reports.report(case, by="exa")
    assert made["erased"] == {"customer": True, "particulars": [1, 2, 3]}
    assert made["rests_on"]["receipts"] == {"found": [], "searched": 0}
    html = case_document(made)
    assert "the same passport" not in html
    assert "was erased" in html
    assert made["alerts"][0]["commitment"] in html
    assert made["checks"] == ["The case's chain of events is whole."]


def test_a_report_names_people_in_their_script_and_shows_markup_as_text(desk):
    hostile = "<script>alert(1)</script>"
    finding = Finding(
        customer=hostile, source="watch", entity="l-1", origin="screening", caption="박영식", edition="gone", data={},
        entry="d", rule="r", score=0.9, probability=0.8, particulars={"matched": {"query": hostile}},
    )  # fmt: skip
    (raised,) = desk.cases.raise_alerts([finding])
    made = desk.case_reports.report(raised.case.id, by="exa")
    html = case_document(made)
    assert '<bdi lang="ko">박영식</bdi>' in html
    assert "<script>" not in html
    assert made["rests_on"]["editions"][0]["sha256"] is None


def test_the_end_of_a_cases_record_cannot_be_taken_away_unseen(desk, case):
    assert desk.case_reports.keep_heads(by="ada") is not None
    assert desk.case_reports.keep_heads(by="ada") is None
    assert list(desk.case_reports.faults()) == []
    sealed = desk.case_reports.sealed(case, "json", as_json, by="exa")
    remove_events(desk, case, from_version=3)
    assert list(desk.store.cases.broken()) == []
    (fault,) = desk.case_reports.faults()
    assert "1 of the 3 events of cases" in fault
    assert desk.case_reports.known(sealed.content).events_since is None
    assert "THE CASES ARE NOT WHAT THE RECEIPTS SAY OF THEM." in desk.case_reports.report(case, by="exa")["checks"]


def test_an_event_put_in_place_of_a_removed_one_is_seen(desk, case):
    desk.case_reports.keep_heads(by="ada")
    remove_events(desk, case, from_version=3)
    desk.cases.confirm(case, by="eve")
    assert list(desk.store.cases.broken()) == []
    (fault,) = desk.case_reports.faults()
    assert "are not those" in fault or "missing" in fault


def test_further_events_are_no_fault(desk, case):
    desk.case_reports.keep_heads(by="ada")
    desk.cases.reopen(case, by="cem", reason="a new photograph")
    open_case(desk, "c-2")
    assert list(desk.case_reports.faults()) == []


def remove_events(desk, case, *, from_version):
    """What somebody with the database in their hands could do, past its guards, and with everything tidied up."""
    from navicert.store.case_rows import COLUMNS, kept_cases, standing_of

    database = desk.store.cases._database
    with database.writing() as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'case_event'"
        ).fetchall()
        for trigger in triggers:
            connection.execute(f"DROP TRIGGER {trigger['name']}")
        for table in ("case_event", "case_particulars"):
            connection.execute(f"DELETE FROM {table} WHERE case_id = ? AND version >= ?", (case, from_version))
        standing = standing_of(kept_cases(connection, [case])[0].case)
        connection.execute("DELETE FROM case_standing WHERE case_id = ?", (case,))
        marks = ", ".join("?" * len(standing))
        connection.execute(f"INSERT INTO case_standing ({COLUMNS}) VALUES ({marks})", standing)
        for trigger in triggers:
            connection.execute(trigger["sql"])
