"""A served store with accounts of every role and one case that waits."""

import json
from datetime import UTC, datetime
from itertools import count

import pytest
from starlette.testclient import TestClient

from navicert import web
from navicert.cases.model import Finding
from navicert.desk import Desk
from navicert.server.app import create_app
from navicert.settings import Settings

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PASSWORD = "a long enough phrase"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
PARTIES = [
    {"id": "l-1", "schema": "Person", "properties": {"name": ["PAK, Yong Sik", "박영식"], "birthDate": ["1950-01-01"]}},
    {"id": "l-2", "schema": "Vessel", "properties": {"name": ["MORNING TIDE"], "imoNumber": ["9074729"]}},
    {"id": "l-3", "schema": "Person", "properties": {"name": ["Иван Петрович Сидоров", "محمد علي"]}},
    {"id": "l-4", "schema": "Organization", "properties": {"name": [HOSTILE], "notes": ["=cmd|' /C calc'!A0"]}},
]
NUMBERS = count(1)
ROLES = ("viewer", "analyst", "reviewer", "admin")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """One store for all tests of a module; each takes a case of its own."""
    folder = tmp_path_factory.mktemp("pages")
    desk = Desk(Settings(str(folder / "store")), lambda: NOON)
    source = folder / "parties.jsonl"
    source.write_text("".join(json.dumps(party) + "\n" for party in PARTIES))
    desk.lists.load("ftm", [source], published=NOON.date(), name="demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("navicert.desk.accounts.COST", {"time_cost": 1, "memory_cost": 64})
        for name, role in (*((role, role) for role in ROLES), ("second", "reviewer")):
            desk.accounts.change_password(name, desk.accounts.create(name, role, by="test"), PASSWORD, address="test")
        yield desk


@pytest.fixture
def case(desk):
    """A case that waits: a customer whose name is near a listed one."""
    finding = Finding(
        customer=f"c-{next(NUMBERS)}",
        source="demo",
        entity="l-1",
        origin="screening",
        caption="PAK, Yong Sik",
        edition="e",
        data={"name": ["Pak Yong Sik"]},
        entry="d" * 64,
        rule="r" * 64,
        score=0.91,
        probability=0.8,
        particulars={"matched": {"query": HOSTILE, "entry": "PAK, Yong Sik"}},
    )
    (raised,) = desk.cases.raise_alerts([finding])
    return raised.case


@pytest.fixture(scope="module")
def app(desk):
    return create_app(desk, routers=web.ROUTERS, recognisers=web.recognisers(desk))


@pytest.fixture
def client_of(app):
    """A browser, signed in as somebody where a name is given."""

    def make(name=None):
        client = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000), follow_redirects=False)
        if name:
            answer = client.post("/sign-in", data={"name": name, "password": PASSWORD})
            assert answer.status_code == 303, answer.text
        return client

    return make


def token_of(text):
    """The form token in a page."""
    return text.partition('name="form_token" value="')[2].partition('"')[0]
