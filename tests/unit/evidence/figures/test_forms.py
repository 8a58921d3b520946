"""Amounts of a sentence: value, unit, how exact, what kind."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.evidence.figures.forms import forms


def read(text):
    return [
        (text[one.start : one.end], None if one.value is None else float(one.value), one.unit, one.comparator)
        for one in forms(text)
    ]


def only(text):
    (one,) = read(text)
    return one[1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It flew 933 km.", (933, "km", "=")),
        ("It flew more than 8,000 kilometres.", (8000, "km", ">")),
        ("It lies roughly 40 miles away.", (40, "mile", "~")),
        ("It carried 5,000 tons of coal.", (5000, "ton", "=")),
        ("It carried up to 5,000 metric tons.", (5000, "tonne", "<=")),
        ("It fell at 12 knots.", (12, "knot", "=")),
        ("It took 39 minutes.", (39, "minute", "=")),
        ("The three-year-old war goes on.", (3, "year", "=")),
        ("A 50-day ultimatum was set.", (50, "day", "=")),
        ("Output rose 12.5 percent.", (12.5, "percent", "=")),
        ("Output fell 12.5 per cent.", (-12.5, "percent", "=")),
        ("A 3% drop followed.", (-3, "percent", "=")),
        ("Some 80-plus percent is banned.", (80, "percent", ">=")),
    ],
)
def test_measures(text, expected):
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost $1.42 billion.", (1.42e9, "USD", "=")),
        ("It cost £2.5bn.", (2.5e9, "GBP", "=")),
        ("It cost 450,000 euros.", (450_000, "EUR", "=")),
        ("It cost USD 69.59.", (69.59, "USD", "=")),
        ("It cost nearly 7 trillion taka.", (7e12, "BDT", "~")),
        ("It cost A$3 million or so.", (3e6, "AUD", "~")),
        ("A price of $1.46 per kg was paid.", (1.46, "USD/kg", "=")),
        ("They sell 5 million barrels per day.", (5e6, "barrel/day", "=")),
        ("They sell 500,000 barrels a year.", (500_000, "barrel/year", "=")),
        ("They sell 30,000 tonnes of wheat a year.", (30_000, "tonne/year", "=")),
        ("It grew by $10 billion a year.", (1e10, "USD/year", "=")),
    ],
)
def test_money_and_rates(text, expected):
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It employs more than 50,000 foreign workers.", (50_000, "person", ">")),
        ("It has conducted five underground nuclear tests.", (5, "test", "=")),
        ("It imported six of the vehicles.", (6, "vehicle", "=")),
        ("At least 14 vessels were seen.", (14, "vessel", ">=")),
        ("The declaration by 10 nations was read.", (10, "nation", "=")),
        ("From the 27 EU countries nothing came.", (27, "nation", "=")),
        ("Over a dozen more rescue boats left.", (12, "boat", ">")),
        ("They sanctioned two Chinese citizens.", (2, "person", "=")),
        ("A 15-member council met.", (15, "member", "=")),
        ("There were 12 or more ships.", (12, "ship", ">=")),
        ("The war cost over two million dead.", (2e6, "person", ">")),
    ],
)
def test_counted_things(text, expected):
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deficit has more than doubled.", (2, "x", ">")),
        ("It is three times as large.", (3, "x", "=")),
        ("It rose tenfold.", (10, "x", "=")),
        ("Almost half of the crew left.", (0.5, "fraction", "~")),
        ("A quarter of the oil was lost.", (0.25, "fraction", "=")),
        ("Trade is almost zero.", (0, None, "~")),
        ("They saw thousands of soldiers.", (None, "person", "~")),
        ("They lost tens of millions of dollars.", (None, "USD", "~")),
    ],
)
def test_factors_parts_and_crowds(text, expected):
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Between six and 10 attacks a day were counted.", 6, 10, "attack/day"),
        ("They pay $10-15 million.", 10_000_000, 15_000_000, "USD"),
        ("It takes two or three weeks.", 2, 3, "week"),
        ("It is a year or two away.", 1, 2, "year"),
        ("It needs 20 to 30 percent.", 20, 30, "percent"),
    ],
)
def test_ranges_have_two_ends(text, low, high, unit):
    (one,) = forms(text)
    assert (one.value, one.high, one.unit) == (Decimal(low), Decimal(high), unit)


def test_a_number_that_stands_alone_takes_the_noun_named_before():
    assert [one[1:3] for one in read("The number of daily attacks rose from two to nine.")] == [(2, "attack")]
    assert read("It held five tests, two since last year.")[1][1:3] == (2, "test")


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2270 and resolutions 1718, 1874 and 2094 were named.",
        "It began at 9:30 a.m. and at 1900 GMT.",
        "It was the 105th anniversary.",
        "The two leaders met their three advisers.",
        "The Group of 20 nations met.",
        "The second half of the match was better.",
        "One day he may return.",
        "Flight 370 and Article 5 were discussed.",
        "An F-16 and an An-148 were seen.",
    ],
)
def test_numbers_that_measure_nothing(text):
    assert read(text) == []


def test_a_year_before_an_amount_is_no_lower_end():
    assert read("It grew from 2016 to 25.3 million tonnes.") == [("25.3 million tonnes", 25.3e6, "tonne", "=")]


@given(st.text(alphabet=st.sampled_from("0123456789.,-$ %toonefwyrkmhundbildays()"), max_size=60))
def test_any_text_gives_amounts_in_order_that_do_not_overlap(text):
    found = forms(text)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Some 60 000 tonnes passed.", (60_000, "tonne", "~"), id="a blank between thousands"),
        pytest.param("It cost N$1 billion.", (1_000_000_000, "NAD", "="), id="Namibian dollars"),
        pytest.param("It bought 40 F-35A stealth fighters.", (40, "fighter", "="), id="fighters that fly"),
        pytest.param("It lost 40 rebel fighters.", (40, "person", "="), id="fighters that walk"),
        pytest.param("It insured three cargoes.", (3, "cargo", "="), id="a plural in -oes"),
        pytest.param("A fifth was sold.", (0.2, "fraction", "="), id="a fifth of something"),
    ],
)
def test_what_an_amount_is_of(text, expected):
    assert only(text) == expected


def test_a_fifth_after_four_is_the_next_one():
    assert [one[2] for one in read("Four ships were barred, and a fifth was released.")] == ["ship"]
