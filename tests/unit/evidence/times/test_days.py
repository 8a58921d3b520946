"""Weeks, months, seasons and their parts."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from navicert.evidence.times import days

ANY_DAY = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(ANY_DAY)
def test_a_week_runs_from_monday_to_sunday(day):
    first, last = days.week(day)
    assert first <= day <= last
    assert (first.weekday(), last.weekday()) == (0, 6)


@given(ANY_DAY)
def test_the_thirds_of_a_month_are_the_month(day):
    whole = days.month(day.year, day.month)
    early, mid, late = (days.part(whole, which) for which in ("early", "mid", "late"))
    assert (early.first, late.last) == whole
    assert early.last + days.DAY == mid.first
    assert mid.last + days.DAY == late.first


@given(ANY_DAY, st.integers(-600, 600))
def test_so_many_months_later_and_back_is_no_later_than_before(day, months):
    there = days.later(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert days.later(there, -months) <= day


def test_the_last_of_a_month_stays_the_last():
    assert days.later(date(2020, 1, 31), 1) == date(2020, 2, 29)


def test_the_beginning_and_end_of_a_year_are_its_first_and_last_month():
    assert days.edge(days.year(2018), "beginning") == days.month(2018, 1)
    assert days.edge(days.year(2018), "end") == days.month(2018, 12)
    assert days.edge(days.month(2018, 2), "end") == (date(2018, 2, 21), date(2018, 2, 28))


def test_winter_runs_into_the_next_year():
    assert days.season("winter", 2019) == (date(2019, 12, 1), date(2020, 2, 29))
