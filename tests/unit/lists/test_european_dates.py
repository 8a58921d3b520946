"""Dates with the day first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.lists.sources.european_dates import MONTHS, read_dates
from navicert.terms import VagueDate

DAYS = st.dates(min_value=date(1000, 1, 1))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("16.7.2009", ["2009-07-16"]),
        ("6.5.1969.", ["1969-05-06"]),
        ("07/09/2026", ["2026-09-07"]),
        ("2 Sept 1965", ["1965-09-02"]),
        ("July 1965", ["1965-07"]),
        ("dd/mm/1965", ["1965"]),
        ("dd/07/1966", ["1966-07"]),
        ("00/00/1975", ["1975"]),
        ("1937 or 1938", ["1937", "1938"]),
        ("15.4.1957, 22.2.1958", ["1957-04-15", "1958-02-22"]),
        ("7.8.1965 / 20.2.1972", ["1965-08-07", "1972-02-20"]),
        ("19.2.1968; 1965 or 1966", ["1968-02-19", "1965", "1966"]),
        ("1967-1969.", ["1967-01-01/1969-12-31"]),
        ("between 1955 and 1957", ["1955-01-01/1957-12-31"]),
        ("1955 and 1957", ["1955", "1957"]),
        ("circa 1961", ["circa 1961"]),
    ],
)
def test_dates_are_read_as_printed(text, dates):
    assert [str(when) for when in read_dates(text) or []] == dates


@pytest.mark.parametrize("text", ["", "in spring", "31.2.1960", "15/08/19yy", "1.13.1960", "1957 or so", "1969-1967"])
def test_a_text_with_any_part_that_is_no_date_is_not_read(text):
    assert read_dates(text) is None


@given(DAYS, st.sampled_from([".", "/", "-"]))
def test_the_day_always_comes_first(day, sign):
    assert read_dates(f"{day.day}{sign}{day.month}{sign}{day.year:04d}") == [VagueDate.day(day)]


@given(DAYS, st.sampled_from(sorted(MONTHS)))
def test_months_may_be_words(day, word):
    when = VagueDate.month(day.year, MONTHS[word])
    assert read_dates(f"{word.title()} {day.year:04d}") == [when]
