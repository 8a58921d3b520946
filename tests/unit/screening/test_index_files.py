"""Indexes in files are the same indexes, and a file that does not fit is refused."""

from concurrent.futures import Future
from dataclasses import replace
from itertools import accumulate

import pytest

from navicert.errors import MissingData, StoreError
from navicert.screening import Party, PartyName, Policy, compiled_index, index_files, kernel, screen
from navicert.screening.compiled_index import CompiledIndex
from navicert.screening.index_files import (
    digest_of,
    join_indexes,
    kept_index,
    open_index,
    update_index,
    write_index,
)
from navicert.screening.kept_parties import KeptParties, Keys, key_of, pages_of, party_of, record_of
from navicert.screening.reading_aside import read_aside

from .made_parties import made_list, made_queries

pytestmark = pytest.mark.skipif(kernel.library() is None, reason="the compiled search was not built here")
POLICY = Policy(cutoff=0.5, limit=50)
TODAY, YESTERDAY = digest_of("list today"), digest_of("list yesterday")


@pytest.fixture(scope="module")
def parties():
    return made_list(11, 90)


@pytest.fixture
def path(parties, tmp_path):
    path = tmp_path / "indexes" / "list.navindex"
    write_index(path, parties, TODAY)
    return path


def test_a_party_is_the_same_after_being_kept_as_a_line(parties):
    assert [party_of(record_of(party)) for party in parties] == list(parties)


def test_an_opened_index_answers_like_one_in_memory(path, parties):
    opened, built = open_index(path, TODAY), CompiledIndex.build(kernel.library(), parties)
    assert list(opened.parties) == list(parties)
    answers = [screen(query, opened, POLICY) for query in made_queries(12, 60, parties)]
    assert answers == [screen(query, built, POLICY) for query in made_queries(12, 60, parties)]
    assert any(answers)


def test_joined_indexes_answer_like_one_index_of_all(parties, tmp_path):
    parts = []
    for number, part in enumerate((parties[:30], parties[30:31], (), parties[31:])):
        write_index(tmp_path / str(number), part, digest_of(str(number)))
        parts.append(open_index(tmp_path / str(number), digest_of(str(number))))
    join_indexes(tmp_path / "all", parts, TODAY)
    joined, built = open_index(tmp_path / "all", TODAY), CompiledIndex.build(kernel.library(), parties)
    assert list(joined.parties) == list(parties)
    for query in made_queries(13, 60, parties):
        assert screen(query, joined, POLICY) == screen(query, built, POLICY)


def test_a_joined_index_can_be_joined_again(parties, tmp_path):
    half = CompiledIndex.build(kernel.library(), parties[:40])
    rest = CompiledIndex.build(kernel.library(), parties[40:])
    join_indexes(tmp_path / "once", [half], TODAY)
    join_indexes(tmp_path / "twice", [open_index(tmp_path / "once", TODAY), rest], TODAY)
    assert list(open_index(tmp_path / "twice", TODAY).parties) == list(parties)


def test_an_index_is_built_once_and_opened_from_then_on(parties, tmp_path):
    built = []

    def listed():
        built.append(1)
        return parties

    for _ in range(3):
        index = kept_index(tmp_path / "kept", TODAY, listed)
    assert len(index.parties) == len(parties)
    assert len(built) == 1
    kept_index(tmp_path / "kept", YESTERDAY, listed)
    assert len(built) == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept"]


def test_no_file_is_missing_data(tmp_path):
    with pytest.raises(MissingData, match="build it from the lists"):
        open_index(tmp_path / "none", TODAY)


def test_an_index_of_other_lists_is_refused(path):
    with pytest.raises(StoreError, match="made from other lists"):
        open_index(path, YESTERDAY)


def test_an_index_of_another_version_of_the_program_is_refused(path, monkeypatch):
    monkeypatch.setattr(index_files, "program", lambda: "0" * 64)
    with pytest.raises(StoreError, match="another version of the program"):
        open_index(path, TODAY)


@pytest.mark.parametrize("length", [0, 7, 100, 4096, 5000, -4096, -1])
def test_a_file_cut_short_is_refused(length, path):
    content = path.read_bytes()
    path.write_bytes(content[:length])
    with pytest.raises(StoreError):
        open_index(path, TODAY)


