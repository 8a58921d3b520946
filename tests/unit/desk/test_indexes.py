"""The index of the loaded editions is kept beside the store, and built anew only for what changed."""

from datetime import date

import pytest

from navicert import open_desk
from navicert.desk import indexes
from navicert.desk.indexes import FOLDER, EditionIndexes
from navicert.screening import kernel
from navicert.screening.compiled_index import CompiledIndex

pytestmark = pytest.mark.skipif(kernel.library() is None, reason="the compiled search was not built here")
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


def test_a_damaged_file_is_built_again(desk, load, tmp_path):
    load("one", FIRST, 1)
    desk.screen(query("Ana Berg"))
    (path,) = (tmp_path / "store" / FOLDER).iterdir()
    path.write_bytes(path.read_bytes()[:-100])
    assert open_desk(tmp_path / "store").screen(query("Ana Berg"))["matches"]
    assert EditionIndexes(desk.store).of(desk.store.editions())
    assert len(files(tmp_path)) == 1


def test_where_no_file_can_be_kept_the_index_is_built_in_memory(desk, load, tmp_path):
    load("one", FIRST, 1)
    (tmp_path / "store" / FOLDER).write_text("a file in the folder's place")
    assert desk.screen(query("Ana Berg"))["matches"]


def test_the_files_not_used_for_the_longest_time_go(desk, load, tmp_path, monkeypatch):
    monkeypatch.setattr(indexes, "MOST_FILES", 2)
    for day in (1, 2, 3, 4):
        load("one", FIRST.replace("Berg", "Berg" * day), day)
        assert isinstance(EditionIndexes(desk.store).of((desk.store.current("one"),)), CompiledIndex)
    assert len(files(tmp_path)) == 2
    assert desk.store.current("one").published == date(2026, 11, 4)
