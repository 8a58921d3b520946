"""The reader: a page of news in layers, set beside lists, law and quotas; people confirm and correct what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import Request
from starlette.responses import Response

from navicert.desk.reading_receipts import PageRead, given_of
from navicert.errors import Conflict, InvalidInput, MissingData
from navicert.evidence.pages import page_of_bytes
from navicert.web.forms import day_of
from navicert.web.reader_forms import acts, form_of, seen_of
from navicert.web.reading_view import LAYERS, rows, told
from navicert.web.receipting import asks, receipt_header
from navicert.web.rendering import Pages, View, desk_of, see
from navicert.wire import visitor_of
from navicert.wire.routes import least_role

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.evidence.keeping.shelf import ReadPage

LONGEST = 1_000_000
SHOWN_PAGES = 200
routes = Pages(least="viewer")


def _reader(request: Request) -> View:
    from navicert.evidence.keeping.answers import page_to_json

    try:
        kept = desk_of(request).evidence.shelf().pages
    except MissingData:  # no page is kept yet
        kept = ()
    listed = [page_to_json(page) for page in reversed(kept[-SHOWN_PAGES:])]
    data = {"pages": listed, "total": len(kept)}
    flat = [{key: value for key, value in one.items() if key != "counts"} | one["counts"] for one in listed]
    return View("reader", "Reader", data, flat, shown={"text": "", "published": ""})


def _read(request: Request, fields: Mapping[str, str]) -> Response | View:
    """Read a pasted text or a file; kept where the visitor may and asks for it."""
    from navicert.evidence.keeping.shelf import ReadPage
    from navicert.evidence.output import records

    text = fields.get("file", "") or fields.get("text", "")
    if not text.strip():
        raise InvalidInput("there is no text", where="text", next="paste a page, or choose a file")
    if len(text) > LONGEST:
        raise InvalidInput(f"{len(text):,} characters are too many here", next="read the file with navicert read")
    source = fields.get("file (file)") or "pasted text"
    page = page_of_bytes(text.encode("utf-8", "surrogateescape"), source=source[:200])
    desk, published = desk_of(request), day_of(fields.get("published", ""), "published")
    if fields.get("keep") and visitor_of(request).may("analyst"):
        return see(f"/reader/{desk.evidence.keep(page, published=published).page.page.id}")
    at, read = desk.now(), ReadPage(desk.reader.reading(page, published=published), ())
    told = PageRead(text, published, list(records(read.reading, page.source)), page.source)
    given = given_of(desk, [told], at=at, **asks(request))
    return replace(_view(desk, read, {"kept": None}), headers=receipt_header(request, given))


def _page(request: Request) -> View:
    return _kept(request, request.query_params.get("at", ""))


def _kept(request: Request, at: str, trouble: str = "", written: Mapping[str, str] | None = None) -> View:
    """A kept page, with the form of the record that somebody is at."""
    desk = desk_of(request)
    read = desk.evidence.page(request.path_params["page"])
    shown = {"kept": read.page.id, "trouble": trouble, "written": written or {}}
    view = _view(desk, read, shown)
    if visitor_of(request).may("analyst"):
        form = form_of(read, view.data, at) if at else None
        view = replace(view, shown={**view.shown, "form": form, "may_correct": True})
    return replace(view, status=409 if trouble else 200)


def _view(desk: Desk, read: ReadPage, shown: Mapping[str, Any]) -> View:
    links = desk.evidence.links([read])
    data = told(read, links)
    data["cases"] = _cases(desk, read)
    recorded = {one.quantity["start"] for one in links.deliveries if desk.consequences.is_recorded(one)}
    for one, proposal in zip(data["deliveries"], links.deliveries, strict=True):
        one["state"] = "recorded" if one["start"] in recorded else "proposed"
        one["seen"] = seen_of(proposal)
    title = data["articles"][0]["title"] if data["articles"] else "A page"
    extra = {"layers": LAYERS, "form": None, "may_correct": False, "trouble": "", "written": {}, "made": _made(read)}
    return View("page", title, data, rows(read), shown={**extra, **shown})


def _made(read: ReadPage) -> dict[str, Any]:
    """Corrections by their ids, for whoever reads that a record was corrected."""
    return {one.id: one for one in read.corrections}


def _cases(desk: Desk, read: ReadPage) -> dict[str, dict[str, str]]:
    """The cases about a page, by what they are about: an entity of a list, or the characters of a claim or event."""
    return {case.pair.entity: {"id": case.id, "status": case.status} for case in desk.consequences.cases_of(read)}


def _act(request: Request, fields: Mapping[str, str]) -> Response | View:
    """Confirm, correct, open a case, record a delivery: what was wrong with it is told beside what was typed."""
    act = fields.get("act", "")
    if act not in acts:
        raise InvalidInput("no such act", where="act")
    page = request.path_params["page"]
    try:
        following = acts[act](desk_of(request), page, fields, visitor_of(request).name)
    except (Conflict, InvalidInput, MissingData) as error:
        return _kept(request, fields.get("record", ""), str(error), fields)
    return see(following)


routes.page("/reader/{page}", _page)
routes.page("/reader", _reader)
routes.act("/reader", _read, openapi_extra=least_role("viewer"))
routes.act("/reader/{page}", _act, openapi_extra=least_role("analyst"))
