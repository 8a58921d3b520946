"""Whole tables of queries against the compiled search: column by column, and row by row only where there is something
to say.

A table has a column for each FollowTheMoney property, a text or a list of texts a row, and may have `id` and `schema`.
A row stands for the query that `asked_party` makes of it; one without an answer here has no match and no trouble.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyarrow as pa

from navicert.errors import InvalidInput
from navicert.names import read_name
from navicert.screening.compiled_index import CompiledIndex, best_of, conclude_hits
from navicert.screening.kernel_structures import Hit, QueryColumns
from navicert.screening.kernel_tables import offsets
from navicert.screening.model import Match, Party, Policy
from navicert.screening.parties import asked_party
from navicert.screening.rows import Rows, Value, read_value

_MOST_VALUES = 500_000
"""Distinct values that are remembered before they are forgotten and read anew."""


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What is said of one row: its matches, best first, or the error for which it could not be asked; and doubts."""

    row: int
    query: Mapping[str, Any]
    matches: tuple[Match, ...] = ()
    doubts: tuple[str, ...] = ()
    error: InvalidInput | None = None


class _Known(dict[str, Value]):
    """What the texts of one property say, each read once."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self._field = field

    def __missing__(self, text: str) -> Value:
        value = self[text] = read_value(self._field, text)
        return value


class BatchSearch:
    """Asks an index table after table. Remembers what distinct values mean; not for two threads at once."""

    def __init__(self, index: CompiledIndex, policy: Policy, *, schema: str = "LegalEntity") -> None:
        self._index = index
        self._policy = policy
        self._schema = schema
        self._values: dict[str, _Known] = {}

    def answers(self, table: pa.Table | pa.RecordBatch) -> Iterator[RowAnswer]:
        """Answers to the rows that have matches, doubts or errors, in the order of the rows."""
        if sum(map(len, self._values.values())) > _MOST_VALUES:
            self._values.clear()
        rows = Rows(table, self._schema, self._read, self._index)
        hits = self._hits(rows)
        by_row = {row: list(found) for row, found in groupby(hits, key=lambda hit: hit.query)}
        for row in sorted({*by_row, *rows.troubled, *rows.named}):
            answer = self._answer(rows, row, by_row.get(row, ()))
            if answer.matches or answer.doubts or answer.error:
                yield answer

    def _read(self, field: str, texts: Sequence[str]) -> list[Value]:
        known = self._values.setdefault(field, _Known(field))
        return list(map(known.__getitem__, texts))

    def _hits(self, rows: Rows) -> list[Hit]:
        """Hits of all rows, by row."""
        with self._index.asking():
            read = self._index.read(*rows.name_addresses, rows.kinds)
            rows.doubt_names(self._index.find_nobody(read))
            known, at = rows.known(read.by_reference), read.readings_at
            plain = QueryColumns(
                rows.count,
                readings_at=at if rows.one_name_each else array("i", map(at.__getitem__, rows.names_at)),
                terms_at=read.terms_at,
                terms=read.terms,
                personal=read.personal,
                **known,
            )
            hits = self._index.ask(plain, self._policy)
            if rows.by_reference:
                hits += self._index.ask(self._read_by_reference(rows, known), self._policy)
        return sorted(hits, key=lambda hit: hit.query)

    def _read_by_reference(self, rows: Rows, known: Mapping[str, Any]) -> QueryColumns:
        """Rows with a name that the compiled reader cannot read."""
        readings = {row: rows.readings(row) for row in sorted(rows.by_reference)}
        every = [reading for of_row in readings.values() for reading in of_row]
        terms = [self._index.number(reading.tokens) for reading in every]
        return QueryColumns(
            len(readings),
            rows=array("i", readings),
            readings_at=offsets(map(len, readings.values())),
            terms_at=offsets(map(len, terms)),
            terms=array("i", [term for reading in terms for term in reading]),
            personal=array("B", [reading.personal for reading in every]),
            **known,
        )

    def _answer(self, rows: Rows, row: int, hits: Sequence[Hit]) -> RowAnswer:
        query, doubts = rows.query(row), list[str]()
        try:
            party = asked_party(query, doubts=doubts)
            matches = best_of(self._matches(party, rows, row, hits), self._policy)
        except InvalidInput as error:
            return RowAnswer(row, query, error=error)
        return RowAnswer(row, query, matches, tuple(doubts))

    def _matches(self, party: Party, rows: Rows, row: int, hits: Sequence[Hit]) -> Iterable[Match]:
        if row in rows.troubled:
            return self._index.matches(party, self._policy)
        readings = [reading for name in party.names for reading in read_name(name.text, party.schema)]
        return conclude_hits(self._index, party, readings, hits, rows.named.get(row, frozenset()), self._policy)


def screen_table(
    table: pa.Table | pa.RecordBatch, index: CompiledIndex, policy: Policy, *, schema: str = "LegalEntity"
) -> Iterator[RowAnswer]:
    """The answers of one table's rows that have any; `schema` is that of rows which state none."""
    return BatchSearch(index, policy, schema=schema).answers(table)
