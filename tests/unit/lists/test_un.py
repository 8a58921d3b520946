"""The UN's consolidated list: every element is read, ignored with a reason, or raises."""

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from navicert.errors import SourceError, UnknownCode
from navicert.lists.model import Address, Detail, Identifier, Listing, Name, Place, Relation
from navicert.lists.sources import find_source
from navicert.lists.sources.base import Reading
from navicert.lists.sources.un_record import SCHEMA
from navicert.terms import country_code

FILE = Path(__file__).parent / "data" / "un" / "consolidated.xml"
XML = FILE.read_text("utf-8")
REAL = Path("lists") / "un-2026" / "consolidated.xml"


def read(folder: Path, text: str = XML) -> Reading:
    path = folder / "consolidated.xml"
    path.write_text(text, "utf-8")
    return find_source("un").read([path])


def test_an_individual_has_all_that_the_record_says(tmp_path: Path) -> None:
    person = read(tmp_path).entries[0]
    assert (person.id, person.schema, person.caption) == ("un-9000001", "Person", "JON IVAN DOE")
    assert person.names[0].parts == (("first", "JON"), ("second", "IVAN"), ("third", "DOE"))
    assert person.listings == (Listing("UNSC", "Al-Qaida", date(2015, 4, 7), reference="QDi.901"),)
    assert (person.gender, person.titles) == ("male", ("Haji",))
    assert person.positions == ("Deputy Minister under the regime", "Governor")
    assert person.nationalities == ("KP",)
    assert Detail("nationality", "Kingdom of Nowhere") in person.details
    assert person.addresses == (Address("Main Street 1, Tripoli, 21073, Libya", "LY", "previous address"),)
    assert person.birth_places == (Place("Tripoli, Libya", "LY"), Place("Mascara, Algeria", "DZ"))
    assert person.identifiers[0] == Identifier(
        "passport", "OB 0243318", "TN", "issued 1996-11-08 in Milan, Italy; expired on 7 Nov. 2001"
    )
    assert Detail("amended on", "2016-10-13") in person.details
    assert Detail("submitted by", "Ruritania") in person.details


def test_names_keep_their_script_and_their_quality(tmp_path: Path) -> None:
    person, front, _ = read(tmp_path).entries
    assert person.names[1] == Name("جون ايفان دو", "primary", "Arab", "ara")
    assert [(name.text, name.kind, name.script) for name in person.names[2:]] == [
        ("Yon Dou", "alias", "Latn"),
        ("Йон Доу", "alias", "Cyrl"),
        ("Jan Du", "alias", "Latn"),
        ("The Tall One", "weak_alias", "Latn"),
        ("John Doe", "former", "Latn"),
    ]
    assert [(name.text, name.kind) for name in front.names] == [
        ("EXAMPLE PEOPLE'S FRONT (EPF)", "primary"),
        ("EXAMPLE PEOPLE'S FRONT", "alias"),
        ("EPF", "alias"),
        ("Front of Examples", "alias"),
        ("Example Group", "former"),
    ]


def test_dates_of_birth_of_every_type_are_read_and_those_of_aliases_too(tmp_path: Path) -> None:
    person = read(tmp_path).entries[0]
    dates = ["1971-05-03", "circa 1970", "1968-01-01/1973-12-31", "1973-09-26"]
    assert list(map(str, person.birth_dates)) == dates
    assert Detail("birth of alias Yon Dou (Йон Доу); Jan Du", "1973-09-26, Mascara, Algeria") in person.details


def test_a_delisted_party_has_the_day_its_listing_ended(tmp_path: Path) -> None:
    assert read(tmp_path).entries[1].listings[0].ended_on == date(2020, 1, 2)


def test_an_entity_is_a_vessel_when_its_comments_say_so(tmp_path: Path) -> None:
    _, front, ship = read(tmp_path).entries
    assert (front.schema, ship.schema) == ("Organization", "Vessel")
    assert ship.identifiers == (Identifier("imo", "9187629"), Identifier("swift_bic", "KUDBKPPY"))


def test_a_reference_in_the_comments_ties_to_that_party(tmp_path: Path) -> None:
    person = read(tmp_path).entries[0]
    assert person.relations == (Relation("mentions", "EXAMPLE PEOPLE'S FRONT (EPF)", "un-9000002", "QDe.902"),)


