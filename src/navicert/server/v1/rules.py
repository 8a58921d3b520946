"""`/v1/rules`: the rulebook, one measure, what was allowed when, and claims about the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.responses import Response

from navicert.desk import Desk
from navicert.desk.timelines import question_of
from navicert.errors import InvalidInput, MissingData
from navicert.server.context import desk_of, now_of
from navicert.server.turns import in_turn
from navicert.server.v1.model import Answer, Answers, Claims, Items
from navicert.server.v1.pages import After, Limit, page_answer
from navicert.wire import Routes, etag_of, json_answer, not_modified

routes = Routes(least="viewer", tags=["law"], prefix="/v1/rules")
Word = Annotated[str | None, Query(max_length=100)]
NO_FACTS = frozenset({"as_known_on", "since", "until", "regime", "api_key"})


@routes.get("", response_model=Items)
async def measures(
    request: Request,
    regime: Word = None,
    activity: Word = None,
    on: Annotated[date | None, Query(description="only measures valid on this day")] = None,
    after: After = None,
    limit: Limit = 100,
) -> Response:
    """Measures of the rulebook, in its order."""
    from navicert.rulebook import list_measures

    rulebook = await in_turn(request, "law", lambda: desk_of(request).rulebook)
    chosen = [
        row
        for row in list_measures(rulebook)
        if (regime is None or regime in _listed(row["regimes"]))
        and (activity is None or activity in {name for name, _ in rulebook.measures[str(row["id"])].asks})
        and (on is None or _holds(row, on))
    ]
    return page_answer(
        request, chosen, after=after, limit=limit, id_of=lambda row: str(row["id"]), told=dict, version=rulebook.digest
    )


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]


def _holds(row: Mapping[str, object], day: date) -> bool:
    first, until = row["from"], row["until"]
    return (first is None or str(first) <= day.isoformat()) and (until is None or day.isoformat() < str(until))


@routes.get("/timeline", response_model=Answer)
async def timeline(
    request: Request,
    as_known_on: Annotated[date | None, Query(description="the law as known on that day; today by default")] = None,
    since: Annotated[date | None, Query(description="no span that ended before")] = None,
    until: Annotated[date | None, Query(description="no span that begins after")] = None,
    regime: Annotated[list[str], Query(max_length=20)] = [],  # noqa: B006 - read anew for each request
) -> Response:
    """What was allowed when, one lane a regime. Every other parameter is a fact, such as `hs=2701&origin=KP`."""
    facts = _facts_of(request)
    known_on = as_known_on or now_of(request).date()
    desk = desk_of(request)
    return json_answer(
        await in_turn(request, "law", lambda: _lanes(desk, facts, known_on, (since, until), frozenset(regime)))
    )


def _facts_of(request: Request) -> dict[str, str]:
    facts: dict[str, str] = {}
    for key, value in request.query_params.multi_items():
        if key in NO_FACTS:
            continue
        if key in facts:
            raise InvalidInput("the fact is given twice", where=key[:100])
        facts[key] = value
    return facts


def _lanes(
    desk: Desk, facts: Mapping[str, str], known_on: date, days: tuple[date | None, date | None], regimes: frozenset[str]
) -> dict[str, Any]:
    from navicert.measures.timeline import timeline as laid_out
    from navicert.measures.timeline_picture import lane_to_json

    laid = laid_out(question_of(desk.rulebook, facts), desk.rulebook, as_known_on=known_on)
    lanes = [lane for lane in laid.lanes if not regimes or lane.regime in regimes]
    return {"lanes": [lane_to_json(laid, lane, *days) for lane in lanes]}


@routes.post("/claims", response_model=Answers)
async def claims(request: Request, body: Claims) -> Response:
    """Compare claims about the law with the rulebook: correct, imprecise, inaccurate, disputed or unverifiable."""
    desk = desk_of(request)
    return json_answer({"answers": await in_turn(request, "law", lambda: [_judged(desk, c) for c in body.claims])})


def _judged(desk: Desk, claim: Mapping[str, Any]) -> dict[str, Any]:
    from navicert.measures.claims import InvalidClaim, judge_together, judgement_to_json, read_claims

    read = read_claims(claim)
    return judgement_to_json(read if isinstance(read, InvalidClaim) else judge_together(read, desk.rulebook))


@routes.get("/{measure_id}", response_model=Answer)
async def measure(request: Request, measure_id: str) -> Response:
    """One measure: paragraph, who is bound, dates, exceptions, quota, confidence, what nobody has confirmed."""
    from navicert.rulebook import show

    rulebook = await in_turn(request, "law", lambda: desk_of(request).rulebook)
    if measure_id not in rulebook.measures:
        raise MissingData(f"the rulebook holds no measure {measure_id!r}", next="see /v1/rules")
    etag = etag_of(rulebook.digest, measure_id)
    return not_modified(request, etag) or json_answer(show(rulebook, measure_id), headers={"ETag": etag})
