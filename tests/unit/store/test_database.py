"""The database of an embedded store: its tables over the versions, and several at work in it."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from navicert.errors import StoreError
from navicert.store import database
from navicert.store.database import SqliteDatabase
from navicert.store.steps import STEPS


def pending(connection: sqlite3.Connection) -> list[str]:
    return sorted(path for (path,) in connection.execute("SELECT path FROM pending_file"))


def insert(connection: sqlite3.Connection, path: str) -> None:
    connection.execute("INSERT INTO pending_file (path) VALUES (?)", (path,))


def test_a_question_makes_no_folder(tmp_path: Path) -> None:
    with SqliteDatabase(tmp_path / "store", patience=1).reading() as connection:
        assert pending(connection) == []
    assert not (tmp_path / "store").exists()


def test_a_transaction_that_fails_did_not_happen(tmp_path: Path) -> None:
    store = SqliteDatabase(tmp_path / "store", patience=1)
    with store.writing() as connection:
        insert(connection, "kept")

    def insert_and_fail() -> None:
        with store.writing() as connection:
            insert(connection, "lost")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        insert_and_fail()
    with store.reading() as connection:
        assert pending(connection) == ["kept"]


def test_a_reader_sees_one_state_while_another_writes(tmp_path: Path) -> None:
    store = SqliteDatabase(tmp_path / "store", patience=1)
    with store.writing() as connection:
        insert(connection, "first")
    with store.reading() as reader:
        assert pending(reader) == ["first"]
        with store.writing() as writer:
            insert(writer, "second")
        assert pending(reader) == ["first"]
    with store.reading() as reader:
        assert pending(reader) == ["first", "second"]


def test_many_may_make_the_same_database_at_once(tmp_path: Path) -> None:
    def write(number: int) -> None:
        with SqliteDatabase(tmp_path / "store", patience=20).writing() as connection:
            insert(connection, f"{number:02}")

    def read(_: int) -> None:
        with SqliteDatabase(tmp_path / "store", patience=20).reading() as connection:
            pending(connection)

    with ThreadPoolExecutor(16) as pool:
        done = [pool.submit(act, number) for number in range(12) for act in (write, read)]
        assert [work.result() for work in done] == [None] * 24
    with SqliteDatabase(tmp_path / "store", patience=1).reading() as connection:
        assert pending(connection) == [f"{number:02}" for number in range(12)]


def test_an_older_store_gets_the_later_tables_and_keeps_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteDatabase(tmp_path / "store", patience=1)
    with store.writing() as connection:
        insert(connection, "old")
    later = (*STEPS, ("CREATE TABLE later (x)",), ("INSERT INTO later VALUES (1)",))
    monkeypatch.setattr(database, "STEPS", later)
    monkeypatch.setattr(database, "LATEST", len(later))
    with store.reading() as connection:
        assert pending(connection) == ["old"]
        assert [tuple(row) for row in connection.execute("SELECT x FROM later")] == [(1,)]
    with closing(sqlite3.connect(tmp_path / "store" / "navicert.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(later),)


def test_a_step_that_fails_leaves_the_older_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqliteDatabase(tmp_path / "store", patience=1)
    with store.writing() as connection:
        insert(connection, "old")
    with monkeypatch.context() as patch:
        patch.setattr(database, "STEPS", (*STEPS, ("CREATE TABLE later (x)", "no SQL at all")))
        patch.setattr(database, "LATEST", len(STEPS) + 1)
        with pytest.raises(StoreError), store.reading():
            pass
    with store.reading() as connection:
        assert pending(connection) == ["old"]
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'later'").fetchone() is None


@pytest.mark.parametrize("table", ["edition", "reading"])
def test_what_was_published_and_read_never_changes(tmp_path: Path, table: str) -> None:
    store = SqliteDatabase(tmp_path / "store", patience=1)
    with store.writing() as connection:
        connection.execute(
            """INSERT INTO edition (list, id, source, published, loaded_at, sha256, whole)
               VALUES ('a','b','c','d','e','f',1)"""
        )
        connection.execute(
            """INSERT INTO reading (edition, path, file_sha256, entries_sha256, counts, read_at, program)
               VALUES (1,'a','b','c','d','e','f')"""
        )
        with pytest.raises(sqlite3.IntegrityError, match="never changes"):
            connection.execute(f"UPDATE {table} SET number = 7")


def test_the_store_loads_nothing_heavy_before_it_is_used() -> None:
    script = (
        "import sys, tempfile; from navicert.store import open_store\n"
        "store = open_store(tempfile.gettempdir() + '/navicert-nowhere')\n"
        "assert store.editions() == (), store.editions()\n"
        "print(sorted({'pyarrow', 'pydantic', 'httpx2', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
