"""What every route finds in the application: the desk, the standing lists, the hour."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from starlette.requests import Request

from navicert.desk import Desk
from navicert.server.standing import Standing
from navicert.server.turns import in_turn
from navicert.server.watch import Watch
from navicert.wire import Problem


def desk_of(request: Request) -> Desk:
    return cast("Desk", request.app.state.desk)


def watch_of(request: Request) -> Watch:
    return cast("Watch", request.app.state.watch)


def standing_of(request: Request) -> Standing:
    """The standing lists; problem 503 while they are read for the first time."""
    watch = watch_of(request)
    if watch.standing is None:
        detail = watch.trouble or "the lists are being read; ask again in a moment"
        raise Problem("not-ready" if watch.trouble is None else "store", detail, headers={"Retry-After": "1"})
    return watch.standing


def now_of(request: Request) -> datetime:
    return desk_of(request).now()


async def ready_to_search(request: Request) -> Standing:
    """The standing lists with their words, which are read aside where nobody has searched since they changed."""
    standing = standing_of(request)
    if not standing.is_searchable:
        await in_turn(request, "words", lambda: standing.finder)
    return standing
