"""Problem details (RFC 9457): what went wrong, where, and what to do next, in one form for every route."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi.exceptions import HTTPException
from pydantic_core import to_json
from starlette.responses import Response

from navicert.errors import Conflict, FetchError, InvalidInput, MissingData, NavicertError, SourceError, StoreError

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:navicert:problem:"
TITLES: Mapping[str, tuple[int, str]] = {
    "invalid-input": (400, "The request holds something that cannot be"),
    "no-credentials": (401, "This needs an API key or a signed-in person"),
    "not-allowed": (403, "This role may not do that"),
    "missing": (404, "There is no such thing here"),
    "method": (405, "This address does not take that method"),
    "conflict": (409, "Something else was done or is being done"),
    "changed": (412, "It has changed since it was read"),
    "too-large": (413, "The body is too large"),
    "media-type": (415, "The body is in a form that is not read here"),
    "host": (421, "The server is not known under this name"),
    "unreadable": (422, "The file cannot be believed"),
    "too-many": (429, "Too many requests"),
    "internal": (500, "Something went wrong in the program"),
    "upstream": (502, "The publisher did not answer as it should"),
    "store": (503, "The store cannot be used"),
    "not-ready": (503, "The lists are being read"),
    "not-screened": (503, "Nobody was screened"),
}
"""Every problem by its short name, which ends its `type`: status and title."""
_OF_ERRORS: tuple[tuple[type[NavicertError], str], ...] = (
    (InvalidInput, "invalid-input"),
    (Conflict, "conflict"),
    (MissingData, "missing"),
    (SourceError, "unreadable"),
    (FetchError, "upstream"),
    (StoreError, "store"),
)


class Problem(HTTPException):
    """A request that ends with problem details; `more` are further members beside the standard ones."""

    def __init__(self, name: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        status, self.title = TITLES[name]
        super().__init__(status, detail, dict(headers or {}))
        self.name = name
        self.more = {key: value for key, value in more.items() if value is not None}

    def body(self) -> dict[str, Any]:
        """The members as RFC 9457 names them."""
        head = {"type": PREFIX + self.name, "title": self.title, "status": self.status_code, "detail": self.detail}
        return {**head, **self.more}

    def response(self) -> Response:
        return Response(to_json(self.body()), self.status_code, self.headers, MEDIA_TYPE)


def problem_of(error: NavicertError) -> Problem:
    """The problem that an error of the program is to whoever asked; `detail` is the whole sentence."""
    name = next((name for kind, name in _OF_ERRORS if isinstance(error, kind)), "internal")
    return Problem(name, str(error), where=error.where, next=error.next)
