"""How agencies' reports open."""

import pytest

from navicert.evidence.layout.datelines import opening


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("OSLO (Reuters) - The ministry said", "OSLO", "Reuters", None),
        ("OSLO/BERGEN (BLOOMBERG) -  The ministry said", "OSLO/BERGEN", "BLOOMBERG", None),
        ("OSLO, Norway (AP) — The ministry said", "OSLO, Norway", "AP", None),
        ("Oslo, May 4 (dpa) -- The ministry said", "Oslo", "dpa", "May 4"),
        ("OSLO, May 4, 2019 (Xinhua) -- The ministry said", "OSLO", "Xinhua", "May 4, 2019"),
        ("OSLO: The ministry said", "OSLO", None, None),
        ("OSLO, Norway: The ministry said", "OSLO, Norway", None, None),
        ("OSLO — The ministry said", "OSLO", None, None),
        ("DPA Oslo Senior ministers have said", "Oslo", "DPA", None),
        ("(Reuters) - The ministry said", "", "Reuters", None),
        ("(Bay News) OSLO, Norway, Sept. 3, 2017 --- The", "OSLO, Norway", "Bay News", "Sept. 3, 2017"),
    ],
)
def test_place_agency_and_day(text, place, agency, day):
    found = opening(text)
    assert (text[found.start : found.end], found.agency, found.day) == (place, agency, day)


@pytest.mark.parametrize("text", ["The ministry said (in Oslo) - no.", "Analysis: why it fell", "Ten ships left."])
def test_other_beginnings_are_no_datelines(text):
    assert opening(text) is None
