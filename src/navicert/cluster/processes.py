"""Several processes on this machine, forked when batches come: what was loaded before is shared, not copied.

Not for a process with threads of its own at work: a fork would find their locks as they stood, for ever.

A process is handed a batch only when it waits for one, so that neither side ever waits for the other to read. A process
whose parent is gone, however it ended, ends too, whatever it is at: nobody would take its result, and files that the
parent held would stay held.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import select
import signal
import threading
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

import pyarrow as pa

from navicert.cluster.model import Work
from navicert.errors import CutShort

AHEAD = 4
"""Batches for each process that may be done or under way before the oldest is done."""
HELD = 128 * 1024 * 1024
"""Bytes of results that may wait for the oldest before no more batches are handed out."""
PATIENCE = 500
"""Milliseconds after which a process looks for its parent even where its pipe tells nothing."""
DONE, FAILED = b"d", b"f"


class Processes:
    """Works in `count` processes forked from this one."""

    def __init__(self, count: int) -> None:
        self._count = count

    def map(self, work: Work, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """See Cluster. Raises CutShort when a process ends before its time."""
        crew = _Crew(work, self._count)
        try:
            yield from crew.results(iter(batches))
        finally:
            crew.dismiss()


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, this side's end of the pipe to it, and the number of the batch it works on."""

    process: Any
    pipe: Connection
    number: int = -1


class _Crew:
    """The processes of one run."""

    def __init__(self, work: Work, most: int) -> None:
        self._work, self._most = work, most
        self._workers: list[_Worker] = []
        self._idle: deque[_Worker] = deque()
        self._done: dict[int, pa.RecordBatch | Exception] = {}
        self._sent = self._held = 0
        self._ahead: pa.RecordBatch | Exception | None = None

    def results(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        told, self._ahead = 0, _next(batches)
        while self._ahead is not None or told < self._sent:
            self._hand_out(told, batches)
            self._collect(block=told not in self._done)
            if told in self._done:
                self._hand_out(told, batches)  # whoever takes the result may need it for long
                result = self._taken(told)
                if isinstance(result, Exception):
                    raise result
                told += 1
                yield result

    def _taken(self, number: int) -> pa.RecordBatch | Exception:
        result = self._done.pop(number)
        self._held -= _size(result)
        return result

    def _hand_out(self, told: int, batches: Iterator[pa.RecordBatch]) -> None:
        """Give every process that waits a batch, while not too many are ahead of those told."""
        while self._ahead is not None and self._may_go_ahead(told) and self._has_idle():
            self._hand(self._sent, self._ahead)
            self._sent, self._ahead = self._sent + 1, _next(batches)

    def _may_go_ahead(self, told: int) -> bool:
        return self._sent == told or (self._sent - told < AHEAD * self._most and self._held < HELD)

    def _has_idle(self) -> bool:
        """Whether a process waits; one more is forked as long as there may be more."""
        if not self._idle and len(self._workers) < self._most:
            self._idle.append(self._fork())
        return bool(self._idle)

    def _fork(self) -> _Worker:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        others = [worker.pipe for worker in self._workers] + [ours]
        gc.freeze()  # so that collecting garbage there does not touch, and copy, what is shared
        process = context.Process(target=_serve, args=(self._work, theirs, others, os.getpid()), daemon=True)
        with warnings.catch_warnings():
            # Python 3.12 warns of forking beside threads; the only ones here are Arrow's, made anew in a fork
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _hand(self, number: int, batch: pa.RecordBatch | Exception) -> None:
        if isinstance(batch, Exception):
            self._done[number] = batch
            return
        worker = self._idle.popleft()
        worker.number = number
        try:
            worker.pipe.send_bytes(_to_bytes(batch))
        except OSError:
            raise _ended(worker) from None

    def _collect(self, *, block: bool) -> None:
        """Take the results that are there; with `block`, wait for one."""
        busy = {worker.pipe: worker for worker in self._workers if worker.number >= 0}
        for pipe in wait(list(busy), timeout=None if block else 0) if busy else ():
            worker = busy[pipe]  # type: ignore[index]
            try:
                content = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                raise _ended(worker) from None
            self._done[worker.number] = _result(content)
            self._held += _size(self._done[worker.number])
            worker.number = -1
            self._idle.append(worker)

    def dismiss(self) -> None:
        """End every process, at once where it is still at work."""
        for worker in self._workers:
            worker.pipe.close()
            if worker.number >= 0:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
        if self._workers:
            gc.unfreeze()


def _next(batches: Iterator[pa.RecordBatch]) -> pa.RecordBatch | Exception | None:
    """The next batch, the error that came instead of it, or None at the end."""
    try:
        return next(batches, None)
    except Exception as error:  # noqa: BLE001 - raised in its turn, after the results before it
        return error


def _result(content: bytes) -> pa.RecordBatch | Exception:
    if content[:1] == DONE:
        with pa.ipc.open_stream(pa.py_buffer(content)[1:]) as reader:
            return reader.read_next_batch()
    import pickle

    failed: Exception = pickle.loads(content[1:])  # noqa: S301 - written by our own fork
    return failed


def _size(result: pa.RecordBatch | Exception) -> int:
    return 0 if isinstance(result, Exception) else result.get_total_buffer_size()


def _ended(worker: _Worker) -> CutShort:
    worker.process.join(timeout=5)
    code = worker.process.exitcode
    how = f"was ended by {signal.Signals(-code).name}" if code and code < 0 else f"ended with code {code}"
    return CutShort(f"a working process {how}", next="is there memory enough? Fewer --processes need less")


def _to_bytes(batch: pa.RecordBatch, mark: bytes = b"") -> bytes:
    sink = pa.BufferOutputStream()
    sink.write(mark)
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _serve(work: Work, pipe: Connection, others: list[Connection], parent: int) -> None:
    """The life of a working process: batches in, results out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption means
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    threading.Thread(target=_end_with, args=(parent, pipe), daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            batch = pipe.recv_bytes()
            pipe.send_bytes(_answer(work, batch))
    os._exit(0)


def _end_with(parent: int, pipe: Connection) -> None:
    """End this process once its parent is gone. Its end of the pipe tells so at once, unless another fork holds it."""
    hung_up = select.poll()
    hung_up.register(pipe.fileno(), 0)
    while os.getppid() == parent and not hung_up.poll(PATIENCE):
        pass
    os._exit(0)


def _answer(work: Work, content: bytes) -> bytes:
    try:
        with pa.ipc.open_stream(content) as reader:
            return _to_bytes(work(reader.read_next_batch()), DONE)
    except Exception as error:  # noqa: BLE001 - raised again in the parent
        import pickle

        return FAILED + pickle.dumps(error)
