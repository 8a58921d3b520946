"""A whole file: pieces answered by several processes, their answers in the order of the file."""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from navicert.batch.answering import Answerer
from navicert.batch.chunks import Chunk, Piece
from navicert.batch.journal import Entry, open_journal
from navicert.batch.outputs import OUTPUTS, Encoded
from navicert.errors import StoreError
from navicert.tables import count_rows
from navicert.tables.reading import table_format

OpenAnswerer = Callable[[], Answerer]
SMALL = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """A file to answer. `open_answerer` is called once in every process. `subject` tells what else the answers depend
    on; an interrupted run must have had it alike."""

    source: Path
    open_answerer: OpenAnswerer
    processes: int = 1
    subject: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    """A piece with its answers, encoded. `counts` are rows by gravest status, `alone` those answered one by one,
    `errors` the words for rows that could not be read."""

    piece: Piece
    encoded: Encoded
    rows: int
    counts: dict[str, int]
    alone: int
    errors: tuple[str, ...]

    @property
    def next_row(self) -> int:
        return self.piece.first + self.rows


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: the source's rows so far, and the share of the source that is done."""

    rows: int
    share: float


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
    output = OUTPUTS[kind]()
    source = run.source.stat()
    subject = {"source": str(run.source.resolve()), "bytes": source.st_size, "changed": source.st_mtime_ns}
    journal = open_journal(out, {**subject, "format": kind, **run.subject}, resume=resume)
    earlier = sum(sum(entry.counts.values()) for entry in journal.entries)
    counts: Counter[str] = Counter()
    for entry in journal.entries:
        counts.update(entry.counts)
    start = (journal.entries[-1].end, journal.entries[-1].next_row) if journal.entries else (0, 0)
    try:
        with journal:
            if not journal.entries:
                journal.write(output.head)
            for answered in _answers(run, kind, start):
                size = journal.write(answered.encoded.content)
                about = answered.encoded.about
                journal.add(Entry(answered.piece.end, answered.next_row, size, answered.counts, answered.alone, about))
                counts.update(answered.counts)
                told(Progress(sum(counts.values()), _share(run.source, answered.piece)), answered)
            journal.write(output.tail([entry.about for entry in journal.entries]))
            journal.finish()
    except OSError as error:
        raise StoreError(
            f"cannot write: {error.strerror or error}", where=str(out), next="the old file is untouched"
        ) from None
    return Outcome(counts, sum(entry.alone for entry in journal.entries), earlier)


def answer_lines(run: Run) -> Iterator[Answered]:
    """The answers as JSON lines, piece by piece."""
    return _answers(run, "jsonl", (0, 0))


def _share(source: Path, piece: Piece) -> float:
    total = count_rows(source) or (0 if piece.rows else source.stat().st_size)
    return min(1.0, piece.end / total) if total else 0.0


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


# -- processes --------------------------------------------------------------------------------------------------------


class Worker:
    """Answers pieces in one process."""

    def __init__(self, open_answerer: OpenAnswerer, kind: str) -> None:
        self._answerer, self._output = open_answerer(), OUTPUTS[kind]()

    def answer(self, piece: Piece) -> Answered:
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
        )


def error_lines(where: str, answer: Mapping[str, Any]) -> Iterator[str]:
    """The words for what is wrong with a row."""
    for error in answer.get("errors", []):
        field_name = f" field {error['field']}" if error.get("field") else ""
        yield f"error: {where}{field_name}: {error['message']}"


def _answers(run: Run, kind: str, start: tuple[int, int]) -> Iterator[Answered]:
    pieces = pieces_of(run.source, *start)
    if run.processes == 1 or run.source.stat().st_size < SMALL:
        worker = Worker(run.open_answerer, kind)
        yield from (worker.answer(piece) for piece in pieces)
        return
    with _pool(run, kind) as pool:
        waiting: deque[Future[Answered]] = deque()
        for piece in pieces:
            waiting.append(pool.submit(_answer, piece))
            if len(waiting) > run.processes + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _pool(run: Run, kind: str) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(run.processes, multiprocessing.get_context("spawn"), _begin, (run.open_answerer, kind))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_here: list[Worker] = []


def _begin(open_answerer: OpenAnswerer, kind: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends the others
    _here[:] = [Worker(open_answerer, kind)]


def _answer(piece: Piece) -> Answered:
    return _here[0].answer(piece)
