"""Signing in at a provider: sent there by a link, and back.

The session's cookie goes only with requests that begin on our own pages. Whoever comes back from the provider comes
from elsewhere; so they get a page that leads on by itself, and the cookie goes along from there.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from navicert.desk.accounts import SignInRefused
from navicert.desk.oidc import PATIENCE, RETURN, errand_of
from navicert.errors import FetchError, NavicertError
from navicert.web.rendering import HEADERS, Pages, View, as_page, desk_of, is_over_tls, problem_page
from navicert.web.sessions import address_of, local_path, sign_in_form, with_cookie
from navicert.wire import ANYBODY, Problem, problem_of

COOKIE = "navicert_oidc"
START = "/sign-in/oidc"
routes = Pages(least=ANYBODY)


def _depart(request: Request) -> Response:
    following = local_path(request.query_params.get("next", "/"))
    try:
        address, errand = desk_of(request).oidc.depart(following, return_address=_return_address(request))
    except FetchError as error:
        return _trouble(request, following, error, 502)
    answer = RedirectResponse(address, 303, HEADERS)
    answer.set_cookie(
        COOKIE,
        errand.text,
        max_age=int(PATIENCE.total_seconds()),
        path=START,
        secure=is_over_tls(request),
        httponly=True,
        samesite="lax",
    )
    return answer


def _arrive(request: Request) -> Response:
    errand = errand_of(request.cookies.get(COOKIE, ""))
    following = local_path(errand.following if errand else "/")
    try:
        person = desk_of(request).oidc.arrive(
            errand, request.query_params, return_address=_return_address(request), address=address_of(request)
        )
    except SignInRefused as error:
        answer = _trouble(request, following, error, 401)
    except FetchError as error:
        answer = _trouble(request, following, error, 502)
    else:
        view = View("signed_in", "You are signed in", {"name": person.visitor.name, "following": following})
        answer = with_cookie(request, as_page(request, view), person)
        answer.headers["Refresh"] = f"0; url={_spelt(following)}"
    answer.delete_cookie(COOKIE, path=START)
    return answer


def _answering(act: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """A route of this act, where somebody could sign in at all; a page that tells the problem where not."""

    def answer(request: Request) -> Response:
        try:
            _check_ready(request)
            return act(request)
        except (NavicertError, Problem) as error:
            return problem_page(request, error if isinstance(error, Problem) else problem_of(error))

    answer.__annotations__ = {"request": Request, "return": Response}
    return answer


def _check_ready(request: Request) -> None:
    oidc = desk_of(request).oidc
    if not oidc.is_offered:
        raise Problem("missing", "people sign in here by password; no provider is set")
    oidc.check()


def _trouble(request: Request, following: str, error: Exception, status: int) -> Response:
    return as_page(request, sign_in_form(request, following, trouble=str(error), status=status))


def _return_address(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}{RETURN}"


def _spelt(path: str) -> str:
    """A path as a header may carry it."""
    from urllib.parse import quote

    return quote(path, safe="/?&=%+:@,~!$*()-._[]")


routes.add_api_route(START, _answering(_depart), methods=["GET"])
routes.add_api_route(RETURN, _answering(_arrive), methods=["GET"])
