"""What is left of a name as typed, and what is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.names import clean_name


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        pytest.param("  KIM   Jong  Un ", "KIM Jong Un", id="spaces"),
        pytest.param("ＫＩＭ Ｊｏｎｇ", "KIM Jong", id="full width"),
        pytest.param("HOD\u200dWAL\u00adKER", "HODWALKER", id="invisible characters"),
        pytest.param("\u202eKIM\u202c Jong", "KIM Jong", id="mixed directions"),
        pytest.param("José", "José", id="combining accent composed"),
        pytest.param("KIM\tJong\nUn", "KIM Jong Un", id="control characters are spaces"),
    ],
)
def test_what_cannot_be_seen_does_not_count(typed, cleaned):
    assert clean_name(typed) == unicodedata.normalize("NFC", cleaned)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("KIM\0Jong", id="NUL"),
        pytest.param("KIM \ud800", id="lone surrogate"),
        pytest.param("x" * 1001, id="over a thousand characters"),
        pytest.param("ﷺ" * 900, id="over a thousand characters once written out"),
        pytest.param(17, id="a number"),
        pytest.param(None, id="nothing"),
    ],
)
def test_what_no_name_can_hold_is_refused_with_its_place(broken):
    with pytest.raises(InvalidInput, match="field name"):
        clean_name(broken, where="field name")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=55))
def test_cleaning_twice_changes_nothing(text):
    once = clean_name(text)
    assert clean_name(once) == once
