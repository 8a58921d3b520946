"""Rows of a customer file against an index: a batch of rows in, a batch of answers out, the same as one by one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from navicert.desk.answers import COLUMNS, flatten_answer, screening_answer, unreadable_answer
from navicert.desk.left_out import NOBODY, NOTHING, Chosen, best
from navicert.desk.plain_rows import PlainRows, is_storable, plain_rows
from navicert.desk.queries import id_of, query_from_row
from navicert.errors import InvalidInput
from navicert.screening import Index, Policy, asked_party, screen
from navicert.screening.batch import BatchSearch
from navicert.screening.compiled_index import CompiledIndex
from navicert.screening.parties import Unasked
from navicert.tables import Row
from navicert.tables.batches import rows_of
from navicert.tables.writing import as_text, csv_cells, json_line, no_formula

if TYPE_CHECKING:
    from navicert.desk.lists import Coverage

NOTES, COUNTS = b"notes", b"counts"
INVALID, DOUBTFUL = "invalid", "doubtful"
_ASKED = COLUMNS[: COLUMNS.index("status")]
"""The columns that tell which row was asked: its id, its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowQuestion:
    """How the rows of a file are asked: `columns` says which column holds which property under another name, `schema`
    is that of rows which state none, `form` of the answers is jsonl, csv or parquet."""

    file: str
    policy: Policy
    coverage: Coverage
    schema: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    form: str = "jsonl"


@dataclass(slots=True)
class Answered:
    """A row on its way to its answer: its number, its query (an object, or JSON until it is needed; of a plain row that
    has no more to be told than its id and name it may be missing), what was found."""

    number: int
    id: str
    query: dict[str, Any] | str = ""
    name: str = ""
    chosen: Chosen = NOBODY
    doubts: Sequence[str] = ()
    error: InvalidInput | None = None

    @property
    def is_silent(self) -> bool:
        return not (self.chosen.matches or self.doubts or self.error)

    def as_asked(self) -> dict[str, Any]:
        """The query as an object."""
        if isinstance(self.query, str):
            self.query = json.loads(self.query)
        return self.query  # type: ignore[return-value]


