"""Facts are read strictly: what cannot be is told by its key, and nothing is filled in."""

from datetime import date
from decimal import Decimal

import pytest

from navicert.measures import Facts, InvalidFacts, OwnershipShare, read_facts


def fields(**told):
    read = read_facts({"activity": "supply", **told})
    return read.fields if isinstance(read, InvalidFacts) else ()


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"colour": "red"}, {"colour"}),
        ({"hs": 2710}, {"hs"}),
        ({"hs": "271"}, {"hs"}),
        ({"hs": "27 10"}, {"hs"}),
        ({"goods_kind": "gold dust"}, {"goods_kind"}),
        ({"origin": "XK9"}, {"origin"}),
        ({"origin": "UK"}, {"origin"}),
        ({"origin": "kp"}, {"origin"}),
        ({"bound_state": ["CN", "CN"]}, {"bound_state"}),
        ({"bound_state": ["any", "CN"]}, {"bound_state"}),
        ({"activity_date": "2017-02-30"}, {"activity_date"}),
        ({"activity_date": "5 Aug 2017"}, {"activity_date"}),
        ({"axle_count": 3.5}, {"axle_count"}),
        ({"axle_count": -1}, {"axle_count"}),
        ({"knowing": "yes"}, {"knowing"}),
        ({"knowing": 1}, {"knowing"}),
        ({"vessel_imo": "8905491"}, {"vessel_imo"}),
        ({"vessel_imo": 8905490}, {"vessel_imo"}),
        ({"quantity_amount": -5, "quantity_unit": "t"}, {"quantity_amount"}),
        ({"quantity_amount": "20,000", "quantity_unit": "t"}, {"quantity_amount"}),
        ({"quantity_amount": float("nan"), "quantity_unit": "t"}, {"quantity_amount"}),
        ({"quantity_amount": 5}, {"quantity_amount", "quantity_unit"}),
        ({"quantity_unit": "t"}, {"quantity_amount", "quantity_unit"}),
        ({"quantity_amount": 5, "quantity_unit": "firkin"}, {"quantity_unit"}),
        ({"action": "release"}, {"action", "activity"}),
        ({"owners": [{"name": "A", "share": 60}, {"name": "B", "share": 50}]}, {"owners"}),
        ({"owners": [{"name": "A", "share": 101}]}, {"owners"}),
        ({"owners": [{"share": 10}]}, {"owners"}),
        ({"owners": [{"name": "A", "part": 10}]}, {"owners"}),
        ({"owners": "A: 10"}, {"owners"}),
    ],
)
def test_values_outside_their_type_or_list_are_named(told, wrong):
    assert set(fields(**told)) == wrong


def test_without_an_activity_nothing_can_be_asked():
    assert read_facts({"hs": "2701"}).fields == ("activity",)


@pytest.mark.parametrize(
    ("told", "meant"), [("date", "activity_date"), ("amount", "value_amount"), ("imo", "vessel_imo")]
)
def test_an_unknown_key_is_named_with_those_it_may_stand_for(told, meant):
    (error,) = read_facts({"activity": "supply", told: "1"}).errors
    assert error.field == told
    assert meant in error.message


def test_a_key_like_none_is_refused_without_a_guess():
    (error,) = read_facts({"activity": "supply", "colour": "red"}).errors
    assert error.message == "this is no key of the vocabulary"


def test_goods_are_loaded_then_arrive_then_are_released():
    assert set(fields(loading_date="2017-08-02", arrival_date="2017-08-01")) == {"loading_date", "arrival_date"}
    assert set(fields(arrival_date="2017-08-30", release_date="2017-08-20")) == {"arrival_date", "release_date"}
    assert set(fields(loading_date="2017-08-30", release_date="2017-08-20")) == {"loading_date", "release_date"}
    assert set(fields(declaration_date="2017-08-30", release_date="2017-08-20")) == {"declaration_date", "release_date"}
    assert fields(loading_date="2017-08-01", arrival_date="2017-08-01", release_date="2017-08-01") == ()


def test_a_contract_may_be_later_than_the_loading():
    assert fields(loading_date="2017-08-01", contract_date="2017-08-09") == ()


def test_cells_of_a_csv_mean_what_json_values_mean():
    cells = {
        "activity": "supply", "bound_state": "CN|US", "quantity_amount": "20000", "quantity_unit": "bbl",
        "knowing": "false", "axle_count": "6", "hs": "0301", "owners": '[{"name": "A", "share_below": 50}]',
        "origin": "", "id": "row 7",
    }  # fmt: skip
    values = {
        "activity": "supply", "bound_state": ["CN", "US"], "quantity_amount": 20000, "quantity_unit": "bbl",
        "knowing": False, "axle_count": 6, "hs": "0301", "owners": [{"name": "A", "share_below": 50}],
    }  # fmt: skip
    assert read_facts(cells) == read_facts(values)


