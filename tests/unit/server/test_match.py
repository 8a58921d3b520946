"""Parties are matched as yente's clients ask, with the answers that `screen` gives."""

import pytest

from navicert.screening import Policy

PAK = {"schema": "Person", "properties": {"name": ["Pak Yong-sik"], "birthDate": ["1950"]}}
STRANGER = {"schema": "Person", "properties": {"name": ["Ingrid Solberg"]}}


def ask(client, queries, dataset="default", **params):
    return client.post(f"/match/{dataset}", json={"queries": queries}, params=params)


def test_a_listed_party_is_a_match_with_its_evidence(client):
    answer = ask(client, {"mine": PAK, "none": STRANGER}).json()
    assert answer["limit"] == 5
    assert answer["responses"]["none"]["results"] == []
    assert answer["responses"]["none"]["total"] == {"value": 0, "relation": "eq"}
    [found] = answer["responses"]["mine"]["results"]
    assert (found["id"], found["schema"], found["caption"]) == ("l-1", "Person", "PAK, Yong Sik")
    assert found["datasets"] == ["house"]
    assert found["match"] is True
    assert found["properties"]["nationality"] == ["kp"]
    assert found["explanations"]["birth_date"]["score"] == pytest.approx(Policy().birth_year)
    assert sum(found["features"].values()) == pytest.approx(sum(one["weight"] for one in found["reasons"]))


@pytest.mark.parametrize("number", [1, 3, 40])
def test_however_many_are_asked_each_is_answered_as_screen_does(client, house, number):
    names = ["Pak Yong Sik", "Ingrid Solberg", "Morning Tide", "Сидоров Иван", "박영식", "Red Pine Trading"]
    queries = {
        str(i): {"id": str(i), "schema": "Thing", "properties": {"name": [names[i % len(names)]]}}
        for i in range(number)
    }
    answer = ask(client, queries, limit=3, cutoff=0.5).json()
    for key, query in queries.items():
        told = house.desk.screen(query, policy=Policy(limit=3, cutoff=0.5))
        got = answer["responses"][key]["results"]
        assert [(one["id"], one["score"]) for one in got] == [(one["id"], one["score"]) for one in told["matches"]]


def test_a_dataset_is_a_list_and_lists_can_be_added_or_left_out(client):
    query = {"q": {"schema": "Person", "properties": {"name": ["Ivan Petrovich Sidorov"]}}}

    def ids(dataset, **params):
        answer = ask(client, query, dataset, **params)
        return [one["id"] for one in answer.json()["responses"]["q"]["results"]]

    assert ids("others") == ["o-1"]
    assert ids("house") == []
    assert ids("house", include_dataset="others") == ["o-1"]
    assert ids("default", exclude_dataset="others") == []


def test_matches_can_be_left_out_by_schema_topic_and_id(client):
    def ids(**params):
        return [one["id"] for one in ask(client, {"q": PAK}, **params).json()["responses"]["q"]["results"]]

    assert ids() == ["l-1"]
    assert ids(exclude_schema="Person") == []
    assert ids(exclude_entity_ids="l-1") == []
    assert ids(topics="sanction") == ["l-1"]
    assert ids(topics="role.pep") == []


def test_the_threshold_marks_matches_and_the_cutoff_leaves_them_out(client):
    query = {"q": {"schema": "Person", "properties": {"name": ["Pak Yong Sik"]}}}
    [score] = [one["score"] for one in ask(client, query).json()["responses"]["q"]["results"]]
    [above] = ask(client, query, threshold=score + 0.001).json()["responses"]["q"]["results"]
    assert above["match"] is False
    assert ask(client, query, cutoff=score + 0.001).json()["responses"]["q"]["results"] == []


