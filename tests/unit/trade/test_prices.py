"""Prices by day and place, and the changes that are worth telling."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.trade.prices import KeptPrice, PricePoint, PriceProblem, Series, Watched, changes, read_price, series_of
from navicert.trade.prices.model import price_from_content, price_to_content

NOON = datetime(2018, 1, 1, 12, tzinfo=UTC)
ROW = {
    "date": "2017-06-21", "place": "Pyongyang", "goods": "Gasoline", "price": "1.46", "currency": "USD", "unit": "kg",
    "source": "Daily NK", "country": "KP", "hs": "2710",
}  # fmt: skip


def kept(day, price, number=1, **fields):
    told = {"place": "Pyongyang", "goods": "gasoline", "currency": "USD", "unit": "kg", "source": "S"} | fields
    return KeptPrice(number, PricePoint(day, price=Decimal(price), **told), date(2018, 1, 1), NOON, f"f row {number}")


def told(*prices, **watched):
    first = date(2017, 1, 1)
    [series] = series_of(kept(first + timedelta(days=day), price, day) for day, price in prices)
    found = changes(series, Watched(**watched))
    return [(one.direction, one.before.number, one.after.number, round(one.percent)) for one in found]


def test_a_price_is_read():
    point = read_price(ROW)
    assert (point.goods, point.price, point.day, point.country) == (
        "gasoline",
        Decimal("1.46"),
        date(2017, 6, 21),
        "KP",
    )
    assert price_from_content(price_to_content(point)) == point


@pytest.mark.parametrize(
    ("field", "cell"),
    [("date", "21.6.2017"), ("price", "0"), ("price", "x"), ("currency", "dollar"), ("place", ""), ("hs", "27x"),
     ("country", "Atlantis"), ("source", "")],
)  # fmt: skip
def test_a_bad_cell_is_named(field, cell):
    found = read_price(ROW | {field: cell})
    assert isinstance(found, PriceProblem)
    assert found.field == field


def test_a_rise_within_the_days_is_told_with_both_prices():
    assert told((0, "0.98"), (61, "1.47"), percent=Decimal(50)) == [("rise", 0, 61, 50)]


def test_a_rise_just_below_the_threshold_is_not_told():
    assert told((0, "1.00"), (61, "1.49"), percent=Decimal(50)) == []


def test_a_rise_over_more_days_is_not_told():
    assert told((0, "1.00"), (63, "2.00")) == []


def test_a_stretch_of_rises_is_told_once_by_the_largest():
    assert told((0, "1.00"), (20, "1.50"), (40, "2.00")) == [("rise", 0, 40, 100)]


def test_a_fall_is_told():
    assert told((0, "2.00"), (30, "1.00")) == [("fall", 0, 30, -50)]


def test_two_rises_apart_are_told_twice():
    found = told((0, "1.00"), (30, "2.00"), (200, "2.00"), (230, "4.00"))
    assert found == [("rise", 0, 30, 100), ("rise", 200, 230, 100)]


def test_units_currencies_and_sources_make_series_of_their_own():
    day = date(2017, 1, 1)
    rows = [kept(day, 1), kept(day, 1, unit="l"), kept(day, 1, currency="KPW"), kept(day, 1, source="T")]
    assert len(series_of(rows)) == 4


DAYS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 500)), min_size=2, max_size=20, unique_by=lambda p: p[0])


@given(DAYS)
def test_a_change_is_told_exactly_where_some_pair_of_prices_passes_the_threshold(pairs):
    first, watched = date(2017, 1, 1), Watched(Decimal(40), 62)
    rows = sorted((kept(first + timedelta(days=day), price, day) for day, price in pairs), key=lambda k: k.point.day)
    found = changes(Series("Pyongyang", "gasoline", "USD", "kg", "S", tuple(rows)), watched)
    passing = [
        (a, b) for n, b in enumerate(rows) for a in rows[:n]
        if (b.point.day - a.point.day).days <= 62 and b.point.price >= a.point.price * Decimal("1.4")
    ]  # fmt: skip
    assert bool(passing) == any(one.direction == "rise" for one in found)
    assert all(abs(one.percent) >= 40 and one.days <= 62 for one in found)
