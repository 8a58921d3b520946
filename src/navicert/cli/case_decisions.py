"""`navicert cases decide|confirm|dissent|undo|escalate|reopen`: what people decide about an alert."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from navicert.cli.app import JsonOption, StoreOption, desk_of
from navicert.cli.cases import ByOption, CaseArgument, cases
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.cases import Case
    from navicert.desk import Desk

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
