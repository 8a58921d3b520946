"""Stored text never becomes markup, and every picture says what it shows."""

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.charts.days import DayAxis
from navicert.charts.svg import element, path, picture

SVG = "{http://www.w3.org/2000/svg}"


@given(st.text())
def test_text_comes_out_as_text_whatever_it_is(text):
    read = ElementTree.fromstring(str(element("text", text, data_note=text)))
    assert [*read] == []
    assert (read.text or "").count("<") == text.count("<")


def test_characters_that_no_xml_may_hold_are_replaced():
    assert ElementTree.fromstring(str(element("text", "a\x00b\x1bc"))).text == "a\ufffdb\ufffdc"


def test_what_is_absent_is_left_out():
    assert str(element("g", None, element("rect", class_=None, x=1.25))) == '<g><rect x="1.2"/></g>'


def test_a_path_goes_through_its_points():
    assert 'd="M0.0 1.0 L2.0 3.0"' in str(path([(0, 1), (2, 3)], class_="line"))


def test_a_picture_is_named_and_described_for_those_who_cannot_see_it():
    text = picture(
        name="p", title="Coal & iron", description="Who may buy.", size=(10, 20.5), css="rect { fill: red }", class_="c"
    )
    read = ElementTree.fromstring(text)
    assert read.get("role") == "img"
    assert read.get("aria-labelledby") == "p-title p-desc"
    assert read.find(f"{SVG}title").text == "Coal & iron"
    assert read.get("viewBox") == "0 0 10 20.5"


def test_a_page_may_bring_the_colours_itself():
    assert "<style" not in picture(name="p", title="t", description="d", size=(1, 1), css="", class_="c")


@pytest.mark.parametrize(
    ("last", "first_names"),
    [
        (date(2017, 12, 31), ["2017-01", "2017-02"]),
        (date(2018, 12, 31), ["2017-01", "2017-03"]),
        (date(2026, 12, 31), ["2017", "2018"]),
    ],
    ids=["a year by months", "two years by other months", "ten years by years"],
)
def test_ticks_are_round_and_few(last, first_names):
    ticks = DayAxis(date(2017, 1, 1), last, 0, 100).ticks()
    assert [name for _, name in ticks[:2]] == first_names
    assert len(ticks) <= 13


def test_days_beyond_the_axis_stand_at_its_ends():
    axis = DayAxis(date(2017, 1, 1), date(2017, 2, 1), 10, 20)
    assert axis.place(date(2000, 1, 1)) == 10
    assert axis.place(date(2030, 1, 1)) == 20
