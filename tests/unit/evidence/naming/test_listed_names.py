"""Names of published lists, found in running text with the entries that bear them."""

import pytest

from navicert.evidence.naming.listed import ListedNames, Together
from navicert.evidence.naming.plain import PlainNames
from navicert.lists.model import Entry, Name


def entry(entry_id: str, schema: str, *names: str) -> Entry:
    return Entry(id=entry_id, schema=schema, names=tuple(Name(name) for name in names))  # type: ignore[arg-type]


LISTED = ListedNames(
    [
        entry("x-1", "Person", "RYU, Sang-il"),
        entry("x-2", "Vessel", "Blue Heron"),
        entry("x-3", "Company", "Kwang Trading Corporation", "KTC"),
        entry("x-4", "Company", "Kwang Trading Corporation"),
    ]
)


@pytest.mark.parametrize(
    ("text", "name", "kind", "entries"),
    [
        pytest.param("They met Ryu Sang Il there.", "Ryu Sang Il", "person", ("x-1",), id="family first"),
        pytest.param("They met SANG-IL RYU there.", "SANG-IL RYU", "person", ("x-1",), id="family last, capitals"),
        pytest.param("Then the Blue Heron left.", "Blue Heron", "equipment", ("x-2",), id="a vessel"),
        pytest.param(
            "Kwang Trading Corporation paid.", "Kwang Trading Corporation", "organisation", ("x-3", "x-4"), id="two"
        ),
    ],
)
def test_a_listed_name_is_found_with_its_entries(mentions, text, name, kind, entries):
    found = [m for m in mentions(text, LISTED) if m.entries]
    assert [(m.text, m.kind, m.entries) for m in found] == [(name, kind, entries)]


def test_a_short_single_word_is_not_looked_for(mentions):
    assert not any(m.entries for m in mentions("The KTC paid.", LISTED))


def test_small_letters_name_nobody(mentions):
    assert not any(m.entries for m in mentions("a blue heron flew", LISTED))


def test_recognisers_work_together(mentions):
    both = Together(LISTED, PlainNames())
    found = mentions("Ana Flores saw the Blue Heron.", both)
    assert [(m.text, bool(m.entries)) for m in found] == [("Ana Flores", False), ("Blue Heron", True)]
    assert both.version == "listed names 1 + capitals 1"
