"""Barrels and tonnes convert by stated ratios, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.trade.conversion import convert, has_ratio, ratio_source

PETROLEUM = ("crude_oil", "refined_petroleum", "gasoline", "diesel", "aviation_fuel", "lpg")
amounts = st.decimals(min_value=0, max_value=10**12, places=6).map(Fraction)


@pytest.mark.parametrize(
    ("tonnes", "barrels", "goods"),
    [(525_000, 4_000_000, "crude_oil"), (60_000, 500_000, "diesel"), (100, 1234, "lpg")],
)
def test_the_ratios_are_those_that_acts_and_practice_state(tonnes, barrels, goods):
    assert convert(Fraction(tonnes), "t", "bbl", goods) == barrels
    assert convert(Fraction(barrels), "bbl", "t", goods) == tonnes


@pytest.mark.parametrize("goods", PETROLEUM)
def test_every_ratio_says_where_it_is_stated(goods):
    assert has_ratio(goods)
    assert any(char.isdigit() for char in ratio_source(goods))


@given(amounts, st.sampled_from(PETROLEUM), st.sampled_from(["bbl", "t", "kg"]), st.sampled_from(["bbl", "t", "kg"]))
def test_a_conversion_there_and_back_gives_the_same_amount(amount, goods, unit, wanted):
    assert convert(convert(amount, unit, wanted, goods), wanted, unit, goods) == amount


@given(amounts, amounts, st.sampled_from(PETROLEUM))
def test_converting_a_sum_is_summing_what_is_converted(left, right, goods):
    assert convert(left + right, "t", "bbl", goods) == convert(left, "t", "bbl", goods) + convert(
        right, "t", "bbl", goods
    )


@pytest.mark.parametrize(
    ("unit", "wanted", "goods"),
    [("t", "bbl", "coal"), ("t", "bbl", None), ("t", "USD", "diesel"), ("USD", "t", "coal"), ("bbl", "kg", "coal")],
)
def test_what_nobody_states_a_ratio_for_is_refused(unit, wanted, goods):
    with pytest.raises(InvalidInput, match="no stated ratio"):
        convert(Fraction(1), unit, wanted, goods)


def test_a_rounded_factor_would_break_the_crude_cap_that_the_exact_ratio_keeps():
    assert convert(Fraction(525_000), "t", "bbl", "crude_oil") <= 4_000_000 < 525_000 * Fraction(762, 100)