def test_the_list_carries_the_day_it_was_made(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert (reading.published, reading.entry_count_in_files) == (date(2026, 2, 27), 3)
    assert {field for field, _ in reading.ignored} >= {"VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD"}


INDIVIDUAL = [name for name in SCHEMA["INDIVIDUAL"] if name not in ("DATAID", "FIRST_NAME", "UN_LIST_TYPE")]


@pytest.mark.parametrize("name", INDIVIDUAL)
def test_every_element_of_the_schema_can_be_absent(tmp_path: Path, name: str) -> None:
    text = re.sub(rf"<{name}\b[^>]*?(?:/>|>.*?</{name}>)", "", XML, flags=re.DOTALL)
    assert len(read(tmp_path, text).entries) == 3


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<GENDER>", "<SEX>x</SEX><GENDER>", "DATAID 9000001: the element 'SEX' inside 'INDIVIDUAL'"),
        (
            "<CITY>Tripoli",
            "<TOWN>x</TOWN><CITY>Tripoli",
            "DATAID 9000001: the element 'TOWN' inside 'INDIVIDUAL_ADDRESS'",
        ),
        ("<DATAID>", '<DATAID old="1">', "the attribute 'old' in 'DATAID'"),
        ("<ENTITY_ADDRESS>", "<ENTITY_ADDRESS>stray", "DATAID 9000002: the text 'stray' in 'ENTITY_ADDRESS'"),
        ("2015-04-07-04:00", "7 April 2015", "LISTED_ON: '7 April 2015' is no date"),
        ("1971-05-03", "1971-02-30", "DATE: '1971-02-30' is no date"),
        (">1970<", ">c. 1970<", "YEAR: 'c. 1970' is no year"),
        ("<TO_YEAR>1973", "<TO_YEAR>1960", "TO_YEAR 1960 is before FROM_YEAR 1968"),
        ("<FIRST_NAME>JON</FIRST_NAME>", "", "DATAID or FIRST_NAME is missing"),
        ("<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>", "", "UN_LIST_TYPE is empty"),
        ("<GENDER>", "<GENDER>Male</GENDER><GENDER>", "GENDER stands 2 times"),
        ("9000002<", "9000001<", "DATAID stands twice"),
        ('dateGenerated="2026-02-27T00:00:09.554Z"', 'dateGenerated="yesterday"', "dateGenerated: 'yesterday'"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_record(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in XML
    with pytest.raises(SourceError, match=words):
        read(tmp_path, XML.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<QUALITY>Low<", "<QUALITY>Middling<", "QUALITY 'Middling'"),
        (">APPROXIMATELY<", ">ABOUT<", "TYPE_OF_DATE 'ABOUT'"),
        ("<GENDER>Male<", "<GENDER>M<", "GENDER 'M'"),
        ("<VALUE>UN List<", "<VALUE>EU List<", "LIST_TYPE 'EU List'"),
    ],
)
def test_an_unknown_code_is_never_replaced_by_a_default(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(UnknownCode, match=words):
        read(tmp_path, XML.replace(old, new, 1))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param("hello", "no whole XML document", id="a line of text"),
        pytest.param("<html><body>404</body></html>", "web page", id="an error page"),
        pytest.param("<sdnList/>", "root is 'sdnList'", id="another list"),
        pytest.param("<CONSOLIDATED_LIST/>", "holds no party", id="a list of nobody"),
        pytest.param(BOMB, "declares a document type", id="entities that expand"),
        pytest.param('<!DOCTYPE x SYSTEM "file:///etc/passwd"><CONSOLIDATED_LIST/>', "document type", id="a way out"),
    ],
)
def test_what_is_no_list_of_the_uns_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(tmp_path, text)


def test_a_list_cut_anywhere_is_refused(tmp_path: Path) -> None:
    for size in range(0, len(XML.rstrip()), 61):
        with pytest.raises(SourceError):
            read(tmp_path, XML[:size])


def test_one_file_is_wanted() -> None:
    with pytest.raises(SourceError, match="2 files given"):
        find_source("un").read([FILE, FILE])


@pytest.mark.shared
def test_the_real_list_is_read_whole(shared: Path) -> None:
    reading = find_source("un").read([shared / REAL])
    assert len(reading.entries) == reading.entry_count_in_files == 1003
    assert reading.published == date(2026, 2, 27)
    assert sum(entry.schema == "Person" for entry in reading.entries) == 730
    assert all(entry.listings[0].listed_on for entry in reading.entries)
    assert not any(entry.schema == "Vessel" for entry in reading.entries)


@pytest.mark.shared
def test_no_word_of_the_real_list_is_lost(shared: Path) -> None:
    """Each word of a record is in the entry, but for those kept as a code: countries, genders, months, kinds."""
    entries = {entry.id: words(repr(entry)) for entry in find_source("un").read([shared / REAL]).entries}
    left_out = {"VERSIONNUM", "LIST_TYPE", "TYPE_OF_DATE", "GENDER", "QUALITY", "TYPE_OF_DOCUMENT"}
    as_code = {"NATIONALITY", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "NATIONALITY2"}
    for record in etree.parse(str(shared / REAL)).iter("INDIVIDUAL", "ENTITY"):
        kept = entries[f"un-{record.findtext('DATAID')}"] | KINDS
        for element in record.iter():
            names = {element.tag, element.getparent().tag}
            if not names & (left_out | as_code | {"LISTED_ON", "YEAR", "FROM_YEAR", "TO_YEAR", "DATE"}):
                assert words(without_country(element)) <= kept, (record.findtext("DATAID"), element.tag, element.text)


KINDS = {"approximately", "passport", "national", "identification", "number"}


def without_country(element: etree._Element) -> str:
    """The text, without the issuing country that a number may end with, since it is kept as a code."""
    number, sign, tail = (
        (element.text or "").rstrip().rstrip(")").rpartition("," if "," in (element.text or "") else "(")
    )
    return number if sign and element.tag == "NUMBER" and country_code(tail) else element.text or ""


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]{2,}", text.casefold().replace("\\n", " ")))
