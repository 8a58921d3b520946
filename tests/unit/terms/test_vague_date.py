"""Dates that keep the precision they were published with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.terms import VagueDate

DAYS = st.dates(min_value=date(1000, 1, 1))


@pytest.mark.parametrize(
    ("when", "precision", "iso"),
    [
        (VagueDate.day(date(1948, 5, 17)), "day", "1948-05-17"),
        (VagueDate.month(1948, 2), "month", "1948-02"),
        (VagueDate.year(1948), "year", "1948"),
        (VagueDate.years(1955, 1957), "range", "1955-01-01/1957-12-31"),
        (VagueDate(date(1948, 1, 1), date(1948, 2, 29)), "range", "1948-01-01/1948-02-29"),
    ],
)
def test_a_date_knows_how_precise_it_is(when, precision, iso):
    assert (when.precision, when.iso()) == (precision, iso)


def test_about_is_said_beside_the_days():
    assert str(VagueDate.year(1948, circa=True)) == "circa 1948"
    assert VagueDate.year(1948, circa=True).precision == "year"


@given(DAYS)
def test_a_day_a_month_and_a_year_are_read_back(day):
    for when in (VagueDate.day(day), VagueDate.month(day.year, day.month), VagueDate.year(day.year)):
        assert VagueDate.from_iso(when.iso()) == when
        assert when.earliest <= day <= when.latest


@given(DAYS, DAYS)
def test_a_range_never_ends_before_it_begins(one, other):
    if one <= other:
        assert VagueDate(one, other).earliest == one
    else:
        with pytest.raises(ValueError, match="cannot end"):
            VagueDate(one, other)


@pytest.mark.parametrize(
    "text", ["", "48", "1948-5", "1948-13", "1948-00", "1948-02-30", "1948/05", "1948-05-17T00", "0000"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        VagueDate.from_iso(text)
