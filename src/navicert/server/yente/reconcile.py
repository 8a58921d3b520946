"""OpenRefine's reconciliation service (version 0.2 of its interface) over the standing lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query, Request
from pydantic import ValidationError
from pydantic_core import from_json
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from navicert.errors import InvalidInput, MissingData
from navicert.server.asking import Wanted, ask_all
from navicert.server.context import desk_of, now_of, ready_to_search, standing_of
from navicert.server.finding import Found
from navicert.server.screening_receipts import Screened, receipt_of
from navicert.server.standing import Standing
from navicert.server.yente.match import MOST_QUERIES, check_screened
from navicert.server.yente.properties import PROPERTIES, title_of
from navicert.server.yente.recon_model import Extension, Manifest, ReconBatch, ReconQuery
from navicert.server.yente.search import WHOLE, find, screened
from navicert.wire import Routes, json_answer

if TYPE_CHECKING:
    from navicert.screening import Match

routes = Routes(least="viewer", tags=["reconciliation"])
SURE, APART = 0.9, 0.05
"""A candidate is called a match where its score is this high and no other's comes this near."""
SUGGESTED = 10
FORM = {
    "requestBody": {
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "queries": {"type": "string", "description": "reconciliation queries as JSON"},
                        "extend": {"type": "string", "description": "a data extension query as JSON"},
                    },
                }
            }
        }
    }
}
Text = Annotated[str | None, Query(max_length=200_000)]
Prefix = Annotated[str, Query(max_length=1000)]


@routes.get("/reconcile/{dataset}", response_model=Manifest)
async def describe(
    request: Request, dataset: str, queries: Text = None, query: Text = None, extend: Text = None
) -> Response:
    """The manifest; with `queries`, `query` or `extend` the answers to them."""
    if queries is None and query is None and extend is None:
        standing_of(request).lists_of(dataset)
        return json_answer(_manifest(request, dataset))
    return await _answer(request, dataset, queries, query, extend)


@routes.post(
    "/reconcile/{dataset}", openapi_extra=FORM, response_model=None, responses={200: {"description": "Answers"}}
)
async def reconcile(request: Request, dataset: str) -> Response:
    """Reconciliation or extension queries, form-encoded as OpenRefine sends them."""
    try:
        form = await request.form(max_files=0, max_fields=10)
    except HTTPException as error:
        raise InvalidInput(f"the form cannot be read: {error.detail}") from None
    given = {key: value for key in ("queries", "query", "extend") if isinstance(value := form.get(key), str)}
    if not given:
        raise InvalidInput("neither queries nor extend", next="send one of them as a field of a form")
    return await _answer(request, dataset, given.get("queries"), given.get("query"), given.get("extend"))


async def _answer(
    request: Request, dataset: str, queries: str | None, query: str | None, extend: str | None
) -> Response:
    if extend is not None:
        return json_answer(_extended(standing_of(request), dataset, _read(Extension, extend, "extend")))
    if queries is not None:
        told, receipt = await _reconciled(request, dataset, _read(ReconBatch, queries, "queries").root)
        return json_answer(told, headers=receipt)
    text = query or ""
    one = _read(ReconQuery, text, "query") if text.lstrip().startswith("{") else ReconQuery(query=text)
    told, receipt = await _reconciled(request, dataset, {"q0": one})
    return json_answer(told["q0"], headers=receipt)


def _read(model: type[Any], text: str, field: str) -> Any:
    """The record in a text of JSON; InvalidInput names the field of the form and what is wrong in it."""
    try:
        return model.model_validate(from_json(text, allow_inf_nan=False))
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidInput(first["msg"], where=".".join(map(str, (field, *first["loc"])))) from None
    except ValueError as error:
        raise InvalidInput(f"this is no JSON that can be read: {error}", where=field) from None


# -- queries -----------------------------------------------------------------------------------------------------------


