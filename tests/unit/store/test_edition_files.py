"""Entries in a file, and back without loss."""

import hashlib
import tempfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navicert.errors import StoreError
from navicert.lists import Entry, Listing, Name
from navicert.store.edition_files import read_entries, read_entry, write_entries
from navicert.terms import VagueDate

dates = st.dates(date(1, 1, 1))
vague_dates = st.builds(
    lambda one, other, circa: VagueDate(min(one, other), max(one, other), circa), dates, dates, st.booleans()
)
st.register_type_strategy(VagueDate, vague_dates)
named = st.from_type(Name).map(lambda name: (name,))


def shop(number: int) -> Entry:
    return Entry(id=f"x-{number}", schema="Company", names=(Name(f"SHOP {number}"),))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Entry, names=named), max_size=3))
def test_whatever_an_entry_says_comes_back(entries: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entries"
        written = write_entries(path, entries)
        assert list(read_entries(path, written.file_sha256)) == entries
        assert written.entries == len(entries)


def test_the_digest_of_entries_depends_on_them_alone(tmp_path: Path) -> None:
    one = write_entries(tmp_path / "one", map(shop, range(5)))
    assert one == write_entries(tmp_path / "two", map(shop, range(5)))
    assert one.entries_sha256 != write_entries(tmp_path / "three", map(shop, reversed(range(5)))).entries_sha256
    assert one.counts == (("Company", 5),)


@pytest.mark.parametrize("number", [0, 9_999, 10_000, 20_500])
def test_one_entry_is_found_in_any_group_of_rows(tmp_path: Path, number: int) -> None:
    written = write_entries(tmp_path / "entries", map(shop, range(20_501)))
    assert read_entry(tmp_path / "entries", written.file_sha256, f"x-{number}") == shop(number)
    assert read_entry(tmp_path / "entries", written.file_sha256, "x-none") is None


def test_entries_of_some_programmes_are_read_without_the_others(tmp_path: Path) -> None:
    under = {1: ("IRAN",), 2: ("DPRK", "IRAN"), 3: ("DPRK",)}
    entries = [
        Entry(id=f"x-{n}", schema="Company", names=(Name(f"SHOP {n}"),), listings=tuple(Listing("X", p) for p in found))
        for n, found in ((n, under.get(n % 5, ())) for n in range(10_010))
    ]
    written = write_entries(tmp_path / "entries", entries)
    found = list(read_entries(tmp_path / "entries", written.file_sha256, lambda program: program == "DPRK"))
    assert found == [entry for entry in entries if "DPRK" in entry.programs]
    assert len(found) == 4_004


def test_other_tools_can_read_the_columns_beside_the_entry(tmp_path: Path) -> None:
    write_entries(tmp_path / "entries", map(shop, range(3)))
    table = parquet.read_table(tmp_path / "entries", columns=["id", "schema", "caption", "programs"])
    assert table.to_pylist()[1] == {"id": "x-1", "schema": "Company", "caption": "SHOP 1", "programs": []}


def test_another_format_is_named_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "entries"
    parquet.write_table(pa.table({"id": ["x"]}, metadata={"navicert.format": "2"}), path)
    with pytest.raises(StoreError, match="format b'2' are unknown here"):
        list(read_entries(path, hashlib.sha256(path.read_bytes()).hexdigest()))
    path.write_bytes(b"PAR1 no table PAR1")
    with pytest.raises(StoreError, match="not a file of entries"):
        list(read_entries(path, hashlib.sha256(path.read_bytes()).hexdigest()))
