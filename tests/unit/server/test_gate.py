"""Who may ask, under which name, how often and how much; and what is told of it."""

import gzip
import json
import re
from dataclasses import replace

import pytest

from navicert.desk.visitors import ROLES, Visitor
from navicert.errors import InvalidInput
from navicert.server.binding import Binding, check_binding
from navicert.server.gate import STREAMS
from navicert.wire.routes import ANYBODY, GuardedRoute

QUERY = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Pak Yong Sik"]}}}}
OUTSIDE = Binding("0.0.0.0", 8000)
MATCH = "/match/default"


def key_of(house, role="viewer"):
    return {"Authorization": f"ApiKey {house.desk.keys.create(role, role).text}"}


# -- who may ask


def test_on_this_computer_no_key_is_needed_to_ask(client):
    assert client.post(MATCH, json=QUERY).status_code == 200
    assert client.get("/v1/me").json() == {"name": "somebody on this computer", "role": "viewer", "by": "anonymous"}


def test_a_setting_asks_for_keys_here_too(new_house):
    house = new_house(require_keys=True)
    with house.open() as client:
        refused = client.post(MATCH, json=QUERY)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("ApiKey")
        assert client.post(MATCH, json=QUERY, headers=key_of(house)).status_code == 200


def test_elsewhere_a_key_is_needed_and_health_is_open(house):
    with house.open(OUTSIDE, client="192.0.2.7") as client:
        assert client.post(MATCH, json=QUERY).status_code == 401
        assert client.get("/reconcile/default").status_code == 401
        assert client.get("/metrics").status_code == 401
        assert client.get("/healthz").status_code == 200
        assert client.post(MATCH, json=QUERY, headers=key_of(house)).status_code == 200


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP"])
def test_what_a_proxy_passes_on_to_loopback_is_not_from_here(client, header):
    assert client.post(MATCH, json=QUERY, headers={header: "192.0.2.7"}).status_code == 401


def test_a_wrong_key_is_refused_even_where_none_is_needed(client):
    for wrong in ("nvc_000000000000_" + "x" * 43, "abc"):
        assert client.post(MATCH, json=QUERY, headers={"Authorization": f"Bearer {wrong}"}).status_code == 401


def test_a_revoked_key_ends_when_it_is_asked_for_again(house, monkeypatch):
    monkeypatch.setattr("navicert.server.doorkeeper.REMEMBERED_SECONDS", 0.0)
    new = house.desk.keys.create("gateway")
    with house.open() as client:
        sent = {"Authorization": f"ApiKey {new.text}"}
        assert client.get("/v1/me", headers=sent).json()["name"] == "gateway"
        house.desk.keys.revoke(new.kept.id)
        assert client.get("/v1/me", headers=sent).status_code == 401


def test_openrefine_sends_its_key_in_the_address_and_nobody_else_does(house):
    key = house.desk.keys.create("openrefine").text
    with house.open(OUTSIDE, client="192.0.2.7") as client:
        manifest = client.get("/reconcile/default", params={"api_key": key})
        assert manifest.status_code == 200
        assert key in manifest.json()["suggest"]["entity"]["service_path"]
        assert client.get("/entities/l-1", params={"api_key": key}).status_code == 401


def test_records_take_an_analyst(house):
    with house.open() as client:
        assert client.post("/v1/quotas/records", json={"rows": [{}]}).status_code == 401
        assert client.post("/v1/quotas/records", json={"rows": [{}]}, headers=key_of(house)).status_code == 403
        assert (
            client.post("/v1/quotas/records", json={"rows": [{}]}, headers=key_of(house, "analyst")).status_code == 200
        )


def test_lists_are_looked_for_again_by_token_or_by_an_admin(new_house):
    house = new_house(update_token="sesame")
    with house.open() as client:
        assert client.post("/updatez", params={"token": "sesame", "sync": True}).json() == {"status": "ok"}
        assert client.post("/updatez", params={"token": "wrong"}).status_code == 403
        assert client.post("/updatez").status_code == 403
        assert client.post("/updatez", headers=key_of(house, "admin")).status_code == 200


def test_other_packages_tell_who_is_signed_in(house):
    async def by_cookie(connection):
        name = connection.cookies.get("session")
        return Visitor(name, "analyst", "session") if name else None

    with house.open(recognisers=[by_cookie]) as client:
        client.cookies.set("session", "A. Analyst")
        assert client.get("/v1/me").json() == {"name": "A. Analyst", "role": "analyst", "by": "session"}


