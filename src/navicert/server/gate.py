"""What every request passes first: its host name, who sends it, how often, how much; and what is told of it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from navicert.desk.visitors import NOBODY, Visitor
from navicert.server.binding import LOCAL_NAMES, Binding, host_name, is_loopback
from navicert.server.doorkeeper import Doorkeeper, is_forwarded
from navicert.server.rates import Rates
from navicert.server.watching import DURATION, REQUESTS, places
from navicert.settings import ServerSettings
from navicert.wire import Problem

STREAMS = frozenset({"/v1/screen/stream", "/v1/check/stream"})
"""Paths whose bodies have no end; they bound each line instead."""
OPEN = frozenset({"/healthz", "/readyz"})
"""Paths that are not counted against anybody's rate."""
WRONG_KEY_COST = 10.0
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Sent where the route says nothing else."""
STRICT = {"Strict-Transport-Security": "max-age=31536000"}
"""Sent too where everybody comes over TLS, except to this computer, whose other servers may not."""


class Gate:
    """The outermost layer of the application."""

    def __init__(
        self, app: ASGIApp, *, doorkeeper: Doorkeeper, binding: Binding, settings: ServerSettings, log: Any
    ) -> None:
        self._app = app
        self._doorkeeper = doorkeeper
        self._settings = settings
        self._hosts = {*LOCAL_NAMES, *(name.lower() for name in settings.hosts), binding.host.lower()}
        self._headers = HEADERS | (STRICT if binding.is_tls and not binding.is_loopback else {})
        self._any_host = not binding.is_loopback and not settings.hosts
        self._rates = Rates(settings.rate_per_second / binding.workers, time.monotonic)
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        passage = _Passage(scope, send, self._allowed_origin(scope), self._headers)
        try:
            await self._pass(scope, receive, passage)
        except Problem as problem:
            await passage.end(problem.response(), receive)
        except Exception as error:  # noqa: BLE001 - the last place where a failure becomes an answer
            self._log.error("failure", request=passage.id, route=passage.route, **places(error))
            await passage.end(Problem("internal", f"it is in the log under {passage.id}").response(), receive)
        finally:
            self._tell(passage)

    async def _pass(self, scope: Scope, receive: Receive, passage: _Passage) -> None:
        connection = HTTPConnection(scope)
        self._check_host(connection)
        if _is_preflight(connection, passage):
            await passage.end(Response(status_code=204), receive)
            return
        self._check_origin(connection, passage)
        await self._admit(connection, scope)
        bounded = _Bounded(receive, None if scope["path"] in STREAMS else self._settings.body_limit_bytes)
        bounded.check(connection)
        await self._app(scope, bounded, passage.send)

    def _check_host(self, connection: HTTPConnection) -> None:
        name = host_name(connection.headers.get("host", ""))
        if not self._any_host and name not in self._hosts:
            raise Problem("host", "name it in NAVICERT_HOSTS if it is reached under another name")

    def _allowed_origin(self, scope: Scope) -> str | None:
        """The origin of a page whose scripts may read the answer, where the request comes from one."""
        origin = HTTPConnection(scope).headers.get("origin")
        if origin is None:
            return None
        is_local = is_loopback(host_name(origin.partition("://")[2])) and scope["path"].startswith("/reconcile/")
        return origin if is_local or origin in self._settings.origins else None

    def _check_origin(self, connection: HTTPConnection, passage: _Passage) -> None:
        """A page of another site may not make somebody's browser change anything here."""
        origin = connection.headers.get("origin")
        if origin is None or passage.origin or connection.scope["method"] in SAFE:
            return
        if origin.partition("://")[2].lower() != connection.headers.get("host", "").lower():
            raise Problem("not-allowed", "requests from pages of that origin are not taken")

    async def _admit(self, connection: HTTPConnection, scope: Scope) -> None:
        address = scope["client"][0] if scope.get("client") else "unknown"
        state: MutableMapping[str, Any] = scope.setdefault("state", {})
        state["visitor"] = NOBODY
        try:
            state["visitor"] = await self._doorkeeper.recognise(connection)
        except Problem:
            self._take(f"address {address}", 1.0)
            self._rates.spend(f"address {address}", WRONG_KEY_COST)
            raise
        is_here = is_loopback(address) and not is_forwarded(connection)
        if scope["path"] not in OPEN and not (state["visitor"].way == "anonymous" and is_here):
            self._take(_bucket(state["visitor"], address), 1.0)

    def _take(self, bucket: str, cost: float) -> None:
        wait = self._rates.take(bucket, cost)
        if wait:
            seconds = str(max(1, round(wait)))
            raise Problem("too-many", f"ask again in {seconds} s", headers={"Retry-After": seconds})

    def _tell(self, passage: _Passage) -> None:
        seconds = time.perf_counter() - passage.began
        REQUESTS.labels(passage.method, passage.route, str(passage.status)).inc()
        DURATION.labels(passage.method, passage.route).observe(seconds)
        self._log.info(
            "request",
            request=passage.id,
            method=passage.method,
            route=passage.route,
            status=passage.status,
            ms=round(seconds * 1000, 2),
            by=passage.visitor.key_id or passage.visitor.way,
        )


