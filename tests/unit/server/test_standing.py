"""What stands is replaced whole, when it changed and only then; trouble with the store leaves it standing."""

import pytest

from navicert.errors import StoreError
from navicert.screening import Policy, party_from_ftm
from navicert.server.watch import Watch

OTHERS_LATER = [{"id": f"o-{n}", "schema": "Person", "properties": {"name": ["Z"]}} for n in (7, 8)]


@pytest.fixture
def watch(house):
    told = Watch(house.desk, lambda event, **more: house.log.append({"event": event, **more}))
    told.look()
    return told


def test_nothing_is_read_again_while_nothing_was_written(watch, house):
    before = watch.standing
    watch.look()
    assert watch.standing is before
    house.desk.keys.create("gateway")
    watch.look()
    assert watch.standing.whole is before.whole, "something was written, but no list"
    assert [one["event"] for one in house.log] == ["lists_in_place"]


def test_an_unchanged_list_is_kept_when_another_changes(watch, house):
    before = watch.standing
    house.load(
        "others", [{"id": f"o-{n}", "schema": "Person", "properties": {"name": ["Z"]}} for n in (7, 8)], "2026-11-21"
    )
    watch.look()
    assert watch.standing.held["house"].roll is before.held["house"].roll
    assert "o-7" in watch.standing.held["others"].roll
    assert "o-1" in before.held["others"].roll, "a request that began before keeps what it began with"


def test_a_store_that_cannot_be_read_leaves_what_stands(watch, house, monkeypatch):
    before = watch.standing
    house.load(
        "others", [{"id": f"o-{n}", "schema": "Person", "properties": {"name": ["Z"]}} for n in (7, 8)], "2026-11-21"
    )

    def broken(*_):
        raise StoreError("the disk reports an error")

    with monkeypatch.context() as patch:
        patch.setattr(house.desk.store, "edition_names", broken)
        watch.look()
        watch.look()
    assert watch.standing is before
    assert "disk" in watch.trouble
    assert [one["event"] for one in house.log] == ["lists_in_place", "store_trouble"], "told once"
    watch.look()
    assert watch.trouble is None
    assert "o-7" in watch.standing.held["others"].roll


def test_trouble_with_the_store_turns_health_red(house, monkeypatch):
    with house.open() as client:
        house.desk.keys.create("x")

        def broken(*_):
            raise StoreError("the disk reports an error")

        monkeypatch.setattr(house.desk.store, "edition_names", broken)
        client.app.state.watch.look()
        health = client.get("/v1/health")
        assert (health.status_code, health.json()["problems"]) == (503, ["the store cannot be used; the log says why"])
        query = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Pak Yong Sik"]}}}}
        assert client.post("/match/default", json=query).status_code == 200


def test_lists_asked_apart_and_together_give_the_same_matches(watch):
    standing = watch.standing
    for name in ("Pak Yong Sik", "Sidorov Ivan", "Morning Tide", "Trading Corporation"):
        party = party_from_ftm({"schema": "Thing", "properties": {"name": [name]}})
        policy = Policy(cutoff=0.3, limit=10)
        apart = [match for one in standing.names for match in standing.matches(party, (one,), policy)]
        together = standing.matches(party, standing.names, policy)
        assert sorted(match.party.id for match in apart) == sorted(match.party.id for match in together)


def test_a_low_cutoff_is_told(house):
    query = {"properties": {"name": ["Pak Yong Sik"]}}
    with house.open() as client:
        answer = client.post("/v1/screen", json=query, params={"cutoff": 0.1}).json()
    assert any("cutoff" in warning for warning in answer["warnings"])