@pytest.mark.parametrize(
    ("body", "params", "words"),
    [
        pytest.param({"queries": {}}, {}, "queries", id="no question"),
        pytest.param(
            {"queries": {"q": {"schema": "Spaceship", "properties": {"name": ["x"]}}}}, {}, "schema", id="schema"
        ),
        pytest.param({"queries": {"q": {"schema": "Person", "properties": {}}}}, {}, "no name", id="nothing to ask"),
        pytest.param({"queries": {"q": {"schema": "Person", "properties": {"name": [1]}}}}, {}, "name", id="no text"),
        pytest.param({"queries": {"q": PAK}, "weights": {"name": 0.5}}, {}, "own weights", id="weights"),
        pytest.param({"queries": {"q": PAK}}, {"algorithm": "logic-v1"}, "no algorithm", id="another algorithm"),
        pytest.param({"queries": {"q": PAK}}, {"changed_since": "2026-01-01"}, "changed_since", id="changed since"),
        pytest.param({"queries": {"q": PAK}}, {"limit": 0}, "limit", id="no results wanted"),
        pytest.param({"queries": {"q": PAK}}, {"threshold": "nan"}, "threshold", id="no number"),
        pytest.param(
            {"queries": {"a": PAK, "b": {"schema": "Person", "properties": {"name": ["x"], "birthDate": ["32 Jan"]}}}},
            {},
            "queries.b field birthDate",
            id="a day that cannot be",
        ),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_place(client, body, params, words):
    answer = client.post("/match/default", json=body, params=params)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.text


@pytest.mark.parametrize("beside", [0, 9])
def test_a_question_that_would_keep_everybody_waiting_is_refused(client, beside):
    queries = {str(n): PAK for n in range(beside)} | {
        "long": {"schema": "Person", "properties": {"name": ["a b"] * 101}}
    }
    answer = ask(client, queries)
    assert answer.status_code == 400
    assert answer.json()["where"] == "queries.long field name"


def test_the_first_bad_question_of_many_is_named(client):
    queries = {str(i): PAK for i in range(20)} | {
        "bad": {"schema": "Person", "properties": {"name": ["x"], "gender": ["?"]}}
    }
    answer = ask(client, queries)
    assert answer.status_code == 400
    assert answer.json()["where"].startswith("queries.bad field gender")


def test_an_unknown_dataset_is_not_there(client):
    answer = ask(client, {"q": PAK}, "nowhere")
    assert answer.status_code == 404
    assert "default, house, others" in answer.json()["detail"]


def test_a_stale_list_shows_matches_and_refuses_silence(house):
    house.clock.pass_by(days=8)
    with house.open() as client:
        assert ask(client, {"q": PAK}).json()["responses"]["q"]["warnings"]
        silent = ask(client, {"hit": PAK, "none": STRANGER})
    assert silent.status_code == 503
    assert silent.json()["type"].endswith(":not-screened")
    assert silent.json()["queries"] == ["none"]
    assert "STALE" in silent.json()["detail"]


def test_a_list_goes_stale_while_the_server_runs(house):
    with house.open() as client:
        assert ask(client, {"q": STRANGER}).status_code == 200
        house.clock.pass_by(days=8)
        assert ask(client, {"q": STRANGER}).status_code == 503
        assert client.get("/readyz").status_code == 503
        assert client.get("/v1/health").json()["problems"] == ["the list house is stale", "the list others is stale"]
        assert client.get("/healthz").status_code == 200


def test_a_date_that_can_be_read_in_part_is_told(client):
    query = {"schema": "Person", "properties": {"name": ["Pak Yong Sik"], "birthDate": ["1950-01-32"]}}
    for queries in ({"q": query}, {"q": query} | {str(i): PAK for i in range(9)}):
        [warning, *_] = ask(client, queries).json()["responses"]["q"]["warnings"]
        assert "'1950-01-32' is no date; read as 1950-01" in warning


def test_without_any_list_nobody_is_screened(empty_house):
    with empty_house.open() as client:
        answer = ask(client, {"q": PAK})
        assert answer.status_code == 503
        assert "no list is loaded" in answer.json()["detail"]


def test_a_new_edition_takes_the_place_of_the_old_one(house):
    with house.open() as client:
        assert ask(client, {"q": PAK}).json()["responses"]["q"]["results"]
        others = [{"id": f"l-{n}", "schema": "Vessel", "properties": {"name": [f"SHIP {n}"]}} for n in (20, 21)]
        named = {"id": "l-9", "schema": "Person", "properties": {"name": ["Someone Else"]}}
        house.load("house", [named, *others], "2026-11-21")
        assert ask(client, {"q": PAK}).json()["responses"]["q"]["results"], (
            "the old edition answers until it is replaced"
        )
        assert client.post("/updatez", params={"token": "x"}).status_code == 403
        client.app.state.watch.look()
        assert ask(client, {"q": PAK}).json()["responses"]["q"]["results"] == []
        assert client.get("/entities/l-9").json()["caption"] == "Someone Else"
