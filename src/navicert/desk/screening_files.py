"""Screening of whole customer files at the desk: batch by batch, over processes, and so that nothing is lost or doubled
when it is cut short."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from navicert import __version__
from navicert.cluster import Cluster, SingleProcess, Work, open_cluster
from navicert.desk.answers import COLUMNS
from navicert.desk.queries import check_columns
from navicert.desk.screening_rows import COUNTS, NOTES, RowQuestion, RowScreening
from navicert.errors import InvalidInput
from navicert.tables import column_names
from navicert.tables.batches import Position, RowBatch, extent, read_batches
from navicert.tables.reading import table_format
from navicert.tables.stepwise import StepwiseFile
from navicert.tables.writing import csv_lines

if TYPE_CHECKING:
    from navicert.desk.lists import Coverage
    from navicert.lists import Edition
    from navicert.screening import Index, Policy

PARQUET_ROWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuestion:
    """A file of customers and how it is asked: `columns` says which column holds a property (or the id) under another
    name, `schema` is that of rows which state none, `lists` are all loaded ones by default."""

    file: Path
    policy: Policy
    schema: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    lists: Sequence[str] | None = None
    processes: int = 1


@dataclass(frozen=True, slots=True)
class AnsweredBatch:
    """The answers to consecutive rows, what is to be told about rows, and where the next batch begins."""

    answers: pa.RecordBatch
    rows: int
    counts: Counter[str]
    notes: Sequence[str]
    end: Position

    @property
    def text(self) -> str:
        """The answers as lines, where they were asked for as JSON lines or CSV."""
        return str(self.answers.column("text")[0])


@dataclass(slots=True)
class FileProgress:
    """How far the work on a file is: rows answered, their counts by status, and how much of the file was read."""

    total: int
    read: int = 0
    rows: int = 0
    resumed_rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, batch: AnsweredBatch) -> None:
        self.read = batch.end.at
        self.rows += batch.rows
        self.counts += batch.counts


Tell = Callable[[FileProgress, Sequence[str]], None]
"""Told after each batch how far the work is, and notes about its rows."""


class FileScreening:
    """Screens files of customers. `coverage_of` tells what lists can answer, `index_of` gives their editions' index."""

    def __init__(
        self,
        coverage_of: Callable[[Sequence[str] | None, Policy], Coverage],
        index_of: Callable[[tuple[Edition, ...]], Index],
    ) -> None:
        self._coverage_of, self._index_of = coverage_of, index_of

    def unused_columns(self, question: FileQuestion) -> list[str]:
        """The file's columns that screening does not use; InvalidInput when one that is needed is missing."""
        return check_columns(column_names(question.file), question.columns, str(question.file))

    def answers(self, question: FileQuestion, form: str, start: Position | None = None) -> Iterator[AnsweredBatch]:
        """The answers in the file's order, as jsonl, csv (without header) or parquet (flat columns), from a row on."""
        return _answered(
            question, self._work(question, form, self._coverage_of(question.lists, question.policy)), start
        )

    def to_file(self, question: FileQuestion, out: Path, tell: Tell, *, resume: bool = False) -> FileProgress:
        """Write the answers to a file whose ending says its form; with `resume`, go on where a run was cut short.

        Results stand in "<out>.part" until they are whole. Raises InvalidInput when input, editions, policy or options
        are not those of the interrupted run, or the input changes meanwhile.
        """
        form = table_format(out)
        coverage = self._coverage_of(question.lists, question.policy)
        stamp = _stamp(question.file)
        result = StepwiseFile.open(out, _identity(question, form, coverage), _opening(form), resume=resume)
        try:
            progress, position = _taken_up(question, result)
            if not result.is_whole:
                for batch in _answered(question, self._work(question, form, coverage), position):
                    progress.add(batch)
                    result.step(_content(batch, form), _state(progress, batch.end))
                    tell(progress, batch.notes)
                _check_unchanged(question.file, stamp)
            result.finish(_to_parquet if form == "parquet" else None)
        except InvalidInput:
            result.discard()
            raise
        finally:
            result.close()
        return progress

    def effect(self, question: FileQuestion, after: Policy, tell: Tell) -> Iterator[AnsweredBatch]:
        """The rows whose matches another policy changes, as lines of JSON; see `desk.policy_effects`."""
        from navicert.desk.policy_effects import PolicyEffect

        coverage = self._coverage_of(question.lists, question.policy)
        index = self._index_of(coverage.editions) if coverage.editions else None
        progress = FileProgress(extent(question.file))
        for batch in _answered(question, PolicyEffect(_row_question(question, "jsonl", coverage), after, index), None):
            progress.add(batch)
            tell(progress, batch.notes)
            yield batch

    def _work(self, question: FileQuestion, form: str, coverage: Coverage) -> RowScreening:
        index = self._index_of(coverage.editions) if coverage.editions else None
        return RowScreening(_row_question(question, form, coverage), index)


