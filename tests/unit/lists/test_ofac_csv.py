"""OFAC's CSV files: told apart by their columns, whole or refused."""

import csv
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from navicert.errors import NavicertError, SourceError, UnknownCode
from navicert.lists.model import Address, Detail, Identifier, Listing, Name, Relation
from navicert.lists.sources import find_source
from navicert.lists.sources.base import Reading
from navicert.lists.sources.ofac_csv import join_remarks, read_programmes
from navicert.lists.sources.ofac_remarks import CUT

DATA = Path(__file__).parent / "data" / "ofac"
FILES = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with copies of the files, to be spoilt."""
    for name in FILES:
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    return tmp_path


def read(folder: Path, *names: str) -> Reading:
    return find_source("ofac-sdn").read([folder / name for name in names or FILES])


def test_a_person_has_all_that_the_files_say_of_them() -> None:
    person = read(DATA).entries[0]
    assert person.id == "ofac-101"
    assert person.schema == "Person"
    assert person.caption == "DOE, Jon Ivan"
    assert [(name.text, name.kind) for name in person.names[1:]] == [
        ("DOWE, John", "alias"),
        ("DOH, Jon", "former"),
        ("ABU SAMPLE", "weak_alias"),
        ("EL OTRO", "weak_alias"),
    ]
    assert person.listings == (Listing("OFAC", "SDGT"), Listing("OFAC", "IFSR"))
    assert list(map(str, person.birth_dates)) == ["1948", "circa 1950"]
    assert (person.nationalities, person.citizenships) == (("SY", "PS"), ("MX",))
    assert (person.titles, person.positions) == (("Haji",), ("Director of EXAMPLE BANK",))
    assert person.addresses == (Address("Havana, Cuba", "CU"), Address("Main Street 1, Tehran"))
    assert Identifier("passport", "A123456", "IR", "issued 01 May 2002; expires 30 Apr 2007") in person.identifiers
    assert Detail("alias remark: DOH, Jon", "spelling of 1999") in person.details
    assert person.remarks == ("arrested 30 Sep 2002",)


def test_a_vessel_has_its_columns() -> None:
    vessel = read(DATA).entries[2]
    assert vessel.schema == "Vessel"
    assert vessel.flags == ("PA",)
    assert vessel.former_flags == ("MT",)
    assert Identifier("call_sign", "5IM999") in vessel.identifiers
    assert Identifier("imo", "9187629") in vessel.identifiers
    assert Detail("vessel type", "Crude Oil Tanker") in vessel.details
    assert Detail("Former Vessel Flag", "None Identified") in vessel.details


def test_an_aircraft_and_an_organisation_are_told_by_their_type() -> None:
    assert [entry.schema for entry in read(DATA).entries] == [
        "Person",
        "Organization",
        "Vessel",
        "Airplane",
        "Organization",
        "Organization",
        "Organization",
    ]


def test_a_listing_date_is_known_only_where_the_remarks_state_it() -> None:
    assert [entry.listings[0].listed_on for entry in read(DATA).entries[4:]] == [None, date(2022, 2, 24), None]


def test_a_tie_leads_to_the_entry_of_that_name_and_to_none_when_no_entry_has_it() -> None:
    person, _, vessel, *_ = read(DATA).entries
    assert person.relations[-1] == Relation("linked_to", "EXAMPLE TRADING S.A.", "ofac-102")
    assert vessel.relations == (
        Relation("owned_by", "EXAMPLE TRADING S.A.", "ofac-102"),
        Relation("linked_to", "NOBODY KNOWN"),
    )


def test_a_country_that_is_none_stays_in_the_address_and_beside_it() -> None:
    entry = read(DATA).entries[4]
    assert entry.addresses == (Address("Region: Nowhere"),)
    assert Detail("address country", "Region: Nowhere") in entry.details


def test_an_undetermined_country_makes_no_address() -> None:
    entry = read(DATA).entries[1]
    assert entry.addresses == ()
    assert entry.details == (Detail("address country", "undetermined"),)


@pytest.mark.parametrize("names", list(permutations(FILES)), ids=" ".join)
def test_the_order_of_the_files_does_not_matter(names: tuple[str, ...]) -> None:
    assert read(DATA, *names) == read(DATA)


def test_the_names_of_the_files_do_not_matter(folder: Path) -> None:
    names = ("cons_prim.csv", "CONS_ALT.CSV", "addresses", "x.csv")
    for old, new in zip(FILES, names, strict=True):
        (folder / old).rename(folder / new)
    assert read(folder, *names).entries == read(DATA).entries


def test_both_lists_read_the_same_format() -> None:
    paths = [DATA / name for name in FILES]
    assert find_source("ofac-consolidated").read(paths) == find_source("ofac-sdn").read(paths)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (("sdn.csv",), "alt.csv and add.csv are missing"),
        (("alt.csv", "add.csv"), "sdn.csv is missing"),
        (("sdn.csv", "alt.csv", "sdn_comments.csv"), "add.csv is missing"),
    ],
    ids=" ".join,
)
def test_a_missing_file_is_named_by_its_role(given: tuple[str, ...], missing: str) -> None:
    with pytest.raises(SourceError, match=missing):
        read(DATA, *given)


def test_two_files_of_one_role_are_refused(folder: Path) -> None:
    (folder / "old.csv").write_bytes((folder / "sdn.csv").read_bytes())
    with pytest.raises(SourceError, match=r"both have the columns of sdn\.csv"):
        read(folder, *FILES, "old.csv")


def test_remarks_that_run_over_are_read_to_their_end() -> None:
    entry = read(DATA).entries[4]
    assert sum(identifier.kind == "crypto_address" for identifier in entry.identifiers) == 15
    assert entry.relations == (Relation("linked_to", "EXAMPLE TRADING CO"),)


def test_remarks_that_run_over_lose_only_the_cut_clause_without_the_file_of_comments() -> None:
    entry = read(DATA, *FILES[:3]).entries[4]
    assert sum(identifier.kind == "crypto_address" for identifier in entry.identifiers) == 14
    assert Detail(CUT, "alt. Digital") in entry.details


def test_no_remarks_run_over_when_the_file_of_comments_is_empty(folder: Path) -> None:
    (folder / "sdn_comments.csv").write_bytes(b"\x1a")
    assert read(folder) == read(DATA, *FILES[:3])


def test_a_blank_lost_at_the_seam_of_remarks_is_put_back() -> None:
    assert join_remarks("a" * 999, "b") == "a" * 999 + " b"
    assert join_remarks("a" * 1000, "b") == "a" * 1000 + "b"


@pytest.mark.parametrize(
    ("text", "programmes"),
    [("SDGT", ["SDGT"]), ("SDGT] [IFSR", ["SDGT", "IFSR"]), ("[CAATSA - IRAN]", ["CAATSA - IRAN"])],
)
def test_programmes_stand_between_brackets(text: str, programmes: list[str]) -> None:
    assert read_programmes(text) == programmes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_names_with_accents_are_read_in_the_encodings_ofac_may_use(folder: Path, encoding: str) -> None:
    path = folder / "sdn.csv"
    path.write_text(path.read_text("ascii").replace("BARE NAME", "PEÑA É HIJOS"), encoding, newline="")
    assert read(folder).entries[6].names == (Name("PEÑA É HIJOS", "primary", "Latn"),)


def test_files_without_the_end_of_file_sign_are_read_like_those_with_it(folder: Path) -> None:
    for name in FILES:
        (folder / name).write_bytes((folder / name).read_bytes().replace(b"\r\n", b"\n").rstrip(b"\x1a\n"))
    assert read(folder).entries == read(DATA).entries


@pytest.mark.parametrize("name", FILES[:3])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_file_that_somebody_wrote_anew_needs_no_end_of_file_sign(folder: Path, name: str, quoting: int) -> None:
    rows = list(csv.reader((DATA / name).read_text("ascii").removesuffix("\x1a").splitlines()))
    with (folder / name).open("w", newline="") as file:
        csv.writer(file, quoting=quoting).writerows(rows)
    assert read(folder).entries == read(DATA).entries


def test_a_file_that_stops_inside_its_last_null_has_lost_nothing(folder: Path) -> None:
    for name in FILES:
        (folder / name).write_bytes((folder / name).read_bytes().replace(b"\r\n", b"\n").rstrip(b"\x1a\n"))
    path = folder / "add.csv"
    path.write_bytes(path.read_bytes().rstrip(b" ").removesuffix(b"-"))
    assert path.read_bytes().endswith(b",-0")
    assert read(folder).entries == read(DATA).entries


@pytest.mark.parametrize("name", FILES[:3])
def test_a_file_cut_anywhere_else_is_refused(folder: Path, name: str) -> None:
    whole = (DATA / name).read_bytes()
    for size in range(len(whole) - 2):
        (folder / name).write_bytes(whole[:size])
        with pytest.raises(NavicertError):
            read(folder)


def test_addresses_that_stop_before_the_entries_do_mean_a_cut_file(tmp_path: Path) -> None:
    numbers = range(1, 201)
    (tmp_path / "sdn.csv").write_text("".join(f'{n},"NAME {n}",-0- ,"CUBA"{",-0- " * 8}\n' for n in numbers))
    (tmp_path / "alt.csv").write_text('1,1,"aka","OTHER NAME",-0- \n')
    (tmp_path / "add.csv").write_text("".join(f"{n},{n},-0- ,-0- ,-0- ,-0- \n" for n in numbers if n <= 150))
    with pytest.raises(SourceError, match=r"add\.csv: the last 50 entries have no row"):
        read(tmp_path, "sdn.csv", "alt.csv", "add.csv")


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_bytes()
    assert old.encode() in text
    path.write_bytes(text.replace(old.encode(), new.encode(), 1))


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        pytest.param("alt.csv", "101,1,", "999,1,", r"alt\.csv entry 999.*not in sdn\.csv", id="an alias of nobody"),
        pytest.param("add.csv", "101,1,", "999,1,", r"add\.csv entry 999.*not in sdn\.csv", id="an address of nobody"),
        pytest.param("sdn.csv", '102,"', '101,"', r"sdn\.csv entry 101.*stands twice", id="a number twice"),
        pytest.param("sdn.csv", '"SAMPLE STAR"', "-0- ", r"sdn\.csv entry 103.*SDN_Name is empty", id="no name"),
        pytest.param("sdn.csv", '"CUBA"', "-0- ", r"sdn\.csv entry 107.*Program is empty", id="no programme"),
        pytest.param("sdn.csv", '"CUBA",-0- ,', '"CUBA",', r"sdn\.csv row 7.*11 columns", id="a column too few"),
        pytest.param("sdn.csv", '"BARE NAME"', '"BARE" NAME', r"damaged or cut off", id="a stray quotation mark"),
    ],
)
def test_damage_is_named_with_file_and_entry(folder: Path, name: str, old: str, new: str, words: str) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(SourceError, match=words):
        read(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("sdn.csv", '"aircraft"', '"airship"', r"sdn\.csv entry 104: SDN_Type 'airship'"),
        ("alt.csv", '"fka"', '"xka"', r"alt\.csv entry 101 alias 2: alt_type 'xka'"),
    ],
)
def test_an_unknown_code_is_never_replaced_by_a_default(
    folder: Path, name: str, old: str, new: str, words: str
) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(UnknownCode, match=words):
        read(folder)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\r\n\x1a", "empty", id="blank"),
        pytest.param(b"PK\x03\x04\x00\x00", "binary", id="an archive"),
        pytest.param(b"<!DOCTYPE html><html><body>gone</body></html>", "other files|web page", id="an error page"),
        pytest.param(b"hello\n", "1 columns", id="a line of text"),
        pytest.param(b"id,name\n1,x\n", "2 columns|header", id="another CSV file"),
        pytest.param(b"\xff\xfe\x81\x8d\n", "no text|columns", id="no text"),
    ],
)
def test_what_is_no_file_of_ofacs_is_refused(folder: Path, content: bytes, words: str) -> None:
    (folder / "sdn.csv").write_bytes(content)
    with pytest.raises(SourceError, match=words):
        read(folder)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"sdn\.csv: cannot be read"):
        read(tmp_path, "sdn.csv")


def test_what_is_left_out_is_listed_with_the_reason() -> None:
    assert all(field and reason for field, reason in read(DATA).ignored)


@pytest.mark.shared
@pytest.mark.parametrize(("edition", "entries"), [("ofac-2019", 7379), ("ofac-2021", 8976)])
def test_a_real_edition_is_read_whole(shared: Path, edition: str, entries: int) -> None:
    reading = find_source("ofac-sdn").read(sorted((shared / "lists" / edition).glob("*.csv")))
    assert len(reading.entries) == reading.entry_count_in_files == entries
    assert reading.published is None
    linked = [relation for entry in reading.entries for relation in entry.relations if relation.kind == "linked_to"]
    assert sum(relation.entry_id is not None for relation in linked) / len(linked) > 0.98


@pytest.mark.shared
def test_counts_of_the_real_edition_of_2021_agree_with_the_columns(shared: Path) -> None:
    entries = find_source("ofac-sdn").read(sorted((shared / "lists" / "ofac-2021").glob("*.csv"))).entries
    kinds = {schema: sum(entry.schema == schema for entry in entries) for schema in ("Person", "Vessel", "Airplane")}
    assert kinds == {"Person": 4620, "Vessel": 406, "Airplane": 277}
    assert sum(name.kind == "former" for entry in entries for name in entry.names) == 369
