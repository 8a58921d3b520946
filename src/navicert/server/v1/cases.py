"""`/v1/cases`: the review queue, one case with its record, and what people do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from navicert.cases.acting import Judgement
from navicert.cases.model import Case
from navicert.cases.output import case_to_json, record_to_json
from navicert.cases.queue import Choice, Place
from navicert.desk import Desk
from navicert.errors import InvalidInput
from navicert.server.context import desk_of, now_of
from navicert.server.turns import in_turn
from navicert.server.v1.model import Answer, Items
from navicert.wire import Problem, Routes, etag_of, json_answer, not_modified, once, visitor_of
from navicert.wire.routes import least_role

routes = Routes(least="viewer", tags=["cases"], prefix="/v1/cases")
Word = Annotated[str | None, Query(max_length=100)]
LONGEST = 4_000
MARK = "~"


class Act(BaseModel):
    """What somebody does with a case, and the version of it that they saw."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["decide", "confirm", "dissent", "undo", "escalate", "reopen"]
    version: int = Field(ge=1, le=1_000_000)
    reason: str = Field(default="", max_length=LONGEST)
    verdict: Literal["same", "not_same", "unsure", "gone"] | None = None
    evidence: list[Annotated[str, Field(max_length=LONGEST)]] = Field(default=[], max_length=50)
    expires_on: date | None = None

    def judgement(self) -> Judgement:
        """The verdict of a first reviewer; InvalidInput where there is none."""
        if self.verdict is None:
            raise InvalidInput("a decision needs a verdict", where="verdict")
        return Judgement(
            verdict=self.verdict, reason=self.reason, evidence=tuple(self.evidence), expires_on=self.expires_on
        )


@routes.get("", response_model=Items)
async def queue(
    request: Request,
    source: Word = None,
    score: Word = None,
    candidates: Word = None,
    age: Word = None,
    after: Annotated[str | None, Query(max_length=300, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:
    """Cases that wait, the most probable first, of equals the one that waits longest."""
    desk, today = desk_of(request), now_of(request).date()
    choice = Choice(source=source, score=score, candidates=candidates, age=age)
    page = await in_turn(request, "cases", lambda: desk.cases.queue(choice, after=_place(after), limit=limit))
    items = [
        case_to_json(one.kept.case, one.kept.customer, today) | {"candidates": one.candidates} for one in page.cases
    ]
    following = MARK.join((str(page.next.urgency), page.next.since, page.next.case)) if page.next else None
    return json_answer({"items": items, "next": following, "total": page.total})


def _place(text: str | None) -> Place | None:
    if text is None:
        return None
    parts = text.split(MARK)
    try:
        urgency, since, case = float(parts[0]), parts[1], parts[2]
    except (ValueError, IndexError):
        raise InvalidInput("no place in the queue", where="after", next="begin with the first page") from None
    return Place(urgency, since, case)


@routes.get("/{case_id}", response_model=Answer)
async def case(request: Request, case_id: str) -> Response:
    """One case with its whole record; its entity tag changes with its version."""
    told = await in_turn(request, "cases", lambda: _told(desk_of(request), case_id, now_of(request).date()))
    etag = etag_of(told["id"], told["version"])
    return not_modified(request, etag) or json_answer(told, headers={"ETag": etag})


@routes.post("/{case_id}/acts", response_model=Answer, openapi_extra=least_role("analyst"))
async def act(request: Request, case_id: str, body: Act) -> Response:
    """Record an act on the version of the case that was seen; 409 where it has changed since, and nothing is recorded.

    A second review takes a reviewer, another person than the first. Send an `Idempotency-Key`, so that an act is not
    recorded twice when an answer was lost.
    """
    visitor, desk = visitor_of(request), desk_of(request)
    if body.act in ("confirm", "dissent") and not visitor.may("reviewer"):
        raise Problem("not-allowed", f"{visitor.name} is {visitor.role} here; a second review takes a reviewer")

    async def done() -> dict[str, Any]:
        await in_turn(request, "cases", lambda: _acts(desk, case_id, body, visitor.name)[body.act]())
        return await in_turn(request, "cases", lambda: _told(desk, case_id, now_of(request).date()))

    return await once(request, done)


def _acts(desk: Desk, case_id: str, body: Act, by: str) -> Mapping[str, Callable[[], Case]]:
    cases, reason, version = desk.cases, body.reason, body.version
    return {
        "decide": lambda: cases.decide(case_id, body.judgement(), by=by, version=version),
        "confirm": lambda: cases.confirm(case_id, by=by, reason=reason, version=version),
        "dissent": lambda: cases.dissent(case_id, by=by, reason=reason, evidence=tuple(body.evidence), version=version),
        "undo": lambda: cases.undo(case_id, by=by, version=version),
        "escalate": lambda: cases.escalate(case_id, by=by, reason=reason, version=version),
        "reopen": lambda: cases.reopen(case_id, by=by, reason=reason, version=version),
    }


def _told(desk: Desk, case_id: str, today: date) -> dict[str, Any]:
    kept = desk.cases.show(case_id)
    return record_to_json(kept.case, kept.customer, (one.event for one in kept.events), today)
