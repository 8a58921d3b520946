"""The application: every route on one desk. Other packages add theirs by `routers` and `recognisers`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from navicert import __version__
from navicert.desk import Desk
from navicert.errors import NavicertError
from navicert.server.binding import Binding
from navicert.server.doorkeeper import Doorkeeper, Recogniser
from navicert.server.gate import Gate
from navicert.server.openapi import describe
from navicert.server.receipting import ReceiptWriter
from navicert.server.turns import Turns
from navicert.server.v1 import ROUTERS as OWN
from navicert.server.watch import Watch
from navicert.server.watching import open_log
from navicert.server.yente import ROUTERS as YENTE
from navicert.wire import Problem, problem_of


def create_app(
    desk: Desk,
    *,
    binding: Binding | None = None,
    routers: Sequence[APIRouter] = (),
    recognisers: Sequence[Recogniser] = (),
    log: Any = None,
) -> FastAPI:
    """The application on this desk.

    `routers` are added after the server's own (make them with `navicert.wire.Routes`); `recognisers` tell who sent a
    request by something else than an API key, and are asked in their order. `log` is a structlog logger.
    """
    bound, told = binding or Binding(), log or open_log()
    app = FastAPI(
        title="navicert",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=_life,
        separate_input_output_schemas=False,
    )
    app.state.desk = desk
    app.state.binding = bound
    app.state.errands = set()
    app.state.turns = Turns()
    app.state.watch = Watch(desk, told.info)
    app.state.receipts = ReceiptWriter(desk, told.error)
    app.state.routers = (*YENTE, *OWN, *routers)
    for router in app.state.routers:
        app.include_router(router)
    app.add_middleware(
        Gate,
        doorkeeper=Doorkeeper(desk, bound, recognisers),
        binding=bound,
        settings=desk.settings.server,
        log=told,
    )
    app.exception_handler(HTTPException)(_as_problem)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(NavicertError)(_error)
    describe(app)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    """While the application runs, its lists are looked after."""
    look = asyncio.create_task(app.state.watch.run())
    yield
    look.cancel()
    with suppress(asyncio.CancelledError):
        await look
    app.state.turns.close()
    await asyncio.to_thread(app.state.receipts.close)


async def _as_problem(_request: Request, error: Exception) -> Response:
    if isinstance(error, Problem):
        return error.response()
    assert isinstance(error, HTTPException)
    name = {404: "missing", 405: "method", 413: "too-large", 415: "media-type"}.get(error.status_code, "invalid-input")
    return Problem(name, str(error.detail), headers=error.headers).response()


async def _error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, NavicertError)
    return problem_of(error).response()


async def _invalid(_request: Request, error: Exception) -> Response:
    """What does not fit a route's description: each place and what is wrong there, without the value itself."""
    assert isinstance(error, RequestValidationError)
    found = [
        {"where": ".".join(str(part) for part in one["loc"])[:200], "message": one["msg"]}
        for one in error.errors()[:20]
    ]
    said = "; ".join(f"{one['where']}: {one['message']}" for one in found[:3])
    return Problem("invalid-input", said, errors=found).response()
