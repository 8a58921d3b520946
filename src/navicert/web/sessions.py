"""Signing in and out, and who sent a request by a session's cookie."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import Response

from navicert.desk import Desk
from navicert.desk.accounts import IDLE, SignedIn, SignInRefused
from navicert.desk.visitors import Visitor
from navicert.errors import InvalidInput
from navicert.web.rendering import Pages, View, desk_of, is_over_tls, see, signed_in
from navicert.wire import ANYBODY, Problem
from navicert.wire.routes import least_role

COOKIE = "navicert_session"
routes = Pages(least=ANYBODY)


def recogniser(desk: Desk) -> Callable[[HTTPConnection], Awaitable[Visitor | None]]:
    """Tells who holds a session; where a new password is due they may do nothing else."""

    async def recognise(connection: HTTPConnection) -> Visitor | None:
        token = connection.cookies.get(COOKIE)
        if not token:
            return None
        person = await run_in_threadpool(desk.accounts.who, token)
        if person is None:
            return None
        connection.scope["state"]["signed_in"] = person
        return Visitor(person.visitor.name, None, "session") if person.must_change else person.visitor

    return recognise


def _sign_in_page(request: Request) -> View:
    return sign_in_form(request, request.query_params.get("next", "/"))


def sign_in_form(request: Request, following: str, *, name: str = "", trouble: str = "", status: int = 200) -> View:
    """The page to sign in on, and what went wrong before."""
    data = {"next": local_path(following), "name": name, "trouble": trouble}
    return View("sign_in", "Sign in", data, status=status, shown={"provider": desk_of(request).oidc.provider_name})


def _sign_in(request: Request, fields: Mapping[str, str]) -> Response | View:
    name, following = fields.get("name", ""), local_path(fields.get("next", "/"))
    try:
        person = desk_of(request).accounts.sign_in(name, fields.get("password", ""), address=address_of(request))
    except SignInRefused as error:
        return sign_in_form(request, following, name=name, trouble=str(error), status=401)
    return with_cookie(request, see("/password" if person.must_change else following), person)


def _sign_out(request: Request, _fields: Mapping[str, str]) -> Response:
    person = signed_in(request)
    if person is not None:
        desk_of(request).accounts.sign_out(person.token)
    answer = see("/")
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _password_page(request: Request) -> View:
    return _password_form(_person(request))


def _password_form(person: SignedIn, trouble: str = "") -> View:
    data = {"due": person.must_change, "trouble": trouble}
    return View("password", "Change your password", data, status=400 if trouble else 200)


def _change_password(request: Request, fields: Mapping[str, str]) -> Response | View:
    person = _person(request)
    old, new = fields.get("old", ""), fields.get("new", "")
    if new != fields.get("again", ""):
        return _password_form(person, "the new password was not written the same twice")
    try:
        changed = desk_of(request).accounts.change_password(person.visitor.name, old, new, address=address_of(request))
    except (SignInRefused, InvalidInput) as error:
        return _password_form(person, str(error))
    return with_cookie(request, see("/"), changed)


def _person(request: Request) -> SignedIn:
    person = signed_in(request)
    if person is None:
        raise Problem("no-credentials", "sign in first")
    return person


def with_cookie(request: Request, answer: Response, person: SignedIn) -> Response:
    """The answer, with the session for the browser to keep."""
    answer.set_cookie(
        COOKIE,
        person.token,
        max_age=int(IDLE.total_seconds()) * 12,
        path="/",
        secure=is_over_tls(request),
        httponly=True,
        samesite="strict",
    )
    return answer


def address_of(request: Request) -> str:
    """Where the request came from, for the audit."""
    return request.client.host if request.client else "unknown"


def local_path(path: str) -> str:
    """A path of this server; anything else leads to the first page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"


routes.page("/sign-in", _sign_in_page)
routes.act("/sign-in", _sign_in)
routes.act("/sign-out", _sign_out)
routes.page("/password", _password_page, openapi_extra=least_role(ANYBODY))
routes.act("/password", _change_password, openapi_extra=least_role(ANYBODY))
