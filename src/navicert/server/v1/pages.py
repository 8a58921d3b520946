"""Long lists in pages: each page says where the next begins, by the last item's own id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from navicert.errors import InvalidInput
from navicert.wire import etag_of, json_answer, not_modified

T = TypeVar("T")
After = Annotated[str | None, Query(max_length=500, description="the last id of the page before")]
Limit = Annotated[int, Query(ge=1, le=1000)]


def page_answer(
    request: Request,
    items: Sequence[T],
    *,
    after: str | None,
    limit: int,
    id_of: Callable[[T], str],
    told: Callable[[T], Mapping[str, Any]],
    version: object = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """One page of items as `{"items", "next"}`, with a Link to the next one and an entity tag.

    `version` is whatever the items change with, by default what the page says; `more` are further members of the
    answer. InvalidInput where `after` is no item's id.
    """
    start = _start([id_of(item) for item in items], after)
    page = items[start : start + limit]
    following = None
    if start + limit < len(items):
        following = str(request.url.include_query_params(after=id_of(page[-1])))
    body = {"items": [told(item) for item in page], "next": following, "total": len(items), **(more or {})}
    etag = etag_of(body if version is None else version, str(request.url.query))
    headers = {"ETag": etag} | ({"Link": f'<{following}>; rel="next"'} if following else {})
    return not_modified(request, etag) or json_answer(body, headers=headers)


def _start(ids: Sequence[str], after: str | None) -> int:
    if after is None:
        return 0
    try:
        return ids.index(after) + 1
    except ValueError:
        raise InvalidInput(f"no item has the id {after!r}", where="after", next="begin with the first page") from None
