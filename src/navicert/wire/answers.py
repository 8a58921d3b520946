"""How answers are sent: JSON in one form, entity tags, nothing sent twice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response


def json_answer(
    content: Any, status: int = 200, headers: Mapping[str, str] | None = None, *, media_type: str = "application/json"
) -> Response:
    """The content as UTF-8 JSON, other scripts unescaped."""
    return Response(to_json(content), status, dict(headers or {}), media_type)


def etag_of(*parts: object) -> str:
    """A strong entity tag that changes with any of its parts."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def not_modified(request: Request, etag: str) -> Response | None:
    """The answer 304 where whoever asks has this version already, else None."""
    known = request.headers.get("if-none-match")
    if known is None:
        return None
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return Response(status_code=304, headers={"ETag": etag}) if etag in tags or "*" in tags else None
