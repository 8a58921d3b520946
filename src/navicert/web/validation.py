"""Validation: what screening finds and misses on the loaded lists; admins have new reports made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response

from navicert.errors import InvalidInput, MissingData
from navicert.store.validations import LONGEST, KeptValidation
from navicert.web.rendering import Pages, View, desk_of, see
from navicert.wire import visitor_of
from navicert.wire.routes import least_role

SAMPLES = (50, 150, 250, 500)
MOST_LISTED = 20
routes = Pages(least="viewer")


def _newest(request: Request) -> View:
    kept = desk_of(request).store.validations.newest(MOST_LISTED)
    return _view(request, next((one for one in kept if one.records), None), kept)


def _one(request: Request) -> View:
    text, kept = request.path_params["number"], desk_of(request).store.validations
    one = kept.one(int(text)) if text.isdecimal() and len(text) < 10 else None
    if one is None:
        raise MissingData(f"there is no validation {text[:20]!r}", next="see the page of validations")
    return _view(request, one, kept.newest(MOST_LISTED))


def _view(request: Request, chosen: KeptValidation | None, kept: tuple[KeptValidation, ...]) -> View:
    from navicert.screening.validation.report import BLIND, FEWEST, GROUPS, NOBODY

    now = desk_of(request).now()
    listed = [
        {
            "number": one.number,
            "begun_at": one.begun_at,
            "by": one.by,
            "ended_at": one.ended_at,
            "state": _state(one, is_late=now - one.begun_at > LONGEST),
            "recall": next((record["share"] for record in one.records if record["type"] == "recall"), None),
        }
        for one in kept
    ]
    records = list(chosen.records) if chosen else []
    data = {"number": chosen.number if chosen else None, "report": records, "kept": listed}
    shown: dict[str, Any] = {"samples": SAMPLES, "groups": GROUPS, "nobody": NOBODY, "blind": BLIND, "fewest": FEWEST}
    title = f"Validation {chosen.number}" if chosen else "Validation"
    return View("validation", title, data, [_flat(record) for record in records[1:]], shown=shown)


def _state(one: KeptValidation, *, is_late: bool) -> str:
    if one.ended_at is None:
        return "cut off before its end" if is_late else "is being made"
    return one.trouble or "made"


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if not isinstance(value, (list, dict))}


def _start(request: Request, fields: Mapping[str, str]) -> Response:
    from navicert.screening.validation import Plan

    text = fields.get("sample", "")
    if text not in map(str, SAMPLES):
        raise InvalidInput(f"{text[:20]!r} is none of the sample sizes offered", where="sample")
    desk_of(request).screening.validation.start(Plan(sample=int(text)), by=visitor_of(request).name)
    return see("/validation")


routes.page("/validation/{number}", _one)
routes.page("/validation", _newest)
routes.act("/validation", _start, openapi_extra=least_role("admin"))
