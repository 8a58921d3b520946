"""Which deliveries a quota counts, and in which of its periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.rulebook import load_rulebook
from navicert.terms import Period
from navicert.trade import quotas_of
from navicert.trade.quotas import find_period, find_quota, period_name


def test_measures_that_implement_a_quota_count_the_same_deliveries(quotas):
    assert quotas["PRODUCTS"].counted_with == {"PRODUCTS", "NATIONAL-PRODUCTS"}
    assert quotas["COAL"].counted_with == {"COAL"}


def test_the_bundled_law_links_national_quotas_to_those_they_implement_and_replace():
    quotas = quotas_of(load_rulebook())
    for quota in quotas.values():
        linked = {*quota.measure.implements, *quota.measure.supersedes} & quotas.keys()
        assert linked <= quota.counted_with
        assert all(quota.counted_with == quotas[other].counted_with for other in quota.counted_with)


def test_totals_are_kept_in_the_units_of_the_cap_and_in_barrels_and_tonnes(quotas):
    assert quotas["PRODUCTS"].units == ("bbl", "t")
    assert quotas["COAL"].units == ("USD", "t")


@pytest.mark.parametrize(
    ("quota", "day", "first", "until"),
    [
        ("PRODUCTS", date(2018, 12, 31), date(2018, 1, 1), date(2019, 1, 1)),
        ("CRUDE", date(2018, 12, 21), date(2017, 12, 22), date(2018, 12, 22)),
        ("CRUDE", date(2018, 12, 22), date(2018, 12, 22), date(2019, 12, 22)),
        ("NATIONAL-CRUDE", date(2018, 12, 22), date(2017, 12, 23), date(2018, 12, 23)),
        ("EARLIER-CRUDE", date(2017, 12, 21), date(2017, 9, 11), date(2017, 12, 22)),
    ],
)
def test_a_quota_year_turns_on_its_own_day(quotas, quota, day, first, until):
    assert quotas[quota].period_of(day) == Period(first, until)


@pytest.mark.parametrize(
    ("quota", "day"),
    [("PRODUCTS", date(2017, 12, 31)), ("EARLIER-CRUDE", date(2017, 12, 22)), ("CRUDE", date(2017, 12, 21))],
)
def test_before_its_first_day_and_after_its_last_a_quota_has_no_period(quotas, quota, day):
    assert quotas[quota].period_of(day) is None


def test_a_year_that_began_before_the_act_is_still_its_year(quotas):
    assert quotas["NATIONAL-PRODUCTS"].period_of(date(2018, 1, 3)) == Period(date(2018, 1, 1), date(2019, 1, 1))


@given(st.dates(date(2018, 1, 6), date(2100, 1, 1)), st.sampled_from(["PRODUCTS", "CRUDE", "NATIONAL-CRUDE"]))
def test_periods_follow_each_other_without_gap_or_overlap(quotas, day, name):
    period = quotas[name].period_of(day)
    assert day in period
    assert quotas[name].period_of(period.first) == period
    assert quotas[name].period_of(period.until).first == period.until


def test_a_period_is_named_by_year_by_day_and_by_its_own_name(quotas):
    year = quotas["PRODUCTS"].period_of(date(2018, 5, 5))
    crude = quotas["CRUDE"].period_of(date(2018, 5, 5))
    assert find_period(quotas["PRODUCTS"], "2018") == find_period(quotas["PRODUCTS"], "2018-05-05") == year
    assert find_period(quotas["CRUDE"], "2018-12-21") == find_period(quotas["CRUDE"], period_name(crude)) == crude
    assert period_name(year) == "2018"
    assert period_name(crude) == "2017-12-22/2018-12-21"


@pytest.mark.parametrize(
    ("quota", "text", "why"),
    [
        ("CRUDE", "2018", "more than one period"),
        ("PRODUCTS", "2017", "has no period"),
        ("PRODUCTS", "last year", "is no period"),
        ("PRODUCTS", "2018-13", "is no period"),
        ("PRODUCTS", "9999", "out of range"),
        ("PRODUCTS", "2018/2019", "more than one period"),
    ],
)
def test_a_period_that_cannot_be_told_is_refused(quotas, quota, text, why):
    with pytest.raises(InvalidInput, match=why):
        find_period(quotas[quota], text)


def test_an_unknown_quota_is_answered_with_those_there_are(quotas):
    with pytest.raises(InvalidInput, match=r"no quota 'OIL'.*PRODUCTS, NATIONAL-PRODUCTS"):
        find_quota(quotas, "OIL")


def test_a_delivery_counts_under_its_own_quota_and_under_those_linked_to_it(quotas, delivery):
    record = delivery()
    assert quotas["PRODUCTS"].counts(record) == date(2018, 1, 1)
    assert quotas["NATIONAL-PRODUCTS"].counts(record) == date(2018, 1, 1)
    assert quotas["CRUDE"].counts(record) is None


def test_goods_that_a_linked_quota_does_not_name_do_not_count_there(quotas, delivery):
    assert quotas["NATIONAL-PRODUCTS"].counts(delivery(goods="lpg")) is None


def test_the_day_on_which_two_years_turn_apart_counts_in_different_years(quotas, delivery):
    fields = {"quota": "CRUDE", "goods": "crude_oil", "period_first": date(2018, 12, 22), "published": date(2019, 3, 1)}
    first_day = delivery(days="2018-12-22", **fields)
    whole_year = delivery(days="2018-12-22/2019-12-21", **fields)
    assert quotas["NATIONAL-CRUDE"].counts(first_day) == date(2017, 12, 23)
    assert quotas["NATIONAL-CRUDE"].counts(whole_year) == date(2018, 12, 23)


def test_a_notice_counts_under_linked_quotas_too(quotas, notice):
    crude = notice(95, date(2018, 10, 1), quota="CRUDE", period_first=date(2017, 12, 22))
    assert quotas["NATIONAL-CRUDE"].counts(crude) == date(2017, 12, 23)
    assert quotas["PRODUCTS"].counts(crude) is None
