"""Spans of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.terms import Period

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2000, 3, 1))
SIDES = st.none() | DAYS


@st.composite
def periods(draw):
    first, until = draw(SIDES), draw(SIDES)
    if first is not None and until is not None and until < first:
        first, until = until, first
    return Period(first, until)


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2017, 9, 4), False), (date(2017, 9, 5), True), (date(2017, 12, 31), True), (date(2018, 1, 1), False)],
    ids=["the day before", "the first day", "the last day", "the day it ends"],
)
def test_a_period_holds_its_first_day_and_not_the_day_it_ends(day, inside):
    assert (day in Period(date(2017, 9, 5), date(2018, 1, 1))) is inside


def test_an_open_side_has_no_end():
    assert date.min in Period(None, date(2018, 1, 1))
    assert date.max in Period(date(2018, 1, 1), None)


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2018, 1, 2), date(2018, 1, 1))


@given(periods(), periods())
def test_two_periods_overlap_exactly_when_some_day_lies_in_both(one, other):
    days = (date(1999, 12, 1) + timedelta(days=number) for number in range(150))
    assert one.overlaps(other) == other.overlaps(one) == any(day in one and day in other for day in days)


@given(DAYS)
def test_a_period_that_ends_as_it_begins_is_empty(day):
    period = Period(day, day)
    assert period.is_empty
    assert day not in period
    assert not period.overlaps(Period())
