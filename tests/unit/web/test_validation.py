"""Validations on the pages: made aside, kept, shown with twins."""

import multiprocessing
from datetime import timedelta

import pytest
from tests.unit.web.conftest import NOON, token_of

from navicert.store.validations import LONGEST


def start(client, sample="50"):
    page = client.get("/validation")
    return client.post("/validation", data={"form_token": token_of(page.text), "sample": sample})


@pytest.fixture(scope="module")
def made(app, desk):
    """The number of a validation that an admin had made."""
    from navicert.screening.validation import Plan

    number = desk.screening.validation.start(Plan(sample=5), by="admin")
    for process in multiprocessing.active_children():
        process.join()
    return number


def test_a_report_is_made_aside_and_shown_by_kind_and_script(made, client_of):
    client = client_of()
    told = client.get(f"/validation/{made}.json").json()
    assert told["kept"][-1]["state"] == "made"
    kinds = {record["type"] for record in told["report"]}
    assert {"validation", "recall", "kind", "script", "schema", "false_alarms"} <= kinds
    page = client.get(f"/validation/{made}").text
    for words in ("Blind spots", "By script of the listed name", "Names, letter by letter", "made-up people"):
        assert words in page
    assert client.get(f"/validation/{made}.csv").text.startswith("type,name,share,low,high,hits,trials")
    assert client.get("/validation").text.count("What validation") == 1


def test_the_report_is_the_one_of_the_command(made, client_of, desk):
    from navicert.screening.validation import Plan

    again = desk.screening.validation.begin(Plan(sample=5), desk.policy)
    for _ in again.outcomes:
        pass
    assert client_of().get(f"/validation/{made}.json").json()["report"][1] == again.records[1]


def test_two_are_not_made_at_once(made, client_of, desk):
    number = desk.store.validations.begin(NOON, "somebody")
    try:
        answer = start(client_of("admin"))
        assert answer.status_code == 409
        assert f"validation {number} is running" in answer.text
        assert "is being made" in client_of().get("/validation").text
    finally:
        desk.store.validations.end(number, NOON, trouble="the program failed (MemoryError)")
    assert "the program failed (MemoryError)" in client_of().get(f"/validation/{number}").text


def test_one_that_was_cut_off_hinders_nobody(desk):
    desk.store.validations.begin(NOON - LONGEST - timedelta(seconds=1), "somebody")
    number = desk.store.validations.begin(NOON, "another")
    desk.store.validations.end(number, NOON)


@pytest.mark.parametrize("who", [None, "viewer", "analyst", "reviewer"])
def test_only_an_admin_has_one_made(client_of, who):
    assert start(client_of(who)).status_code == (403 if who else 401)


@pytest.mark.parametrize("sample", ["", "1000000", "x"])
def test_a_sample_is_one_of_those_offered(client_of, sample):
    assert start(client_of("admin"), sample).status_code == 400


@pytest.mark.parametrize("number", ["0", "999", "x", "9" * 40])
def test_a_number_that_is_none_is_not_there(client_of, number):
    assert client_of().get(f"/validation/{number}").status_code == 404
