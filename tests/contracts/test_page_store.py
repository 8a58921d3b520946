"""What every store promises of pages; the kinds of store are those of `store_address`."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from navicert.errors import InvalidInput, MissingData
from navicert.evidence.keeping.corrections import Anchor, Correction
from navicert.evidence.model import Page
from navicert.evidence.pages import page_id_of
from navicert.store import open_store
from navicert.store.pages import WrittenReading

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TEXT = "A page – with “quotes”, 조선, and a stray \x00 zero.\r\n"


@pytest.fixture
def pages(store_address):
    return open_store(store_address).pages


def page(text=TEXT, **fields):
    return Page(**({"id": page_id_of(text), "text": text, "source": "a.txt"} | fields))


def correction(of, number=1, **fields):
    said = {
        "page_sha256": of.sha256,
        "anchor": Anchor("claim", 3, 9, 1),
        "action": "change",
        "reason": "the minister said so – “himself”",
        "by": "Ana",
        "at": NOON + timedelta(seconds=number),
        "values": (("speaker", "A"), ("actors", ["B", "C"])),
        "instead_of": (("speaker", None),),
    }
    return Correction(**(said | fields))


def test_a_page_comes_back_character_by_character(pages):
    told = {"received_sha256": "ab", "stated_published": date(2020, 5, 1), "stated_outlet": "O", "read_as": "X"}
    kept = page(elements=((1, "h1"),), **told)
    assert pages.keep(kept, NOON) == "new"
    assert pages.find(kept.id).page == kept
    assert [one.page for one in pages.all()] == [kept]


def test_the_same_text_from_two_places_is_one_page_with_two_sightings(pages):
    pages.keep(page(), NOON)
    assert pages.keep(page(), NOON + timedelta(days=1)) == "known"
    assert pages.keep(page(source="b.txt"), NOON) == "found again"
    (kept,) = pages.all()
    assert [sighting.source for sighting in kept.sightings] == ["a.txt", "b.txt"]


def test_what_a_later_sighting_knows_of_the_day_counts(pages):
    pages.keep(page(), NOON)
    pages.keep(page(source="https://news.example/x", stated_published=date(2020, 5, 1)), NOON)
    assert pages.find(page().sha256).page.stated_published == date(2020, 5, 1)


def test_a_page_that_is_not_kept_is_missing_and_a_name_that_is_none_is_invalid(pages):
    pages.keep(page(), NOON)
    with pytest.raises(MissingData, match="read FILE --keep"):
        pages.find("abcdef")
    with pytest.raises(InvalidInput, match="names no page"):
        pages.find("%")
    with pytest.raises(MissingData):
        pages.readings(page("another"))


def test_readings_stay_in_order_and_the_same_again_is_not_kept_twice(pages):
    pages.keep(page(), NOON)
    first = WrittenReading("reader 1", NOON, None, "{}")
    assert pages.keep_reading(page(), first)
    assert not pages.keep_reading(page(), replace(first, read_at=NOON + timedelta(days=1)))
    second = WrittenReading("reader 2", NOON, date(2020, 5, 1), '{"a": "\\u0000"}')
    assert pages.keep_reading(page(), second)
    assert pages.readings(page()) == (first, second)


def test_corrections_come_back_in_their_order_with_the_ids_they_had(pages):
    pages.keep(page(), NOON)
    said = [correction(page(), 2), correction(page(), 1, action="remove", values=(), instead_of=())]
    for one in said:
        pages.add_correction(one)
    pages.add_correction(said[0])
    kept = pages.corrections(page())
    assert list(kept) == said
    assert [one.id for one in kept] == [one.id for one in said]


def test_only_a_correction_that_is_there_can_be_withdrawn(pages):
    pages.keep(page(), NOON)
    with pytest.raises(MissingData, match="no correction cor-1"):
        pages.add_correction(correction(page(), action="withdraw", withdraws="cor-1"))


@pytest.mark.parametrize("table", ["page", "page_sighting", "page_reading", "page_correction"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET number = 7", "DELETE FROM {}"])
def test_the_embedded_database_itself_refuses_changes(tmp_path, table, statement):
    pages = open_store(tmp_path / "store").pages
    pages.keep(page(), NOON)
    pages.keep_reading(page(), WrittenReading("reader 1", NOON, None, "{}"))
    pages.add_correction(correction(page()))
    connection = sqlite3.connect(tmp_path / "store" / "navicert.db")
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(statement.format(table))
    connection.close()


def test_what_was_made_for_questions_holds_until_the_page_changes(pages):
    pages.keep(page(), NOON)
    (one,) = pages.shelf("maker")
    assert (one.kept.page, one.corrections, one.shelf.content) == (page(), (), None)
    pages.keep_on_shelf([replace(one.shelf, content=b"\x00 made")])
    (one,) = pages.shelf("maker")
    assert one.shelf.content == b"\x00 made"
    assert pages.shelf("another maker")[0].shelf.content is None
    pages.add_correction(correction(page()))
    (one,) = pages.shelf("maker")
    assert (one.corrections, one.shelf.content) == ((correction(page()),), None)
    pages.keep_on_shelf([replace(one.shelf, content=b"anew")])
    pages.keep_reading(page(), WrittenReading("r", NOON, None, "{}"))
    assert pages.shelf("maker")[0].shelf.content is None


def test_copies_are_kept_for_one_state_of_the_pages(pages):
    assert pages.copies("one") is None
    pages.keep_copies("one", b"\x00")
    pages.keep_copies("one", b"\x00")
    assert pages.copies("one") == b"\x00"
    pages.keep_copies("two", b"2")
    assert (pages.copies("one"), pages.copies("two")) == (None, b"2")
