"""`navicert check`: may this cargo, payment or venture go ahead on that date, under whose law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import ExitCodeOption, JsonOption, OutOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json, progress
from navicert.cli.show_findings import print_assessment
from navicert.errors import InvalidInput
from navicert.tables import Row, count_rows, open_writer, read_rows

if TYPE_CHECKING:
    from navicert.desk import Desk

COLUMNS = (
    "id", "regime", "status", "lowest", "highest", "measures", "exceptions", "missing", "invalid_fields", "because",
    "not_asked", "ruleset", "as_known_on",
)  # fmt: skip


@app.command()
def check(
    context: typer.Context,
    facts: Annotated[
        list[str] | None, typer.Argument(metavar="KEY=VALUE...", help="Facts of one transaction, such as hs=2701.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="F", help="Transactions: .csv, .jsonl or .parquet.")
    ] = None,
    as_known_on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Answer from what was known on that day; else today.")
    ] = None,
    out: OutOption = None,
    as_json: JsonOption = False,
    exit_code: ExitCodeOption = False,
    store: StoreOption = None,
) -> None:
    """Assess the facts of a transaction under each regime, with instrument and paragraph.

    Example: navicert check activity=procure action=release bound_state=CN origin=KP hs=2701
    arrival_date=2017-08-10 release_date=2017-08-20
    """
    if bool(facts) == bool(file):
        raise InvalidInput(
            "give either facts or --file", next="for example: navicert check activity=supply hs=2710 ..."
        )
    known_on = read_day(as_known_on, "--as-known-on") if as_known_on else None
    desk = desk_of(context, store)
    if file:
        answers = _check_file(desk, file, known_on)
    else:
        answers = iter([desk.check(read_pairs(facts or []), as_known_on=known_on)])
    _print_answers(answers, out, as_json, exit_code)


def read_pairs(pairs: list[str]) -> dict[str, str]:
    """Facts given as KEY=VALUE; InvalidInput for what is no pair and for a key given twice."""
    facts: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise InvalidInput("expected KEY=VALUE", where=repr(pair), next="for example origin=KP")
        if key in facts:
            raise InvalidInput(f"the fact {key!r} is given twice", where=repr(pair))
        facts[key] = value
    return facts


def _check_file(desk: Desk, file: Path, known_on: date | None) -> Iterator[dict[str, Any]]:
    """One answer per row, in the file's order; a malformed row is answered `invalid` with the offending fields."""
    for row in progress(read_rows(file), f"checking {file.name}", count_rows(file)):
        answer = _unreadable(row) if row.problem else desk.check(dict(row.values), as_known_on=known_on)
        if answer["id"] is None:
            answer["id"] = row.number
        for error in answer.get("errors", []):
            field = f" field {error['field']}" if error.get("field") else ""
            note(f"error: {row.where}{field}: {error['message']}")
        yield answer


def _unreadable(row: Row) -> dict[str, Any]:
    return {"id": row.number, "findings": [], "errors": [{"field": None, "message": row.problem}]}


def _print_answers(answers: Iterator[Mapping[str, Any]], out: Path | None, as_json: bool, exit_code: bool) -> None:
    seen: Counter[str] = Counter()
    with ExitStack() as stack:
        if out:
            show = stack.enter_context(open_writer(out, COLUMNS, flatten_answer))
        else:
            show = print_json if as_json else print_assessment
        for answer in answers:
            seen[_worst(answer)] += 1
            show(answer)
    if out or seen.total() > 1:
        counts = ", ".join(f"{count:,} {status.replace('_', ' ')}" for status, count in seen.most_common())
        note(f"{seen.total():,} checked: {counts}" + (f"; written to {out}" if out else ""))
    if seen["invalid"]:
        raise typer.Exit(2)
    if exit_code and seen["prohibited"]:
        raise typer.Exit(10)


SEVERITY = (
    "not_covered",
    "permitted",
    "quota_dependent",
    "needs_authorisation",
    "needs_information",
    "prohibited",
    "invalid",
)


def _worst(answer: Mapping[str, Any]) -> str:
    """The gravest status among the regimes, for counting only; regimes themselves are never merged."""
    if answer.get("errors"):
        return "invalid"
    return max((finding["status"] for finding in answer["findings"]), key=SEVERITY.index, default="not_covered")


def flatten_answer(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Flat rows of one answer: one for each regime."""
    head = {
        "id": answer["id"],
        "not_asked": " | ".join(answer.get("not_asked", [])),
        "ruleset": answer.get("ruleset"),
        "as_known_on": answer.get("as_known_on"),
    }
    if not answer["findings"]:
        return [{**head, "status": "invalid", "because": " | ".join(e["message"] for e in answer.get("errors", []))}]
    return [{**head, **_flat_finding(finding)} for finding in answer["findings"]]


def _flat_finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{key: finding.get(key) for key in ("regime", "status", "lowest", "highest", "because")},
        "measures": " | ".join(f"{m['id']} ({m['instrument']} {m['paragraph']})" for m in finding.get("measures", [])),
        "exceptions": " | ".join(f"{e['id']}: {e['state']}" for e in finding.get("exceptions", [])),
        "missing": " | ".join(finding.get("missing", [])),
        "invalid_fields": " | ".join(finding.get("invalid_fields", [])),
    }
