"""Our own routes answer as the commands do, page by page, once, and without end where files are big."""

import json

import pytest

COAL = {
    "activity": "procure", "action": "release", "bound_state": "CN", "origin": "KP", "hs": "2701",
    "goods_kind": "coal", "end_use": "civilian", "arrival_date": "2017-08-10", "release_date": "2017-08-20",
}  # fmt: skip
DELIVERY = {
    "quota": "UN-2397-5-REFINED", "kind": "reported", "amount": 5000, "unit": "t", "goods": "diesel",
    "delivered": "2018-01", "supplier": "CN", "source": "1718 Committee", "published": "2018-03-05",
}  # fmt: skip
LINES = {"Content-Type": "application/x-ndjson"}


def analyst(house):
    return {"Authorization": f"ApiKey {house.desk.keys.create('tests', 'analyst').text}"}


# -- screening


def test_screening_answers_as_the_command_does(house):
    query = {"id": "7", "schema": "Person", "properties": {"name": ["Pak Yong Sik"], "birthDate": ["1950"]}}
    with house.open() as client:
        answer = client.post("/v1/screen", json=query).json()
    assert answer == json.loads(json.dumps(house.desk.screen(query)))
    assert answer["status"] == "hits"


def test_a_stale_or_missing_list_is_told_in_the_answer_itself(house):
    with house.open() as client:
        stranger = {"properties": {"name": ["Ingrid Solberg"]}}
        assert client.post("/v1/screen", json=stranger).json()["status"] == "no_hits"
        missing = client.post("/v1/screen", json=stranger, params={"list": ["house", "gone"]}).json()
        assert missing["status"] == "not_screened"
        assert "'gone' is not loaded" in missing["warnings"][0]
        house.clock.pass_by(days=8)
        assert client.post("/v1/screen", json=stranger).json()["status"] == "not_screened"


def test_a_batch_hides_no_question_behind_a_bad_one(client):
    queries = [{"properties": {"name": [name]}} for name in ("Pak Yong Sik", "", "Morning Tide", "x" * 2000, "Nobody")]
    answers = client.post("/v1/screen/batch", json={"queries": queries}).json()["answers"]
    assert [one["query"]["id"] for one in answers] == ["1", "2", "3", "4", "5"]
    assert [one["status"] for one in answers] == ["hits", "not_screened", "no_hits", "not_screened", "no_hits"]
    assert answers[1]["errors"] == [{"where": "queries.1", "message": "no name and no identifier"}]


@pytest.mark.parametrize(
    "body", [{}, {"properties": {}}, {"properties": {"name": ["x"]}, "nmae": 1}, [], {"properties": 1}]
)
def test_what_is_no_question_is_refused(client, body):
    assert client.post("/v1/screen", json=body).status_code == 400


def test_a_file_is_screened_line_by_line(client):
    lines = [
        json.dumps({"id": "a", "schema": "Person", "properties": {"name": ["Pak Yong Sik"]}}),
        "",
        "{",
        json.dumps({"id": "b", "properties": {"name": ["박영식"]}}, ensure_ascii=False),
        json.dumps([1]),
        json.dumps({"id": "c", "schema": "Spaceship", "properties": {"name": ["x"]}}),
    ]
    answer = client.post("/v1/screen/stream", content="\n".join(lines).encode(), headers=LINES)
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    told = [json.loads(line) for line in answer.text.splitlines()]
    assert [one["query"]["id"] for one in told] == ["a", "3", "b", "5", "c"]
    assert [one["status"] for one in told] == ["hits", "not_screened", "hits", "not_screened", "not_screened"]
    assert [one["errors"][0]["where"] for one in told if "errors" in one] == ["line 3", "line 5", "line 6 field schema"]


def test_a_stream_is_longer_than_any_body_may_be_and_a_line_is_not(new_house):
    line = json.dumps({"properties": {"name": ["Ingrid Solberg"]}}).encode() + b"\n"
    with new_house(body_limit_bytes=1000, line_limit_bytes=2000).open() as client:
        sent = [line * 40, b" " * 5000 + b"\n", line[:20], line[20:], line]
        answer = client.post("/v1/screen/stream", content=iter(sent), headers=LINES)
        told = [json.loads(one) for one in answer.text.splitlines()]
    assert len(told) == 43
    assert told[40]["errors"] == [{"where": "line 41", "message": "longer than 2,000 bytes"}]
    assert {one["status"] for one in told[41:]} == {"no_hits"}


def test_what_does_not_say_that_it_is_lines_is_not_read_as_such(client):
    assert client.post("/v1/screen/stream", content=b"{}").status_code == 415
    assert client.post("/v1/check/stream", json=COAL).status_code == 415