async def _reconciled(
    request: Request, dataset: str, queries: Mapping[str, ReconQuery]
) -> tuple[dict[str, Any], Mapping[str, str]]:
    """The candidates for each query, and the header of the receipt."""
    if not queries or len(queries) > MOST_QUERIES:
        raise InvalidInput(f"{len(queries):,} queries; from 1 to {MOST_QUERIES:,} are answered", where="queries")
    standing = standing_of(request)
    most = max(query.limit for query in queries.values())
    wanted = Wanted(standing.lists_of(dataset), replace(desk_of(request).policy, limit=most))
    examples = {key: query.example(key) for key, query in queries.items()}
    at = now_of(request)
    answers = await ask_all(standing, examples, wanted, at)
    receipt = await receipt_of(request, Screened.of_keys(standing, wanted, at, answers))
    check_screened(answers, receipt)
    told = {key: {"result": _candidates(asked.matches[: queries[key].limit])} for key, asked in answers.items()}
    return told, receipt


def _candidates(matches: Sequence[Match]) -> list[dict[str, Any]]:
    scores = [match.score for match in matches]
    is_sure = bool(scores) and scores[0] >= SURE and (len(scores) == 1 or scores[0] - scores[1] >= APART)
    return [
        {
            "id": match.party.id,
            "name": match.party.caption,
            "description": f"{match.party.schema}, {match.party.source}",
            "type": [_type(match.party.schema)],
            "score": match.score,
            "match": is_sure and place == 0,
            "features": [{"id": "probability", "value": match.probability}],
        }
        for place, match in enumerate(matches)
    ]


def _type(schema: str) -> dict[str, str]:
    return {"id": schema, "name": title_of(schema)}


# -- extension ---------------------------------------------------------------------------------------------------------


def _extended(standing: Standing, dataset: str, extension: Extension) -> dict[str, Any]:
    lists = standing.lists_of(dataset)
    names = {wanted.id: wanted.id.rpartition(":")[2] for wanted in extension.properties}
    rows: dict[str, dict[str, list[dict[str, str]]]] = {}
    for entity_id in extension.ids:
        holder = next((standing.held[name] for name in lists if entity_id in standing.held[name].roll), None)
        properties = holder.roll.entity(entity_id)["properties"] if holder else {}
        rows[entity_id] = {
            wanted.id: [{"str": value} for value in properties.get(names[wanted.id], ())][
                : wanted.settings.limit or None
            ]
            for wanted in extension.properties
        }
    meta = [{"id": wanted.id, "name": title_of(names[wanted.id])} for wanted in extension.properties]
    return {"meta": meta, "rows": rows}


