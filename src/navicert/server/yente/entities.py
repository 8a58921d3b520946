"""`GET /entities/{id}`: one entity, with what is beside it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request
from starlette.responses import Response

from navicert.errors import MissingData
from navicert.server.context import standing_of
from navicert.server.standing import HeldList, Standing
from navicert.server.yente.model import Adjacent, AdjacentPage, Entity
from navicert.wire import Routes, etag_of, json_answer, not_modified

routes = Routes(least="viewer", tags=["yente"])
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=9999)]


@routes.get("/entities/{entity_id}", response_model=Entity)
async def entity(request: Request, entity_id: str, nested: bool = True) -> Response:
    """One entity by its id; `nested` adds listings, papers, addresses and ties as entities within its properties."""
    holder = _holder(standing_of(request), entity_id)
    etag = etag_of("entity", holder.key, entity_id, nested)
    read = holder.roll.nested_entity if nested else holder.roll.entity
    return not_modified(request, etag) or json_answer(read(entity_id), headers={"ETag": etag})


@routes.get("/entities/{entity_id}/adjacent", response_model=Adjacent)
async def adjacent(request: Request, entity_id: str, limit: Limit = 10, offset: Offset = 0) -> Response:
    """The entity and, by property, the entities beside it."""
    roll = _holder(standing_of(request), entity_id).roll
    beside = _beside(roll.nested_entity(entity_id))
    pages = {name: _page(values, limit, offset) for name, values in beside.items()}
    return json_answer({"entity": roll.entity(entity_id), "adjacent": pages})


@routes.get("/entities/{entity_id}/adjacent/{property_name}", response_model=AdjacentPage)
async def adjacent_by(
    request: Request, entity_id: str, property_name: str, limit: Limit = 10, offset: Offset = 0
) -> Response:
    """The entities beside one, by one property."""
    beside = _beside(_holder(standing_of(request), entity_id).roll.nested_entity(entity_id))
    if property_name not in beside:
        raise MissingData(f"nothing is beside it by {property_name!r}", where=f"entity {entity_id}")
    return json_answer(_page(beside[property_name], limit, offset))


def _holder(standing: Standing, entity_id: str) -> HeldList:
    holder = standing.entity_holder(entity_id)
    if holder is None:
        raise MissingData(f"no loaded list has an entity {entity_id!r}", next="see /search or /match for ids")
    return holder


def _beside(entity: dict[str, Any]) -> dict[str, list[Any]]:
    found = {name: [one for one in values if isinstance(one, dict)] for name, values in entity["properties"].items()}
    return {name: values for name, values in found.items() if values}


def _page(values: list[Any], limit: int, offset: int) -> dict[str, Any]:
    total = {"value": len(values), "relation": "eq"}
    return {"results": values[offset : offset + limit], "total": total, "limit": limit, "offset": offset}