def test_every_route_says_who_may_use_it(client):
    routes = [route for router in client.app.state.routers for route in router.routes]
    guarded = [route for route in routes if isinstance(route, GuardedRoute)]
    assert guarded == routes
    others = {route.path for route in client.app.routes if hasattr(route, "path")}
    assert len(guarded) > 30
    assert {route.least for route in guarded} <= {ANYBODY, *ROLES}
    assert others == {"/openapi.json"}
    assert {route.path for route in guarded if route.least == ANYBODY} == {
        "/healthz",
        "/readyz",
        "/updatez",
        "/v1/health",
        "/v1/me",
    }
    assert {route.path for route in guarded} >= STREAMS


# -- where it listens


def test_a_server_never_stands_open_to_others():
    check_binding(Binding("127.0.0.1"), has_keys=False)
    check_binding(replace(OUTSIDE, is_tls=True), has_keys=True)
    with pytest.raises(InvalidInput, match="no API key"):
        check_binding(replace(OUTSIDE, is_tls=True), has_keys=False)
    with pytest.raises(InvalidInput, match="unencrypted"):
        check_binding(OUTSIDE, has_keys=True)


@pytest.mark.parametrize(
    ("binding", "told"),
    [(OUTSIDE, False), (replace(OUTSIDE, is_tls=True), True), (Binding("127.0.0.1", is_tls=True), False)],
)
def test_browsers_are_told_to_stay_with_tls_where_everybody_comes_over_it(house, binding, told):
    with house.open(binding=binding) as client:
        assert ("strict-transport-security" in client.get("/healthz").headers) == told


def test_under_another_name_nobody_is_served(client, new_house):
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/healthz", headers={"Host": "localhost:9"}).status_code == 200
    with new_house(hosts=("screen.example",)).open(OUTSIDE) as named:
        assert named.get("/healthz", headers={"Host": "screen.example"}).status_code == 200
        assert named.get("/healthz", headers={"Host": "other.example"}).status_code == 421


