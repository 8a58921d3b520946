"""`GET /search/{dataset}`: entities by a text that a person types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from starlette.responses import Response

from navicert.desk import Desk
from navicert.errors import InvalidInput
from navicert.server.asking import MOST_MATCHES, Wanted, ask
from navicert.server.context import desk_of, now_of, ready_to_search
from navicert.server.finding import FACETS, Found, count_by
from navicert.server.screening_receipts import Screened, receipt_of
from navicert.server.standing import Standing
from navicert.server.yente.model import SearchAnswer
from navicert.terms.country import country, is_assigned
from navicert.wire import Problem, Routes, json_answer

routes = Routes(least="viewer", tags=["yente"])
FacetName = Literal["countries", "topics", "datasets", "schema", "names", "identifiers", "genders"]
Names = Annotated[list[str], Query(max_length=100)]
MOST_VALUES = 100
"""Values of a facet that are counted out."""
WHOLE = "Thing"
_WIDER = {
    "Company": ("Organization", "LegalEntity", "Asset"),
    "PublicBody": ("Organization", "LegalEntity"),
    "Organization": ("LegalEntity",),
    "Person": ("LegalEntity",),
    "Vessel": ("Vehicle", "Asset"),
    "Airplane": ("Vehicle", "Asset"),
    "Vehicle": ("Asset",),
    "Security": ("Asset",),
}
"""What else an entity of a schema is, in the model of FollowTheMoney."""


@routes.get("/search/{dataset}", response_model=SearchAnswer)
async def search(
    request: Request,
    dataset: str,
    q: Annotated[
        str, Query(max_length=1000, description="words of a name, an identifier, a programme; none: all")
    ] = "",
    schema: Annotated[str, Query(max_length=100)] = WHOLE,
    include_dataset: Names = [],  # noqa: B006 - read anew for each request
    exclude_dataset: Names = [],  # noqa: B006
    exclude_schema: Names = [],  # noqa: B006
    countries: Names = [],  # noqa: B006
    topics: Names = [],  # noqa: B006
    datasets: Names = [],  # noqa: B006
    limit: Annotated[int, Query(ge=0, le=500)] = 10,
    offset: Annotated[int, Query(ge=0, le=9499)] = 0,
    facets: Annotated[list[FacetName], Query(max_length=20)] = ["countries", "topics", "datasets"],  # noqa: B006
    simple: Annotated[bool, Query(description="the last word may be unfinished")] = False,
    fuzzy: Annotated[bool, Query(description="likeness of names counts always; kept for yente's clients")] = False,
    target: bool | None = None,
    sort: Names = [],  # noqa: B006
    changed_since: Annotated[str | None, Query(max_length=100)] = None,
    filter_: Annotated[list[str], Query(alias="filter", max_length=100)] = [],  # noqa: B006
) -> Response:
    """Entities whose name is like the text, best first, then those that have all its words anywhere.

    Where nothing is found and the lists' silence means nothing, the answer is problem 503.
    """
    _refuse(sort, changed_since, filter_, schema)
    standing = await ready_to_search(request)
    lists = standing.lists_of(dataset, include=include_dataset, exclude=exclude_dataset, only=datasets)
    asked = screened(desk_of(request), standing, q, lists, now_of(request))
    found = [
        one
        for one in find(standing, q, lists, asked, unfinished=simple or fuzzy)
        if _is_wanted(one, schema, exclude_schema, countries, topics) and target is not False
    ]
    receipt = await receipt_of(request, asked) if asked else {}
    if not found:
        _check_silence(standing, lists, now_of(request), receipt)
    page = found[offset : offset + limit]
    return json_answer(
        {
            "results": [standing.held[one.dataset].roll.entity(one.id) for one in page],
            "facets": {name: _facet(name, found) for name in facets},
            "total": {"value": len(found), "relation": "eq"},
            "limit": limit,
            "offset": offset,
        },
        headers=receipt,
    )


def is_kind(schema: str, wanted: str) -> bool:
    """Whether an entity of a schema is one of the wanted schema too.

    >>> is_kind("Company", "LegalEntity"), is_kind("LegalEntity", "Company")
    (True, False)
    """
    return wanted in (WHOLE, schema) or wanted in _WIDER.get(schema, ())


def screened(desk: Desk, standing: Standing, text: str, lists: Sequence[str], now: datetime) -> Screened | None:
    """Whose name is like the text; None where there is no text."""
    if not text.strip():
        return None
    wanted = Wanted(tuple(lists), replace(desk.policy, limit=MOST_MATCHES))
    query = {"id": "q", "schema": WHOLE, "properties": {"name": [text]}}
    try:
        asked = ask(standing, query, wanted, now)
    except InvalidInput as error:
        raise InvalidInput(error.message, where="q", next=error.next) from None
    return Screened(standing, wanted, now, [asked], lists=None if wanted.lists == standing.names else wanted.lists)


def find(
    standing: Standing, text: str, lists: Sequence[str], asked: Screened | None, *, unfinished: bool
) -> list[Found]:
    """Entities by likeness of name, best first, then those with all the words; without a text all of the lists."""
    finder = standing.finder
    if asked is None:
        return [one for one in finder.all if one.dataset in lists]
    found: dict[tuple[str, str], Found] = {}
    for match in asked.asked[0].matches:
        key = (match.party.source, match.party.id)
        found[key] = finder.get(*key)
    for one in finder.with_words(text, unfinished=unfinished):
        if one.dataset in lists:
            found.setdefault((one.dataset, one.id), one)
    return list(found.values())


def _refuse(sort: Sequence[str], changed_since: str | None, filters: Sequence[str], schema: str) -> None:
    """InvalidInput for what would change the results elsewhere and cannot here."""
    from navicert.screening.parties import FAMILIES

    for field, given in (("sort", sort), ("changed_since", changed_since), ("filter", filters)):
        if given:
            raise InvalidInput(f"results cannot be chosen by {field} here", where=field, next="leave it out")
    if schema not in FAMILIES:
        raise InvalidInput(f"there is no schema {schema!r}", where="schema", next=f"choose from {', '.join(FAMILIES)}")


def _is_wanted(
    one: Found, schema: str, exclude_schema: Sequence[str], countries: Sequence[str], topics: Sequence[str]
) -> bool:
    wanted_countries = {code.lower() for code in countries}
    return (
        is_kind(one.schema, schema)
        and one.schema not in exclude_schema
        and (not wanted_countries or not wanted_countries.isdisjoint(one.of("countries")))
        and (not topics or not set(topics).isdisjoint(one.of("topics")))
    )


def _check_silence(standing: Standing, lists: Sequence[str], now: datetime, receipt: Mapping[str, str]) -> None:
    coverage = standing.coverage(lists, now)
    if not coverage.silence_counts:
        warnings = "; ".join(coverage.warnings) or "no list was asked"
        raise Problem("not-screened", f"nothing was found, and that means nothing: {warnings}", headers=receipt)


def _facet(name: str, found: Sequence[Found]) -> dict[str, Any]:
    values = [{"name": value, "label": _label(name, value), "count": n} for value, n in count_by(name, found)]
    return {"label": FACETS[name][0], "values": values[:MOST_VALUES]}


def _label(facet: str, value: str) -> str:
    if facet == "countries":
        code = value.upper()
        return country(code).name if is_assigned(code) else value
    return value
