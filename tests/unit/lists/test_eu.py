"""Reading the EU's consolidated list."""

from datetime import date
from pathlib import Path

import pytest

from navicert.errors import InvalidInput, NavicertError, SourceError, UnknownCode
from navicert.lists import Address, Detail, Entry, Identifier, Listing, Name, Place
from navicert.lists.sources import Reading, find_source
from navicert.terms import VagueDate

FULL = Path(__file__).parent / "data" / "eu" / "full.xml"
TEXT = FULL.read_text(encoding="utf-8")


def read(path: Path) -> Reading:
    return find_source("eu").read([path])


@pytest.fixture(scope="module")
def person() -> Entry:
    return read(FULL).entries[0]


@pytest.fixture(scope="module")
def company() -> Entry:
    return read(FULL).entries[1]


def with_text(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "full.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_says_when_it_was_written_and_a_second_count_agrees():
    reading = read(FULL)
    assert reading.published == date(2026, 3, 5)
    assert reading.entry_count_in_files == len(reading.entries) == 2
    assert "regulationSummary" in dict(reading.ignored)


def test_ids_are_the_eus_reference_numbers(person, company):
    assert (person.id, person.schema) == ("eu-EU.900.1", "Person")
    assert (company.id, company.schema) == ("eu-EU.901.2", "Organization")


def test_the_first_plain_name_in_latin_letters_is_taken_for_the_official_one(person):
    assert person.names == (
        Name("KIM Ho Kang", "primary", "Latn", "eng", (("given", "Ho"), ("middle", "Kang"), ("family", "KIM"))),
        Name("김호강", "alias", "Hang", "kor"),
        Name("The Engineer", "weak_alias", "Latn", "eng"),
        Name("Ким Хо Ган", "alias", "Cyrl"),
        Name("Kim Il Nam", "former", "Latn"),
        Name("Kim Ho-kang", "weak_alias", "Latn"),
    )


def test_what_a_remark_says_beyond_grading_the_name_is_kept(person):
    assert [one.text for one in person.details if one.label == "alias remark: The Engineer"] == [
        "also used by his brother"
    ]
    assert not [one for one in person.details if one.label == "alias remark: Ким Хо Ган"]


def test_titles_functions_and_gender_stand_beside_the_names(person, company):
    assert person.titles == ("Colonel",)
    assert person.positions == ("Director of a bureau", "Deputy consul")
    assert person.gender == "male"
    assert Detail("function", "a shipping company") in company.details


def test_a_citizenship_that_ended_is_told_apart(person):
    assert person.citizenships == ("KP",)
    assert Detail("citizenship ended", "RU 1991-12-26") in person.details
    assert Detail("citizenship remark", "by birth") in person.details


def test_dates_of_birth_keep_their_precision(person):
    assert person.birth_dates == (
        VagueDate.day(date(1968, 2, 19)),
        VagueDate.month(1961, 8, circa=True),
        VagueDate.years(1960, 1979),
        VagueDate.day(date(1982, 4, 19)),
    )


def test_a_year_of_another_calendar_and_half_a_range_are_kept_as_text(person):
    assert [one.text for one in person.details if one.label == "birth date"] == [
        "year 1343 (islamic calendar)",
        "yearRangeTo 1979",
    ]


def test_places_of_birth_have_their_country(person):
    assert person.birth_places == (
        Place("Kaesong, KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "KP"),
        Place("Farsan, IRAN (ISLAMIC REPUBLIC OF)", "IR"),
    )


def test_papers_say_who_issued_them_and_what_became_of_them(person):
    note = "National passport; issued by MFA; issued on 2005-04-30; valid to 2010-03-07; name on it: KIM H."
    assert person.identifiers == (
        Identifier("passport", "836110034", "KP", f"{note}; diplomatic; known to have expired; seen in 2006"),
        Identifier("national_id", "٧٧", None, "National identification card"),
        Identifier("national_id", "77", None, "National identification card"),
    )


def test_a_paper_without_a_number_is_said_in_words(company):
    assert Detail("paper without a number", "Registration Number; Place of registration: Tehran IR") in company.details
    assert Identifier("imo", "5342000", None, "IMO (vessel identification)") in company.identifiers


def test_addresses_hold_the_ways_to_reach_the_party(company):
    assert company.addresses == (
        Address(
            "817 Haeun, Central District, P.O. Box 120, Pyongyang, KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF",
            "KP",
            "main office; as at the time of listing",
        ),
    )
    assert {(one.kind, one.value, one.note) for one in company.identifiers if one.kind != "imo"} == {
        ("phone", "+850 2 18111", None),
        ("phone", "+850 2 381", "fax"),
        ("email", "a@example.kp", None),
        ("email", "b@example.kp", None),
        ("website", "www.example.kp", None),
    }


def test_a_listing_begins_with_the_designation_not_with_an_amendment(person, company):
    assert person.listings == (Listing("EU", "PRK", date(2017, 4, 7), None, "EU.900.1", "2017/9000 (OJ L1)"),)
    assert company.listings[0].ended_on == date(2020, 5, 6)
    assert Detail("UN reference", "KPi.900") in person.details
    assert person.remarks == ("Buys pumps for the programme.\nTravels often.",)
    (regulation,) = [one.text for one in person.details if one.label == "regulation"]
    assert regulation == (
        "2017/9000 (OJ L1); amendment; council; published 2017-04-08; in force 2017-04-09; "
        "http://eur-lex.europa.eu/example?a=1&b=2"
    )


@pytest.mark.parametrize(
    ("old", "new", "error", "complaint"),
    [
        ('code="person"', 'code="robot"', UnknownCode, "subjectType field code"),
        ('classificationCode="P"', 'classificationCode="E"', UnknownCode, "subjectType"),
        ('gender="M"', 'gender="X"', UnknownCode, "EU.900.1 nameAlias field gender"),
        ('calendarType="ISLAMIC"', 'calendarType="MAYAN"', UnknownCode, "calendarType"),
        ('identificationTypeCode="imo"', 'identificationTypeCode="zzz"', UnknownCode, "identificationTypeCode"),
        ('key="FAX"', 'key="TELEX"', UnknownCode, "contactInfo field key"),
        ('countryIso2Code="RU"', 'countryIso2Code="QQ"', UnknownCode, "countryIso2Code"),
        ('nameLanguage="KO"', 'nameLanguage="QQ"', UnknownCode, "nameLanguage"),
        ('circa="true"', 'circa="maybe"', UnknownCode, "field circa: expected true or false"),
        ('year="1961"', 'year="MCMLXI"', InvalidInput, "field year"),
        ('birthdate="1968-02-19"', 'birthdate="1968-02-31"', InvalidInput, "field birthdate"),
        ('<citizenship region=""', '<citizenship colour="red"', SourceError, "'colour' in 'citizenship'"),
        ("<remark>by birth</remark>", "<novelty/>", SourceError, "'novelty' in 'citizenship'"),
        ('generationDate="2026', 'generationDate="soon', InvalidInput, "field generationDate"),
        ("fpi/fsd/export", "fpi/fsd/import", SourceError, "the document's root"),
        ("EU.901.2", "EU.900.1", SourceError, "stands here twice"),
    ],
)
def test_what_the_schema_does_not_have_is_refused_with_its_place(tmp_path, old, new, error, complaint):
    assert old in TEXT
    with pytest.raises(error, match=complaint):
        read(with_text(tmp_path, TEXT.replace(old, new)))


def test_a_party_without_a_name_is_refused(tmp_path):
    start, end = (
        TEXT.index('<nameAlias firstName="" middleName="" lastName="" wholeName="Paektu'),
        TEXT.index('<address city="P'),
    )
    with pytest.raises(InvalidInput, match=r"EU\.901\.2 field wholeName: the party has no name"):
        read(with_text(tmp_path, TEXT[:start] + TEXT[end:]))


BOMB = '<?xml version="1.0"?><!DOCTYPE export [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "empty"),
        (TEXT[:4000], "no whole XML document"),
        (TEXT.replace("</export>", ""), "no whole XML document"),
        ("<!DOCTYPE html><html><body>Not found</body></html>", "web page"),
        ("celex,recordId\n1,2\n", "no whole XML document"),
        ("<WHOLE><ENTITY/></WHOLE>", "root is 'WHOLE'"),
        (TEXT.replace(TEXT[: TEXT.index("<export")], BOMB), "declares a document type"),
        (TEXT[: TEXT.index("<sanctionEntity")] + "</export>", "read 0 parties of 0"),
    ],
    ids=["empty", "cut off", "unclosed", "web page", "CSV", "version 1.0", "entities", "no party"],
)
def test_a_file_that_is_not_the_list_is_refused(tmp_path, text, complaint):
    with pytest.raises(NavicertError, match=complaint):
        read(with_text(tmp_path, text))


def test_a_binary_file_is_refused(tmp_path):
    path = tmp_path / "full.xml"
    path.write_bytes(b"PK\x03\x04\x00\x00\x14\x00")
    with pytest.raises(SourceError):
        read(path)
