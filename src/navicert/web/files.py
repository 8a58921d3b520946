"""Files of customers on the screening desk: handed in, counted, and the answers to take away."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response, StreamingResponse

from navicert.desk.handed_files import MOST_TOLD
from navicert.errors import InvalidInput, MissingData
from navicert.web.rendering import HEADERS, Pages, View, desk_of, problem_page, see
from navicert.web.screening import SCHEMAS
from navicert.wire import Problem, problem_of, visitor_of
from navicert.wire.routes import least_role

KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
AT_ONCE = threading.BoundedSemaphore(2)
"""Files that one server process has screened at the same time."""
routes = Pages(least="viewer")


def _hand_in(request: Request, fields: Mapping[str, str]) -> Response | View:
    content, name = fields.get("file", ""), fields.get("file (file)", "")
    if not name:
        raise InvalidInput("no file was chosen", where="file", next="choose a CSV, JSON lines or Parquet file")
    schema = fields.get("schema") or None
    if schema is not None and schema not in SCHEMAS:
        raise InvalidInput(f"there is no kind {schema[:40]!r}", where="schema")
    read, handed = content.encode("utf-8", "surrogateescape"), desk_of(request).handed_files
    if not AT_ONCE.acquire(blocking=False):
        raise Problem(
            "too-many", "other files are being screened; send yours again in a moment", headers={"Retry-After": "10"}
        )
    try:
        return see(f"/screen/files/{handed.screen(name, read, by=visitor_of(request).name, schema=schema)}")
    finally:
        AT_ONCE.release()


def _result(request: Request) -> View:
    token = request.path_params["token"]
    told = desk_of(request).handed_files.summary(token, by=visitor_of(request).name)
    return View(
        "file", f"Screened: {told['file']}", {"token": token, **told}, list(_rows(told)), shown={"most": MOST_TOLD}
    )


def _rows(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the summary names, as one table."""
    for hit in told["hits"]:
        yield {"what": "hit", **hit}
    for key, what in (("unreadable", "not read"), ("read_in_part", "read in part")):
        for one in told[key]:
            yield {"what": what, **one}


def answers(request: Request) -> Response:
    """Every answer of a file, as CSV or JSON lines to keep."""
    form, handed = request.path_params["form"], desk_of(request).handed_files
    token, by = request.path_params["token"], visitor_of(request).name
    if form not in KINDS:
        return problem_page(request, Problem("missing", "answers are kept as csv and as jsonl"))
    try:
        lines = handed.csv(token, by=by) if form == "csv" else handed.lines(token, by=by)
    except MissingData as error:
        return problem_page(request, problem_of(error))
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="answers.{form}"'}
    return StreamingResponse(lines, 200, headers, KINDS[form])


routes.act("/screen/files", _hand_in, openapi_extra=least_role("viewer"))
routes.add_api_route("/screen/files/{token}/answers.{form}", answers, methods=["GET"])
routes.page("/screen/files/{token}", _result)
