"""Answers over HTTP leave receipts, from which they can be asked again to the same bytes."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest

from navicert.errors import StoreError
from navicert.receipts import check_chain
from navicert.store.database import SqliteDatabase
from navicert.store.receipts import ReceiptStore

COAL = {
    "activity": "procure", "action": "release", "bound_state": "CN", "origin": "KP", "hs": "2701",
    "goods_kind": "coal", "end_use": "civilian", "arrival_date": "2017-08-10", "release_date": "2017-08-20",
}  # fmt: skip
PARTY = {"id": "7", "schema": "Person", "properties": {"name": ["Pak Yong Sik"], "birthDate": ["1950"]}}
NAMES = ("Pak Yong Sik", "", "Morning Tide", "박영식", "Nobody", "Ivan Sidorov", "x" * 2000)
DELIVERY = {
    "quota": "UN-2397-5-REFINED", "kind": "reported", "amount": 5000, "unit": "t", "goods": "diesel",
    "delivered": "2018-01", "supplier": "CN", "source": "1718 Committee", "published": "2018-03-05",
}  # fmt: skip
SUPPLY = {
    "activity": "supply", "origin": "CN", "destination": "KP", "hs": "271019", "goods_kind": "diesel", "amount": 10,
    "unit": "t", "bound_state": "CN", "activity_date": "2018-04-01",
}  # fmt: skip
QUERIES = [
    {"properties": {"name": [name], "birthDate": ["1950-02-30"], "nmae": ["x"]}, "schema": "Person"} for name in NAMES
]
ASKED = {
    "one party": ("/v1/screen", PARTY),
    "one party with a doubt": ("/v1/screen", QUERIES[0]),
    "some lists": ("/v1/screen?list=others&list=gone&cutoff=0.4&limit=2", PARTY),
    "a few": ("/v1/screen/batch", {"queries": QUERIES[:3]}),
    "many": ("/v1/screen/batch", {"queries": QUERIES}),
    "a cargo": ("/v1/check", {"id": "c", **COAL}),
    "a supply under a quota": ("/v1/check", SUPPLY),
    "a cargo as known on a day": ("/v1/check?as_known_on=2017-08-12", COAL),
    "cargoes": ("/v1/check/batch", {"transactions": [COAL, {"hs": 1}, SUPPLY]}),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_was_answered_is_answered_again_to_the_same_bytes(house, name):
    address, body = ASKED[name]
    list(house.desk.quotas.record([DELIVERY], by="tests", again=False))
    with house.open() as client:
        house.clock.pass_by(days=3)
        answer = client.post(address, json=body)
    assert answer.status_code == 200
    number, receipt_id = answer.headers["navicert-receipt"].split()
    receipt = house.desk.store.receipts.find(number)
    assert (receipt.id, receipt.draft.at, receipt.draft.by) == (receipt_id, house.clock(), "somebody on this computer")
    house.clock.pass_by(days=300)
    again = house.desk.verifying.replay(receipt)
    assert (again.same, again.differences, again.because) == (True, (), None)
    kept = house.desk.verifying.whole(receipt)["answered"]["content"]
    told = answer.json().get("answers", [answer.json()])
    assert kept == [one for one in told if "matches" not in one or not one.get("errors")]


def test_questions_that_were_refused_stand_in_the_receipt(house):
    with house.open() as client:
        number = client.post("/v1/screen/batch", json={"queries": QUERIES}).headers["navicert-receipt"].split()[0]
    asked = house.desk.verifying.whole(house.desk.store.receipts.find(number))["asked"]["content"]
    assert [one["where"].split()[0] for one in asked["refused"]] == ["queries.1", "queries.6"]
    assert len(asked["queries"]) + len(asked["refused"]) == len(QUERIES)


def test_a_receipt_names_what_the_answer_rests_on(house):
    with house.open() as client:
        screened = client.post("/v1/screen?list=others", json=PARTY).headers["navicert-receipt"]
        checked = client.post("/v1/check", json=COAL).headers["navicert-receipt"]
    first, second = (house.desk.store.receipts.find(header.split()[0]).draft.basis for header in (screened, checked))
    assert [one.name for one in first.editions] == ["others"]
    assert (first.rulebook, first.known_on, first.policy is None) == (None, None, False)
    assert [one.name for one in second.editions] == ["house", "others"]
    assert second.rulebook == house.desk.rulebook.digest
    assert second.known_on == "2026-11-21"


def test_requests_at_once_make_one_chain(house):
    with house.open() as client, ThreadPoolExecutor(8) as pool:
        headers = list(pool.map(lambda _: client.post("/v1/screen", json=PARTY).headers["navicert-receipt"], range(40)))
    assert sorted(int(header.split()[0]) for header in headers) == list(range(1, 41))
    assert list(check_chain(house.desk.store.receipts.chain())) == []


def test_what_waits_is_kept_together(house, monkeypatch):
    commits, is_busy, may_go_on = [], Event(), Event()
    add = ReceiptStore.add

    def slow(store, drafts, parts=()):
        commits.append(len(drafts))
        is_busy.set()
        assert may_go_on.wait(20)
        return add(store, drafts, parts)

    monkeypatch.setattr(ReceiptStore, "add", slow)
    with house.open() as client, ThreadPoolExecutor(8) as pool:
        first = pool.submit(client.post, "/v1/screen", json=PARTY)
        assert is_busy.wait(20)
        others = [pool.submit(client.post, "/v1/screen", json=PARTY) for _ in range(6)]
        while client.app.state.receipts.waiting < 6:
            sleep(0.01)
        may_go_on.set()
        numbers = [int(one.result().headers["navicert-receipt"].split()[0]) for one in (first, *others)]
    assert commits == [1, 6]
    assert sorted(numbers) == list(range(1, 8))


def test_answers_are_given_where_no_receipt_can_be_kept(house, monkeypatch):
    def full(*_):
        raise StoreError("the disk is full", where="store", next="free some space")

    with house.open() as client:
        with monkeypatch.context() as patch:
            patch.setattr(SqliteDatabase, "writing", full)
            answers = [client.post("/v1/screen", json=PARTY), client.post("/v1/check", json=COAL)]
        kept = client.post("/v1/screen", json=PARTY)
    assert [(one.status_code, one.headers["navicert-receipt"]) for one in answers] == [(200, "none")] * 2
    assert answers[0].json() == kept.json()
    assert kept.headers["navicert-receipt"].startswith("1 ")
    assert ["the disk is full" in line["error"] for line in house.log if line["event"] == "receipt_trouble"] == [
        True
    ] * 2


def test_a_setting_keeps_none(new_house):
    house = new_house(receipts=False)
    with house.open() as client:
        answers = [client.post("/v1/screen", json=PARTY), client.post("/v1/check/batch", json={"transactions": [COAL]})]
        answers += [client.request(method, address, **body) for method, address, body, _ in OTHERS_ASK.values()]
        answers += [client.post("/v1/screen/stream", content=json.dumps(PARTY).encode(), headers=LINES)]
    assert {one.status_code for one in answers} == {200}
    assert not any("navicert-receipt" in one.headers for one in answers)
    assert house.desk.store.receipts.last() is None


LINES = {"Content-Type": "application/x-ndjson"}
MATCH = {"queries": {"q": PARTY, "n": {"schema": "Person", "properties": {"name": ["Nobody Nowhere"]}}}}
RECON = {"queries": json.dumps({"q0": {"query": "Pak Yong Sik", "type": "Person", "limit": 1}})}
PAGE = {"text": "PYONGYANG, 28 September 2017 - China said it would stop coal imports.\n", "published": "2017-09-28"}
OTHERS_ASK = {
    "match": ("POST", "/match/default", {"json": MATCH}, {"hits": 1, "no_hits": 1}),
    "match of one list": ("POST", "/match/others?cutoff=0.3", {"json": MATCH}, {"no_hits": 2}),
    "match with parties left out": ("POST", "/match/default?exclude_entity_ids=l-1", {"json": MATCH}, {"no_hits": 2}),
    "match with a schema left out": ("POST", "/match/default?exclude_schema=Person", {"json": MATCH}, {"no_hits": 2}),
    "match by topic": ("POST", "/match/default?topics=sanction", {"json": MATCH}, {"hits": 1, "no_hits": 1}),
    "match by a topic nobody has": ("POST", "/match/default?topics=crime", {"json": MATCH}, {"no_hits": 2}),
    "match of many": (
        "POST", "/match/default?exclude_entity_ids=o-1", {"json": {"queries": {str(n): PARTY for n in range(6)}}},
        {"hits": 6},
    ),
    "search": ("GET", "/search/default?q=Pak%20Yong%20Sik", {}, {"hits": 1}),
    "search of one list": ("GET", "/search/others?q=Sons", {}, None),
    "reconcile": ("POST", "/reconcile/default", {"data": RECON}, {"hits": 1}),
    "reconcile one": ("GET", "/reconcile/default?query=Morning%20Tide", {}, {"hits": 1}),
    "read": ("POST", "/v1/read", {"json": PAGE}, None),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS_ASK)
def test_questions_of_others_clients_leave_receipts_that_are_answered_again_the_same(house, name):
    method, address, body, counts = OTHERS_ASK[name]
    with house.open() as client:
        answer = client.request(method, address, **body)
    assert answer.status_code == 200, answer.text
    receipt = house.desk.store.receipts.find(answer.headers["navicert-receipt"].split()[0])
    if counts is not None:
        assert dict(receipt.draft.counts) == counts
    house.clock.pass_by(days=300)
    again = house.desk.verifying.replay(receipt)
    assert (again.same, again.differences, again.because) == (True, (), None)


def test_the_receipt_of_a_match_holds_whom_the_answer_named(house):
    with house.open() as client:
        answer = client.post("/match/default", json=MATCH)
    number = answer.headers["navicert-receipt"].split()[0]
    kept = house.desk.verifying.whole(house.desk.store.receipts.find(number))
    told = {key: [one["id"] for one in part["results"]] for key, part in answer.json()["responses"].items()}
    found = [[match["id"] for match in one["matches"]] for one in kept["answered"]["content"]]
    assert found == list(told.values()) == [["l-1"], []]
    assert kept["asked"]["content"]["way"] == "POST /match/default"


def test_an_answer_that_means_nothing_has_its_receipt_too(house):
    with house.open() as client:
        house.clock.pass_by(days=300)
        answers = [client.post("/match/default", json=MATCH), client.get("/search/default?q=Nobody")]
    for answer in answers:
        assert answer.status_code == 503
        receipt = house.desk.store.receipts.find(answer.headers["navicert-receipt"].split()[0])
        assert dict(receipt.draft.counts)["not_screened"] == 1
        assert house.desk.verifying.replay(receipt).same is True


STREAMS = {
    "parties": ("/v1/screen/stream", PARTY, 250, [100, 100, 50]),
    "cargoes": ("/v1/check/stream", COAL, 45, [20, 20, 5]),
}


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_leaves_a_receipt_for_each_portion_of_its_lines(house, name):
    address, question, count, portions = STREAMS[name]
    with house.open() as client:
        sent = "\n".join([*[json.dumps(question)] * count, "no JSON"])
        answer = client.post(address, content=sent.encode(), headers=LINES)
    assert len(answer.text.splitlines()) == count + 1
    word, stream = answer.headers["navicert-receipt"].split()
    receipts = [row.receipt for row in house.desk.store.receipts.chain()]
    assert word == "stream"
    whole = [house.desk.verifying.whole(receipt) for receipt in receipts]
    assert [len(one["answered"]["content"]) for one in whole] == portions
    assert [house.desk.verifying.is_of(receipt, stream) for receipt in receipts] == [True] * len(portions)
    assert not house.desk.verifying.is_of(receipts[0], "another")
    house.clock.pass_by(days=300)
    assert [house.desk.verifying.replay(receipt).same for receipt in receipts] == [True] * len(portions)


def test_what_decides_nothing_leaves_no_receipt(house):
    with house.open() as client:
        for address in ("/search/default", "/reconcile/default", "/entities/l-1", "/v1/lists", "/v1/rules"):
            assert "navicert-receipt" not in client.get(address).headers
        client.get("/reconcile/default/suggest/entity?prefix=Pak")
    assert house.desk.store.receipts.last() is None
