"""What is loaded, how it is matched, whether the server works: catalogue, algorithms, health, update."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.responses import Response

from navicert.desk.lists import ListStatus
from navicert.server.context import desk_of, now_of, standing_of, watch_of
from navicert.server.standing import DEFAULT, Standing
from navicert.server.yente.algorithm import BEST, DESCRIPTION, NAME, feature_docs
from navicert.server.yente.model import Algorithms, Catalog, Status
from navicert.wire import ANYBODY, Problem, Routes, etag_of, json_answer, not_modified, visitor_of
from navicert.wire.routes import least_role

routes = Routes(least="viewer", tags=["yente"])


@routes.get("/catalog", response_model=Catalog)
@routes.get("/manifest", response_model=Catalog, include_in_schema=False)
async def catalog(request: Request) -> Response:
    """The datasets: every loaded list, and `default` for all of them. A stale list is outdated."""
    standing = standing_of(request)
    statuses = standing.statuses(now_of(request))
    etag = etag_of("catalog", standing.key, [(one.fresh, one.confirmed_at) for one in statuses])
    return not_modified(request, etag) or json_answer(_catalog(standing, statuses), headers={"ETag": etag})


def _catalog(standing: Standing, statuses: Sequence[ListStatus]) -> dict[str, Any]:
    outdated = [one.edition.name for one in statuses if not one.fresh]
    return {
        "datasets": [_whole(statuses), *(_dataset(one) for one in statuses)],
        "current": [
            name for name in (DEFAULT, *standing.names) if name not in outdated and (name != DEFAULT or not outdated)
        ],
        "outdated": [DEFAULT, *outdated] if outdated else [],
        "index_stale": bool(outdated),
    }


def _whole(statuses: Sequence[ListStatus]) -> dict[str, Any]:
    newest = max((one.edition.loaded_at for one in statuses), default=None)
    version = newest.strftime("%Y%m%d%H%M%S") if newest else None
    entries = sum(one.edition.entries for one in statuses)
    head = {"name": DEFAULT, "title": "All loaded lists", "summary": "Every list that is loaded here."}
    return (
        head
        | _state(version, newest, entries, fresh=all(one.fresh for one in statuses))
        | {"children": [one.edition.name for one in statuses]}
    )


def _dataset(one: ListStatus) -> dict[str, Any]:
    edition = one.edition
    head = {
        "name": edition.name,
        "title": edition.name,
        "summary": f"Edition {edition.id}, published {edition.published}, {one.words}.",
    }
    return head | _state(edition.id, edition.loaded_at, edition.entries, fresh=one.fresh) | {"children": []}


def _state(version: str | None, at: datetime | None, entries: int, *, fresh: bool) -> dict[str, Any]:
    return {
        "version": version,
        "index_version": version,
        "index_current": fresh,
        "load": True,
        "entity_count": entries,
        "thing_count": entries,
        "updated_at": at,
        "last_export": at,
    }


@routes.get("/algorithms", response_model=Algorithms)
async def algorithms() -> Response:
    """The one way of matching, and what its evidence may be."""
    one = {"name": NAME, "description": DESCRIPTION, "docs": feature_docs(), "features": feature_docs()}
    return json_answer({"algorithms": [one], "default": NAME, "best": NAME, "aliases": {BEST: NAME}})


@routes.get("/healthz", response_model=Status, openapi_extra=least_role(ANYBODY))
async def alive() -> Response:
    """The process works. Whether it can be relied on says /readyz."""
    return json_answer({"status": "ok"})


@routes.get("/readyz", response_model=Status, openapi_extra=least_role(ANYBODY))
async def ready(request: Request) -> Response:
    """The lists were read, and the silence of all loaded lists counts: none is stale, at least one is whole."""
    standing = standing_of(request)
    coverage = standing.coverage(standing.names, now_of(request))
    if not coverage.silence_counts:
        raise Problem("not-screened", "; ".join(coverage.warnings))
    return json_answer({"status": "ok"})


@routes.post("/updatez", response_model=Status, openapi_extra=least_role(ANYBODY))
async def update(request: Request, token: Annotated[str, Query(max_length=500)] = "", sync: bool = False) -> Response:
    """Look for new editions in the store now; takes the update token, or a visitor who is admin."""
    right = desk_of(request).settings.server.update_token
    is_right = bool(right) and hmac.compare_digest(token.encode(), right.encode())
    if not is_right and not visitor_of(request).may("admin"):
        raise Problem("not-allowed", "the token is not right, and nobody who is admin asks")
    look = asyncio.create_task(asyncio.to_thread(watch_of(request).look))
    request.app.state.errands.add(look)
    look.add_done_callback(request.app.state.errands.discard)
    if sync:
        await look
    return json_answer({"status": "ok"})
