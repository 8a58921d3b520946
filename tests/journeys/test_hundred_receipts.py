"""A hundred questions, by every command and route there is: each is answered again to the same bytes, weeks later."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from starlette.testclient import TestClient

from navicert.desk import Desk, open_desk
from navicert.server.app import create_app
from navicert.web import ROUTERS

NAMES = (
    "Pak Yong Sik",
    "박영식",
    "Ri Won Ho",
    "Maria Fernandez Lopez",
    "Morning Tide",
    "Иван Сидоров",
    "李文浩",
    "Nobody",
    "Anna Schmidt",
)
HS = ("2701", "0303", "271019", "720839", "610910")
LINES = {"Content-Type": "application/x-ndjson"}
NEWS = "PYONGYANG, {day} September 2017 (KCNA) -- China said on Friday that it had stopped importing coal and fish.\n"
LISTED = [
    {"id": "l-1", "schema": "Person", "properties": {"name": ["PAK, Yong Sik", "박영식"], "birthDate": ["1950"]}},
    {"id": "l-2", "schema": "Person", "properties": {"name": ["RI, Won Ho"], "topics": ["sanction"]}},
    {"id": "l-3", "schema": "Vessel", "properties": {"name": ["MORNING TIDE"], "imoNumber": ["9074729"]}},
]


def listed(path, *more):
    path.write_text("".join(json.dumps(one) + "\n" for one in (*LISTED, *more)))
    return path


def party(name):
    return {"schema": "LegalEntity", "properties": {"name": [name]}}


def cargo(hs, release="2017-08-20"):
    facts = "activity=procure action=release bound_state=CN origin=KP end_use=civilian"
    return {**dict(pair.split("=") for pair in facts.split()), "hs": hs, "release_date": release}


def pairs(facts):
    return [f"{key}={value}" for key, value in facts.items()]


@pytest.fixture
def files(tmp_path):
    """Files of customers, of cargoes, and a page."""
    customers, cargoes, page = tmp_path / "customers.csv", tmp_path / "cargoes.jsonl", tmp_path / "page.txt"
    customers.write_text("id,name\n" + "".join(f"{number},{name}\n" for number, name in enumerate(NAMES)))
    cargoes.write_text("".join(json.dumps({"id": hs, **cargo(hs)}) + "\n" for hs in HS))
    page.write_text(NEWS.format(day=28))
    return customers, cargoes, page


def ask_by_command(navicert, tmp_path, customers, cargoes, page):
    """Every command that decides something."""
    for name in NAMES:
        navicert("screen", name)
        navicert("screen", name, "--cutoff", "0.5", "--limit", "3", "--json")
    navicert("screen", "Ri Won Ho", "--as-known-on", "2026-02-01")
    for hs in HS:
        navicert("check", *pairs(cargo(hs)))
        navicert("check", *pairs(cargo(hs)), "--as-known-on", "2017-08-10", "--json")
    navicert("check", "activity=payment", "person=Ri Won Ho", "activity_date=2018-01-05")
    navicert("check", "activity=nonsense")
    navicert("screen", "--file", customers, "--out", tmp_path / "hits.csv")
    navicert("screen", "--file", customers, "--json")
    navicert("check", "--file", cargoes, "--out", tmp_path / "law.jsonl")
    navicert("check", "--file", cargoes)
    navicert("read", page)
    navicert("read", page, "--published", "2017-09-29", "--json")
    navicert("customers", "load", customers)
    navicert("customers", "screen", "house")


def ask_by_route(client):
    """Every route that decides something, and the pages; each answer names its receipt."""

    def ask(method, address, **body):
        answer = client.request(method, address, **body)
        assert answer.status_code == 200, answer.text
        assert answer.headers["navicert-receipt"] != "none"

    for name in NAMES:
        ask("POST", "/v1/screen", json=party(name))
        ask("POST", "/match/default", json={"queries": {"a": party(name), "b": party("Nobody Else")}})
        ask("GET", "/search/default", params={"q": name})
        ask("GET", "/", params={"q": name})
        ask("POST", "/reconcile/default", data={"queries": json.dumps({"q0": {"query": name}})})
    for hs in HS:
        ask("POST", "/v1/check", json=cargo(hs))
        ask("GET", "/check", params=cargo(hs, "2017-09-20"))
    narrowed = "exclude_entity_ids=l-1&topics=sanction"
    ask("POST", f"/match/house?{narrowed}", json={"queries": {"a": party(NAMES[0])}})
    ask("POST", "/v1/screen/batch", json={"queries": [party(name) for name in NAMES]})
    ask("POST", "/v1/check/batch", json={"transactions": [cargo(hs) for hs in HS]})
    ask("POST", "/v1/screen/stream", content="\n".join(json.dumps(party(n)) for n in NAMES * 20), headers=LINES)
    ask("POST", "/v1/check/stream", content="\n".join(json.dumps(cargo(hs)) for hs in HS * 5), headers=LINES)
    for day in (27, 28):
        ask("POST", "/v1/read", json={"text": NEWS.format(day=day), "published": f"2017-09-{day}"})


def test_a_hundred_receipts_of_every_kind_are_answered_again_to_the_same_bytes(navicert, tmp_path, files):
    customers, cargoes, _ = files
    house = listed(tmp_path / "house.jsonl")
    navicert("lists", "load", "ftm", house, "--as", "house", "--published", "2026-01-01")
    ask_by_command(navicert, tmp_path, *files)
    desk = open_desk(tmp_path / "store")
    app = create_app(desk, routers=ROUTERS, log=structlog.wrap_logger(structlog.ReturnLogger(), processors=[]))
    app.state.watch.look()
    with TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 5000)) as client:
        ask_by_route(client)

    later = listed(tmp_path / "later.jsonl", {"id": "l-9", **party("Maria Fernandez Lopez")})
    navicert("lists", "load", "ftm", later, "--as", "house", "--published", "2026-02-01")
    navicert("rescreen", "house", "previous", "current")
    receipts = navicert("receipts", "list", "--last", "999", "--json").records
    assert len(receipts) >= 100
    kinds = Counter(receipt["kind"] for receipt in receipts)
    assert set(kinds) == {"screen", "check", "read", "screen-file", "check-file", "customers"}

    assert navicert("receipts", "seal", "--by", "ann").code == 0
    ended = navicert("verify", "--all", "--input", customers, "--input", cargoes, "--json")
    other = [one for one in ended.records if one["same"] is not True]
    assert (ended.code, other, len(ended.records)) == (0, [], len(receipts))

    in_weeks = Desk(desk.settings, lambda: datetime.now(UTC) + timedelta(weeks=60))
    chain = [row.receipt for row in in_weeks.store.receipts.chain()]
    again = [in_weeks.verifying.replay(receipt, files=[customers, cargoes]).same for receipt in chain[::7]]
    assert again == [True] * len(again)
