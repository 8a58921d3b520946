"""Deliveries that may be counted twice are told, and stay in the ledger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.trade.doubles import find_doubles, without_doubles


def test_the_same_amount_from_the_same_state_in_the_same_month_is_doubtful(delivery):
    a, b = delivery(id="a"), delivery(id="b", source="another report")
    [doubt] = find_doubles([a, b])
    assert (doubt.kind, doubt.records, doubt.spare) == ("repeated", ("a", "b"), ("b",))
    assert without_doubles([a, b], [doubt]) == (a,)


def test_equal_amounts_are_recognised_across_units(delivery):
    [doubt] = find_doubles([delivery(500, "bbl", id="a"), delivery(60, "t", id="b")])
    assert doubt.kind == "repeated"


@pytest.mark.parametrize(
    "other",
    [
        {"supplier": "RU"},
        {"days": "2018-02"},
        {"goods": "gasoline", "days": "2018-01-01"},
    ],
)
def test_other_states_other_months_or_other_goods_are_no_repetition(delivery, other):
    days = {"days": "2018-01-01"} if "goods" in other else {}
    assert find_doubles([delivery(id="a", **days), delivery(id="b", **other)]) == ()


def test_a_month_may_hold_a_day_of_it(delivery):
    month, day = delivery(5000, id="month"), delivery(700, id="day", days="2018-01-15")
    [doubt] = find_doubles([day, month])
    assert (doubt.kind, doubt.records, doubt.spare) == ("overlapping", ("month", "day"), ("day",))


def test_what_all_states_delivered_may_hold_what_one_did(delivery):
    of_all, of_one = delivery(5000, id="all", supplier=None), delivery(700, id="one", supplier="RU")
    [doubt] = find_doubles([of_one, of_all])
    assert doubt.records == ("all", "one")


def test_two_figures_of_one_month_are_doubtful_once(delivery):
    [doubt] = find_doubles([delivery(5000, id="a"), delivery(5100, id="b")])
    assert doubt.kind == "overlapping"


def test_where_the_parts_are_more_than_the_whole_the_whole_is_spare(delivery):
    month = delivery(1000, id="month")
    days = [delivery(800, id="x", days="2018-01-10"), delivery(900, id="y", days="2018-01-20")]
    [doubt] = find_doubles([month, *days])
    assert doubt.spare == ("month",)


def test_deliveries_on_days_of_their_own_are_not_doubtful(delivery):
    assert find_doubles([delivery(800, days="2018-01-10"), delivery(900, days="2018-01-10")]) == ()


def test_an_estimate_beside_the_reports_is_doubtful_only_when_the_amount_is_the_same(delivery):
    reported = delivery(1000, id="r", days="2018-01-10")
    guess = delivery(90_000, id="e", kind="estimated", supplier=None)
    assert find_doubles([reported, guess]) == ()
    [doubt] = find_doubles([delivery(1000, id="e", kind="estimated", days="2018-01-10"), reported])
    assert (doubt.records, doubt.spare) == (("r", "e"), ("e",))


def test_an_estimate_of_the_whole_total_is_never_added_so_never_doubtful(delivery):
    assert find_doubles([delivery(id="a"), delivery(id="e", kind="estimated", includes_reported=True)]) == ()


def test_nothing_delivered_twice_is_nothing(delivery):
    days = {"days": "2018-01-10"}
    assert find_doubles([delivery(0, id="a", **days), delivery(0, id="b", **days)]) == ()


@given(data=st.data())
def test_doubts_do_not_depend_on_the_order_of_the_records(data, delivery):
    days = st.sampled_from(["2018-01", "2018-01-10", "2018-01-10/2018-02-10", "2018-02"])
    rows = st.lists(st.tuples(st.integers(1, 3), days, st.sampled_from(["CN", None])), max_size=7)
    records = [
        delivery(amount, days=span, supplier=state, id=f"r{number}")
        for number, (amount, span, state) in enumerate(data.draw(rows))
    ]
    assert find_doubles(records) == find_doubles(data.draw(st.permutations(records)))
    left = without_doubles(records, find_doubles(records))
    assert not records or left
