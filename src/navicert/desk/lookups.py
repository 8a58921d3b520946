"""What was looked up in a store, kept as long as the store's files are as they were."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from navicert.desk.ground import Ground

T = TypeVar("T")
_FILES = ("navicert.db", "navicert.db-wal")


class Lookups:
    """Answers of an embedded store, found anew when anything was written to it or when the clock's minute has passed.

    A store that is a server is asked every time.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._state: Hashable = None
        self._known: dict[Hashable, Any] = {}

    def get(self, key: Hashable, find: Callable[[], T]) -> T:
        """What `find` gave since the store last changed, else what it gives now."""
        state = self._state_now()
        if state is None:
            return find()
        if state != self._state:
            self._state, self._known = state, {}
        if key not in self._known:
            self._known[key] = find()
        found: T = self._known[key]
        return found

    def _state_now(self) -> Hashable:
        location = self._ground.store.location
        if "://" in location:
            return None
        minute = self._ground.now().replace(second=0, microsecond=0)
        return minute, self._ground.loadings, tuple(_written(Path(location) / name) for name in _FILES)


def _written(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:  # not there, or not ours to see: the same as before until it is
        return None
    return status.st_mtime_ns, status.st_size
