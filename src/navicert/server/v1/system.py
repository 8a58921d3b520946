"""How the server is: its health in full, its metrics, and whom it takes a visitor for."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.responses import Response

from navicert import __version__
from navicert.server.context import desk_of, now_of, watch_of
from navicert.server.v1.model import Answer
from navicert.server.watching import LIST_AGE, LIST_ENTRIES, LIST_FRESH, TEXT, exposition
from navicert.wire import ANYBODY, Routes, json_answer, visitor_of
from navicert.wire.routes import least_role

routes = Routes(least="viewer", tags=["system"])


@routes.get(
    "/v1/health",
    response_model=Answer,
    openapi_extra=least_role(ANYBODY),
    responses={503: {"model": Answer, "description": "red: what is wrong stands in `problems`"}},
)
async def health(request: Request) -> Response:
    """Green (200) or red (503): red when a list is stale or none is loaded, when the store cannot be used, or before
    the lists were read."""
    told = _health(request)
    return json_answer(told, 200 if told["health"] == "green" else 503)


def _health(request: Request) -> dict[str, Any]:
    watch, now = watch_of(request), now_of(request)
    statuses = watch.standing.statuses(now) if watch.standing else []
    problems = [f"the list {one.edition.name} is stale" for one in statuses if not one.fresh]
    if watch.standing is None:
        problems.append("the lists have not been read yet")
    elif not statuses:
        problems.append("no list is loaded")
    if watch.trouble:
        problems.append("the store cannot be used; the log says why")
    lists = {
        one.edition.name: {"edition": one.edition.id, "confirmed_at": one.confirmed_at, "fresh": one.fresh}
        for one in statuses
    }
    head = {"health": "red" if problems else "green", "version": __version__, "problems": problems}
    return {**head, "lists": lists, "looked_at": watch.looked_at}


@routes.get(
    "/metrics",
    response_model=None,
    responses={200: {"description": "Prometheus' text format", "content": {"text/plain": {}}}},
)
async def metrics(request: Request) -> Response:
    """Counts and times for Prometheus."""
    watch, now = watch_of(request), now_of(request)
    for one in watch.standing.statuses(now) if watch.standing else []:
        LIST_ENTRIES.labels(one.edition.name).set(one.edition.entries)
        LIST_AGE.labels(one.edition.name).set((now - one.confirmed_at).total_seconds())
        LIST_FRESH.labels(one.edition.name).set(one.fresh)
    return Response(exposition(desk_of(request).settings.server.metrics_folder), media_type=TEXT)


@routes.get("/v1/me", response_model=Answer, openapi_extra=least_role(ANYBODY))
async def me(request: Request) -> Response:
    """Whom the server takes the visitor for."""
    visitor = visitor_of(request)
    return json_answer({"name": visitor.name, "role": visitor.role, "by": visitor.way})
