"""Ties lead to the party that is meant, both ways, and to nobody where that is open."""

import pytest

from navicert.lists import Entry
from navicert.lists.model import Name, Relation
from navicert.lists.ties import Ties


def entry(key, name, *relations, schema="Company", alias=None):
    names = (Name(name), *((Name(alias, kind="alias"),) if alias else ()))
    return Entry(id=key, schema=schema, names=names, relations=relations)


OWNER = entry("o", "GREEN PINE ASSOCIATED", alias="Ch'o'ngsong")
SHIP = entry("s", "MORNING TIDE", Relation("owned_by", "Green Pine Associated"), schema="Vessel")
CAPTAIN = entry("c", "KIM, Chol", Relation("linked_to", "no such party"), schema="Person")


def ties(*entries):
    return Ties(entries)


def test_a_tie_in_words_leads_to_the_one_party_of_that_name():
    (tie,) = ties(OWNER, SHIP).of("s")
    assert (tie.kind, tie.way, tie.entry_id, tie.name) == ("owned_by", "stated", "o", "GREEN PINE ASSOCIATED")


def test_who_is_named_by_another_is_tied_to_it_too():
    (tie,) = ties(OWNER, SHIP).of("o")
    assert (tie.kind, tie.way, tie.entry_id, tie.schema) == ("owned_by", "stated_by_other", "s", "Vessel")


@pytest.mark.parametrize("name", ["Pine, Green Associated", "green pine  associated", "CH'O'NGSONG"])
def test_the_order_and_case_of_words_do_not_matter_and_aliases_count(name):
    ship = entry("s", "MORNING TIDE", Relation("owned_by", name))
    assert ties(OWNER, ship).of("s")[0].entry_id == "o"


def test_a_name_of_several_parties_leads_to_none_and_says_so():
    twin = entry("o2", "Green Pine Associated")
    (tie,) = ties(OWNER, twin, SHIP).of("s")
    assert (tie.entry_id, tie.namesakes, tie.name) == (None, 2, "Green Pine Associated")
    assert ties(OWNER, twin, SHIP).of("o") == ()


def test_who_is_not_on_the_list_stays_words():
    (tie,) = ties(CAPTAIN).of("c")
    assert (tie.entry_id, tie.schema, tie.namesakes) == (None, None, 0)


def test_a_stated_id_leads_there_or_nowhere():
    by_id = entry("a", "A", Relation("parent", "anything", entry_id="o"), Relation("parent", "gone", entry_id="x"))
    assert [tie.entry_id for tie in ties(OWNER, by_id).of("a")] == ["o", None]


def test_a_tie_that_both_state_is_told_once():
    one = entry("a", "A", Relation("owner_of", "B", entry_id="b"))
    other = entry("b", "B", Relation("owned_by", "A", entry_id="a"))
    assert [tie.kind for tie in ties(one, other).of("a")] == ["owner_of"]
    assert [tie.kind for tie in ties(one, other).of("b")] == ["owned_by"]


def test_a_party_is_not_tied_to_itself_by_others():
    own = entry("a", "A", Relation("linked_to", "A"))
    assert [tie.way for tie in ties(own).of("a")] == ["stated"]
    assert ties(own).of("nobody") == ()
