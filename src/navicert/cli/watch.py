"""`navicert watch`: update lists, screen customers, look at freshness and quotas, and tell; on a schedule."""

from __future__ import annotations

import signal
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json

if TYPE_CHECKING:
    from types import FrameType

    from navicert.desk import Desk
    from navicert.desk.watch import Order

LOOK_EVERY_SECONDS = 5.0


@app.command()
def watch(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="One round, now, and end: for a timer of the system.")] = False,
    every: Annotated[float, typer.Option(min=0.01, max=24, help="Hours between rounds.")] = 6.0,
    no_update: Annotated[bool, typer.Option("--no-update", help="Do not fetch lists from their publishers.")] = False,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Processes to screen in; else one for each core.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Make rounds: fetch lists, screen every customer at least once a day, look at freshness and quotas, and tell.

    A round that was killed is done again when the watch comes back. Ends with 4 after --once when a part failed.

    Example: navicert watch --every 6
    """
    from navicert.desk.watch import Order

    desk = desk_of(context, store)
    order = Order(update=not no_update, processes=processes)
    if once:
        if not _round(desk, order, as_json):
            raise typer.Exit(4)
        return
    stopping = _Stopping()
    while not stopping.asked:
        if desk.watch.due(timedelta(hours=every)) <= desk.now():
            _round(desk, order, as_json)
        else:
            time.sleep(LOOK_EVERY_SECONDS)


class _Stopping:
    """Ctrl-C and the system's stop end the watch between rounds."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


def _round(desk: Desk, order: Order, as_json: bool) -> bool:
    """One round and what is told of it; whether everything was done."""
    report = desk.watch.round(order, note)
    for line in desk.telling.tell():
        note(line)
    if as_json:
        print_json(report)
    else:
        note(f"round {report['round']}: {report.get('news', 0)} news, {len(report['failures'])} failures")
    return not report["failures"]
