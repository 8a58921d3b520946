"""Big files as JSON lines, in and out at once: each line is a record, each record gets its line in the same order."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from navicert.server.context import desk_of
from navicert.server.receipting import HEADER, keeps_receipts
from navicert.wire import Problem

LINES = "application/x-ndjson"
TAKEN = frozenset({LINES, "application/jsonl", "application/json-lines", "application/jsonlines"})
BODY = {
    "requestBody": {
        "required": True,
        "content": {LINES: {"schema": {"type": "string", "description": "one object a line"}}},
    }
}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "one answer a line, in the order of the lines",
        "content": {LINES: {"schema": {"type": "string"}}},
    }
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a stream: its number, and the object it holds or why it holds none."""

    number: int
    record: Mapping[str, Any]
    problem: str | None = None

    @property
    def where(self) -> str:
        return f"line {self.number}"


def check_lines(request: Request) -> None:
    """Problem 415 where the body does not say that it is JSON lines."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in TAKEN:
        raise Problem("media-type", f"send JSON lines, and say so: Content-Type: {LINES}")


async def lines_of(request: Request) -> AsyncIterator[Line]:
    """The lines that hold anything. One that is too long or no object has its `problem`; the others are unhurt."""
    limit, number = desk_of(request).settings.server.line_limit_bytes, 0
    async for data in _split(request.stream(), limit):
        number += 1
        if data is None:
            yield Line(number, {}, f"longer than {limit:,} bytes")
        elif data.strip():
            yield _read(number, data)


def _read(number: int, data: bytes) -> Line:
    try:
        record = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        return Line(number, {}, f"no JSON that can be read: {error}")
    return Line(number, record) if isinstance(record, dict) else Line(number, {}, "not an object")


async def _split(chunks: AsyncIterator[bytes], limit: int) -> AsyncIterator[bytes | None]:
    """Lines without their ends, None in the place of one beyond the limit; never more than that is held."""
    held, is_skipping = bytearray(), False
    async for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            held += part
            yield None if is_skipping or len(held) > limit else bytes(held)
            held.clear()
            is_skipping = False
        held += rest
        if len(held) > limit:
            held.clear()
            is_skipping = True
    if held or is_skipping:
        yield None if is_skipping else bytes(held)


async def in_portions(lines: AsyncIterator[Line], most: int) -> AsyncIterator[list[Line]]:
    """Lines in portions of so many, the last one shorter."""
    held: list[Line] = []
    async for line in lines:
        held.append(line)
        if len(held) == most:
            yield held
            held = []
    if held:
        yield held


def stream_of(request: Request) -> dict[str, str]:
    """The name under which the receipts of a stream's portions are found; made with the first of them."""
    if not hasattr(request.state, "stream"):
        request.state.stream = secrets.token_hex(8)
    return {"stream": request.state.stream}


def stream_header(request: Request) -> dict[str, str]:
    """The header of a stream's answer: under which name its receipts are found; none where none are kept."""
    return {HEADER: f"stream {stream_of(request)['stream']}"} if keeps_receipts(request) else {}


class LineStream(Response):
    """Answers as JSON lines, sent as they come; the body of the request belongs to whoever makes them.

    Starlette's own streams read the request for news of a disconnection, and would lose what it says.
    """

    media_type = LINES

    def __init__(self, answers: AsyncIterator[Mapping[str, Any]], headers: Mapping[str, str]) -> None:
        super().__init__(headers=dict(headers))
        del self.headers["content-length"]
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        with suppress(ClientDisconnect):
            async for answer in self._answers:
                await send({"type": "http.response.body", "body": to_json(answer) + b"\n", "more_body": True})
        await send({"type": "http.response.body", "body": b""})
