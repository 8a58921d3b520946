"""Codes of the Harmonized System."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.terms import HsCode

DIGITS = st.from_regex(r"[0-9]{10}", fullmatch=True)


@given(DIGITS, st.sampled_from([2, 4, 6, 8, 10]), st.sampled_from([2, 4, 6, 8, 10]))
def test_a_code_covers_what_begins_with_it(digits, one, other):
    assert HsCode(digits[:one]).covers(HsCode(digits[:other])) is (one <= other)


def test_leading_zeros_are_kept():
    assert str(HsCode("0301")) == "0301"
    assert not HsCode("0301").covers(HsCode("3010"))


@pytest.mark.parametrize("text", ["", "1", "27 01", "2701.11", "270", "2701110000000", "270a", "२७"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(ValueError, match="is not an HS code"):
        HsCode(text)


def test_a_number_is_refused_since_it_has_lost_its_zeros():
    with pytest.raises(TypeError, match="write it in quotes"):
        HsCode(301)
