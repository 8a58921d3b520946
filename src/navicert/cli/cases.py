"""`navicert cases`: alerts in the order of their urgency, and what people decide about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json
from navicert.cli.show_cases import print_case, print_facets, print_queue
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.cases import Case, Choice
    from navicert.desk import Desk
    from navicert.store.cases import Queued

cases = typer.Typer(help="Cases: alerts, decisions with four eyes, and their record.", no_args_is_help=True)
app.add_typer(cases, name="cases")

CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="The case's id, or the beginning of it.")]
ByOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who acts; else NAVICERT_ACTOR.", show_default=False)
]
ReasonOption = Annotated[str, typer.Option(metavar="TEXT", help="Why, in a sentence.")]
EvidenceOption = Annotated[
    list[str] | None, typer.Option(metavar="TEXT", help="What it rests on: a document, a link. May be repeated.")
]
VersionOption = Annotated[
    int | None,
    typer.Option(
        "--version",
        metavar="N",
        help="The version you looked at; refused where the case has moved on.",
        show_default=False,
    ),
]
Words = Literal["same", "not-same", "unsure", "gone"]


@cases.command("list")
def list_(
    context: typer.Context,
    status: Annotated[
        list[str] | None, typer.Option(metavar="STATUS", help="Only cases that are so; else all unfinished ones.")
    ] = None,
    source: Annotated[str | None, typer.Option("--list", metavar="NAME", help="Only alerts of this list.")] = None,
    origin: Annotated[str | None, typer.Option(metavar="ORIGIN", help="screening, check or evidence.")] = None,
    score: Annotated[str | None, typer.Option(metavar="BAND", help="A band of scores, as --facets names it.")] = None,
    candidates: Annotated[
        str | None, typer.Option(metavar="BAND", help="How many unfinished cases the customer has: 1, 2-5 or 6+.")
    ] = None,
    age: Annotated[
        str | None, typer.Option(metavar="BAND", help="How long it has waited: today, 1-7d, 7-30d, 30d+.")
    ] = None,
    customer: Annotated[str | None, typer.Option(metavar="ID", help="Only cases of this customer.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="Most cases shown; 0 shows all.")] = 50,
    facets: Annotated[bool, typer.Option("--facets", help="Count the cases by every facet instead.")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """The queue: cases that wait, the most probable first, of equals the oldest first.

    Example: navicert cases list --list ofac-sdn --age 30d+
    """
    desk = desk_of(context, store)
    choice = _choice(desk, status, source, origin, score, candidates, age, customer)
    if facets:
        _print_facets(desk, choice, as_json)
        return
    shown, total = _queued(desk, choice, limit)
    records = [_queued_json(desk, one) for one in shown]
    if as_json:
        for record in records:
            print_json(record)
    elif records:
        print_queue(records)
    note(f"{total:,} cases" + (f", the first {len(shown):,} shown" if len(shown) < total else ""))


def _choice(
    desk: Desk,
    status: list[str] | None,
    source: str | None,
    origin: str | None,
    score: str | None,
    candidates: str | None,
    age: str | None,
    customer: str | None,
) -> Choice:
    from navicert.cases import Choice
    from navicert.cases.model import Origin, Status

    choice = Choice(source=source, score=score, candidates=candidates, age=age)
    if status:
        choice = replace(choice, statuses=tuple(_one_of(text, get_args(Status), "--status") for text in status))
    if origin is not None:
        choice = replace(choice, origin=_one_of(origin, get_args(Origin), "--origin"))
    return choice if customer is None else replace(choice, subject=desk.cases.subject_of(customer))


def _one_of(text: str, words: tuple[str, ...], option: str) -> Any:
    if text not in words:
        raise InvalidInput(f"{text!r} is none", where=option, next=f"choose {', '.join(words)}")
    return text


def _queued(desk: Desk, choice: Choice, limit: int) -> tuple[list[Queued], int]:
    shown: list[Queued] = []
    page = desk.cases.queue(choice, limit=min(limit or 1000, 1000))
    while True:
        shown += page.cases
        if page.next is None or (limit and len(shown) >= limit):
            return shown[: limit or None], page.total
        page = desk.cases.queue(choice, after=page.next, limit=1000)


def _queued_json(desk: Desk, queued: Queued) -> dict[str, Any]:
    from navicert.cases.output import case_to_json

    record = case_to_json(queued.kept.case, queued.kept.customer, desk.now().date())
    return {**record, "candidates": queued.candidates}


def _print_facets(desk: Desk, choice: Choice, as_json: bool) -> None:
    counted = desk.cases.facets(choice)
    if as_json:
        print_json({facet: dict(values) for facet, values in counted.items()})
    else:
        print_facets(counted)


@cases.command("show")
def show(context: typer.Context, case: CaseArgument, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """A case with everything that was found, decided and said about it.

    Example: navicert cases show c-1f0a
    """
    from navicert.cases.output import record_to_json

    desk = desk_of(context, store)
    kept = desk.cases.show(case)
    events = (one.event for one in kept.events)
    record = record_to_json(kept.case, kept.customer, events, desk.now().date())
    if as_json:
        print_json(record)
    else:
        print_case(record)


@cases.command("decide")
def decide(
    context: typer.Context,
    case: CaseArgument,
    verdict: Annotated[
        Words, typer.Argument(metavar="VERDICT", help="same, not-same, unsure; gone: what was found is no more.")
    ],
    reason: ReasonOption = "",
    evidence: EvidenceOption = None,
    expires: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The last day on which it holds; else as policy says.")
    ] = None,
    by: ByOption = None,
    version: VersionOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Decide a case as the first reviewer; policy says whether a second one must agree.

    Example: navicert cases decide c-1f0a not-same --reason "born 1961, the listed one 1984" --by ann
    """
    from navicert.cases import Judgement

    desk = desk_of(context, store)
    judgement = Judgement(
        verdict="not_same" if verdict == "not-same" else verdict,
        reason=reason,
        evidence=tuple(evidence or ()),
        expires_on=read_day(expires, "--expires") if expires else None,
    )
    _tell(desk, desk.cases.decide(case, judgement, by=_actor(desk, by), version=version), as_json)


