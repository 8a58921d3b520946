"""What rests on one word or on an acronym is found, and told to be less sure than other matches of its score."""

import pytest

from navicert.screening import build_index, party_from_ftm, screen
from navicert.screening.calibration import Calibration, probability


def best(name, listed, schema):
    parties = [{"id": "a", "schema": schema, "properties": {key: [text]}} for key, text in listed]
    query = party_from_ftm({"id": "", "schema": schema, "properties": {"name": [name]}})
    return next(iter(screen(query, build_index(map(party_from_ftm, parties)))), None)


def test_a_kind_of_reason_shifts_the_probability_and_not_the_score():
    table = Calibration("t", 0.5, (0.5, 0.9), (0.0, 2.0), 15_000, {"acronym": -1.0, "lone_word": -2.0})
    plain, shifted, most = (
        probability(0.9, 0.5, table, kinds) for kinds in ((), ("acronym",), ("name", "acronym", "lone_word"))
    )
    assert plain > shifted > most == pytest.approx(0.5)


def test_a_short_word_asked_alone_is_not_a_word_that_is_like_it():
    assert best("Kim", [("weakAlias", "Kimo")], "Person") is None


def test_a_common_word_asked_alone_is_no_sure_match():
    match = best("Hassan", [("name", "Hassan")], "Person")
    assert match is not None
    assert match.probability < probability(match.score, 0.6) - 0.05
    assert "lone_word" in {reason.kind for reason in match.reasons}


def test_an_acronym_is_found_and_told_to_be_weak():
    match = best("O.M.M. Co Ltd", [("name", "Ocean Maritime Management Company Limited")], "Company")
    assert match is not None
    assert "acronym" in {reason.kind for reason in match.reasons}
    assert match.probability < probability(match.score, 0.6)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        pytest.param("Omar Hassan", "Omar Hussain", id="two common names"),
        pytest.param("Bilal Hussain", "Bilal Hasan", id="the other way round"),
        pytest.param("بشرى المهنا", "Bashir Muhammad", id="consonants of another common name"),
    ],
)
def test_a_common_name_is_no_slip_of_another(asked: str, listed: str):
    assert best(asked, [("name", listed)], "Person") is None


@pytest.mark.parametrize("asked", ["Omar Hossein", "Omar Hussxain", "عمر حسین"])
def test_a_common_name_is_found_in_its_spellings_and_with_a_slip(asked: str):
    match = best(asked, [("name", "Omar Hussain")], "Person")
    assert match is not None
    assert "common_name" not in {reason.kind for reason in match.reasons}


@pytest.mark.parametrize(("asked", "found"), [("V. Putin", True), ("V. Puttin", True), ("V. Putilin", False)])
def test_an_initial_does_not_make_another_surname_the_listed_one(asked: str, found: bool):
    assert (best(asked, [("name", "Vladimir Putin")], "Person") is not None) == found
