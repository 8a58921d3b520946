"""`navicert rules`: what is in the rulebook, one measure, and the checks of its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.lists import read_day
from navicert.cli.output import note, print_json, stdout, table
from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.rulebook import Measure, Rulebook

rules = typer.Typer(help="The rulebook: what is in it, one measure, the checks of its files.", no_args_is_help=True)
app.add_typer(rules, name="rules")


@rules.command("list")
def list_measures(
    context: typer.Context,
    regime: Annotated[str | None, typer.Option(help="Only measures of this regime, such as UN-DPRK.")] = None,
    activity: Annotated[str | None, typer.Option(help="Only measures that rule this activity, such as supply.")] = None,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Only measures valid on this day.")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List the measures of the rulebook, with instrument, paragraph and validity.

    Example: navicert rules list --regime CN-DPRK --on 2017-08-20
    """
    rulebook = desk_of(context, store).rulebook
    _known(regime, rulebook.regimes, "--regime")
    _known(activity, {name for measure in rulebook.measures.values() for name, _ in measure.asks}, "--activity")
    day = read_day(on, "--on") if on else None
    chosen = [m for m in rulebook.measures.values() if _is_chosen(m, regime, activity, day)]
    if as_json:
        for measure in chosen:
            print_json(_summary(rulebook, measure))
        return
    grid = table("measure", "instrument", "para.", "valid", "status", "what it says")
    for measure in chosen:
        row = _summary(rulebook, measure)
        grid.add_row(row["id"], row["instrument"], row["paragraph"], _validity(row), row["status"], row["summary"])
    stdout().print(grid)
    note(f"{len(chosen):,} of {len(rulebook.measures):,} measures; rules {rulebook.digest[:19]}")


def _known(given: str | None, known: Any, option: str) -> None:
    if given is not None and given not in known:
        raise InvalidInput(
            f"the rulebook has no {given!r}", where=option, next=f"choose from {', '.join(sorted(known))}"
        )


def _is_chosen(measure: Measure, regime: str | None, activity: str | None, day: date | None) -> bool:
    """Whether the measure belongs to the regime, rules the activity, and its validity holds the day."""
    return (
        (regime is None or regime in {own.regime for own in measure.regimes})
        and (activity is None or activity in {name for name, _ in measure.asks})
        and (day is None or ((measure.first or date.min) <= day and (measure.until is None or day < measure.until)))
    )


def _summary(rulebook: Rulebook, measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "regimes": [own.regime for own in measure.regimes],
        "instrument": rulebook.instruments[measure.instrument].title,
        "paragraph": measure.paragraph,
        "kind": measure.kind,
        "from": measure.first.isoformat() if measure.first else None,
        "until": measure.until.isoformat() if measure.until else None,
        "status": measure.status,
        "summary": measure.summary,
    }


def _validity(row: dict[str, Any]) -> str:
    if row["from"] is None and row["until"] is None:
        return "see conditions"
    return f"{row['from'] or '...'}\nbefore {row['until']}" if row["until"] else f"from {row['from']}"


@rules.command("show")
def show_measure(
    context: typer.Context,
    measure: Annotated[str, typer.Argument(metavar="ID", help="A measure's id, as `rules list` prints it.")],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show one measure: paragraph, who is bound, dates, exceptions, quota, confidence, what nobody has confirmed.

    Example: navicert rules show CN-2017-40
    """
    from navicert.rulebook import show

    record = show(desk_of(context, store).rulebook, measure)
    if as_json:
        print_json(record)
    else:
        stdout().print("\n".join(_lines(record)), markup=False, soft_wrap=True)


def _lines(value: Any, indent: int = 0) -> list[str]:
    """Nested plain data as indented lines; what is empty is left out."""
    margin = "  " * indent
    if isinstance(value, dict):
        lines = []
        for key, item in value.items():
            if item in (None, "", [], {}, ()):
                continue
            label = f"{margin}{str(key).replace('_', ' ')}:"
            nested = isinstance(item, (dict, list, tuple)) and not _is_short(item)
            lines += [label, *_lines(item, indent + 1)] if nested else [f"{label} {_short(item)}"]
        return lines
    if isinstance(value, (list, tuple)):
        return [line for item in value for line in _bullet(item, indent)]
    return [f"{margin}{value}"]


def _bullet(item: Any, indent: int) -> list[str]:
    first, *rest = _lines(item, indent + 1) or [""]
    return [f"{'  ' * indent}- {first.strip()}", *rest]


def _is_short(item: Any) -> bool:
    return isinstance(item, (list, tuple)) and all(isinstance(part, str) for part in item) and len(str(item)) < 90


def _short(item: Any) -> str:
    return ", ".join(item) if isinstance(item, (list, tuple)) else str(item)


@rules.command("lint")
def lint_files(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="A folder of rulebook files; the bundled one, if none.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check rulebook files and say, with file and line, how to mend what is wrong.

    Example: navicert rules lint src/navicert/rulebook
    """
    from importlib import resources

    from navicert.measures.worked import try_cases
    from navicert.rulebook import lint

    checked = folder or Path(str(resources.files("navicert.rulebook")))
    if not checked.is_dir():
        raise InvalidInput("there is no such folder", where=str(checked))
    problems = lint(checked, try_cases)
    for problem in problems:
        if as_json:
            keys = ("file", "line", "measure", "message", "teach")
            print_json({key: getattr(problem, key) for key in keys})
        else:
            print(problem)
    note(f"{checked}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    if problems:
        raise typer.Exit(2)
