"""Connections to a server, kept for the next piece of work."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING

from navicert.store.postgres_address import Address

if TYPE_CHECKING:
    from pg8000.native import Connection as Session

KEPT = 8


class Pool:
    """Idle connections of this process; a forked child opens its own."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._open_anew()

    @contextmanager
    def session(self, begin: str) -> Iterator[Session]:
        """A connection in which `begin` was said; it is kept afterwards unless the block failed."""
        session = self._begun(begin)
        try:
            yield session
        except BaseException:
            _close(session)
            raise
        if self._idle.qsize() < KEPT:
            self._idle.put(session)
        else:
            _close(session)

    def _open_anew(self) -> None:
        self._idle: LifoQueue[Session] = LifoQueue()
        self._process = os.getpid()
        weakref.finalize(self, _close_all, self._idle, self._process)

    def _begun(self, begin: str) -> Session:
        from pg8000.native import Connection, Error

        if self._process != os.getpid():
            self._open_anew()
        while True:
            try:
                session = self._idle.get_nowait()
            except Empty:
                session = Connection(**self._address.driver_arguments())
                session.run(begin)
                return session
            try:
                session.run(begin)
            except (Error, OSError):  # the server went away meanwhile; nothing was asked in it yet
                _close(session)
            else:
                return session


def _close(session: Session) -> None:
    with suppress(Exception):
        session.close()


def _close_all(idle: LifoQueue[Session], process: int) -> None:
    """Only in the process that opened them: a forked child shares the sockets, not the sessions."""
    while process == os.getpid() and not idle.empty():
        _close(idle.get_nowait())
