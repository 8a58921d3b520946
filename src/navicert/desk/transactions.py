"""Files of transactions at the desk: every row is answered as `check` answers it, most by a situation they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.settings import Settings

if TYPE_CHECKING:
    from navicert.batch.answering import Answerer
    from navicert.batch.kept import Keeping
    from navicert.batch.running import Run
    from navicert.batch.situations import Law
    from navicert.desk import Desk
    from navicert.store import Known
    from navicert.tables import Row

Check = Callable[[Mapping[str, Any]], dict[str, Any]]


def answer_row(check: Check, row: Row) -> dict[str, Any]:
    """The answer to one row; a row that cannot be read is answered by what is wrong with it. `id` is the row's number
    where it has none of its own."""
    if row.problem:
        return {"id": row.number, "findings": [], "errors": [{"field": None, "message": row.problem}]}
    answer = check(dict(row.values))
    if answer["id"] is None:
        answer["id"] = row.number
    return answer


def run_of(desk: Desk, file: Path, known_on: date, processes: int | None = None) -> Run:
    """The run that answers a file by the law, the listings and the ledger as known on a day; a process for each core
    unless it is said how many."""
    from navicert.batch.running import Run
    from navicert.cluster import cores
    from navicert.desk.program import code_digest

    subject = {
        "program": code_digest(),
        "rulebook": desk.rulebook.digest,
        "as_known_on": known_on.isoformat(),
        "ledger": desk.quotas.ledger().digest,
        "lists": sorted(f"{edition.name} {edition.id}" for edition in desk.store.editions()),
    }
    open_one = partial(open_answerer, desk.settings, desk.now(), known_on, desk.known)
    law = _law_of(desk, known_on)
    return Run(file, open_one, processes or cores(), subject, _keeping(desk.store.location, law, code_digest()))


def _keeping(store: str, law: Law, program: str) -> Keeping | None:
    """Where decisions are kept beside an embedded store."""
    from navicert.batch.kept import Keeping, known_through

    if "://" in store:
        return None
    known = known_through(law.rulebook, law.known_on).isoformat()
    depends = " ".join((program, law.rulebook.digest, known, *sorted(law.ledger_quotas)))
    return Keeping(Path(store) / "decisions" / "kept.json", depends)


def _law_of(desk: Desk, known_on: date) -> Law:
    from navicert.batch.situations import Law

    ledger = desk.quotas.ledger()
    return Law(desk.rulebook, known_on, frozenset(subject.quota.id for subject in ledger.subjects(known_on)))


def open_answerer(settings: Settings, now: datetime, known_on: date, known: Known | None = None) -> Answerer:
    """What answers chunks in one process; every process of a run has the same clock."""
    from navicert.batch.answering import Answerer
    from navicert.batch.naming import Namings
    from navicert.desk import Desk

    desk = Desk(settings, lambda: now, known=known)
    one_by_one = partial(answer_row, partial(desk.check, as_known_on=known_on))
    parties = desk.law.parties
    namings = Namings(partial(parties.find, known_on=known_on), partial(parties.look_up, known_on=known_on))
    return Answerer(_law_of(desk, known_on), one_by_one, namings)
