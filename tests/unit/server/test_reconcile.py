"""OpenRefine reconciles, suggests, previews and extends."""

import json

import pytest

URL = "/reconcile/default"


def reconcile(client, queries):
    answer = client.post(URL, data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_manifest_names_every_service_by_its_address(client):
    manifest = client.get(URL).json()
    assert manifest["versions"] == ["0.1", "0.2"]
    assert {"id": "Person", "name": "Person"} in manifest["defaultTypes"]
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        address = service["service_url"] + service["service_path"]
        assert client.get(address, params={"prefix": "na", "type": "Person"}).status_code == 200
    assert client.get(manifest["preview"]["url"].replace("{{id}}", "l-1")).status_code == 200
    assert client.get(manifest["view"]["url"].replace("{{id}}", "l-1")).status_code == 200


def test_a_column_of_names_gets_candidates(client):
    answers = reconcile(
        client,
        {
            "q0": {
                "query": "Pak Yong Sik",
                "type": "Person",
                "limit": 3,
                "type_strict": "should",
                "properties": [{"pid": "Person:birthDate", "v": 1950}, {"pid": "nationality", "v": {"id": "kp"}}],
            },
            "q1": {"query": "Ingrid Solberg"},
        },
    )
    [candidate] = answers["q0"]["result"]
    assert (candidate["id"], candidate["name"], candidate["type"]) == (
        "l-1",
        "PAK, Yong Sik",
        [{"id": "Person", "name": "Person"}],
    )
    assert candidate["match"] is True
    assert answers["q1"] == {"result": []}


def test_two_candidates_as_good_as_each_other_are_for_a_person_to_tell_apart(house):
    twins = [
        {"id": f"t-{n}", "schema": "Person", "properties": {"name": ["Quorina Vexley Thandabane"]}} for n in (1, 2)
    ]
    house.load("twins", twins)
    with house.open() as client:
        result = reconcile(client, {"q": {"query": "Quorina Vexley Thandabane"}})["q"]["result"]
    assert [one["match"] for one in result] == [False, False]
    assert min(one["score"] for one in result) > 0.9


def test_queries_come_in_the_address_too(client):
    several = client.get(URL, params={"queries": json.dumps({"q0": {"query": "Morning Tide"}})})
    assert several.json()["q0"]["result"][0]["id"] == "l-2"
    assert client.get(URL, params={"query": "Morning Tide"}).json()["result"][0]["id"] == "l-2"
    assert client.get(URL, params={"query": '{"query": "Morning Tide"}'}).json()["result"][0]["id"] == "l-2"


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"queries": "{"}, id="half a JSON"),
        pytest.param({"queries": "[]"}, id="a list"),
        pytest.param({"queries": "{}"}, id="no query"),
        pytest.param({"queries": '{"q0": {"query": "x", "limit": 0}}'}, id="no candidates wanted"),
        pytest.param({"queries": '{"q0": {"query": ""}}'}, id="an empty cell"),
        pytest.param({"queries": '{"q0": {"query": "x", "type": "Spaceship"}}'}, id="an unknown type"),
        pytest.param({"queries": "[" * 5000}, id="nested without end"),
        pytest.param({"extend": '{"ids": "l-1"}'}, id="no list of ids"),
    ],
)
def test_what_cannot_be_reconciled_is_told(client, form):
    answer = client.post(URL, data=form)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_rows_are_extended_by_properties(client):
    query = {"ids": ["l-1", "gone"], "properties": [{"id": "birthDate"}, {"id": "name", "settings": {"limit": 1}}]}
    answer = client.post(URL, data={"extend": json.dumps(query)}).json()
    assert answer["meta"] == [{"id": "birthDate", "name": "Birth date"}, {"id": "name", "name": "Name"}]
    assert answer["rows"]["l-1"] == {"birthDate": [{"str": "1950-01-01"}], "name": [{"str": "PAK, Yong Sik"}]}
    assert answer["rows"]["gone"] == {"birthDate": [], "name": []}


def test_beginnings_are_completed(client):
    def ids(what, prefix):
        answer = client.get(f"{URL}/suggest/{what}", params={"prefix": prefix}).json()
        return [one["id"] for one in answer["result"]]

    assert ids("entity", "morn") == ["l-2"]
    assert ids("type", "ves") == ["Vessel"]
    assert ids("property", "birth d") == ["birthDate"]
    assert ids("entity", "") == []


def test_a_listed_name_never_becomes_markup_in_the_preview(client):
    page = client.get(f"{URL}/preview", params={"id": "o-2"})
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_openrefine_in_a_browser_here_may_ask_and_other_pages_may_not(client):
    here = client.get(URL, headers={"Origin": "http://127.0.0.1:3333"})
    assert here.headers["access-control-allow-origin"] == "http://127.0.0.1:3333"
    assert "access-control-allow-origin" not in client.get(URL, headers={"Origin": "https://evil.example"}).headers
    elsewhere = client.get("/entities/l-1", headers={"Origin": "http://127.0.0.1:3333"})
    assert "access-control-allow-origin" not in elsewhere.headers
    asked = client.options(URL, headers={"Origin": "http://localhost:3333", "Access-Control-Request-Method": "POST"})
    assert asked.status_code == 204
    assert client.post(URL, data={"queries": "{}"}, headers={"Origin": "https://evil.example"}).status_code == 403
