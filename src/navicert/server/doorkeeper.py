"""Who is asking: an API key, a signed-in person, or somebody on this computer."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import parse_qs

from starlette.requests import HTTPConnection

from navicert.desk import Desk
from navicert.desk.visitors import NOBODY, Visitor
from navicert.server.binding import Binding
from navicert.wire import Problem

Recogniser = Callable[[HTTPConnection], Awaitable[Visitor | None]]
"""Tells who sent a request by something else than a key, such as a session's cookie; None where it knows nobody."""
ANYONE_HERE = Visitor("somebody on this computer", "viewer")
REMEMBERED_SECONDS = 5.0
"""How long a key is believed before the store is asked again: so long a revoked one still works."""
MOST_REMEMBERED = 10_000
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "x-forwarded-host")


class Doorkeeper:
    """Recognises visitors. Whoever shows a key that is none is refused, never taken for somebody else."""

    def __init__(self, desk: Desk, binding: Binding, recognisers: Sequence[Recogniser] = ()) -> None:
        self._desk = desk
        self._is_open_here = binding.is_loopback and not desk.settings.server.require_keys
        self._recognisers = recognisers
        self._known: dict[bytes, tuple[float, Visitor | None]] = {}

    async def recognise(self, connection: HTTPConnection) -> Visitor:
        """Who sends this request; problem 401 for a key that is none."""
        key = _key_of(connection)
        if key is not None:
            visitor = await self._keyholder(key)
            if visitor is None:
                raise Problem("no-credentials", "this key is not one of this server, or it was revoked")
            return visitor
        for recognise in self._recognisers:
            known = await recognise(connection)
            if known is not None:
                return known
        return ANYONE_HERE if self._is_open_here and not is_forwarded(connection) else NOBODY

    async def _keyholder(self, key: str) -> Visitor | None:
        digest = hashlib.sha256(key.encode()).digest()
        until, visitor = self._known.get(digest, (0.0, None))
        if until < time.monotonic():
            visitor = await asyncio.to_thread(self._desk.keys.recognise, key)
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[digest] = (time.monotonic() + REMEMBERED_SECONDS, visitor)
        return visitor


def is_forwarded(connection: HTTPConnection) -> bool:
    """Whether a proxy passed this on, so that it may come from anywhere although the server is bound to loopback."""
    return any(name in connection.headers for name in FORWARDED)


def _key_of(connection: HTTPConnection) -> str | None:
    """The key in the Authorization header; for OpenRefine, which can send no header, in the address of /reconcile."""
    scheme, _, rest = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() in ("apikey", "bearer") and rest.strip():
        return rest.strip()
    if connection.scope["path"].startswith("/reconcile/"):
        given = parse_qs(connection.scope.get("query_string", b"").decode("latin-1")).get("api_key")
        return given[0] if given else None
    return None
