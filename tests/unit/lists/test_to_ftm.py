"""Entries written as FollowTheMoney entities."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.lists import Address, Detail, Entry, Identifier, Listing, Name, Place, Relation
from navicert.lists.sources import find_source
from navicert.lists.to_ftm import entry_to_ftm, entry_to_nested_ftm, ftm_country, ftm_dates, identifier_property
from navicert.terms import VagueDate

PERSON = Entry(
    id="eu-1",
    schema="Person",
    names=(
        Name("PAK Yong Sik", "primary", "Latn", parts=(("family", "PAK"), ("given", "Yong Sik"))),
        Name("박영식", "alias", "Hang", "kor"),
        Name("The General", "weak_alias"),
        Name("PAK Yong Ho", "former"),
    ),
    listings=(
        Listing("EU", "EU-PRK", date(2017, 4, 7), None, "2017/1509", "Chairs a committee."),
        Listing("EU", "EU-RUS"),
        Listing("EU", "EU-PRK"),
    ),
    birth_dates=(VagueDate.years(1950, 1952), VagueDate.month(1951, 2), VagueDate.year(1951, circa=True)),
    death_dates=(VagueDate.day(date(2020, 1, 2)),),
    birth_places=(Place("Sinuju", "KP"),),
    nationalities=("KP",),
    citizenships=("CN",),
    countries=("SU",),
    gender="male",
    titles=("General",),
    positions=("Member of the Politburo",),
    addresses=(Address("1 Some Street, Dalian", "CN", "until 2015"),),
    identifiers=(
        Identifier("passport", "PS 927", "KP", "expires 2020"),
        Identifier("national_id", "77"),
        Identifier("swift_bic", "FTBDKPPY"),
        Identifier("imo", "8905490"),
        Identifier("email", "a@b.kp"),
    ),
    relations=(Relation("linked_to", "KOMID"), Relation("owned_by", "Another", "eu-2", "60 %")),
    details=(Detail("measure", "Asset freeze"), Detail("ethnicity", "Korean")),
    remarks=("Seen in 2015.",),
)


def test_every_field_stands_under_the_property_of_its_name():
    assert entry_to_ftm(PERSON) == {
        "id": "eu-1",
        "schema": "Person",
        "caption": "PAK Yong Sik",
        "target": True,
        "properties": {
            "name": ["PAK Yong Sik"],
            "alias": ["박영식"],
            "weakAlias": ["The General"],
            "previousName": ["PAK Yong Ho"],
            "lastName": ["PAK"],
            "firstName": ["Yong Sik"],
            "birthDate": ["1950", "1951", "1952", "1951-02"],
            "deathDate": ["2020-01-02"],
            "country": ["suhh", "cn"],
            "nationality": ["kp"],
            "citizenship": ["cn"],
            "birthCountry": ["kp"],
            "title": ["General"],
            "position": ["Member of the Politburo"],
            "notes": ["Seen in 2015.", "linked to: KOMID", "measure: Asset freeze"],
            "address": ["1 Some Street, Dalian"],
            "birthPlace": ["Sinuju"],
            "gender": ["male"],
            "passportNumber": ["PS 927"],
            "idNumber": ["77", "8905490"],
            "swiftBic": ["FTBDKPPY"],
            "email": ["a@b.kp"],
            "program": ["EU-PRK", "EU-RUS"],
            "ethnicity": ["Korean"],
            "topics": ["sanction"],
        },
    }


def test_a_vessel_has_flags_and_a_number_and_says_the_rest_in_notes():
    vessel = Entry(
        id="v",
        schema="Vessel",
        names=(Name("CHON MYONG 1"),),
        flags=("KP",),
        former_flags=("PA",),
        nationalities=("CN",),
        incorporation_dates=(VagueDate.year(1990),),
        identifiers=(
            Identifier("imo", "8712362"),
            Identifier("call_sign", "HMYK"),
            Identifier("other", "77", note="hull"),
            Identifier("phone", "+850", note="bridge"),
        ),
        positions=("flagship",),
        details=(Detail("vessel type", "Tanker"),),
    )
    assert entry_to_ftm(vessel)["properties"] == {
        "name": ["CHON MYONG 1"],
        "notes": ["incorporation date: 1990", "position: flagship", "phone: +850 (bridge)"],
        "country": ["cn"],
        "flag": ["kp"],
        "pastFlags": ["pa"],
        "imoNumber": ["8712362"],
        "callSign": ["HMYK"],
        "registrationNumber": ["77"],
        "type": ["Tanker"],
        "topics": ["sanction"],
    }


@pytest.mark.parametrize(
    ("when", "texts"),
    [
        (VagueDate.day(date(1948, 5, 17)), ["1948-05-17"]),
        (VagueDate.month(1948, 5), ["1948-05"]),
        (VagueDate.year(1948), ["1948"]),
        (VagueDate(date(1948, 12, 20), date(1949, 1, 5)), ["1948", "1949"]),
        (VagueDate.years(1900, 1999), []),
    ],
    ids=["a day", "a month", "a year", "some days over new year", "a century"],
)
def test_dates_are_written_as_precisely_as_they_are_known(when, texts):
    assert ftm_dates(when) == texts


def test_a_range_too_wide_for_years_is_a_note():
    entry = Entry(id="p", schema="Person", names=(Name("A"),), birth_dates=(VagueDate.years(1900, 1999),))
    assert entry_to_ftm(entry)["properties"]["notes"] == ["birth date: 1900-01-01/1999-12-31"]


@given(st.dates(), st.dates())
def test_a_written_date_meets_the_days_it_stands_for(one, other):
    when = VagueDate(min(one, other), max(one, other))
    for text in ftm_dates(when):
        written = VagueDate.from_iso(text)
        assert written.earliest <= when.latest
        assert when.earliest <= written.latest


@pytest.mark.parametrize(("code", "written"), [("KP", "kp"), ("SU", "suhh"), ("XK", "xk"), ("CSHH", "cshh")])
def test_countries_are_written_in_the_exchange_formats_codes(code, written):
    assert ftm_country(code) == written


@pytest.mark.parametrize(
    ("kind", "schema", "name"),
    [
        ("passport", "Person", "passportNumber"),
        ("passport", "Organization", "idNumber"),
        ("tail_number", "Airplane", "registrationNumber"),
        ("imo", "Vessel", "imoNumber"),
        ("imo", "Company", "imoNumber"),
        ("crypto_address", "CryptoWallet", "publicKey"),
        ("crypto_address", "Person", "idNumber"),
        ("serial_number", "Vessel", "registrationNumber"),
        ("website", "Vessel", "notes"),
        ("other", "Asset", "notes"),
    ],
)
def test_a_number_stands_where_its_schema_has_a_place_for_it(kind, schema, name):
    assert identifier_property(kind, schema) == name


def test_the_nested_form_says_listings_papers_addresses_and_ties_too():
    nested = entry_to_nested_ftm(PERSON)["properties"]
    assert nested["sanctions"][0] == {
        "id": "eu-1-sanction-1",
        "schema": "Sanction",
        "properties": {
            "authority": ["EU"],
            "program": ["EU-PRK"],
            "listingDate": ["2017-04-07"],
            "recordId": ["2017/1509"],
            "reason": ["Chairs a committee."],
        },
    }
    assert nested["identification"][0]["properties"]["number"] == ["PS 927"]
    assert nested["ownershipAsset"][0]["properties"]["owner"] == ["eu-2"]


def test_the_nested_form_is_read_back(tmp_path):
    path = tmp_path / "nested.jsonl"
    path.write_text(json.dumps(entry_to_nested_ftm(PERSON)), encoding="utf-8")
    (back,) = find_source("ftm").read([path]).entries
    assert {(one.authority, one.program, one.listed_on) for one in back.listings} == {
        (one.authority, one.program, one.listed_on) for one in PERSON.listings
    }
    assert back.birth_dates[-1] == VagueDate.month(1951, 2)
    assert Relation("owned_by", "eu-2", "eu-2", "role: owned_by; summary: 60 %") in back.relations


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
PROPERTIES = """
    name alias weakAlias previousName abbreviation firstName birthDate country nationality birthCountry birthPlace
    idNumber vatCode gender address notes program programId topics hairColor
"""
PRINTED = st.sampled_from(["kp", "suhh", "ua-cri", "1965", "1965-07", "1965-07-01T00:00:00", "male"])
SAID = st.dictionaries(st.sampled_from(PROPERTIES.split()), st.lists(TEXTS | PRINTED, max_size=3))


@given(SAID, st.lists(TEXTS, min_size=1, max_size=2))
def test_whatever_an_entity_says_comes_back(tmp_path_factory, properties, names):
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    entity = {"id": "x", "schema": "Person", "properties": {**properties, "name": names}}
    path.write_text(json.dumps(entity), encoding="utf-8")
    (entry,) = find_source("ftm").read([path]).entries
    said = {name: set(values) for name, values in entity["properties"].items() if values}
    assert {name: set(values) for name, values in entry_to_ftm(entry)["properties"].items()} == said
