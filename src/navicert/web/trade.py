"""Trade watch: volumes by month beside the law, both sides of a trade, prices and their sudden changes. Read only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response

from navicert.desk.trade_choice import LEVELS, choice_of, state_of
from navicert.errors import InvalidInput, MissingData, NavicertError
from navicert.web.forms import day_of
from navicert.web.rendering import HEADERS, Pages, View, desk_of, problem_page
from navicert.wire import problem_of

if TYPE_CHECKING:
    from datetime import date

    from navicert.trade.flows import Choice, Volume
    from navicert.trade.prices import Series
    from navicert.trade.series_picture import SeriesPicture

FIELDS = ("reporter", "partner", "flow", "hs", "from", "until", "source")
SHOWN_ROWS = 500
"""Rows in a table of a page; its twins have all."""
MOST_KINDS = 200
"""Kinds of trade (goods, states, direction) that a page asks the law about; for more `navicert trade bans` does."""
routes = Pages(least="viewer")


def _given(request: Request, *names: str) -> dict[str, str]:
    """The fields of a form as they were typed; those that are absent are empty."""
    return {name: request.query_params.get(name, "").strip() for name in names}


def _known_on(request: Request) -> date | None:
    return day_of(request.query_params.get("as_known_on", ""), "as_known_on")


def _level(request: Request) -> int | None:
    text = request.query_params.get("level", "").strip()
    if text and not text.isdecimal():
        raise InvalidInput(f"{text[:20]!r} is no length of an HS code", where="level", next=f"choose from {LEVELS}")
    return int(text) if text else None


# -- volumes -----------------------------------------------------------------------------------------------------------


def _choice(request: Request) -> Choice:
    return choice_of(_given(request, *FIELDS), _level(request))


def _volumes(request: Request) -> View:
    from navicert.trade.flows.output import comparison_to_json, left_to_json, volume_to_json

    trade, chosen, known_on = desk_of(request).trade, _choice(request), _known_on(request)
    shown = _shown(request, (*FIELDS, "level", "as_known_on"))
    try:
        found, left = trade.volumes(chosen, published_until=known_on)
        is_much = _is_much(found)
        compared, rest = ([], []) if is_much else trade.bans(chosen, as_known_on=known_on)
    except MissingData:
        return View("trade", "Trade", _nothing("volumes", "comparisons", "not_counted", "not_compared"), shown=shown)
    told = [volume_to_json(one) for one in found]
    data = {
        "volumes": told,
        "comparisons": [comparison_to_json(one) for one in compared if one.alerts],
        "not_counted": [left_to_json(one) for one in left],
        "not_compared": [{"rows": len(one.rows), "because": one.reason} for one in rest],
        "is_empty": False,
        "law_not_asked": is_much,
    }
    return View("trade", "Trade", data, [_flat(one) for one in told], shown=shown)


def _is_much(found: Sequence[Volume]) -> bool:
    """Whether there are more kinds of trade than a page asks the law about."""
    return len({(one.hs, one.reporter, one.partner, one.direction) for one in found}) > MOST_KINDS


def _nothing(*names: str) -> dict[str, Any]:
    return {"is_empty": True, "law_not_asked": False, **{name: [] for name in names}}


def _shown(request: Request, names: Sequence[str]) -> dict[str, Any]:
    given = _given(request, *names)
    asked = urlencode({key: value for key, value in given.items() if value})
    return {"given": given, "asked": asked, "most": SHOWN_ROWS, "levels": LEVELS}


def _flat(volume: Mapping[str, Any]) -> dict[str, Any]:
    """A volume as a row: quantities in one cell, the first row it stands in."""
    left_out = {"quantities", "rows", "further_rows"}
    quantities = [f"{one['amount']} {one['unit']}" for one in volume["quantities"]]
    rows = len(volume["rows"]) + volume["further_rows"]
    flat = {key: value for key, value in volume.items() if key not in left_out}
    return {**flat, "quantities": quantities, "rows": rows, "first_row": volume["rows"][0]["place"]}


def volumes_svg(request: Request) -> Response:
    """The volumes as lines, forbidden months shaded; with its own table."""
    from navicert.trade.flows.picture import volumes_picture

    def made() -> SeriesPicture:
        trade, chosen, known_on = desk_of(request).trade, _choice(request), _known_on(request)
        found = trade.volumes(chosen, published_until=known_on)[0]
        compared = [] if _is_much(found) else trade.bans(chosen, as_known_on=known_on)[0]
        beside = list({id(one.volume): one.volume for one in compared}.values())
        return volumes_picture(beside or found, "Volumes by month", compared)

    return _picture(request, made)


def _picture(request: Request, made: Any) -> Response:
    from navicert.trade.series_picture import draw_series

    try:
        return Response(draw_series(made()), 200, HEADERS, "image/svg+xml")
    except NavicertError as error:
        return problem_page(request, problem_of(error))


# -- both sides --------------------------------------------------------------------------------------------------------


def _mirror(request: Request) -> View:
    from navicert.trade.flows.output import mirror_to_json

    names = ("first", "second", "hs", "from", "until", "level", "as_known_on")
    given, shown = _given(request, *names), _shown(request, names)
    if not (given["first"] and given["second"]):
        return View("mirror", "Both sides of a trade", {"lines": None}, shown=shown)
    ends = state_of(given["first"], "first"), state_of(given["second"], "second")
    chosen = choice_of(
        {key: given[key] for key in ("hs", "from", "until")}, _level(request) or (None if given["hs"] else 6)
    )
    try:
        found = desk_of(request).trade.mirror(*ends, chosen, published_until=_known_on(request))
    except MissingData:
        found = []
    lines = [mirror_to_json(line) for line in found]
    return View("mirror", "Both sides of a trade", {"lines": lines}, [_flat_line(line) for line in lines], shown=shown)


def _flat_line(line: Mapping[str, Any]) -> dict[str, Any]:
    flat = {key: value for key, value in line.items() if key not in ("exporter", "importer")}
    for side in ("exporter", "importer"):
        told = line[side] or {
            "net_kg": None,
            "value": None,
            "currency": None,
            "source": None,
            "rows": [{"place": None}],
        }
        for key in ("net_kg", "value", "currency", "source"):
            flat[f"{side}_{key}"] = told[key]
        flat[f"{side}_row"] = told["rows"][0]["place"]
    return flat


# -- prices ------------------------------------------------------------------------------------------------------------


def _series(request: Request) -> list[Series]:
    """The series that were asked for; all where nothing was."""
    place, goods = (request.query_params.get(name, "").strip().casefold() for name in ("place", "goods"))
    found = desk_of(request).prices.series(published_until=_known_on(request))
    return [one for one in found if place in ("", one.place.casefold()) and goods in ("", one.goods)]


def _prices(request: Request) -> View:
    from navicert.desk.price_answers import alert_to_json
    from navicert.trade.prices import Watched
    from navicert.trade.prices.output import price_to_json

    shown = _shown(request, ("place", "goods", "as_known_on"))
    try:
        series = _series(request)
    except MissingData:
        return View("prices", "Prices", _nothing("prices", "alerts", "series"), shown=shown)
    alerts = desk_of(request).prices.alerts(series, Watched(), as_known_on=_known_on(request))
    prices = [price_to_json(kept) for one in series for kept in one.prices]
    titles = [{"title": one.title, "asked": urlencode({"place": one.place, "goods": one.goods})} for one in series]
    data = {"prices": prices, "alerts": [alert_to_json(one) for one in alerts], "series": titles, "is_empty": False}
    return View("prices", "Prices", data, prices, shown=shown)


def prices_svg(request: Request) -> Response:
    """Up to four series in one unit as lines, sudden changes ringed; with its own table."""
    from navicert.trade.prices import Watched
    from navicert.trade.prices.picture import prices_picture

    def made() -> SeriesPicture:
        series = _series(request)
        alerts = desk_of(request).prices.alerts(series, Watched(), as_known_on=_known_on(request))
        return prices_picture(series, [one.change for one in alerts])

    return _picture(request, made)


routes.add_api_route("/trade.svg", volumes_svg, methods=["GET"])
routes.add_api_route("/trade/prices.svg", prices_svg, methods=["GET"])
routes.page("/trade/mirror", _mirror)
routes.page("/trade/prices", _prices)
routes.page("/trade", _volumes)
