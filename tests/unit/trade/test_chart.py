"""The picture of an account: whole, readable by machines and ears, and never more than text of what is stored."""

import xml.etree.ElementTree as ET
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.trade import Choice, Ledger
from navicert.trade.axes import apart, ticks
from navicert.trade.chart import describe, draw

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "</title><script>alert('x')</script><text onload=\"y\">&amp;\u0000\ud800"


@pytest.fixture(scope="session")
def account(quotas):
    def make(records, quota="PRODUCTS", period="2018", known_on=date(2018, 12, 1)):
        ledger = Ledger(records, quotas)
        return ledger.account(ledger.chosen(Choice(known_on, quota, period))[0])

    return make


@pytest.fixture
def full(account, delivery, notice):
    return account(
        [
            delivery(100_000, id="a", source=EVIL),
            delivery(120_000, id="b", corrects="a", source=EVIL, published=date(2018, 6, 1)),
            delivery(200_000, id="c", days="2018-05-01", published=date(2018, 6, 1)),
            delivery(
                800_000,
                id="e",
                kind="estimated",
                low=700_000,
                high=900_000,
                includes_reported=True,
                source=EVIL,
                days="2018-01/2018-05",
                published=date(2018, 7, 12),
            ),
            notice(75, date(2018, 8, 1), source=EVIL),
        ]
    )


def drawn(account, **options):
    return ET.fromstring(draw(account, **options))


def of_class(root, name):
    return [part for part in root.iter() if part.get("class") == name]


def test_the_picture_has_title_and_description_for_ears(full):
    root = drawn(full)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert title.text == "PRODUCTS, 2018, as known on 2018-12-01"
    assert "320,000 bbl, 64.0 percent of the cap of 500,000 bbl" in desc.text
    assert "estimated at 800,000 bbl (from 700,000 to 900,000)" in desc.text
    assert "75 percent was officially notified" in desc.text


def test_cap_thresholds_series_revisions_and_notices_are_all_there(full):
    root = drawn(full)
    legend = 1
    assert len(of_class(root, "cap")) == legend + 1
    assert len(of_class(root, "threshold")) == legend + 3
    assert len(of_class(root, "reported")) == legend + 1
    assert len(of_class(root, "estimated")) == legend + 1
    assert len(of_class(root, "range")) == 1
    assert len(of_class(root, "first")) == legend + 1
    assert len(of_class(root, "revised")) == 1
    assert len(of_class(root, "notice")) == 1
    assert len(of_class(root, "projected")) == legend + 1
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert "cap: 500,000 bbl" in words
    assert "95 %: 475,000" in words


def test_what_is_stored_is_never_markup(full):
    root = drawn(full)
    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "text", "line", "path", "circle",
    }  # fmt: skip
    assert all("onload" not in part.attrib for part in root.iter())
    assert any("<script>" in (part.text or "") for part in root.iter(f"{SVG}title"))


@given(st.text())
def test_any_source_text_leaves_the_picture_well_formed(account, delivery, source):
    assert len(drawn(account([delivery(id="a", source=source)])).findall(f".//{SVG}circle")) == 1


def test_each_limit_of_the_cap_has_a_panel(account, delivery):
    root = drawn(account([delivery(60_000, "t")], "NATIONAL-PRODUCTS"))
    assert len(of_class(root, "cap")) == 1 + 2


def test_an_empty_account_says_that_nothing_is_known(account):
    assert "says nothing about what was delivered" in describe(account([]))
    root = drawn(account([]))
    assert len(of_class(root, "reported")) == 1  # the legend alone: no line at zero


def test_a_quota_without_a_cap_says_so(account, delivery):
    fields = {"quota": "EARLIER-CRUDE", "goods": "crude_oil", "period_first": date(2017, 9, 11), "days": "2017-10"}
    root = drawn(account([delivery(**fields)], "EARLIER-CRUDE", "2017-10-01"))
    assert any("no cap" in (text.text or "") for text in root.iter(f"{SVG}text"))


def test_colours_follow_light_and_dark_and_may_be_left_to_the_page(full):
    assert "prefers-color-scheme: dark" in draw(full)
    assert "<style" not in draw(full, standalone=False)


def test_pictures_in_one_page_have_ids_of_their_own(account, delivery):
    ids = {
        part.get("id")
        for quota in ("PRODUCTS", "NATIONAL-PRODUCTS")
        for part in drawn(account([delivery()], quota)).iter()
        if part.get("id")
    }
    assert len(ids) == 4


def test_everything_stands_within_the_picture(full):
    root = drawn(full)
    width, height = (float(root.get(name)) for name in ("width", "height"))
    for part in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(part.get(name, 0)) <= width
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(part.get(name, 0)) <= height


@given(st.fractions(Fraction(1, 10), 10**13))
def test_there_are_a_few_round_amounts_up_to_any_height(height):
    found = ticks(height)
    assert 2 <= len(found) <= 10
    assert found[0] == 0
    assert found[-1] <= height


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_labels_keep_their_distance(places):
    moved = apart(sorted(places, reverse=True), 15)
    assert all(lower - higher >= 14.999 for lower, higher in pairwise(moved))
