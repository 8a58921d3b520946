"""Keeps the standing lists up to date: looks for new editions, reads them aside, and puts them in place in one step."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from navicert.desk import Desk
from navicert.desk.lists import ListStatus
from navicert.errors import NavicertError
from navicert.server.roll import Roll
from navicert.server.standing import HeldList, Standing

if TYPE_CHECKING:
    from navicert.screening import Index

Report = Callable[..., None]


class Watch:
    """The standing lists of one process. `standing` is None until they have been read for the first time."""

    def __init__(self, desk: Desk, report: Report) -> None:
        self.standing: Standing | None = None
        self.trouble: str | None = None
        self.looked_at: datetime | None = None
        self._desk = desk
        self._report = report
        self._turn = threading.Lock()
        self._state: object = None

    async def run(self) -> None:
        """Look for changes until cancelled."""
        while True:
            await asyncio.to_thread(self.look)
            await asyncio.sleep(self._desk.settings.server.poll_seconds)

    def look(self) -> None:
        """Read what changed since the last look; where the store cannot be used, what stands keeps standing."""
        with self._turn:
            state = _state_of(self._desk.settings.store)
            try:
                if state is None or state != self._state or self.trouble:
                    self._replace(self._desk.lists.in_force())
                self.trouble, self._state = None, state
            except NavicertError as error:
                if self.trouble != str(error):
                    self._report("store_trouble", error=str(error))
                self.trouble = str(error)
            self.looked_at = self._desk.now()

    def _replace(self, statuses: tuple[ListStatus, ...]) -> None:
        before = self.standing.held if self.standing else {}
        held = {status.edition.name: self._held(status, before.get(status.edition.name)) for status in statuses}
        stale_after = timedelta(days=self._desk.settings.stale_after_days)
        new = Standing(held, stale_after=stale_after)
        is_changed = self.standing is None or new.key != self.standing.key
        whole = self._whole(held) if is_changed or self.standing is None else self.standing.whole
        new = replace(new, whole=whole)
        if self.standing and not is_changed:
            new.__dict__.update(
                {key: self.standing.__dict__[key] for key in ("finder",) if key in self.standing.__dict__}
            )
        self.standing = new
        if is_changed:
            _settle_memory()
            self._report("lists_in_place", editions=[" ".join(key[:2]) for key in new.key])
            _ = new.finder  # made aside, before the first search asks for it

    def _held(self, status: ListStatus, before: HeldList | None) -> HeldList:
        edition = status.edition
        reading = self._desk.store.readings(edition)[-1].entries_sha256
        if before and before.key == (edition.name, edition.id, reading):
            return HeldList(status, reading, before.index, before.roll)
        roll = Roll(edition.name, self._desk.store.iter_entries(edition), seen=status.confirmed_at)
        return HeldList(status, reading, self._desk.screening.index_of((edition,)), roll)

    def _whole(self, held: Mapping[str, HeldList]) -> Index | None:
        """The index of all lists together, put together from those of each."""
        if len(held) < 2:
            return next((one.index for one in held.values()), None)
        return self._desk.screening.index_of(tuple(one.status.edition for one in held.values()))


def _state_of(store: str) -> object:
    """What changes whenever anything is written to an embedded store; None where that cannot be seen."""
    if "://" in store:
        return None
    files = (Path(store).expanduser() / name for name in ("navicert.db", "navicert.db-wal"))
    try:
        return tuple((file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.exists()) or None
    except OSError:  # it vanished between the two looks
        return None


def _settle_memory() -> None:
    """Lists live as long as the process: the collector need not walk them again during an answer."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
