"""`navicert rules claim`: statements about the law against the rulebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from navicert.cli.app import JsonOption, OutOption, StoreOption, desk_of
from navicert.cli.output import note, print_json, progress, stdout
from navicert.cli.rules import rules
from navicert.tables import Row, count_rows, open_writer, read_rows

if TYPE_CHECKING:
    from navicert.rulebook import Rulebook

COLUMNS = ("id", "verdict", "measures", "because", "assumed", "ruleset")
VERDICT_STYLE = {
    "correct": "green",
    "imprecise": "yellow",
    "disputed": "bold yellow",
    "unverifiable": "bold yellow",
    "inaccurate": "bold red",
    "invalid": "bold red",
}


@rules.command("claim")
def judge_claims(
    context: typer.Context,
    file: Annotated[Path, typer.Option("--file", metavar="F", help="Claims: .csv, .jsonl or .parquet.")],
    out: OutOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Compare claims about the law with the rulebook: correct, imprecise, inaccurate, disputed or unverifiable.

    Example: navicert rules claim --file claims.jsonl --json
    """
    rulebook = desk_of(context, store).rulebook
    seen: Counter[str] = Counter()
    with ExitStack() as stack:
        if out:
            show = stack.enter_context(open_writer(out, COLUMNS, flatten_judgement))
        else:
            show = print_json if as_json else _print_judgement
        for record in _judge_file(file, rulebook):
            seen[record["verdict"]] += 1
            show(record)
    counts = ", ".join(f"{count:,} {verdict}" for verdict, count in seen.most_common())
    note(f"{seen.total():,} claims: {counts or 'none'}" + (f"; written to {out}" if out else ""))
    if seen["invalid"]:
        raise typer.Exit(2)


def _judge_file(file: Path, rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    """One record per row in the file's order; a row that is no claim is told on stderr, with its fields."""
    for row in progress(read_rows(file), f"judging {file.name}", count_rows(file)):
        record = _unreadable(row) if row.problem else _judge(row, rulebook)
        if record["id"] is None:
            record["id"] = row.number
        for error in record.get("errors", []):
            field = f" field {error['field']}" if error["field"] else ""
            note(f"error: {row.where}{field}: {error['message']}")
        yield record


def _judge(row: Row, rulebook: Rulebook) -> dict[str, Any]:
    from navicert.measures.claims import InvalidClaim, judge_together, judgement_to_json, read_claims

    read = read_claims(row.values)
    return judgement_to_json(read if isinstance(read, InvalidClaim) else judge_together(read, rulebook))


def _unreadable(row: Row) -> dict[str, Any]:
    because = f"The row cannot be read: {row.problem}."
    errors = [{"field": None, "message": row.problem}]
    return {"id": None, "verdict": "invalid", "measures": [], "because": because, "errors": errors}


def _print_judgement(record: Mapping[str, Any]) -> None:
    console = stdout()
    verdict = Text(record["verdict"], style=VERDICT_STYLE[record["verdict"]])
    console.print(Text.assemble((str(record["id"]), "bold"), "  ", verdict, f"  {', '.join(record['measures'])}"))
    for line in _lines(record):
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    for row in record.get("fields", []):
        yield f"{row['field']}: {row['verdict']}; {row['because']}"
    for error in record.get("errors", []):
        yield f"{error['field'] or 'record'}: {error['message']}"
    if record.get("assumed"):
        yield f"assumed: {', '.join(f'{key} {value}' for key, value in record['assumed'].items())}"


def flatten_judgement(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The one flat row of a judgement."""
    return [
        {
            **{key: record.get(key) for key in ("id", "verdict", "because", "ruleset")},
            "measures": " | ".join(record["measures"]),
            "assumed": " | ".join(f"{key} {value}" for key, value in record.get("assumed", {}).items()),
        }
    ]
