"""Questions about parties, answered from the standing lists: one by one, or many at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import pyarrow as pa

from navicert.desk.answers import ScreeningAnswer, screening_answer
from navicert.desk.lists import Coverage
from navicert.errors import InvalidInput
from navicert.screening import Match, Party, Policy, party_from_ftm
from navicert.screening.batch import BatchSearch, RowAnswer
from navicert.screening.compiled_index import CompiledIndex, best_of
from navicert.server.standing import Standing

Example = Mapping[str, Any]
FEW = 4
"""Up to so many questions are asked one by one; more are arranged in columns, which pays from here on."""
AT_A_TIME = 100
"""Questions in a table: what one call may take before others get their turn."""
LONGEST_TURN = 0.004
"""Seconds of work after which others get their turn."""
MOST_MATCHES = 500
MOST_USES, MOST_POLICIES = 500, 4
"""Requests after which a search in columns begins with an empty memory, and policies for which one is kept."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every question of a request: the lists, the policy, and which matches count."""

    lists: tuple[str, ...]
    policy: Policy
    counts: Callable[[Match], bool] | None = None

    @property
    def search_policy(self) -> Policy:
        """Where matches are left out afterwards, enough of them are looked for that the wanted number is left."""
        return replace(self.policy, limit=MOST_MATCHES) if self.counts else self.policy

    def chosen(self, matches: Sequence[Match]) -> tuple[Match, ...]:
        """The matches that count, as many as are wanted."""
        kept = [match for match in matches if self.counts(match)] if self.counts else matches
        return tuple(kept[: self.policy.limit])


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what was found, or the error for which it could not be asked."""

    query: Example
    coverage: Coverage
    matches: tuple[Match, ...] = ()
    doubts: tuple[str, ...] = ()
    error: InvalidInput | None = None

    @property
    def is_screened(self) -> bool:
        """Whether the answer may be believed: there are matches, or the silence of every list counts."""
        return self.error is None and (bool(self.matches) or self.coverage.silence_counts)

    def answer(self) -> ScreeningAnswer:
        """The answer as `screen` prints it."""
        if self.error is None:
            return screening_answer(self.query, self.matches, self.doubts, self.coverage)
        return {
            "query": self.query,
            "status": "not_screened",
            "editions": [],
            "warnings": [],
            "errors": [{"where": self.error.where, "message": self.error.message}],
            "matches": [],
        }


def ask(standing: Standing, query: Example, wanted: Wanted, now: datetime, where: str | None = None) -> Asked:
    """Ask one question of the wanted lists; InvalidInput where it cannot be asked."""
    doubts: list[str] = []
    party = _read_party(query, where, doubts)
    matches = standing.matches(party, wanted.lists, wanted.search_policy)
    return Asked(query, standing.coverage(wanted.lists, now), wanted.chosen(matches), tuple(doubts))


def _read_party(query: Example, where: str | None, doubts: list[str]) -> Party:
    party = party_from_ftm(query, where=where, doubts=doubts)
    if not party.names and not party.identifiers:
        raise InvalidInput("no name and no identifier", where=where, next="give at least one of them")
    return party


async def ask_all(
    standing: Standing, queries: Mapping[str, Example], wanted: Wanted, now: datetime
) -> dict[str, Asked]:
    """Ask every question, letting others have their turn in between; the same answers as one by one.

    InvalidInput names the first question that cannot be asked.
    """
    answers: dict[str, Asked] = {}
    where = [f"queries.{key}" for key in queries]
    async for asked in ask_each(standing, list(queries.values()), where, wanted, now):
        if asked.error is not None:
            raise asked.error
        answers[list(queries)[len(answers)]] = asked
    return answers


async def ask_each(
    standing: Standing, queries: Sequence[Example], where: Sequence[str], wanted: Wanted, now: datetime
) -> AsyncIterator[Asked]:
    """The answer to each question in its order, or its error, naming its place."""
    indexes = standing.indexes(wanted.lists)
    compiled = [index for index in indexes if isinstance(index, CompiledIndex)]
    if len(queries) <= FEW or len(compiled) < len(indexes):
        answers = _singly(standing, queries, where, wanted, now)
    else:
        answers = _in_columns(queries, where, compiled, wanted, standing.coverage(wanted.lists, now))
    turn = time.perf_counter()
    for asked in answers:
        yield asked
        if time.perf_counter() - turn > LONGEST_TURN:
            await asyncio.sleep(0)
            turn = time.perf_counter()


def _singly(
    standing: Standing, queries: Sequence[Example], where: Sequence[str], wanted: Wanted, now: datetime
) -> Iterator[Asked]:
    for query, place in zip(queries, where, strict=True):
        try:
            yield ask(standing, query, wanted, now, place)
        except InvalidInput as error:
            yield Asked(query, standing.coverage(wanted.lists, now), error=error)


def _in_columns(
    queries: Sequence[Example],
    where: Sequence[str],
    indexes: Sequence[CompiledIndex],
    wanted: Wanted,
    coverage: Coverage,
) -> Iterator[Asked]:
    searches = [batch_search(index, wanted.search_policy) for index in indexes]
    for first in range(0, len(queries), AT_A_TIME):
        part = slice(first, first + AT_A_TIME)
        yield from _together(queries[part], where[part], searches, wanted, coverage)


_searches: WeakKeyDictionary[CompiledIndex, dict[Policy, tuple[BatchSearch, int]]] = WeakKeyDictionary()


def batch_search(index: CompiledIndex, policy: Policy) -> BatchSearch:
    """A search in columns that remembers what values mean from one request to the next, within bounds."""
    known = _searches.setdefault(index, {})
    search, used = known.pop(policy, (None, 0))
    if search is None or used >= MOST_USES:
        search, used = BatchSearch(index, policy), 0
    known[policy] = (search, used + 1)
    if len(known) > MOST_POLICIES:
        del known[next(iter(known))]
    return search


def _together(
    queries: Sequence[Example],
    where: Sequence[str],
    searches: Sequence[BatchSearch],
    wanted: Wanted,
    coverage: Coverage,
) -> Iterator[Asked]:
    """Answers to one table of questions, in their order."""
    errors = dict(_unreadable(queries, where))
    rows = [number for number in range(len(queries)) if number not in errors]
    found: list[list[RowAnswer]] = [[] for _ in queries]
    table = _table([queries[number] for number in rows])
    for search in searches if rows else ():
        for answer in search.answers(table):
            found[rows[answer.row]].append(answer)
    for number, (query, place, answers) in enumerate(zip(queries, where, found, strict=True)):
        error = errors.get(number) or next((_at(answer.error, place) for answer in answers if answer.error), None)
        if error is not None:
            yield Asked(query, coverage, error=error)
            continue
        matches = best_of([match for answer in answers for match in answer.matches], wanted.search_policy)
        doubts = dict.fromkeys(f"{place} {doubt}" for answer in answers for doubt in answer.doubts)
        yield Asked(query, coverage, wanted.chosen(matches), tuple(doubts))


def _at(error: InvalidInput, place: str) -> InvalidInput:
    return type(error)(error.message, where=f"{place} {error.where}" if error.where else place, next=error.next)


def _unreadable(queries: Sequence[Example], where: Sequence[str]) -> Iterator[tuple[int, InvalidInput]]:
    """Questions that fit in no table, or in which there is nothing to ask, with what is wrong."""
    for number, (query, place) in enumerate(zip(queries, where, strict=True)):
        try:
            if not _is_plain(query):
                _read_party(query, place, [])
        except InvalidInput as error:
            yield number, error


def _is_plain(query: Example) -> bool:
    """Whether it has a name, and nothing but texts."""
    properties = query["properties"]
    return bool(_texts(properties.get("name"))) and all(_texts(value) is not None for value in properties.values())


def _texts(values: Any) -> list[str] | None:
    """The values as a list of texts, None where they are anything else."""
    listed = [values] if isinstance(values, str) else values
    if not isinstance(listed, list) or not all(isinstance(value, str) for value in listed):
        return None
    return [value for value in listed if value.strip()]


def _table(queries: Sequence[Example]) -> pa.Table:
    """A column for each property that bears on identity."""
    columns: dict[str, list[list[str] | None]] = {}
    for row, query in enumerate(queries):
        for name, values in query["properties"].items():
            if bears_on_identity(name):
                columns.setdefault(name, [None] * len(queries))[row] = _texts(values)
    arrays = {name: pa.array(values, pa.list_(pa.string())) for name, values in columns.items()}
    return pa.table({"schema": pa.array([query["schema"] for query in queries], pa.string()), **arrays})


@lru_cache(maxsize=4096)
def bears_on_identity(field: str) -> bool:
    """Whether a property is read at all when somebody is screened."""
    try:
        party = party_from_ftm({"schema": "Person", "properties": {field: ["Qqq"]}})
    except InvalidInput:
        return True
    return party != party_from_ftm({"schema": "Person", "properties": {}})
