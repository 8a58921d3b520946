"""Running totals: exact, in each unit, reported and estimated apart."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.terms import Quantity
from navicert.trade import Stated
from navicert.trade.totals import amount_in, can_tell, estimate, total

GOODS = ("diesel", "gasoline", "lpg", "refined_petroleum")


@st.composite
def deliveries(draw, delivery):
    rows = draw(
        st.lists(
            st.tuples(st.decimals(0, 10**6, places=3), st.sampled_from(["bbl", "t", "kg"]), st.sampled_from(GOODS)),
            max_size=12,
        )
    )
    return [delivery(amount, unit, goods=goods, id=f"r{number}") for number, (amount, unit, goods) in enumerate(rows)]


@given(data=st.data())
def test_a_total_does_not_depend_on_the_order_of_the_records(data, delivery):
    records = data.draw(deliveries(delivery))
    assert total(records, "bbl") == total(data.draw(st.permutations(records)), "bbl")


@given(data=st.data())
def test_the_totals_of_two_parts_add_up(data, delivery):
    records = data.draw(deliveries(delivery))
    cut = data.draw(st.integers(0, len(records)))
    parts = total(records[:cut], "t").amount + total(records[cut:], "t").amount
    assert parts == total(records, "t").amount


def test_tonnes_and_barrels_add_up_without_rounding(delivery):
    records = [delivery(10_000, "t"), delivery(10_000, "t", id="b"), delivery(40_000_000, "kg", id="c")]
    assert total(records, "bbl").amount == 500_000
    assert total(records[:1], "bbl").amount == Fraction(250_000, 3)


def test_gas_and_diesel_convert_by_their_own_ratios(delivery):
    records = [delivery(100, "t", goods="lpg"), delivery(60, "t", goods="diesel")]
    assert total(records, "bbl").amount == 1234 + 500


def test_a_delivery_that_cannot_be_told_in_a_unit_is_named_and_not_guessed(delivery):
    coal = delivery(1000, "t", goods="coal", id="coal")
    valued = delivery(goods="coal", id="valued", quantity=None, value=Stated.exactly(Decimal(60_000), "USD"))
    found = total([coal, valued], "USD")
    assert (found.amount, found.lacking, found.is_whole) == (60_000, ("coal",), False)
    assert not can_tell(valued, "t")
    with pytest.raises(InvalidInput):
        amount_in(valued, "t")


def test_quantities_of_different_units_never_add_by_accident():
    with pytest.raises(ValueError, match="different units"):
        Quantity(Decimal(1), "bbl") + Quantity(Decimal(1), "t")


def test_estimated_deliveries_come_on_top_of_reported_ones(delivery):
    reported = [delivery(1000, id="r")]
    guessed = [delivery(500, id="e", kind="estimated", low=300, high=900)]
    found = estimate(reported, guessed, "bbl")
    assert (found.low, found.best, found.high) == (1300, 1500, 1900)


def test_an_estimate_of_the_whole_total_holds_what_was_reported_in_its_days(delivery):
    reported = [delivery(1000, id="r", days="2018-01"), delivery(200, id="s", days="2018-02-10")]
    whole = [delivery(5000, id="e", kind="estimated", days="2018-01", includes_reported=True)]
    assert estimate(reported, whole, "bbl").best == 5200


def test_of_several_estimates_the_range_spans_all(delivery):
    guesses = [
        delivery(5000, id="a", kind="estimated", includes_reported=True),
        delivery(9000, id="b", kind="estimated", includes_reported=True, low=4000, high=9500),
    ]
    found = estimate([], guesses, "bbl")
    assert (found.low, found.best, found.high) == (4000, 9000, 9500)


def test_without_an_estimate_there_is_none(delivery):
    assert estimate([delivery()], [], "bbl") is None


@given(data=st.data())
def test_an_estimate_lies_within_its_own_range(data, delivery):
    reported = data.draw(deliveries(delivery))
    low, best, high = sorted(data.draw(st.tuples(*[st.integers(1, 10**6)] * 3)))
    whole = data.draw(st.booleans())
    guess = delivery(best, low=low, high=high, kind="estimated", id="e", includes_reported=whole)
    found = estimate(reported, [guess], "bbl")
    assert found.low <= found.best <= found.high
