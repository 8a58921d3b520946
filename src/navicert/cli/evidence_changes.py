"""`navicert evidence correct` and `reread`: what an analyst says of a record, what a newer reader makes of a page."""

from __future__ import annotations

import getpass
from typing import Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, desk_of
from navicert.cli.evidence import PageArgument, Text, evidence, note_orphans
from navicert.cli.output import print_json
from navicert.errors import InvalidInput

ByOption = Annotated[Text, typer.Option("--by", metavar="NAME", help="Who corrects; else the user of this computer.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the correction.")]


@evidence.command("correct")
def correct(
    context: typer.Context,
    page: PageArgument,
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The record's id, such as c3; or its type for --add.")
    ],
    reason: ReasonOption,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What holds instead; may be repeated.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="There is no such thing here.")] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="It is right as it was read.")] = False,
    add: Annotated[
        Text, typer.Option("--add", metavar="START-END", help="The reader missed a record on these characters.")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back the correction that RECORD names.")] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Correct what was read from a page. The correction is a record of its own, and outlives later readings.

    Example: navicert evidence correct 3f2a9c c3 --set modality=denied --reason "he denies it two lines below"
    """
    from navicert.cli.show_evidence import print_correction
    from navicert.evidence.keeping.answers import correction_to_json

    desk = desk_of(context, store).evidence
    if sum((remove, confirm, add is not None, withdraw)) > 1:
        raise InvalidInput("one thing at a time", next="give one of --remove, --confirm, --add, --withdraw")
    who, given = by or _user(), _pairs(values or [])
    if withdraw:
        made, _ = desk.withdraw(page, record, by=who, reason=reason)
    elif add is not None:
        start, end = _characters(add)
        made, _ = desk.add(page, record, start, end, by=who, reason=reason, values=given)
    else:
        action: Any = "remove" if remove else "confirm" if confirm else None
        made, _ = desk.correct(page, record, by=who, reason=reason, values=given, action=action)
    if as_json:
        print_json(correction_to_json(made))
    else:
        print_correction(correction_to_json(made))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise InvalidInput("nobody knows who is at this computer", next="say who corrects it: --by NAME") from None


def _pairs(values: list[str]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, equals, given = value.partition("=")
        if not equals:
            raise InvalidInput(f"{value!r} is no FIELD=VALUE", where="--set", next="for example modality=denied")
        pairs[name.strip()] = given
    return pairs


def _characters(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    if not (dash and first.strip().isdecimal() and last.strip().isdecimal() and len(text) < 30):
        raise InvalidInput(f"{text!r} are no characters", where="--add", next="give START-END, such as 120-180")
    return int(first), int(last)


@evidence.command("reread")
def reread(
    context: typer.Context,
    pages: Annotated[
        list[str] | None, typer.Argument(metavar="PAGE...", help="Kept pages by id; all of them by default.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Read kept pages again with this version of the reader; corrections stay, those without record are named.

    Example: navicert evidence reread
    """
    from navicert.evidence.keeping.answers import corrections_to_json, page_to_json

    desk = desk_of(context, store).evidence
    for kept in desk.read_again(pages or []):
        if as_json:
            print_json({**page_to_json(kept.page), "read_anew": kept.read_anew})
        else:
            what = "read otherwise than before" if kept.read_anew else "reads as before"
            typer.echo(f"{kept.page.page.id}  {what}  {', '.join(kept.page.places)}")
        note_orphans(list(corrections_to_json(kept.page)))
