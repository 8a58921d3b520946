"""Numbers as newspapers write them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.evidence.figures.numbers import NUMBER, value


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("2,802", 2802),
        ("1.46", "1.46"),
        ("twenty-one", 21),
        ("two hundred and fifty thousand", 250_000),
        ("1.9 billion", 1_900_000_000),
        ("3bn", 3_000_000_000),
        ("1.35m", 1_350_000),
        ("60.64 mln", 60_640_000),
        ("3.2 crore", 32_000_000),
        ("nineteen hundred", 1900),
        ("60 000", 60_000),
        ("35\u00a0038", 35_038),
        ("1\u202f250\u202f000", 1_250_000),
    ],
)
def test_a_number_is_worth_what_it_says(text, worth):
    assert re.fullmatch(NUMBER, text)
    assert value(text) == Decimal(worth)


@given(st.integers(0, 10**15))
def test_grouped_digits_are_worth_the_integer(number):
    assert value(f"{number:,}") == number


@pytest.mark.parametrize("text", ["x2", "3.2.1"])
def test_digits_within_a_word_are_no_number(text):
    assert not re.search(NUMBER, text)
