"""A whole file: pieces answered by several processes, their answers in the order of the file."""

from __future__ import annotations

import os
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self

import pyarrow as pa

from navicert.batch.answering import Answerer
from navicert.batch.chunks import Chunk, Piece
from navicert.batch.decisions import Decisions, Findings
from navicert.batch.kept import MOST, WORTH_KEEPING, Keeping
from navicert.batch.outputs import OUTPUTS, Encoded
from navicert.cluster import Board, open_cluster
from navicert.cluster.memory import keep_memory, not_collecting, rarely_collect
from navicert.errors import InvalidInput
from navicert.tables import count_rows
from navicert.tables.reading import opened, table_format
from navicert.tables.stepwise import StepwiseFile

OpenAnswerer = Callable[[], Answerer]
SMALL = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """A file to answer. `open_answerer` is called once in every process. `subject` tells what else the answers depend
    on; an interrupted run must have had it alike. `keeping` is where decisions are kept for other runs (None: nowhere).
    """

    source: Path
    open_answerer: OpenAnswerer
    processes: int = 1
    subject: Mapping[str, Any] = field(default_factory=dict)
    keeping: Keeping | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A piece with its answers, encoded. `counts` are rows by gravest status, `alone` those answered one by one,
    `errors` the words for rows that could not be read. `by_row` says that the piece was read row by row."""

    piece: Piece
    encoded: Encoded
    rows: int
    counts: dict[str, int]
    alone: int
    errors: tuple[str, ...]
    by_row: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the source is answered: up to the place `end`, where the row `next_row` begins. `counts` are rows by
    gravest status, `about` is what the result's end must say about each piece; `is_whole` once the end is written."""

    end: int = 0
    next_row: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    alone: int = 0
    about: Sequence[str] = ()
    is_whole: bool = False

    @classmethod
    def of(cls, state: Mapping[str, Any] | None) -> Self:
        """The standing that a result file remembers; the beginning where it remembers none."""
        names = [slot.name for slot in fields(cls)]
        return cls(**{name: value for name, value in (state or {}).items() if name in names})

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def after(self, answered: Answered) -> Standing:
        """The standing with one more piece."""
        return Standing(
            answered.piece.end,
            answered.piece.first + answered.rows,
            dict(Counter(self.counts) + Counter(answered.counts)),
            self.alone + answered.alone,
            [*self.about, answered.encoded.about],
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: the source's rows so far, and the share of the source that is done (None: not known)."""

    rows: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: rows by gravest status, how many were answered one by one, how many an earlier run did."""

    counts: Counter[str]
    alone: int
    earlier: int


Told = Callable[[Progress, Answered], None]


def answer_into(run: Run, out: Path, *, resume: bool, told: Told) -> Outcome:
    """Answer every row of the source into a file, whose format follows its ending, in the order of the source.

    The file appears when it is whole. An interrupted run leaves "<out>.part" and "<out>.journal", with which it can be
    resumed. InvalidInput names the file (and row) where the source cannot be read; nothing is left then.
    """
    kind = table_format(out)
    identity = {"source": _about_source(run.source), "answers": {"format": kind, **run.subject}}
    file = StepwiseFile.open(out, identity, OUTPUTS[kind]().head, resume=resume)
    begun = Standing.of(file.state)
    try:
        ended = begun if begun.is_whole else _go_on(run, kind, file, told)
        file.finish()
    except InvalidInput:
        file.discard()
        raise
    except BaseException:
        file.close()
        raise
    return Outcome(Counter(ended.counts), ended.alone, begun.rows)


def _about_source(source: Path) -> dict[str, Any]:
    """What tells whether a file is still the same."""
    with opened(source) as handle:
        state = os.fstat(handle.fileno())
    return {"path": str(source.resolve()), "bytes": state.st_size, "changed": state.st_mtime_ns}


def _go_on(run: Run, kind: str, file: StepwiseFile, told: Told) -> Standing:
    """Answer what was not answered yet."""
    standing = Standing.of(file.state)
    for answered in _answers(run, kind, (standing.end, standing.next_row)):
        standing = standing.after(answered)
        for content in answered.encoded.contents():
            file.add(content)
        file.step(b"", asdict(standing))
        told(Progress(standing.rows, _share(run.source, answered)), answered)
    standing = replace(standing, is_whole=True)
    file.step(OUTPUTS[kind]().tail(standing.about), asdict(standing))
    return standing


def answer_lines(run: Run) -> Iterator[Answered]:
    """The answers as JSON lines, piece by piece."""
    return _answers(run, "jsonl", (0, 0))


def _share(source: Path, answered: Answered) -> float | None:
    if answered.by_row:
        return None
    total = count_rows(source)
    return min(1.0, answered.piece.end / (source.stat().st_size if total is None else total))


def pieces_of(path: Path, start: int = 0, first: int = 0) -> Iterator[Piece]:
    """The pieces of a file from a place on; `first` is the number of the row there."""
    from navicert.batch.csv_files import csv_pieces
    from navicert.batch.json_files import json_pieces
    from navicert.batch.parquet_files import parquet_pieces

    match table_format(path):
        case "csv":
            return csv_pieces(path, start, first)
        case "jsonl":
            return json_pieces(path, start, first)
        case _:
            return parquet_pieces(path, start)


def read_piece(piece: Piece) -> Chunk:
    """The rows of a piece."""
    from navicert.batch.csv_files import read_csv
    from navicert.batch.json_files import read_json
    from navicert.batch.parquet_files import read_parquet

    return {"csv": read_csv, "jsonl": read_json, "parquet": read_parquet}[table_format(piece.path)](piece)


# -- work -------------------------------------------------------------------------------------------------------------


class Work:
    """Answers pieces; in each process it opens what it needs with the first one."""

    def __init__(self, open_answerer: OpenAnswerer, kind: str, memory: Memory) -> None:
        self._open, self._output, self._memory = open_answerer, OUTPUTS[kind](), memory
        self._answerer: Answerer | None = None
        self._opened_in = os.getpid()

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        return _packed(self.answer(_unpacked(batch)))

    def answer(self, piece: Piece) -> Answered:
        """The answers to the rows of a piece."""
        if self._answerer is None:
            is_fork = os.getpid() != self._opened_in
            if is_fork:
                keep_memory()
            self._answerer = self._open()
            self._answerer.begin(self._memory.for_process())
            if is_fork:
                rarely_collect()
        chunk = read_piece(piece)
        answers = self._answerer.answer(chunk)
        errors = [
            line for row in sorted(answers.single) for line in error_lines(chunk.row(row).where, answers.single[row])
        ]
        return Answered(
            Piece(piece.path, piece.start, piece.end, piece.first),
            self._output.encode(answers),
            len(chunk.row_numbers),
            dict(answers.counts()),
            len(answers.single),
            tuple(errors),
            by_row=bool(piece.rows),
        )


def error_lines(where: str, answer: Mapping[str, Any]) -> Iterator[str]:
    """The words for what is wrong with a row."""
    for error in answer.get("errors", []):
        field_name = f" field {error['field']}" if error.get("field") else ""
        yield f"error: {where}{field_name}: {error['message']}"


class Memory:
    """What is known of decisions in a run: those of earlier runs, and those that its processes tell on a board."""

    def __init__(self, run: Run, processes: int) -> None:
        self._keeping = run.keeping if run.source.stat().st_size >= WORTH_KEEPING else None
        self._board = Board(processes + 1)
        self._decisions = Decisions(Findings(), self._board.take_sheet())
        if self._keeping:
            with not_collecting():
                kept = self._keeping.read()
                self._decisions.know(kept.findings, kept.outcomes)
        self._kept = len(self._decisions.outcomes)

    def for_process(self) -> Decisions:
        """The decisions as the process that calls has them; forked from here, it has a copy of its own."""
        return self._decisions.shared_by(self._board.take_sheet())

    def learn(self) -> None:
        """Read what the processes told since."""
        if self._keeping:
            self._decisions.learn()

    def keep(self) -> None:
        """Keep what was decided for other runs."""
        if self._keeping and self._kept < len(self._decisions.outcomes) <= MOST:
            self._keeping.write(self._decisions)


def _answers(run: Run, kind: str, start: tuple[int, int]) -> Iterator[Answered]:
    processes = run.processes if run.source.stat().st_size >= SMALL else 1
    batches = (_packed(piece) for piece in pieces_of(run.source, *start))
    memory = Memory(run, processes)
    for batch in open_cluster(processes).map(Work(run.open_answerer, kind, memory), batches):
        memory.learn()
        yield _unpacked(batch)
    memory.keep()


def _packed(value: object) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array([pickle.dumps(value)], pa.large_binary())], ["value"])


def _unpacked(batch: pa.RecordBatch) -> Any:
    return pickle.loads(batch.column(0)[0].as_py())  # noqa: S301 - packed by this process or its own forks
