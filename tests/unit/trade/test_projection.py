"""When a cap would be reached at the mean rate, and when that cannot be told."""

from datetime import date
from fractions import Fraction

import pytest

from navicert.terms import Period
from navicert.trade.projection import Question, project, project_estimate
from navicert.trade.totals import Estimate

YEAR = Period(date(2018, 1, 1), date(2019, 1, 1))
CAP = Question(Fraction(500_000), "bbl", YEAR)


def test_the_rate_is_what_was_delivered_by_the_days_that_figures_cover(delivery):
    found = project(CAP, [delivery(62_000, days="2018-01"), delivery(56_000, days="2018-02", id="b")])
    assert found.rate == 2000
    assert (found.figures_until, found.days) == (date(2018, 2, 28), 59)
    assert found.day == date(2018, 9, 7)  # 382,000 bbl are 191 days after 28 February
    assert (found.day - found.figures_until).days == 191


def test_a_part_of_a_day_counts_as_a_day(delivery):
    assert project(CAP, [delivery(62_001, days="2018-01")]).day == project(CAP, [delivery(62_000, days="2018-01")]).day
    assert project(CAP, [delivery(61_999, days="2018-01")]).day > project(CAP, [delivery(62_000, days="2018-01")]).day


def test_the_rate_of_the_last_days_takes_a_month_in_part(delivery):
    records = [delivery(31_000, days="2018-01"), delivery(280_000, days="2018-02", id="b")]
    found = project(Question(CAP.cap, "bbl", YEAR, window=38), records)
    assert found.rate == Fraction(280_000 + 10_000, 38)  # all of February and ten days of January


@pytest.mark.parametrize(
    ("records", "why"),
    [
        ([], "nothing was reported"),
        ([{"amount": 1000, "days": "2018-01-05"}], "figures cover 5 days"),
        ([{"amount": 500_000, "days": "2018-01"}], "reached already"),
        ([{"amount": 0, "days": "2018-01"}], "nothing was delivered"),
        ([{"amount": 1000, "days": "2018-01"}], "lasts to the end of the period, 2018-12-31"),
    ],
)
def test_where_no_day_can_be_told_the_reason_is(records, why, delivery):
    found = project(CAP, [delivery(**record) for record in records])
    assert found.day is None
    assert why in found.because


def test_the_last_day_of_the_period_is_within_it_and_the_next_is_not(delivery):
    december = [delivery(334, days="2018-11-30")]  # one barrel a day
    assert project(Question(Fraction(334 + 31), "bbl", YEAR), december).day == date(2018, 12, 31)
    assert project(Question(Fraction(334 + 32), "bbl", YEAR), december).day is None


def test_a_range_of_estimates_gives_a_range_of_days():
    found = project_estimate(
        CAP, Estimate("bbl", Fraction(100_000), Fraction(200_000), Fraction(400_000)), date(2018, 4, 10)
    )
    assert found.earliest == date(2018, 5, 5)
    assert found.day == date(2018, 9, 7)
    assert found.latest is None  # the lowest lasts beyond the year


def test_a_period_without_end_is_projected_only_so_far(delivery):
    open_period = Question(Fraction(10**9), "bbl", Period(date(2018, 1, 1)))
    assert "lasts more than" in project(open_period, [delivery(1, days="2018-01")]).because
