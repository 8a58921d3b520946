"""Pages are kept, searched and corrected over HTTP as by the commands."""

import pytest

PAGE = (
    "Air Koryo denies smuggling\n\nSEOUL, 5 March 2018 - Air Koryo said on Monday that it had never shipped coal. "
    '"We have never shipped coal to China," spokesman Kim Chol Hyok said.\n\n'
    "South Korean officials said that Air Koryo planned to ship 5,000 tons of coal to China in April.\n"
)
BODY = {"text": PAGE, "published": "2018-03-05", "source": "https://example.org/a"}


@pytest.fixture
def analyst(house):
    return {"Authorization": f"ApiKey {house.desk.keys.create('ann', 'analyst').text}"}


@pytest.fixture
def served(house, analyst):
    """A client, and the id of the page that was kept through it."""
    with house.open() as client:
        kept = client.post("/v1/evidence/pages", json=BODY, headers=analyst).json()
        assert kept["outcome"] == "new"
        yield client, kept["page"]


def test_a_page_is_kept_once_wherever_it_is_found(served, analyst):
    client, page = served
    again = client.post("/v1/evidence/pages", json={**BODY, "source": "https://example.org/b"}, headers=analyst).json()
    assert (again["page"], again["outcome"], again["read_anew"]) == (page, "found again", False)
    assert again["places"] == ["https://example.org/a", "https://example.org/b"]
    assert client.get("/v1/evidence/pages").json()["total"] == 1


def test_pages_are_listed_page_by_page(served, analyst):
    client, first = served
    second = client.post("/v1/evidence/pages", json={"text": "Another text.\n\nNothing."}, headers=analyst).json()
    answer = client.get("/v1/evidence/pages?limit=1").json()
    assert [one["page"] for one in answer["items"]] == [first]
    following = client.get(answer["next"]).json()
    assert ([one["page"] for one in following["items"]], following["next"]) == ([second["page"]], None)


def test_a_page_is_shown_with_its_records_and_not_sent_twice(served, house):
    client, page = served
    answer = client.get(f"/v1/evidence/pages/{page}")
    told = answer.json()
    assert told["text"] == PAGE
    assert [one["type"] for one in told["records"]] == [
        one["type"] for one in house.desk.evidence.page(page).corrected.records
    ]
    assert [one["published"] for one in told["readings"]] == ["2018-03-05"]
    tag = {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"/v1/evidence/pages/{page}", headers=tag).status_code == 304
    assert client.get("/v1/evidence/pages/00000000").status_code == 404
    assert client.get("/v1/evidence/pages/nothing").status_code == 400


def claims(client, **params):
    return client.get("/v1/evidence/search", params=params).json()


def test_what_pages_say_is_searched(served, house):
    client, _ = served
    found = claims(client)
    assert found["total"] == len(found["items"]) >= 2
    assert {one["modality"] for one in claims(client, modality="denied")["items"]} == {"denied"}
    assert claims(client, party="Air Koryo")["total"] >= 1
    assert claims(client, party="Nobody Known")["total"] == 0
    assert claims(client, text="never shipped coal")["total"] >= 1
    assert claims(client, speaker="Kim Chol Hyok")["total"] >= 1
    assert claims(client, **{"from": "2030-01-01"})["total"] == 0
    dated = claims(client, to="2030-01-01")
    assert dated["total"] + dated["undated"] == found["total"]
    assert claims(client, measure="CN-2017-40")["total"] < found["total"]
    assert client.get("/v1/evidence/search?measure=none").status_code == 400
    assert client.get("/v1/evidence/search?modality=perhaps").status_code == 400


def test_found_records_come_page_by_page(served):
    client, _ = served
    seen, url = [], "/v1/evidence/search?limit=1&kind=mention&kind=claim"
    while url:
        answer = client.get(url).json()
        seen += [(one["type"], one["start"], one["end"]) for one in answer["items"]]
        url = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"] > 2


def test_a_correction_bears_the_name_of_whoever_asked(served, analyst):
    client, page = served
    [denied, *_] = claims(client, modality="denied", kind="claim")["items"]
    address = f"/v1/evidence/pages/{page}/corrections"
    body = {"record": denied["claim_id"], "reason": "it only says so", "values": {"modality": "asserted"}}
    made = client.post(address, json=body, headers=analyst).json()
    assert (made["by"], made["action"], made["values"]) == ("ann", "change", {"modality": "asserted"})
    assert [one["id"] for one in client.get(f"/v1/evidence/pages/{page}").json()["corrected_by"]] == [made["id"]]
    again = {"action": "withdraw", "record": made["id"], "reason": "no, it was right"}
    assert client.post(address, json=again, headers=analyst).json()["withdraws"] == made["id"]
    assert denied["claim_id"] in {one["claim_id"] for one in claims(client, modality="denied", kind="claim")["items"]}


def test_a_correction_that_cannot_be_is_refused(served, analyst):
    client, page = served
    address = f"/v1/evidence/pages/{page}/corrections"
    for body, status in (
        ({"record": "c999", "reason": "x", "values": {"modality": "denied"}}, 404),
        ({"record": "c1", "reason": "x"}, 400),
        ({"action": "add", "record": "mention", "reason": "x"}, 400),
        ({"record": "c1", "values": {"modality": "denied"}}, 400),
    ):
        assert client.post(address, json=body, headers=analyst).status_code == status, body
    assert client.get(f"/v1/evidence/pages/{page}").json()["corrected_by"] == []


def test_a_dossier_is_a_page_that_runs_nothing(served):
    client, _ = served
    answer = client.get("/v1/evidence/dossier", params={"party": "Air Koryo"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "script" not in answer.headers["content-security-policy"]
    assert "never shipped coal" in answer.text
    assert client.get("/v1/evidence/dossier").status_code == 400


def test_where_no_page_is_kept_nothing_is_found(house):
    with house.open() as client:
        assert client.get("/v1/evidence/pages").json()["items"] == []
        assert claims(client)["items"] == []
        assert client.get("/v1/evidence/dossier?party=x").status_code == 404
