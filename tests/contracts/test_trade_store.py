"""What every store promises of trade statistics and prices; the kinds of store are those of `store_address`."""

from datetime import UTC, date, datetime, timedelta

import pytest

from navicert.store import open_store
from navicert.store.flows import TradeLoad, TradeRecord

NOON = datetime(2018, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(store_address):
    return open_store(store_address)


def load(day, at=NOON):
    return TradeLoad("flows", "S", "f.csv", "00", date(2018, 1, day), at, "Ana", {})


def record(value, key="a"):
    return TradeRecord("flow", key, "f.csv row 2", {"value": value})


def values(records):
    return [one.content["value"] for one in records]


def test_a_later_publication_revises_and_the_earlier_one_stays(store):
    assert store.trade.add([record("1"), record("5", "b")], load(10)) == ("new", "new")
    assert store.trade.add([record("2"), record("5", "b")], load(20)) == ("revised", "known")
    assert sorted(values(store.trade.records("flow"))) == ["2", "5"]
    assert values(store.trade.history("flow", "a")) == ["1", "2"]
    [revised] = [one for one in store.trade.records("flow") if one.key == "a"]
    assert revised.revises == store.trade.history("flow", "a")[0].number


def test_what_was_published_or_recorded_by_then_is_asked(store):
    store.trade.add([record("1")], load(10))
    store.trade.add([record("2")], load(20, NOON + timedelta(days=1)))
    assert values(store.trade.records("flow", published_until=date(2018, 1, 15))) == ["1"]
    assert values(store.trade.records("flow", published_until=date(2018, 1, 5))) == []
    assert values(store.trade.records("flow", recorded_until=NOON)) == ["1"]


def test_an_older_file_that_comes_later_does_not_rule(store):
    store.trade.add([record("2")], load(20))
    assert store.trade.add([record("1")], load(10)) == ("revised",)
    assert values(store.trade.records("flow")) == ["2"]


def test_a_revision_back_to_the_first_figure_is_kept(store):
    for day, value in ((10, "1"), (12, "2"), (14, "1")):
        store.trade.add([record(value)], load(day))
    assert values(store.trade.history("flow", "a")) == ["1", "2", "1"]


def test_prices_and_flows_are_kept_apart(store):
    store.trade.add([record("1")], load(10))
    assert store.trade.records("price") == []


@pytest.mark.parametrize("table", ["trade_record", "trade_load"])
@pytest.mark.parametrize("change", ["UPDATE {} SET recorded_at = 'x'", "DELETE FROM {}"])
def test_nothing_is_changed_or_removed(store, table, change):
    store.trade.add([record("1")], load(10))
    with pytest.raises(Exception, match="never"), store._database.writing() as connection:
        connection.execute(change.format(table))