def test_a_file_with_one_changed_byte_is_refused(path):
    content = path.read_bytes()
    places = [*range(0, 300, 37), 4096, 4200, *range(5000, len(content), max(1, len(content) // 150)), len(content) - 1]
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 0x10
        path.write_bytes(changed)
        with pytest.raises(StoreError):
            open_index(path, TODAY)


def test_something_else_is_refused(tmp_path):
    (tmp_path / "text").write_text("id,name\n" * 2000)
    with pytest.raises(StoreError, match="no index"):
        open_index(tmp_path / "text", TODAY)


def test_kept_parties_are_a_sequence(parties):
    pages = list(pages_of(map(record_of, parties)))
    starts = list(accumulate(map(len, pages), initial=0))
    keys = list(map(key_of, parties))
    key_starts = list(accumulate(map(len, keys), initial=0))
    kept = KeptParties(memoryview(b"".join(pages)), starts, len(parties), Keys(b"".join(keys), key_starts))
    assert kept[-1] == parties[-1]
    assert kept[:2] == tuple(parties[:2])
    assert list(kept) == list(parties)
    assert [kept.key(number) for number in range(len(parties))] == keys
    with pytest.raises(IndexError):
        kept[len(parties)]


@pytest.mark.parametrize(
    ("first", "second"),
    [(("a", "z"), ("a-1", "b")), (("a", ""), ("a", "b")), (("a", "z"), ("a\0", "b")), (("a\0", "z"), ("a\0\0", "b"))],
    ids=["a longer id", "another source", "an id with NUL", "one NUL more"],
)
def test_keys_stand_in_the_order_of_ids_and_sources(first, second):
    one, other = (key_of(Party(id=key, schema="Person", names=(), source=source)) for key, source in (first, second))
    assert one < other


def _aside_at_once(names):
    done = Future()
    done.set_result(read_aside(names))
    return done


def _aside_broken(names):
    broken = Future()
    broken.set_exception(BrokenPipeError("it has ended"))
    return broken


@pytest.mark.parametrize(
    "aside", [_aside_at_once, _aside_broken, lambda names: None], ids=["read", "broken", "refused"]
)
def test_names_read_elsewhere_make_the_same_file(aside, path, parties, tmp_path, monkeypatch):
    monkeypatch.setattr(compiled_index, "ASIDE_FROM", 20)
    monkeypatch.setattr(compiled_index, "TAKEN_AT_ONCE", 20)
    write_index(tmp_path / "here", parties, TODAY)
    write_index(tmp_path / "aside", parties, TODAY, aside=aside)
    assert (tmp_path / "aside").read_bytes() == (tmp_path / "here").read_bytes()
    assert list(open_index(tmp_path / "aside", TODAY).parties) == list(parties)


def changed(parties):
    """The parties of another edition: some gone, some changed, some new, one twice, in another order."""
    renamed = [replace(party, names=(PartyName("Volgrant Ismara"), *party.names)) for party in parties[3:20:8]]
    return [*reversed(parties[20:]), *made_list(14, 9), *renamed, parties[40], *parties[10:15]]


def test_an_updated_index_answers_like_one_made_anew(parties, path, tmp_path):
    now = changed(parties)
    assert update_index(tmp_path / "now", open_index(path, TODAY), now, YESTERDAY)
    updated, built = open_index(tmp_path / "now", YESTERDAY), CompiledIndex.build(kernel.library(), now)
    assert sorted(map(record_of, updated.parties)) == sorted(map(record_of, now))
    queries = made_queries(15, 60, now) + made_queries(16, 30, parties)
    answers = [screen(query, updated, POLICY) for query in queries]
    assert answers == [screen(query, built, POLICY) for query in queries]
    assert any(answers)


def test_an_updated_index_can_be_updated_again(parties, path, tmp_path):
    assert update_index(tmp_path / "one", open_index(path, TODAY), changed(parties), YESTERDAY)
    assert update_index(tmp_path / "two", open_index(tmp_path / "one", YESTERDAY), parties[:80], TODAY)
    twice, built = open_index(tmp_path / "two", TODAY), CompiledIndex.build(kernel.library(), parties[:80])
    for query in made_queries(17, 60, parties):
        assert screen(query, twice, POLICY) == screen(query, built, POLICY)


def test_an_index_of_others_is_not_updated(path, tmp_path):
    assert not update_index(tmp_path / "now", open_index(path, TODAY), made_list(18, 50), YESTERDAY)
    assert not (tmp_path / "now").exists()


def test_what_an_earlier_index_has_is_not_read_again(parties, path, tmp_path, monkeypatch):
    earlier = open_index(path, TODAY)
    monkeypatch.setattr(index_files, "write_index", None)
    kept = kept_index(tmp_path / "now", YESTERDAY, lambda: parties[1:], earlier=lambda: earlier)
    assert list(kept.parties) == list(parties[1:])
