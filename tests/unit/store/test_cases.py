"""Whoever meddles with the record of cases is refused by the database, or named by the check."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from navicert.cases import Finding, Judgement
from navicert.desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a case that two people decided."""
    desk = open_desk(tmp_path / "store")
    finding = Finding(
        customer="k1", source="un", entity="e1", origin="screening", caption="KIM", edition="x", data={"name": "Kim"},
        entry="e", rule="r", score=0.9, probability=0.9, particulars={"asked": "Kim"},
    )  # fmt: skip
    (raised,) = desk.cases.raise_alerts([finding])
    desk.cases.decide(raised.case.id, Judgement(verdict="same", reason="the passport"), by="Ann")
    desk.cases.confirm(raised.case.id, by="Bob")
    return desk


@pytest.fixture
def database(desk: Desk, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "store" / "navicert.db", isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize(
    "meddling",
    [
        "UPDATE case_event SET actor = 'Cem' WHERE version = 2",
        "DELETE FROM case_event WHERE version = 3",
        "DELETE FROM case_file",
        "UPDATE case_file SET entity = 'e2'",
    ],
)
def test_the_database_refuses_to_change_the_record(database: sqlite3.Connection, meddling: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"only added to|never removed|one pair"):
        database.execute(meddling)


@pytest.mark.parametrize(
    ("meddling", "named"),
    [
        pytest.param("UPDATE case_event SET actor = 'Cem' WHERE version = 2", "event 2", id="another reviewer"),
        pytest.param(
            "UPDATE case_event SET stated = replace(stated, 'same', 'not_same') WHERE version = 2",
            "event 2",
            id="another verdict",
        ),
        pytest.param("DELETE FROM case_event WHERE version = 2", "event 2", id="an event removed"),
        pytest.param("DELETE FROM case_event WHERE version = 3", "queue", id="the last event removed"),
        pytest.param("UPDATE case_event SET at = '2020-01-01T00:00:00.000000+00:00'", "event 1", id="another time"),
        pytest.param("UPDATE case_particulars SET content = '{}' WHERE version = 2", "particulars", id="other reasons"),
        pytest.param("UPDATE case_standing SET status = 'closed'", "queue", id="another standing"),
    ],
)
def test_who_gets_round_it_is_named(desk: Desk, database: sqlite3.Connection, meddling: str, named: str) -> None:
    assert list(desk.store.cases.broken()) == []
    for trigger in ("a_case_event_never_changes", "a_case_event_stays"):
        database.execute(f"DROP TRIGGER {trigger}")
    database.execute(meddling)
    faults = list(desk.store.cases.broken())
    assert faults
    assert named in " ".join(faults)
