"""`navicert quota`: record deliveries and notices, and report running totals against caps."""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json, progress, stdout
from navicert.cli.show_quotas import print_account, print_taken
from navicert.errors import InvalidInput, MissingData, StoreError
from navicert.tables import Row, count_rows, read_rows

if TYPE_CHECKING:
    from navicert.trade import Account, InvalidRecord, Taken

quota = typer.Typer(
    help="Quotas: record deliveries and notices, report running totals against caps.", no_args_is_help=True
)
app.add_typer(quota, name="quota")

Text = str | None
DAYS = "YYYY-MM-DD, YYYY-MM, YYYY, or two with / between"


def _option(help_text: str, metavar: str = "TEXT", *names: str) -> Any:
    return typer.Option(*names, metavar=metavar, help=help_text, show_default=False)


@quota.command("record")
def record(
    context: typer.Context,
    quota_id: Annotated[Text, _option("The quota, by its measure's id.", "ID", "--quota")] = None,
    kind: Annotated[Text, _option("reported, estimated, correction or notice.", "KIND")] = None,
    amount: Annotated[Text, _option("How much was delivered; of an estimate, most likely.", "NUMBER")] = None,
    unit: Annotated[Text, _option("bbl, t or kg, as the source states it.", "UNIT")] = None,
    low: Annotated[Text, _option("An estimate's lower end.", "NUMBER")] = None,
    high: Annotated[Text, _option("An estimate's upper end.", "NUMBER")] = None,
    value: Annotated[Text, _option("Its value, for caps on value.", "NUMBER")] = None,
    currency: Annotated[Text, _option("USD, EUR or CNY.", "CODE")] = None,
    goods: Annotated[
        Text, _option("The kind of goods, such as diesel; it decides how amounts convert.", "KIND")
    ] = None,
    delivered: Annotated[Text, _option(f"When it was delivered: {DAYS}.", "DAYS")] = None,
    period: Annotated[Text, _option("The quota period: a year, or a day in it.", "PERIOD")] = None,
    supplier: Annotated[Text, _option("The supplying state; none means all states together.", "STATE")] = None,
    receiver: Annotated[Text, _option("The receiving state.", "STATE")] = None,
    percent: Annotated[Text, _option("Of a notice: the threshold notified, such as 95.", "NUMBER")] = None,
    includes_reported: Annotated[
        bool,
        typer.Option("--includes-reported", help="The estimate is of the whole total, reports included."),
    ] = False,
    terms: Annotated[Text, _option("commercial or aid, where the source says.", "TERMS")] = None,
    source: Annotated[Text, _option("Who states it and where.")] = None,
    published: Annotated[Text, _option("The day of publication; else known from today.", "YYYY-MM-DD")] = None,
    corrects: Annotated[Text, _option("The record that this one takes the place of.", "ID")] = None,
    record_id: Annotated[Text, _option("An id of your own; else made from the content.", "ID", "--id")] = None,
    note_text: Annotated[Text, _option("A remark.", "TEXT", "--note")] = None,
    file: Annotated[Path | None, typer.Option(metavar="F", help="Rows of a .csv, .jsonl or .parquet file.")] = None,
    by: Annotated[Text, _option("Who records it; else the user of this computer.", "NAME")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="A further delivery that looks the same as one recorded before.")
    ] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Record a delivery, a correction or an official notice in the quota ledger; nothing in it is ever changed.

    Example: navicert quota record --quota UN-2397-5-REFINED --kind reported --amount 5000 --unit t --goods diesel
    --delivered 2018-01 --supplier CN --source "1718 Committee" --published 2018-03-01
    """
    given = {
        "quota": quota_id, "kind": kind, "amount": amount, "unit": unit, "low": low, "high": high, "value": value,
        "currency": currency, "goods": goods, "delivered": delivered, "period": period, "supplier": supplier,
        "receiver": receiver, "percent": percent, "terms": terms, "source": source, "published": published,
        "corrects": corrects, "id": record_id, "note": note_text, "includes_reported": includes_reported or None,
    }  # fmt: skip
    cells = {column: cell for column, cell in given.items() if cell is not None}
    if bool(cells) == bool(file):
        raise InvalidInput(
            "give either a delivery or --file", next="for example: navicert quota record --quota UN-2397-5-REFINED ..."
        )
    rows = _rows_of(file) if file else [Row("command line", 1, cells)]
    taken = desk_of(context, store).quotas.record(
        [row.values for row in rows if not row.problem], by=by or _user(), again=again
    )
    _print_outcomes(rows, iter(taken), as_json, from_file=bool(file))


def _rows_of(file: Path) -> list[Row]:
    """All rows: a file whose structure breaks somewhere is refused before anything is recorded."""
    return list(progress(read_rows(file, ["amount"]), f"reading {file.name}", count_rows(file)))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise InvalidInput("nobody knows who is at this computer", next="say who records it: --by NAME") from None


def _print_outcomes(rows: list[Row], taken: Iterator[Taken | InvalidRecord], as_json: bool, *, from_file: bool) -> None:
    seen: Counter[str] = Counter()
    for row in rows:
        answer = _unreadable(row) if row.problem else _outcome(row, next(taken), from_file=from_file)
        seen[answer["outcome"]] += 1
        for error in answer.get("errors", []):
            note(f"error: {error['where']}: {error['message']}")
        if as_json:
            print_json(answer)
        elif answer["outcome"] != "invalid":
            print_taken(answer)
    if from_file:
        counts = ", ".join(f"{count:,} {outcome}" for outcome, count in seen.most_common())
        note(f"{seen.total():,} rows: {counts or 'none'}")
    if seen["invalid"]:
        raise typer.Exit(2)


def _outcome(row: Row, taken: Taken | InvalidRecord, *, from_file: bool) -> dict[str, Any]:
    from navicert.trade import InvalidRecord
    from navicert.trade.output import record_to_json

    if isinstance(taken, InvalidRecord):
        place = f"{row.where} field" if from_file else "field"
        errors = [
            {"where": f"{place} {problem.field}", "field": problem.field, "message": problem.message}
            for problem in taken.problems
        ]
        return {"row": row.number, "outcome": "invalid", "record": None, "errors": errors}
    return {"row": row.number, "outcome": taken.outcome, "record": record_to_json(taken.record)}


def _unreadable(row: Row) -> dict[str, Any]:
    errors = [{"where": row.where, "field": None, "message": row.problem}]
    return {"row": row.number, "outcome": "invalid", "record": None, "errors": errors}


@quota.command("report")
def report(
    context: typer.Context,
    quota_id: Annotated[Text, _option("Only this quota, by its measure's id.", "ID", "--quota")] = None,
    period: Annotated[Text, _option("Only this quota period: a year, or a day in it.", "PERIOD")] = None,
    as_known_on: Annotated[Text, _option("From what was known on that day; else today.", "YYYY-MM-DD")] = None,
    recorded_until: Annotated[
        Text, _option("As if nothing had been recorded after that day (UTC).", "YYYY-MM-DD")
    ] = None,
    rate_days: Annotated[
        int | None,
        typer.Option(metavar="N", min=28, help="Project with the rate of the last N days."),
    ] = None,
    svg: Annotated[
        Path | None, typer.Option(metavar="F", help="Draw one account into this .svg file.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show running totals against caps: what was reported and estimated, what is left, corrections and doubts.

    Example: navicert quota report --quota UN-2397-5-REFINED --period 2018 --as-known-on 2018-12-31
    """
    desk = desk_of(context, store)
    accounts = desk.quotas.accounts(
        quota_id,
        period,
        as_known_on=read_day(as_known_on, "--as-known-on") if as_known_on else None,
        recorded_until=_end_of(recorded_until),
        rate_days=rate_days,
    )
    for name, count in desk.quotas.unplaced().items():
        note(f"warning: {count:,} records stand under {name!r}, which the rulebook does not hold; no total counts them")
    if svg:
        _write_picture(svg, accounts)
    if not accounts:
        raise MissingData(
            "the ledger holds nothing that was asked for", next="record deliveries: navicert quota record"
        )
    _print_accounts(accounts, as_json)


def _end_of(day: str | None) -> datetime | None:
    return None if day is None else datetime.combine(read_day(day, "--recorded-until"), datetime.max.time(), tzinfo=UTC)


def _print_accounts(accounts: list[Account], as_json: bool) -> None:
    from navicert.trade.output import account_to_json

    console = stdout()
    for account in accounts:
        printed: Mapping[str, Any] = account_to_json(account)
        if as_json:
            print_json(printed)
        else:
            print_account(printed, console)
    if all(account.status == "no_figures" for account in accounts):
        note("no delivery is recorded there; that says nothing about what was delivered")
        raise typer.Exit(3)


def _write_picture(path: Path, accounts: list[Account]) -> None:
    from navicert.trade.chart import draw

    if len(accounts) != 1:
        names = ", ".join(f"--quota {account.quota.id} --period {account.period.first}" for account in accounts)
        raise InvalidInput(
            f"a picture shows one account, not {len(accounts)}", where="--svg", next=f"choose: {names or 'a quota'}"
        )
    try:
        path.write_text(draw(accounts[0]), encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(path)) from None
    note(f"drawn to {path}")
