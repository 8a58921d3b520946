"""Work that takes long or waits for the store, each kind in a thread of its own, one piece after another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.requests import Request

from navicert.wire import Problem

T = TypeVar("T")
MOST_WAITING = 64
"""Pieces of one kind that may wait; more are refused, so that memory stays bounded and answers come in time."""


class Turns:
    """Threads by kind of work."""

    def __init__(self) -> None:
        self._threads: dict[str, ThreadPoolExecutor] = {}
        self._waiting: dict[str, int] = {}

    async def take(self, kind: str, work: Callable[[], T]) -> T:
        """The result of a piece of work, when its turn has come; problem 429 where too many wait."""
        if self._waiting.get(kind, 0) >= MOST_WAITING:
            raise Problem("too-many", "too much of this is asked at once", headers={"Retry-After": "1"})
        thread = self._threads.setdefault(kind, ThreadPoolExecutor(1, thread_name_prefix=kind))
        self._waiting[kind] = self._waiting.get(kind, 0) + 1
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, work)
        finally:
            self._waiting[kind] -= 1

    def close(self) -> None:
        for thread in self._threads.values():
            thread.shutdown(wait=False, cancel_futures=True)


async def in_turn(request: Request, kind: str, work: Callable[[], T]) -> T:
    """A piece of work of this kind, in its turn."""
    turns: Turns = request.app.state.turns
    return await turns.take(kind, work)
