"""Documents and birth dates as the UN prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.lists.model import Detail, Identifier
from navicert.lists.sources.draft import Draft
from navicert.lists.sources.un_documents import read_birth_date, read_day, read_document, split_number

PASSPORT, NATIONAL = "Passport", "National Identification Number"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            {"TYPE_OF_DOCUMENT": PASSPORT, "NUMBER": "AB850901", "ISSUING_COUNTRY": "Pakistan"},
            Identifier("passport", "AB850901", "PK"),
            id="a passport",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": "Numéro de passeport", "NUMBER": "X1", "COUNTRY_OF_ISSUE": "Haiti"},
            Identifier("passport", "X1", "HT", "Numéro de passeport"),
            id="in French",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": NATIONAL, "TYPE_OF_DOCUMENT2": "Ration card no.", "NUMBER": "0075258"},
            Identifier("id_number", "0075258", None, "Ration card no."),
            id="the second type is the better",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": NATIONAL, "TYPE_OF_DOCUMENT2": "Italian Fiscal Code:", "NUMBER": "BNSDLA70L14Z352B"},
            Identifier("tax", "BNSDLA70L14Z352B", None, "Italian Fiscal Code"),
            id="a tax number",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": PASSPORT, "NUMBER": "PS 472330208"},
            Identifier("passport", "PS 472330208"),
            id="capitals",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": NATIONAL, "NUMBER": "German travel document A 0139243"},
            Identifier("passport", "A 0139243", "DE", "German travel document"),
            id="words before the number",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": PASSPORT, "NUMBER": "R00012098, South Sudan"},
            Identifier("passport", "R00012098", "SS"),
            id="a country behind the number",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": PASSPORT, "NUMBER": "381110042 (Expired 25 Jan. 2016)"},
            Identifier("passport", "381110042", None, "Expired 25 Jan. 2016"),
            id="a remark behind the number",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": PASSPORT, "NOTE": "Tunisian passport number L723315, issued on 5 May 1998"},
            Identifier("passport", "L723315", "TN", "Tunisian passport number L723315, issued on 5 May 1998"),
            id="the number in the note",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": NATIONAL, "TYPE_OF_DOCUMENT2": "tazkira number 545167", "NOTE": "issued in 1974"},
            Identifier("national_id", "545167", None, "tazkira number 545167; issued in 1974"),
            id="the number in the second type",
        ),
        pytest.param(
            {"TYPE_OF_DOCUMENT": "Membership", "NUMBER": "7"},
            Identifier("other", "7", None, "Membership"),
            id="another",
        ),
    ],
)
def test_a_document_is_read_from_all_its_fields(fields: dict[str, str], expected: Identifier) -> None:
    draft = Draft("un-1", "Person")
    read_document(fields, draft)
    assert draft.identifiers == [expected]


def test_a_document_without_a_number_is_kept_in_words() -> None:
    draft = Draft("un-1", "Person")
    read_document({"TYPE_OF_DOCUMENT": PASSPORT, "ISSUING_COUNTRY": "Egypt", "NOTE": "issued in 1993"}, draft)
    assert draft.details == [Detail("document", "Passport; Egypt; issued in 1993")]
    assert draft.identifiers == []


def test_an_empty_document_says_nothing() -> None:
    draft = Draft("un-1", "Person")
    read_document({}, draft)
    read_document({"TYPE_OF_DOCUMENT": ""}, draft)
    assert (draft.identifiers, draft.details) == ([], [])


@given(st.text())
def test_no_sign_of_a_number_is_lost(text: str) -> None:
    words, number = split_number(text)
    assert f"{words} {number}".split() == text.split()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"TYPE_OF_DATE": "EXACT", "DATE": "1971-05-03"}, ["1971-05-03"]),
        ({"TYPE_OF_DATE": "EXACT", "YEAR": "1963"}, ["1963"]),
        ({"TYPE_OF_DATE": "APPROXIMATELY", "YEAR": "1963"}, ["circa 1963"]),
        ({"TYPE_OF_DATE": "BETWEEN", "FROM_YEAR": "1968", "TO_YEAR": "1973"}, ["1968-01-01/1973-12-31"]),
        (
            {"TYPE_OF_DATE": "BETWEEN", "FROM_YEAR": "1968", "TO_YEAR": "1973", "NOTE": "Approximately"},
            ["circa 1968-01-01/1973-12-31"],
        ),
        ({"TYPE_OF_DATE": "BETWEEN", "FROM_YEAR": "1968"}, ["circa 1968"]),
        ({"TYPE_OF_DATE": "EXACT", "NOTE": "August 1961"}, ["1961-08"]),
        ({"TYPE_OF_DATE": "EXACT", "NOTE": "Nov. 1973"}, ["1973-11"]),
        ({"TYPE_OF_DATE": "EXACT", "NOTE": "Between Aug. and Sep. 1977"}, ["1977"]),
        ({"TYPE_OF_DATE": "EXACT", "NOTE": "30-35 years old"}, []),
        ({"TYPE_OF_DATE": "EXACT", "NOTE": "24/06/1402 (Hijri Calendar)"}, []),
        ({"TYPE_OF_DATE": ""}, []),
        ({}, []),
    ],
)
def test_a_date_of_birth_of_every_type(fields: dict[str, str], expected: list[str]) -> None:
    draft = Draft("un-1", "Person")
    read_birth_date(fields, draft, "un")
    assert list(map(str, draft.birth_dates)) == expected


def test_a_note_on_a_date_stays() -> None:
    draft = Draft("un-1", "Person")
    read_birth_date({"TYPE_OF_DATE": "EXACT", "YEAR": "1975", "NOTE": "from false passport"}, draft, "un")
    assert draft.details == [Detail("date of birth", "from false passport")]


@pytest.mark.parametrize("text", ["2015-04-07", "2015-04-07-04:00", "2015-04-07Z", "2015-04-07T00:00:09.554Z"])
def test_a_day_is_read_without_the_clock_beside_it(text: str) -> None:
    assert read_day(text, "un").isoformat() == "2015-04-07"
