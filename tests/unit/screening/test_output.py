"""Why two parties match: as data, as text, and as two names aligned."""

import pytest

from navicert.screening import Policy, build_index, match_to_json, party_from_ftm, screen
from navicert.screening.output import aligned_names, match_to_text
from navicert.screening.scoring import squash


def found(asked, listed, schema="Person", **more):
    """The match of two names; further properties are (asked, listed)."""
    query, entity = (
        {"id": "e1", "schema": schema, "properties": {"name": [name], **{key: [v[side]] for key, v in more.items()}}}
        for side, name in enumerate((asked, listed))
    )
    index = build_index([party_from_ftm(entity)], compiled=False)
    (match,) = screen(party_from_ftm(query), index, Policy(cutoff=0.01))
    return match


def manners(match):
    return {(r.asked, r.listed): r.how for r in match.reasons if r.kind == "name"}


@pytest.mark.parametrize(
    ("asked", "listed", "schema", "pair", "how"),
    [
        pytest.param("Tomas Welling", "Tomas Welling", "Person", ("welling", "welling"), "equal", id="equal"),
        pytest.param("Tomas Welling", "Tomas Weling", "Person", ("welling", "weling"), "one letter", id="one letter"),
        pytest.param("T. Welling", "Tomas Welling", "Person", ("t", "tomas"), "initial", id="an initial"),
        pytest.param("Wlng Tomas", "Tomas Weling", "Person", ("wlng", "weling"), "vowels left out", id="no vowels"),
        pytest.param("Wellington", "Tomas Welling", "Person", ("wellington", "welling"), "beginning", id="cut short"),
        pytest.param("Bill Welling", "William Welling", "Person", ("bill", "william"), "known variant", id="nickname"),
        pytest.param("리영호", "Lee Yong Ho", "Person", ("ri", "lee"), "romanisation", id="a Korean syllable"),
        pytest.param("Mary Ann Lo", "Maryann Lo", "Person", ("mary ann", "maryann"), "written together", id="glued"),
        pytest.param("BRSF", "Blue River Steel Foundry", "Company", None, "acronym", id="an acronym"),
        pytest.param("Банк Василёк", "Vasilyok Bank", "Company", ("bank", "bank"), "translation", id="a generic word"),
    ],
)
def test_each_pair_of_words_says_how_it_matches(asked, listed, schema, pair, how):
    said = manners(found(asked, listed, schema))
    assert how == (said[pair] if pair else next(iter(said.values())))


def test_the_score_is_the_squeezed_sum_of_the_weights_that_are_shown():
    match = found("Tomas Welling Lindqvist", "Tomas Weling", birthDate=("1970", "1981-02-03"))
    assert match.score == squash(sum(reason["weight"] for reason in match_to_json(match)["reasons"]))


def test_evidence_for_and_against_names_what_was_asked_and_the_lists_text():
    match = found("Tomas Welling", "Tomas Welling", birthDate=("1970-05-04", "1981-02-03"), gender=("male", "female"))
    reasons = {reason["kind"]: reason for reason in match_to_json(match)["reasons"]}
    assert (reasons["birth_date"]["asked"], reasons["birth_date"]["listed"]) == ("1970-05-04", "1981-02-03")
    assert (reasons["gender"]["asked"], reasons["gender"]["listed"]) == ("male", "female")
    assert reasons["birth_date"]["weight"] < 0


def test_two_names_stand_aligned_and_gaps_show():
    match = found("Welling Lindqvist Tomas", "Tomas Weling Berg")
    assert aligned_names(match) == (
        "asked   welling  tomas  lindqvist  -",
        "listed  weling   tomas  -          berg",
    )


def test_a_match_by_an_identifier_alone_has_no_names_to_align():
    match = found("Aster", "Zinnia", "Vessel", imoNumber=("9074729", "9074729"))
    assert aligned_names(match) == ()
    assert "the same IMO number 9074729" in match_to_text(match)


def test_the_text_holds_every_reason_with_its_weight():
    match = found("Tomas Welling", "Tomas Weling")
    lines = match_to_text(match).splitlines()
    assert lines[0].startswith(f"{match.score:.3f}  Tomas Weling")
    assert any("welling ~ weling" in line and line.endswith(", one letter") for line in lines)
    assert len(lines) == 4 + len(match.reasons)
