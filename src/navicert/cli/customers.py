"""`navicert customers`: keep a population of customers, and prove that all of them are screened."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import ExitCodeOption, JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json, stdout, table
from navicert.cli.rescreen import ProcessesOption, print_told, tell_receipt, who_acts
from navicert.errors import InvalidInput, MissingData

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.coverage import ListCoverage
    from navicert.store.customers import State

customers = typer.Typer(
    help="Customers: load, screen and erase them, and see that none stays unscreened.", no_args_is_help=True
)
app.add_typer(customers, name="customers")

ByOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who does it; else NAVICERT_ACTOR, else the user here.", show_default=False),
]
PERIOD = re.compile(r"(\d{1,4})([dmy])")
DAYS = {"d": 1, "m": 30, "y": 365}


@customers.command("load")
def load(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="F", help="Customers: .csv, .jsonl or .parquet.")],
    control_total: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="How many records the sender counted; else refused.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="The file holds everybody: who is not in it is marked gone.")
    ] = False,
    schema: Annotated[
        str | None, typer.Option(help="Person, Organization, Company, ... of rows that state none.")
    ] = None,
    record_id: Annotated[str | None, typer.Option("--id", metavar="COLUMN", help="The column of your ids.")] = None,
    name: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of names.")] = None,
    birth_date: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of birth dates.")] = None,
    country: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of countries.")] = None,
    accept_shrinkage: Annotated[
        bool, typer.Option(help="Take a full file that lacks more than a tenth of the customers, after looking.")
    ] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Load customers: new ones are added, others changed, by id; every earlier state is kept.

    Example: navicert customers load customers.csv --control-total 51234 --full
    """
    from navicert.desk.customers import LoadOrder

    desk = desk_of(context, store)
    named = (("id", record_id), ("name", name), ("birthDate", birth_date), ("country", country))
    order = LoadOrder(
        file=file,
        by=who_acts(desk, by),
        schema=schema,
        columns={key: column for key, column in named if column},
        is_full=full,
        control_total=control_total,
        accept_shrinkage=accept_shrinkage,
    )
    loaded = desk.customers.load(order, note)
    record = {key: getattr(loaded, key) for key in type(loaded).__dataclass_fields__}
    if as_json:
        print_json(record)
    else:
        _print_counts(record)
    if full and loaded.gone is None:
        note("nobody was marked gone: a row that was left out may be anybody; mend it and load the file again")
    if loaded.malformed:
        raise typer.Exit(2)
    if loaded.doubtful:
        raise typer.Exit(4)


def _print_counts(record: dict[str, Any]) -> None:
    words = ("added", "changed", "unchanged", "returned", "repeated", "malformed", "gone")
    counts = ", ".join(f"{record[word]:,} {word}" for word in words if record[word])
    total = f" of {record['control_total']:,} announced" if record["control_total"] is not None else ""
    stdout().print(f"{record['rows']:,} rows{total}: {counts or 'none'}; {record['customers']:,} customers")


@customers.command("screen")
def screen(
    context: typer.Context,
    lists: Annotated[list[str] | None, typer.Argument(metavar="[LIST...]", help="All loaded lists, if none.")] = None,
    everyone: Annotated[
        bool, typer.Option("--everyone", help="All customers, also those that were asked this edition before.")
    ] = False,
    processes: ProcessesOption = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    exit_code: ExitCodeOption = False,
    store: StoreOption = None,
) -> None:
    """Screen the customers that have not been screened against the editions in force; alerts become cases.

    Example: navicert customers screen ofac-sdn un
    """
    desk = desk_of(context, store)
    names = lists or desk.store.edition_names()
    if not names:
        raise MissingData("no list is loaded", next="navicert lists load SOURCE FILE...")
    alerts = 0
    for name in names:
        told = desk.rescreening.screen(name, everyone=everyone, processes=processes, by=who_acts(desk, by))
        alerts += print_told(told, f"{name}: {desk.customers.count():,} customers", as_json)
        tell_receipt(desk)
    if exit_code and alerts:
        raise typer.Exit(10)


