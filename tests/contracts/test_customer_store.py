"""What every store promises of customers: every state kept, every record accounted for, erased when asked."""

import json
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.desk import open_desk
from navicert.desk.customers import LoadOrder
from navicert.errors import MissingData
from navicert.screening.customers import Customer
from navicert.store import open_store
from navicert.store.customers import Customers, Put
from navicert.store.screenings import CanaryRun, Screening

START = datetime(2026, 3, 2, 6, tzinfo=UTC)


def customer(key: str, *names: str) -> Customer:
    return Customer(key, "Person", {"name": names or ("Kim",)})


@pytest.fixture
def customers(store_address: str) -> Customers:
    return open_store(store_address).customers


def begin(customers: Customers, day: int = 0) -> tuple[int, datetime]:
    at = START + timedelta(days=day)
    return customers.begin_load(at=at, by="Ann", file="c.csv", is_full=True, control_total=None), at


def there(customers: Customers) -> list[Customer]:
    _, pages = customers.everyone()
    return [one for page in pages for one in page]


def test_a_store_without_customers_has_none(customers: Customers) -> None:
    assert (customers.count(), customers.stamp(), there(customers), customers.loads()) == (0, 0, [], ())
    with pytest.raises(MissingData, match="no customer"):
        customers.history("1")


def test_every_state_of_a_customer_is_kept_and_a_record_that_says_what_is_known_leaves_none(
    customers: Customers,
) -> None:
    for day, names in enumerate([("Kim",), ("Kim",), ("Kim Il",), ("Kim",)]):
        load, at = begin(customers, day)
        put = customers.put([customer("1", *names)], load, at)
        assert (put.added, put.changed, put.unchanged) == ((1, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 0))[day]
    states = customers.history("1")
    assert [state.customer.properties["name"] for state in states] == [("Kim",), ("Kim Il",), ("Kim",)]
    assert [state.version for state in states] == [1, 2, 3]
    assert [state.recorded_at for state in states] == [START + timedelta(days=day) for day in (0, 2, 3)]
    assert [state.replaced_at for state in states] == [START + timedelta(days=day) for day in (2, 3)] + [None]


def test_who_stands_twice_in_a_file_counts_once(customers: Customers) -> None:
    load, at = begin(customers)
    first = customers.put([customer("1", "Kim"), customer("1", "Kim"), customer("2"), customer("2", "Ri")], load, at)
    assert first == Put(added=2, repeated=("1",), contradicted=("2",))
    assert customers.put([customer("1", "Kim"), customer("1", "Pak")], load, at) == Put(
        repeated=("1",), contradicted=("1",)
    )
    assert there(customers) == [customer("1"), customer("2")]


def test_who_is_not_in_a_full_file_is_gone_and_may_return(customers: Customers) -> None:
    load, at = begin(customers)
    customers.put([customer("1"), customer("2")], load, at)
    load, at = begin(customers, 1)
    customers.put([customer("1")], load, at)
    assert customers.unseen(load) == 1
    assert customers.mark_gone(load, at) == 1
    assert (customers.count(), customers.count_gone(), there(customers)) == (1, 1, [customer("1")])
    load, at = begin(customers, 2)
    assert customers.put([customer("2")], load, at).returned == 1
    assert [state.gone_at for state in customers.history("2")] == [None, START + timedelta(days=1), None]


def test_a_stamp_tells_who_came_changed_or_went_since(customers: Customers) -> None:
    load, at = begin(customers)
    customers.put([customer(key) for key in "1234"], load, at)
    stamp = customers.stamp()
    load, at = begin(customers, 1)
    customers.put([customer("1"), customer("2", "Ri"), customer("5"), customer("3")], load, at)
    customers.mark_gone(load, at)
    assert customers.changed_since(stamp) == ("2", "4", "5")
    assert customers.count_changed_since(stamp) == 2
    assert customers.changed_since(customers.stamp()) == ()