def test_pages_of_other_sites_change_nothing_here(client):
    assert client.post(MATCH, json=QUERY, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post(MATCH, json=QUERY, headers={"Origin": "http://127.0.0.1:8000"}).status_code == 200


# -- how much


def test_a_body_beyond_the_limit_is_refused(new_house):
    with new_house(body_limit_bytes=2000).open() as client:
        long = {"queries": {"q": {"schema": "Person", "properties": {"name": ["x" * 3000]}}}}
        assert client.post(MATCH, json=long).status_code == 413
        chunked = client.post(
            MATCH, content=(b" " * 500 for _ in range(9)), headers={"Content-Type": "application/json"}
        )
        assert chunked.status_code == 413
        assert client.post(MATCH, json=QUERY).status_code == 200


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param(b"[" * 100_000, 400, id="lists without end"),
        pytest.param(b'{"queries":' * 10_000, 400, id="objects without end"),
        pytest.param(
            b'{"queries": {"q": {"schema": "Person", "properties": {"name": ["\\ud800"]}}}}', 400, id="half a character"
        ),
        pytest.param(b"1" * 100_000, 400, id="a number of many digits"),
        pytest.param(b"\xff\xfe", 400, id="no text"),
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"null", 400, id="null"),
        pytest.param(b'{"queries": NaN}', 400, id="no number"),
    ],
)
def test_strange_json_is_refused_in_words(client, content, status):
    answer = client.post(MATCH, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_packed_bodies_are_not_unpacked(client):
    bomb = gzip.compress(b" " * 50_000_000)
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = client.post(MATCH, content=bomb, headers=headers)
    assert answer.status_code == 415
    assert answer.json()["detail"].startswith("bodies in gzip")


def test_one_key_may_not_ask_without_end(new_house):
    house = new_house(rate_per_second=1.0)
    with house.open() as client:
        mine, other = key_of(house), key_of(house)
        seen = [client.get("/v1/me", headers=mine).status_code for _ in range(6)]
        assert seen == [200, 200, 200, 200, 429, 429]
        refused = client.get("/v1/me", headers=mine)
        assert int(refused.headers["retry-after"]) >= 1
        assert client.get("/v1/me", headers=other).status_code == 200
        assert client.get("/v1/me").status_code == 200, "this computer itself is not counted"


def test_guessing_keys_is_slowed_down(new_house):
    with new_house(rate_per_second=10.0).open(OUTSIDE, client="192.0.2.7") as client:
        guesses = [client.get("/v1/me", headers={"Authorization": f"ApiKey {n}"}).status_code for n in range(8)]
    assert guesses.count(401) < 6
    assert guesses[-1] == 429


# -- what is told


def test_the_log_holds_no_name_no_key_and_no_query(house):
    key = house.desk.keys.create("gateway").text
    with house.open() as client:
        client.post(MATCH, json=QUERY, headers={"Authorization": f"ApiKey {key}"})
        client.get("/search/default", params={"q": "Pak Yong Sik", "token": "sesame"})
        client.get("/entities/Pak%20Yong%20Sik")
        client.get("/Pak/Yong/Sik")
    told = json.dumps(house.log)
    assert house.log
    for secret in ("Pak", "Yong", "sesame", key, key.split("_", 2)[2]):
        assert secret not in told
    assert [one["route"] for one in house.log if one["event"] == "request"][:2] == [
        "/match/{dataset}",
        "/search/{dataset}",
    ]


def test_a_failure_is_an_answer_and_its_place_is_in_the_log(house, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("Pak Yong Sik was here")

    with house.open() as client:
        monkeypatch.setattr("navicert.server.yente.match.check_screened", broken)
        answer = client.post(MATCH, json=QUERY)
    assert answer.status_code == 500
    assert "Pak" not in answer.text
    [failure] = [one for one in house.log if one["event"] == "failure"]
    assert failure["error"] == "RuntimeError"
    assert failure["request"] in answer.json()["detail"]
    assert "Pak" not in json.dumps(failure)


def test_answers_carry_headers_that_keep_browsers_careful(client):
    headers = client.get("/healthz").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_what_is_not_there_and_what_is_not_done_are_problems(client):
    assert client.get("/nowhere").json()["type"] == "urn:navicert:problem:missing"
    wrong = client.get(MATCH)
    assert (wrong.status_code, wrong.json()["status"]) == (405, 405)
    assert wrong.headers["allow"] == "POST"


def test_metrics_count_requests_and_tell_how_old_lists_are(client):
    client.post(MATCH, json=QUERY)
    told = client.get("/metrics").text
    assert 'navicert_requests_total{method="POST",route="/match/{dataset}",status="200"}' in told
    assert 'navicert_list_fresh{list="house"} 1.0' in told
    assert 'navicert_list_entries{list="house"} 3.0' in told
    assert "Pak" not in told


def test_health_is_red_without_lists(empty_house):
    with empty_house.open() as client:
        health = client.get("/v1/health")
        assert (health.status_code, health.json()["problems"]) == (503, ["no list is loaded"])
        assert client.get("/readyz").status_code == 503


LEAST = {
    ("POST", "/v1/quotas/records"): "analyst",
    ("POST", "/v1/cases/{case_id}/acts"): "analyst",
    ("GET", "/healthz"): None,
    ("GET", "/readyz"): None,
    ("GET", "/v1/health"): None,
    ("GET", "/v1/me"): None,
    ("POST", "/updatez"): None,
    ("POST", "/v1/evidence/pages"): "analyst",
    ("POST", "/v1/evidence/pages/{page_id}/corrections"): "analyst",
}
"""Who may do what, where it is not a viewer; None is anybody."""


def test_every_route_refuses_every_role_that_is_too_low(new_house):
    house = new_house(rate_per_second=10_000.0)
    roles = (None, "viewer", "analyst", "admin")
    with house.open(OUTSIDE, client="192.0.2.7") as client:
        keys = {role: key_of(house, role) if role else {} for role in roles}
        asked = 0
        for router in client.app.state.routers:
            for route in router.routes:
                for method in route.methods:
                    least = LEAST.get((method, route.path), "viewer")
                    path = re.sub(r"\{\w+\}", "x", route.path)
                    for role, key in keys.items():
                        status = client.request(method, path, headers=key).status_code
                        expected = 401 if role is None else 403
                        is_refused = roles.index(role) < roles.index(least)
                        own = route.path == "/updatez" and role != "admin"
                        assert (status == expected) == is_refused or own, (method, path, role, status)
                        asked += 1
    assert asked > 150
