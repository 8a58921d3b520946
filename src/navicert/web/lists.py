"""Lists: which are loaded, how fresh they are, what changed from one edition to the next."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import Request

from navicert.errors import InvalidInput
from navicert.lists.words import in_words
from navicert.web.rendering import Pages, View, desk_of

MOST_SHOWN = 500
routes = Pages(least="viewer")


def _lists(request: Request) -> View:
    desk = desk_of(request)
    rows = [
        {
            "list": one.edition.name,
            "edition": one.edition.id,
            "state": one.words,
            "published": one.edition.published,
            "entries": one.edition.entries,
            "loaded_at": one.edition.loaded_at,
            "confirmed_at": one.confirmed_at,
            "sha256": one.edition.sha256,
            "whole": one.edition.whole,
            "shrinkage": one.edition.shrinkage,
        }
        for one in desk.lists.status()
    ]
    head = desk.store.receipts.last()
    data = {"editions": rows, "warnings": list(desk.lists.coverage().warnings), "receipts": head.number if head else 0}
    return View("lists", "Lists", data, rows)


def _diff(request: Request) -> View:
    name, given = request.path_params["name"], request.query_params
    old, new = given.get("old", "previous"), given.get("new", "current")
    if len(old) > 100 or len(new) > 100:
        raise InvalidInput("no edition has so long a name", where="old, new")
    delta = desk_of(request).lists.diff(name, old, new)
    rows: list[dict[str, Any]] = [{"change": "added", "id": one.id, "caption": one.caption} for one in delta.added]
    rows += [{"change": "removed", "id": one.id, "caption": one.caption} for one in delta.removed]
    rows += [
        {
            "change": "changed",
            "id": change.id,
            "caption": change.caption,
            "field": field.field,
            "before": [in_words(value) for value in field.removed],
            "after": [in_words(value) for value in field.added],
        }
        for change in delta.changed
        for field in change.changes
    ]
    cases = [case for _, case in desk_of(request).store.cases.of_entities(name, {row["id"] for row in rows})]
    about = Counter(case.pair.entity for case in cases)
    rows = [row | {"cases": about[row["id"]]} for row in rows]
    data = {
        "list": name,
        "effect": Counter(case.status for case in cases),
        "counts": {"added": len(delta.added), "changed": len(delta.changed), "removed": len(delta.removed)},
        "changes": rows,
    }
    return View("diff", f"What changed on {name}", data, rows, shown={"most": MOST_SHOWN, "old": old, "new": new})


routes.page("/lists/{name}/changes", _diff)
routes.page("/lists", _lists)
