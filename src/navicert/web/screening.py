"""The screening desk: one box for a name or an identifier, hits side by side; and what a listed party is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import Request

from navicert.desk.live_receipts import screened
from navicert.errors import MissingData
from navicert.lists.words import in_words
from navicert.web.receipting import asks, receipt_header
from navicert.web.rendering import Pages, View, desk_of

SCHEMAS = ("LegalEntity", "Person", "Organization", "Company", "Vessel", "Airplane")
IMO = re.compile(r"(?:IMO\s*(?:no\.?|number)?[:\s]*)?(\d{7})", re.IGNORECASE)
FIELDS = {"birth_date": "birthDate", "country": "country", "id_number": "idNumber"}
EXAMPLES = ("Jo Chun Ryong", "리병철", "Bank of Dandong", "Chen Mei Xiang")
LONGEST = 1_000
routes = Pages(least="viewer")


def query_of(given: Mapping[str, str]) -> dict[str, Any] | None:
    """The query of a form's fields; a ship's number is recognised. None where nothing was asked."""
    asked = given.get("q", "").strip()[:LONGEST]
    if not asked:
        return None
    number = IMO.fullmatch(asked)
    properties = {"imoNumber": [number[1]]} if number else {"name": [asked]}
    properties |= {name: [given[key].strip()] for key, name in FIELDS.items() if given.get(key, "").strip()}
    schema = "Vessel" if number else given.get("schema") or "LegalEntity"
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


def _entity(request: Request) -> View:
    name, entry_id = request.path_params["source"], request.path_params["entity"]
    desk = desk_of(request)
    if name not in desk.store.edition_names():
        raise MissingData(f"no list {name!r} is loaded", next="see the page of lists")
    history = desk.store.entry_history(name, entry_id)
    entry, last = history.entry, history.presences[-1]
    facts = [(label, [in_words(value) for value in values]) for label, values in _facts(entry) if values]
    data = {
        "list": name,
        "id": entry.id,
        "caption": entry.caption,
        "schema": entry.schema,
        "stands": last.gone_by is None,
        "as_of": last.last.published,
        "gone_by": last.gone_by.published if last.gone_by else None,
        "names": [{"text": one.text, "kind": one.kind, "script": one.script} for one in entry.names],
        "facts": [{"label": label, "values": values} for label, values in facts],
        "relations": [
            {"kind": one.kind, "name": one.name, "entry_id": one.entry_id, "note": one.note} for one in entry.relations
        ],
        "history": [
            {
                "from_edition": presence.first.id,
                "first_seen": presence.first.published,
                "last_seen": presence.last.published,
                "known_since": presence.first.loaded_at,
                "gone_by": presence.gone_by.published if presence.gone_by else None,
            }
            for presence in history.presences
        ],
        "changes": [
            {"edition": edition.id, "published": edition.published, **_change(one)}
            for edition, change in history.changes
            for one in change.changes
        ],
    }
    return View(
        "entity", entry.caption, data, [{"label": label, "value": value} for label, values in facts for value in values]
    )


def _facts(entry: Any) -> list[tuple[str, tuple[Any, ...]]]:
    several = (
        ("Listings", "listings"), ("Born", "birth_dates"), ("Died", "death_dates"), ("Founded", "incorporation_dates"),
        ("Born in", "birth_places"), ("Nationality", "nationalities"), ("Citizenship", "citizenships"),
        ("Jurisdiction", "jurisdictions"), ("Country", "countries"), ("Flag", "flags"),
        ("Former flags", "former_flags"),
        ("Titles", "titles"), ("Positions", "positions"), ("Addresses", "addresses"), ("Identifiers", "identifiers"),
        ("Details", "details"), ("Remarks", "remarks"),
    )  # fmt: skip
    gender = (("Gender", (entry.gender,)),) if entry.gender else ()
    return [*((label, getattr(entry, key)) for label, key in several), *gender]


def _change(change: Any) -> dict[str, Any]:
    return {
        "field": change.field,
        "before": [in_words(value) for value in change.removed],
        "after": [in_words(value) for value in change.added],
    }


routes.page("/entity/{source}/{entity}", _entity)
routes.page("/", _screen)
