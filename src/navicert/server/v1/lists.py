"""`/v1/lists`: editions, their entries, and what changed between them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request
from starlette.responses import Response

from navicert.desk.lists import ListStatus
from navicert.errors import MissingData
from navicert.lists import Entry
from navicert.lists.delta import Delta
from navicert.lists.words import in_words
from navicert.server.context import desk_of, now_of, standing_of
from navicert.server.turns import in_turn
from navicert.server.v1.model import Answer, Items
from navicert.server.v1.pages import After, Limit, page_answer
from navicert.wire import Routes, etag_of, json_answer, not_modified

routes = Routes(least="viewer", tags=["lists"], prefix="/v1/lists")
Edition = Annotated[str, Query(max_length=200, description="current, previous, a date, an id or the beginning of one")]


@routes.get("", response_model=Items)
async def editions(request: Request, after: After = None, limit: Limit = 100) -> Response:
    """Every edition in the store, by list and publication date, with its state."""
    statuses = await in_turn(request, "store", desk_of(request).lists.status)
    told = [_edition(status) for status in statuses]
    return page_answer(
        request,
        told,
        after=after,
        limit=limit,
        id_of=lambda one: f"{one['list']} {one['edition']}",
        told=dict,
        version=told,
    )


@routes.get("/{name}", response_model=Answer)
async def edition_in_force(request: Request, name: str) -> Response:
    """The edition of one list that is in force."""
    standing = standing_of(request)
    standing.lists_of(name)
    found = next((one for one in standing.statuses(now_of(request)) if one.edition.name == name), None)
    if found is None:
        raise MissingData(f"{name!r} is no single list", next="see /v1/lists")
    return json_answer(_edition(found))


def _edition(status: ListStatus) -> dict[str, Any]:
    edition = status.edition
    return {
        "list": edition.name,
        "edition": edition.id,
        "source": edition.source,
        "published": edition.published,
        "loaded_at": edition.loaded_at,
        "confirmed_at": status.confirmed_at,
        "in_force": status.in_force,
        "fresh": status.fresh,
        "whole": edition.whole,
        "entries": edition.entries,
        "counts": dict(edition.counts),
        "sha256": edition.sha256,
        "files": edition.files,
        "shrinkage": edition.shrinkage,
    }


@routes.get("/{name}/entries", response_model=Items)
async def entries(request: Request, name: str, after: After = None, limit: Limit = 100) -> Response:
    """The entries of the edition in force as FollowTheMoney entities, in the publisher's order."""
    standing = standing_of(request)
    if name not in standing.held:
        raise MissingData(f"the list {name!r} is not loaded", next="see /v1/lists")
    held = standing.held[name]
    return page_answer(
        request, held.roll.ids, after=after, limit=limit, id_of=str, told=held.roll.entity, version=held.key
    )


@routes.get("/{name}/diff", response_model=Answer)
async def diff(request: Request, name: str, old: Edition = "previous", new: Edition = "current") -> Response:
    """What one edition added, changed and removed against another."""
    desk = desk_of(request)
    before, later = await in_turn(
        request, "store", lambda: tuple(desk.store.find_edition(name, text) for text in (old, new))
    )
    etag = etag_of(before, later)
    known = not_modified(request, etag)
    if known is not None:
        return known
    delta = await in_turn(request, "store", lambda: desk.lists.diff(name, before.id, later.id))
    return json_answer({"list": name, "old": before.id, "new": later.id, **_changes(delta)}, headers={"ETag": etag})


def _changes(delta: Delta) -> dict[str, Any]:
    def told(entry: Entry) -> dict[str, Any]:
        return {"id": entry.id, "schema": entry.schema, "caption": entry.caption, "programs": entry.programs}

    return {
        "added": [told(entry) for entry in delta.added],
        "removed": [told(entry) for entry in delta.removed],
        "changed": [
            {
                "id": change.id,
                "caption": change.caption,
                "fields": [
                    {"field": one.field, "removed": in_words(one.removed), "added": in_words(one.added)}
                    for one in change.changes
                ],
            }
            for change in delta.changed
        ],
    }
