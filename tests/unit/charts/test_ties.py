"""Drawings of ties: the same every time, bounded, escaped, and with links for the keyboard."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from navicert.charts.ties import BOX, Around, Party, draw_ties

SVG = "{http://www.w3.org/2000/svg}"
NAMES = st.text(min_size=1, max_size=120)


def around(*left, right=(), more=None, centre="Centre"):
    return Around(Party(centre, "", "Company"), left, right, more or {}, {})


def drawn(given_around):
    text = draw_ties(given_around, title="Relations", description="All of it stands in the table.", rest="#relations")
    return ElementTree.fromstring(text)


def boxes(drawing):
    """Places of all boxes: left, top, right, bottom."""
    rects = drawing.iter(f"{SVG}rect")
    sides = [[float(rect.get(key)) for key in ("x", "y", "width", "height")] for rect in rects]
    return [(x, y, x + width, y + height) for x, y, width, height in sides]


def party(name="Owner", **more):
    return Party(name, "owned by", "Company", **more)


def test_a_box_with_an_address_is_a_link_that_says_who_and_why():
    drawing = drawn(around(party(address="/entity/l/1")))
    (link,) = drawing.iter(f"{SVG}a")
    assert link.get("href") == "/entity/l/1"
    assert link.get("aria-label") == "Owner, Company: owned by"
    assert drawing.get("role") == "group"


def test_a_name_carries_its_language():
    drawing = drawn(around(party("박영식", language="ko")))
    assert [group.get("lang") for group in drawing.iter(f"{SVG}g") if group.get("lang")] == ["ko"]


def test_what_is_only_likely_is_dashed_with_its_line():
    drawing = drawn(around(party(is_sure=False), party("Sure")))
    assert [rect.get("class") for rect in drawing.iter(f"{SVG}rect")] == ["centre", "near likely", "near"]
    assert [line.get("class") for line in drawing.iter(f"{SVG}path")] == ["tie likely", "tie"]


def test_what_is_not_drawn_is_counted_and_leads_to_the_table():
    drawing = drawn(around(party(), more={"left": 1204}))
    assert "1,204 more in the table below" in "".join(drawing.itertext())
    assert [link.get("href") for link in drawing.iter(f"{SVG}a")] == ["#relations"]


def test_markup_in_a_name_is_text():
    text = draw_ties(around(party('<script>alert(1)</script>"')), title="t", description="d", rest="#r")
    assert "<script>" not in text


@given(st.lists(NAMES, max_size=6), st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=4)), max_size=6))
def test_no_two_boxes_overlap_and_all_stand_on_the_paper(left, right):
    of_right = tuple(party(name, parties=tuple(party(one) for one in others)) for name, others in right)
    of_left = tuple(party(name) for name in left)
    drawing = drawn(around(*of_left, right=of_right))
    width, height = float(drawing.get("width")), float(drawing.get("height"))
    places = boxes(drawing)
    assert len(places) == 1 + len(left) + sum(1 + len(others) for _, others in right)
    for number, one in enumerate(places):
        assert 0 <= one[0] < one[2] <= width + 1
        assert 0 <= one[1] < one[3] <= height + 1
        assert one[2] - one[0] == BOX
        assert not any(_overlap(one, other) for other in places[number + 1 :])


def _overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_the_same_ties_give_the_same_drawing():
    given_around = around(party(), right=(party("B"),))
    assert draw_ties(given_around, title="t", description="d", rest="#r") == draw_ties(
        given_around, title="t", description="d", rest="#r"
    )
