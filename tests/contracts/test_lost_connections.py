"""The HTTP server on PostgreSQL: a connection that is lost is told, and the next request is answered."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from navicert.desk import Desk
from navicert.server.app import create_app
from navicert.server.binding import Binding
from navicert.settings import ServerSettings, Settings
from navicert.store.postgres import PostgresDatabase

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DELIVERY = {
    "quota": "UN-2397-5-REFINED", "kind": "reported", "amount": 5000, "unit": "t", "goods": "diesel",
    "delivered": "2018-01", "supplier": "CN", "source": "1718 Committee", "published": "2018-03-05",
}  # fmt: skip
RECORDS = "/v1/quotas/records"


@pytest.fixture
def desk(postgres_server, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = Settings(store=postgres_server.new_database(), server=ServerSettings(poll_seconds=3600.0))
    return Desk(settings, lambda: NOON)


@pytest.fixture
def client(desk):
    binding = Binding()
    app = create_app(desk, binding=binding)
    with TestClient(app, base_url=binding.url, client=("127.0.0.1", 50000), raise_server_exceptions=False) as asked:
        asked.headers["Authorization"] = f"ApiKey {desk.keys.create('ann', 'analyst').text}"
        assert asked.get("/v1/me").json()["name"] == "ann"
        yield asked


@contextmanager
def cut_off_while_writing(server):
    """Within, the first work that writes loses its connection in the middle."""
    writing, cut = PostgresDatabase.writing, []

    @contextmanager
    def cut_off(database):
        with writing(database) as connection:
            yield connection
            if not cut:
                cut.append(1)
                server.stop()
                server.start()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PostgresDatabase, "writing", cut_off)
        yield
    assert cut


def test_a_record_whose_connection_is_lost_is_not_there_and_the_next_one_is(client, postgres_server):
    with cut_off_while_writing(postgres_server):
        lost = client.post(RECORDS, json={"rows": [DELIVERY]})
    assert (lost.status_code, lost.json()["type"]) == (503, "urn:navicert:problem:store")
    assert client.get(RECORDS).json()["total"] == 0
    assert client.post(RECORDS, json={"rows": [DELIVERY]}).json()["rows"][0]["outcome"] == "recorded"
    assert client.get(RECORDS).json()["total"] == 1


def test_while_the_store_is_away_requests_are_refused_and_answered_when_it_is_back(client, postgres_server):
    postgres_server.stop()
    try:
        away = client.get(RECORDS)
    finally:
        postgres_server.start()
    assert (away.status_code, away.json()["type"]) == (503, "urn:navicert:problem:store")
    assert client.get(RECORDS).status_code == 200


def test_an_answer_whose_receipt_is_lost_is_given_without_one(client, postgres_server):
    facts = {"activity": "procure", "origin": "KP", "hs": "2701", "activity_date": "2018-03-01"}
    with cut_off_while_writing(postgres_server):
        first = client.post("/v1/check", json=facts)
    second = client.post("/v1/check", json=facts)
    assert (first.status_code, first.headers["navicert-receipt"]) == (200, "none")
    assert second.headers["navicert-receipt"].startswith("1 ")
    assert first.json() == second.json()
