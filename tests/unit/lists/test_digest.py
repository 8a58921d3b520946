"""The digest of an entry is another exactly where a delta finds a change."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.lists import Entry, Name
from navicert.lists.delta import compare_entries
from navicert.lists.digest import entry_digest
from navicert.lists.model import Address, Listing
from navicert.terms import VagueDate

WORDS = st.sampled_from(["KIM", "RI", "PAK", ""])
ENTRIES = st.builds(
    Entry,
    id=st.just("x-1"),
    schema=st.sampled_from(["Person", "Company"]),
    names=st.lists(st.builds(Name, WORDS, st.sampled_from(["primary", "alias"])), min_size=1, max_size=3).map(tuple),
    listings=st.lists(st.builds(Listing, st.just("OFAC"), WORDS), max_size=2).map(tuple),
    birth_dates=st.lists(st.sampled_from([VagueDate.from_iso("1960"), VagueDate.from_iso("1961-02")]), max_size=2).map(
        tuple
    ),
    nationalities=st.lists(st.sampled_from(["KP", "RU"]), max_size=2).map(tuple),
    gender=st.sampled_from([None, "male"]),
    extra=st.sampled_from([(), (("deathDate", ("2001",)),), (("deathDate", ()),)]),
)


@given(ENTRIES, ENTRIES)
def test_entries_have_one_digest_where_a_delta_sees_no_change(was: Entry, now: Entry) -> None:
    assert (entry_digest(was) == entry_digest(now)) == (compare_entries(was, now) is None)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"addresses": (Address("Pyongyang"),)}, id="an address"),
        pytest.param({"listings": (Listing("OFAC", "DPRK3", listed_on=date(2018, 1, 24)),)}, id="a day of listing"),
        pytest.param({"remarks": ("Secondary sanctions risk",)}, id="a remark"),
    ],
)
def test_whatever_the_publisher_changes_changes_the_digest(changed: dict[str, object]) -> None:
    entry = Entry(id="x-1", schema="Person", names=(Name("KIM"),), listings=(Listing("OFAC", "DPRK3"),))
    assert entry_digest(replace(entry, **changed)) != entry_digest(entry)
