"""Damaged files of the FollowTheMoney, EU and UK sources: refused with a place, or read; never another error."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navicert.errors import NavicertError
from navicert.lists.sources import find_source

DATA = Path(__file__).parent / "data"
FILES = [
    ("ftm", "ftm/flat.jsonl"),
    ("ftm", "ftm/nested.jsonl"),
    ("eu-dprk-annex", "eu/annex.csv"),
    ("eu", "eu/full.xml"),
    ("uk", "uk/list.xml"),
    ("uk", "uk/list.csv"),
]
BYTES = st.sampled_from([b"", b"\0", b"\xff", b'"', b"<", b"&", b"\n", b",", b"\\ud800", b"{", b"]", b"<x>"])


@pytest.mark.parametrize(("source", "name"), FILES, ids=[name for _, name in FILES])
@given(st.data())
def test_damage_is_named_or_harmless(tmp_path_factory, source, name, data):
    whole = (DATA / name).read_bytes()
    start = data.draw(st.integers(0, len(whole)), label="start")
    end = data.draw(st.integers(start, len(whole)) | st.just(len(whole)), label="end")
    path = tmp_path_factory.getbasetemp() / f"damaged-{name.replace('/', '-')}"
    path.write_bytes(whole[:start] + data.draw(BYTES, label="put in") + whole[end:])
    refused: NavicertError | None = None
    try:
        reading = find_source(source).read([path])
    except NavicertError as error:
        refused = error
    assert refused.where if refused else len(reading.entries) == reading.entry_count_in_files


@pytest.mark.parametrize(("source", "name"), FILES, ids=[name for _, name in FILES])
def test_a_folder_or_a_missing_file_is_refused(tmp_path, source, name):
    for path in (tmp_path, tmp_path / "gone"):
        with pytest.raises(NavicertError, match="cannot be read"):
            find_source(source).read([path])
