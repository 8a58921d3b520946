"""Printed times of publication."""

from datetime import UTC, date, datetime, timedelta

import pytest

from navicert.evidence.layout.stamps import stamp


@pytest.mark.parametrize(
    "text",
    [
        "3 May 2018",
        "Updated 03 May 2018",
        "May 3, 2018",
        "Thu, May 3, 2018 - 10:45",
        "2018-05-03T10:15:00Z",
        "Published on: 3 May 2018 at 10:15 GMT",
        "10:15 AM EST, Thu May 3, 2018",
        "2018年5月3日 10:01",
        "2018/5/3 5:50",
        "Last updated 3-May-2018",
    ],
)
def test_the_day_of_a_stamp(text):
    assert stamp(text).day == date(2018, 5, 3)


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("11 sec ago", timedelta(seconds=11)),
        ("Updated 12 min 5 sec ago", timedelta(minutes=12)),
        ("5 hours ago", timedelta(hours=5)),
        ("a day ago", timedelta(days=1)),
        ("Yesterday", timedelta(days=1)),
    ],
)
def test_a_stamp_that_counts_back_from_fetching(text, ago):
    found = stamp(text)
    assert (found.day, found.before_fetching) == (None, ago)
    fetched = datetime(2018, 5, 4, 2, 0, tzinfo=UTC)
    assert found.seen_from(fetched) == (fetched - ago).date()


def test_a_day_that_may_be_read_two_ways_has_both():
    found = stamp("03/04/2018")
    assert (found.day, found.swapped) == (date(2018, 4, 3), date(2018, 3, 4))
    assert stamp("26/06/2019").swapped is None


@pytest.mark.parametrize("text", ["31 February 2018", "On Monday he spoke", "2018", "99/99/2018"])
def test_what_is_no_day_is_no_stamp(text):
    assert stamp(text) is None


def test_an_update_is_told_from_the_first_publication():
    assert stamp("Updated 3 May 2018").is_update
    assert not stamp("Published 3 May 2018").is_update