class RowScreening:
    """The work on batches of rows. Made before processes are forked, so that they share the index."""

    def __init__(self, question: RowQuestion, index: Index | None) -> None:
        self._question, self._index = question, index
        self._policy = NOTHING.search_policy(question.policy)
        self._search = BatchSearch(index, self._policy) if isinstance(index, CompiledIndex) else None
        self._encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
        silent = screening_answer({}, NOBODY, (), question.coverage)
        self._silent_status = str(silent["status"])
        [flat] = flatten_answer({**silent, "query": {"id": ""}})
        self._cell = no_formula if question.form == "csv" else as_text
        self._silent_cells = self._cells_of(flat)[len(_ASKED) :]
        self._silent_tail = json_line(silent).removeprefix('{"query": {}')

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The answers: one text of all lines (JSON or CSV), or the flat columns of Parquet. Counts by status and notes
        about rows stand in the schema's metadata."""
        answered = self.answered(batch)
        counts = Counter(self._status(one) for one in answered)
        counts[DOUBTFUL] = sum(bool(one.doubts) for one in answered)
        notes = [note for one in answered if not one.is_silent for note in self._notes(one)]
        columns = self._columns(answered)
        about = {NOTES: json.dumps(notes), COUNTS: json.dumps(counts)}
        fields = [(name, column.type) for name, column in columns.items()]
        return pa.RecordBatch.from_arrays(list(columns.values()), schema=pa.schema(fields, about))

    # -- asking --------------------------------------------------------------------------------------------------------

    def answered(self, batch: pa.RecordBatch) -> list[Answered]:
        if self._search is None:
            return [self._alone(self._read(row)) for row in rows_of(batch, self._question.file)]
        plain = plain_rows(batch, self._question.schema, self._question.columns)
        numbers = batch.column("row").to_pylist()
        by_place = dict(zip(plain.places, self._ask_plain(plain, numbers, self._search), strict=True))
        if plain.others:
            rows = rows_of(batch.take(pa.array(plain.others)), self._question.file)
            others = [self._read(row) for row in rows]
            self._ask_read(others, self._search)
            by_place |= zip(plain.others, others, strict=True)
        return [by_place[place] for place in range(batch.num_rows)]

    def _ask_plain(self, plain: PlainRows, numbers: Sequence[int], search: BatchSearch) -> list[Answered]:
        asked = [
            Answered(numbers[place], id_, name=name)
            for place, id_, name in zip(plain.places, plain.ids, plain.names, strict=True)
        ]
        if asked:
            self._ask_table(plain.table, asked, search)
        for place, one in enumerate(asked):
            if self._question.form == "jsonl" or not one.is_silent:
                one.query = plain.query(place)
        return asked

    def _ask_read(self, asked: Sequence[Answered], search: BatchSearch) -> None:
        """Ask rows that were read one by one: together as far as their values can stand in a table."""
        together = []
        for one in asked:
            if not one.error and is_storable_query(one.as_asked()):
                together.append(one)
            else:
                self._alone(one)
        if together:
            self._ask_table(query_table([one.as_asked() for one in together]), together, search)

    def _ask_table(self, table: pa.Table, asked: Sequence[Answered], search: BatchSearch) -> None:
        for answer in search.answers(table):
            one = asked[answer.row]
            one.chosen, one.doubts = best(answer.matches, self._question.policy.limit), answer.doubts
            one.error = self._located(one.number, answer.error) if answer.error else None

    def _read(self, row: Row) -> Answered:
        id_ = id_of(row, self._question.columns)
        try:
            return Answered(row.number, id_, query_from_row(row, self._question.schema, self._question.columns))
        except InvalidInput as error:
            return Answered(row.number, id_, error=self._located(row.number, error))

    def _alone(self, one: Answered) -> Answered:
        """Ask a row on its own; it may have an error already."""
        if one.error:
            return one
        doubts: list[str] = []
        try:
            party = asked_party(one.as_asked(), doubts=doubts)
            matches = screen(party, self._index, self._policy) if self._index else ()
            one.chosen = best(matches, self._question.policy.limit)
            one.doubts = doubts
        except InvalidInput as error:
            one.error = self._located(one.number, error)
        return one

    def _located(self, number: int, error: InvalidInput) -> InvalidInput:
        """The error with file and row."""
        if error.where and error.where.startswith(self._question.file):
            return error
        row = f"{self._question.file} row {number}"
        return InvalidInput(error.message, where=f"{row} {error.where}" if error.where else row, next=error.next)

    # -- telling -------------------------------------------------------------------------------------------------------

    def _status(self, one: Answered) -> str:
        if one.error:
            return INVALID
        if one.chosen.matches:
            return "hits"
        return "not_screened" if any(isinstance(doubt, Unasked) for doubt in one.doubts) else self._silent_status

    def _notes(self, one: Answered) -> Iterator[str]:
        if one.error:
            yield f"error: {one.error}"
        yield from (f"warning: {self._question.file} row {one.number} {doubt}" for doubt in one.doubts)

    def _answer(self, one: Answered) -> Mapping[str, Any]:
        if one.error:
            return unreadable_answer(one.id, one.number, one.error)
        return screening_answer(one.as_asked(), one.chosen, one.doubts, self._question.coverage)

    def _columns(self, answered: Sequence[Answered]) -> dict[str, pa.Array]:
        if self._question.form == "jsonl":
            return {"text": pa.array(["".join(map(self._line, answered))], pa.large_string())}
        rows = [row for one in answered for row in self._flat(one)]
        if self._question.form == "csv":
            return {"text": pa.array([csv_cells(rows)], pa.large_string())}
        columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
        return {name: pa.array(column, pa.string()) for name, column in zip(COLUMNS, columns, strict=True)}

    def _flat(self, one: Answered) -> Sequence[Sequence[object]]:
        """The cells of a row's answers."""
        if not one.is_silent:
            return [self._cells_of(row) for row in flatten_answer(self._answer(one))]
        id_, name = one.id, one.name
        if not isinstance(one.query, str):
            id_, name = one.query["id"], " | ".join(one.query["properties"].get("name", ()))
        return ((self._cell(id_), self._cell(name), *self._silent_cells),)

    def _cells_of(self, row: Mapping[str, Any]) -> tuple[object, ...]:
        return tuple(self._cell(row.get(column)) for column in COLUMNS)

    def _line(self, one: Answered) -> str:
        if not one.is_silent:
            return json_line(self._answer(one))
        if isinstance(one.query, str):
            return f'{{"query": {one.query}{self._silent_tail}'
        line = f'{{"query": {self._encode(one.query)}{self._silent_tail}'
        return line if is_storable(line) else json_line(self._answer(one))


def is_storable_query(query: Mapping[str, Any]) -> bool:
    """Whether a query can stand in a table: its values are texts that can be stored, under names of their own."""
    if not {"id", "schema"}.isdisjoint(query["properties"]):
        return False
    texts = [query["schema"], *(text for values in query["properties"].values() for text in values)]
    return all(isinstance(text, str) and is_storable(text) for text in texts)


def query_table(queries: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Queries as a table with a column for each property: a text a row where none has several, else lists of texts."""
    columns = {"schema": pa.array([query["schema"] for query in queries], pa.string())}
    names = dict.fromkeys(name for query in queries for name in query["properties"])
    for name in names:
        values = [query["properties"].get(name) for query in queries]
        if all(value is None or len(value) <= 1 for value in values):
            columns[name] = pa.array([value[0] if value else None for value in values], pa.string())
        else:
            columns[name] = pa.array(values, pa.list_(pa.string()))
    return pa.table(columns)
