"""The OpenAPI 3.1 description: made of the routes, with problem details and keys added to every one."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from navicert.wire.problems import MEDIA_TYPE
from navicert.wire.routes import ANYBODY, KEYWORD

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "where": {"type": "string"},
        "next": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}


def describe(app: FastAPI) -> None:
    """Have the application describe itself so."""

    def made() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = made  # type: ignore[method-assign]


def _description(app: FastAPI) -> dict[str, Any]:
    description = get_openapi(title=app.title, version=app.version, routes=app.routes, openapi_version="3.1.0")
    parts = description.setdefault("components", {})
    parts.setdefault("schemas", {})["Problem"] = PROBLEM
    for name in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(name, None)
    parts["securitySchemes"] = {"key": {"type": "apiKey", "in": "header", "name": "Authorization"}}
    for path in description["paths"].values():
        for operation in path.values():
            _complete(operation)
    return description


def _complete(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses.setdefault("default", {"description": "Problem details (RFC 9457)", "content": content})
    operation["security"] = [{}] if operation.get(KEYWORD) == ANYBODY else [{}, {"key": []}]
