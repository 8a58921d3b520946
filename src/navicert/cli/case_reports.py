"""`navicert cases report|verify`: sealed reports of a case, and whether anything was altered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from navicert.cli.app import JsonOption, StoreOption, desk_of
from navicert.cli.cases import ByOption, CaseArgument, cases
from navicert.cli.output import note, print_json
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.desk import Desk


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
