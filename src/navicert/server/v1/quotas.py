"""`/v1/quotas`: running totals against caps, and the ledger behind them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.responses import Response

from navicert.desk import Desk
from navicert.server.context import desk_of, now_of
from navicert.server.turns import in_turn
from navicert.server.v1.model import Answer, Answers, Items, LedgerRows
from navicert.server.v1.pages import After, Limit, page_answer
from navicert.wire import Routes, json_answer, once, visitor_of
from navicert.wire.routes import least_role

routes = Routes(least="viewer", tags=["quotas"], prefix="/v1/quotas")
Word = Annotated[str | None, Query(max_length=100)]


@routes.get("", response_model=Answers)
async def accounts(
    request: Request,
    quota: Word = None,
    period: Word = None,
    as_known_on: date | None = None,
    recorded_until: datetime | None = None,
    rate_days: Annotated[int | None, Query(ge=1, le=3660)] = None,
) -> Response:
    """The running accounts of one quota or all, as `navicert quota report --json` prints them."""
    desk = desk_of(request)
    until = recorded_until.astimezone(now_of(request).tzinfo) if recorded_until else None

    def told() -> list[dict[str, Any]]:
        from navicert.trade.output import account_to_json

        found = desk.quotas.accounts(quota, period, as_known_on=as_known_on, recorded_until=until, rate_days=rate_days)
        return [account_to_json(account) for account in found]

    return json_answer({"answers": await in_turn(request, "law", told)})


@routes.get("/records", response_model=Items)
async def records(request: Request, after: After = None, limit: Limit = 100) -> Response:
    """The ledger in the order of recording."""
    from navicert.trade.output import record_to_json

    ledger = await in_turn(request, "law", lambda: desk_of(request).quotas.ledger().records)
    return page_answer(
        request, ledger, after=after, limit=limit, id_of=lambda one: one.id, told=record_to_json, version=len(ledger)
    )


@routes.post("/records", response_model=Answer, openapi_extra=least_role("analyst"))
async def record(request: Request, body: LedgerRows) -> Response:
    """Record deliveries, corrections and notices. Rows that are no records are named and leave the others as they are.

    Send an `Idempotency-Key` so that nothing is recorded twice when an answer was lost.
    """
    desk, by = desk_of(request), visitor_of(request).name

    async def recorded() -> dict[str, Any]:
        return {"rows": await in_turn(request, "law", lambda: _recorded(desk, body, by))}

    return await once(request, recorded)


def _recorded(desk: Desk, body: LedgerRows, by: str) -> list[dict[str, Any]]:
    from navicert.trade import InvalidRecord
    from navicert.trade.output import record_to_json

    rows: list[dict[str, Any]] = []
    for number, taken in enumerate(desk.quotas.record(body.rows, by=by, again=body.again), 1):
        if isinstance(taken, InvalidRecord):
            errors = [{"field": problem.field, "message": problem.message} for problem in taken.problems]
            rows.append({"row": number, "outcome": "invalid", "record": None, "errors": errors})
        else:
            rows.append({"row": number, "outcome": taken.outcome, "record": record_to_json(taken.record)})
    return rows
