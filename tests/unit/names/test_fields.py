"""A field that holds more than a name is taken apart; a name with a stroke in it is not."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.names.clean import LONGEST
from navicert.names.fields import MAY_HAVE_PARTS, Part, parts_of, parts_of_names

BOTH = ("Han Myong Sok", "Om Tae Gyu")


def texts(field):
    return tuple(part.text for part in parts_of(field))


@pytest.mark.parametrize(
    "between",
    [
        *(" / ", "/", "; ", " | ", "\n", "\r\n", " AND/OR ", " c/o ", " a/k/a ", " A.K.A. ", " aka ", " on behalf of "),
        *(
            " f/b/o ",
            " as trustee for ",
            ", trustees of ",
            " ATTN: ",
            " for  the\u00a0account of ",
            " formerly known as ",
        ),
        *(" pay to the order of: ", " (formerly ", " [f/k/a: ", "／", " от имени ", " o/b/o "),
    ],
)
def test_two_names_in_one_field_are_two_names(between: str):
    assert texts(f"Han Myong Sok{between}Om Tae Gyu") == BOTH


@pytest.mark.parametrize(
    "field",
    [
        *(
            "1/Om Tae Gyu",
            "1/ Om Tae Gyu 3/KP/HAMHUNG",
            "Om Tae Gyu\n3/KP",
            "/KR7700 Om Tae Gyu",
            "//CH001234\nOm Tae Gyu",
        ),
        *("c/o Om Tae Gyu", "Attention: Om Tae Gyu", "Payable to Om Tae Gyu", "/C/00998877 Om Tae Gyu"),
    ],
)
def test_what_stands_beside_one_name_is_taken_off(field: str):
    assert texts(field) == ("Om Tae Gyu",)


def test_a_name_on_two_numbered_lines_is_one_and_its_lines_are_asked_too():
    assert texts("1/HAEGUM RIVER\n1/SHIPPING CO\n2/12 QUAY ROAD\n3/KP/WONSAN") == (
        "HAEGUM RIVER SHIPPING CO",
        "HAEGUM RIVER",
        "SHIPPING CO",
        "12 QUAY ROAD",
    )


@pytest.mark.parametrize(
    "name",
    [
        *("M/V Haegum River", "Nordvik S/A", "Hansen A/S", "K/S Fjord", "P/F Brim", "I/O Systems", "24/7 Couriers"),
        *(
            "7/11 Stores",
            "AL-X Trading",
            "Attention Systems Ltd",
            "Bank (Overseas) Ltd",
            "Om Tae Gyu /",
            "",
            "/",
            ";",
        ),
        *("Akabane", "Faoud", "Om Tae Gyu, Dr.", "Order of Malta", "Trustee Savings Bank", "Han & Sons", "c/o", "1/2"),
    ],
)
def test_a_name_with_a_stroke_or_such_a_word_in_it_stays_whole(name: str):
    assert parts_of(name) == ()


JOINING = (" and ", " OR ", " & ", "&", " + ", " - ", " – ", "＆")


@pytest.mark.parametrize("between", JOINING)
@pytest.mark.parametrize("person", [True, None])
def test_words_that_join_two_persons_divide_their_names(between: str, person: bool):
    found = parts_of(f"Mr Han Myong Sok{between}Mrs Om Tae San", person=person)
    assert [part.text for part in found] == ["Mr Han Myong Sok", "Mrs Om Tae San"]
    assert {part.beside for part in found} == {between.strip().lower().replace("＆", "&")}


@pytest.mark.parametrize(
    "name",
    [
        *("Marks and Spencer", "Procter & Gamble", "Smith, Jones & Co Ltd", "Mr & Mrs Han", "Han Myong Sok & Sons"),
        *("Old Harbour and New Quay Co", "Han Myong and Om Tae L.L.C.", "Fish Canning - Wonsan Port Trading"),
        *(
            "Han, Myong Sok",
            "Han Myong, Sok, Jr",
            "Han, 12 Quay Road",
            "Jean-Luc Han",
            "Pelican Trading Co, Ltd, 2 Institute",
            "Han Myong, S0k",
            "J. Han and R. Om",
            "Friends of Han and Om Tae",
            "Han Myong and The Om",
        ),
    ],
)
def test_a_firms_name_with_such_a_word_and_one_name_with_commas_stay_whole(name: str):
    assert parts_of(name) == ()


def test_a_firm_asked_about_is_not_divided_at_and():
    assert parts_of("Han Myong Sok and Om Tae Gyu", person=False) == ()


def test_a_person_asked_about_is_divided_from_a_firm():
    field = "Om Tae Gyu and Pelican Freight Ltd"
    assert parts_of(field) == ()
    assert [part.text for part in parts_of(field, person=True)] == ["Om Tae Gyu", "Pelican Freight Ltd"]


@pytest.mark.parametrize("address", [", 12 Quay Road, Wonsan", ", Quay Road, Wonsan, Kangwon", ",7 Quay"])
def test_the_name_before_an_address_is_asked(address: str):
    assert texts(f"Om Tae Gyu{address}") == ("Om Tae Gyu",)
    assert texts(f"Han Myong Sok and Om Tae Gyu{address}")[1:] == BOTH


def test_of_three_persons_each_is_asked():
    assert texts("Han Myong Sok, Om Tae Gyu and Pak Il Ho") == (*BOTH, "Pak Il Ho")


def test_a_ships_letters_stay_with_the_part_that_has_them():
    assert texts("Hansen A/S c/o M/V Haegum River") == ("Hansen A/S", "M/V Haegum River")


def test_a_part_says_what_it_stands_beside():
    assert parts_of("Om Tae Gyu AND/OR Han") == (Part("Om Tae Gyu", "and/or"), Part("Han", "and/or"))


def test_parts_of_several_fields_are_each_told_once_and_with_their_field():
    fields = ["Om Tae Gyu / Han Myong Sok", "Han Myong Sok", "c/o Om Tae Gyu"]
    assert parts_of_names(fields) == [(Part("Om Tae Gyu", "/"), "Om Tae Gyu / Han Myong Sok")]


def test_what_is_no_name_is_refused_as_ever():
    for field in ("Om/" * LONGEST, "Om " * LONGEST):
        with pytest.raises(InvalidInput):
            parts_of(field)


PIECES = [
    *"/;|()\n\r\u2028\x85\u00a0 .:,&[]",
    "c/o",
    "AKA",
    "a.k.a.",
    "on behalf of",
    "1/",
    "3/KP/",
    "Om",
    "Tae Gyu",
    "x",
    *("and", " or ", "+", "-", "2", "，"),
]


@given(
    st.lists(st.sampled_from([*PIECES, "／", "ſ", "K", "от имени", "İ", "ŉ"]), max_size=12).map("".join)
    | st.text(max_size=30),
    st.sampled_from([True, False, None]),
)
def test_arrow_finds_every_field_that_has_parts(field: str, person: bool | None):
    try:
        parts = parts_of(field, person=person)
    except InvalidInput:
        return
    found = pc.match_substring_regex(pa.array([field]), MAY_HAVE_PARTS, ignore_case=True).to_pylist()
    assert found == [True] or not parts
    assert all(part.text and part.text != field for part in parts)
