"""`navicert rules timeline`: what was allowed when, regime by regime."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from navicert.cli.app import JsonOption, StoreOption, desk_of
from navicert.cli.check import read_pairs
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json, status_text, stdout, table
from navicert.cli.rules import rules
from navicert.desk.timelines import question_of
from navicert.errors import InvalidInput, StoreError

if TYPE_CHECKING:
    from rich.table import Table

    from navicert.measures import Facts
    from navicert.measures.timeline import Lane, Timeline
    from navicert.rulebook import Rulebook


@rules.command("timeline")
def show_timeline(
    context: typer.Context,
    facts: Annotated[
        list[str] | None, typer.Argument(metavar="KEY=VALUE...", help="Further facts, such as end_use=livelihood.")
    ] = None,
    hs: Annotated[str | None, typer.Option(help="Customs code of the goods, 2 to 10 digits.")] = None,
    goods_kind: Annotated[str | None, typer.Option(help="What the goods are, such as coal or diesel.")] = None,
    origin: Annotated[str | None, typer.Option("--from", metavar="STATE", help="Country of origin.")] = None,
    destination: Annotated[str | None, typer.Option("--to", metavar="STATE", help="Country of delivery.")] = None,
    activity: Annotated[
        str | None, typer.Option(help="What is done, such as joint_venture; for goods it follows from --from and --to.")
    ] = None,
    action: Annotated[str | None, typer.Option(help="The step within the activity, such as operate.")] = None,
    bound_state: Annotated[
        str | None, typer.Option(help="State whose law binds the actor; for goods the one that buys or sells.")
    ] = None,
    counterparty: Annotated[str | None, typer.Option(metavar="STATE", help="State of the other side.")] = None,
    regime: Annotated[list[str] | None, typer.Option(help="Only this regime; may be repeated.")] = None,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Show no span that ended before.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Show no span that begins after.")] = None,
    as_known_on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The law as it was known on that day; else today.")
    ] = None,
    svg: Annotated[Path | None, typer.Option(metavar="F", help="Write a picture with its table.")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show what was allowed when: for every regime its spans of days, with measures, wind-downs and quota periods.

    Example: navicert rules timeline --hs 2701 --from KP --to CN end_use=livelihood
    """
    desk = desk_of(context, store)
    options = {
        "activity": activity, "action": action, "hs": hs, "goods_kind": goods_kind, "origin": origin,
        "destination": destination, "bound_state": bound_state, "counterparty_state": counterparty,
    }  # fmt: skip
    given = {key: value for key, value in options.items() if value}
    question = _question(desk.rulebook, given, read_pairs(facts or []))
    known_on = read_day(as_known_on, "--as-known-on") if as_known_on else None
    first, last = (read_day(text, name) if text else None for text, name in ((since, "--since"), (until, "--until")))
    laid = _only(desk.law.timeline(question, as_known_on=known_on), regime)
    if svg:
        _write_picture(svg, laid, first, last)
    if as_json:
        _print_records(laid, first, last)
    else:
        _print_lanes(laid, first, last)


def _question(rulebook: Rulebook, options: dict[str, str], pairs: dict[str, str]) -> Facts:
    """The facts of options and pairs together."""
    if twice := sorted(options.keys() & pairs.keys()):
        raise InvalidInput("the fact is given twice, as an option and as a pair", where=twice[0])
    return question_of(rulebook, {**options, **pairs})


def _only(laid: Timeline, regimes: list[str] | None) -> Timeline:
    from dataclasses import replace

    if not regimes:
        return laid
    known = [lane.regime for lane in laid.lanes]
    for regime in regimes:
        if regime not in known:
            raise InvalidInput(
                f"{regime!r} is not in question here", where="--regime", next=f"in question are {', '.join(known)}"
            )
    return replace(laid, lanes=tuple(lane for lane in laid.lanes if lane.regime in regimes))


def _write_picture(file: Path, laid: Timeline, first: date | None, last: date | None) -> None:
    from navicert.measures.timeline_picture import timeline_picture, title_of

    picture = timeline_picture(laid, title=title_of(laid), first=first, last=last)
    try:
        file.write_text(picture, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(file)) from None
    note(f"picture with its table written to {file}")


def _print_records(laid: Timeline, first: date | None, last: date | None) -> None:
    from navicert.measures.timeline_picture import lane_to_json

    for lane in laid.lanes:
        print_json(lane_to_json(laid, lane, first, last))


def _print_lanes(laid: Timeline, first: date | None, last: date | None) -> None:
    from navicert.measures.timeline_picture import never_binds, notes, title_of

    console = stdout()
    console.print(title_of(laid), style="bold", markup=False)
    for line in notes(laid):
        console.print(f"  {line}", style="dim", markup=False)
    for lane in laid.lanes:
        if not never_binds(lane):
            console.print(_grid(lane, first, last))


def _grid(lane: Lane, first: date | None, last: date | None) -> Table:
    from navicert.measures.timeline_picture import COLUMNS, numbered_rows, spans_within

    grid = table(*(name for name, _ in COLUMNS), title=f"{lane.regime}: {lane.title}")
    for column in (1, 2):
        grid.columns[column].no_wrap = True
    for span, cells in numbered_rows(spans_within(lane, first, last)):
        number, begin, end, answer, *rest = cells
        grid.add_row(number, begin, end, status_text(span.finding.status, answer), *(Text(cell) for cell in rest))
    return grid
