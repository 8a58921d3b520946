"""Many questions at once, arranged in columns: the same answers as one by one, sooner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import pyarrow as pa

from navicert.desk.lists import Coverage
from navicert.errors import InvalidInput
from navicert.screening import Policy, party_from_ftm
from navicert.screening.batch import BatchSearch, RowAnswer
from navicert.screening.compiled_index import CompiledIndex, best_of
from navicert.screening.ftm_properties import unknown_properties
from navicert.server.asking import AT_A_TIME, Asked, Example, Wanted, check_size, read_party
from navicert.server.standing import Standing

MOST_USES, MOST_POLICIES = 500, 4
"""Requests after which a search in columns begins with an empty memory, and policies for which one is kept."""


def answers_together(
    queries: Sequence[Example], where: Sequence[str], standing: Standing, wanted: Wanted, coverage: Coverage
) -> Iterator[Asked] | None:
    """The answer to each question in its order, or its error; None where the compiled search was not built."""
    indexes = standing.indexes(wanted.lists)
    compiled = [index for index in indexes if isinstance(index, CompiledIndex)]
    if len(compiled) < len(indexes):
        return None
    return _in_columns(queries, where, _Ground(standing, compiled, wanted, coverage))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What questions of one request are answered from."""

    standing: Standing
    indexes: Sequence[CompiledIndex]
    wanted: Wanted
    coverage: Coverage


def _in_columns(queries: Sequence[Example], where: Sequence[str], ground: _Ground) -> Iterator[Asked]:
    searches = [batch_search(index, ground.wanted.search_policy) for index in ground.indexes]
    for first in range(0, len(queries), AT_A_TIME):
        part = slice(first, first + AT_A_TIME)
        yield from _together(queries[part], where[part], searches, ground)


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
    queries: Sequence[Example], where: Sequence[str], searches: Sequence[BatchSearch], ground: _Ground
) -> Iterator[Asked]:
    """Answers to one table of questions, in their order."""
    wanted, coverage = ground.wanted, ground.coverage
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
        unread = (f"{place}: {doubt}" for name in query["properties"] for doubt in unread_property(name))
        doubts = dict.fromkeys((*unread, *(f"{place} {doubt}" for answer in answers for doubt in answer.doubts)))
        yield Asked(query, coverage, wanted.chosen(matches, ground.standing), tuple(doubts))


def _at(error: InvalidInput, place: str) -> InvalidInput:
    return type(error)(error.message, where=f"{place} {error.where}" if error.where else place, next=error.next)


def _unreadable(queries: Sequence[Example], where: Sequence[str]) -> Iterator[tuple[int, InvalidInput]]:
    """Questions that fit in no table, or in which there is nothing to ask, with what is wrong."""
    for number, (query, place) in enumerate(zip(queries, where, strict=True)):
        try:
            check_size(query, place)
            if not _is_plain(query):
                read_party(query, place, [])
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
def unread_property(name: str) -> tuple[str, ...]:
    """What is said of a property that there is not; nothing of others."""
    return tuple(unknown_properties([name]))


@lru_cache(maxsize=4096)
def bears_on_identity(field: str) -> bool:
    """Whether a property is read at all when somebody is screened."""
    try:
        party = party_from_ftm({"schema": "Person", "properties": {field: ["Qqq"]}})
    except InvalidInput:
        return True
    return party != party_from_ftm({"schema": "Person", "properties": {}})
