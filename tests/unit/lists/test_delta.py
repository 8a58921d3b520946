"""What changed between two editions."""

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import InvalidInput
from navicert.lists import Address, Detail, Entry, Identifier, Listing, Name
from navicert.lists.delta import FieldChange, apply, compare_entries, delta
from navicert.terms import VagueDate

KIM = Entry(
    id="x-1",
    schema="Person",
    names=(Name("KIM, Chol"), Name("KIM, Ch'o'l", "alias")),
    listings=(Listing("OFAC", "DPRK"),),
    birth_dates=(VagueDate.year(1960),),
    addresses=(Address("Pyongyang", "KP"), Address("Dandong", "CN")),
    identifiers=(Identifier("passport", "1234", "KP"),),
)
SHIP = Entry(id="x-2", schema="Vessel", names=(Name("WISE HONEST"),), flags=("KP",))

few_texts = st.sampled_from(["a", "b", "c", "김"])
several = st.lists(few_texts, max_size=3).map(tuple)
entries = st.builds(
    Entry,
    id=st.sampled_from([f"x-{number}" for number in range(6)]),
    schema=st.sampled_from(["Person", "Vessel"]),
    names=st.lists(st.builds(Name, few_texts, st.sampled_from(["primary", "alias"])), min_size=1, max_size=3).map(
        tuple
    ),
    birth_dates=st.lists(st.integers(1940, 1943).map(VagueDate.year), max_size=2).map(tuple),
    nationalities=several,
    gender=st.sampled_from([None, "male", "female"]),
    details=st.lists(st.builds(Detail, few_texts, few_texts), max_size=2).map(tuple),
    extra=st.dictionaries(st.sampled_from(["topics", "sector"]), several).map(lambda extra: tuple(extra.items())),
)
editions = st.lists(entries, max_size=6, unique_by=lambda entry: entry.id)


def meaning(entry: Entry) -> tuple[Any, ...]:
    """An entry without the order and repetition of its values."""
    extra = {name: frozenset(texts) for name, texts in entry.extra}
    fields = [name for name in Entry.__slots__ if name not in {"id", "schema", "gender", "extra"}]
    return (entry.id, entry.schema, entry.gender, extra, *(frozenset(getattr(entry, name)) for name in fields))


def by_id(edition: Any) -> dict[str, tuple[Any, ...]]:
    return {entry.id: meaning(entry) for entry in edition}


@given(editions, editions)
def test_the_older_edition_and_the_delta_give_the_newer(old: list[Entry], new: list[Entry]) -> None:
    assert by_id(apply(delta(old, new), old)) == by_id(new)


@given(editions, editions)
def test_a_delta_turns_back(old: list[Entry], new: list[Entry]) -> None:
    there, back = delta(old, new), delta(new, old)
    assert by_id(apply(back, apply(there, old))) == by_id(old)
    assert {entry.id for entry in there.added} == {entry.id for entry in back.removed}
    assert [change.id for change in there.changed] == [
        change.id for change in sorted(back.changed, key=lambda change: [entry.id for entry in new].index(change.id))
    ]


@given(editions)
def test_an_edition_does_not_differ_from_itself(edition: list[Entry]) -> None:
    assert delta(edition, edition).is_empty
    assert delta(edition, list(reversed(edition))).is_empty


@given(editions, editions)
def test_every_party_is_accounted_for_once(old: list[Entry], new: list[Entry]) -> None:
    found = delta(old, new)
    before, after = {entry.id for entry in old}, {entry.id for entry in new}
    assert {entry.id for entry in found.added} == after - before
    assert {entry.id for entry in found.removed} == before - after
    assert {change.id for change in found.changed} <= before & after


def test_a_change_names_the_field_with_what_went_and_what_came() -> None:
    now = replace(
        KIM,
        names=(Name("KIM, Chol Min"), KIM.names[1]),
        birth_dates=(VagueDate.from_iso("1960-04-12"),),
        gender="male",
    )
    change = compare_entries(KIM, now)
    assert change is not None
    assert (change.id, change.caption) == ("x-1", "KIM, Chol Min")
    assert change.changes == (
        FieldChange("names", (Name("KIM, Chol"),), (Name("KIM, Chol Min"),)),
        FieldChange("birth_dates", (VagueDate.year(1960),), (VagueDate.from_iso("1960-04-12"),)),
        FieldChange("gender", (), ("male",)),
    )


def test_the_order_of_names_and_addresses_is_no_change() -> None:
    turned = replace(KIM, names=KIM.names[::-1], addresses=KIM.addresses[::-1])
    assert compare_entries(KIM, turned) is None
    assert delta([KIM], [turned]).is_empty


def test_a_weak_alias_that_becomes_a_strong_one_is_a_change() -> None:
    weak, strong = Name("THE DOCTOR", "weak_alias"), Name("THE DOCTOR", "alias")
    change = compare_entries(replace(KIM, names=(*KIM.names, weak)), replace(KIM, names=(*KIM.names, strong)))
    assert change is not None
    assert change.changes == (FieldChange("names", (weak,), (strong,)),)


def test_parties_that_came_and_went_are_whole() -> None:
    found = delta([KIM], [SHIP])
    assert (found.added, found.changed, found.removed) == ((SHIP,), (), (KIM,))


def test_what_is_new_stands_in_the_order_of_the_newer_edition() -> None:
    new = [replace(SHIP, id=f"x-{number}") for number in (9, 4, 7)]
    assert [entry.id for entry in delta([], new).added] == ["x-9", "x-4", "x-7"]


def test_properties_without_a_field_are_compared_one_by_one() -> None:
    old = replace(SHIP, extra=(("topics", ("sanction",)), ("notes", ("x",))))
    new = replace(SHIP, extra=(("topics", ("sanction", "crime")),))
    change = compare_entries(old, new)
    assert change is not None
    assert change.changes == (
        FieldChange("extra.topics", (), ("crime",)),
        FieldChange("extra.notes", ("x",), ()),
    )


def test_a_property_stated_to_be_absent_differs_from_one_not_stated() -> None:
    absent = replace(SHIP, extra=(("country", ()),))
    assert compare_entries(absent, absent) is None
    change = compare_entries(SHIP, absent)
    assert change is not None
    assert change.changes == (FieldChange("extra.country", (), (None,)),)


def test_an_id_that_stands_twice_is_an_error() -> None:
    with pytest.raises(InvalidInput, match="x-1"):
        delta([KIM, replace(KIM, gender="male")], [])


def test_nine_thousand_entries_are_compared_in_a_blink() -> None:
    old = [replace(KIM, id=f"x-{number}") for number in range(9000)]
    new = [replace(KIM, id=f"x-{number}", gender="male" if number % 10 == 0 else None) for number in range(9000)]
    began = time.perf_counter()
    assert len(delta(old, new).changed) == 900
    assert time.perf_counter() - began < 2
