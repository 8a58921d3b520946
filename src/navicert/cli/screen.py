"""`navicert screen`: names from the command line, or whole files of customers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import ExitCodeOption, JsonOption, OutOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json
from navicert.cli.policies import PolicyOption, read_policy
from navicert.cli.receipting import NoReceiptOption, tell, who_asks
from navicert.cli.show_screening import ScreeningPrinter
from navicert.desk.answers import COLUMNS, flatten_answer
from navicert.desk.moments import moment_of
from navicert.errors import InvalidInput
from navicert.tables import open_writer

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.screening import Policy


@app.command()
def screen(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME...", help="Names to screen.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="F", help="Customers: .csv, .jsonl or .parquet.")
    ] = None,
    schema: Annotated[
        str | None, typer.Option(help="Person, Organization, Company, Vessel, Airplane; unsaid, any kind of party.")
    ] = None,
    birth_date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD; with --file, the column that holds it."),
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="Nationality or place, code or name; with --file, the column that holds it.")
    ] = None,
    record_id: Annotated[
        str | None, typer.Option("--id", help="Your id of the party; with --file, the column that holds it.")
    ] = None,
    wanted: Annotated[
        list[str] | None, typer.Option("--list", metavar="NAME", help="Only these lists; else all loaded.")
    ] = None,
    cutoff: Annotated[float | None, typer.Option(min=0, max=1, help="Lowest score shown.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Most matches shown for a query.")] = None,
    policy: PolicyOption = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Processes to work in, with --file; else one for each core.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="With --file and --out: go on where a run was cut short.")
    ] = False,
    as_known_on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Answer from the lists known at the end of that day (UTC).")
    ] = None,
    no_receipt: NoReceiptOption = False,
    out: OutOption = None,
    as_json: JsonOption = False,
    exit_code: ExitCodeOption = False,
    store: StoreOption = None,
) -> None:
    """Screen names, or a file of customers, against the loaded lists.

    Example: navicert screen "Jo Chun Ryong" --schema Person --birth-date 1960-04-04 --country kp
    """
    if bool(names) == bool(file):
        raise InvalidInput("give either names or --file", next="for example: navicert screen 'Air Koryo'")
    if resume and not (file and out):
        raise InvalidInput("--resume goes with --file and --out", next="name the file in which the results were begun")
    desk = desk_of(context, store)
    asked = _policy(read_policy(desk.policy, policy), cutoff, limit)
    known_on = read_day(as_known_on, "--as-known-on") if as_known_on else None
    manner = _Manner(asked, wanted, known_on, out, as_json, not no_receipt)
    if file:
        columns = _told(birthDate=birth_date, country=country, id=record_id)
        seen = _answers_of_file(desk, _Customers(file, schema, columns, processes, resume), manner)
    else:
        queries = _queries(names or [], schema, record_id, _told(birthDate=birth_date, country=country))
        seen = (_answers_with_receipt if manner.receipt else _answers_alone)(desk, queries, manner)
    end(seen, exit_code)


@dataclass(frozen=True, slots=True)
class _Manner:
    """How parties are asked and their answers told."""

    policy: Policy
    lists: list[str] | None
    known_on: date | None
    out: Path | None
    as_json: bool
    receipt: bool


@dataclass(frozen=True, slots=True)
class _Customers:
    """A file of customers, and in how many processes; `resume` where a run that was cut short goes on."""

    file: Path
    schema: str | None
    columns: Mapping[str, str]
    processes: int | None
    resume: bool


def _answers_of_file(desk: Desk, customers: _Customers, manner: _Manner) -> Counter[str]:
    from navicert.cli.screen_files import FileRun, screen_file
    from navicert.cluster import cores
    from navicert.desk.screening_files import FileQuestion

    question = FileQuestion(
        file=customers.file,
        policy=manner.policy,
        schema=customers.schema,
        columns=customers.columns,
        lists=manner.lists,
        processes=customers.processes or cores(),
    )
    run = FileRun(manner.out, manner.as_json, customers.resume, manner.known_on, receipt=manner.receipt)
    return screen_file(desk, question, run)


def _answers_alone(desk: Desk, queries: list[dict[str, Any]], manner: _Manner) -> Counter[str]:
    view = desk.as_known(moment_of(desk.now(), manner.known_on))
    answers = iter([view.screen(query, policy=manner.policy, lists=manner.lists) for query in queries])
    return _print_answers(answers, manner.out, manner.as_json)


def _answers_with_receipt(desk: Desk, queries: list[dict[str, Any]], manner: _Manner) -> Counter[str]:
    done = desk.receipts.screen(
        queries, by=who_asks(desk), policy=manner.policy, lists=manner.lists, as_known_on=manner.known_on
    )
    seen = _print_answers(iter(done.answers), manner.out, manner.as_json)
    seen["without_receipt"] += not tell(done.receipt, done.trouble)
    return seen


def _told(**options: str | None) -> dict[str, str]:
    """The options that were given."""
    return {key: value for key, value in options.items() if value}


def _policy(policy: Policy, cutoff: float | None, limit: int | None) -> Policy:
    if cutoff is not None:
        policy = replace(policy, cutoff=cutoff)
    return replace(policy, limit=limit) if limit is not None else policy


def _queries(
    names: list[str], schema: str | None, record_id: str | None, told: Mapping[str, str]
) -> list[dict[str, Any]]:
    if record_id and len(names) > 1:
        raise InvalidInput("one id cannot stand for several names", where="--id")
    more = {key: [value] for key, value in told.items()}
    return [
        {"id": record_id or str(number), "schema": schema or "LegalEntity", "properties": {"name": [name], **more}}
        for number, name in enumerate(names, 1)
    ]


def _print_answers(answers: Iterator[Mapping[str, Any]], out: Path | None, as_json: bool) -> Counter[str]:
    seen: Counter[str] = Counter()
    with ExitStack() as stack:
        if out:
            show = stack.enter_context(open_writer(out, COLUMNS, flatten_answer))
        else:
            show = print_json if as_json else ScreeningPrinter()
        for answer in answers:
            seen[answer["status"]] += 1
            seen["doubtful"] += "doubts" in answer
            show(answer)
    sum_up(seen, out)
    return seen


def sum_up(seen: Counter[str], out: Path | None) -> None:
    """Say how many queries ended how, where there were several or none was printed."""
    statuses = {status: count for status, count in seen.most_common() if status != "doubtful" and count}
    total = sum(statuses.values())
    if out or total != 1:
        counts = ", ".join(f"{count:,} {status.replace('_', ' ')}" for status, count in statuses.items())
        note(f"{total:,} screened: {counts}" + (f"; written to {out}" if out else ""))


def end(seen: Counter[str], exit_code: bool) -> None:
    """End the command with the exit code for what was seen."""
    for status, code in (("invalid", 2), ("not_screened", 3), ("doubtful", 4), ("without_receipt", 4)):
        if seen[status]:
            raise typer.Exit(code)
    if exit_code and seen["hits"]:
        raise typer.Exit(10)
