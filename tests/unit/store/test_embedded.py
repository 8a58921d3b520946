"""A store in a folder, when the disk is full, the power fails, a file is damaged, or somebody else is at work."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from navicert.errors import InvalidInput, StoreError
from navicert.lists import Edition, Entry, Name
from navicert.lists.editions import digest_files, make_edition
from navicert.lists.sources.base import Reading, Source
from navicert.store import Store, open_store
from navicert.store.database import SqliteDatabase

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def nothing(files: Sequence[Path]) -> Reading:
    raise AssertionError("not read here")


def parties(count: int) -> tuple[Entry, ...]:
    return tuple(Entry(id=f"x-{number}", schema="Person", names=(Name(f"PARTY {number}"),)) for number in range(count))


def write_list(path: Path, entries: Sequence[Entry]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{entry.id},{entry.caption}\n" for entry in entries))
    return path


def edition_of(path: Path, entries: Sequence[Entry], published: date) -> Edition:
    return make_edition(
        name="sdn",
        source=Source("t", "T", "X", nothing, "sdn.csv"),
        reading=Reading(tuple(entries), None, len(entries)),
        file_digests=digest_files([path]),
        published=published,
        loaded_at=NOON,
    )


def add(store: Store, path: Path, count: int, published: date) -> Edition:
    entries = parties(count)
    edition = edition_of(write_list(path, entries), entries, published)
    return store.add_edition(edition, entries, [path]).edition


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB; only root may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def files_below(folder: Path) -> set[str]:
    """All but what SQLite keeps beside its database while it works, or while there is no room to fold it in."""
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if not name.endswith(("-wal", "-shm"))}


# Where the store is


def test_another_kind_of_address_is_no_store() -> None:
    with pytest.raises(StoreError, match="'mysql' is no kind of store"):
        open_store("mysql://localhost/x")


def test_a_store_says_where_it_is(folder: Path) -> None:
    assert open_store(folder).location == str(folder)
    assert open_store("~/x").location == str(Path.home() / "x")


def test_a_file_in_the_place_of_the_folder_is_named(folder: Path, tmp_path: Path) -> None:
    folder.write_text("something else")
    store = open_store(folder)
    with pytest.raises(StoreError, match="a file stands where a folder should be") as caught:
        store.editions()
    assert caught.value.where == str(folder)
    with pytest.raises(StoreError, match="a file stands where a folder should be"):
        add(store, tmp_path / "sdn.csv", 5, date(2021, 1, 1))
    assert folder.read_text() == "something else"


def test_a_file_above_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="a file stands where a folder should be"):
        add(open_store(tmp_path / "file" / "store"), tmp_path / "sdn.csv", 5, date(2021, 1, 1))


def test_another_programs_database_is_left_alone(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "navicert.db")) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = (folder / "navicert.db").read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        open_store(folder).editions()
    with pytest.raises(StoreError, match="another program's database"):
        add(open_store(folder), tmp_path / "sdn.csv", 5, date(2021, 1, 1))
    assert (folder / "navicert.db").read_bytes() == before


def test_what_is_no_database_is_named(folder: Path) -> None:
    folder.mkdir()
    (folder / "navicert.db").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="damaged") as caught:
        open_store(folder).editions()
    assert caught.value.where == str(folder / "navicert.db")


def test_a_store_of_a_newer_version_is_not_touched(folder: Path, tmp_path: Path) -> None:
    add(open_store(folder), tmp_path / "sdn.csv", 5, date(2021, 1, 1))
    with closing(sqlite3.connect(folder / "navicert.db")) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="a newer version wrote this store") as caught:
        open_store(folder).editions()
    assert caught.value.next == "update navicert"
    with pytest.raises(StoreError, match="a newer version"):
        add(open_store(folder), tmp_path / "sdn.csv", 6, date(2022, 1, 1))


def test_a_database_that_was_begun_and_not_finished_is_finished(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (folder / "navicert.db").write_bytes(b"")
    assert open_store(folder).editions() == ()
    edition = add(open_store(folder), tmp_path / "sdn.csv", 5, date(2021, 1, 1))
    assert open_store(folder).editions() == (edition,)


# Damage


def test_an_edition_file_that_was_changed_on_disk_is_not_read(folder: Path, tmp_path: Path) -> None:
    store = open_store(folder)
    edition = add(store, tmp_path / "sdn.csv", 50, date(2021, 1, 1))
    (parquet,) = folder.glob("editions/sdn/*.parquet")
    content = bytearray(parquet.read_bytes())
    for place in (4, len(content) // 2, len(content) - 5):
        flipped = bytearray(content)
        flipped[place] ^= 1
        parquet.write_bytes(flipped)
        with pytest.raises(StoreError, match="changed on disk") as caught:
            store.entries(edition)
        assert caught.value.where == str(parquet)
    with pytest.raises(StoreError, match="changed on disk"):
        store.entry_history("sdn", "x-1")


def test_an_edition_file_swapped_with_another_is_not_read(folder: Path, tmp_path: Path) -> None:
    store = open_store(folder)
    old = add(store, tmp_path / "sdn.csv", 50, date(2021, 1, 1))
    new = add(store, tmp_path / "sdn.csv", 60, date(2022, 1, 1))
    first, second = sorted(folder.glob("editions/sdn/*.parquet"))
    shutil.copy(first, second)
    assert store.entries(old) == parties(50)
    with pytest.raises(StoreError, match="changed on disk"):
        store.entries(new)


def test_a_missing_edition_file_is_named(folder: Path, tmp_path: Path) -> None:
    store = open_store(folder)
    edition = add(store, tmp_path / "sdn.csv", 50, date(2021, 1, 1))
    (parquet,) = folder.glob("editions/sdn/*.parquet")
    parquet.unlink()
    with pytest.raises(StoreError, match="the file is missing") as caught:
        store.entries(edition)
    assert caught.value.where == str(parquet)


@pytest.mark.parametrize("harm", ["flip", "remove"])
def test_loading_the_files_again_mends_a_damaged_edition(folder: Path, tmp_path: Path, harm: str) -> None:
    store = open_store(folder)
    edition = add(store, tmp_path / "sdn.csv", 50, date(2021, 1, 1))
    (parquet,) = folder.glob("editions/sdn/*.parquet")
    (original,) = folder.glob("files/*/*.zst")
    for path in (parquet, original):
        if harm == "flip":
            path.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)
        else:
            path.unlink()
    with pytest.raises(StoreError):
        store.original_files(edition, tmp_path / "out")
    assert add(store, tmp_path / "sdn.csv", 50, date(2021, 1, 1)) == edition
    assert store.entries(edition) == parties(50)
    (path,) = store.original_files(edition, tmp_path / "out")
    assert path.read_bytes() == (tmp_path / "sdn.csv").read_bytes()


@pytest.mark.parametrize("damage", [b"", b"not zstd at all", b"\x28\xb5\x2f\xfd"])
def test_a_damaged_original_is_not_given_out(folder: Path, tmp_path: Path, damage: bytes) -> None:
    store = open_store(folder)
    edition = add(store, tmp_path / "sdn.csv", 50, date(2021, 1, 1))
    (original,) = folder.glob("files/*/*.zst")
    original.write_bytes(damage)
    with pytest.raises(StoreError, match="changed on disk"):
        store.original_files(edition, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


# Disks


def test_a_full_disk_leaves_the_old_state(tiny_disk: Path, tmp_path: Path) -> None:
    store = open_store(tiny_disk / "store")
    old = add(store, tmp_path / "sdn.csv", 100, date(2021, 1, 1))
    before = files_below(tiny_disk)
    with pytest.raises(StoreError, match="the disk is full") as caught:
        add(store, tmp_path / "sdn.csv", 240_000, date(2022, 1, 1))
    assert caught.value.next
    assert store.editions() == (old,)
    assert store.entries(old) == parties(100)
    assert files_below(tiny_disk) == before
    assert add(store, tmp_path / "sdn.csv", 120, date(2022, 1, 1)) == store.current("sdn")


@pytest.mark.parametrize("free", range(0, 60_000, 6_000))
def test_a_disk_that_fills_at_any_moment_leaves_all_or_nothing(tiny_disk: Path, tmp_path: Path, free: int) -> None:
    store = open_store(tiny_disk / "store")
    old = add(store, tmp_path / "sdn.csv", 100, date(2021, 1, 1))
    left = os.statvfs(tiny_disk)
    (tiny_disk / "filler").write_bytes(bytes(max(0, left.f_bavail * left.f_frsize - free)))
    try:
        new = add(store, tmp_path / "sdn.csv", 120, date(2022, 1, 1))
    except StoreError as error:
        assert "full" in str(error)  # noqa: PT017 - success is right too, when enough was free
        assert store.editions() == (old,)
        (tiny_disk / "filler").unlink()
        new = add(store, tmp_path / "sdn.csv", 120, date(2022, 1, 1))
    assert store.editions() == (old, new)
    assert (store.entries(old), store.entries(new)) == (parties(100), parties(120))


def test_a_full_disk_before_the_first_edition_is_said(tiny_disk: Path, tmp_path: Path) -> None:
    left = os.statvfs(tiny_disk)
    (tiny_disk / "filler").write_bytes(bytes(left.f_bavail * left.f_frsize))
    with pytest.raises(StoreError, match="the disk is full"):
        add(open_store(tiny_disk / "store"), tmp_path / "sdn.csv", 100, date(2021, 1, 1))


def test_a_read_only_disk_can_be_read_and_not_written(tiny_disk: Path, tmp_path: Path) -> None:
    store = open_store(tiny_disk / "store")
    edition = add(store, tmp_path / "sdn.csv", 100, date(2021, 1, 1))
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)
    assert store.current("sdn") == edition
    assert store.entries(edition) == parties(100)
    for act in (
        lambda: add(store, tmp_path / "sdn.csv", 110, date(2022, 1, 1)),
        lambda: store.confirm("sdn", NOON),
    ):
        with pytest.raises(StoreError, match="read-only disk") as caught:
            act()
        assert str(tiny_disk) in (caught.value.where or "")
    with pytest.raises(StoreError, match="read-only disk"):
        add(open_store(tiny_disk / "another"), tmp_path / "sdn.csv", 110, date(2022, 1, 1))


# Others at work


def test_a_database_that_stays_locked_is_said(folder: Path, tmp_path: Path) -> None:
    edition = add(open_store(folder), tmp_path / "sdn.csv", 5, date(2021, 1, 1))
    store = open_store(folder, patience=0.1)
    with closing(sqlite3.connect(folder / "navicert.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert store.current("sdn") == edition
        with pytest.raises(StoreError, match="kept the store locked"):
            store.confirm("sdn", NOON)
        with pytest.raises(StoreError, match="kept the store locked"):
            add(store, tmp_path / "sdn.csv", 6, date(2022, 1, 1))
    assert store.editions() == (edition,)


def test_one_loading_waits_for_another(folder: Path, tmp_path: Path) -> None:
    store = open_store(folder)
    database = SqliteDatabase(folder, patience=5)
    added: list[Edition] = []
    with database.loading():
        with pytest.raises(StoreError, match="kept the store locked"):
            add(open_store(folder, patience=0.05), tmp_path / "a.csv", 5, date(2021, 1, 1))
        waiting = threading.Thread(target=lambda: added.append(add(store, tmp_path / "b.csv", 5, date(2021, 1, 1))))
        waiting.start()
        time.sleep(0.1)
        assert added == []
    waiting.join(10)
    assert store.editions() == tuple(added)


LOADER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_embedded import add_numbered, open_store
for number in range(int(sys.argv[3]), int(sys.argv[4])):
    print(number, flush=True)
    add_numbered(open_store(sys.argv[1]), Path(sys.argv[2]), number)
"""


