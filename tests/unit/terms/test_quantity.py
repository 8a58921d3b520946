"""Amounts that know their unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.terms import Money, Quantity

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=3)


@given(AMOUNTS, AMOUNTS)
def test_amounts_of_one_unit_add_and_compare_exactly(one, other):
    left, right = Quantity(one, "bbl"), Quantity(other, "bbl")
    assert left + right == Quantity(one + other, "bbl")
    assert left + right - right == left
    assert (left < right) is (one < other)
    assert (left <= right) is (one <= other)


@pytest.mark.parametrize("act", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: a <= b])
def test_amounts_of_different_units_do_neither(act):
    with pytest.raises(ValueError, match="different units"):
        act(Quantity(Decimal(1), "bbl"), Quantity(Decimal(1), "t"))


def test_an_amount_is_written_with_its_unit():
    assert str(Quantity(Decimal(4000000), "bbl")) == "4,000,000 bbl"
    assert str(Money(Decimal("1234.50"), "EUR")) == "1,234.50 EUR"
