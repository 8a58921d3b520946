"""Measures as plain data."""

import json

import pytest

from navicert.errors import InvalidInput
from navicert.rulebook import list_measures, load_rulebook, show, timeline

RULEBOOK = load_rulebook()


def test_one_measure_is_shown_with_all_it_refers_to():
    shown = show(RULEBOOK, "UN-2397-5-REFINED")
    assert shown["quota"]["limits"] == [{"amount": "500000", "unit": "bbl"}]
    assert shown["supersedes"] == ["UN-2375-14-REFINED-YR"]
    assert "CN-2018-4-REFINED" in shown["implemented_by"]
    assert {point["id"] for point in shown["ambiguities"]} >= {"A05", "A07"}
    assert shown["cases"]


def test_every_measure_can_be_printed():
    for measure in RULEBOOK.measures:
        json.dumps(show(RULEBOOK, measure))


def test_a_stranger_is_told_where_to_look():
    with pytest.raises(InvalidInput, match="rules list"):
        show(RULEBOOK, "XX-1")


def test_the_list_has_every_measure_and_the_timeline_those_that_rule():
    assert [row["id"] for row in list_measures(RULEBOOK)] == list(RULEBOOK.measures)
    rows = timeline(RULEBOOK)
    assert all(row["effect"] != "none" for row in rows)
    days = [row["from"] or "" for row in rows if row["regime"] == "UN-DPRK"]
    assert days == sorted(days)
