"""`navicert rescreen`: what a new edition of a list means for the customers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from navicert.cli.app import ExitCodeOption, JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json, stdout
from navicert.cli.receipting import tell

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.asking import Told

ProcessesOption = Annotated[
    int | None, typer.Option("--processes", metavar="N", min=1, help="Processes that work at once; else one a core.")
]
STYLES = {"opened": "bold red", "reopened": "bold red", "updated": "yellow"}


@app.command()
def rescreen(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The list's name.")],
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier edition: id, date, hash or previous.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later edition, named likewise.")],
    processes: ProcessesOption = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who does it; else NAVICERT_ACTOR, else the user here.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
    exit_code: ExitCodeOption = False,
    store: StoreOption = None,
) -> None:
    """Screen what a new edition added, changed and removed against all customers; running it twice alerts once.

    Ends with 4 where NEW is not the edition in force: a step on the way, after which the next one is to be asked.

    Example: navicert rescreen ofac-sdn previous current
    """
    desk = desk_of(context, store)
    edition, in_force = desk.store.find_edition(source, new), desk.store.current(source)
    if not desk.customers.count():
        note("warning: no customer is loaded; navicert customers load F")
    told = desk.rescreening.rescreen(source, old, new, processes=processes, by=who_acts(desk, by))
    alerts = print_told(told, f"{source}: {desk.customers.count():,} customers", as_json)
    tell_receipt(desk)
    if exit_code and alerts:
        raise typer.Exit(10)
    if in_force is not None and edition != in_force:
        note(f"{edition.id} is not in force: what changed since is not asked; navicert rescreen {source} {new} current")
        raise typer.Exit(4)


def tell_receipt(desk: Desk) -> None:
    """One line about the receipt of the screening just made, where one is kept."""
    if desk.rescreening.receipt is not None:
        tell(desk.rescreening.receipt)


def who_acts(desk: Desk, by: str | None) -> str:
    """Whom the record names: who is said to act, else the environment's actor, else the user of this computer."""
    return by or desk.settings.actor or desk.settings.user


def print_told(told: Iterator[Told], about: str, as_json: bool) -> int:
    """Print what became of pairs as it comes, and a sum at the end; how many alerts there were to look at."""
    console, counts = stdout(), Counter[str]()
    for one in told:
        counts[one.outcome] += 1
        if as_json:
            print_json(told_json(one))
        else:
            console.print(_line(one))
    words = ", ".join(f"{count:,} {outcome.replace('_', ' ')}" for outcome, count in counts.most_common())
    note(f"{about}: {words or 'nothing new'}")
    return counts.total() - counts["closed"]


def told_json(one: Told) -> dict[str, Any]:
    """What became of a pair, as a record."""
    case = one.case
    return {
        "change": one.outcome,
        "customer": one.customer,
        "list": case.pair.source,
        "entity": case.pair.entity,
        "caption": case.alert.caption,
        "edition": case.alert.edition,
        "score": case.alert.score,
        "probability": case.alert.probability,
        "because": list(case.because),
        "case": case.id,
        "status": case.status,
        "version": case.version,
    }


def _line(one: Told) -> Text:
    case = one.case
    score = "" if case.alert.score is None else f"  {case.alert.score:.3f}"
    words = one.outcome.replace("_", " ")
    line = Text.assemble((words, STYLES.get(one.outcome, "cyan")), f"  {one.customer}{score}  {case.alert.caption}")
    line.append(f"  {case.pair.source} {case.pair.entity}  {case.id}", style="dim")
    for because in case.because:
        line.append(f"\n    {because}", style="dim")
    return line
