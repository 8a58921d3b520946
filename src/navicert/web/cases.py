"""The review queue and cases: what was found, what people decided, and the second pair of eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from fastapi import Request
from starlette.responses import Response

from navicert.cases.acting import Judgement, is_same_person
from navicert.cases.output import case_to_json, record_to_json
from navicert.cases.queue import Choice, Place
from navicert.errors import Conflict, InvalidInput, MissingData
from navicert.web.forms import day_of
from navicert.web.rendering import Pages, View, desk_of, see
from navicert.wire import Problem, visitor_of
from navicert.wire.routes import least_role

if TYPE_CHECKING:
    from navicert.cases.model import Case, Verdict
    from navicert.desk.visitors import Visitor
    from navicert.store.case_rows import KeptEvent

FACETS = ("source", "origin", "score", "candidates", "age")
VERDICTS = {"same": "same party", "not_same": "not the same", "unsure": "unsure", "gone": "gone, close it"}
HOLDS = {"same": "it holds", "not_same": "it does not hold", "unsure": "unsure", "gone": "gone, close it"}
"""The same verdicts where the case is about a shipment or a claim, not about two parties."""
MEDIA_TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}
LOOKED_THROUGH = 200
"""Cases of the queue that are looked through for the next one."""
LONGEST_TEXT = 4_000
routes = Pages(least="viewer")


def _queue(request: Request) -> View:
    given, cases = request.query_params, desk_of(request).cases
    choice = Choice(**{key: given[key] for key in FACETS if given.get(key)})  # type: ignore[arg-type]
    if given.get("status"):
        choice = replace(choice, statuses=(given["status"],))  # type: ignore[arg-type]
    page = cases.queue(choice, after=_place(given.get("after", "")))
    today = desk_of(request).now().date()
    rows = [
        case_to_json(one.kept.case, one.kept.customer, today)
        | {"candidates": one.candidates, "asked": _asked(one.kept.events)}
        for one in page.cases
    ]
    facets = {name: list(values) for name, values in cases.facets(choice).items()}
    following = f"{page.next.urgency}~{page.next.since}~{page.next.case}" if page.next else None
    data = {"cases": rows, "total": page.total, "facets": facets, "next": following}
    chosen = {key: given[key] for key in (*FACETS, "status") if given.get(key)}
    return View(
        "queue",
        "Review queue",
        data,
        [_flat(row) for row in rows],
        shown={"chosen": chosen, "done": _just_done(request)},
    )


def _asked(events: Iterable[KeptEvent]) -> str | None:
    """The name on our side that the last alert was about; None where it was erased or is no name."""
    for kept in events:
        matched = (kept.event.particulars or {}).get("matched")
        if matched:
            return str(matched["query"])
    return None


def _place(text: str) -> Place | None:
    if not text:
        return None
    urgency, _, rest = text.partition("~")
    since, _, case = rest.partition("~")
    try:
        return Place(float(urgency), since, case)
    except ValueError:
        raise InvalidInput("no place in the queue", where="after", next="begin with the first page") from None


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if not isinstance(value, (dict, list))}


def _case(request: Request) -> View:
    return _shown(request)


def _shown(request: Request, trouble: str = "", written: Mapping[str, str] | None = None) -> View:
    kept = desk_of(request).cases.show(request.path_params["case"])
    case, today = kept.case, desk_of(request).now().date()
    told = record_to_json(case, kept.customer, (one.event for one in kept.events), today)
    own = case.decision is not None and case.decision.by == visitor_of(request).name
    about_party = case.origin == "screening" or (case.origin == "evidence" and case.pair.source != "evidence")
    shown = {
        "verdicts": VERDICTS if about_party else HOLDS,
        "about_party": about_party,
        "page": (kept.customer or "").removeprefix("page ") if case.origin == "evidence" else "",
        "written": written or {},
        "own": own,
        "trouble": trouble,
        "done": _just_done(request),
    }
    rows = [_flat(one) for one in told["events"]]
    title = f"Case {case.id[:12]}: {case.alert.caption}"
    return View("case", title, {"case": told}, rows, 409 if trouble else 200, shown)


def _act(request: Request, fields: Mapping[str, str]) -> Response | View:
    """Record an act on the version of the case that the form was made from; a stale form changes nothing."""
    cases, visitor, case_id = desk_of(request).cases, visitor_of(request), request.path_params["case"]
    act, by = fields.get("act", ""), visitor.name
    if act in ("confirm", "dissent") and not visitor.may("reviewer"):
        raise Problem("not-allowed", f"{by} is {visitor.role} here; a second review takes a reviewer")
    version, reason = _version(fields), fields.get("reason", "").strip()[:LONGEST_TEXT]
    acts = {
        "decide": lambda: cases.decide(case_id, _judgement(fields, reason), by=by, version=version),
        "confirm": lambda: cases.confirm(case_id, by=by, reason=reason, version=version),
        "dissent": lambda: cases.dissent(case_id, by=by, reason=reason, version=version),
        "undo": lambda: cases.undo(case_id, by=by, version=version),
        "escalate": lambda: cases.escalate(case_id, by=by, reason=reason, version=version),
        "reopen": lambda: cases.reopen(case_id, by=by, reason=reason, version=version),
    }
    if act not in acts:
        raise InvalidInput("no such act", where="act")
    try:
        acts[act]()
    except (Conflict, InvalidInput) as error:
        return _shown(request, str(error), fields)
    return see(_following(request, fields, case_id))


def _following(request: Request, fields: Mapping[str, str], case_id: str) -> str:
    """The next case of the queue where that was asked for, else the same one."""
    if fields.get("go_on"):
        waiting = (one.kept.case for one in desk_of(request).cases.queue(limit=LOOKED_THROUGH).cases)
        following = next((one.id for one in waiting if one.id != case_id and _is_for(one, visitor_of(request))), None)
        return f"/cases/{following}?done={case_id}" if following else f"/queue?done={case_id}"
    return f"/cases/{case_id}"


def _is_for(case: Case, visitor: Visitor) -> bool:
    """Whether a case waits for this visitor: a proposal waits for a reviewer other than who made it."""
    if case.status != "proposed" or case.decision is None:
        return True
    return visitor.may("reviewer") and not is_same_person(case.decision.by, visitor.name)


def _just_done(request: Request) -> dict[str, Any] | None:
    """The case that whoever looks on has just decided and may take back; None where there is none."""
    done = request.query_params.get("done", "")
    if not done:
        return None
    try:
        case = desk_of(request).cases.show(done).case
    except MissingData:
        return None
    mine = case.decision is not None and case.decision.by == visitor_of(request).name
    if not mine or case.decision is None or case.decision.confirmed_by is not None:
        return None
    return {"id": case.id, "version": case.version, "caption": case.alert.caption, "verdict": case.decision.verdict}


def _judgement(fields: Mapping[str, str], reason: str) -> Judgement:
    if fields.get("verdict") not in VERDICTS:
        raise InvalidInput("choose a verdict", where="verdict")
    evidence = tuple(line.strip() for line in fields.get("evidence", "")[:LONGEST_TEXT].splitlines() if line.strip())
    return Judgement(
        verdict=cast("Verdict", fields["verdict"]),
        reason=reason,
        evidence=evidence,
        expires_on=day_of(fields.get("expires_on", ""), "expires_on"),
    )


def _version(fields: Mapping[str, str]) -> int:
    text = fields.get("version", "")
    if not text.isdigit() or len(text) > 9:
        raise InvalidInput("the form does not say which version of the case it was made from", where="version")
    return int(text)


def _report(request: Request, fields: Mapping[str, str]) -> Response:
    """The sealed report of a case as a file; the header names the receipt that knows its SHA-256."""
    from navicert.web.documents import case_writer

    form, by = fields.get("form", ""), visitor_of(request).name
    case_id = desk_of(request).cases.show(request.path_params["case"]).case.id
    sealed = desk_of(request).case_reports.sealed(case_id, form, case_writer(form), by=by)
    headers = {
        "Content-Disposition": f'attachment; filename="{case_id}.{form}"',
        "Navicert-Receipt": f"{sealed.receipt.number} {sealed.receipt.id}",
        "Cache-Control": "no-store",
    }
    return Response(sealed.content, 200, headers, MEDIA_TYPES[form])


routes.page("/queue", _queue)
routes.page("/cases/{case}", _case)
routes.act("/cases/{case}", _act, openapi_extra=least_role("analyst"))
routes.act("/cases/{case}/report", _report, openapi_extra=least_role("viewer"))
