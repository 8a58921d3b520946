"""A second process that reads names by the reference while this one builds an index, so that both cores are used."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any

from navicert.cluster import cores
from navicert.screening.reading_aside import Name, ReadAside, read_aside


class SecondReader:
    """Starts its process with the first names it is given, and ends it when it is closed.

    On a machine with one core it takes no names. A process that cannot be started, or that ends, makes errors of the
    answers; who asked then reads the names itself.
    """

    def __init__(self) -> None:
        self._turns = ThreadPoolExecutor(1, thread_name_prefix="second-reader")
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> SecondReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._turns.shutdown(cancel_futures=True)
        if self._process is not None:
            with suppress(OSError):
                self._process.communicate()

    def __call__(self, names: Sequence[Name]) -> Future[ReadAside] | None:
        """The readings of these names, as soon as they are there; None where there is no core for it."""
        return self._turns.submit(self._ask, names) if cores() > 1 else None

    def _ask(self, names: Sequence[Name]) -> ReadAside:
        if self._process is None:
            self._process = _started()
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        _tell(process.stdin, names)
        line = process.stdout.readline()
        if not line:
            raise BrokenPipeError("the second reader has ended")
        return ReadAside(*json.loads(line))


def _started() -> subprocess.Popen[bytes]:
    """A process of this Python that serves; `-P` keeps modules of the working directory out of it."""
    command = [sys.executable, "-P", "-m", __name__]
    return subprocess.Popen(  # noqa: S603 this program itself
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _tell(file: IO[bytes], value: Any) -> None:
    file.write(json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n")
    file.flush()


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Reads names, a JSON line of them at a time, until there are no more."""
    for line in asked:
        _tell(answers, read_aside(json.loads(line)))


if __name__ == "__main__":
    gc.disable()  # nothing that is made here refers to itself
    serve(sys.stdin.buffer, sys.stdout.buffer)
