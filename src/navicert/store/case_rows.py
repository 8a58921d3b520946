"""Cases as rows: events with their particulars, the standing folded from them, the subjects they are about."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from navicert.cases.fold import after, fold
from navicert.cases.model import Case, Event, Origin, Pair
from navicert.cases.queue import urgency
from navicert.cases.record import act_from_json, act_to_json, canonical, case_id_of, commitment, event_digest, kind_of
from navicert.errors import Conflict, StoreError
from navicert.store.connections import Connection, Value
from navicert.store.rows import instant

MANY = 500
"""How many values one question names at most."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Our side of cases: its pseudonym, and while they are kept its id and the salt of its commitments."""

    id: str
    customer: str | None
    salt: str | None


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event as it is kept: the commitment to its particulars, and the digest that chains it to the one before."""

    event: Event
    commitment: str
    digest: str


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case with its whole record; `customer` is None once it was erased."""

    case: Case
    customer: str | None
    events: tuple[KeptEvent, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """Events to add to the case of a pair, which stood as `before` when they were made; None for a new one."""

    pair: Pair
    origin: Origin
    before: Case | None
    events: tuple[Event, ...]


def make_subject(connection: Connection, customer: str) -> None:
    salt = secrets.token_hex(16)
    connection.execute(
        """INSERT INTO case_subject (id, customer, salt, commitment) VALUES (?, ?, ?, ?)
           ON CONFLICT (customer) DO NOTHING""",
        ("s-" + secrets.token_hex(8), customer, salt, commitment(salt, customer)),
    )


def add_events(connection: Connection, addition: Addition) -> Case:
    pair, before = addition.pair, addition.before
    case_id = case_id_of(pair)
    last = connection.execute(
        "SELECT version, digest, at, actor, kind FROM case_event WHERE case_id = ? ORDER BY version DESC LIMIT 1",
        (case_id,),
    ).fetchone()
    version = before.version if before else 0
    if (last["version"] if last else 0) != version:
        raise _conflict(case_id, last)
    if last is None:
        connection.execute(
            "INSERT INTO case_file (id, subject, source, entity, origin) VALUES (?, ?, ?, ?, ?)",
            (case_id, pair.subject, pair.source, pair.entity, addition.origin),
        )
    digest = last["digest"] if last else ""
    for number, event in enumerate(addition.events, version + 1):
        digest = _insert_event(connection, case_id, number, event, digest)
    case = reduce(after, addition.events, before) if before else None
    case = case or fold(case_id, pair, addition.origin, addition.events)
    _keep_standing(connection, case)
    return case


def _conflict(case_id: str, last: Any) -> Conflict:
    if last is None:
        return Conflict("the case is not there any more", where=f"case {case_id}")
    return Conflict(
        f"{last['actor']} acted on it in the meantime ({last['kind']}, {last['at'][:16]} UTC); "
        "nothing of yours was recorded",
        where=f"case {case_id}",
        next="look at the case again",
    )


def _insert_event(connection: Connection, case_id: str, version: int, event: Event, previous: str) -> str:
    salt = secrets.token_hex(16)
    committed = commitment(salt, event.particulars)
    digest = event_digest(previous, case_id, version, event, committed)
    connection.execute(
        """INSERT INTO case_event (case_id, version, at, actor, kind, stated, particulars, digest)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            case_id,
            version,
            instant(event.at),
            event.by,
            kind_of(event.act),
            canonical(act_to_json(event.act)),
            committed,
            digest,
        ),
    )
    connection.execute(
        "INSERT INTO case_particulars (case_id, version, salt, content) VALUES (?, ?, ?, ?)",
        (case_id, version, salt, canonical(event.particulars)),
    )
    return digest


def standing_of(case: Case) -> tuple[Value, ...]:
    decision = case.decision
    expires_on = decision.expires_on if case.status == "decided" and decision else None
    return (
        case.id,
        case.pair.subject,
        case.pair.source,
        case.pair.entity,
        case.origin,
        case.version,
        case.status,
        urgency(case.alert.probability),
        case.alert.score,
        instant(case.since),
        expires_on.isoformat() if expires_on else None,
    )


COLUMNS = "case_id, subject, source, entity, origin, version, status, urgency, score, since, expires_on"


def _keep_standing(connection: Connection, case: Case) -> None:
    updates = ", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS.split(", ")[5:])
    connection.execute(
        f"""INSERT INTO case_standing ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (case_id) DO UPDATE SET {updates}""",  # noqa: S608 - our own words
        standing_of(case),
    )


def among(connection: Connection, question: str, values: Iterable[str], *first: Value) -> Iterator[Any]:
    """The rows of a question with `IN ({})`, however many values there are; `first` are the values before them."""
    wanted = list(values)
    for start in range(0, len(wanted), MANY):
        part = wanted[start : start + MANY]
        yield from connection.execute(question.format(", ".join("?" * len(part))), (*first, *part)).fetchall()


def kept_cases(connection: Connection, case_ids: Sequence[str]) -> list[KeptCase]:
    """The cases of these ids that there are, in their order."""
    files = {
        row["id"]: row
        for row in among(
            connection,
            """SELECT case_file.*, customer FROM case_file JOIN case_subject ON case_subject.id = case_file.subject
               WHERE case_file.id IN ({})""",
            case_ids,
        )
    }
    events: dict[str, list[KeptEvent]] = {case_id: [] for case_id in files}
    for row in among(connection, _EVENTS, files):
        events[row["case_id"]].append(_event(row))
    return [_case(files[case_id], events[case_id]) for case_id in case_ids if case_id in files]


_EVENTS = """SELECT case_event.*, case_particulars.content AS content, case_particulars.salt AS salt
    FROM case_event LEFT JOIN case_particulars
    ON case_particulars.case_id = case_event.case_id AND case_particulars.version = case_event.version
    WHERE case_event.case_id IN ({}) ORDER BY case_event.case_id, case_event.version"""


def _event(row: Any) -> KeptEvent:
    particulars: Mapping[str, Any] | None = None if row["content"] is None else json.loads(row["content"])
    act = act_from_json(row["kind"], json.loads(row["stated"]))
    event = Event(datetime.fromisoformat(row["at"]), row["actor"], act, particulars)
    return KeptEvent(event, row["particulars"], row["digest"])


def _case(row: Any, events: Sequence[KeptEvent]) -> KeptCase:
    pair = Pair(row["subject"], row["source"], row["entity"])
    try:
        case = fold(row["id"], pair, row["origin"], (kept.event for kept in events))
    except ValueError as error:
        raise StoreError(str(error), next="the record was meddled with: navicert cases verify") from None
    return KeptCase(case, row["customer"], tuple(events))


def faults(connection: Connection, case_ids: Sequence[str]) -> Iterator[str]:
    salts = {
        (row["case_id"], row["version"]): row["salt"]
        for row in among(
            connection, "SELECT case_id, version, salt FROM case_particulars WHERE case_id IN ({})", case_ids
        )
    }
    question = f"SELECT {COLUMNS} FROM case_standing WHERE case_id IN ({{}})"  # noqa: S608 - our own words
    standings = {row["case_id"]: tuple(row) for row in among(connection, question, case_ids)}
    for case_id in case_ids:
        try:
            (kept,) = kept_cases(connection, [case_id])
        except StoreError as error:
            yield error.message
            continue
        yield from _event_faults(kept, salts)
        if standings.get(case_id) != standing_of(kept.case):
            yield f"case {case_id}: the queue does not show what its events say"


def _event_faults(kept: KeptCase, salts: Mapping[tuple[str, int], str]) -> Iterator[str]:
    previous, case_id = "", kept.case.id
    for version, one in enumerate(kept.events, 1):
        if one.digest != event_digest(previous, case_id, version, one.event, one.commitment):
            yield f"case {case_id} event {version}: it is not the event that was recorded"
        salt = salts.get((case_id, version))
        if salt is not None and commitment(salt, one.event.particulars) != one.commitment:
            yield f"case {case_id} event {version}: its particulars are not those that were recorded"
        previous = one.digest
