"""The pages: what everybody sees, who may do what, and that nothing stored becomes markup."""

import csv
import io
import re

import pytest
from starlette.testclient import TestClient
from tests.unit.web.conftest import HOSTILE, PASSWORD, token_of

from navicert import web
from navicert.server.app import create_app
from navicert.server.binding import Binding

PAGES = (
    "/",
    "/?q=Pak+Yong+Sik",
    "/?q=IMO+9074729",
    "/?q=%D0%98%D0%B2%D0%B0%D0%BD+%D0%A1%D0%B8%D0%B4%D0%BE%D1%80%D0%BE%D0%B2",
    "/entity/demo/l-1",
    "/queue",
    "/check",
    "/check/facts",
    "/check?activity=procure&action=release&bound_state=CN&origin=KP&hs=2701&release_date=2017-08-20",
    "/measures",
    "/measures?regime=CN-DPRK&q=coal",
    "/measures/CN-2017-40",
    "/measures/timeline",
    "/measures/timeline?hs=2701&origin=KP&destination=CN",
    "/quotas",
    "/trade",
    "/trade/mirror",
    "/trade/prices",
    "/reader",
    "/lists",
    "/watch",
    "/validation",
    "/sign-in",
)
LEAST = {
    ("GET", "/"): "anonymous",
    ("GET", "/entity/demo/l-1"): "anonymous",
    ("GET", "/queue"): "anonymous",
    ("GET", "/check"): "anonymous",
    ("GET", "/measures"): "anonymous",
    ("GET", "/measures/CN-2017-40"): "anonymous",
    ("GET", "/measures/timeline"): "anonymous",
    ("GET", "/quotas"): "anonymous",
    ("GET", "/trade"): "anonymous",
    ("GET", "/trade/mirror"): "anonymous",
    ("GET", "/trade/prices"): "anonymous",
    ("GET", "/reader"): "anonymous",
    ("GET", "/lists"): "anonymous",
    ("GET", "/sign-in"): "anonymous",
    ("POST", "/screen/files"): "anonymous",
    ("GET", "/check/facts"): "anonymous",
    ("GET", "/validation"): "anonymous",
    ("POST", "/validation"): "admin",
    ("GET", "/accounts"): "admin",
    ("POST", "/accounts"): "admin",
    ("POST", "/cases/{case}"): "analyst",
}
ORDER = ("anonymous", "viewer", "analyst", "reviewer", "admin")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_shown_with_its_twins(client_of, path):
    client = client_of()
    page = client.get(path)
    assert page.status_code == 200, page.text
    assert len(page.content) <= 60_000
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert not re.search(r"<script(?! src=)|<[^>]*\s(on[a-z]+|style)=|javascript:", page.text)
    stem, _, query = path.partition("?")
    stem = "/index" if stem == "/" else stem
    assert client.get(f"{stem}.json?{query}").headers["content-type"].startswith("application/json")
    assert client.get(f"{stem}.csv?{query}").headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(("method", "path"), LEAST)
@pytest.mark.parametrize("who", ORDER)
def test_who_may_open_what(client_of, case, who, method, path):
    client = client_of(None if who == "anonymous" else who)
    allowed = ORDER.index(who) >= ORDER.index(LEAST[method, path])
    address = path.format(case=case.id)
    form = {"form_token": token_of(client.get("/queue").text), "act": "none"}
    answer = client.get(address) if method == "GET" else client.post(address, data=form)
    if allowed:
        assert answer.status_code in (200, 400, 409)
    elif who == "anonymous":
        assert answer.status_code == (303 if method == "GET" else 401)
    else:
        assert answer.status_code == 403