@customers.command("status")
def status(context: typer.Context, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """How many customers there are, and for each list how many have not been screened, when, and with which canaries.

    Example: navicert customers status
    """
    desk = desk_of(context, store)
    coverage = desk.rescreening.coverage()
    if as_json:
        for one in coverage:
            print_json({"customers": desk.customers.count(), "gone": desk.customers.count_gone(), **_covered_json(one)})
    else:
        _print_status(desk, coverage)
    if not all(one.is_whole for one in coverage) or (desk.customers.count() and not coverage):
        raise typer.Exit(3)


def _covered_json(one: ListCoverage) -> dict[str, Any]:
    canaries = one.canaries
    return {
        "list": one.list,
        "edition": one.edition,
        "unscreened": one.unscreened,
        "screened_at": one.screened_at.isoformat() if one.screened_at else None,
        "canaries": {"at": canaries.at.isoformat(), "planted": canaries.planted, "found": canaries.found}
        if canaries
        else None,
        "whole": one.is_whole,
    }


def _print_status(desk: Desk, coverage: list[ListCoverage]) -> None:
    stdout().print(f"{desk.customers.count():,} customers, {desk.customers.count_gone():,} gone")
    loads = desk.store.customers.loads()
    if loads:
        total = f", {loads[0].control_total:,} announced" if loads[0].control_total is not None else ""
        broke = "" if loads[0].report else "; it broke off, load it again"
        stdout().print(f"last load: {loads[0].file}, {loads[0].at:%Y-%m-%d %H:%M} UTC{total}{broke}")
    if not coverage:
        note("no list is loaded: nobody is screened; navicert lists load SOURCE FILE...")
        return
    grid = table("list", "edition", "unscreened", "last screening", "canaries")
    for one in coverage:
        screened = f"{one.screened_at:%Y-%m-%d %H:%M}" if one.screened_at else "never"
        sung = f"{one.canaries.found} of {one.canaries.planted}" if one.canaries else "none"
        grid.add_row(one.list, one.edition, f"{one.unscreened:,}", screened, sung)
    stdout().print(grid)


@customers.command("show")
def show(
    context: typer.Context,
    customer: Annotated[str, typer.Argument(metavar="ID", help="The customer's id.")],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """What is known of a customer, and the history of every field.

    Example: navicert customers show 10442
    """
    states = desk_of(context, store).customers.history(customer)
    if as_json:
        for state in states:
            print_json(_state_json(state))
    else:
        _print_states(states)


def _state_json(state: State) -> dict[str, Any]:
    times = (("recorded_at", state.recorded_at), ("replaced_at", state.replaced_at), ("gone_at", state.gone_at))
    return {**state.customer.query, "version": state.version, **{k: at.isoformat() if at else None for k, at in times}}


def _print_states(states: tuple[State, ...]) -> None:
    from navicert.screening.customers import Customer, changes

    console, was = stdout(), Customer(states[0].customer.id, "", {})
    grid = table("from", "field", "was", "is")
    for state in states:
        at = f"{state.recorded_at:%Y-%m-%d %H:%M}"
        for change in changes(was, state.customer):
            grid.add_row(at, change.field, "\n".join(filter(None, change.removed)), "\n".join(change.added))
        if state.gone_at:
            grid.add_row(at, "", "", "gone")
        was = state.customer
    console.print(grid)


@customers.command("erase")
def erase(
    context: typer.Context,
    older_than: Annotated[
        str, typer.Option(metavar="PERIOD", help="5y, 18m or 90d ago, or a date: gone, or replaced, before it.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count only.")] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Erase customers who have been gone for so long, and what was known so long ago; the cases' record stays.

    Example: navicert customers erase --older-than 5y
    """
    desk = desk_of(context, store)
    before = _time_before(older_than, desk.now())
    erased = desk.customers.erase(before, by=who_acts(desk, by), only_count=dry_run)
    if as_json:
        kept = list(erased.kept_for_cases)
        print_json({"customers": erased.customers, "states": erased.states, "kept_for_cases": kept, "dry_run": dry_run})
    else:
        would = "would erase" if dry_run else "erased"
        stdout().print(
            f"{would} {erased.customers:,} customers who were gone, and {erased.states:,} states that were replaced, "
            f"before {before:%Y-%m-%d}"
        )
    for id_ in erased.kept_for_cases:
        note(f"kept: {id_}, for a case about it is not finished")
    if erased.kept_for_cases:
        raise typer.Exit(4)


def _time_before(text: str, now: datetime) -> datetime:
    period = PERIOD.fullmatch(text)
    if period:
        return now - timedelta(days=int(period[1]) * DAYS[period[2]])
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), tzinfo=UTC)
    except ValueError:
        raise InvalidInput(
            f"{text!r} is no period", where="--older-than", next="write 5y, 18m, 90d or YYYY-MM-DD"
        ) from None


@customers.command("canary")
def canary(
    context: typer.Context,
    lists: Annotated[list[str] | None, typer.Argument(metavar="[LIST...]", help="All loaded lists, if none.")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Plant listed names as customers, ask for them, and tell which were not found.

    Example: navicert customers canary
    """
    desk = desk_of(context, store)
    names = lists or desk.store.edition_names()
    if not names:
        raise MissingData("no list is loaded", next="navicert lists load SOURCE FILE...")
    runs = [desk.rescreening.canaries(name) for name in names]
    for run in runs:
        record = {"list": run.list, "edition": run.edition, "planted": run.planted, "found": run.found}
        if as_json:
            print_json({**record, "missing": list(run.missing)})
        else:
            stdout().print(f"{run.list} {run.edition}: {run.found} of {run.planted} planted names found")
        for entity in run.missing:
            note(f"error: {run.list}: {entity} was not found")
    if any(run.missing or not run.planted for run in runs):
        raise typer.Exit(3)
