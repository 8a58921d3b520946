"""Entities are found by words, shown alone, and with what is beside them."""

import pytest


def found(client, q="", dataset="default", **params):
    answer = client.get(f"/search/{dataset}", params={"q": q, **params})
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["results"]]


@pytest.mark.parametrize(
    ("q", "ids"),
    [
        pytest.param("pak yong sik", ["l-1"], id="a name"),
        pytest.param("박영식", ["l-1"], id="a name in Korean letters"),
        pytest.param("Sidorov Ivan", ["o-1"], id="a Cyrillic name in Latin letters"),
        pytest.param("Сидоров", ["o-1"], id="a Cyrillic name"),
        pytest.param("9074729", ["l-2"], id="an IMO number"),
        pytest.param("dprk", ["l-1", "l-3"], id="a programme"),
        pytest.param("l-3", ["l-3"], id="an id is words too"),
        pytest.param("no such words", [], id="nobody"),
    ],
)
def test_a_text_finds_entities_in_any_script(client, q, ids):
    assert sorted(found(client, q)) == ids


def test_without_a_text_everything_is_there_page_by_page(client):
    everything = found(client, limit=500)
    assert sorted(everything) == ["l-1", "l-2", "l-3", "o-1", "o-2"]
    assert found(client, limit=2) + found(client, limit=2, offset=2) + found(client, offset=4) == everything


def test_results_are_chosen_by_schema_country_topic_and_list(client):
    assert found(client, schema="Person") == ["l-1", "o-1"]
    assert found(client, schema="LegalEntity", exclude_schema="Person") == ["l-3", "o-2"]
    assert found(client, countries="ru") == ["o-1"]
    assert found(client, topics="sanction") == ["l-1"]
    assert found(client, dataset="others") == ["o-1", "o-2"]
    assert found(client, datasets="house", schema="Vessel") == ["l-2"]


def test_an_unfinished_word_finds_when_that_is_said(client):
    assert found(client, "morn", simple=True) == ["l-2"]
    assert found(client, "morn") == []


def test_results_are_counted_by_facets(client):
    facets = client.get("/search/default", params={"facets": ["countries", "schema", "datasets"]}).json()["facets"]
    assert facets["countries"]["values"][0] == {"name": "kp", "label": "North Korea", "count": 3}
    assert {one["name"]: one["count"] for one in facets["schema"]["values"]}["Person"] == 2
    assert [one["name"] for one in facets["datasets"]["values"]] == ["house", "others"]


@pytest.mark.parametrize("params", [{"sort": "name"}, {"filter": "a:b"}, {"changed_since": "2026"}, {"schema": "X"}])
def test_what_would_choose_otherwise_is_refused(client, params):
    assert client.get("/search/default", params=params).status_code == 400


def test_finding_nobody_on_stale_lists_is_no_answer(house):
    house.clock.pass_by(days=8)
    with house.open() as stale:
        assert stale.get("/search/default", params={"q": "Ingrid Solberg"}).status_code == 503
        assert stale.get("/search/default", params={"q": "Pak Yong Sik"}).status_code == 200


def test_an_entity_is_shown_whole_and_not_sent_twice(client):
    answer = client.get("/entities/l-2")
    assert answer.json()["properties"]["imoNumber"] == ["9074729"]
    again = client.get("/entities/l-2", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/entities/l-2", params={"nested": False}).headers["etag"] != answer.headers["etag"]


def test_an_entity_that_no_list_has_is_not_there(client):
    assert client.get("/entities/l-99").status_code == 404
    assert client.get("/entities/l-99/adjacent").status_code == 404


def test_listings_stand_beside_an_entity(house):
    sanctioned = {"id": "n-1", "schema": "Person", "properties": {"name": ["A Name"]}}
    listing = {
        "id": "n-1-s",
        "schema": "Sanction",
        "properties": {"entity": ["n-1"], "authority": ["OFAC"], "program": ["X"]},
    }
    house.load("third", [sanctioned, listing])
    with house.open() as client:
        nested = client.get("/entities/n-1").json()["properties"]["sanctions"]
        assert [one["properties"]["authority"] for one in nested] == [["OFAC"]]
        assert "sanctions" not in client.get("/entities/n-1", params={"nested": False}).json()["properties"]
        beside = client.get("/entities/n-1/adjacent").json()
        assert beside["entity"]["id"] == "n-1"
        assert beside["adjacent"]["sanctions"]["total"]["value"] == 1
        assert client.get("/entities/n-1/adjacent/sanctions").json()["results"] == nested
        assert client.get("/entities/n-1/adjacent/ownershipOwner").status_code == 404


def test_the_catalogue_has_every_list_and_all_of_them_together(client):
    catalog = client.get("/catalog").json()
    assert [one["name"] for one in catalog["datasets"]] == ["default", "house", "others"]
    assert catalog["datasets"][0]["children"] == ["house", "others"]
    assert catalog["datasets"][0]["entity_count"] == 5
    assert (catalog["current"], catalog["outdated"]) == (["default", "house", "others"], [])


def test_a_stale_list_is_outdated_in_the_catalogue(house):
    with house.open() as client:
        etag = client.get("/catalog").headers["etag"]
        house.clock.pass_by(days=8)
        answer = client.get("/catalog", headers={"If-None-Match": etag})
        assert answer.json()["outdated"] == ["default", "house", "others"]
        assert answer.json()["index_stale"] is True
