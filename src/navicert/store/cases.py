"""Cases as a store keeps them: events that are only added to, personal data apart, and the queue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from navicert.cases.model import UNFINISHED, Case, Pair
from navicert.cases.queue import Choice, Place
from navicert.cases.record import case_id_of
from navicert.errors import MissingData
from navicert.store.case_queue import chosen, count_facets, in_quotes, page_question, table_of
from navicert.store.case_rows import (
    MANY,
    Addition,
    KeptCase,
    KeptEvent,
    Subject,
    add_events,
    among,
    faults,
    kept_cases,
    make_subject,
)
from navicert.store.connections import Database
from navicert.store.rows import instant

LARGEST = 2**62
__all__ = ["Addition", "Cases", "Head", "KeptCase", "KeptEvent", "Queued", "Subject"]


@dataclass(frozen=True, slots=True)
class Queued:
    """A case in the queue, and how many cases of the same subject are unfinished."""

    kept: KeptCase
    candidates: int


@dataclass(frozen=True, slots=True)
class Head:
    """The state of all cases: how many events, the number of the last, and a digest over all their digests."""

    events: int
    last: int
    digest: str


class Cases:
    """The cases of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Our side

    def subjects(self, customers: Iterable[str]) -> dict[str, Subject]:
        """The subject of each customer, by the customer's id; made where there is none."""
        wanted = list(dict.fromkeys(customers))
        found = self.known_subjects(wanted)
        if len(found) < len(wanted):
            with self._database.writing() as connection:
                for customer in wanted:
                    if customer not in found:
                        make_subject(connection, customer)
            found = self.known_subjects(wanted)
        return found

    def known_subjects(self, customers: Iterable[str]) -> dict[str, Subject]:
        """The subjects that there are, by the customer's id."""
        with self._database.reading() as connection:
            rows = among(connection, "SELECT * FROM case_subject WHERE customer IN ({})", customers)
            return {row["customer"]: Subject(row["id"], row["customer"], row["salt"]) for row in rows}

    def erase(self, customers: Iterable[str], at: datetime) -> int:
        """Erase who these subjects are, and the particulars of their cases; the record stays. How many there were."""
        subjects = self.known_subjects(customers)
        if not subjects:
            return 0
        with self._database.writing() as connection:
            for subject in subjects.values():
                connection.execute(
                    "DELETE FROM case_particulars WHERE case_id IN (SELECT id FROM case_file WHERE subject = ?)",
                    (subject.id,),
                )
                connection.execute(
                    "UPDATE case_subject SET customer = NULL, salt = NULL, erased_at = ? WHERE id = ?",
                    (instant(at), subject.id),
                )
        return len(subjects)

    # Adding

    def add(self, additions: Sequence[Addition]) -> tuple[Case, ...]:
        """Add events to cases, all or none; the cases afterwards. Conflict where one has got others in the meantime."""
        with self._database.writing() as connection:
            return tuple(add_events(connection, addition) for addition in additions)

    # Asking

    def case(self, case_id: str) -> KeptCase:
        """The case with this id, or the beginning of it; MissingData when there is none, or more than one."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM case_file WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 2", (len(case_id), case_id)
            ).fetchall()
            if len(rows) != 1 or len(case_id) < 4:
                what = "more than one case" if len(rows) > 1 or (rows and len(case_id) < 4) else "no case"
                raise MissingData(f"there is {what} {case_id!r}", next="see navicert cases list")
            return kept_cases(connection, [rows[0]["id"]])[0]

    def by_ids(self, case_ids: Sequence[str]) -> tuple[KeptCase, ...]:
        """The cases of these ids that there are, in their order."""
        with self._database.reading() as connection:
            return tuple(kept_cases(connection, case_ids))

    def of_pairs(self, pairs: Iterable[Pair]) -> dict[Pair, Case]:
        """How the cases of these pairs stand; pairs without one are left out."""
        ids = [case_id_of(pair) for pair in pairs]
        return {kept.case.pair: kept.case for kept in self.by_ids(ids)}

    def of_entities(self, source: str, entities: Iterable[str] | None = None) -> Iterator[tuple[str | None, Case]]:
        """The cases about these entries of a source (about all with None), with the customer of each."""
        ids = list(self._ids_of_entities(source, entities))
        for start in range(0, len(ids), MANY):
            for kept in self.by_ids(ids[start : start + MANY]):
                yield kept.customer, kept.case

    def of_subject(self, subject: str) -> tuple[KeptCase, ...]:
        """The cases about one of our side."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT id FROM case_file WHERE subject = ? ORDER BY id", (subject,)).fetchall()
            return tuple(kept_cases(connection, [row["id"] for row in rows]))

    def _ids_of_entities(self, source: str, entities: Iterable[str] | None) -> Iterator[str]:
        with self._database.reading() as connection:
            if entities is None:
                question = "SELECT case_id FROM case_standing WHERE source = ? ORDER BY case_id"
                rows: Iterable[Any] = connection.execute(question, (source,)).fetchall()
            else:
                question = "SELECT case_id FROM case_standing WHERE source = ? AND entity IN ({}) ORDER BY case_id"
                rows = list(among(connection, question, entities, source))
        return (row["case_id"] for row in rows)

    def expired(self, today: date) -> tuple[KeptCase, ...]:
        """The cases whose decision's last day is over."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT case_id FROM case_standing WHERE status = 'decided' AND expires_on < ? ORDER BY case_id",
                (today.isoformat(),),
            ).fetchall()
            return tuple(kept_cases(connection, [row["case_id"] for row in rows]))

    def unfinished_customers(self, customers: Iterable[str]) -> frozenset[str]:
        """Those of these customers that a case waits for."""
        question = f"""SELECT customer FROM case_subject WHERE customer IN ({{}}) AND EXISTS (
            SELECT 1 FROM case_standing WHERE subject = case_subject.id AND status IN ({in_quotes(UNFINISHED)}))"""  # noqa: S608 - our own words
        with self._database.reading() as connection:
            return frozenset(row["customer"] for row in among(connection, question, customers))

    # The queue

    def queue(
        self, choice: Choice, now: datetime, *, after: Place | None = None, limit: int = 50
    ) -> tuple[Queued, ...]:
        """The chosen cases in the order of the queue, from the place `after` on."""
        where, values = chosen(choice, now)
        if after is not None:
            where += " AND (urgency < ? OR (urgency = ? AND (since > ? OR (since = ? AND case_id > ?))))"
            values += (after.urgency, after.urgency, after.since, after.since, after.case)
        with self._database.reading() as connection:
            rows = connection.execute(page_question(choice, where), (*values, limit)).fetchall()
            kept = {one.case.id: one for one in kept_cases(connection, [row["case_id"] for row in rows])}
        return tuple(Queued(kept[row["case_id"]], int(row["candidates"])) for row in rows)

    def count(self, choice: Choice, now: datetime) -> int:
        """How many cases are chosen."""
        where, values = chosen(choice, now)
        with self._database.reading() as connection:
            question = f"SELECT COUNT(*) FROM {table_of(choice)} WHERE {where}"  # noqa: S608 - our own words
            (count,) = connection.execute(question, values).fetchone()
        return int(count)

    def facets(self, choice: Choice, now: datetime) -> dict[str, tuple[tuple[str, int], ...]]:
        """How many of the chosen cases fall under each value of each facet, without values of none."""
        with self._database.reading() as connection:
            return count_facets(connection, choice, now)

    # Proof

    def head(self, last: int | None = None) -> Head | None:
        """The state of all cases, up to the event of number `last` where that is given; None where there is no event.

        Events are numbered in the order of their keeping, across cases, so that nothing before a number is added later.
        """
        events, whole, at = 0, hashlib.sha256(), 0
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT number, digest FROM case_event WHERE number <= ? ORDER BY number", (last or LARGEST,)
            )
            for row in rows:
                events, at = events + 1, int(row["number"])
                whole.update(row["digest"].encode())
        return Head(events, at, whole.hexdigest()) if events else None

    def faults_of(self, case_id: str) -> Iterator[str]:
        """What is wrong with the record of one case, in sentences."""
        with self._database.reading() as connection:
            yield from faults(connection, [case_id])

    def broken(self) -> Iterator[str]:
        """What is wrong with the record, in sentences: an event altered, removed or out of order, particulars altered,
        a standing that its events do not give. Erased particulars are no fault."""
        with self._database.reading() as connection:
            ids = [row["id"] for row in connection.execute("SELECT id FROM case_file ORDER BY id").fetchall()]
        for start in range(0, len(ids), MANY):
            with self._database.reading() as connection:
                yield from faults(connection, ids[start : start + MANY])
