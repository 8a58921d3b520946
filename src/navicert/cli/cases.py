"""`navicert cases list|show|raise`: alerts in the order of their urgency."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json
from navicert.cli.show_cases import print_case, print_facets, print_queue
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.cases import Choice
    from navicert.desk import Desk
    from navicert.store.cases import Queued

cases = typer.Typer(help="Cases: alerts, decisions with four eyes, and their record.", no_args_is_help=True)
app.add_typer(cases, name="cases")

CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="The case's id, or the beginning of it.")]
ByOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who acts; else NAVICERT_ACTOR.", show_default=False)
]


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
