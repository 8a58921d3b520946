"""OFAC's XML says the same as its CSV files, and is read strictly by its schema."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from navicert.errors import SourceError, UnknownCode
from navicert.lists.model import Detail, Entry
from navicert.lists.sources import find_source
from navicert.lists.sources.base import Reading

DATA = Path(__file__).parent / "data" / "ofac"
XML = (DATA / "sdn.xml").read_text("utf-8")
NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"


def read(folder: Path, text: str) -> Reading:
    path = folder / "sdn.xml"
    path.write_text(text, "utf-8")
    return find_source("ofac-sdn").read([path])


def as_sets(entry: Entry) -> dict[str, object]:
    """The fields of an entry without the order in which the two formats give them."""
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return {name: frozenset(value) if isinstance(value, tuple) else value for name, value in values.items()}


def test_the_same_parties_are_the_same_entries_in_both_formats(tmp_path: Path) -> None:
    names = ("sdn.csv", "alt.csv", "add.csv")
    for name in names:
        content = (DATA / name).read_bytes()
        (tmp_path / name).write_bytes(content.replace(b'"spelling of 1999"', b"-0- "))  # XML has no remarks on aliases
    from_csv = find_source("ofac-sdn").read([tmp_path / name for name in names])
    from_xml = read(tmp_path, XML)
    assert [as_sets(entry) for entry in from_xml.entries] == [as_sets(entry) for entry in from_csv.entries[:3]]


def test_the_day_of_publication_stands_in_the_file(tmp_path: Path) -> None:
    reading = read(tmp_path, XML)
    assert (reading.published, reading.entry_count_in_files) == (date(2026, 8, 26), 3)


def test_the_main_date_of_birth_comes_first(tmp_path: Path) -> None:
    assert list(map(str, read(tmp_path, XML).entries[0].birth_dates)) == ["1948", "circa 1950"]


@pytest.mark.parametrize("namespace", ["http://tempuri.org/sdnList.xsd", "https://tempuri.org/sdnList.xsd", ""])
def test_older_namespaces_are_read_too(tmp_path: Path, namespace: str) -> None:
    assert read(tmp_path, XML.replace(NAMESPACE, namespace)).entries == read(tmp_path, XML).entries


def test_a_statement_with_an_unheard_of_label_is_kept_under_it(tmp_path: Path) -> None:
    entry = read(tmp_path, XML.replace("<idType>Gender</idType>", "<idType>Shoe Size:</idType>")).entries[0]
    assert Detail("Shoe Size", "Male") in entry.details


def test_a_country_without_a_code_stays_with_the_document(tmp_path: Path) -> None:
    entry = read(tmp_path, XML.replace("<idCountry>Colombia<", "<idCountry>Ruritania<")).entries[0]
    cedula = next(found for found in entry.identifiers if found.value == "16247821")
    assert (cedula.country, cedula.note) == (None, "Cedula No.; Ruritania")


def test_a_region_without_a_country_is_written_as_in_the_csv_files(tmp_path: Path) -> None:
    entry = read(tmp_path, XML.replace("<country>Cuba</country>", "<region>Crimea</region>")).entries[0]
    assert entry.addresses[0].text == "Havana, Region: Crimea"


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ('<Sanctions xmlns="x"/>', "SDN_ADVANCED.*use sdn.xml"),
        ('<sanctionsData xmlns="x"/>', "SDN_ENHANCED.*use sdn.xml"),
        ("<CONSOLIDATED_LIST/>", "root is 'CONSOLIDATED_LIST'"),
        ("<sdnList/>", "holds no entry"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ('<!DOCTYPE sdnList [<!ENTITY a "b">]><sdnList>&a;</sdnList>', "declares a document type"),
        ('<!DOCTYPE sdnList SYSTEM "http://example.test/x.dtd"><sdnList/>', "declares a document type"),
    ],
)
def test_another_document_is_refused_with_what_to_do(tmp_path: Path, root: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(tmp_path, root)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<Record_Count>3<", "<Record_Count>4<", "Record_Count says 4"),
        ("08/26/2026", "2026-08-26", "Publish_Date '2026-08-26'"),
        ("<city>Havana</city>", "<town>Havana</town>", "entry 101: the element 'town' inside 'address'"),
        ("<title>", '<title lang="en">', "entry 101: the attribute 'lang' in 'title'"),
        ("<lastName>DOE</lastName>", "", "entry 101: uid or lastName is missing"),
        ("<program>IRAN</program>", "", "entry 102: programList is empty"),
        ("<title>", "<title>x</title><title>", "entry 101: title stands twice"),
        ("<uid>102</uid>", "<uid>101</uid>", "ofac-101: this uid stands twice"),
        ("<programList>", "<programList>stray", "entry 101: the text 'stray'"),
    ],
)
def test_damage_is_named_with_the_entry(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in XML
    with pytest.raises(SourceError, match=words):
        read(tmp_path, XML.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<sdnType>Vessel<", "<sdnType>Submarine<", "entry 103: sdnType 'Submarine'"),
        ("<category>strong<", "<category>middling<", "entry 101 alias 1: alias type 'a.k.a.' of category 'middling'"),
    ],
)
def test_an_unknown_code_is_never_replaced_by_a_default(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(UnknownCode, match=words):
        read(tmp_path, XML.replace(old, new, 1))


def test_a_document_cut_anywhere_is_refused(tmp_path: Path) -> None:
    for size in range(0, len(XML.rstrip()), 97):
        with pytest.raises(SourceError):
            read(tmp_path, XML[:size])


def test_an_xml_file_stands_alone() -> None:
    with pytest.raises(SourceError, match="beside other files"):
        find_source("ofac-sdn").read([DATA / "sdn.xml", DATA / "alt.csv"])
