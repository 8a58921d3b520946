"""Quotas: what was delivered against the caps, as far as it was reported."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import Request
from starlette.responses import Response

from navicert.errors import MissingData
from navicert.web.forms import day_of
from navicert.web.rendering import HEADERS, Pages, View, desk_of

routes = Pages(least="viewer")


def _known_on(request: Request) -> date | None:
    return day_of(request.query_params.get("as_known_on", ""), "as_known_on")


def _quotas(request: Request) -> View:
    from navicert.trade.output import account_to_json

    told = [account_to_json(one) for one in desk_of(request).quotas.accounts(as_known_on=_known_on(request))]
    rows = [
        {key: account[key] for key in ("quota", "instrument", "paragraph", "status", "as_known_on")}
        | {"period": account["period"]["name"], "unit": limit["unit"], "cap": limit["cap"], "least": limit["least"]}
        | {"left": limit["left"], "share_percent": limit["share_percent"]}
        for account in told
        for limit in account["limits"]
    ]
    shown = {"as_known_on": request.query_params.get("as_known_on", "")}
    return View("quotas", "Quotas", {"accounts": told}, rows, shown=shown)


def _one(request: Request) -> Any:
    quota, period = request.path_params["quota"], request.path_params["period"]
    found = desk_of(request).quotas.accounts(quota, period, as_known_on=_known_on(request))
    if not found:
        raise MissingData(f"nothing is recorded of {quota} in {period}")
    return found[0]


def _quota(request: Request) -> View:
    from navicert.trade.output import account_to_json

    account = account_to_json(_one(request))
    title = f"{account['quota']}, {account['period']['name']}"
    shown = {"as_known_on": request.query_params.get("as_known_on", "")}
    return View("quota", title, {"account": account}, account["records"], shown=shown)


def quota_picture(request: Request) -> Response:
    """Cumulative use against the cap; the table stands on the page."""
    from navicert.trade.chart import draw

    return Response(draw(_one(request)), 200, HEADERS, "image/svg+xml")


routes.add_api_route("/quotas/{quota}/{period}.svg", quota_picture, methods=["GET"])
routes.page("/quotas/{quota}/{period}", _quota)
routes.page("/quotas", _quotas)