# -- law


def test_a_check_answers_as_the_command_does(house):
    with house.open() as client:
        answer = client.post("/v1/check", json={"id": "c-1", **COAL}).json()
    assert answer == json.loads(json.dumps(house.desk.check({"id": "c-1", **COAL}), default=str))
    status = {finding["regime"]: finding["status"] for finding in answer["findings"]}
    assert status["UN-DPRK"] == "prohibited"
    assert status["CN-DPRK"] == "permitted"


def test_a_check_answers_from_the_knowledge_of_a_day(client):
    before = client.post("/v1/check", json=COAL, params={"as_known_on": "2017-01-01"}).json()
    assert before["as_known_on"] == "2017-01-01"
    assert client.post("/v1/check", json=COAL, params={"as_known_on": "soon"}).status_code == 400


def test_malformed_facts_are_answered_invalid(client):
    [finding, *_] = client.post("/v1/check", json={**COAL, "hs": "x"}).json()["findings"]
    assert finding["status"] == "invalid"


def test_transactions_are_checked_in_batches_and_streams(client):
    batch = client.post("/v1/check/batch", json={"transactions": [{"id": "1", **COAL}, {"id": "2", "hs": 1}]}).json()
    assert [one["id"] for one in batch["answers"]] == ["1", "2"]
    content = json.dumps(COAL) + "\n{\n"
    answer = client.post("/v1/check/stream", content=content.encode(), headers=LINES)
    first, second = (json.loads(line) for line in answer.text.splitlines())
    assert (first["id"], second["id"]) == (1, 2)
    assert first["findings"] == batch["answers"][0]["findings"]
    assert second["errors"][0]["message"].startswith("no JSON")


def test_the_rulebook_is_listed_page_by_page(client):
    seen, url = [], "/v1/rules?limit=40&regime=UN-DPRK"
    while url:
        answer = client.get(url)
        seen += [row["id"] for row in answer.json()["items"]]
        url = answer.json()["next"]
        assert ("link" in answer.headers) == bool(url)
    assert len(seen) == len(set(seen)) == answer.json()["total"] > 40
    assert client.get("/v1/rules", params={"after": "no such"}).status_code == 400


def test_measures_are_chosen_by_activity_and_day(client):
    def ids(**params):
        return {row["id"] for row in client.get("/v1/rules", params={"limit": 1000, **params}).json()["items"]}

    assert "CN-2017-40" in ids(on="2017-08-20", regime="CN-DPRK")
    assert "CN-2017-40" not in ids(on="2016-01-01")
    assert ids(activity="joint_venture") < ids()


