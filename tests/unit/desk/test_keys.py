"""API keys: shown once, kept as a hash, ended for good."""

from datetime import UTC, datetime

import pytest

from navicert.desk import Desk, open_desk
from navicert.errors import InvalidInput, MissingData, StoreError

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path) -> Desk:
    return open_desk(tmp_path / "store", clock=lambda: NOON)


def test_a_key_is_recognised_with_its_name_and_role(desk):
    new = desk.keys.create("payments gateway", "analyst")
    visitor = desk.keys.recognise(new.text)
    assert visitor is not None
    assert (visitor.name, visitor.role, visitor.way) == ("payments gateway", "analyst", "api key")
    assert visitor.may("viewer")
    assert not visitor.may("admin")


def test_the_store_holds_no_part_of_the_secret(desk, tmp_path):
    secret = desk.keys.create("gateway").text.split("_", 2)[2]
    for path in (tmp_path / "store").rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes()


def test_a_revoked_key_is_nobodys(desk):
    new = desk.keys.create("gateway")
    assert desk.keys.revoke(new.kept.id).revoked_at == NOON
    assert desk.keys.recognise(new.text) is None
    assert [kept.revoked_at for kept in desk.keys.all()] == [NOON]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"), id="another last letter"),
        pytest.param(lambda text: text + "x", id="longer"),
        pytest.param(lambda text: "nvc_000000000000" + text[16:], id="another id"),
        pytest.param(lambda text: "", id="nothing"),
        pytest.param(lambda text: text.upper(), id="in capitals"),
    ],
)
def test_what_is_nearly_a_key_is_none(desk, change):
    assert desk.keys.recognise(change(desk.keys.create("gateway").text)) is None


def test_a_program_is_never_the_second_pair_of_eyes(desk):
    with pytest.raises(InvalidInput, match="cannot be 'reviewer'"):
        desk.keys.create("gateway", "reviewer")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\nb"])
def test_a_key_says_whose_it_is(desk, name):
    with pytest.raises(InvalidInput, match="name"):
        desk.keys.create(name)


def test_a_key_that_is_not_there_cannot_be_revoked(desk):
    desk.keys.create("gateway")
    with pytest.raises(MissingData, match="no API key"):
        desk.keys.revoke("abc")


def test_without_a_store_there_are_no_keys(desk):
    assert desk.keys.all() == ()
    assert desk.keys.recognise("nvc_0123456789ab_" + "x" * 43) is None


def test_a_key_is_never_removed_from_the_store(desk):
    desk.keys.create("gateway")
    with pytest.raises(StoreError, match="never removed"), desk.store._database.writing() as connection:
        connection.execute("DELETE FROM api_key")
