"""From FollowTheMoney objects and list entries to parties."""

from datetime import date

import pytest

from navicert.errors import InvalidInput
from navicert.lists.model import Address, Entry, Identifier, Listing, Name, Place
from navicert.screening import party_from_entry, party_from_ftm
from navicert.screening.parties import Unasked
from navicert.terms import VagueDate


def person(**properties):
    return {"id": "q", "schema": "Person", "properties": properties}


def test_every_bearing_property_arrives():
    party = party_from_ftm(
        person(
            name=["KIM Jong Un"], alias=["Pak Un"], weakAlias=["Un"], birthDate=["1984-01-08"], nationality=["kp"],
            country=["North Korea"], gender=["male"], passportNumber=["123456789"], birthPlace=["Wonsan"],
        )
    )  # fmt: skip
    assert [(n.text, n.strength) for n in party.names] == [
        ("KIM Jong Un", "strong"),
        ("Pak Un", "strong"),
        ("Un", "weak"),
    ]
    assert party.birth_dates == (VagueDate.day(date(1984, 1, 8)),)
    assert party.countries == {"KP"}
    assert party.gender == "male"
    assert party.identifiers == (Identifier("passport", "123456789"),)
    assert party.birth_places == (Place("Wonsan"),)
    assert party.caption == "KIM Jong Un"


def test_name_parts_make_a_name_where_none_is_given():
    party = party_from_ftm(person(firstName=["Jong Un"], lastName=["KIM"]))
    assert [name.text for name in party.names] == ["Jong Un KIM"]


def test_a_registration_of_an_aircraft_is_its_tail_number():
    party = party_from_ftm({"schema": "Airplane", "properties": {"registrationNumber": ["P-912"]}})
    assert party.identifiers == (Identifier("tail_number", "P-912"),)


def test_an_imo_number_printed_after_a_ships_name_is_its_identifier():
    party = party_from_ftm({"schema": "Vessel", "properties": {"name": ["WISE HONEST (IMO 8905490)"]}})
    assert party.identifiers == (Identifier("imo", "8905490"),)


@pytest.mark.parametrize(
    ("obj", "place"),
    [
        pytest.param(person(birthDate=["32 Jan"]), "field birthDate", id="no date"),
        pytest.param(person(birthDate=["1984-02-30"]), "field birthDate", id="no such day"),
        pytest.param(person(name=[17]), "field name", id="a number for a name"),
        pytest.param(person(name={"a": 1}), "field name", id="an object for a name"),
        pytest.param(person(nationality=["Atlantis"]), "field nationality", id="no country"),
        pytest.param(person(gender=["purple"]), "field gender", id="no gender"),
        pytest.param(person(name=["a\0b"]), "field name", id="NUL in a name"),
        pytest.param({"schema": "Persn", "properties": {}}, "field schema", id="unknown schema"),
        pytest.param({"properties": {}}, "field schema", id="no schema"),
        pytest.param({"schema": "Person", "properties": []}, "row 7", id="properties are a list"),
        pytest.param({"schema": "Person", "id": 3, "properties": {}}, "field id", id="an id that is no text"),
        pytest.param(["Person"], "row 7", id="no object"),
    ],
)
def test_what_cannot_be_read_is_refused_and_named(obj, place):
    with pytest.raises(InvalidInput) as error:
        party_from_ftm(obj, where="row 7")
    assert "row 7" in str(error.value)
    assert place in str(error.value)


def test_an_impossible_day_can_be_doubted_instead():
    doubts: list[str] = []
    party = party_from_ftm(person(birthDate=["1974-01-32"]), doubts=doubts)
    assert party.birth_dates == (VagueDate.month(1974, 1),)
    assert "1974-01-32" in doubts[0]
    assert "birthDate" in doubts[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1948", VagueDate.year(1948), id="year"),
        pytest.param("1948-5-7", VagueDate.day(date(1948, 5, 7)), id="without zeros"),
        pytest.param("1955/1957", VagueDate.years(1955, 1957), id="span"),
        pytest.param("circa 1950", VagueDate.year(1950, circa=True), id="about"),
        pytest.param("1984-01-08T00:00:00", VagueDate.day(date(1984, 1, 8)), id="with a time"),
    ],
)
def test_dates_keep_their_precision(text, expected):
    assert party_from_ftm(person(birthDate=text)).birth_dates == (expected,)


