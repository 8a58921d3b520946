"""What a listed party is: what the list says of it and said before, and its relations as a drawing and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import Request

from navicert.errors import MissingData
from navicert.lists.words import in_words
from navicert.web.languages import language
from navicert.web.relations_view import elsewhere_of, picture_of, relations_of
from navicert.web.rendering import Pages, View, desk_of

MOST_ROWS = 500
"""Relations that the page's table shows; its JSON has all."""
routes = Pages(least="viewer")


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
        "authorities": sorted({one.authority for one in entry.listings}),
        "names": [
            {"text": one.text, "kind": one.kind, "script": one.script, "romanised": romanised(one.text)}
            for one in entry.names
        ],
        "facts": [{"label": label, "values": values} for label, values in facts],
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
    found = desk.relations.of(last.last, entry)
    data |= {"relations": relations_of(found), "elsewhere": elsewhere_of(found)}
    shown = {"picture": picture_of(entry, name, found), "most": MOST_ROWS}
    return View("entity", entry.caption, data, list(_entity_rows(data)), shown=shown)


def romanised(name: str) -> str | None:
    """How screening reads a name in other letters than Latin, in Latin letters; None for a Latin name.

    >>> romanised("Иван Сидоров"), romanised("Ivan")
    ('ivan sidorov', None)
    """
    if name.isascii() or language(name) is None:
        return None
    from navicert.names import read_name

    readings = (" ".join(token.text for token in reading.tokens) for reading in read_name(name))
    return " / ".join(dict.fromkeys(readings))


def _entity_rows(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything on the page as one table: part, label, value and, of changes, the day."""
    for name in data["names"]:
        romanisation = {"note": name["romanised"]} if name["romanised"] else {}
        yield {"part": "name", "label": name["kind"], "value": name["text"], **romanisation}
    for fact in data["facts"]:
        yield from ({"part": "fact", "label": fact["label"], "value": value} for value in fact["values"])
    for one in data["relations"]:
        yield {"part": "relation", "label": f"{one['way']}: {one['kind']}", "value": one["name"]}
    for one in data["history"]:
        yield {"part": "presence", "label": one["from_edition"], "value": one["first_seen"], "until": one["gone_by"]}
    for one in data["changes"]:
        for side in ("before", "after"):
            at = {"label": one["field"], "day": one["published"], "note": side}
            yield from ({"part": "change", "value": value, **at} for value in one[side])


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
