"""What the UN says only in the free text of its comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.lists.model import Identifier, Schema
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.un_comments import is_vessel, read_comments, references


def read(text: str, schema: Schema = "Organization") -> Draft:
    draft = Draft("un-1", schema)
    read_comments(text, draft)
    return draft


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("SWIFT/BIC: KUDBKPPY", [Identifier("swift_bic", "KUDBKPPY")]),
        ("A bank. SWIFT: DCBKKPPY. It has", [Identifier("swift_bic", "DCBKKPPY")]),
        ("Registered owner. Company Number IMO 5434358.", [Identifier("imo", "5434358")]),
        (
            "e-mail: a.b@example.test; c@example.test.",
            [Identifier("email", "a.b@example.test"), Identifier("email", "c@example.test")],
        ),
        ("Website: http://example.test/x.", [Identifier("website", "http://example.test/x")]),
        ("Telephone: +850-2-18111-8550. Fax: +850-2-381-4410", [Identifier("phone", "+850-2-18111-8550")]),
        (
            "Tel. +236 72 15 47 07 / +236 75 09 43 41 previous",
            [Identifier("phone", "+236 72 15 47 07 / +236 75 09 43 41")],
        ),
        ("Notice web link: https://www.interpol.int/x", []),
    ],
)
def test_numbers_in_the_text_are_identifiers(text: str, identifiers: list[Identifier]) -> None:
    assert read(text).identifiers == identifiers


@pytest.mark.parametrize(
    ("text", "gender"), [("Gender: male", "male"), ("Gender: Female. Photo", "female"), ("A man", None)]
)
def test_a_gender_in_the_text_is_read(text: str, gender: str | None) -> None:
    assert read(text, "Person").gender == gender


def test_a_gender_that_is_stated_already_stands() -> None:
    draft = Draft("un-1", "Person", gender="female")
    read_comments("Gender: male", draft)
    assert draft.gender == "female"


@pytest.mark.parametrize(
    "text",
    [
        "IMO Number: 9187629. The vessel carried coal.",
        "Vessel, IMO 9187629, flag Panama.",
        "The DPRK-flagged tanker (IMO: 9187629) took oil.",
        "SAMPLE STAR is a DPRK cargo ship. IMO number: 9187629.",
        "Vessel type: tanker. IMO: 9187629",
    ],
)
def test_these_comments_describe_a_vessel(text: str) -> None:
    assert read(text).schema == "Vessel"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Registered owner of the tanker PAEK. IMO number: 9187629.", id="an owner"),
        pytest.param("Ship manager of the tanker YU. IMO number: 9187629.", id="a manager"),
        pytest.param("IMO number: 9187629. The company, through its vessel, shipped arms.", id="a company"),
        pytest.param("The vessel carried coal. IMO number: 5571322.", id="the number of a company"),
        pytest.param("The vessel carried coal.", id="no number"),
        pytest.param("", id="nothing"),
    ],
)
def test_these_comments_do_not(text: str) -> None:
    assert not is_vessel(text)
    assert read(text).schema == "Organization"


def test_a_person_is_no_vessel() -> None:
    assert read("Captain. The vessel has IMO 9187629.", "Person").schema == "Person"


def test_references_to_other_parties_are_found_once() -> None:
    assert references("a member of QDe.137, QDi.001 and (QDe.137)") == ["QDe.137", "QDi.001"]


@given(st.text(min_size=1))
def test_the_text_itself_is_always_kept(text: str) -> None:
    assert read(text).remarks == [text]
