"""An article that gives somebody an office was written in the term of that office."""

from datetime import date

import pytest

from navicert.evidence.datable import bounds_of


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("Treasury Secretary Steven Mnuchin said so.", date(2017, 9, 28), date(2016, 9, 28)),
        ("Foreign Minister Ri Yong-ho was there.", date(2018, 6, 12), date(2021, 6, 12)),
        ("The ambassador to the U.N., Nikki Haley, said so.", date(2017, 12, 22), date(2019, 12, 22)),
        ("U.N. chief Antonio Guterres welcomed it.", date(2025, 1, 1), date(2016, 1, 1)),
    ],
)
def test_an_office_bounds_the_day_of_writing(text, inside, outside):
    bounds = bounds_of(text)
    assert bounds.allow(inside)
    assert not bounds.allow(outside)


def test_two_terms_of_one_office_are_both_possible():
    bounds = bounds_of("President Donald Trump signed it.")
    assert [bounds.allow(date(year, 6, 1)) for year in (2016, 2018, 2022, 2025)] == [False, True, False, True]


def test_a_former_office_bounds_nothing():
    assert bounds_of("The former Secretary of State Rex Tillerson wrote a book.").allow(date(2024, 1, 1))
