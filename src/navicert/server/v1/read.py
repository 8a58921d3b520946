"""`/v1/read`: what a page of news says, and who says so."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response

from navicert.desk.reading_receipts import PageRead, given_of
from navicert.server.context import desk_of, now_of
from navicert.server.receipting import keeps_receipts, receipt_header
from navicert.server.turns import in_turn
from navicert.server.v1.model import PageOfText, Records
from navicert.wire import Routes, json_answer, visitor_of

routes = Routes(least="viewer", tags=["evidence"], prefix="/v1/read")


@routes.post("", response_model=Records)
async def read(request: Request, page: PageOfText) -> Response:
    """Read a page of text; the records are those of `navicert read --json`."""
    desk, at = desk_of(request), now_of(request)
    records = await in_turn(request, "reading", lambda: desk.read(page.text, published=page.published))
    headers: Mapping[str, str] = {}
    if keeps_receipts(request):
        way = f"{request.method} {request.url.path}"
        pages = [PageRead(page.text, page.published, records)]
        headers = await receipt_header(request, given_of(desk, pages, at=at, by=visitor_of(request).name, way=way))
    return json_answer({"records": records}, headers=headers)