@routes.get("/reconcile/{dataset}/extend/property", response_model=None, responses={200: {"description": "Properties"}})
async def propose_properties(
    request: Request,
    dataset: str,
    type: Annotated[str, Query(max_length=100)] = WHOLE,  # noqa: A002 - OpenRefine's word
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """Properties by which entities of a type can be extended."""
    standing_of(request).lists_of(dataset)
    chosen = [{"id": name, "name": title_of(name)} for name in PROPERTIES][:limit]
    return json_answer({"type": type, "properties": chosen, "limit": limit})


# -- suggestions -------------------------------------------------------------------------------------------------------


@routes.get("/reconcile/{dataset}/suggest/entity", response_model=None, responses={200: {"description": "Suggestions"}})
async def suggest_entity(
    request: Request,
    dataset: str,
    prefix: Prefix = "",
    limit: Annotated[int, Query(ge=1, le=100)] = SUGGESTED,
    cursor: Annotated[int, Query(ge=0, le=9000)] = 0,
) -> Response:
    """Entities whose name is like the beginning that was typed."""
    standing = await ready_to_search(request)
    lists = standing.lists_of(dataset)
    asked = screened(desk_of(request), standing, prefix, lists, now_of(request))
    found = find(standing, prefix, lists, asked, unfinished=True) if asked else []
    return _suggestions(prefix, [_suggestion(one) for one in found[cursor : cursor + limit]])


def _suggestion(one: Found) -> dict[str, Any]:
    described = f"{one.schema}, {one.dataset}"
    return {"id": one.id, "name": one.caption, "description": described, "type": [_type(one.schema)]}


@routes.get(
    "/reconcile/{dataset}/suggest/property", response_model=None, responses={200: {"description": "Suggestions"}}
)
async def suggest_property(request: Request, dataset: str, prefix: Prefix = "") -> Response:
    """Properties whose name begins so."""
    standing_of(request).lists_of(dataset)
    return _suggestions(prefix, [{"id": name, "name": title_of(name)} for name in _beginning(PROPERTIES, prefix)])


@routes.get("/reconcile/{dataset}/suggest/type", response_model=None, responses={200: {"description": "Suggestions"}})
async def suggest_type(request: Request, dataset: str, prefix: Prefix = "") -> Response:
    """Types whose name begins so."""
    from navicert.screening.parties import FAMILIES

    standing_of(request).lists_of(dataset)
    return _suggestions(prefix, [_type(name) for name in _beginning(tuple(FAMILIES), prefix)])


def _beginning(names: Sequence[str], prefix: str) -> list[str]:
    begun = prefix.strip().casefold()
    found = [name for name in names if name.casefold().startswith(begun) or title_of(name).casefold().startswith(begun)]
    return found[:SUGGESTED] if begun else list(names)[:SUGGESTED]


def _suggestions(prefix: str, result: list[dict[str, Any]]) -> Response:
    return json_answer({"code": "/api/status/ok", "status": "200 OK", "prefix": prefix, "result": result})


# -- manifest and preview ----------------------------------------------------------------------------------------------


def _manifest(request: Request, dataset: str) -> dict[str, Any]:
    from navicert.screening.parties import FAMILIES

    base = str(request.base_url).rstrip("/")
    service = f"{base}/reconcile/{dataset}"
    key = f"?{request.url.query}" if "api_key" in request.query_params else ""

    def at(path: str) -> dict[str, str]:
        return {"service_url": service, "service_path": path + key}

    settings = [
        {
            "name": "limit",
            "label": "Limit",
            "type": "number",
            "default": 0,
            "help_text": "The most values of a property (0: all).",
        }
    ]
    return {
        "versions": ["0.1", "0.2"],
        "name": f"navicert: {dataset}",
        "identifierSpace": f"{base}/entities/",
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "defaultTypes": [_type(schema) for schema in FAMILIES],
        "view": {"url": f"{base}/entities/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}{key.replace('?', '&')}", "width": 400, "height": 300},
        "suggest": {name: at(f"/suggest/{name}") for name in ("entity", "property", "type")},
        "extend": {"propose_properties": at("/extend/property"), "property_settings": settings},
        "batchSize": 50,
    }


@routes.get("/reconcile/{dataset}/preview", response_class=HTMLResponse)
async def preview(request: Request, dataset: str, id: Annotated[str, Query(max_length=500)]) -> Response:  # noqa: A002
    """A small page about an entity, for the frame in which OpenRefine shows it."""
    standing = standing_of(request)
    holder = next((standing.held[name] for name in standing.lists_of(dataset) if id in standing.held[name].roll), None)
    if holder is None:
        raise MissingData(f"the dataset {dataset!r} has no entity {id!r}")
    entity = holder.roll.entity(id)
    shown = [(name, entity["properties"][name]) for name in PROPERTIES if entity["properties"].get(name)]
    rows = "".join(f"<dt>{escape(title_of(name))}<dd>{escape('; '.join(values[:5]))}" for name, values in shown[:8])
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(entity["caption"])}</title>'
        f"<h1>{escape(entity['caption'])}</h1><p>{escape(entity['schema'])}, {escape(holder.name)}"
        f" {escape(holder.status.edition.id)}</p><dl>{rows}</dl></html>"
    )
    return HTMLResponse(
        page,
        headers={
            "Content-Security-Policy": "default-src 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*"
        },
    )
