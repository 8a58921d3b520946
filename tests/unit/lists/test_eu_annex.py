"""Reading the annexes of the EU's regulation on the DPRK."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from navicert.errors import InvalidInput, SourceError, UnknownCode
from navicert.lists import Address, Detail, Entry, Identifier, Listing, Name, Place, Relation
from navicert.lists.sources import Reading, find_source
from navicert.lists.sources.eu_annex_cells import addresses, country_at_end, own_names, passports, values
from navicert.terms import VagueDate

ANNEX = Path(__file__).parent / "data" / "eu" / "annex.csv"


def read(path: Path) -> Reading:
    return find_source("eu-dprk-annex").read([path])


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {entry.id: entry for entry in read(ANNEX).entries}


def changed(tmp_path: Path, **cells: str) -> Path:
    """The annex with its first row changed."""
    with ANNEX.open(encoding="utf-8", newline="") as file:
        first, *rest = csv.DictReader(file)
    path = tmp_path / "changed.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list({**first, **cells}))
        writer.writeheader()
        writer.writerows([{**first, **cells}, *rest])
    return path


def test_an_id_cites_annex_and_number_and_a_vessel_without_one_its_imo_number(entries):
    assert list(entries) == [
        "eu-32017R1509-XIII.A-1",
        "eu-32017R1509-XIII.B-2",
        "eu-32017R1509-XIII.B-imo8606000",
        "eu-32017R1509-XIV.B-3",
    ]


def test_a_part_of_a_list_never_counts_as_the_whole():
    assert find_source("eu-dprk-annex").whole is False
    assert read(ANNEX).published is None


def test_a_listing_says_when_where_and_why(entries):
    assert entries["eu-32017R1509-XIII.A-1"].listings == (
        Listing("EU", "EU-PRK", date(2017, 6, 2), None, "32017R1509 Annex XIII.A 1", "Buys pumps for the programme."),
    )
    assert entries["eu-32017R1509-XIV.B-3"].listings[0].listed_on is None
    assert Detail("measure", "Transportation restrictions") in entries["eu-32017R1509-XIV.B-3"].details


def test_a_name_cell_may_hold_the_name_in_its_own_script(entries):
    assert entries["eu-32017R1509-XIII.A-1"].names == (
        Name("KIM Ho Kang", "primary", "Latn"),
        Name("김호강", "alias", "Hang", "kor"),
        Name("KIM Ho Gang", "alias", "Latn"),
        Name("Kim Il Nam", "former", "Latn"),
        Name("Neil Tang", "alias", "Latn"),
        Name("Yun Yuan Tang", "alias", "Latn"),
        Name("Pak, Myong Ho", "alias", "Latn"),
        Name("The Engineer", "weak_alias", "Latn"),
    )


def test_a_company_keeps_its_commas_and_its_acronym_is_an_alias(entries):
    company = entries["eu-32017R1509-XIII.B-2"]
    assert [(name.text, name.kind) for name in company.names] == [
        ("Paektu General Trading Corporation", "primary"),
        ("PGTC", "alias"),
        ("Paektu Trading, Ltd", "alias"),
        ("PAEKTU", "alias"),
        ("Millet Technology", "alias"),
        ("Ryonsan Company", "former"),
    ]
    assert company.relations == (Relation("care_of", "Second Oil Co"),)


def test_a_vessels_other_names_stand_in_brackets(entries):
    vessel = entries["eu-32017R1509-XIII.B-imo8606000"]
    assert [name.text for name in vessel.names] == ["Song Chol", "Green Dawn", "Blue Dusk"]
    assert vessel.identifiers == (Identifier("imo", "8606000"), Identifier("mmsi", "445539111"))
    assert vessel.flags == ("PA",)
    assert vessel.remarks == ("A tanker.",)


def test_a_number_that_is_none_is_said_as_it_stands(entries):
    assert Detail("IMO number", "Does not exist") in entries["eu-32017R1509-XIV.B-3"].details


def test_dates_put_the_day_first_and_alternatives_are_all_kept(entries):
    assert entries["eu-32017R1509-XIII.A-1"].birth_dates == (
        VagueDate.day(date(1968, 2, 19)),
        VagueDate.year(1965),
        VagueDate.year(1966),
    )


def test_a_date_that_cannot_be_read_is_kept_as_text(tmp_path):
    (entry, *_) = read(changed(tmp_path, birthDate="1950; in spring")).entries
    assert entry.birth_dates == (VagueDate.year(1950),)
    assert Detail("birth date", "in spring") in entry.details


def test_several_nationalities_are_told_and_words_that_are_none_are_kept(tmp_path):
    (entry, *_) = read(changed(tmp_path, nationality="DPRK, Russian and Atlantean")).entries
    assert entry.nationalities == ("KP", "RU")
    assert Detail("nationality", "Atlantean") in entry.details


def test_a_person_has_papers_places_and_posts(entries):
    person = entries["eu-32017R1509-XIII.A-1"]
    assert person.identifiers == (
        Identifier("passport", "836420186", None, "issued 28.10.2016 (expires 28.10.2021)"),
        Identifier("passport", "563110024", "KP", "issued by the DPRK"),
    )
    assert person.birth_places == (Place("Kaesong, DPRK", "KP"),)
    assert person.positions == ("Director", "Deputy consul")
    assert person.nationalities == ("KP",)
    assert person.gender == "male"
    assert Detail("father's name", "Kim Il") in person.details
    assert person.addresses == (
        Address("Chilgol, Pyongyang, Democratic People’s Republic of Korea", "KP"),
        Address("Minsk, Belarus", "BY"),
    )


def test_a_company_has_numbers_and_ways_to_reach_it(entries):
    company = entries["eu-32017R1509-XIII.B-2"]
    assert company.addresses == (Address("Rakwon-dong, Pothonggang District, Pyongyang, DPRK", "KP"),)
    assert set(company.identifiers) == {
        Identifier("imo", "5434000"),
        Identifier("registration", "5571000"),
        Identifier("inn", "7700000001"),
        Identifier("other", "12345", note="OKPO"),
        Identifier("swift_bic", "PGTCKPPY"),
        Identifier("phone", "+850-2-18111-8208"),
        Identifier("phone", "+850-2-381-4432", note="fax"),
        Identifier("email", "a@example.kp"),
        Identifier("email", "b@example.kp"),
        Identifier("website", "www.example.kp"),
    }
    assert company.incorporation_dates == (VagueDate.day(date(1998, 4, 3)),)
    assert company.jurisdictions == ("KP",)


def test_a_list_of_countries_is_an_address_in_each(entries):
    assert entries["eu-32017R1509-XIV.B-3"].addresses == (
        Address("DPRK", "KP"),
        Address("People’s Republic of China", "CN"),
    )


@pytest.mark.parametrize(
    ("cells", "error", "complaint"),
    [
        ({"schema": "Spaceship"}, UnknownCode, "row 2 field schema: there is no schema 'Spaceship'"),
        ({"measure": "Toll"}, UnknownCode, "field measure"),
        ({"annex": "XII.A"}, UnknownCode, "field annex"),
        ({"programKey": "EU-XYZ"}, UnknownCode, "field programKey"),
        ({"celex": "2017/1509"}, UnknownCode, "field celex"),
        ({"gender": "m"}, UnknownCode, "field gender"),
        ({"startDate": "31.2.2017"}, InvalidInput, "field startDate: '31.2.2017' is not one day"),
        ({"name": ""}, InvalidInput, "field name: the row has no name"),
        ({"colour": "red"}, UnknownCode, "the column 'colour'"),
        ({"recordId": "2", "annex": "XIII.B"}, SourceError, "stands here twice"),
    ],
)
def test_what_the_format_does_not_have_is_refused_with_row_and_field(tmp_path, cells, error, complaint):
    with pytest.raises(error, match=complaint):
        read(changed(tmp_path, **cells))


WHOLE = ANNEX.read_bytes()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "the file is empty"),
        (WHOLE[:-60], "not a whole CSV file|cells where the header has"),
        (WHOLE.splitlines()[0], "holds no entry"),
        (b"celex;recordId\n1;2\n", "the column 'celex' is missing"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (WHOLE.decode().encode("utf-16"), "binary"),
        ("celex,é\n".encode("latin-1"), "not utf-8"),
    ],
    ids=["empty", "cut off", "header only", "other columns", "web page", "zip", "utf-16", "latin-1"],
)
def test_a_file_that_is_not_the_annex_is_refused(tmp_path, content, complaint):
    path = tmp_path / "annex.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=complaint):
        read(path)


def test_values_are_parted_outside_brackets_and_by_their_letters():
    assert values('927; "108 (issued 2018; expires 2023)"') == ["927", "108 (issued 2018; expires 2023)"]
    assert values("a) 1964 b) 28.8.1962") == ["1964", "28.8.1962"]
    assert values("A Corporation; and B Company") == ["A Corporation", "B Company"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wanchai, Hong Kong, China.", "HK"),
        ("Changwang Street, Pyongyang DPRK", "KP"),
        ("Ryonhwa-2Dong, Pyongyang, DPRK; PO Box 416", "KP"),
        ("Democratic Republic of the Congo (DRC)", "CD"),
        ("Yangon, Myanmar/Burma", "MM"),
        ("Kangwon", None),
        ("", None),
    ],
)
def test_the_country_of_an_address_is_where_it_ends(text, code):
    assert country_at_end(text) == code


def test_an_address_with_semicolons_of_its_own_stays_whole():
    found, _ = addresses("LM-873, RM B, 14/F,; Wah Hen Centre, Hong Kong; Dalian, China; PO Box 7")
    assert [address.text for address in found] == [
        "LM-873, RM B, 14/F, Wah Hen Centre, Hong Kong",
        "Dalian, China; PO Box 7",
    ]


def test_passports_may_be_parted_by_a_slash():
    assert [one.value for one in passports("563410081 / 472410022")] == ["563410081", "472410022"]


def test_brackets_inside_a_name_stay():
    assert [one.text for one in own_names("Leader (Hong Kong) International", vessel=False)] == [
        "Leader (Hong Kong) International"
    ]
    assert [one.text for one in own_names("External Works (Aliases: KOG, GEN)", vessel=False)] == [
        "External Works",
        "KOG",
        "GEN",
    ]


@pytest.mark.shared
def test_the_published_annexes_are_read_whole(shared):
    reading = read(shared / "lists" / "eu-dprk" / "32017R1509.csv")
    assert len(reading.entries) == reading.entry_count_in_files == 326
    assert Counter(entry.schema for entry in reading.entries) == {"Person": 157, "LegalEntity": 94, "Vessel": 75}
    assert sum(len(entry.birth_dates) for entry in reading.entries) == 135
    assert [one.text for entry in reading.entries for one in entry.details if one.label == "birth date"] == []
    assert {entry.nationalities for entry in reading.entries} == {(), ("KP",), ("RU",)}
    assert sum(address.country is None for entry in reading.entries for address in entry.addresses) <= 3