def _row_question(question: FileQuestion, form: str, coverage: Coverage) -> RowQuestion:
    return RowQuestion(
        file=str(question.file),
        policy=question.policy,
        coverage=coverage,
        schema=question.schema,
        columns=question.columns,
        form=form,
    )


def _answered(question: FileQuestion, work: Work, start: Position | None) -> Iterator[AnsweredBatch]:
    batches = read_batches(question.file, start)
    first = [batch for batch in (next(batches, None), next(batches, None)) if batch is not None]
    cluster: Cluster = open_cluster(question.processes) if len(first) > 1 else SingleProcess()
    asked: deque[RowBatch] = deque()

    def handed() -> Iterator[pa.RecordBatch]:
        for batch in chain(first, batches):
            asked.append(batch)
            yield batch.batch

    for answers in cluster.map(work, handed()):
        batch = asked.popleft()
        about = answers.schema.metadata
        counts = Counter(json.loads(about[COUNTS]))
        yield AnsweredBatch(answers, batch.batch.num_rows, counts, json.loads(about[NOTES]), batch.end)


# -- what is kept between two runs -------------------------------------------------------------------------------------


def _identity(question: FileQuestion, form: str, coverage: Coverage) -> dict[str, Any]:
    with question.file.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return {
        "the program": __version__,
        "the input file": {"sha256": digest},
        "the set of editions": {edition.name: edition.id for edition in coverage.editions},
        "the policy": asdict(question.policy),
        "the options": {
            "schema": question.schema,
            "columns": dict(question.columns),
            "lists": list(question.lists or ()),
            "form": form,
        },
    }


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError as error:
        raise InvalidInput(f"cannot read: {error.strerror or error}", where=str(file)) from None
    return status.st_size, status.st_mtime_ns


def _check_unchanged(file: Path, stamp: tuple[int, int]) -> None:
    if _stamp(file) != stamp:
        raise InvalidInput("the file changed while it was read", where=str(file), next="screen it again")


def _state(progress: FileProgress, end: Position) -> dict[str, Any]:
    return {"at": end.at, "number": end.number, "rows": progress.rows, "counts": progress.counts}


def _taken_up(question: FileQuestion, result: StepwiseFile) -> tuple[FileProgress, Position | None]:
    progress = FileProgress(extent(question.file))
    if not result.state or "at" not in result.state:
        return progress, None
    state = result.state
    progress.read, progress.rows, progress.counts = state["at"], state["rows"], Counter(state["counts"])
    progress.resumed_rows = progress.rows
    return progress, Position(state["at"], state["number"])


def _opening(form: str) -> bytes:
    if form == "parquet":
        return _flat_schema().serialize().to_pybytes()  # type: ignore[no-any-return]
    return csv_lines((), COLUMNS, header=True).encode() if form == "csv" else b""


def _content(batch: AnsweredBatch, form: str) -> bytes:
    """What a batch adds to the part: lines, or, for Parquet, a message of Arrow's stream format."""
    if form == "parquet":
        return batch.answers.replace_schema_metadata(None).serialize().to_pybytes()  # type: ignore[no-any-return]
    return batch.text.encode()


def _to_parquet(part: Path, made: Path) -> None:
    """The stream of batches as a Parquet file."""
    import pyarrow.parquet as pq

    held: list[pa.RecordBatch] = []
    with part.open("rb") as handle, pq.ParquetWriter(made, _flat_schema()) as writer:
        for batch in pa.ipc.open_stream(handle):
            held.append(batch)
            if sum(batch.num_rows for batch in held) >= PARQUET_ROWS:
                writer.write_table(pa.Table.from_batches(held))
                held.clear()
        if held:
            writer.write_table(pa.Table.from_batches(held))


def _flat_schema() -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in COLUMNS])