def _bucket(visitor: Visitor, address: str) -> str:
    if visitor.key_id:
        return f"key {visitor.key_id}"
    return f"session {visitor.name}" if visitor.way == "session" else f"address {address}"


def _is_preflight(connection: HTTPConnection, passage: _Passage) -> bool:
    is_asking = connection.scope["method"] == "OPTIONS" and "access-control-request-method" in connection.headers
    return is_asking and passage.origin is not None


class _Passage:
    """One request on its way through, and what became of it."""

    def __init__(self, scope: Scope, send: Send, origin: str | None, headers: Mapping[str, str]) -> None:
        self.id = secrets.token_hex(6)
        self.began = time.perf_counter()
        self.origin = origin
        self.status = 0
        self._scope = scope
        self._send = send
        self._headers = headers

    @property
    def method(self) -> str:
        known = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
        return self._scope["method"] if self._scope["method"] in known else "other"

    @property
    def route(self) -> str:
        """The route's pattern: paths may hold what belongs in no log."""
        return getattr(self._scope.get("route"), "path", "none")

    @property
    def visitor(self) -> Visitor:
        visitor: Visitor = self._scope.get("state", {}).get("visitor", NOBODY)
        return visitor

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                headers.setdefault(name, value)
            headers["X-Request-Id"] = self.id
            if self.origin:
                self._open_to(self.origin, headers)
        await self._send(message)

    def _open_to(self, origin: str, headers: MutableHeaders) -> None:
        headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        headers["Access-Control-Allow-Methods"] = "GET, POST"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        headers.add_vary_header("Origin")

    async def end(self, response: Response, receive: Receive) -> None:
        """Send a whole answer; where one was begun already the connection breaks, so that it is not taken for whole."""
        if self.status:
            raise ConnectionError("the answer broke off")
        await response(self._scope, receive, self.send)


class _Bounded:
    """Receives a body up to a limit."""

    def __init__(self, receive: Receive, limit: int | None) -> None:
        self._receive = receive
        self._limit = limit
        self._seen = 0

    def check(self, connection: HTTPConnection) -> None:
        """Problems that the headers already tell."""
        encoding = connection.headers.get("content-encoding", "identity").lower()
        if encoding not in ("", "identity"):
            raise Problem("media-type", f"bodies in {encoding[:40]} are not read; send it unpacked")
        length = connection.headers.get("content-length", "0")
        if self._limit is not None and length.isdigit() and int(length[:20]) > self._limit:
            raise self._too_large()

    async def __call__(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._limit is not None and self._seen > self._limit:
            raise self._too_large()
        return message

    def _too_large(self) -> Problem:
        return Problem("too-large", f"{self._limit:,} bytes are the most; larger files go to the streams under /v1")
