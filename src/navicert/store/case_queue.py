"""The queue of cases: conditions and counts over the standing of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from navicert.cases.model import UNFINISHED
from navicert.cases.queue import AGES, CANDIDATES, SCORES, Band, Choice, band
from navicert.store.connections import Connection, Value
from navicert.store.rows import instant


def in_quotes(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


QUEUE = f"""(SELECT case_standing.*, COALESCE(counted.candidates, 0) AS candidates FROM case_standing
    LEFT JOIN (SELECT subject AS counted_subject, COUNT(*) AS candidates FROM case_standing
               WHERE status IN ({in_quotes(UNFINISHED)}) GROUP BY subject) AS counted
    ON counted.counted_subject = case_standing.subject) AS queue"""  # noqa: S608 - our own words


def table_of(choice: Choice) -> str:
    """What to choose from: with how many candidates there are only where the choice asks for it."""
    return "case_standing" if choice.candidates is None else QUEUE


def page_question(choice: Choice, where: str) -> str:
    """The question for a page of chosen cases, in the queue's order, with the candidates of each."""
    order = "ORDER BY urgency DESC, since, case_id"
    return f"""SELECT case_id, (SELECT COUNT(*) FROM case_standing AS other
                                WHERE other.subject = page.subject AND other.status IN ({in_quotes(UNFINISHED)}))
                               AS candidates
               FROM (SELECT case_id, subject, urgency, since FROM {table_of(choice)} WHERE {where}
                     {order} LIMIT ?) AS page {order}"""  # noqa: S608 - our own words


def chosen(choice: Choice, now: datetime) -> tuple[str, tuple[Value, ...]]:
    """The condition of a choice, and its values."""
    values: list[Value] = []
    statuses = f"status IN ({', '.join('?' * len(choice.statuses)) or 'NULL'})"
    values += choice.statuses
    if "open" in choice.statuses:
        statuses = f"({statuses} OR (status = 'decided' AND expires_on < ?))"
        values.append(now.date().isoformat())
    conditions = [statuses]
    for name in ("source", "origin", "subject", "entity"):
        if (wanted := getattr(choice, name)) is not None:
            conditions.append(f"{name} = ?")
            values.append(wanted)
    for condition, bound in _bounds(choice, now):
        conditions.append(condition)
        values.append(bound)
    return " AND ".join(conditions), tuple(values)


def _bounds(choice: Choice, now: datetime) -> Iterator[tuple[str, Value]]:
    if choice.score is not None:
        one = band(SCORES, choice.score, "score")
        yield from (("score >= ?", one.low), ("score < ?", one.high))
    if choice.candidates is not None:
        one = band(CANDIDATES, choice.candidates, "candidates")
        yield from (("candidates >= ?", int(one.low)), ("candidates < ?", int(min(one.high, 1e9))))
    if choice.age is not None:
        one = band(AGES, choice.age, "age")
        yield "since <= ?", instant(_before(now, one.low))
        yield "since > ?", instant(_before(now, min(one.high, 36_500)))


def _before(now: datetime, days: float) -> datetime:
    return now - timedelta(days=days)


def _band_of(bands: tuple[Band, ...], value: float | None) -> str:
    if value is None:
        return "none"
    return next((one.name for one in bands if one.low <= value < one.high), bands[0].name)


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items()))


def count_facets(connection: Connection, choice: Choice, now: datetime) -> dict[str, tuple[tuple[str, int], ...]]:
    """How many of the chosen cases fall under each value of each facet."""
    where, values = chosen(choice, now)
    rows = connection.execute(f"SELECT * FROM {QUEUE} WHERE {where}", values).fetchall()  # noqa: S608 - our own words
    tellers: dict[str, Callable[[Any], str]] = {
        "source": lambda row: str(row["source"]),
        "status": lambda row: str(row["status"]),
        "origin": lambda row: str(row["origin"]),
        "score": lambda row: _band_of(SCORES, row["score"]),
        "candidates": lambda row: _band_of(CANDIDATES, row["candidates"]),
        "age": lambda row: _band_of(AGES, (now - datetime.fromisoformat(row["since"])).total_seconds() / 86400),
    }
    return {facet: _counted(map(tell, rows)) for facet, tell in tellers.items()}
