"""Routes that say who may use them, and bodies that are read with bounds."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, cast

from fastapi import APIRouter
from fastapi.routing import APIRoute
from pydantic_core import from_json
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from navicert.desk.visitors import NOBODY, ROLES, Role, Visitor
from navicert.wire.problems import Problem

ANYBODY = "anybody"
"""In place of a role: a route that needs no credentials, wherever the server is bound (health, sign-in)."""
KEYWORD = "x-least-role"
Answer = Callable[[Request], Coroutine[Any, Any, Response]]


def visitor_of(request: Request) -> Visitor:
    """Who sent the request; nobody where no one was recognised."""
    return cast("Visitor", getattr(request.state, "visitor", NOBODY))


class BoundedRequest(Request):
    """A request whose JSON is read with a bound on nesting; what cannot be read is a problem, not a crash."""

    async def json(self) -> Any:
        try:
            return from_json(await self.body(), allow_inf_nan=False)
        except ValueError as error:
            raise Problem("invalid-input", f"the body is no JSON that can be read: {error}") from None


class GuardedRoute(APIRoute):
    """A route that names the least role that may use it (`x-least-role`), and asks before it reads anything."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        extra = options.get("openapi_extra") or {}
        self.least: str = extra.get(KEYWORD, "")
        if self.least != ANYBODY and self.least not in ROLES:
            raise ValueError(f"{path} does not say who may use it")
        super().__init__(path, endpoint, **options)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        check_role(Request(scope), self.least)
        await super().handle(scope, receive, send)

    def get_route_handler(self) -> Answer:
        answer = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            return await answer(BoundedRequest(request.scope, request.receive))

        return bounded


def check_role(request: Request, least: str) -> None:
    """Problem 401 or 403 where the visitor may not do what takes this role."""
    visitor = visitor_of(request)
    if least == ANYBODY or visitor.may(cast("Role", least)):
        return
    if visitor.way == "anonymous":
        raise Problem(
            "no-credentials",
            "send a key of this server as the header Authorization: ApiKey ..., or sign in",
            headers={"WWW-Authenticate": 'ApiKey realm="navicert"'},
        )
    raise Problem("not-allowed", f"{visitor.name} is {visitor.role or 'nobody'} here; this takes {least}")


class Routes(APIRouter):
    """A router of guarded routes: `routes = Routes(least="viewer")`, and `least=` on a route for another."""

    def __init__(self, *, least: str, **options: Any) -> None:
        super().__init__(route_class=GuardedRoute, **options)
        self._least = least

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        extra = {KEYWORD: self._least, **(options.pop("openapi_extra", None) or {})}
        super().add_api_route(path, endpoint, openapi_extra=extra, **options)


def least_role(role: str) -> dict[str, str]:
    """The `openapi_extra` of a route that takes another role than its router's."""
    return {KEYWORD: role}
