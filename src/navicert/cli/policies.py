"""`navicert policy`: the thresholds and weights of screening, and what changing them does to one's own customers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.output import print_json, stdout
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.screening import Policy

policies = typer.Typer(help="Thresholds and weights of screening, and their effect.", no_args_is_help=True)
app.add_typer(policies, name="policy")

PolicyOption = Annotated[
    Path | None,
    typer.Option("--policy", metavar="F", help="Thresholds and weights from a TOML file; see `navicert policy show`."),
]


def read_policy(policy: Policy, file: Path | None) -> Policy:
    """The policy with the values of a TOML file; InvalidInput naming file and field where they cannot be taken."""
    from navicert.screening.policy_values import with_values

    if file is None:
        return policy
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInput(f"cannot read: {error.strerror or error}", where=str(file)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"not a readable TOML file: {error}", where=str(file), next="write: cutoff = 0.75") from None
    return with_values(policy, values, str(file))


def read_settings(pairs: list[str]) -> dict[str, Any]:
    """Values given as NAME=NUMBER."""
    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        try:
            values[name.strip()] = tomllib.loads(f"value = {_number(text.strip())}")["value"]
        except tomllib.TOMLDecodeError:
            equals = ""
        if not equals:
            raise InvalidInput("expected NAME=NUMBER", where=f"--set {pair!r}", next="for example cutoff=0.75")
    return values


def _number(text: str) -> str:
    return f"0{text}" if text.startswith(".") else text


@policies.command("show")
def show_policy(policy: PolicyOption = None, as_json: JsonOption = False) -> None:
    """Show every threshold and weight, what it means, its range and its value, as a file that --policy takes.

    Example: navicert policy show --policy ours.toml
    """
    from navicert.screening import Policy
    from navicert.screening.policy_values import knobs

    asked = read_policy(Policy(), policy)
    for name, knob in knobs().items():
        value = getattr(asked, name)
        if as_json:
            about = {"meaning": knob.meaning, "least": knob.least, "most": knob.most, "shipped": knob.shipped}
            print_json({"name": name, "value": value, **about})
        else:
            console = stdout()
            console.print(f"# {knob.meaning}", markup=False, style="dim", soft_wrap=True)
            note = "" if value == knob.shipped else f"  # shipped: {knob.shipped:g}"
            console.print(f"{name} = {value}{note}\n", markup=False, style="bold" if note else "")


@policies.command("effect")
def show_effect(
    context: typer.Context,
    file: Annotated[Path, typer.Option("--file", metavar="F", help="Customers: .csv, .jsonl or .parquet.")],
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=NUMBER", help="A value to change; may be repeated.")
    ] = None,
    policy: PolicyOption = None,
    base: Annotated[
        Path | None, typer.Option("--from", metavar="F", help="The policy before the change; else the one shipped.")
    ] = None,
    schema: Annotated[str | None, typer.Option(help="Kind of party where a row does not say.")] = None,
    birth_date: Annotated[str | None, typer.Option(metavar="COLUMN", help="Column that holds birth dates.")] = None,
    country: Annotated[str | None, typer.Option(metavar="COLUMN", help="Column that holds countries.")] = None,
    record_id: Annotated[str | None, typer.Option("--id", metavar="COLUMN", help="Column that holds your ids.")] = None,
    wanted: Annotated[
        list[str] | None, typer.Option("--list", metavar="NAME", help="Only these lists; else all loaded.")
    ] = None,
    examples: Annotated[int, typer.Option(min=0, help="Most examples shown of each kind of change.")] = 5,
    processes: Annotated[int | None, typer.Option(min=1, help="Processes to work in; else one for each core.")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show what changed thresholds and weights would do to the alerts of a file of customers.

    Example: navicert policy effect --file customers.csv --set cutoff=0.75
    """
    from navicert.cli.show_effect import run_effect
    from navicert.cluster import cores
    from navicert.desk.screening_files import FileQuestion
    from navicert.screening.policy_values import with_values

    if not (changes or policy):
        raise InvalidInput("nothing is changed", next="give --set NAME=NUMBER, or --policy FILE")
    desk = desk_of(context, store)
    before = read_policy(desk.policy, base)
    after = with_values(read_policy(before, policy), read_settings(changes or []), "--set")
    named = (("birthDate", birth_date), ("country", country), ("id", record_id))
    question = FileQuestion(
        file=file,
        policy=before,
        schema=schema,
        columns={key: value for key, value in named if value},
        lists=wanted,
        processes=processes or cores(),
    )
    run_effect(desk, question, after, examples=examples, as_json=as_json)
