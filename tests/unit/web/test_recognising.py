"""One box for names and numbers: what is asked as what."""

import pytest

from navicert.web.recognising import recognised
from navicert.web.screening import query_of


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kim Chol", {"name"}),
        ("김철", {"name"}),
        ("Group 88", {"name"}),
        ("Trading 2000 Ltd", {"name"}),
        ("Id Mubarak", {"name"}),
        ("tax evader 5", {"name"}),
        ("Swift Boat Company 12", {"name"}),
        ("Passport Photo Service 24", {"name"}),
        ("IMO 9074729", {"imoNumber"}),
        ("imo no. 9074729", {"imoNumber"}),
        ("IMO9074729", {"imoNumber"}),
        ("MMSI: 445114000", {"mmsi"}),
        ("passport AB 123456", {"passportNumber"}),
        ("LEI 5493001KJTIIGC8Y1R12", {"leiCode"}),
        ("INN 7707083893", {"innCode"}),
    ],
)
def test_a_text_is_asked_as_what_it_is(text, kinds):
    assert recognised(text).keys() == kinds


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("9074729", "imoNumber"),
        ("445114000", "mmsi"),
        ("5493001KJTIIGC8Y1R12", "leiCode"),
        ("US0378331005", "isin"),
        ("1084010", "passportNumber"),
        ("AB-123456", "idNumber"),
    ],
)
def test_a_number_that_does_not_say_its_kind_is_asked_as_each_it_may_be(text, among):
    assert among in recognised(text)
    assert "passportNumber" in recognised(text)


def test_a_number_with_letters_is_asked_as_a_name_too():
    assert recognised("3M2000")["name"] == ["3M2000"]
    assert "name" not in recognised("1084010")


def test_seven_digits_with_a_wrong_check_digit_are_no_ship():
    assert "imoNumber" not in recognised("9074720")


@pytest.mark.parametrize(
    ("given", "schema"),
    [
        ({"q": "Kim Chol"}, "LegalEntity"),
        ({"q": "IMO 9074729"}, "Vessel"),
        ({"q": "1084010"}, "Thing"),
        ({"q": "1084010", "schema": "Person"}, "Person"),
    ],
)
def test_numbers_are_looked_for_among_all_parties_that_may_have_them(given, schema):
    assert query_of(given)["schema"] == schema


def test_a_number_in_its_own_field_stands_beside_the_one_in_the_box():
    assert query_of({"q": "1084010", "id_number": "77"})["properties"]["idNumber"] == ["1084010", "77"]
