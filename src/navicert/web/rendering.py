"""From a view (plain data) to a page: as HTML, as JSON, as CSV."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import jinja2
from fastapi import Request
from markupsafe import Markup, escape
from pydantic_core import to_json
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from navicert import __version__
from navicert.desk import Desk
from navicert.desk.accounts import SignedIn
from navicert.errors import NavicertError
from navicert.tables.writing import no_formula
from navicert.web.languages import language
from navicert.web.static_files import address
from navicert.wire import GuardedRoute, Problem, Routes, problem_of, visitor_of

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
"""Of every page. The referrer is told to this server alone: without it a browser does not say where a form is from."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows: `data` for the template and as JSON, `rows` as CSV."""

    template: str
    title: str
    data: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]] = ()
    status: int = 200
    shown: Mapping[str, Any] = field(default_factory=dict)
    """What the template needs beyond the data: choices of a form, values typed in."""
    headers: Mapping[str, str] = field(default_factory=dict)


Build = Callable[[Request], View]


class PageRoute(GuardedRoute):
    """A route whose problems are pages too, and problem details where data is asked for; whoever must sign in is led
    there."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().handle(scope, receive, send)
        except Problem as problem:
            is_twin = scope["path"].endswith((".json", ".csv"))
            answer = problem.response() if is_twin else problem_page(Request(scope), problem)
            await answer(scope, receive, send)


class Pages(Routes):
    """A router of pages."""

    def __init__(self, *, least: str) -> None:
        super().__init__(least=least, include_in_schema=False)
        self.route_class = PageRoute

    def page(self, path: str, build: Build, **options: Any) -> None:
        """A page made by `build`, with its twins `.json` and `.csv`."""
        stem = "/index" if path == "/" else path
        self.add_api_route(f"{stem}.json", _answering(build, as_json), methods=["GET"], **options)
        self.add_api_route(f"{stem}.csv", _answering(build, as_csv), methods=["GET"], **options)
        self.add_api_route(path, _answering(build, as_page), methods=["GET"], **options)

    def act(self, path: str, act: Callable[[Request, Mapping[str, str]], Response | View], **options: Any) -> None:
        """A form's target: `act` gets the fields, after the form's token was checked."""

        async def answer(request: Request) -> Response:
            try:
                fields = await form_of(request)
                done = await run_in_threadpool(act, request, fields)
            except (NavicertError, Problem) as error:
                return problem_page(request, error if isinstance(error, Problem) else problem_of(error))
            return as_page(request, done) if isinstance(done, View) else done

        self.add_api_route(path, answer, methods=["POST"], **options)


def _answering(build: Build, answer: Callable[[Request, View], Response]) -> Callable[[Request], Any]:
    async def answered(request: Request) -> Response:
        try:
            view = await run_in_threadpool(build, request)
        except (NavicertError, Problem) as error:
            problem = error if isinstance(error, Problem) else problem_of(error)
            return problem_page(request, problem) if answer is as_page else problem.response()
        return answer(request, view)

    answered.__annotations__ = {"request": Request, "return": Response}
    return answered


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form; problem 403 where it does not carry the token of the visitor's session."""
    fields: dict[str, str] = {}
    async with request.form(max_files=2, max_fields=200, max_part_size=8 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name] = value
            else:
                fields[f"{name} (file)"] = value.filename or ""
                fields[name] = (await value.read()).decode("utf-8", "surrogateescape")
    person = signed_in(request)
    if person is not None and fields.pop("form_token", "") != person.form_token:
        raise Problem("not-allowed", "the form is not of this session; load the page again and repeat")
    return fields


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def signed_in(request: Request) -> SignedIn | None:
    """Who is signed in; None for everybody else."""
    return getattr(request.state, "signed_in", None)


def is_over_tls(request: Request) -> bool:
    """Whether the visitor came over TLS, as far as the address or the server's settings say; cookies are marked so."""
    return request.url.scheme == "https" or bool(request.app.state.binding.is_tls)


def as_page(request: Request, view: View) -> Response:
    """The view as HTML."""
    person = signed_in(request)
    text = (
        _templates()
        .get_template(f"{view.template}.html")
        .render(
            {**view.data, **view.shown},
            title=view.title,
            visitor=visitor_of(request),
            person=person,
            form_token=person.form_token if person else "",
            receipt=view.headers.get("Navicert-Receipt"),
            path=request.url.path,
            query=request.url.query,
            stem="/index" if request.url.path == "/" else request.url.path.rstrip("/"),
            has_twins=view.template not in {"problem", "sign_in", "signed_in", "password"},
        )
    )
    return Response(text, view.status, {**HEADERS, **view.headers}, "text/html; charset=utf-8")


def as_json(_request: Request, view: View) -> Response:
    """The view's data."""
    headers = {"Cache-Control": "no-store", **view.headers}
    return Response(to_json(view.data, fallback=str), view.status, headers, "application/json")


def as_csv(_request: Request, view: View) -> Response:
    """The view's rows as a table that no spreadsheet runs."""
    import csv

    names = list(dict.fromkeys(name for row in view.rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows({name: no_formula(_cell(value)) for name, value in row.items()} for row in view.rows)
    headers = {"Cache-Control": "no-store", **view.headers}
    return Response(text.getvalue(), view.status, headers, "text/csv; charset=utf-8")


def problem_page(request: Request, problem: Problem) -> Response:
    """A problem as a page; who must sign in is led there and back."""
    if problem.status_code == 401 and request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/sign-in?next={_quoted(request.url.path + query)}", 303, HEADERS)
    view = View("problem", problem.title, {"problem": problem.body()}, status=problem.status_code)
    page = as_page(request, view)
    page.headers.update(problem.headers or {})
    return page


def see(path: str) -> Response:
    """Look at another page now that something was done."""
    return RedirectResponse(path, 303, HEADERS)


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")


def _cell(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return " | ".join(map(str, value))
    return value


def name_markup(text: object) -> Markup:
    """A name in the language its letters belong to, so that the right font and direction are used."""
    words = str(text)
    tag = language(words)
    return Markup('<bdi lang="{}">{}</bdi>').format(tag, words) if tag else Markup("<bdi>{}</bdi>").format(words)


def _day(value: object) -> Markup:
    """A day or an instant on one line, also where it comes as text (ISO 8601, UTC)."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    if text[10:11] == "T":
        text = f"{text[:10]} {text[11:16]} UTC"
    return Markup("<time>{}</time>").format(text) if text[:1].isdigit() else escape(text)


def _moment(value: object) -> str:
    """An instant as text (ISO 8601, UTC) to the second."""
    text = str(value)
    return f"{text[:10]} {text[11:19]} UTC" if text[10:11] == "T" else text


def _words(status: object) -> str:
    return str(status).replace("_", " ")


def percent(share: float | None) -> str:
    """A probability for reading; nothing is told to be certain.

    >>> percent(0.874), percent(0.999), percent(0.0001), percent(None)
    ('87 %', 'over 99 %', 'under 1 %', '–')
    """
    if share is None:
        return "–"
    if share >= 0.995:
        return "over 99 %"
    return f"{share * 100:.0f} %" if share >= 0.005 else "under 1 %"


def _count(items: Iterable[Any]) -> int:
    return sum(1 for _ in items)


def _templates() -> jinja2.Environment:
    return ENVIRONMENT


ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("navicert.web"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.filters |= {
    "named": name_markup,
    "day": _day,
    "moment": _moment,
    "words": _words,
    "percent": percent,
    "escape_more": escape,
    "count_of": _count,
}
ENVIRONMENT.globals |= {"static": address, "version": __version__}
