"""`navicert screen`: names from the command line, or whole files of customers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import ExitCodeOption, JsonOption, OutOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json, progress
from navicert.cli.queries import check_columns, query_from_row
from navicert.cli.show_screening import ScreeningPrinter
from navicert.errors import InvalidInput
from navicert.tables import Row, column_names, count_rows, open_writer, read_rows

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.screening import Policy

COLUMNS = (
    "query_id", "query_name", "status", "rank", "id", "caption", "schema", "sources", "programs",
    "score", "probability", "matched_query", "matched_entry", "reasons", "warnings",
)  # fmt: skip


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
    desk = desk_of(context, store)
    answers: Iterator[Mapping[str, Any]]
    policy = _policy(desk.policy, cutoff, limit)
    if file:
        columns = {
            key: value for key, value in (("birthDate", birth_date), ("country", country), ("id", record_id)) if value
        }
        answers = _answer_file(desk, file, schema, columns, wanted, policy)
    else:
        queries = _queries(names or [], schema, birth_date, country, record_id)
        answers = (desk.screen(query, policy=policy, lists=wanted) for query in queries)
    _print_answers(answers, out, as_json, exit_code)


def _policy(policy: Policy, cutoff: float | None, limit: int | None) -> Policy:
    if cutoff is not None:
        policy = replace(policy, cutoff=cutoff)
    return replace(policy, limit=limit) if limit is not None else policy


def _queries(
    names: list[str], schema: str | None, birth_date: str | None, country: str | None, record_id: str | None
) -> list[dict[str, Any]]:
    if record_id and len(names) > 1:
        raise InvalidInput("one id cannot stand for several names", where="--id")
    more = {key: [value] for key, value in (("birthDate", birth_date), ("country", country)) if value}
    return [
        {"id": record_id or str(number), "schema": schema or "LegalEntity", "properties": {"name": [name], **more}}
        for number, name in enumerate(names, 1)
    ]


def _answer_file(
    desk: Desk, file: Path, schema: str | None, columns: Mapping[str, str], wanted: list[str] | None, policy: Policy
) -> Iterator[Mapping[str, Any]]:
    """One answer per row, in the file's order; a row that cannot be read is answered `not_screened` with its error."""
    unused = check_columns(column_names(file), columns, str(file))
    if unused:
        note(f"{file}: columns not used: {', '.join(unused)}")
    for row in progress(read_rows(file), f"screening {file.name}", count_rows(file)):
        try:
            answer = desk.screen(query_from_row(row, schema, columns), policy=policy, lists=wanted)
            for doubt in answer.get("doubts", []):
                note(f"warning: {row.where} {doubt}")
            yield answer
        except InvalidInput as error:
            located = error if error.where and error.where.startswith(row.file) else _at(row, error)
            note(f"error: {located}")
            yield _unreadable(row, located)


def _at(row: Row, error: InvalidInput) -> InvalidInput:
    where = f"{row.where} {error.where}" if error.where else row.where
    return InvalidInput(error.message, where=where, next=error.next)


def _unreadable(row: Row, error: InvalidInput) -> dict[str, Any]:
    return {
        "query": {"id": str(row.values.get("id", row.number)), "row": row.number},
        "status": "not_screened",
        "editions": [],
        "warnings": [],
        "errors": [{"where": error.where, "message": error.message}],
        "matches": [],
    }


def _print_answers(answers: Iterator[Mapping[str, Any]], out: Path | None, as_json: bool, exit_code: bool) -> None:
    seen: Counter[str] = Counter()
    doubtful = 0
    with ExitStack() as stack:
        if out:
            show = stack.enter_context(open_writer(out, COLUMNS, flatten_answer))
        else:
            show = print_json if as_json else ScreeningPrinter()
        for answer in answers:
            seen["invalid" if "errors" in answer else answer["status"]] += 1
            doubtful += "doubts" in answer
            show(answer)
    _sum_up(seen, out)
    if seen["invalid"]:
        raise typer.Exit(2)
    if seen["not_screened"]:
        raise typer.Exit(3)
    if doubtful:
        raise typer.Exit(4)
    if exit_code and seen["hits"]:
        raise typer.Exit(10)


def _sum_up(seen: Counter[str], out: Path | None) -> None:
    if out or seen.total() > 1:
        counts = ", ".join(f"{count:,} {status.replace('_', ' ')}" for status, count in seen.most_common())
        note(f"{seen.total():,} screened: {counts}" + (f"; written to {out}" if out else ""))


def flatten_answer(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Flat rows of one answer: one for each match, or one that says there is none."""
    query = answer["query"]
    head = {
        "query_id": query["id"],
        "query_name": " | ".join(query.get("properties", {}).get("name", [])),
        "status": answer["status"],
        "warnings": " | ".join([*answer["warnings"], *(error["message"] for error in answer.get("errors", []))]),
    }
    return [{**head, **_flat_match(rank, match)} for rank, match in enumerate(answer["matches"], 1)] or [head]


def _flat_match(rank: int, match: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "rank": rank,
        **{key: match[key] for key in ("id", "caption", "schema", "score", "probability")},
        "sources": " | ".join(match["sources"]),
        "programs": " | ".join(match["programs"]),
        "matched_query": match["matched"]["query"],
        "matched_entry": match["matched"]["entry"],
        "reasons": " | ".join(f"{reason['text']} ({reason['weight']:+.2f})" for reason in match["reasons"]),
    }
