"""Desks, lists and customers for tests of screening customers."""

import json
import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from navicert.cases import Choice
from navicert.cases.model import UNFINISHED
from navicert.desk import Desk, open_desk
from navicert.desk.customers import LoadOrder
from navicert.store.database import SqliteDatabase

MORNING = datetime(2026, 3, 2, 6, tzinfo=UTC)
EVERY = Choice(statuses=(*UNFINISHED, "decided", "closed"))
Entry = Mapping[str, object]


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def days_later(self, days: float) -> None:
        self.now += timedelta(days=days)


def desk_in(folder: Path, clock: Clock | None = None) -> Desk:
    return open_desk(folder / "store", clock=clock or Clock())


def person(key: str, *names: str, **properties: list[str]) -> Entry:
    """A listed person, as FollowTheMoney."""
    given = {"name": list(names[:1]), "alias": list(names[1:]), **properties}
    return {"id": key, "schema": "Person", "properties": given}


def load_list(desk: Desk, folder: Path, day: str, entries: Iterable[Entry], name: str = "watch") -> None:
    """Load an edition of a list that is published on this day of 2026."""
    file = folder / f"{name}-{day}.jsonl"
    lines = [json.dumps({"target": True, "datasets": [name], **entry}) for entry in entries]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    published = datetime.fromisoformat(f"2026-{day}").date()
    desk.lists.load("ftm", [file], published=published, name=name, accept_shrinkage=True)


def load_customers(desk: Desk, folder: Path, rows: Mapping[str, str | Mapping[str, object]], **order: object) -> object:
    """Load customers by id: a name, or properties."""
    file = folder / "customers.jsonl"
    lines = [json.dumps({"id": key, **({"name": row} if isinstance(row, str) else row)}) for key, row in rows.items()]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    given = {"by": "Ann", "schema": "Person", "columns": {}, **order}
    return desk.customers.load(LoadOrder(file=file, **given))


def standing(desk: Desk) -> dict[tuple[str | None, str], tuple[object, ...]]:
    """How every case stands, by customer and entity: status, the entry's digest, score, decision."""
    found = {}
    for queued in desk.cases.queue(EVERY, limit=100_000).cases:
        case = queued.kept.case
        verdict = case.decision.verdict if case.decision else None
        found[queued.kept.customer, case.pair.entity] = (case.status, case.alert.basis.entry, case.alert.score, verdict)
    return found


@contextmanager
def killed_at(moment: int) -> Iterator[None]:
    """Kill this process with the transaction of this number: before it is kept where the number is even, else after."""
    count, writing = 0, SqliteDatabase.writing

    @contextmanager
    def counted(database: SqliteDatabase) -> Iterator[object]:
        nonlocal count
        count += 1
        with writing(database) as connection:
            yield connection
            if count == moment // 2 + 1 and moment % 2 == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        if count == moment // 2 + 1:
            os.kill(os.getpid(), signal.SIGKILL)

    SqliteDatabase.writing = counted
    try:
        yield
    finally:
        SqliteDatabase.writing = writing


def in_a_child(work: object) -> int:
    """The signal that ended a forked process doing this work, 0 where it came to its end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