def test_numbers_stay_exact():
    facts = read_facts({"activity": "supply", "bbl_per_t": 8.3333, "quantity_amount": "0.1", "quantity_unit": "t"})
    assert isinstance(facts, Facts)
    assert facts.get("bbl_per_t") == Decimal("8.3333")
    assert facts.get("quantity_amount") == Decimal("0.1")


def test_null_is_an_absent_key():
    assert read_facts({"activity": "supply", "origin": None}).values.keys() == {"activity"}


def test_shares_of_which_one_is_above_its_bound_may_not_reach_a_hundred_without_it():
    halves = [{"name": "A", "share_above": 50}, {"name": "B", "share": 50}]
    assert read_facts({"activity": "payment", "owners": halves}).fields == ("owners",)
    assert isinstance(read_facts({"activity": "payment", "owners": [{"name": "A", "share": 50}, *halves[1:]]}), Facts)


def test_a_key_that_nobody_knows_is_wrong_with_null_too():
    assert read_facts({"activity": "supply", "orign": None}).fields == ("orign",)


def test_days_may_come_as_days():
    assert read_facts({"activity": "supply", "activity_date": date(2017, 8, 5)}).get("activity_date") == date(
        2017, 8, 5
    )


def test_a_share_may_be_a_bound():
    told = [{"name": "A", "share_below": 50}, {"name": "B", "share_above": 50}, {"name": "C"}]
    shares = read_facts({"activity": "payment", "owners": told}).get("owners")
    assert shares == (
        OwnershipShare("A", Decimal(0), Decimal(50), high_open=True),
        OwnershipShare("B", Decimal(50), Decimal(100), low_open=True),
        OwnershipShare("C"),
    )


ENDLESS: list[object] = []
ENDLESS.append(ENDLESS)
DEEP: list[object] = []
for _ in range(5000):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("1e999999", id="an exponent beyond reason"),
        pytest.param(Decimal("1e999999"), id="the same as a decimal number"),
        pytest.param("0." + "0" * 200 + "1", id="hardly more than nothing"),
        pytest.param(10**5000, id="a whole number of thousands of digits"),
        pytest.param("1" * 5000, id="the same as text"),
        pytest.param("１２", id="digits of another width"),
        pytest.param("١٢", id="digits of another script"),
        pytest.param(float("nan"), id="no number"),
        pytest.param(float("inf"), id="without end"),
        pytest.param("1_000", id="underscores"),
        pytest.param([5], id="a list"),
        pytest.param(DEEP, id="a list within lists"),
    ],
)
def test_a_number_that_is_no_amount_of_anything_is_named(value):
    assert fields(quantity_amount=value, quantity_unit="t") == ("quantity_amount",)


@pytest.mark.parametrize(
    "key", ["hs", "origin", "bound_state", "activity_date", "licence", "party", "vessel_imo", "end_use"]
)
@pytest.mark.parametrize(
    "value", [DEEP, ENDLESS, 10**5000, {"a": {}}, b"KP", "a\ud800b", "\x00"], ids=lambda v: type(v).__name__
)
def test_whatever_stands_under_a_key_is_told_by_the_key(key, value):
    read = read_facts({"activity": "supply", key: value})
    assert isinstance(read, InvalidFacts)
    assert read.fields == (key,)
    assert all(len(error.message) < 1000 and error.message.encode() for error in read.errors)


@pytest.mark.parametrize(
    "owners",
    [
        "[" * 100_000,
        DEEP,
        [{"name": "Sun Wei", "share": float("nan")}],
        [{"name": "Sun Wei", "share": "1e999999"}],
        [{"name": "Sun Wei", 1: 2, "b": 3}],
        [{"name": "  ", "share": 10}],
        [{"name": "\ud800", "share": 10}],
    ],
    ids=["unclosed", "deep", "no number", "huge", "keys of two kinds", "blank", "half a character"],
)
def test_owners_that_cannot_be_are_named(owners):
    assert fields(owners=owners) == ("owners",)


@pytest.mark.parametrize(
    "key", ["a\ud800", "x" * 10_000, 5, None, ("a",)], ids=["half", "long", "number", "none", "pair"]
)
def test_a_key_that_nobody_knows_is_told_as_far_as_it_can_be_written(key):
    read = read_facts({"activity": "supply", key: "x"})
    assert isinstance(read, InvalidFacts)
    assert len(read.fields) == 1
    assert len(read.fields[0].encode()) < 300


def test_what_is_wrong_is_told_in_the_vocabularys_order_whatever_order_the_keys_came_in():
    wrong = {"licence": "perhaps", "colour": "red", "hs": "27x", "activity": "smuggle"}
    told = read_facts(wrong)
    assert read_facts(dict(reversed(wrong.items()))) == told
    assert told.fields == ("activity", "hs", "licence", "colour")
