"""The index of the loaded editions is kept beside the store, and built anew only for what changed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from navicert import open_desk
from navicert.desk import indexes
from navicert.desk.ground import Ground
from navicert.desk.indexes import FOLDER, EditionIndexes
from navicert.desk.lookups import Lookups
from navicert.screening import index_files, kernel
from navicert.screening.compiled_index import CompiledIndex

pytestmark = pytest.mark.skipif(kernel.library() is None, reason="the compiled search was not built here")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FIRST = '{"id": "a1", "schema": "Person", "properties": {"name": ["Ana Berg"]}}\n'
SECOND = '{"id": "b1", "schema": "Organization", "properties": {"name": ["Volgrant Ismara"]}}\n'


@pytest.fixture
def desk(tmp_path):
    return open_desk(tmp_path / "store")


@pytest.fixture
def load(desk, tmp_path):
    def load(name, text, day):
        file = tmp_path / f"{name}-{day}.jsonl"
        file.write_text(text, encoding="utf-8")
        desk.lists.load("ftm", [file], name=name, published=date(2026, 11, day))

    return load


def indexes_of(desk):
    ground = Ground(desk.settings, desk.now)
    return EditionIndexes(desk.store, Lookups(ground))


def query(name):
    return {"id": "q", "schema": "LegalEntity", "properties": {"name": [name]}}


def files(tmp_path):
    return {path.name: path.stat().st_ino for path in (tmp_path / "store" / FOLDER).iterdir()}


def test_a_second_desk_opens_what_the_first_built(desk, load, tmp_path, monkeypatch):
    load("one", FIRST, 1)
    assert desk.screen(query("Ana Berg"))["matches"]
    before = files(tmp_path)
    monkeypatch.setattr(indexes, "party_from_entry", None)
    again = open_desk(tmp_path / "store")
    assert [match["id"] for match in again.screen(query("Ana Berg"))["matches"]] == ["a1"]
    assert files(tmp_path) == before
    assert len(before) == 1


def test_a_changed_list_leaves_the_index_of_the_others_alone(desk, load, tmp_path):
    load("one", FIRST, 1)
    load("two", SECOND, 1)
    assert desk.screen(query("Volgrant Ismara"))["matches"]
    before = files(tmp_path)
    load("two", SECOND.replace("Ismara", "Tuskel") + SECOND.replace("b1", "b2"), 2)
    assert [match["id"] for match in desk.screen(query("Volgrant Tuskel"))["matches"]] == ["b1"]
    assert [match["id"] for match in desk.screen(query("Ana Berg"))["matches"]] == ["a1"]
    assert before.items() <= files(tmp_path).items()
    assert len(files(tmp_path)) == len(before) + 2


def test_the_index_of_an_edition_in_force_is_made_ready(desk, load, tmp_path, monkeypatch):
    load("one", FIRST, 2)
    (edition,) = desk.store.editions()
    desk.screening.make_ready(edition)
    assert len(files(tmp_path)) == 1
    load("one", SECOND, 1)
    desk.screening.make_ready(desk.store.editions()[0])
    assert len(files(tmp_path)) == 1
    monkeypatch.setattr(indexes, "party_from_entry", None)
    assert [match["id"] for match in open_desk(tmp_path / "store").screen(query("Ana Berg"))["matches"]] == ["a1"]


def test_of_a_new_edition_only_what_changed_is_read(desk, load, tmp_path, monkeypatch):
    load("one", FIRST + SECOND, 1)
    assert desk.screen(query("Ana Berg"))["matches"]
    load("one", FIRST.replace("a1", "a2") + SECOND, 2)
    monkeypatch.setattr(index_files, "write_index", None)
    assert [match["id"] for match in desk.screen(query("Ana Berg"))["matches"]] == ["a2"]
    assert [match["id"] for match in desk.screen(query("Volgrant Ismara"))["matches"]] == ["b1"]


def test_a_damaged_file_is_built_again(desk, load, tmp_path):
    load("one", FIRST, 1)
    desk.screen(query("Ana Berg"))
    (path,) = (tmp_path / "store" / FOLDER).iterdir()
    path.write_bytes(path.read_bytes()[:-100])
    assert open_desk(tmp_path / "store").screen(query("Ana Berg"))["matches"]
    assert indexes_of(desk).of(desk.store.editions())
    assert len(files(tmp_path)) == 1


def test_where_no_file_can_be_kept_the_index_is_built_in_memory(desk, load, tmp_path):
    load("one", FIRST, 1)
    (tmp_path / "store" / FOLDER).write_text("a file in the folder's place")
    assert desk.screen(query("Ana Berg"))["matches"]


def test_the_files_not_used_for_the_longest_time_go(desk, load, tmp_path, monkeypatch):
    monkeypatch.setattr(indexes, "MOST_FILES", 2)
    for day in (1, 2, 3, 4):
        load("one", FIRST.replace("Berg", "Berg" * day), day)
        assert isinstance(indexes_of(desk).of((desk.store.current("one"),)), CompiledIndex)
    assert len(files(tmp_path)) == 2
    assert desk.store.current("one").published == date(2026, 11, 4)


def test_what_another_desk_loads_is_screened_at_once(desk, load, tmp_path):
    load("one", FIRST, 1)
    other = open_desk(tmp_path / "store", clock=lambda: NOON)
    assert not other.screen(query("Volgrant Ismara"))["matches"]
    load("one", FIRST + SECOND, 2)
    assert other.screen(query("Volgrant Ismara"))["matches"]


def test_the_clock_alone_makes_a_list_stale(desk, load, tmp_path):
    load("one", FIRST, 1)
    times = [desk.now(), desk.now() + timedelta(days=400)]
    other = open_desk(tmp_path / "store", clock=lambda: times[0])
    assert other.screen(query("Nobody Known"))["status"] == "no_hits"
    times.pop(0)
    assert other.screen(query("Nobody Known"))["status"] == "not_screened"
