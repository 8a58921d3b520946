"""`/v1/check`: the answers of `navicert check`, for one transaction, a batch, or a stream."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import Body, Query, Request
from starlette.responses import Response

from navicert.desk.receipts import Given
from navicert.receipts import Basis
from navicert.server.context import desk_of, now_of, watch_of
from navicert.server.receipting import editions_used, keeps_receipts, receipt_header
from navicert.server.turns import in_turn
from navicert.server.v1.model import Answer, Answers, Transactions
from navicert.server.v1.streams import (
    ANSWERS,
    BODY,
    Line,
    LineStream,
    check_lines,
    in_portions,
    lines_of,
    stream_header,
    stream_of,
)
from navicert.wire import Routes, json_answer, visitor_of

routes = Routes(least="viewer", tags=["law"], prefix="/v1/check")
AsKnownOn = Annotated[date | None, Query(description="the day whose knowledge is used; today by default")]
MOST_TRIES = 3
AT_A_TIME = 20
"""Lines of a stream that are answered together, with one receipt."""
Facts = Annotated[
    dict[str, Any], Body(max_length=300, examples=[{"activity": "procure", "origin": "KP", "hs": "2701"}])
]


@routes.post("", response_model=Answer)
async def check(request: Request, facts: Facts, as_known_on: AsKnownOn = None) -> Response:
    """Assess one transaction; docs/facts.md has the vocabulary. Malformed facts are answered `invalid`."""
    (answer,), headers = await _with_receipt(request, [facts], as_known_on)
    return json_answer(answer, headers=headers)


@routes.post("/batch", response_model=Answers)
async def check_batch(request: Request, body: Transactions, as_known_on: AsKnownOn = None) -> Response:
    """Assess up to 1,000 transactions."""
    answers, headers = await _with_receipt(request, body.transactions, as_known_on)
    return json_answer({"answers": answers}, headers=headers)


async def _with_receipt(
    request: Request,
    transactions: Sequence[Mapping[str, Any]],
    as_known_on: date | None,
    further: Mapping[str, str] | None = None,
) -> tuple[list[dict[str, Any]], Mapping[str, str]]:
    """The answers, all from the same ledger, and the header of their receipt.

    Where deliveries were recorded meanwhile they are asked again, so that they can be repeated from one moment.
    """
    if not keeps_receipts(request):
        return [await _checked(request, facts, as_known_on) for facts in transactions], {}
    for _ in range(MOST_TRIES):
        at = now_of(request)
        known_on = as_known_on or at.date()
        basis = await in_turn(request, "law", lambda: _basis(request, known_on))  # noqa: B023 - awaited here
        answers = [await _checked(request, facts, known_on) for facts in transactions]
        ledger = await in_turn(request, "law", lambda: desk_of(request).quotas.ledger().digest)
        if ledger == basis.ledger:
            break
    asked = {
        "way": f"{request.method} {request.url.path}",
        "transactions": list(transactions),
        "as_known_on": known_on.isoformat(),
        **(further or {}),
    }
    given = Given("check", at, visitor_of(request).name, asked, answers, basis)
    return answers, await receipt_header(request, given)


def _basis(request: Request, known_on: date) -> Basis:
    desk, standing = desk_of(request), watch_of(request).standing
    if standing is None:
        return desk.receipts.basis(desk, known_on=known_on)
    return desk.receipts.basis_of(desk, editions_used(standing, standing.names), known_on=known_on)


@routes.post("/stream", response_model=None, openapi_extra=BODY, responses=ANSWERS)
async def check_stream(request: Request, as_known_on: AsKnownOn = None) -> Response:
    """Assess JSON lines without end; answers come while lines are sent."""
    check_lines(request)
    return LineStream(_answers(request, as_known_on), stream_header(request))


async def _answers(request: Request, as_known_on: date | None) -> AsyncIterator[Mapping[str, Any]]:
    async for lines in in_portions(lines_of(request), AT_A_TIME):
        facts, further = [line.record for line in lines if not line.problem], stream_of(request)
        answers, _ = await _with_receipt(request, facts, as_known_on, further) if facts else ([], {})
        given = iter(answers)
        for line in lines:
            answer = _unreadable(line) if line.problem else next(given)
            yield answer if answer["id"] is not None else {**answer, "id": line.number}


def _unreadable(line: Line) -> dict[str, Any]:
    return {"id": line.number, "findings": [], "errors": [{"field": None, "message": line.problem}]}


async def _checked(request: Request, facts: Mapping[str, Any], as_known_on: date | None) -> dict[str, Any]:
    return await in_turn(request, "law", lambda: desk_of(request).check(facts, as_known_on=as_known_on))
