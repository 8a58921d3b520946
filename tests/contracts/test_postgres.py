"""What only a server's store has to promise: lost connections, refused users, other versions, several machines."""

import os
import time
from collections.abc import Callable
from datetime import date

import pytest

from navicert.errors import InvalidInput, StoreError
from navicert.store import open_store
from navicert.store.postgres import PostgresDatabase
from navicert.store.postgres_address import read_address
from navicert.store.postgres_pool import Pool


@pytest.fixture
def address(postgres_server, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return postgres_server.new_database()


@pytest.fixture
def database(address):
    return PostgresDatabase(read_address(address), patience=1)


def note_a_file(connection):
    connection.execute("INSERT INTO pending_file (path) VALUES (?)", ("x",))


def pending(database):
    with database.reading() as connection:
        return [row["path"] for row in connection.execute("SELECT path FROM pending_file")]


def work_that_fails(database):
    with database.writing() as connection:
        note_a_file(connection)
        raise ZeroDivisionError


def work_that_is_cut_off(database, server):
    with database.writing() as connection:
        connection.execute("INSERT INTO pending_file (path) VALUES (?)", ("y",))
        server.stop()
        try:
            connection.execute("SELECT 1")
        finally:
            server.start()


def test_reading_makes_no_tables(database):
    assert pending(database) == []
    assert not database.exists()


def test_work_that_fails_leaves_nothing(database):
    with pytest.raises(ZeroDivisionError):
        work_that_fails(database)
    assert pending(database) == []


def test_a_connection_lost_while_idle_is_opened_anew(postgres_server, database):
    with database.writing() as connection:
        note_a_file(connection)
    postgres_server.stop()
    postgres_server.start()
    assert pending(database) == ["x"]


def test_a_connection_lost_during_work_is_told_and_nothing_of_the_work_remains(postgres_server, database):
    with database.writing() as connection:
        note_a_file(connection)
    with pytest.raises(StoreError, match=r"connection|stopped"):
        work_that_is_cut_off(database, postgres_server)
    assert pending(database) == ["x"]


def test_a_server_that_is_away_is_named_without_the_password():
    store = open_store("postgresql://somebody:secret@127.0.0.1:1/none")
    with pytest.raises(StoreError) as told:
        store.editions()
    assert "127.0.0.1:1" in str(told.value)
    assert "secret" not in str(told.value)


def test_a_writer_waits_for_another_no_longer_than_its_patience(database):
    with database.writing() as connection:
        note_a_file(connection)
        with pytest.raises(StoreError, match="locked"), database.writing():
            pass
    assert pending(database) == ["x"]


def test_a_store_of_a_newer_version_is_left_alone(database):
    with database.writing() as connection:
        connection.execute("UPDATE store_step SET step = ?", (1000,))
    with pytest.raises(StoreError, match="newer version"), database.reading():
        pass
    with pytest.raises(StoreError, match="newer version"), database.writing():
        pass


def test_question_marks_in_text_are_no_places_for_values(database):
    with database.reading() as connection:
        row = connection.execute("SELECT 'who? what?' AS text, CAST(? AS TEXT) AS value", ("?",)).fetchone()
    assert (row["text"], row["value"]) == ("who? what?", "?")
    assert dict(zip(row.keys(), row, strict=True)) == {"text": "who? what?", "value": "?"}


def test_text_stands_in_the_order_of_its_characters(database):
    words = ["b", "B", "a", "é", "Z", "-"]
    with database.writing() as connection:
        connection.executemany("INSERT INTO pending_file (path) VALUES (?)", [(word,) for word in words])
        found = [path for (path,) in connection.execute("SELECT path FROM pending_file ORDER BY path")]
    assert found == sorted(words)


def test_a_forked_process_uses_connections_of_its_own(address, database):
    with database.writing() as connection:
        note_a_file(connection)
    child = os.fork()
    if child == 0:
        os._exit(0 if pending(database) == ["x"] else 1)
    _, status = os.waitpid(child, 0)
    assert status == 0
    assert pending(database) == ["x"]


def test_a_second_machine_sees_the_files(address, tmp_path, monkeypatch):
    from datetime import UTC, datetime

    from navicert.lists import Entry, Name
    from navicert.lists.editions import digest_files, make_edition
    from navicert.lists.sources.base import Reading, Source

    file = tmp_path / "list.csv"
    file.write_text("one\n" * 100_000)
    entries = (Entry(id="x", schema="Person", names=(Name("ONE"),)),)
    source = Source("t", "T", "X", lambda files: Reading(entries, None, 1), "list.csv")
    edition = make_edition(
        name="t",
        source=source,
        reading=source.read([file]),
        file_digests=digest_files([file]),
        published=date(2026, 1, 1),
        loaded_at=datetime(2026, 1, 2, tzinfo=UTC),
        known=(),
        accept_shrinkage=True,
    )
    open_store(address).add_edition(edition, entries, [file])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other machine"))
    other = open_store(address)
    assert other.entries(other.editions()[0]) == entries
    (back,) = other.original_files(other.editions()[0], tmp_path / "back")
    assert back.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://host/db", "a user"),
        ("postgresql://user@host", "a database"),
        ("postgresql://user@host:99999/db", "port"),
        ("postgresql://user@host/db?sslmode=prefer", "sslmode"),
        ("postgresql://user:secret@host/db?pool=3", "pool"),
    ],
)
def test_an_address_that_is_not_understood_is_refused_without_the_password(url, words):
    with pytest.raises(InvalidInput, match=words) as told:
        open_store(url)
    assert "secret" not in str(told.value)


def test_another_machine_must_show_a_valid_certificate_unless_told_otherwise():
    assert read_address("postgresql://u@db.example.org/n").sslmode == "verify-full"
    assert read_address("postgresql://u@127.0.0.1/n").sslmode == "disable"
    assert read_address("postgresql://u@db.example.org/n?sslmode=require").sslmode == "require"


def test_a_full_pool_closes_what_it_cannot_keep(address):
    pool = Pool(read_address(address))
    sessions = [pool.session("BEGIN") for _ in range(12)]
    for session in sessions:
        session.__enter__().run("ROLLBACK")
    for session in sessions:
        session.__exit__(None, None, None)
    assert eventually(lambda: connections_to_this_database(pool) <= 8), "more than the pool's size stayed open"


def connections_to_this_database(pool: Pool) -> int:
    with pool.session("BEGIN") as session:
        ((count,),) = session.run("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        session.run("ROLLBACK")
    return int(count)


def eventually(holds: Callable[[], bool], within_seconds: float = 30) -> bool:
    """Whether `holds` becomes true: a server ends a closed connection's process in its own time."""
    until = time.monotonic() + within_seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