@cases.command("confirm")
def confirm(
    context: typer.Context,
    case: CaseArgument,
    reason: ReasonOption = "",
    by: ByOption = None,
    version: VersionOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Agree to a proposed decision, as another person than who proposed it.

    Example: navicert cases confirm c-1f0a --by bob
    """
    desk = desk_of(context, store)
    _tell(desk, desk.cases.confirm(case, by=_actor(desk, by), reason=reason, version=version), as_json)


@cases.command("dissent")
def dissent(
    context: typer.Context,
    case: CaseArgument,
    reason: ReasonOption = "",
    evidence: EvidenceOption = None,
    by: ByOption = None,
    version: VersionOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Disagree with a proposed decision; both opinions stay, and the case waits for a new decision.

    Example: navicert cases dissent c-1f0a --reason "the passport is the listed one" --by bob
    """
    desk = desk_of(context, store)
    done = desk.cases.dissent(case, by=_actor(desk, by), reason=reason, evidence=tuple(evidence or ()), version=version)
    _tell(desk, done, as_json)


@cases.command("undo")
def undo(
    context: typer.Context,
    case: CaseArgument,
    by: ByOption = None,
    version: VersionOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Take one's own decision back, as long as no second reviewer has spoken.

    Example: navicert cases undo c-1f0a --by ann
    """
    desk = desk_of(context, store)
    _tell(desk, desk.cases.undo(case, by=_actor(desk, by), version=version), as_json)


@cases.command("escalate")
def escalate(
    context: typer.Context,
    case: CaseArgument,
    reason: ReasonOption = "",
    by: ByOption = None,
    version: VersionOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Ask for somebody with more say.

    Example: navicert cases escalate c-1f0a --reason "a minister's brother" --by ann
    """
    _with_reason(context, store, "escalate", case, reason, by, version, as_json)


@cases.command("reopen")
def reopen(
    context: typer.Context,
    case: CaseArgument,
    reason: ReasonOption = "",
    by: ByOption = None,
    version: VersionOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Take up a finished case again.

    Example: navicert cases reopen c-1f0a --reason "a new photograph" --by cem
    """
    _with_reason(context, store, "reopen", case, reason, by, version, as_json)


def _with_reason(
    context: typer.Context,
    store: str | None,
    verb: Literal["escalate", "reopen"],
    case: str,
    reason: str,
    by: str | None,
    version: int | None,
    as_json: bool,
) -> None:
    desk = desk_of(context, store)
    act: Callable[..., Case] = getattr(desk.cases, verb)
    _tell(desk, act(case, by=_actor(desk, by), reason=reason, version=version), as_json)


@cases.command("raise")
def raise_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="F", help="Answers of screen --json, check --json or read --json.")],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Open a case for every hit of screening, prohibition of a check and confirmed claim among saved answers.

    Example: navicert cases raise answers.jsonl
    """
    desk = desk_of(context, store)
    from navicert.tables import read_rows

    counts: dict[str, int] = {}
    rows = list(read_rows(file))
    broken = [row for row in rows if row.problem]
    for row in broken:
        note(f"error: {row.where}: {row.problem}")
    for raised in desk.cases.raise_answers(row.values for row in rows if not row.problem):
        counts[raised.outcome] = counts.get(raised.outcome, 0) + 1
        if as_json:
            print_json({"outcome": raised.outcome, "customer": raised.customer, "case": raised.case.id})
    note(f"{len(rows):,} answers: " + (", ".join(f"{n:,} {what}" for what, n in counts.items()) or "no alert"))
    if broken:
        raise typer.Exit(2)


@cases.command("report")
def report(
    context: typer.Context,
    case: CaseArgument,
    html: Annotated[Path | None, typer.Option(metavar="F", help="Write it as HTML into this file.")] = None,
    pdf: Annotated[Path | None, typer.Option(metavar="F", help="Write it as PDF into this file.")] = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """A sealed report of a case: alerts, reasons, evidence, who decided what and when, all that it rests on by hash.

    A receipt keeps the SHA-256 of every file that is made, so that an alteration shows: cases verify --report F.

    Example: navicert cases report c-1f0a --pdf case.pdf
    """
    from navicert.errors import StoreError
    from navicert.web.documents import case_writer

    desk = desk_of(context, store)
    if html is None and pdf is None and not as_json:
        raise InvalidInput("no form is chosen", next="give --html F, --pdf F or --json")
    who = by or desk.settings.actor or desk.settings.user
    for form, file in (("html", html), ("pdf", pdf)):
        if file is not None:
            sealed = desk.case_reports.sealed(case, form, case_writer(form), by=who)
            try:
                file.write_bytes(sealed.content)
            except OSError as error:
                raise StoreError(f"cannot write: {error.strerror or error}", where=str(file)) from None
            note(f"written to {file}; receipt {sealed.receipt.number} knows its SHA-256")
    if as_json:
        sealed = desk.case_reports.sealed(case, "json", case_writer("json"), by=who)
        typer.echo(sealed.content.decode(), nl=False)
        note(f"receipt {sealed.receipt.number} knows the SHA-256 of this output")


@cases.command("verify")
def verify(
    context: typer.Context,
    report: Annotated[
        Path | None, typer.Option(metavar="F", help="A report that cases report made: was it altered?")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Check the record of every case: nothing altered, removed or out of order, and no less than receipts say.

    Example: navicert cases verify --report case.pdf
    """
    desk = desk_of(context, store)
    faults = [*desk.store.cases.broken(), *desk.case_reports.faults()]
    if report is not None:
        faults += _report_faults(desk, report)
    for fault in faults:
        if as_json:
            print_json({"fault": fault})
        else:
            note(f"error: {fault}")
    if faults:
        raise typer.Exit(3)
    note("the record of every case is as it was written")


def _report_faults(desk: Desk, file: Path) -> list[str]:
    """What is wrong with a report; where nothing is, what it is of is told."""
    from navicert.errors import MissingData

    try:
        content = file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"cannot read: {error.strerror or error}", where=str(file)) from None
    try:
        known = desk.case_reports.known(content)
    except MissingData as error:
        return [f"{file}: {error.message}"]
    draft = known.receipt.draft
    made = (
        f"{file} is the report of case {known.case} at version {known.version}, made {draft.at:%Y-%m-%d} by {draft.by}"
    )
    if known.events_since is None:
        return [f"{made}; the case does not have that version any more"]
    note(f"{made}, as receipt {known.receipt.number} says; {known.events_since} events since")
    return []


def _actor(desk: Desk, by: str | None) -> str:
    actor = by or desk.settings.actor
    if not actor:
        raise InvalidInput("nobody knows who acts", where="--by", next="say --by NAME, or set NAVICERT_ACTOR")
    return actor


def _tell(desk: Desk, case: Case, as_json: bool) -> None:
    from navicert.cases.output import case_to_json

    if as_json:
        print_json(case_to_json(case, desk.cases.show(case.id).customer, desk.now().date()))
        return
    note(f"{case.id}: {case.status}, version {case.version}" + _next_step(case))


def _next_step(case: Case) -> str:
    if case.status == "proposed" and case.decision:
        return f"; a second reviewer, not {case.decision.by}, confirms it"
    if case.decision and case.decision.expires_on:
        return f", until {case.decision.expires_on}"
    return ""
