"""Time expressions and the days they mean, seen from a Wednesday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.evidence.times.finding import expressions

WEDNESDAY = date(2019, 10, 16)


def meant(text, anchor=WEDNESDAY):
    return [
        (text[one.start : one.end], one.meaning.days.first.isoformat(), one.meaning.days.last.isoformat())
        for one in expressions(text, anchor)
    ]


def only(text):
    (one,) = meant(text)
    return one[1:] if one[1] != one[2] else one[1]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The port closed on Oct. 3, 2018.", "2018-10-03"),
        ("The port closed on Wednesday, 3 October 2018.", "2018-10-03"),
        ("It was signed on 2018-10-03.", "2018-10-03"),
        ("It opened in October 2018.", ("2018-10-01", "2018-10-31")),
        ("It opened in early October 2018.", ("2018-10-01", "2018-10-10")),
        ("It opened at the end of 2018.", ("2018-12-01", "2018-12-31")),
        ("It opened in late 2018.", ("2018-10-01", "2018-12-31")),
        ("It opened in mid-2018.", ("2018-04-01", "2018-09-30")),
        ("A 2015 report says so.", ("2015-01-01", "2015-12-31")),
        ("The 1950-53 war ended.", ("1950-01-01", "1953-12-31")),
        ("From 2012 to 2015 it grew.", ("2012-01-01", "2015-12-31")),
        ("In the early 1990s it grew.", ("1990-01-01", "1993-12-31")),
        ("The talks of July 7-8, 2017 failed.", ("2017-07-07", "2017-07-08")),
        ("It ran from 28 March to 3 April 2017.", ("2017-03-28", "2017-04-03")),
        ("It fell in the first half of 2017.", ("2017-01-01", "2017-06-30")),
        ("It fell in the third quarter of 2017.", ("2017-07-01", "2017-09-30")),
        ("It fell in the first eight months of 2017.", ("2017-01-01", "2017-08-31")),
        ("It rose between July and September 2017.", ("2017-07-01", "2017-09-30")),
        ("It closed in the winter of 2017.", ("2017-12-01", "2018-02-28")),
    ],
)
def test_times_printed_with_their_year(text, days):
    assert only(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The ministry said on Wednesday.", "2019-10-16"),
        ("The ministry said on Thursday.", "2019-10-10"),
        ("The ministers will meet on Thursday.", "2019-10-17"),
        ("They are due to meet on Friday in Oslo.", "2019-10-18"),
        ("They were due to meet on Friday in Oslo.", "2019-10-11"),
        ("It was closed early on Tuesday morning.", "2019-10-15"),
        ("It opens next Monday.", "2019-10-21"),
        ("It opened last Monday.", "2019-10-14"),
        ("It opened on Tuesday last week.", "2019-10-08"),
        ("The vote is at 5 p.m. CET (1600 GMT) on Thursday and will be close.", "2019-10-17"),
        ("He left yesterday.", "2019-10-15"),
        ("The ban was announced this week.", ("2019-10-14", "2019-10-20")),
        ("The ban was announced last week.", ("2019-10-07", "2019-10-13")),
        ("The summit is next month.", ("2019-11-01", "2019-11-30")),
        ("It was late last month.", ("2019-09-21", "2019-09-30")),
        ("It grew since the start of last year.", ("2018-01-01", "2018-01-31")),
        ("It grew earlier this year.", ("2019-01-01", "2019-10-16")),
        ("It fell over the past year.", ("2018-10-16", "2019-10-16")),
        ("It fell in the past 18 months.", ("2018-04-16", "2019-10-16")),
        ("They fought last summer.", ("2019-06-01", "2019-08-31")),
        ("They met over the weekend.", ("2019-10-12", "2019-10-13")),
        ("They may meet at the weekend.", ("2019-10-19", "2019-10-20")),
        ("It was signed five years ago.", ("2014-01-01", "2014-12-31")),
        ("It was signed three days ago.", "2019-10-13"),
    ],
)
def test_times_seen_from_publication(text, days):
    assert only(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The figures for August were bad.", ("2019-08-01", "2019-08-31")),
        ("It was banned in November.", ("2018-11-01", "2018-11-30")),
        ("It will be banned from November.", ("2019-11-01", "2019-11-30")),
        ("It must close by January, the order says.", ("2020-01-01", "2020-01-31")),
        ("It has been closed since early September.", ("2019-09-01", "2019-09-10")),
        ("It was banned in August last year.", ("2018-08-01", "2018-08-31")),
        ("It entered on Oct. 2.", "2019-10-02"),
        ("It takes effect on Jan. 1.", "2020-01-01"),
        ("It was adopted on Dec. 22.", "2018-12-22"),
        ("The council meets on Oct 20.", "2019-10-20"),
        ("He spoke on Wednesday (Oct 16).", "2019-10-16"),
        ("In the three months to June it fell.", ("2019-04-01", "2019-06-30")),
    ],
)
def test_a_year_left_out_follows_from_the_tense(text, days):
    assert only(text) == days


def test_a_span_counted_from_a_day_holds_that_day_as_a_time_of_its_own():
    assert meant("It has to be paid within 90 days of the May 5 approval of the order.") == [
        ("90 days of the May 5 approval", "2019-05-05", "2019-08-03"),
        ("May 5", "2019-05-05", "2019-05-05"),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It ends two years from September.", ("2019-09-01", "2021-09-30")),
        ("Thirty days after 5 May 2018 it lapsed.", ("2018-05-05", "2018-06-04")),
        ("A deal must be reached within 50 days.", ("2019-10-16", "2019-12-05")),
    ],
)
def test_counted_spans_run_from_the_day_they_count_from(text, days):
    assert meant(text)[0][1:] == days


@pytest.mark.parametrize(
    "text",
    [
        "Resolutions 1718, 1874, 2087 and 2094 apply.",
        "About 2000 soldiers and 1950 vehicles left.",
        "Prime Minister May may resign.",
        "It was the first time in ten years.",
        "The Sunday Times wrote so.",
        "Flight 1984 was late; it cost $2015.",
        "That is for today and for tomorrow.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert meant(text) == []


def test_without_publication_date_only_times_with_a_year_are_known():
    found = expressions("In 2015 and on Tuesday, Sept. 11, they met.", None)
    assert [one.meaning.confidence > 0 for one in found] == [True, False]


@given(st.text(alphabet=st.sampled_from("MayOct. 0123459-/of in the last week Tuesday'’s,()"), max_size=80))
def test_any_text_gives_ordered_times_that_quote_it(text):
    found = expressions(text, WEDNESDAY)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.meaning.days.first <= one.meaning.days.last for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_a_weekday_said_is_the_last_one_up_to_publication(day):
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[day.weekday()]
    found = expressions(f"The ministry said on {name}.", day)[0].meaning.days
    assert found.first == found.last == day


def test_a_year_starting_on_a_day_ends_before_that_day_comes_again():
    found = meant("It was lent for a year starting Jan. 1, 2018.")
    assert ("a year starting Jan. 1, 2018", "2018-01-01", "2018-12-31") in found


def test_so_much_a_year_starting_on_a_day_names_that_day_alone():
    assert meant("It may buy 500 barrels a year starting Jan. 1, 2018.") == [
        ("Jan. 1, 2018", "2018-01-01", "2018-01-01")
    ]
