"""Work in a process of its own, with bounds on time and memory: a file of a stranger's making harms nothing else."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar, cast

from navicert import errors
from navicert.errors import InvalidInput, NavicertError

T = TypeVar("T")


def aside(work: Callable[..., T], *given: Any, seconds: float, memory_bytes: int) -> T:
    """The result of `work`, a function of a module, done in a new process.

    Raises the errors of the program that it raises; InvalidInput where it takes longer or more memory than allowed.
    """
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_do, args=(theirs, memory_bytes, work, given), daemon=True)
    process.start()
    theirs.close()
    try:
        kind, told = ours.recv() if ours.poll(seconds) else ("late", None)
    except EOFError:  # it ended without a word: by a signal where memory ran out
        process.join()
        kind, told = ("memory", None) if (process.exitcode or 0) < 0 else ("failed", "the process did not start")
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    if kind == "done":
        return cast("T", told)
    raise _failure(kind, told, seconds, memory_bytes)


def leave(work: Callable[..., None], *given: Any) -> None:
    """Begin `work`, a function of a module, in a new process that nobody waits for and that ends with this one."""
    multiprocessing.active_children()  # takes leave of those that ended
    multiprocessing.get_context("spawn").Process(target=work, args=given, daemon=True).start()


def _failure(kind: str, told: Any, seconds: float, memory_bytes: int) -> Exception:
    if kind in ("late", "memory"):
        bound = f"{seconds:g} seconds" if kind == "late" else f"{memory_bytes // 2**20:,} MiB"
        return InvalidInput(
            f"this takes more than {bound}, which are the most here", next="use the command line for it"
        )
    if kind == "failed":
        return RuntimeError(told)
    message, where, following = told
    error: NavicertError = getattr(errors, kind)(message, where=where, next=following)
    return error


def _do(answer: Connection, memory_bytes: int, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    """In the new process. Failures are told by kind and place: what they say may hold what belongs in no log."""
    _bound(memory_bytes)
    try:
        answer.send(("done", work(*given)))
    except NavicertError as error:
        answer.send((type(error).__name__, (error.message, error.where, error.next)))
    except MemoryError:
        answer.send(("memory", None))
    except Exception as error:  # noqa: BLE001 - told to the process that waits
        at = error.__traceback__
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        place = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "an unknown place"
        answer.send(("failed", f"{type(error).__name__} at {place}"))


def _bound(memory_bytes: int) -> None:
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