def add_numbered(store: Store, path: Path, number: int) -> Edition:
    """The list grows by some parties a day."""
    return add(store, path, 20 + number, date(2001, 1, 1) + timedelta(days=number))


def loader(folder: Path, path: Path, first: int, until: int) -> subprocess.Popen[str]:
    script = LOADER.format(tests=str(Path(__file__).parent))
    command = [sys.executable, "-c", script, str(folder), str(path), str(first), str(until)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_may_load_at_once(folder: Path, tmp_path: Path) -> None:
    with loader(folder, tmp_path / "a.csv", 0, 4) as one, loader(folder, tmp_path / "b.csv", 4, 8) as two:
        assert one.wait(60) == 0
        assert two.wait(60) == 0
    store = open_store(folder)
    assert [store.entries(edition) for edition in store.editions("sdn")] == [parties(20 + day) for day in range(8)]
    assert store.clean() == 0


def test_a_loading_that_is_killed_leaves_all_or_nothing(folder: Path, tmp_path: Path) -> None:
    store, choose = open_store(folder), random.Random(2026)
    add_numbered(store, tmp_path / "list.csv", 0)
    for _ in range(10):
        kept = len(store.editions("sdn"))
        with loader(folder, tmp_path / "list.csv", kept, 9000) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(choose.random() * 0.08)
            process.send_signal(signal.SIGKILL)
        found = [store.entries(edition) for edition in store.editions("sdn")]
        assert found == [parties(20 + number) for number in range(len(found))]
    store.clean()
    recorded = len(store.editions("sdn"))
    assert len(list(folder.glob("editions/sdn/*"))) == recorded
    assert len(list(folder.glob("files/*/*"))) == recorded
    assert list((folder / "incoming").iterdir()) == []


@pytest.mark.parametrize("moment", range(40))
def test_an_interruption_at_each_step_leaves_all_or_nothing(
    folder: Path, tmp_path: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every call of the operating system that makes, syncs or moves a file fails once, in turn, as on a bad disk."""
    store = open_store(folder)
    old = add(store, tmp_path / "old.csv", 20, date(2001, 1, 1))
    before, calls = files_below(folder), iter(range(1000))

    def failing(name: str) -> None:
        real = getattr(os, name)

        def act(*arguments: object, **options: object) -> object:
            if next(calls) == moment:
                raise OSError(28, "No space left on device")
            return real(*arguments, **options)

        monkeypatch.setattr(os, name, act)

    for name in ("fsync", "replace", "mkdir"):
        failing(name)
    try:
        new = add(store, tmp_path / "new.csv", 40, date(2002, 1, 1))
    except StoreError:
        monkeypatch.undo()
        assert store.editions() == (old,)
        assert files_below(folder) == before
        return
    monkeypatch.undo()
    assert store.editions() == (old, new)
    assert store.entries(new) == parties(40)


def test_files_of_others_in_the_folder_are_left_alone(folder: Path, tmp_path: Path) -> None:
    store = open_store(folder)
    add(store, tmp_path / "sdn.csv", 5, date(2021, 1, 1))
    (folder / "editions" / "sdn" / "notes.txt").write_text("mine")
    store.clean()
    add(store, tmp_path / "sdn.csv", 6, date(2022, 1, 1))
    assert (folder / "editions" / "sdn" / "notes.txt").read_text() == "mine"


def test_two_files_of_one_name_do_not_overwrite_each_other(folder: Path, tmp_path: Path) -> None:
    store = open_store(folder)
    paths = [write_list(tmp_path / name / "sdn.csv", parties(count)) for name, count in (("a", 2), ("b", 3))]
    edition = make_edition(
        name="sdn",
        source=Source("t", "T", "X", nothing, ""),
        reading=Reading(parties(5), None, 5),
        file_digests=digest_files(paths),
        published=date(2021, 1, 1),
        loaded_at=NOON,
    )
    store.add_edition(edition, parties(5), paths)
    given = store.original_files(edition, tmp_path / "out")
    assert [path.read_bytes() for path in given] == [path.read_bytes() for path in paths]
    assert len(set(given)) == 2


def test_a_file_that_vanished_before_it_could_be_kept_is_named(folder: Path, tmp_path: Path) -> None:
    entries = parties(5)
    edition = edition_of(write_list(tmp_path / "sdn.csv", entries), entries, date(2021, 1, 1))
    (tmp_path / "sdn.csv").unlink()
    with pytest.raises((StoreError, InvalidInput)) as caught:
        open_store(folder).add_edition(edition, entries, [tmp_path / "sdn.csv"])
    assert caught.value.where == str(tmp_path / "sdn.csv")
