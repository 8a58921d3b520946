"""A store comes back from its backup as it was, or the backup is refused."""

import io
import json
import sqlite3
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from navicert.desk import Desk, open_desk
from navicert.errors import InvalidInput, MissingData, StoreError

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = open_desk(tmp_path / "store", clock=lambda: NOON)
    file = tmp_path / "list.jsonl"
    file.write_text(json.dumps({"id": "a", "schema": "Person", "properties": {"name": ["A Name"]}}))
    made.lists.load("ftm", [file], name="house", published=NOON.date())
    made.keys.create("gateway")
    return made


def restored(tmp_path, backup: Path) -> Desk:
    desk = open_desk(tmp_path / "back", clock=lambda: NOON)
    desk.backups.restore(backup)
    return desk


def test_a_store_comes_back_as_it_was(desk, tmp_path):
    desk.backups.write(tmp_path / "b.tar")
    back = restored(tmp_path, tmp_path / "b.tar")
    [edition] = desk.store.editions()
    assert back.store.editions() == (edition,)
    assert back.store.entries(edition) == desk.store.entries(edition)
    assert back.keys.all() == desk.keys.all()
    back.keys.create("another")
    [original] = back.store.original_files(edition, tmp_path / "originals")
    assert original.read_bytes() == (tmp_path / "list.jsonl").read_bytes()


def test_a_backup_is_of_one_moment_while_others_write(desk, tmp_path):
    with desk.store._database.writing() as connection:
        connection.execute("UPDATE api_key SET name = 'half done'")
        desk.backups.write(tmp_path / "b.tar")
    assert [key.name for key in restored(tmp_path, tmp_path / "b.tar").keys.all()] == ["gateway"]


def test_what_is_there_is_never_overwritten(desk, tmp_path):
    desk.backups.write(tmp_path / "b.tar")
    with pytest.raises(InvalidInput, match="already"):
        desk.backups.write(tmp_path / "b.tar")
    with pytest.raises(InvalidInput, match="something in the folder"):
        desk.backups.restore(tmp_path / "b.tar")


def test_without_a_store_there_is_nothing_to_back_up(tmp_path):
    with pytest.raises(MissingData, match="no store"):
        open_desk(tmp_path / "none").backups.write(tmp_path / "b.tar")
    assert not (tmp_path / "b.tar").exists()


def test_a_server_has_its_own_tools(tmp_path):
    with pytest.raises(InvalidInput, match="own tools"):
        open_desk("postgresql://user@host/db").backups.write(tmp_path / "b.tar")


def flipped(data: bytes) -> bytes:
    place = data.index(b"PAR1") + 20
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param(flipped, "changed", id="one bit"),
        pytest.param(lambda data: data[: len(data) // 2], "whole backup|changed|missing", id="half of it"),
        pytest.param(lambda data: b"", "no whole backup", id="nothing"),
        pytest.param(lambda data: b"x" * 2000, "no whole backup", id="something else"),
    ],
)
def test_a_damaged_backup_is_refused_and_leaves_nothing(desk, tmp_path, damage, words):
    desk.backups.write(tmp_path / "b.tar")
    (tmp_path / "bad.tar").write_bytes(damage((tmp_path / "b.tar").read_bytes()))
    with pytest.raises(StoreError, match=words):
        restored(tmp_path, tmp_path / "bad.tar")
    assert not (tmp_path / "back").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".back")]


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil", "link"])
def test_a_backup_writes_nothing_outside_the_store(tmp_path, name):
    manifest = json.dumps({"format": 1, "step": 0, "made_at": "", "program": "", "files": {name: "0" * 64}}).encode()
    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        for member, content in (("manifest.json", manifest), (name, b"evil")):
            head = tarfile.TarInfo(member)
            head.size = len(content)
            if member == "link":
                head.type, head.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(head, io.BytesIO(content))
    with pytest.raises(StoreError):
        restored(tmp_path, tmp_path / "evil.tar")
    assert not (tmp_path.parent / "evil").exists()


def test_a_database_that_is_not_ours_is_refused(desk, tmp_path):
    from navicert.store.backup import _check_database

    sqlite3.connect(tmp_path / "other.db").executescript("CREATE TABLE t (x)")
    with pytest.raises(StoreError, match="damaged"):
        _check_database(tmp_path / "other.db")
