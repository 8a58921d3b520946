"""Amounts of articles: what they measure, when, and which state the same twice."""

from dataclasses import replace
from datetime import date

from navicert.evidence.amounts import attributed, find_amounts
from navicert.evidence.articles import split
from navicert.evidence.dates import find_dates
from navicert.evidence.model import Claim, Page, PageReading
from navicert.evidence.publication import publications

TITLE = "Rocket falls into the sea after a short flight\n\n"


def read(body, day=date(2019, 10, 16)):
    page = Page("p", TITLE + body)
    reading = PageReading(page, *split(page))
    reading = replace(reading, articles=publications(reading, day))
    reading = replace(reading, dates=find_dates(reading))
    return replace(reading, amounts=find_amounts(reading))


def test_an_amount_in_brackets_states_the_one_before_it_again():
    first, second, third = read(
        "The rocket flew more than 933 km (580 miles) in 39 minutes, the agency said on Monday."
    ).amounts
    assert (second.same_as, second.comparator, second.unit) == (first.id, ">", "mile")
    assert third.same_as is None


def test_or_more_behind_the_brackets_holds_for_both():
    amounts = read("A speed of 90 km/h (56 mph) or more was claimed by the agency on Monday.").amounts
    assert [one.comparator for one in amounts] == [">=", ">="]
    assert amounts[0].what == "speed"


def test_the_nearest_date_is_when():
    (one,) = read("It shipped 2,000 tonnes of coal in August 2018, the agency said.").amounts
    assert (one.what, one.when) == ("coal", "2018-08-01..2018-08-31")


def test_digits_of_dates_are_no_amounts():
    assert read("It was banned on Sept. 11, 2015, two years ago, and in the first eight months of 2014.").amounts == ()


def test_a_span_counted_from_a_day_is_a_date_and_an_amount():
    reading = read("It has to be paid within 90 days of the May 5 approval, the ministry said.")
    assert [one.text for one in reading.amounts] == ["90 days"]
    assert len(reading.dates) == 2


def test_amounts_quote_the_page_exactly():
    reading = read("“It flew 933 km,” he said – 2½ times as far as the 400 km of May, some €3m worth.")
    assert reading.amounts
    assert all(reading.page.text[one.start : one.end] == one.text for one in reading.amounts)


def test_who_says_an_amount_is_the_speaker_of_its_claim():
    reading = read("The rocket flew 933 km, Ana Petrova said, and 20 boats looked for it.")
    start = reading.page.text.index("The rocket flew")
    claim = Claim("c1", reading.articles[0].id, start, start + 22, "", False, "asserted", 1.0, "test", "Ana Petrova")
    said = attributed(replace(reading, claims=(claim,)))
    assert [one.who_says for one in said] == ["Ana Petrova", None]