def test_many_customers_come_in_order_and_once(customers: Customers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("navicert.store.customers.PAGE", 700)
    load, at = begin(customers)
    customers.put([customer(f"{number:05}") for number in range(2300)], load, at)
    stamp, pages = customers.everyone()
    sizes = [len(page) for page in pages]
    assert (stamp, sizes) == (1, [700, 700, 700, 200])
    assert [one.id for one in there(customers)] == [f"{number:05}" for number in range(2300)]


def test_what_is_erased_is_gone_for_good_and_only_that(customers: Customers) -> None:
    for day, keys in enumerate(["123", "13", "1"]):
        load, at = begin(customers, day)
        customers.put([customer(key, f"Kim {day}") for key in keys], load, at)
        customers.mark_gone(load, at)
    assert customers.due(START + timedelta(days=1.5)) == ("2",)
    assert customers.erase(["2"]) == 2, "its state, and the one before it went"
    with pytest.raises(MissingData):
        customers.history("2")
    assert customers.count_replaced(START + timedelta(days=1.5)) == 2
    assert customers.erase_replaced(START + timedelta(days=1.5)) == 2
    assert [state.customer.properties["name"] for state in customers.history("1")] == [("Kim 1",), ("Kim 2",)]


def test_what_was_screened_is_told_the_last_first(store_address: str) -> None:
    screenings = open_store(store_address).screenings
    given = {
        "by": "Ann",
        "edition": "e",
        "since": None,
        "rule": "r",
        "customers": 5,
        "entries": 2,
        "report": {"opened": 1},
    }
    first = Screening(at=START, list="un", stamp=3, **given)
    second = Screening(at=START + timedelta(1), list="eu", stamp=None, **(given | {"since": "d"}))
    for screening in (first, second):
        screenings.keep(screening)
    assert screenings.all() == (second, first)
    assert screenings.all("un") == (first,)
    run = CanaryRun(at=START, list="un", edition="e", planted=3, found=2, missing=("x",))
    screenings.keep_canaries(run)
    assert (screenings.canaries(), screenings.canaries("eu")) == ((run,), ())


NAMES = st.sampled_from(["Kim", "Ri", "Pak"])
FILES = st.lists(
    st.tuples(st.lists(st.tuples(st.sampled_from("abcd"), NAMES), max_size=6), st.booleans()), min_size=1, max_size=5
)


@settings(max_examples=30)
@given(FILES)
def test_the_population_is_what_the_files_say_in_their_order(files: list[tuple[list[tuple[str, str]], bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        customers = open_store(Path(folder) / "store").customers
        expected: dict[str, str] = {}
        told: dict[str, list[str | None]] = {}
        for day, (rows, is_full) in enumerate(files):
            load, at = begin(customers, day)
            put = customers.put([customer(key, name) for key, name in rows], load, at)
            counted = put.added + put.changed + put.unchanged + put.returned + len(put.repeated) + len(put.contradicted)
            assert counted == len(rows)
            now = dict(reversed(rows))
            after = now if is_full else expected | now
            if is_full:
                customers.mark_gone(load, at)
            for key in {*expected, *after}:
                if expected.get(key) != after.get(key):
                    told.setdefault(key, []).append(after.get(key))
            expected = after
        assert {one.id: one.properties["name"][0] for one in there(customers)} == expected
        for key, states in told.items():
            found = [None if one.gone_at else one.customer.properties["name"][0] for one in customers.history(key)]
            assert found == states


def test_a_load_is_noted_and_what_became_of_it(customers: Customers) -> None:
    load, _ = begin(customers)
    assert customers.loads()[0].report is None
    customers.finish_load(load, {"rows": 3})
    assert customers.loads()[0].report == {"rows": 3}


def test_customers_are_asked_what_a_new_edition_changed(store_address: str, tmp_path: Path) -> None:
    desk = open_desk(store_address)
    for day, names in (
        ("2026-01-01", ("Kim Chol Hyok", "Ri Song Gwan")),
        ("2026-02-01", ("Kim Chol Hyok", "Choe Hae")),
    ):
        file = tmp_path / f"{day}.jsonl"
        entries = [{"id": name, "schema": "Person", "properties": {"name": [name]}} for name in names]
        file.write_text("".join(json.dumps({"target": True, **entry}) + "\n" for entry in entries), encoding="utf-8")
        desk.lists.load("ftm", [file], published=date.fromisoformat(day), name="watch", accept_shrinkage=True)
    (tmp_path / "c.csv").write_text("id,name\n1,Kim Chol Hyok\n2,Ri Song Gwan\n3,Choe Hae\n", encoding="utf-8")
    desk.customers.load(LoadOrder(file=tmp_path / "c.csv", by="Ann", schema="Person", columns={}))
    told = [(one.outcome, one.customer) for one in desk.rescreening.rescreen("watch", "previous", "current")]
    assert sorted(told) == [("closed_for_review", "2"), ("opened", "3")]
    assert list(desk.rescreening.rescreen("watch", "previous", "current")) == []
    assert [(one.outcome, one.customer) for one in desk.rescreening.screen("watch")] == [("opened", "1")]
    assert desk.rescreening.unscreened("watch") == 0
    assert list(desk.store.cases.broken()) == []
    assert desk.customers.erase(datetime.now(UTC), by="Ann").customers == 0
