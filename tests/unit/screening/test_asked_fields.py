"""A listed name is found in a field that holds more than the name, alone and in tables."""

import pyarrow as pa
import pytest

from navicert.screening import asked_party, build_index, compare, kernel, party_from_ftm, screen
from navicert.screening.batch import screen_table
from navicert.screening.model import Policy

LISTED = {"a": ("Person", "Om Tae Gyu"), "b": ("Company", "Haegum River Shipping Co"), "c": ("Vessel", "Tonghae Pearl")}
FIELDS = {
    "Han Myong Sok / Om Tae Gyu": {"a"},
    "OM TAE GYU AND/OR HAN MYONG SOK": {"a"},
    "Om Tae Gyu; Haegum River Shipping Co": {"a", "b"},
    "1/OM TAE GYU 2/QUAY ROAD 12 3/KP/WONSAN": {"a"},
    "/KP4471100 HAEGUM RIVER SHIPPING": {"b"},
    "Pay to the order of Haegum River Shipping Co": {"b"},
    "Pelican Freight Ltd c/o Haegum River Shipping Co, Wonsan": {"b"},
    "Pelican Freight Ltd as trustee for Om Tae Gyu": {"a"},
    "Han Myong Sok (formerly known as Om Tae Gyu)": {"a"},
    "ATTN: Om Tae Gyu\nPelican Freight Ltd": {"a"},
    "Han Myong Sok and Om Tae Gyu": {"a"},
    "MR OM TAE GYU & MRS HAN MYONG SOK": {"a"},
    "Om Tae Gyu, 12 Quay Road, Wonsan": {"a"},
    "Haegum River Shipping Co, Quay Road 12, Wonsan": {"b"},
    "Pelican and Heron Freight Co, 7 Quay Road": set(),
    "Pelican Freight Ltd / Han Myong Sok": set(),
    "24/7 Couriers S/A": set(),
    "Om Tae Gyu": {"a"},
    "1/J. K.": set(),
    "Om Tae Gyu/\0": None,
    "": set(),
    "Pak": set(),
    "Mr\u00a0Pak": set(),
    "Ltd": set(),
}


@pytest.fixture(scope="module")
def parties():
    return [
        party_from_ftm({"id": key, "schema": schema, "properties": {"name": [name]}})
        for key, (schema, name) in LISTED.items()
    ]


@pytest.mark.parametrize(("field", "found"), [pair for pair in FIELDS.items() if pair[1] is not None])
def test_whoever_stands_in_a_field_is_found(field: str, found: set[str], parties):
    query = asked_party({"schema": "LegalEntity", "properties": {"name": [field]}})
    assert {match.party.id for match in screen(query, build_index(parties))} == found


def test_two_persons_in_the_name_of_a_firm_are_the_firms_name(parties):
    query = asked_party({"schema": "Company", "properties": {"name": ["Han Myong Sok and Om Tae Gyu"]}})
    assert len(query.names) == 1


def test_the_explanation_tells_which_part_was_asked(parties):
    query = asked_party({"schema": "Person", "properties": {"name": ["Han Myong Sok c/o Om Tae Gyu"]}})
    (match,) = screen(query, build_index(parties))
    (told,) = (reason for reason in match.reasons if reason.kind == "name_part")
    assert match.matched_query == "Om Tae Gyu"
    assert (told.text, told.weight) == ("asked as a part of “Han Myong Sok c/o Om Tae Gyu”, beside “c/o”", 0.0)


def test_two_parties_are_compared_as_they_are_screened(parties):
    asked, listed = ({"schema": "Person", "properties": {"name": [n]}} for n in ("Han Il / Om Tae Gyu", "Om Tae Gyu"))
    (match,) = screen(asked_party(asked), build_index(parties))
    assert compare(asked, listed) == match.score


def test_a_listed_name_is_never_taken_apart():
    asked, listed = ({"schema": "Person", "properties": {"name": [n]}} for n in ("Om Tae Gyu", "Han Il / Om Tae Gyu"))
    assert len(party_from_ftm(listed).names) == 1
    assert compare(asked, listed) < compare(listed, asked)


@pytest.mark.parametrize("form", ["texts", "lists", "two columns", "parts of names"])
@pytest.mark.parametrize("schema", ["Person", "LegalEntity", "Company", "Vessel"])
@pytest.mark.skipif(kernel.library() is None, reason="the compiled search was not built here")
def test_tables_answer_fields_as_one_by_one(form: str, schema: str, parties):
    given = list(FIELDS)
    columns = {
        "texts": {"name": given},
        "lists": {"name": [[field, "Han Il"] for field in given]},
        "two columns": {"name": given, "alias": given[::-1]},
        "parts of names": {"lastName": given},
    }[form]
    table, index, reference = pa.table(columns), build_index(parties), build_index(parties, compiled=False)
    answers = {answer.row: answer for answer in screen_table(table, index, Policy(), schema=schema)}
    for row, values in enumerate(table.to_pylist()):
        properties = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
        if any("\0" in text for texts in properties.values() for text in texts):
            assert answers[row].error is not None
            continue
        doubts: list[str] = []
        query = asked_party({"schema": schema, "properties": properties}, doubts=doubts)
        matches, told = (answers[row].matches, answers[row].doubts) if row in answers else ((), ())
        assert matches == screen(query, index) == screen(query, reference)
        assert list(told) == doubts