def test_whoever_must_sign_in_is_led_there_and_back(client_of):
    client = client_of()
    led = client.get("/accounts")
    assert led.headers["location"] == "/sign-in?next=%2Faccounts"
    answer = client.post("/sign-in", data={"name": "admin", "password": PASSWORD, "next": "/accounts"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/accounts")
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/"))


@pytest.mark.parametrize(
    ("scheme", "is_tls", "secure"), [("http", False, False), ("https", False, True), ("http", True, True)]
)
def test_over_tls_a_session_goes_nowhere_else(desk, scheme, is_tls, secure):
    app = create_app(desk, binding=Binding(is_tls=is_tls), routers=web.ROUTERS, recognisers=web.recognisers(desk))
    client = TestClient(app, base_url=f"{scheme}://127.0.0.1", follow_redirects=False)
    answer = client.post("/sign-in", data={"name": "viewer", "password": PASSWORD})
    assert ("; secure" in answer.headers["set-cookie"].lower()) == secure


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_programs_that_must_sign_in_are_told_so_and_led_nowhere(client_of, ending):
    answer = client_of().get(f"/accounts.{ending}")
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


@pytest.mark.parametrize("following", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
def test_nobody_is_led_to_another_site(client_of, following):
    answer = client_of().post("/sign-in", data={"name": "admin", "password": PASSWORD, "next": following})
    assert answer.headers["location"] == "/"


def test_a_wrong_password_is_told_and_begins_no_session(client_of):
    answer = client_of().post("/sign-in", data={"name": "admin", "password": "guess"})
    assert answer.status_code == 401
    assert "the name or the password is not right" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_one_time_password_opens_nothing_but_its_own_change(client_of, desk):
    one_time = desk.accounts.create("newcomer", "admin", by="test")
    client = client_of()
    answer = client.post("/sign-in", data={"name": "newcomer", "password": one_time})
    assert answer.headers["location"] == "/password"
    assert client.get("/queue").status_code == 403
    page = client.get("/password")
    new = {"old": one_time, "new": "another long phrase", "again": "another long phrase"}
    done = client.post("/password", data={"form_token": token_of(page.text), **new})
    assert done.headers["location"] == "/"
    assert client.get("/accounts").status_code == 200


def test_signing_out_ends_the_session(client_of):
    client = client_of("admin")
    client.post("/sign-out", data={"form_token": token_of(client.get("/").text)})
    assert client.get("/accounts").status_code == 303


def test_a_form_of_another_session_does_nothing(client_of, desk, case):
    stolen = token_of(client_of("analyst").get(f"/cases/{case.id}").text)
    form = {"form_token": stolen, "version": case.version, "act": "decide", "verdict": "same", "reason": "because"}
    answer = client_of("reviewer").post(f"/cases/{case.id}", data=form)
    assert answer.status_code == 403
    assert desk.cases.show(case.id).case.version == case.version


def test_a_form_sent_from_another_site_does_nothing(client_of, desk, case):
    client = client_of("analyst")
    form = {"form_token": token_of(client.get(f"/cases/{case.id}").text), "version": case.version, "act": "escalate"}
    answer = client.post(f"/cases/{case.id}", data=form, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert desk.cases.show(case.id).case.version == case.version


# An alert through two reviewers


def act(client, case_id, **fields):
    page = client.get(f"/cases/{case_id}").text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    return client.post(f"/cases/{case_id}", data={"form_token": token_of(page), "version": version, **fields})


def test_an_alert_is_decided_by_one_and_confirmed_by_another(client_of, desk, case):
    first, second = client_of("reviewer"), client_of("second")
    assert act(first, case.id, act="decide", verdict="same", reason="same birth date").status_code == 303
    assert desk.cases.show(case.id).case.status == "proposed"
    refused = act(first, case.id, act="confirm")
    assert refused.status_code == 409
    assert "different" in refused.text or "another" in refused.text
    assert act(second, case.id, act="confirm", reason="checked").status_code == 303
    decided = desk.cases.show(case.id).case
    assert (decided.status, decided.decision.by, decided.decision.confirmed_by) == ("decided", "reviewer", "second")


def test_an_analyst_is_no_second_reviewer(client_of, desk, case):
    act(client_of("reviewer"), case.id, act="decide", verdict="same", reason="same birth date")
    assert act(client_of("analyst"), case.id, act="confirm").status_code == 403
    assert desk.cases.show(case.id).case.status == "proposed"


def test_a_stale_form_changes_nothing_and_keeps_what_was_written(client_of, desk, case):
    first, second = client_of("analyst"), client_of("reviewer")
    page = first.get(f"/cases/{case.id}").text
    act(second, case.id, act="escalate", reason="somebody else should look")
    form = {"form_token": token_of(page), "version": case.version, "act": "decide", "verdict": "not_same"}
    answer = first.post(f"/cases/{case.id}", data={**form, "reason": "another birthplace"})
    assert answer.status_code == 409
    assert "has changed since you saw it" in answer.text
    assert "another birthplace" in answer.text
    assert desk.cases.show(case.id).case.status == "escalated"


def test_who_decided_may_take_it_back_before_the_second_eye(client_of, desk, case):
    client = client_of("analyst")
    act(client, case.id, act="decide", verdict="same", reason="same birth date")
    assert act(client, case.id, act="undo").status_code == 303
    assert desk.cases.show(case.id).case.status == "open"


def test_who_goes_on_to_the_next_case_may_still_take_the_last_one_back(client_of, desk, case):
    client = client_of("analyst")
    done = act(client, case.id, act="decide", verdict="same", reason="same birth date", go_on="1")
    following = done.headers["location"]
    assert case.id in following.partition("?done=")[2]
    assert case.id not in following.partition("?")[0]
    page = client.get(following).text
    undo = page[page.index('data-act="undo"') :]
    version = undo.partition('name="version" value="')[2].partition('"')[0]
    form = {"form_token": token_of(undo), "version": version, "act": "undo"}
    assert client.post(f"/cases/{case.id}", data=form).status_code == 303
    assert desk.cases.show(case.id).case.status == "open"
    assert f'action="/cases/{case.id}"' not in client_of("reviewer").get(following).text


def test_the_next_case_is_none_that_waits_for_another(client_of, desk, case):
    first, second = client_of("reviewer"), client_of("second")
    for one in desk.cases.queue(limit=500).cases:
        if one.kept.case.status != "proposed" and one.kept.case.id != case.id:
            act(first, one.kept.case.id, act="decide", verdict="same", reason="same birth date")
    done = act(first, case.id, act="decide", verdict="same", reason="same birth date", go_on="1")
    assert done.headers["location"] == f"/queue?done={case.id}"
    following = act(second, case.id, act="confirm", go_on="1").headers["location"]
    assert following.startswith("/cases/c-")


def test_a_decision_without_a_reason_is_told_to_give_one(client_of, case):
    answer = act(client_of("analyst"), case.id, act="decide", verdict="same", reason="  ")
    assert answer.status_code == 409
    assert "reason" in answer.text


# What is stored never becomes markup or a formula


@pytest.mark.parametrize(
    "path",
    ["/entity/demo/l-4", "/?q={hostile}", "/queue", "/cases/{case}", "/check?hs={hostile}", "/measures?q={hostile}"],
)
def test_hostile_text_is_shown_as_text(client_of, case, path):
    from urllib.parse import quote

    page = client_of().get(path.format(hostile=quote(HOSTILE), case=case.id))
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


def test_a_hostile_page_of_news_is_shown_as_text(client_of):
    client = client_of()
    answer = client.post("/reader", data={"text": f"Seoul, 2 January 2018. The ministry said {HOSTILE} was shipped."})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_formula_in_a_list_is_none_in_the_csv(client_of):
    rows = list(csv.reader(io.StringIO(client_of().get("/entity/demo/l-4.csv").text)))
    cells = [cell for row in rows for cell in row]
    assert any("cmd|" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


# Names in their languages


@pytest.mark.parametrize(("text", "tag"), [("박영식", "ko"), ("Иван Петрович Сидоров", "ru"), ("محمد علي", "ar")])
def test_names_carry_the_language_of_their_letters(client_of, text, tag):
    page = client_of().get("/entity/demo/l-1").text + client_of().get("/entity/demo/l-3").text
    assert f'<bdi lang="{tag}">{text}</bdi>' in page


# Bad input


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/entity/demo/nobody", 404),
        ("/entity/none/l-1", 404),
        ("/cases/nothing", 404),
        ("/measures/NONE", 404),
        ("/queue?after=xyz", 400),
        ("/queue?score=9", 400),
        ("/check?more=nonsense", 400),
        ("/quotas?as_known_on=soon", 400),
        ("/lists/demo/changes?old=none", 404),
        ("/reader/none", 400),
        ("/measures/timeline?hs=27&colour=red", 400),
    ],
)
def test_what_cannot_be_is_told_on_a_page(client_of, path, status):
    answer = client_of().get(path)
    assert answer.status_code == status, answer.text
    assert "<h1>" in answer.text


def test_facts_that_cannot_be_are_named_on_the_page(client_of):
    page = client_of().get("/check?activity=procure&hs=coal&origin=Atlantis").text
    assert "hs" in page
    assert "invalid" in page


def test_an_empty_page_of_news_is_told(client_of):
    assert client_of().post("/reader", data={"text": "  "}).status_code == 400


def test_a_first_visitor_without_lists_is_told_what_to_do(tmp_path):
    from starlette.testclient import TestClient
    from tests.unit.web.conftest import NOON

    from navicert import web
    from navicert.desk import Desk
    from navicert.server.app import create_app
    from navicert.settings import Settings

    desk = Desk(Settings(str(tmp_path / "empty")), lambda: NOON)
    client = TestClient(create_app(desk, routers=web.ROUTERS), base_url="http://127.0.0.1", client=("127.0.0.1", 5000))
    page = client.get("/").text
    assert "No list is loaded" in page
    assert "navicert lists update" in page
    assert "not screened" in client.get("/?q=Somebody").text


# Reports


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!doctype html>"), ("pdf", b"%PDF"), ("json", b'{"acts":')])
def test_a_sealed_report_is_downloaded_from_the_page_of_a_case(client_of, desk, case, form, begins):
    client = client_of("viewer")
    token = token_of(client.get(f"/cases/{case.id}").text)
    answer = client.post(f"/cases/{case.id}/report", data={"form_token": token, "form": form})
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"] == f'attachment; filename="{case.id}.{form}"'
    known = desk.case_reports.known(answer.content)
    assert answer.headers["navicert-receipt"] == f"{known.receipt.number} {known.receipt.id}"
    assert (known.case, known.receipt.draft.by) == (case.id, "viewer")


def test_a_report_in_no_form_is_refused(client_of, case):
    assert client_of().post(f"/cases/{case.id}/report", data={"form": "docx"}).status_code == 400


def test_the_queue_names_our_side_and_a_hostile_name_stays_text(client_of, case):
    shown = client_of().get("/queue")
    assert {one["asked"] for one in client_of().get("/queue.json").json()["cases"]} == {HOSTILE}
    assert HOSTILE not in shown.text
