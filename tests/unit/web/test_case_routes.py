"""Cases over HTTP: the same promises as on the pages."""

import pytest


@pytest.fixture
def client(client_of):
    return client_of("reviewer")


def act(client, case, name, *, version=None, **fields):
    body = {"act": name, "version": version or client.get(f"/v1/cases/{case.id}").json()["version"], **fields}
    return client.post(f"/v1/cases/{case.id}/acts", json=body)


def test_the_queue_and_one_case_with_its_record(client, case):
    queue = client.get("/v1/cases?limit=500").json()
    assert case.id in [item["id"] for item in queue["items"]]
    told = client.get(f"/v1/cases/{case.id}")
    assert told.json()["events"][0]["kind"] == "raised"
    again = client.get(f"/v1/cases/{case.id}", headers={"If-None-Match": told.headers["etag"]})
    assert again.status_code == 304


def test_pages_of_the_queue_hold_every_case_once(client, case):
    whole = [item["id"] for item in client.get("/v1/cases?limit=500").json()["items"]]
    found, place = [], {}
    while place.get("after", "") is not None:
        page = client.get("/v1/cases", params={"limit": 1, **place}).json()
        found += [item["id"] for item in page["items"]]
        place = {"after": page["next"]}
    assert found == whole


def test_four_eyes_hold_over_http(client_of, case):
    first, second = client_of("reviewer"), client_of("second")
    assert act(first, case, "decide", verdict="same", reason="same passport").json()["status"] == "proposed"
    assert act(first, case, "confirm").status_code in (400, 409)
    assert act(client_of("analyst"), case, "confirm").status_code == 403
    assert act(second, case, "confirm", reason="seen").json()["decision"]["confirmed_by"] == "second"


def test_an_act_on_a_version_that_is_past_changes_nothing(client, case):
    act(client, case, "escalate", reason="look at this")
    answer = act(client, case, "decide", version=1, verdict="not_same", reason="another person")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:navicert:problem:conflict")
    assert client.get(f"/v1/cases/{case.id}").json()["status"] == "escalated"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"act": "decide", "version": 1}, 400),
        ({"act": "decide", "version": 1, "verdict": "same"}, 400),
        ({"act": "shred", "version": 1}, 400),
        ({"act": "escalate"}, 400),
        ({"act": "escalate", "version": 1, "reason": "x" * 5000}, 400),
    ],
)
def test_an_act_that_cannot_be_is_refused(client, case, body, status):
    assert client.post(f"/v1/cases/{case.id}/acts", json=body).status_code == status


def test_a_case_that_is_not_there_is_missing(client):
    assert client.get("/v1/cases/nothing").status_code == 404
    assert client.get("/v1/cases?after=x").status_code == 400


def test_who_is_not_signed_in_may_look_and_not_act(client_of, case):
    anybody = client_of()
    assert anybody.get(f"/v1/cases/{case.id}").status_code == 200
    assert act(anybody, case, "escalate", reason="x").status_code == 401
