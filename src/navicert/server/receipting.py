"""Receipts of what the server answers: drafts that wait are kept together, and the answers go out after that."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import cast

from starlette.requests import Request

from navicert.desk import Desk
from navicert.desk.receipts import Drafted, Given
from navicert.errors import NavicertError
from navicert.receipts import EditionUsed, Receipt
from navicert.server.standing import Standing
from navicert.server.watching import places

HEADER = "Navicert-Receipt"
NONE = "none"
MOST_TOGETHER = 200
"""Receipts that are kept in one piece of work."""
PATIENCE_SECONDS = 10.0
"""How long an answer waits for its receipt, such as while another process keeps the store locked."""
SYNC_SECONDS = 0.5
TOO_LATE = "the store did not take it in time"

Waiting = tuple[Given, "Future[Receipt | None]"]


class ReceiptWriter:
    """One thread that keeps every draft that waits in one commit, then takes those that came meanwhile.

    A commit outlives the program at once. That it outlives a loss of power too is another thread's work, twice a
    second at most: answers do not wait for the disk.
    """

    def __init__(self, desk: Desk, report: Callable[..., None]) -> None:
        self._desk, self._report = desk, report
        self._disk = DiskWriter(desk, report)
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many answers wait for the next commit."""
        return self._waiting.qsize()

    async def keep(self, given: Given) -> Receipt | None:
        """The receipt of answers, once it is kept; None where none could be, which the log tells."""
        try:
            return await asyncio.wait_for(asyncio.wrap_future(self._begin(given)), PATIENCE_SECONDS)
        except TimeoutError:
            self._report("receipt_trouble", error=TOO_LATE)
            return None

    def keep_and_wait(self, given: Given) -> Mapping[str, str]:
        """The header of a receipt, once it is kept; for those who answer in a thread of their own."""
        try:
            return header_of(self._begin(given).result(PATIENCE_SECONDS))
        except TimeoutError:
            self._report("receipt_trouble", error=TOO_LATE)
            return header_of(None)

    def _begin(self, given: Given) -> Future[Receipt | None]:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="receipts", daemon=True)
                self._thread.start()
        future: Future[Receipt | None] = Future()
        self._waiting.put((given, future))
        return future

    def close(self) -> None:
        """Keep what waits, then end."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(PATIENCE_SECONDS)
            self._thread = None
            self._disk.close()

    def _work(self) -> None:
        with self._desk.receipts.held():
            self._work_on()

    def _work_on(self) -> None:
        while (taken := self._waiting.get()) is not None:
            together, is_last = [taken], False
            while len(together) < MOST_TOGETHER and not self._waiting.empty():
                more = self._waiting.get()
                if more is None:
                    is_last = True
                    break
                together.append(more)
            self._keep([one for one in together if one[1].set_running_or_notify_cancel()])
            if is_last:
                return

    def _keep(self, waiting: Sequence[Waiting]) -> None:
        drafted = [(self._drafted(given), future) for given, future in waiting]
        ready = [draft for draft, _ in drafted if draft is not None]
        kept = iter(self._kept(ready))
        for draft, future in drafted:
            future.set_result(None if draft is None else next(kept))
        self._disk.sync_soon()

    def _drafted(self, given: Given) -> Drafted | None:
        try:
            return self._desk.receipts.drafted(given)
        except Exception as error:  # noqa: BLE001 - one answer that cannot be kept takes no other's receipt
            self._report("receipt_trouble", **places(error))
            return None

    def _kept(self, drafted: Sequence[Drafted]) -> Sequence[Receipt | None]:
        if not drafted:
            return ()
        try:
            return self._desk.receipts.keep(drafted)
        except NavicertError as error:
            self._report("receipt_trouble", error=str(error), receipts=len(drafted))
        except Exception as error:  # noqa: BLE001 - the answers are given whatever becomes of their receipts
            self._report("receipt_trouble", receipts=len(drafted), **places(error))
        return (None,) * len(drafted)


class DiskWriter:
    """One thread that has the disk write what was committed, some time after it is told to."""

    def __init__(self, desk: Desk, report: Callable[..., None]) -> None:
        self._desk, self._report = desk, report
        self._is_due, self._is_over = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def sync_soon(self) -> None:
        """Within half a second, and the time the disk takes."""
        self._is_due.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="receipts to disk", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Sync what is left, then end."""
        if self._thread is not None:
            self._is_over.set()
            self._is_due.set()
            self._thread.join(PATIENCE_SECONDS)
            self._thread = None

    def _work(self) -> None:
        while not self._is_over.is_set():
            self._is_due.wait()
            self._is_over.wait(SYNC_SECONDS)
            self._is_due.clear()
            try:
                self._desk.receipts.sync()
            except NavicertError as error:
                self._report("receipt_trouble", error=str(error))


def keeps_receipts(request: Request) -> bool:
    """Whether answers leave receipts here."""
    return cast("Desk", request.app.state.desk).settings.server.receipts


async def receipt_header(request: Request, given: Given) -> Mapping[str, str]:
    """Keep the receipt of an answer: the header that names it by number and id, or says that there is none."""
    writer: ReceiptWriter = request.app.state.receipts
    return header_of(await writer.keep(given))


def header_of(receipt: Receipt | None) -> Mapping[str, str]:
    """The header that names a receipt, or says that there is none."""
    return {HEADER: f"{receipt.number} {receipt.id}" if receipt else NONE}


def editions_used(standing: Standing, lists: Sequence[str]) -> list[EditionUsed]:
    """The editions of these lists as they stand, with how they were read."""
    held = [standing.held[name] for name in lists if name in standing.held]
    return [EditionUsed(one.name, one.status.edition.id, one.status.edition.sha256, one.reading) for one in held]
