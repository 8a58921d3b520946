"""Reading FollowTheMoney lists."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from navicert.errors import InvalidInput, SourceError, UnknownCode
from navicert.lists import Address, Entry, Identifier, Listing, Name, Place, Relation
from navicert.lists.sources import Reading, find_source
from navicert.lists.to_ftm import entry_to_ftm
from navicert.terms import VagueDate

DATA = Path(__file__).parent / "data" / "ftm"


def read(*paths: Path) -> Reading:
    return find_source("ftm").read(paths)


@pytest.fixture(scope="module")
def flat() -> dict[str, Entry]:
    return {entry.id: entry for entry in read(DATA / "flat.jsonl").entries}


def one(tmp_path: Path, **entity: object) -> Entry:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": "x", "schema": "Person", **entity}) + "\n", encoding="utf-8")
    (entry,) = read(path).entries
    return entry


def test_only_parties_become_entries_and_their_ids_stay(flat):
    assert list(flat) == ["nk-boss", "nk-firm", "nk-ministry", "nk-ship", "nk-wallet"]


def test_a_second_count_of_the_parties_agrees():
    reading = read(DATA / "flat.jsonl", DATA / "nested.jsonl")
    assert reading.entry_count_in_files == len(reading.entries) == 6
    assert reading.published is None


def test_what_is_left_out_is_said_with_its_reason():
    assert read(DATA / "flat.jsonl").ignored == (
        ("schema Article", "a document or what is said in one, no party (1 lines)"),
    )


def test_names_keep_their_kind_and_the_caption_comes_first(flat):
    assert flat["nk-boss"].names == (
        Name("Kim Chol-su", "primary", parts=(("given", "Chol Su"), ("family", "KIM"), ("patronymic", "Kim Il"))),
        Name("KIM Chol Su", "primary"),
        Name("Kim Cheol Su", "alias"),
        Name("The Engineer", "weak_alias"),
        Name("Kim Chol Nam", "former"),
    )


def test_dates_keep_their_precision_and_a_date_that_is_none_is_kept_as_text(flat):
    assert flat["nk-boss"].birth_dates == (VagueDate.month(1965, 7), VagueDate.year(1966))
    assert dict(flat["nk-boss"].extra)["birthDate"] == ("1965-07", "1966", "sometime in 1967")
    assert flat["nk-firm"].incorporation_dates == (VagueDate.day(date(1998, 3, 1)),)


def test_countries_are_iso_codes_and_a_part_of_a_country_counts_as_the_country(flat):
    assert flat["nk-boss"].nationalities == ("KP", "SU")
    assert flat["nk-boss"].countries == ("UA",)
    assert dict(flat["nk-boss"].extra)["country"] == ("ua-cri",)


def test_a_birth_country_is_a_place_of_birth(flat):
    assert flat["nk-boss"].birth_places == (
        Place("Hamhung"),
        Place("North Korea", "KP"),
    )


def test_an_abbreviation_is_heard_as_a_weak_alias(flat):
    assert Name("PGT", "weak_alias") in flat["nk-firm"].names


def test_numbers_keep_their_kind(flat):
    assert Identifier("imo", "IMO5432109") in flat["nk-firm"].identifiers
    assert Identifier("other", "00123456") in flat["nk-boss"].identifiers


def test_a_thing_without_a_name_is_called_by_its_caption_or_number(flat):
    assert flat["nk-ship"].caption == "IMO 8899001"
    assert flat["nk-wallet"].caption == "bc1qexampleexampleexample"


def test_a_schema_without_an_entry_of_its_own_comes_back(flat):
    assert flat["nk-ministry"].schema == "Organization"
    assert entry_to_ftm(flat["nk-ministry"])["schema"] == "PublicBody"


def test_a_sanction_is_a_listing_of_its_party(flat):
    assert flat["nk-boss"].listings == (
        Listing("xx_list", "XX-DPRK"),
        Listing("Ministry of X", "DPRK order", date(2017, 3, 4), date(2020, 5, 6), "KPi.900", "Buys centrifuge parts."),
    )
    assert [(one.label, one.text) for one in flat["nk-boss"].details] == [("sanction status", "active")]


def test_both_ends_of_an_ownership_say_so(flat):
    note = "percentage: 60"
    assert Relation("owns", "Paektu General Trading", "nk-firm", note) in flat["nk-boss"].relations
    assert flat["nk-firm"].relations == (Relation("owned_by", "Kim Chol-su", "nk-boss", note),)


def test_a_post_is_named(flat):
    assert Relation("holds_post", "Deputy minister", "post-1") in flat["nk-boss"].relations


def test_a_passport_on_its_own_line_fills_the_bare_number(flat):
    assert [one for one in flat["nk-boss"].identifiers if one.kind == "passport"] == [
        Identifier("passport", "472310104", "KP", "endDate: 2021-01-01")
    ]


def test_an_address_on_its_own_line_reaches_those_who_point_to_it(flat):
    assert flat["nk-boss"].addresses == (Address("5 Ryomyong Street, Pyongyang", "KP", "remarks: last known"),)


def test_nested_objects_say_the_same_as_lines_of_their_own():
    (entry,) = read(DATA / "nested.jsonl").entries
    assert entry.listings == (Listing("Council", "P1"), Listing("Council", "P2"))
    assert {(one.label, one.text) for one in entry.details} == {
        ("sanction duration", "5 years"),
        ("sanction startDate", "2018"),
    }
    assert entry.addresses == (Address("1 Kwangbok, Pyongyang", "KP"),)
    assert entry.relations == (Relation("owns", "Sonbong Shipping", "c-1", "role: shareholder"),)


@pytest.mark.parametrize("schema", ["Person", "Company", "LegalEntity"])
def test_a_party_without_a_name_is_refused(tmp_path, schema):
    with pytest.raises(InvalidInput, match=r"one\.jsonl line 1 field name: .* has no name"):
        one(tmp_path, schema=schema, properties={"country": ["kp"], "name": ["  "]})


@pytest.mark.parametrize(
    ("entity", "complaint"),
    [
        ({"schema": "Perso", "properties": {"name": ["A"]}}, "line 1 field schema"),
        ({"schema": None, "properties": {"name": ["A"]}}, "field schema: expected a text, got nothing"),
        ({"id": None, "properties": {"name": ["A"]}}, "field id: expected a text, got nothing"),
        ({"id": 7, "properties": {"name": ["A"]}}, "field id: expected a text, got 7"),
        ({"properties": None}, "field properties: expected an object, got nothing"),
        ({"properties": {"name": "A"}}, "field name: expected a list of texts, got a text"),
        ({"properties": {"name": [1]}}, "field name: expected a text or an entity, got a number"),
        ({"properties": {"name": [["A"]]}}, "field name: expected a text or an entity, got a list"),
        ({"properties": {"name": ["A\0"]}}, "NUL"),
        ({"properties": {"name": ["A\ud800"]}}, "lone surrogate"),
        ({"caption": 3, "properties": {"name": ["A"]}}, "field caption"),
        ({"properties": {"name": ["A"], "@x": ["B"]}}, "cannot begin with '@'"),
    ],
)
def test_a_wrong_entity_is_refused_with_line_and_field(tmp_path, entity, complaint):
    with pytest.raises(InvalidInput, match=complaint):
        one(tmp_path, **entity)


def test_an_unknown_schema_is_an_unknown_code(tmp_path):
    with pytest.raises(UnknownCode, match="no schema 'Spaceship'"):
        one(tmp_path, schema="Spaceship", properties={"name": ["A"]})


LINE = b'{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}\n'


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "holds no entity"),
        (b"\n\n", "holds no entity"),
        (LINE + LINE[:40], "line 2: not a whole JSON object"),
        (LINE + LINE, "line 2 field id: 'a' stands here twice"),
        (b"[" + LINE.strip() + b"]", "expected an object, got a list"),
        (b"<html><body>Not found</body></html>", "a web page"),
        (b"PK\x03\x04\x00\x00\x14", "binary data"),
        ('{"id": "é"}'.encode("latin-1"), "not UTF-8"),
        (gzip.compress(LINE * 100)[:40], "cut off or damaged"),
        (b"[" * 100_000, "nested too deeply"),
        (LINE.replace(b"Person", b"Article"), "no entity is a party"),
    ],
    ids=["empty", "blank", "cut off", "twice", "array", "web page", "zip", "latin-1", "cut gzip", "deep", "no party"],
)
def test_a_file_that_is_no_list_is_refused(tmp_path, content, complaint):
    path = tmp_path / "list.jsonl"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=complaint):
        read(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"gone\.jsonl: cannot be read"):
        read(tmp_path / "gone.jsonl")


def test_gzip_and_a_byte_order_mark_are_read(tmp_path):
    packed, marked = tmp_path / "packed", tmp_path / "marked.json"
    packed.write_bytes(gzip.compress(LINE))
    marked.write_bytes(b"\xef\xbb\xbf" + LINE.replace(b'"a"', b'"b"'))
    assert [entry.id for entry in read(packed, marked).entries] == ["a", "b"]


def properties(entity: dict) -> dict[str, set[str]]:
    return {name: set(values) for name, values in entity["properties"].items()}


def test_a_tie_of_one_file_reaches_a_party_of_another(tmp_path):
    lines = (DATA / "flat.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text("".join(lines[5:]), encoding="utf-8")
    second.write_text("".join(lines[:5]), encoding="utf-8")
    assert read(first, second).entries == read(DATA / "flat.jsonl").entries


def test_what_was_read_comes_back(flat):
    for line in (DATA / "flat.jsonl").read_text(encoding="utf-8").splitlines()[1:5]:
        entity = json.loads(line)
        back = entry_to_ftm(flat[entity["id"]])
        assert properties(back) == properties(entity)
        assert {**back, "properties": {}} == {**entity, "caption": flat[entity["id"]].caption, "properties": {}}


def test_what_other_objects_add_comes_beside_what_was_read(flat):
    entity = json.loads((DATA / "flat.jsonl").read_text(encoding="utf-8").splitlines()[0])
    back = entry_to_ftm(flat["nk-boss"])
    added = {"address": {"5 Ryomyong Street, Pyongyang"}, "notes": {"sanction status: active", "Travels often."}}
    assert properties(back) == {**properties(entity), **added}
    assert back["referents"] == ["xx-77"]
    assert back["first_seen"] == "2023-04-20T06:22:01"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["sdn_un.jsonl", "fca84k.jsonl.gz"])
def test_real_lists_come_back_property_by_property(shared, name):
    path = shared / "bench" / "data" / name
    reading = read(path)
    assert len(reading.entries) == reading.entry_count_in_files
    entries = {entry.id: entry for entry in reading.entries}
    with gzip.open(path) if name.endswith("gz") else path.open("rb") as lines:
        for line in lines:
            entity = json.loads(line)
            back = entry_to_ftm(entries[entity["id"]])
            assert properties(back) == properties(entity)
            assert back["schema"] == entity["schema"]
            assert back["datasets"] == entity["datasets"]
