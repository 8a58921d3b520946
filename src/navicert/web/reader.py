"""The reader: a page of news as articles, with what it claims, who says so, who denies it, and what it touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fastapi import Request
from starlette.responses import Response

from navicert.errors import InvalidInput, MissingData
from navicert.evidence.pages import page_of_bytes
from navicert.web.forms import day_of
from navicert.web.rendering import Pages, View, desk_of, see
from navicert.wire.routes import least_role

LAYERS = ("mention", "date", "quantity", "claim")
LONGEST = 1_000_000
SHOWN_PAGES = 200
routes = Pages(least="viewer")


def _reader(request: Request) -> View:
    desk = desk_of(request)
    try:
        kept = desk.evidence.shelf().pages
    except MissingData:
        kept = ()
    rows = [
        {
            "page": one.page.id,
            "places": list(one.places),
            "articles": [_title(article) for article in one.articles.values()],
        }
        for one in list(kept)[-SHOWN_PAGES:]
    ]
    return View("reader", "Reader", {"pages": rows, "read": None}, rows, shown={"text": "", "published": ""})


def _title(article: Mapping[str, Any]) -> str:
    title = article.get("title") or {}
    return str(title.get("text") if isinstance(title, Mapping) else title or "untitled")


def _read(request: Request, fields: Mapping[str, str]) -> Response | View:
    """Read a pasted text or a file; kept where the visitor may and asks for it."""
    text = fields.get("file", "") or fields.get("text", "")
    if not text.strip():
        raise InvalidInput("there is no text", where="text", next="paste a page, or choose a file")
    if len(text) > LONGEST:
        raise InvalidInput(f"{len(text):,} characters are too many here", next="read the file with navicert read")
    source = fields.get("file (file)") or "pasted text"
    page = page_of_bytes(text.encode("utf-8", "surrogateescape"), source=source[:200])
    desk, published = desk_of(request), day_of(fields.get("published", ""), "published")
    if fields.get("keep") and _may_keep(request):
        return see(f"/reader/{desk.evidence.keep(page, published=published).page.page.id}")
    records = desk.read(page.text, published=published)
    data = told(page.text, records)
    return View("page", "What this page says", data, data["claims"], shown={"kept": None})


def _may_keep(request: Request) -> bool:
    from navicert.wire import visitor_of

    return visitor_of(request).may("analyst")


def _page(request: Request) -> View:
    page = desk_of(request).evidence.page(request.path_params["page"])
    data = told(page.page.text, list(page.corrected.records))
    title = data["articles"][0]["title"] if data["articles"] else "A page"
    return View("page", title, data, data["claims"], shown={"kept": page.page.id, "places": list(page.places)})


def told(text: str, records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What a page's records say, article by article, with the text in pieces that carry their marks."""
    articles = [record for record in records if record["type"] == "article"]
    claims = [record for record in records if record["type"] == "claim"]
    marks = sorted(
        (record for record in records if record["type"] in LAYERS and record["type"] != "claim"),
        key=lambda record: (record["start"], -record["end"]),
    )
    return {
        "articles": [
            {
                "title": _title(article),
                "outlet": article.get("outlet"),
                "published": article.get("resolved_date"),
                "pieces": list(_pieces(text, article["start"], article["end"], marks)),
            }
            for article in articles
        ],
        "claims": claims,
        "events": [record for record in records if record["type"] == "event"],
        "quantities": [record for record in records if record["type"] == "quantity"],
        "notes": [record for record in records if record["type"] == "note"],
    }


def _pieces(text: str, start: int, end: int, marks: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, str | None]]:
    """The text from start to end as pieces, each marked or not; of marks that overlap the first counts."""
    at = start
    for mark in marks:
        if mark["start"] < at or mark["end"] > end:
            continue
        if mark["start"] > at:
            yield {"text": text[at : mark["start"]], "layer": None, "kind": None}
        yield {
            "text": text[mark["start"] : mark["end"]],
            "layer": mark["type"],
            "kind": str(mark.get("kind") or mark["type"]),
        }
        at = mark["end"]
    if at < end:
        yield {"text": text[at:end], "layer": None, "kind": None}


routes.page("/reader/{page}", _page)
routes.page("/reader", _reader)
routes.act("/reader", _read, openapi_extra=least_role("viewer"))
