"""Style and scripts, under addresses that change with their content."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.responses import Response

from navicert.wire import ANYBODY, Problem, Routes

KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
routes = Routes(least=ANYBODY, include_in_schema=False)


@cache
def content(name: str) -> bytes | None:
    """A static file's bytes; None where there is no such file."""
    folder = files("navicert.web") / "static"
    known = {file.name: file for file in folder.iterdir()}
    return known[name].read_bytes() if name in known else None


@cache
def address(name: str) -> str:
    """Where a static file is; another content has another address."""
    held = content(name)
    assert held is not None, name
    return f"/static/{hashlib.sha256(held).hexdigest()[:12]}/{name}"


@routes.get("/static/{digest}/{name}")
async def static_file(digest: str, name: str) -> Response:
    """A static file; it may be kept for ever, since its address would change with it."""
    held = content(name)
    if held is None or address(name) != f"/static/{digest}/{name}":
        raise Problem("missing", "there is no such file")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(held, 200, headers, KINDS["." + name.rpartition(".")[2]])


@routes.get("/favicon.ico")
async def icon() -> Response:
    """The mark of the program."""
    return Response(content("icon.svg"), 200, {"Cache-Control": "public, max-age=86400"}, KINDS[".svg"])
