"""`/v1/read`: what a page of news says, and who says so."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from navicert.server.context import desk_of
from navicert.server.turns import in_turn
from navicert.server.v1.model import PageOfText, Records
from navicert.wire import Routes, json_answer

routes = Routes(least="viewer", tags=["evidence"], prefix="/v1/read")


@routes.post("", response_model=Records)
async def read(request: Request, page: PageOfText) -> Response:
    """Read a page of text; the records are those of `navicert read --json`."""
    desk = desk_of(request)
    return json_answer(
        {"records": await in_turn(request, "reading", lambda: desk.read(page.text, published=page.published))}
    )