def test_an_entry_becomes_a_party_with_all_ties_to_countries():
    entry = Entry(
        id="ofac-1", schema="Person", names=(Name("A. B."), Name("AB", "weak_alias")),
        listings=(Listing("OFAC", "DPRK"), Listing("OFAC", "NPWMD")), nationalities=("KP",),
        birth_places=(Place("Dandong", "CN"),), addresses=(Address("Moscow", "RU"),), gender="male",
    )  # fmt: skip
    party = party_from_entry(entry, "ofac-sdn")
    assert (party.source, party.programs, party.countries) == ("ofac-sdn", ("DPRK", "NPWMD"), {"KP", "CN", "RU"})
    assert [name.strength for name in party.names] == ["strong", "weak"]


def test_a_property_that_there_is_not_is_told_with_the_one_that_was_meant():
    doubts: list[str] = []
    party_from_ftm(person(name=["Ada"], brithDate=["1970"], education=["school"]), where="row 3", doubts=doubts)
    assert doubts == ["row 3: FollowTheMoney has no property brithDate; it was not read: did you mean birthDate?"]


@pytest.mark.parametrize("name", ["", "  ", "?!", "😀", "J. K.", "\u200b", "ーッ", "عع", "Ьь", "IMO 9074729"])
def test_a_query_that_can_find_nobody_says_so(name: str):
    doubts: list[str] = []
    party_from_ftm({"schema": "Person", "properties": {"name": [name]}}, doubts=doubts)
    assert any(isinstance(doubt, Unasked) and "nobody was looked for" in doubt for doubt in doubts)


def test_a_doubt_about_a_long_name_repeats_its_beginning():
    doubts: list[str] = []
    party_from_ftm({"schema": "Person", "properties": {"name": ["a b " * 240]}}, doubts=doubts)
    assert len(doubts[0]) < 200
    assert "a b a b" in doubts[0]


@pytest.mark.parametrize("name", ["Ng", "王", "김", "O Yu", "7 Up"])
def test_short_names_can_find_somebody(name: str):
    doubts: list[str] = []
    party_from_ftm({"schema": "Person", "properties": {"name": [name]}}, doubts=doubts)
    assert not any(isinstance(doubt, Unasked) for doubt in doubts)


@pytest.mark.parametrize("name", ["Kim", "Mr Pak", "王", "김", "Ltd"])
def test_a_name_that_says_too_little_is_told(name: str):
    doubts: list[str] = []
    party_from_ftm({"schema": "Person", "properties": {"name": [name]}}, doubts=doubts)
    (doubt,) = doubts
    assert "says too little to tell anybody by" in doubt
    assert not isinstance(doubt, Unasked)


@pytest.mark.parametrize("more", [{"alias": ["Pak Chol Su"]}, {"passportNumber": ["PP10007"]}])
def test_a_name_that_says_too_little_beside_one_that_tells_is_not(more: dict[str, list[str]]):
    doubts: list[str] = []
    party_from_ftm({"schema": "Person", "properties": {"name": ["Pak"], **more}}, doubts=doubts)
    assert not doubts


def test_an_identifier_is_looked_for_without_a_name():
    doubts: list[str] = []
    party_from_ftm({"schema": "Vessel", "properties": {"name": ["?"], "imoNumber": ["9074729"]}}, doubts=doubts)
    assert doubts
    assert not any(isinstance(doubt, Unasked) for doubt in doubts)


@pytest.mark.parametrize(
    ("schema", "kinds"),
    [
        ("Vessel", ["imo"]),
        ("Company", ["imo_company"]),
        ("LegalEntity", ["imo_company"]),
        ("Thing", ["imo", "imo_company"]),
    ],
)
def test_an_imo_number_is_a_ships_or_a_companys_by_who_has_it(schema, kinds):
    party = party_from_ftm({"schema": schema, "properties": {"imoNumber": ["5342883"]}})
    assert [identifier.kind for identifier in party.identifiers] == kinds


def test_an_imo_number_in_a_name_is_found_where_nobody_says_what_is_asked_about():
    party = party_from_ftm({"schema": "Thing", "properties": {"name": ["WISE HONEST (IMO 8905490)"]}})
    assert party.identifiers == (Identifier("imo", "8905490"),)
