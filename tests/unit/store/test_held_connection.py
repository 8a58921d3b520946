"""A thread that writes many times a second keeps its connection, and notices when the store's file was replaced."""

import shutil

import pytest

from navicert.errors import StoreError
from navicert.store.database import SqliteDatabase


@pytest.fixture
def database(tmp_path):
    return SqliteDatabase(tmp_path / "store", patience=1.0)


def write(database, number):
    with database.writing() as connection:
        connection.execute("INSERT INTO watch_round (number, began_at) VALUES (?, '2026-11-21')", (number,))


def numbers(database):
    with database.reading() as connection:
        return [row["number"] for row in connection.execute("SELECT number FROM watch_round ORDER BY number")]


def test_work_on_a_held_connection_is_seen_by_everybody_at_once(database):
    with database.held():
        write(database, 1)
        assert numbers(database) == [1]
        write(database, 2)
        database.sync()
        assert numbers(database) == [1, 2]
    write(database, 3)
    assert numbers(database) == [1, 2, 3]


def test_work_that_failed_leaves_nothing_and_the_next_goes_on(database):
    with database.held():
        write(database, 1)
        with pytest.raises(StoreError):
            write(database, 1)
        write(database, 2)
        assert numbers(database) == [1, 2]


def test_a_store_that_was_put_back_from_elsewhere_is_written_to_and_not_the_one_before(database, tmp_path):
    write(database, 1)
    shutil.copytree(database.folder, tmp_path / "backup")
    with database.held():
        write(database, 2)
        shutil.rmtree(database.folder)
        shutil.copytree(tmp_path / "backup", database.folder)
        write(database, 3)
        assert numbers(database) == [1, 3]


def test_there_is_nothing_to_sync_before_anything_was_written(database):
    database.sync()
    assert not database.exists()