def test_a_measure_is_shown_and_not_sent_twice(client):
    answer = client.get("/v1/rules/CN-2017-40")
    assert answer.json()["id"] == "CN-2017-40"
    assert client.get("/v1/rules/CN-2017-40", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.get("/v1/rules/CN-1").status_code == 404


def test_a_timeline_takes_facts_as_parameters(client):
    lanes = client.get("/v1/rules/timeline", params={"hs": "2701", "origin": "KP", "destination": "CN"}).json()["lanes"]
    assert {"UN-DPRK", "CN-DPRK"} <= {lane["regime"] for lane in lanes}
    only = client.get("/v1/rules/timeline?hs=2701&origin=KP&destination=CN&regime=UN-DPRK&since=2018-01-01").json()
    assert [lane["regime"] for lane in only["lanes"]] == ["UN-DPRK"]
    assert client.get("/v1/rules/timeline?hs=2701&hs=2702&origin=KP&destination=CN").status_code == 400
    assert client.get("/v1/rules/timeline?shoe_size=7").status_code == 400


def test_claims_about_the_law_are_judged(client):
    claim = {"id": "1", "as_of": "2017-09-01", "claimed": {"regime": "UN-DPRK", "status": "permitted"}, "facts": COAL}
    answers = client.post("/v1/rules/claims", json={"claims": [claim, {"id": "2"}]}).json()["answers"]
    assert answers[0]["verdict"] == "inaccurate"
    assert answers[1]["verdict"] == "invalid"


# -- quotas


def test_a_delivery_is_recorded_and_counts(house):
    with house.open() as client:
        told = client.post(
            "/v1/quotas/records", json={"rows": [DELIVERY, {"kind": "?"}]}, headers=analyst(house)
        ).json()
        assert [row["outcome"] for row in told["rows"]] == ["recorded", "invalid"]
        [account] = client.get("/v1/quotas", params={"quota": "UN-2397-5-REFINED", "period": "2018"}).json()["answers"]
        assert account["records"][0]["amount"] == 5000
        records = client.get("/v1/quotas/records").json()["items"]
        assert [one["recorded_by"] for one in records] == ["tests"]


def test_a_request_that_comes_again_is_done_once(house):
    body = {"rows": [DELIVERY], "again": True}
    with house.open() as client:
        mine = {**analyst(house), "Idempotency-Key": "k-1"}
        first = client.post("/v1/quotas/records", json=body, headers=mine)
        again = client.post("/v1/quotas/records", json=body, headers=mine)
        assert (again.text, again.headers["idempotency-replayed"]) == (first.text, "true")
        other = client.post("/v1/quotas/records", json={**body, "again": False}, headers=mine)
        assert other.status_code == 409
        client.post("/v1/quotas/records", json=body, headers={**mine, "Idempotency-Key": "k-2"})
        assert client.get("/v1/quotas/records").json()["total"] == 2
        assert (
            client.post("/v1/quotas/records", json=body, headers={**mine, "Idempotency-Key": "k" * 201}).status_code
            == 400
        )


def test_a_request_that_is_being_worked_on_is_not_done_beside_itself(house):
    house.desk.store.requests.begin("somebody", "k", "digest", house.clock())
    again = house.desk.store.requests.begin("somebody", "k", "digest", house.clock())
    assert (again.is_same, again.answer) == (True, None)
    house.clock.pass_by(minutes=3)
    assert house.desk.store.requests.begin("somebody", "k", "digest", house.clock()) is None, "it broke off"


def test_a_request_that_failed_can_be_tried_again(house, monkeypatch):
    mine = {**analyst(house), "Idempotency-Key": "k-1"}
    with house.open() as client:
        with monkeypatch.context() as patch:
            patch.setattr("navicert.server.v1.quotas._recorded", lambda *_: 1 / 0)
            assert client.post("/v1/quotas/records", json={"rows": [DELIVERY]}, headers=mine).status_code == 500
        assert client.post("/v1/quotas/records", json={"rows": [DELIVERY]}, headers=mine).json()["rows"][0]["record"]


# -- lists and pages


def test_lists_are_told_with_editions_entries_and_changes(house):
    house.load(
        "house",
        [{"id": f"l-{n}", "schema": "Person", "properties": {"name": [f"NEW {n}"]}} for n in (1, 2, 9)],
        "2026-11-21",
    )
    with house.open() as client:
        told = client.get("/v1/lists").json()["items"]
        assert [(one["list"], one["published"], one["in_force"]) for one in told] == [
            ("house", "2026-11-20", False),
            ("house", "2026-11-21", True),
            ("others", "2026-11-20", True),
        ]
        assert client.get("/v1/lists/house").json()["entries"] == 3
        first = client.get("/v1/lists/house/entries", params={"limit": 2}).json()
        rest = client.get(first["next"]).json()
        assert [one["id"] for one in first["items"] + rest["items"]] == ["l-1", "l-2", "l-9"]
        diff = client.get("/v1/lists/house/diff").json()
        assert ([one["id"] for one in diff["added"]], [one["id"] for one in diff["removed"]]) == (["l-9"], ["l-3"])
        assert {one["id"] for one in diff["changed"]} == {"l-1", "l-2"}
        for gone in ("/v1/lists/none", "/v1/lists/none/entries", "/v1/lists/none/diff", "/v1/lists/default"):
            assert client.get(gone).status_code == 404


def test_a_page_of_news_is_read(client):
    text = (
        "BEIJING, Sept. 23 (Agency) - China will stop buying textiles from the DPRK from Saturday, the ministry said.\n"
    )
    records = client.post("/v1/read", json={"text": text, "published": "2017-09-23"}).json()["records"]
    assert records[0]["type"] == "page"
    assert {"mention", "date"} <= {record["type"] for record in records}
    assert client.post("/v1/read", json={"text": ""}).status_code == 400
    assert client.post("/v1/read", json={"text": "x" * 600_000}).status_code == 400


def test_the_description_is_openapi_3_1_and_says_who_may_do_what(client):
    told = client.get("/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    operations = [operation for path in told["paths"].values() for operation in path.values()]
    assert all("x-least-role" in operation and "default" in operation["responses"] for operation in operations)
    assert "422" not in json.dumps(told)


def test_what_is_not_read_is_told_however_many_ask(client):
    asked = [{"properties": {"name": ["Pak Yong Sik"], "brithDate": ["1950"]}}] * 6
    few, many = (
        client.post("/v1/screen/batch", json={"queries": queries}).json()["answers"] for queries in (asked[:2], asked)
    )
    assert "did you mean birthDate?" in few[1]["doubts"][0]
    assert many[:2] == few
