"""`/v1/check`: the answers of `navicert check`, for one transaction, a batch, or a stream."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Body, Query, Request
from starlette.responses import Response

from navicert.server.context import desk_of
from navicert.server.turns import in_turn
from navicert.server.v1.model import Answer, Answers, Transactions
from navicert.server.v1.streams import ANSWERS, BODY, Line, LineStream, check_lines, lines_of
from navicert.wire import Routes, json_answer

routes = Routes(least="viewer", tags=["law"], prefix="/v1/check")
AsKnownOn = Annotated[date | None, Query(description="the day whose knowledge is used; today by default")]
Facts = Annotated[
    dict[str, Any], Body(max_length=300, examples=[{"activity": "procure", "origin": "KP", "hs": "2701"}])
]


@routes.post("", response_model=Answer)
async def check(request: Request, facts: Facts, as_known_on: AsKnownOn = None) -> Response:
    """Assess one transaction; docs/facts.md has the vocabulary. Malformed facts are answered `invalid`."""
    return json_answer(await _checked(request, facts, as_known_on))


@routes.post("/batch", response_model=Answers)
async def check_batch(request: Request, body: Transactions, as_known_on: AsKnownOn = None) -> Response:
    """Assess up to 1,000 transactions."""
    return json_answer({"answers": [await _checked(request, facts, as_known_on) for facts in body.transactions]})


@routes.post("/stream", response_model=None, openapi_extra=BODY, responses=ANSWERS)
async def check_stream(request: Request, as_known_on: AsKnownOn = None) -> Response:
    """Assess JSON lines without end; answers come while lines are sent."""
    check_lines(request)
    return LineStream(_answers(request, as_known_on))


async def _answers(request: Request, as_known_on: date | None) -> AsyncIterator[Mapping[str, Any]]:
    async for line in lines_of(request):
        answer = _unreadable(line) if line.problem else await _checked(request, line.record, as_known_on)
        yield answer if answer["id"] is not None else {**answer, "id": line.number}


def _unreadable(line: Line) -> dict[str, Any]:
    return {"id": line.number, "findings": [], "errors": [{"field": None, "message": line.problem}]}


async def _checked(request: Request, facts: Mapping[str, Any], as_known_on: date | None) -> dict[str, Any]:
    return await in_turn(request, "law", lambda: desk_of(request).check(facts, as_known_on=as_known_on))
