"""Validation reports for people: on the terminal, and as a Markdown page that can be kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from navicert.cli.output import stdout, table
from navicert.screening.validation.report import BLIND, GROUPS, MOST_EXAMPLES, NOBODY

if TYPE_CHECKING:
    from navicert.desk.validating import Validation
    from navicert.screening.validation import Outcome, Rate, Report

Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def print_report(validation: Validation) -> None:
    """The report on the terminal."""
    console = stdout()
    for line in _head(validation):
        console.print(Text(line), soft_wrap=True)
    for title, columns, rows in _tables(validation.report):
        grid = table(*columns, title=f"\n{title}")
        for row in rows:
            grid.add_row(*map(Text, row))
        console.print(grid)
    console.print(Text("\nBlind spots", style="bold"))
    for line in _blind_spots(validation.report, marker="  "):
        console.print(Text(line), soft_wrap=True)


def markdown_report(validation: Validation) -> str:
    """The report as a page of Markdown."""
    lines = ["# Validation of screening", "", *(f"- {line}" for line in _head(validation))]
    for title, columns, rows in _tables(validation.report):
        lines += ["", f"## {title}", "", _row(columns), _row(["---"] * len(columns)), *map(_row, rows)]
    lines += ["", "## Blind spots", "", *_blind_spots(validation.report, marker="- ")]
    changed = ", ".join(f"{name} {value:g}" for name, value in validation.about["policy"].items())
    lines += ["", "## Policy", "", changed, "", "## How to repeat", "", f"    {_command(validation)}"]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _command(validation: Validation) -> str:
    about = validation.about
    lists = " ".join(f"--list {edition['source']}" for edition in about["editions"])
    return f"navicert validate {lists} --sample {about['sample']} --seed {about['seed']} --cutoff {_cutoff(validation)}"


def _cutoff(validation: Validation) -> str:
    return f"{validation.about['policy']['cutoff']:g}"


def _head(validation: Validation) -> Iterator[str]:
    about, report = validation.about, validation.report
    editions = ", ".join(f"{edition['source']} {edition['edition']}" for edition in about["editions"])
    yield f"lists: {editions}; {about['parties']:,} parties"
    yield f"cutoff {_cutoff(validation)}, up to {about['sample']} trials a kind, seed {about['seed']}"
    yield f"navicert {about['program']}"
    yield f"found: {_share(report.recall)} of {report.recall.trials:,} altered questions, all kinds alike"
    for group, words in NOBODY.items():
        rate = report.false_alarms(group)
        if rate.trials:
            yield f"false alarms: {_share(rate)} of {rate.trials:,} {words}"


def _tables(report: Report) -> Iterator[Table]:
    columns = ("kind", "trials", "found", "95 % interval", "example that was missed")
    for group, title in GROUPS.items():
        rows = [(name, rate) for name, (kind, rate) in report.kinds.items() if kind.expected and kind.group == group]
        if rows:
            yield title, columns, [(name, *_cells(rate), _missed(rate)) for name, rate in rows]
    rows = [(name, rate) for name, (kind, rate) in report.kinds.items() if not kind.expected]
    if rows:
        yield (
            "Nobody on the lists",
            ("kind", "trials", "no alert", "95 % interval", "example of an alert"),
            [(name, *_cells(rate), _raised(rate)) for name, rate in rows],
        )
    for title, rates in (("By script of the listed name", report.scripts), ("By kind of party", report.schemata)):
        if rates:
            yield (
                title,
                ("", "trials", "found", "95 % interval"),
                [(name, *_cells(r)) for name, r in sorted(rates.items())],
            )


def _cells(rate: Rate) -> tuple[str, str, str]:
    low, high = rate.interval
    return f"{rate.trials:,}", f"{rate.share:.1%}", f"{low:.1%} - {high:.1%}"


def _share(rate: Rate) -> str:
    low, high = rate.interval
    return f"{rate.share:.2%} ({low:.2%} - {high:.2%})"


def _missed(rate: Rate) -> str:
    return _told(rate.examples[0]) if rate.examples else ""


def _told(outcome: Outcome) -> str:
    return f"{outcome.trial.name} asked as {outcome.trial.query.names[0].text}: {outcome.own_score:.2f}"


def _raised(rate: Rate) -> str:
    if not rate.examples:
        return ""
    outcome = rate.examples[0]
    return f"{outcome.trial.query.names[0].text}: {outcome.best_party} {outcome.best_score:.2f}"


def _blind_spots(report: Report, marker: str) -> Iterator[str]:
    spots = report.blind_spots()
    if not spots:
        yield f"{marker}no kind and no script is found in less than {BLIND:.0%} of its trials"
    for what, name, rate in spots:
        yield f"{marker}{what} '{name}': found in {_share(rate)} of {rate.trials:,}"
        for outcome in rate.examples[:MOST_EXAMPLES]:
            facts = (
                f", born {', '.join(map(str, outcome.trial.query.birth_dates))}"
                if outcome.trial.query.birth_dates
                else ""
            )
            yield f"{'  ' if marker == '- ' else marker}{marker}{_told(outcome)}{facts}"
