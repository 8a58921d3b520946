"""`/v1/evidence`: kept pages of news, what they say, what analysts corrected in it, and dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import HTMLResponse, Response

from navicert.desk import Desk
from navicert.errors import InvalidInput, MissingData
from navicert.evidence.model import Modality
from navicert.server.context import desk_of
from navicert.server.turns import in_turn
from navicert.server.v1.model import Answer, Items, PageOfText
from navicert.server.v1.pages import After, Limit, page_answer
from navicert.wire import Routes, etag_of, json_answer, not_modified, once, visitor_of
from navicert.wire.routes import least_role

if TYPE_CHECKING:
    from navicert.evidence.keeping.shelf import Shelf

routes = Routes(least="viewer", tags=["evidence"], prefix="/v1/evidence")
Word = Annotated[str | None, Query(max_length=500)]
PageId = Annotated[str, Path(pattern="^[0-9a-f]{4,64}$", description="a page's id, or its beginning")]
RecordId = Annotated[str, Field(max_length=100)]
SEARCHED: tuple[Literal["claim", "event"], ...] = ("claim", "event")
OWN_STYLE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}


class PageToKeep(PageOfText):
    """A page's text, the day of publication where it is known, and where and when the text was found."""

    source: str | None = Field(default=None, max_length=2_000)
    fetched_at: AwareDatetime | None = None


class Correct(BaseModel):
    """What an analyst says of a record: fields as typed for "change" and "add", characters for "add".

    `record` is a record's id; the type of the new one for "add"; the correction's id for "withdraw".
    """

    model_config = ConfigDict(extra="forbid")

    action: Literal["change", "remove", "confirm", "add", "withdraw"] = "change"
    record: RecordId
    reason: str = Field(min_length=1, max_length=4_000)
    values: dict[str, Annotated[str, Field(max_length=4_000)]] = Field(default={}, max_length=50)
    start: int | None = Field(default=None, ge=0, le=10_000_000)
    end: int | None = Field(default=None, ge=0, le=10_000_000)


@dataclass(frozen=True, slots=True)
class Sought:
    """A party, by name or id, a measure, and days, all optional."""

    party: str | None
    measure: str | None
    first: date | None
    last: date | None


def sought(
    party: Word = None,
    measure: Word = None,
    first: Annotated[date | None, Query(alias="from", description="nothing about days before this one")] = None,
    last: Annotated[date | None, Query(alias="to", description="nothing about days after this one")] = None,
) -> Sought:
    """What pages are asked about."""
    return Sought(party, measure, first, last)


About = Annotated[Sought, Depends(sought)]


@routes.get("/pages", response_model=Items)
async def pages(request: Request, after: After = None, limit: Limit = 100) -> Response:
    """Kept pages in the order of keeping: places, titles, how much was read and corrected."""
    from navicert.evidence.keeping.answers import page_to_json

    desk = desk_of(request)

    def told() -> Response:
        return page_answer(
            request,
            [kept.page.id for kept in desk.store.pages.all()],
            after=after,
            limit=limit,
            id_of=str,
            told=lambda page: page_to_json(desk.evidence.page(page)),
        )

    return await in_turn(request, "evidence", told)


@routes.get("/pages/{page_id}", response_model=Answer)
async def page(request: Request, page_id: PageId) -> Response:
    """One page: its text, the records of its reading as corrected, the corrections, and every reading of it."""
    told = await in_turn(request, "evidence", lambda: _page(desk_of(request), page_id))
    etag = etag_of(told)
    return not_modified(request, etag) or json_answer(told, headers={"ETag": etag})


def _page(desk: Desk, page_id: str) -> dict[str, Any]:
    from navicert.evidence.keeping.answers import corrections_to_json, page_to_json

    read = desk.evidence.page(page_id)
    readings = [
        {"reader": one.reader, "read_at": one.read_at.isoformat(), "published": one.published}
        for one in desk.evidence.history(read)
    ]
    return {
        **page_to_json(read),
        "text": read.page.text,
        "records": list(read.corrected.records),
        "corrected_by": list(corrections_to_json(read)),
        "readings": readings,
    }


@routes.post("/pages", response_model=Answer, openapi_extra=least_role("analyst"))
async def keep(request: Request, body: PageToKeep) -> Response:
    """Keep a page with its reading. `outcome` is new, found again (the text was kept, this place is new) or known."""
    desk = desk_of(request)

    async def kept() -> dict[str, Any]:
        return await in_turn(request, "reading", lambda: _kept(desk, body))

    return await once(request, kept)


