"""What every store promises of the quota ledger; the kinds of store are those of `store_address`."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.errors import InvalidInput, StoreError
from navicert.store import open_store
from navicert.terms import VagueDate
from navicert.trade import LedgerRecord, Stated
from navicert.trade.rows import content_id

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def store(store_address):
    return open_store(store_address)


def delivery(number, **fields):
    return LedgerRecord(
        **{
            "id": f"r{number}",
            "kind": "reported",
            "quota": "Q",
            "period_first": date(2018, 1, 1),
            "source": "a report – “quoted”",
            "recorded_at": NOON + timedelta(seconds=number),
            "recorded_by": "somebody",
            "quantity": Stated(Decimal("0.1"), "bbl", Decimal("0.05"), Decimal(10) ** 14),
            "goods": "diesel",
            "delivered": VagueDate(date(2018, 1, 3), date(2018, 2, 5)),
            "published": date(2018, 3, 1),
        }
        | fields
    )


def test_an_unused_store_has_an_empty_ledger_and_writes_nothing(store, tmp_path):
    assert store.ledger_records() == ()
    assert store.ledger_size() == 0
    assert list(tmp_path.iterdir()) == []


def test_records_come_back_as_they_were_given_in_the_order_of_recording(store):
    records = (
        delivery(1, kind="estimated", includes_reported=True, supplier="CN", receiver="KP", terms="aid", note="n"),
        delivery(2, value=Stated.exactly(Decimal("1.5"), "USD"), quantity=None, published=None),
        LedgerRecord(
            id="n", kind="notice", quota="Q", period_first=date(2018, 1, 1), source="s", recorded_at=NOON,
            recorded_by="b", percent=95, published=date(2018, 11, 1),
        ),
        delivery(3, corrects="r2"),
    )  # fmt: skip
    assert store.add_ledger_records(records) == ()
    assert store.ledger_records() == records
    assert store.ledger_size() == 4


def test_the_ledger_can_be_asked_as_it_was_recorded_up_to_a_time(store):
    store.add_ledger_records([delivery(number) for number in range(5)])
    assert [r.id for r in store.ledger_records(recorded_until=NOON + timedelta(seconds=2))] == ["r0", "r1", "r2"]


def test_the_same_record_again_is_known(store):
    store.add_ledger_records([delivery(1)])
    assert store.add_ledger_records([delivery(1, recorded_by="another"), delivery(2)]) == ("r1",)
    assert [record.recorded_by for record in store.ledger_records()] == ["somebody", "somebody"]


def test_an_id_that_stands_for_another_record_is_refused_and_nothing_of_the_rest_is_kept(store):
    store.add_ledger_records([delivery(1)])
    with pytest.raises(StoreError, match="never changes"):
        store.add_ledger_records([delivery(2), delivery(1, goods="lpg")])
    assert store.ledger_size() == 1


def test_a_correction_names_a_record_that_is_there(store):
    with pytest.raises(InvalidInput, match="not in the ledger"):
        store.add_ledger_records([delivery(1, corrects="r0")])
    assert store.ledger_size() == 0


def test_a_record_is_corrected_once(store):
    store.add_ledger_records([delivery(1), delivery(2, corrects="r1")])
    with pytest.raises(InvalidInput, match="corrected already, by r2"):
        store.add_ledger_records([delivery(3, corrects="r1")])
    store.add_ledger_records([delivery(3, corrects="r2")])
    assert store.ledger_size() == 3


def test_several_that_record_at_once_all_are_kept(store, store_address):
    def record(number):
        open_store(store_address).add_ledger_records([delivery(number)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(record, range(12)))
    assert sorted(r.id for r in store.ledger_records()) == sorted(f"r{n}" for n in range(12))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_record SET quota = 'X'", "DELETE FROM ledger_record", "DELETE FROM ledger_record WHERE 1"],
)
def test_the_embedded_database_itself_refuses_changes(tmp_path, statement):
    store = open_store(tmp_path / "store")
    store.add_ledger_records([delivery(1)])
    connection = sqlite3.connect(tmp_path / "store" / "navicert.db")
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(statement)
    connection.close()
    assert store.ledger_size() == 1


def test_a_store_of_the_version_before_gets_a_ledger(tmp_path):
    from navicert.store.database import APPLICATION_ID, SqliteDatabase, sqlite_statement
    from navicert.store.steps import STEPS

    folder = tmp_path / "store"
    folder.mkdir()
    with sqlite3.connect(folder / "navicert.db") as connection:
        for part in STEPS[0]:
            connection.execute(sqlite_statement(part))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    store = open_store(folder)
    assert store.ledger_records() == ()
    store.add_ledger_records([delivery(1)])
    assert store.ledger_size() == 1
    assert isinstance(store._database, SqliteDatabase)


@settings(deadline=None, max_examples=25)  # each makes a store on disk
@given(
    amount=st.decimals(0, 10**15, places=9),
    text=st.text(min_size=1).filter(lambda text: max(text) < "\ud800" or max(text) > "\udfff"),
    published=st.none() | st.dates(),
)
def test_any_statement_comes_back_exactly(tmp_path_factory, amount, text, published):
    store = open_store(tmp_path_factory.mktemp("ledger") / "store")
    record = delivery(1, quantity=Stated.exactly(amount, "t"), source=text, note=text, published=published)
    record = replace(record, id=content_id(record))
    store.add_ledger_records([record])
    assert store.ledger_records() == (record,)
