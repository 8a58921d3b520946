"""Reading the UK Sanctions List."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from navicert.errors import InvalidInput, NavicertError, SourceError, UnknownCode
from navicert.lists import Address, Detail, Entry, Identifier, Listing, Name, Place, Relation
from navicert.lists.sources import Reading, find_source
from navicert.lists.sources.uk_numbers import registrations
from navicert.terms import VagueDate

DATA = Path(__file__).parent / "data" / "uk"
XML = (DATA / "list.xml").read_text(encoding="utf-8")
CSV = (DATA / "list.csv").read_text(encoding="utf-8-sig")


def read(path: Path) -> Reading:
    return find_source("uk").read([path])


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {entry.id: entry for entry in read(DATA / "list.xml").entries}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("name", ["list.xml", "list.csv"])
def test_both_forms_say_when_they_were_made_and_count_alike(name):
    reading = read(DATA / name)
    assert reading.published == date(2026, 3, 7)
    assert reading.entry_count_in_files == len(reading.entries) == 3


def without_measures(entry: Entry) -> Entry:
    details = tuple(one for one in entry.details if one.label != "measure")
    return replace(entry, details=details)


def test_the_csv_says_what_the_xml_says():
    from_xml, from_csv = read(DATA / "list.xml").entries, read(DATA / "list.csv").entries
    for left, right in zip(from_xml, from_csv, strict=True):
        assert without_measures(left) == without_measures(right)


def test_columns_may_be_spelled_with_other_capitals_and_the_day_may_be_missing(tmp_path):
    text = CSV.split("\n", 1)[1].replace("Parent Company", "PARENT COMPANY").replace("Name type", "Name Type")
    reading = read(written(tmp_path, text))
    assert reading.published is None
    assert reading.entries == read(DATA / "list.csv").entries


def test_a_name_is_said_in_the_order_of_its_parts(entries):
    assert entries["uk-DPR9001"].names == (
        Name("Ho Kang KIM", "primary", "Latn", None, (("given", "Ho"), ("middle", "Kang"), ("family", "KIM"))),
        Name("Ho-kang KIM", "alias", "Latn", None, (("given", "Ho-kang"), ("family", "KIM"))),
        Name("The Engineer", "weak_alias", "Latn"),
        Name("Kim Il Nam", "alias", "Latn"),
        Name("김호강", "alias", "Hang", "kor"),
    )


def test_unknown_parts_of_a_date_are_spelled_out_by_the_list(entries):
    person = entries["uk-DPR9001"]
    assert person.birth_dates == (
        VagueDate.day(date(1968, 2, 19)),
        VagueDate.year(1965),
        VagueDate.month(1966, 7),
        VagueDate.year(1967),
    )
    assert Detail("birth date", "15/08/19yy") in person.details


def test_a_person_has_papers_places_and_posts(entries):
    person = entries["uk-DPR9001"]
    assert person.identifiers == (
        Identifier("passport", "836110034", "KP", "North Korean diplomatic passport, expires 2028"),
        Identifier("national_id", "2173"),
        Identifier("phone", "+850 2 381"),
        Identifier("email", "a@example.kp"),
        Identifier("email", "b@example.kp"),
    )
    assert Detail("passport without a number", "Lost in 2006") in person.details
    assert person.birth_places == (Place("Kaesong, North Korea", "KP"),)
    assert person.addresses == (
        Address("5 Ryomyong Street, Pyongyang, 999093, North Korea", "KP"),
        Address("Minsk, Belarus", "BY"),
    )
    assert person.nationalities == ("KP",)
    assert Detail("nationality", "Atlantis") in person.details
    assert (person.gender, person.titles, person.positions) == ("male", ("Colonel",), ("Director",))


def test_a_listing_names_the_regulations_and_the_reasons(entries):
    assert entries["uk-DPR9001"].listings == (
        Listing(
            "UK",
            "The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019",
            date(2012, 6, 29),
            None,
            "DPR9001",
            "Buys pumps for the programme.",
        ),
    )
    assert entries["uk-DPR9001"].remarks == ("Travels often.",)


def test_a_measure_is_named_once_whether_in_words_or_by_its_indicator(entries):
    def measures(key: str) -> list[str]:
        return [one.text for one in entries[key].details if one.label == "measure"]

    assert measures("uk-DPR9001") == ["Asset freeze", "Travel Ban", "Director Disqualification Sanction"]
    assert measures("uk-DPR9003") == ["De-flag", "Prohibition of port entry"]
    assert [one.text for one in entries["uk-DPR9001"].details if one.label == "designation source"] == ["UK", "UN"]


def test_a_company_has_numbers_and_kin(entries):
    company = entries["uk-RUS9002"]
    assert company.schema == "Organization"
    assert set(company.identifiers) == {
        Identifier("ogrn", "1247700291299"),
        Identifier("other", "770701009", note="KPP"),
        Identifier("inn", "9707028669"),
        Identifier("registration", "Number 12 of 2001"),
        Identifier("crypto_address", "TExample9"),
        Identifier("website", "severny.example"),
    }
    assert company.relations == (Relation("parent", "Severny Holding"), Relation("subsidiary", "Severny Trade"))


def test_a_ship_has_flags_owners_and_a_number(entries):
    ship = entries["uk-DPR9003"]
    assert (ship.flags, ship.former_flags) == (("KN",), ("KI", "CN"))
    assert ship.identifiers[0] == Identifier("imo", "9562001")
    assert ship.relations == (
        Relation("owner_or_operator", "Paektu Shipping"),
        Relation("former_owner_or_operator", "Ryonsan Marine"),
    )
    assert {Detail("vessel type", "Bulk Carrier"), Detail("tonnage", "8343")} <= set(ship.details)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("INN: 7710137066", ["inn"]),
        ("INN - 5045023416", ["inn"]),
        ("OGRN: 1247700291200 KPP: 770701001 INN: 9707028663", ["ogrn", "other", "inn"]),
        ("INN: 7710137066 (old)", ["registration"]),
        ("Kuwait, number 260012001546", ["registration"]),
    ],
)
def test_only_a_text_made_of_labelled_numbers_is_taken_apart(text, kinds):
    assert [one.kind for one in registrations(text)] == kinds


@pytest.mark.parametrize(
    ("old", "new", "error", "complaint"),
    [
        (">Individual<", ">Robot<", UnknownCode, "DPR9001 field IndividualEntityShip: there is no kind"),
        (">Primary name<", ">Nickname<", UnknownCode, "field NameType"),
        ("Low quality a.k.a", "Middling", UnknownCode, "field AliasStrength"),
        (">Male<", ">M<", UnknownCode, "field Gender"),
        (">UK|UN<", ">UK|EU<", UnknownCode, "field DesignationSource"),
        ("<TravelBan>true</TravelBan>", "<TravelBan>yes</TravelBan>", UnknownCode, "expected true or false"),
        ("<TravelBan>true</TravelBan>", "<SpeechBan>true</SpeechBan>", UnknownCode, "no measure 'SpeechBan'"),
        ("<DOB>19/02/1968</DOB>", "<Novelty>1</Novelty>", SourceError, "DOBs/Novelty' is not in the schema"),
        ("<TownOfBirth>Kaesong</TownOfBirth>", "<Village>K</Village>", SourceError, "'Village' in 'Individual"),
        ("<DOBs>", '<DOBs colour="red">', SourceError, "the attribute 'colour'"),
        ("<DOBs>", "<DOBs>see below", SourceError, "text in 'IndividualDetails/Individual/DOBs'"),
        ("29/06/2012", "29/16/2012", InvalidInput, "field DateDesignated: '29/16/2012' is no day"),
        ("<UniqueID>RUS9002</UniqueID>", "", InvalidInput, "no UniqueID"),
        ("RUS9002", "DPR9001", SourceError, "stands here twice"),
        ("JSC Severny Metal", "", InvalidInput, "RUS9002 field Name6: the designation has no name"),
        ("<RegimeName>The Russia (Sanctions) (EU Exit) Regulations 2019</RegimeName>", "", SourceError, "no regime"),
        ("<DateGenerated>07/03/2026", "<DateGenerated>soon", InvalidInput, "field DateGenerated"),
    ],
)
def test_what_the_schema_does_not_have_is_refused_with_its_place(tmp_path, old, new, error, complaint):
    assert old in XML
    with pytest.raises(error, match=complaint):
        read(written(tmp_path, XML.replace(old, new)))


ROWS = CSV.split("\n")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "empty"),
        (XML[:3000], "no whole XML document"),
        ("<!DOCTYPE html><html><body>gone</body></html>", "web page"),
        ("<CONSOLIDATED_LIST/>", "root is 'CONSOLIDATED_LIST'"),
        ("<Designations><DateGenerated>07/03/2026</DateGenerated></Designations>", "read 0 designations"),
        ('<?xml version="1.0"?><!DOCTYPE D [<!ENTITY a "b">]><Designations/>', "declares a document type"),
        ("\n".join(ROWS[:2]), "holds no designation"),
        (CSV[: len(CSV) - 40], "cells where the header has|not a whole CSV"),
        (CSV.replace("Unique ID", "Number"), "column 'Unique ID' is missing"),
        (CSV.replace("Position", "Colour"), "column 'Colour' is not in the format"),
        (CSV.replace("07-Mar-2026", "lately"), "field Report Date"),
        (CSV.replace("RUS9002", ""), "no Unique ID"),
    ],
    ids=[
        "empty",
        "cut XML",
        "web page",
        "OFSI's former list",
        "no designation",
        "entities",
        "header only",
        "cut CSV",
        "missing column",
        "new column",
        "no day",
        "row without number",
    ],
)
def test_a_file_that_is_not_the_list_is_refused(tmp_path, text, complaint):
    with pytest.raises(NavicertError, match=complaint):
        read(written(tmp_path, text))


def test_one_file_is_asked_for():
    with pytest.raises(SourceError, match="2 files given"):
        find_source("uk").read([DATA / "list.xml", DATA / "list.csv"])
