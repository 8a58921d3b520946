"""Requests that change something are done once: sent again under the same Idempotency-Key, they get the same answer."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from navicert.desk import Desk
from navicert.errors import InvalidInput
from navicert.store.requests import Requests
from navicert.wire.answers import json_answer
from navicert.wire.problems import Problem
from navicert.wire.routes import visitor_of

HEADER = "Idempotency-Key"
LONGEST_KEY = 200


async def once(request: Request, work: Callable[[], Awaitable[Any]], *, status: int = 200) -> Response:
    """The answer of `work` as JSON; under an Idempotency-Key that was used before, the answer of that time.

    Problem 409 where the key was used for something else, or while the same request is still being worked on.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return json_answer(await work(), status)
    if not key or len(key) > LONGEST_KEY or not key.isprintable():
        raise InvalidInput(f"a key is 1 to {LONGEST_KEY} printable characters", where=f"header {HEADER}")
    desk: Desk = request.app.state.desk
    who, kept = _who(request), desk.store.requests
    before = await asyncio.to_thread(kept.begin, who, key, await _digest(request), desk.now())
    if before is not None:
        return _again(before)
    try:
        answer = to_json(await work())
    except BaseException:
        await asyncio.shield(asyncio.to_thread(kept.forget, who, key))
        raise
    await _keep(kept, who, key, status, answer)
    return Response(answer, status, media_type="application/json")


async def _keep(kept: Requests, who: str, key: str, status: int, answer: bytes) -> None:
    await asyncio.shield(asyncio.to_thread(kept.finish, who, key, status, answer.decode()))


def _again(before: Any) -> Response:
    if not before.is_same:
        raise Problem("conflict", f"this {HEADER} was used for another request")
    if before.answer is None:
        raise Problem("conflict", "the same request is being worked on", headers={"Retry-After": "2"})
    return Response(before.answer, before.status, {"Idempotency-Replayed": "true"}, media_type="application/json")


def _who(request: Request) -> str:
    visitor = visitor_of(request)
    return visitor.key_id or f"{visitor.way} {visitor.name}"


async def _digest(request: Request) -> str:
    """Of the method, the address and the body."""
    asked = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    return hashlib.sha256(asked + await request.body()).hexdigest()
