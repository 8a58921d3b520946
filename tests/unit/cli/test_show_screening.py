"""An analyst reads why two names are taken for one party."""

import io

import pytest
from rich.console import Console

from navicert.cli.show_screening import aligned_lines, print_match
from navicert.screening import Policy, build_index, match_to_json, party_from_ftm, screen

LISTED = {
    "id": "l-1",
    "schema": "Company",
    "datasets": ["house"],
    "properties": {
        "name": [
            "Korea Ocean Maritime Management Development and General Trading Corporation of the Eastern Sea",
            "김정은",
        ],
        "country": ["kp"],
        "program": ["DPRK"],
    },
}


def match(name, listed=LISTED, **more):
    asked = {"id": "q", "schema": "LegalEntity", "properties": {"name": [name], **more}}
    [found] = screen(party_from_ftm(asked), build_index([party_from_ftm(listed)]), Policy(cutoff=0.1))
    return match_to_json(found)


def printed(shown, width):
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_match(console, shown)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 132])
def test_a_match_fits_the_terminal_and_nothing_is_cut_off(width):
    shown = match("Corea Ocean Maritime Managment Development Trading Corp Eastern Sea", country=["us"])
    text = printed(shown, width)
    assert max(map(len, text.splitlines())) <= width
    words = " ".join(text.split())
    for reason in shown["reasons"]:
        assert f"{reason['weight']:+.3f}" in text
        assert reason["text"][-12:] in words or width == 60
    assert "…" not in text


def test_words_stand_over_the_words_that_they_match():
    shown = match("Managment Ocean Xyz Korea")
    asked, listed, *how = list(aligned_lines(shown["reasons"], 500))
    pairs = [(r["asked"], r["listed"]) for r in shown["reasons"] if r["kind"] == "name"]
    for mine, theirs in pairs:
        assert asked.plain.index(mine) == listed.plain.index(theirs)
    assert asked.plain.startswith("asked ")
    assert "alone" in how[0].plain


def test_blocks_of_aligned_words_are_as_wide_as_there_is_room():
    shown = match("Corea Ocean Maritime Managment Development Trading Corp Eastern Sea")
    lines = [line.plain for line in aligned_lines(shown["reasons"], 50)]
    assert max(map(len, lines)) <= 50
    assert sum(line.startswith("asked") for line in lines) > 1


def test_evidence_for_and_against_and_the_sum_that_makes_the_score_are_told_apart():
    shown = match("Korea Ocean Maritime Management", country=["us"])
    lines = printed(shown, 100).splitlines()
    against = next(place for place, line in enumerate(lines) if line.strip().startswith("against"))
    assert any("+0." in line and "korea = korea" in line for line in lines[:against])
    assert any("no country in common: US, listed KP" in line for line in lines[against:])
    total = sum(reason["weight"] for reason in shown["reasons"])
    assert any(line.split()[:2] == ["sum", f"{total:.3f}"] for line in lines)


def test_a_match_without_names_shows_what_it_rests_on():
    ship = {"id": "v", "schema": "Vessel", "properties": {"name": ["MORNING TIDE"], "imoNumber": ["9074729"]}}
    asked = {"id": "q", "schema": "Vessel", "properties": {"name": ["Other"], "imoNumber": ["9074729"]}}
    [found] = screen(party_from_ftm(asked), build_index([party_from_ftm(ship)]), Policy())
    text = printed(match_to_json(found), 80)
    assert "the same IMO number 9074729" in text
    assert "squeezed to" in text
