"""Numbers of ships, units and factories: equal ones tell, others speak against, and none is hidden in a word."""

import pytest

from navicert.screening import Policy, build_index, party_from_ftm, screen

WIDE = Policy(cutoff=0.0, least_name=0.3, limit=50)
SHIPS = [
    "PIM SANG 3",
    "PIM SANG 5",
    "PIM SANG",
    "OSPA 12",
    "OSPA 86",
    "HARN LUO 6",
    "5 POLAR",
    "PIMSANG5",
    "YARDNO 457 QESHMI",
]
PLANTS = ["BRANCH 290", "BRANCH 291", "140 REPAIR PLANT", "TAEGRIN TRADING CORPORATION", "MERIVAN", "MERIVAN MARINE"]


def party(name, schema):
    return party_from_ftm({"id": name, "schema": schema, "properties": {"name": [name]}})


def matches(name, schema="Vessel", *, compiled=None, listed=(), policy=WIDE):
    parties = [party(other, schema) for other in listed or (SHIPS if schema == "Vessel" else PLANTS)]
    return screen(party(name, schema), build_index(parties, compiled=compiled), policy)


def score(asked, listed, schema="Organization"):
    return max((match.score for match in matches(asked, schema, listed=[listed])), default=0.0)


@pytest.mark.parametrize(
    ("asked", "listed", "left_over"),
    [
        pytest.param("PIM SANG 7", "PIM SANG 5", ("7", "5"), id="another number"),
        pytest.param("PIM SANG 7", "PIM SANG", ("7", ""), id="none listed"),
        pytest.param("PIM SANG", "PIM SANG 5", ("", "5"), id="none asked"),
        pytest.param("POLAR", "5 POLAR", ("", "5"), id="before the name"),
    ],
)
def test_a_number_of_one_name_alone_is_told_as_left_over(asked, listed, left_over):
    (match,) = matches(asked, listed=[listed])
    reasons = {reason.kind: reason for reason in match.reasons}
    assert (reasons["name_missing"].asked, reasons["name_missing"].listed) == left_over
    assert ("number_differs" in reasons) == all(left_over)
    assert not any(char.isdigit() for reason in match.reasons if reason.kind == "name" for char in reason.text[:9])


def test_a_number_may_be_written_to_the_word_before_it():
    (match,) = matches("PIMSANG5", listed=["PIM SANG 5"])
    assert match.score > 0.8
    assert "number_differs" not in {reason.kind for reason in match.reasons}


@pytest.mark.parametrize(
    ("asked", "listed"), [("PIM SANG 05", "PIM SANG 5"), ("PIM SANG 5", "PIM SANG 005"), ("PIMSANG5", "PIM SANG 05")]
)
def test_zeros_before_a_number_make_it_no_other(asked, listed):
    for compiled in (True, False):
        (match,) = matches(asked, listed=[listed], compiled=compiled)
        assert match.score > 0.8
        assert not {"name_missing", "number_differs"} & {reason.kind for reason in match.reasons}


def test_another_number_speaks_more_against_a_ship_than_a_missing_one():
    other, none, same = (score(asked, "PIM SANG 5", "Vessel") for asked in ("PIM SANG 7", "PIM SANG", "PIM SANG 5"))
    assert other < 0.7 < none < same


def test_units_of_one_kind_are_known_by_their_number():
    assert score("BRANCH 290", "BRANCH 290") > 0.9
    assert score("BRANCH 290", "BRANCH 571") < 0.5
    assert score("OFFICE 9", "OFFICE 9") < score("OFFICE 39", "OFFICE 39")


def test_a_short_word_of_letters_and_digits_tells_less_than_a_name():
    assert score("AREEN Q3", "AREEN 13") > score("AREEN QOLB", "AREEN 13")


def test_a_word_added_to_a_firm_of_one_word_of_its_own_leaves_it_likely():
    assert score("TAEGRIN TRADING HERMESS CORPORATION", "TAEGRIN TRADING CORPORATION") >= 0.7
    assert score("MERIVAN ZASTAVA", "MERIVAN MARINE LOGRUS") < 0.7


@pytest.mark.parametrize("asked", ["PIM SANG 4", "PIM SANG 12", "OSPA 40"])
def test_ships_of_another_number_do_not_tie(asked):
    found = [match.score for match in matches(asked)]
    assert len(found) > 1
    assert found[0] > found[1]


def test_the_nearest_number_stands_first():
    assert [match.party.id for match in matches("OSPA 85")][:2] == ["OSPA 86", "OSPA 12"]


@pytest.mark.parametrize("schema", ["Vessel", "Organization"])
@pytest.mark.parametrize("cutoff", [0.0, 0.5, 0.7, 0.8])
def test_compiled_and_reference_weigh_numbers_alike(schema, cutoff):
    policy = Policy(cutoff=cutoff, least_name=0.3, limit=50)
    names = [
        *SHIPS,
        *PLANTS,
        "PIM SANG 7",
        "PIMSANG 3",
        "OSPA12",
        "POLAR",
        "POLAR 5 5",
        "POLAR 05",
        "BRANCH 0290",
        "BRANCH 29E",
        "YARD NO 457 QESHMI",
        "14 0 PLANT",
    ]
    for name in names:
        answers = [matches(name, schema, compiled=compiled, policy=policy) for compiled in (True, False)]
        assert answers[0] == answers[1]
