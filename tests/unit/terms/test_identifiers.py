"""Check digits of identifiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.terms import imo_is_valid


@given(st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_six_digits_have_exactly_one_check_digit(digits):
    assert sum(imo_is_valid(f"{digits}{check}") for check in range(10)) == 1


@pytest.mark.parametrize("number", ["8905490", "9562233", "9187629"])
def test_numbers_of_ships_are_valid(number):
    assert imo_is_valid(number)


@pytest.mark.parametrize("number", ["8905491", "", "890549", "89054900", "IMO8905490", "८९०५४९०"])
def test_other_texts_are_not(number):
    assert not imo_is_valid(number)
