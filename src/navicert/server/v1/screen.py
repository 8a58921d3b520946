"""`/v1/screen`: the answers of `navicert screen`, for one party, a batch, or a stream."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from starlette.responses import Response

from navicert.desk.answers import ScreeningAnswer
from navicert.errors import InvalidInput
from navicert.server.asking import AT_A_TIME, MOST_MATCHES, Asked, Wanted, ask, ask_each
from navicert.server.context import desk_of, now_of, standing_of
from navicert.server.screening_receipts import Screened, receipt_of
from navicert.server.standing import Standing
from navicert.server.v1.model import Answer, Answers, Question, Questions
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
from navicert.server.watching import SCREENED
from navicert.wire import Routes, json_answer

routes = Routes(least="viewer", tags=["screening"], prefix="/v1/screen")


def wanted_of(
    request: Request,
    lists: Annotated[list[str], Query(alias="list", max_length=100, description="only these lists")] = [],  # noqa: B006
    cutoff: Annotated[float | None, Query(ge=0, le=1, description="lowest score that is reported")] = None,
    limit: Annotated[int | None, Query(ge=1, le=MOST_MATCHES, description="most matches of a question")] = None,
) -> Wanted:
    """Which lists are asked, and how many matches from which score on are told."""
    policy = desk_of(request).policy
    policy = replace(
        policy, cutoff=policy.cutoff if cutoff is None else cutoff, limit=policy.limit if limit is None else limit
    )
    return Wanted(tuple(dict.fromkeys(lists)) or standing_of(request).names, policy)


Choice = Annotated[Wanted, Depends(wanted_of)]


@routes.post("", response_model=Answer)
async def screen(request: Request, question: Question, wanted: Choice) -> Response:
    """Screen one party. An empty answer is `not_screened` where the lists' silence means nothing."""
    standing, at = standing_of(request), now_of(request)
    asked = ask(standing, question.query(1), wanted, at)
    headers = await receipt_of(request, Screened(standing, wanted, at, [asked], lists=_named(request, wanted)))
    return json_answer(_told(asked), headers=headers)


@routes.post("/batch", response_model=Answers)
async def screen_batch(request: Request, body: Questions, wanted: Choice) -> Response:
    """Screen up to 1,000 parties; a question that cannot be asked has its errors and hides no other."""
    queries = [question.query(number) for number, question in enumerate(body.queries, 1)]
    where = [f"queries.{number}" for number in range(len(queries))]
    standing, at = standing_of(request), now_of(request)
    asked = [one async for one in ask_each(standing, queries, where, wanted, at)]
    headers = await receipt_of(request, Screened(standing, wanted, at, asked, where, _named(request, wanted)))
    return json_answer({"answers": [_told(one) for one in asked]}, headers=headers)


def _named(request: Request, wanted: Wanted) -> tuple[str, ...] | None:
    """The lists that were asked for by name."""
    return wanted.lists if "list" in request.query_params else None


@routes.post("/stream", response_model=None, openapi_extra=BODY, responses=ANSWERS)
async def screen_stream(request: Request, wanted: Choice) -> Response:
    """Screen JSON lines without end, each `{"id", "schema", "properties"}`; answers come while lines are sent.

    All lines are answered from the editions that were in force when the first came.
    """
    check_lines(request)
    return LineStream(_answers(request, standing_of(request), wanted), stream_header(request))


async def _answers(request: Request, standing: Standing, wanted: Wanted) -> AsyncIterator[Mapping[str, Any]]:
    async for lines in in_portions(lines_of(request), AT_A_TIME):
        for asked in await _of_lines(request, standing, lines, wanted):
            yield _told(asked)


async def _of_lines(request: Request, standing: Standing, lines: Sequence[Line], wanted: Wanted) -> list[Asked]:
    """What was found for a portion of lines, which has its receipt by then."""
    at, where = now_of(request), [line.where for line in lines]
    asked = [one async for one in ask_each(standing, [_query(line) for line in lines], where, wanted, at)]
    asked = [_unread(line, one) if line.problem is not None else one for line, one in zip(lines, asked, strict=True)]
    named = _named(request, wanted)
    await receipt_of(request, Screened(standing, wanted, at, asked, where, named, stream_of(request)))
    return asked


def _unread(line: Line, asked: Asked) -> Asked:
    error = InvalidInput(line.problem or "", where=line.where)
    return replace(asked, error=error, query={"id": str(line.number)})


def _query(line: Line) -> dict[str, Any]:
    """The question of a line; one that has not the form of a question is told when it is asked."""
    record = line.record
    given = record.get("properties")
    return {
        "id": str(record.get("id", line.number)),
        "schema": str(record.get("schema") or "LegalEntity"),
        "properties": given if isinstance(given, dict) else {},
    }


def _told(asked: Asked) -> ScreeningAnswer:
    answer = asked.answer()
    SCREENED.labels(answer["status"]).inc()
    return answer