def _kept(desk: Desk, body: PageToKeep) -> dict[str, Any]:
    from navicert.evidence.keeping.answers import page_to_json
    from navicert.evidence.pages import page_of_text

    found = page_of_text(body.text, source=body.source, fetched_at=body.fetched_at)
    now = desk.evidence.keep(found, published=body.published)
    return {**page_to_json(now.page), "outcome": now.outcome, "read_anew": now.read_anew}


@routes.post("/pages/{page_id}/corrections", response_model=Answer, openapi_extra=least_role("analyst"))
async def correct(request: Request, page_id: PageId, body: Correct) -> Response:
    """Correct what was read; the correction is a record of its own under the name of whoever asks, and is returned."""
    desk, by = desk_of(request), visitor_of(request).name

    async def corrected() -> dict[str, Any]:
        return await in_turn(request, "reading", lambda: _corrected(desk, page_id, body, by))

    return await once(request, corrected)


def _corrected(desk: Desk, page_id: str, body: Correct, by: str) -> dict[str, Any]:
    from navicert.evidence.keeping.answers import correction_to_json

    evidence, reason = desk.evidence, body.reason
    if body.action == "withdraw":
        made, _ = evidence.withdraw(page_id, body.record, by=by, reason=reason)
    elif body.action == "add":
        if body.start is None or body.end is None:
            raise InvalidInput("a new record needs its characters", where="start, end")
        made, _ = evidence.add(page_id, body.record, body.start, body.end, by=by, reason=reason, values=body.values)
    else:
        action = None if body.action == "change" else body.action
        made, _ = evidence.correct(page_id, body.record, by=by, reason=reason, values=body.values, action=action)
    return correction_to_json(made)


@routes.get("/search", response_model=Items)
async def search(
    request: Request,
    about: About,
    text: Word = None,
    speaker: Word = None,
    modality: Annotated[list[Modality], Query(max_length=6)] = [],  # noqa: B006
    kind: Annotated[list[Literal["claim", "event", "mention", "date", "quantity"]], Query(max_length=5)] = [*SEARCHED],  # noqa: B006
    after: After = None,
    limit: Limit = 100,
) -> Response:
    """What kept pages claim and report, by day; copies of a text are one item with several `occurrences`.

    `undated` counts what would fit if its day were known.
    """
    asked = {"text": text, "speaker": speaker, "modalities": frozenset(modality), "kinds": tuple(dict.fromkeys(kind))}
    desk = desk_of(request)

    def told() -> Response:
        items, undated = _searched(desk, about, asked)
        return page_answer(request, items, after=after, limit=limit, id_of=_place, told=dict, more={"undated": undated})

    return await in_turn(request, "evidence", told)


def _searched(desk: Desk, about: Sought, asked: Mapping[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """The items that answer, and how many have no day; none where no page is kept."""
    try:
        shelf = desk.evidence.shelf()
    except MissingData:
        return [], 0
    return _found(desk, shelf, about, asked)


def _found(desk: Desk, shelf: Shelf, about: Sought, asked: Mapping[str, Any]) -> tuple[list[dict[str, Any]], int]:
    from navicert.evidence.keeping.answers import item_to_json
    from navicert.evidence.keeping.questions import Question

    question = Question(first=about.first, last=about.last, **asked)
    answer = desk.evidence.ask(shelf, question, party=about.party, measure=about.measure)
    return [item_to_json(item) for item in answer.items], len(answer.undated)


def _place(item: Mapping[str, Any]) -> str:
    """An item's own name: no two records of a page share an id."""
    return f"{item['page']}:{item[item['type'] + '_id']}"


@routes.get("/dossier", response_model=None, responses={200: {"content": {"text/html": {}}}})
async def dossier(request: Request, about: About) -> Response:
    """One HTML page on a party or a measure: what is claimed, by whom, who denies it, the words and their source."""
    if (about.party is None) == (about.measure is None):
        raise InvalidInput("a dossier is on a party or on a measure", where="party, measure", next="give one of them")
    made = await in_turn(request, "evidence", lambda: _dossier(desk_of(request), about))
    return HTMLResponse(made, headers=OWN_STYLE)


def _dossier(desk: Desk, about: Sought) -> str:
    from navicert.evidence.keeping.dossier import dossier as page_of
    from navicert.evidence.linking.answers import statement_to_json

    shelf = desk.evidence.shelf()
    items, undated = _found(desk, shelf, about, {"kinds": SEARCHED})
    judged = desk.evidence.statements(shelf.pages, about.measure) if about.measure else ()
    return page_of(
        about.party or about.measure or "",
        items,
        {each.page.id: each.page.text for each in shelf.pages},
        made_at=desk.now(),
        statements=[statement_to_json(one.statement, one.judgement) for one in judged],
        undated=undated,
    )
