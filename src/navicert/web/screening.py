"""The screening desk: one box for a name or an identifier, hits side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request

from navicert.desk.live_receipts import screened
from navicert.web.receipting import asks, receipt_header
from navicert.web.recognising import OF_VESSELS, recognised
from navicert.web.rendering import Pages, View, desk_of

DEFAULT_SCHEMA = "LegalEntity"
SCHEMAS = ("LegalEntity", "Person", "Organization", "Company", "Vessel", "Airplane")
FIELDS = {"birth_date": "birthDate", "country": "country", "id_number": "idNumber"}
EXAMPLES = ("Jo Chun Ryong", "리병철", "Bank of Dandong", "Chen Mei Xiang")
LONGEST = 1_000
routes = Pages(least="viewer")


def query_of(given: Mapping[str, str]) -> dict[str, Any] | None:
    """The query of a form's fields; numbers are recognised. None where nothing was asked."""
    asked = given.get("q", "").strip()[:LONGEST]
    if not asked:
        return None
    properties = recognised(asked)
    kinds = properties.keys() - {"name"}
    schema = given.get("schema") or DEFAULT_SCHEMA
    if kinds and schema == DEFAULT_SCHEMA:  # a number may be anybody's, or a ship's
        schema = "Vessel" if kinds <= OF_VESSELS else "Thing"
    for key, name in FIELDS.items():
        if given.get(key, "").strip():
            properties[name] = [*properties.get(name, ()), given[key].strip()]
    return {"id": "1", "schema": schema, "properties": properties}


def _screen(request: Request) -> View:
    given, desk = request.query_params, desk_of(request)
    query = query_of(given)
    coverage = desk.lists.coverage()
    shown = {
        "given": dict(given),
        "schemas": SCHEMAS,
        "examples": EXAMPLES,
        "largest": desk.settings.server.body_limit_bytes,
        "held": [{"name": edition.name, "entries": edition.entries} for edition in coverage.editions],
    }
    if query is None:
        return View("screen", "Screen a name", {"answer": None, "lists": shown["held"]}, shown=shown)
    shown["asked_as"] = [kind for kind in query["properties"] if kind not in {"name", "birthDate", "country"}]
    answer, receipt = screened(desk, query, **asks(request))
    title, headers = f"Screen: {given['q'][:80]}", receipt_header(request, receipt)
    return View("screen", title, {"answer": answer}, _rows(answer), shown=shown, headers=headers)


def _rows(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    head = {"status": answer["status"], "warnings": answer["warnings"]}
    keys = ("id", "schema", "caption", "sources", "programs", "score", "probability")
    return [
        head | {key: match[key] for key in keys} | {"reasons": [reason["text"] for reason in match["reasons"]]}
        for match in answer["matches"]
    ] or [head]


routes.page("/", _screen)
