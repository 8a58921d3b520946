"""The law: check a shipment or a payment, what was allowed when, and every measure of the rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response

from navicert.desk.live_receipts import checked
from navicert.desk.timelines import question_of
from navicert.errors import InvalidInput, MissingData
from navicert.rulebook.vocabulary import ACTIVITIES, GOODS_KINDS, KEYS, STEPS
from navicert.web.receipting import asks, receipt_header
from navicert.web.rendering import HEADERS, Pages, View, desk_of

FORM = (
    "activity", "action", "bound_state", "counterparty_state", "origin", "destination", "hs", "goods_kind",
    "activity_date", "quantity_amount", "quantity_unit",
)  # fmt: skip
LIMIT = 4_000
routes = Pages(least="viewer")


def facts_of(given: Mapping[str, str]) -> dict[str, str]:
    """The facts of a form: its own fields, and lines KEY=VALUE under `more`."""
    facts = {key: given[key].strip() for key in given if key not in {"more", "regime"} and given[key].strip()}
    for line in given.get("more", "")[:LIMIT].splitlines():
        key, equals, value = (part.strip() for part in line.partition("="))
        if not line.strip():
            continue
        if not equals or not key:
            raise InvalidInput(
                "expected KEY=VALUE on a line", where=repr(line[:80]), next="for example end_use=livelihood"
            )
        if key in facts:
            raise InvalidInput(f"the fact {key!r} is given twice", where=repr(line[:80]))
        facts[key] = value
    return facts


def _check(request: Request) -> View:
    given = dict(request.query_params)
    shown: dict[str, Any] = {
        "given": given,
        "activities": ACTIVITIES,
        "goods": GOODS_KINDS,
        "steps": STEPS,
        "form": FORM,
    }
    facts = facts_of(given)
    if not facts:
        return View("check", "Check a shipment or a payment", {"answer": None}, shown=shown)
    shown["used"] = [
        {"fact": key, "value": value, "meaning": KEYS[key].meaning if key in KEYS else "no fact that law asks for"}
        for key, value in facts.items()
    ]
    answer, receipt = checked(desk_of(request), facts, **asks(request))
    keys = ("regime", "status", "lowest", "highest", "missing", "because")
    rows = [{key: finding.get(key) for key in keys} for finding in answer["findings"]]
    headers = receipt_header(request, receipt)
    return View("check", "Check a shipment or a payment", {"answer": answer}, rows, shown=shown, headers=headers)


def _facts(_request: Request) -> View:
    rows = [
        {"fact": key.name, "type": key.type, "meaning": key.meaning, "codes": list(key.codes)} for key in KEYS.values()
    ]
    return View("facts", "What law can ask", {"facts": rows}, rows)


def _measures(request: Request) -> View:
    from navicert.rulebook import list_measures

    rows = [dict(row) for row in list_measures(desk_of(request).rulebook)]
    regimes = sorted({str(row["regime"]) for row in rows})
    regime, words = request.query_params.get("regime", ""), request.query_params.get("q", "").casefold()
    chosen = [
        row
        for row in rows
        if (not regime or row["regime"] == regime)
        and words in f"{row['id']} {row['summary']} {row['instrument']}".casefold()
    ]
    shown = {"regimes": regimes, "regime": regime, "words": request.query_params.get("q", "")}
    return View("measures", "Measures", {"measures": chosen, "total": len(rows)}, chosen, shown=shown)


def _measure(request: Request) -> View:
    from navicert.rulebook import show

    measure, rulebook = request.path_params["measure"], desk_of(request).rulebook
    if measure not in rulebook.measures:
        raise MissingData(f"the rulebook holds no measure {measure!r}", next="see the page of measures")
    told = dict(show(rulebook, measure))
    return View("measure", measure, {"measure": told}, [{"key": key, "value": value} for key, value in told.items()])


def _timeline(request: Request) -> View:
    from navicert.measures.timeline_picture import lane_to_json

    given = dict(request.query_params)
    facts = facts_of(given)
    shown = {"given": given, "goods": GOODS_KINDS, "activities": ACTIVITIES, "query_text": request.url.query}
    if not facts:
        return View("timeline", "What was allowed when", {"lanes": []}, shown=shown)
    desk = desk_of(request)
    laid = desk.law.timeline(question_of(desk.rulebook, facts))
    lanes = [lane_to_json(laid, lane, None, None) for lane in laid.lanes]
    rows = [{"regime": lane["regime"], **span} for lane in lanes for span in lane["spans"]]
    return View("timeline", "What was allowed when", {"lanes": lanes}, rows, shown=shown)


def timeline_picture(request: Request) -> Response:
    """The timeline as a picture; its table stands on the page."""
    from navicert.measures.timeline_picture import timeline_picture as drawn
    from navicert.measures.timeline_picture import title_of

    desk = desk_of(request)
    facts = facts_of(dict(request.query_params))
    laid = desk.law.timeline(question_of(desk.rulebook, facts))
    text = drawn(laid, title=title_of(laid))
    return Response(text, 200, HEADERS, "image/svg+xml")


routes.page("/check/facts", _facts)
routes.page("/check", _check)
routes.page("/measures/timeline", _timeline)
routes.add_api_route("/measures/timeline.svg", timeline_picture, methods=["GET"])
routes.page("/measures/{measure}", _measure)
routes.page("/measures", _measures)
