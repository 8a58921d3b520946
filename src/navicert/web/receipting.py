"""Receipts of what pages answer: kept by the server's writer, named in a header and at the foot of the page."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request

from navicert.desk.receipts import Given
from navicert.web.rendering import desk_of
from navicert.wire import visitor_of


def asks(request: Request) -> dict[str, str]:
    """Who asks, and by which way, as a receipt says it."""
    return {"by": visitor_of(request).name, "way": f"{request.method} {request.url.path}"}


def receipt_header(request: Request, given: Given) -> Mapping[str, str]:
    """Keep the receipt of an answer; the header that names it, nothing where none is wanted here."""
    if not desk_of(request).settings.server.receipts:
        return {}
    header: Mapping[str, str] = request.app.state.receipts.keep_and_wait(given)
    return header
