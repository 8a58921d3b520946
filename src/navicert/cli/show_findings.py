"""Assessments for people: one row per regime, whose rule it is, the paragraph, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.padding import Padding
from rich.text import Text

from navicert.cli.output import status_text, stdout, table

MOST_MEASURES = 4


def print_assessment(answer: Mapping[str, Any]) -> None:
    """Print one answer: the regimes side by side, and below what nobody asked."""
    console = stdout()
    if answer.get("errors"):
        for error in answer["errors"]:
            console.print(
                Text.assemble(("invalid", "bold red"), f"  {error.get('field') or 'record'}: {error['message']}")
            )
        return
    console.print(findings_table(answer, title=str(answer["id"]) if answer.get("id") is not None else None))
    for party in answer.get("parties", []):
        console.print(Padding(party_text(party), (0, 0, 0, 2), expand=False))
    for text in answer.get("ledger_notes", []):
        console.print(Padding(Text(f"quota ledger: {text}", style="yellow"), (0, 0, 0, 2), expand=False))
    for text in answer.get("not_asked", []):
        console.print(Padding(Text(f"not asked: {text}", style="yellow"), (0, 0, 0, 2), expand=False))
    console.print(
        Padding(
            Text(f"as known on {answer['as_known_on']}, rules {answer['ruleset'][:19]}", style="dim"),
            (0, 0, 0, 2),
            expand=False,
        )
    )
    console.print()


def party_text(party: Mapping[str, Any]) -> Text:
    """A name and where it was found: surely or perhaps, since when, until when."""
    text = Text(f"{party['field']} {party['name']}: ")
    if not party["listings"]:
        return text.append("not found on the lists asked", style="dim")
    for number, row in enumerate(party["listings"]):
        text.append("; " if number else "")
        text.append("" if row["sure"] else "perhaps ", style="yellow")
        text.append(f"{row['caption']} ({row['list']}, {row['id']}, {_days(row)})")
    return text


def _days(row: Mapping[str, Any]) -> str:
    since = f"seen on the list {row['seen_first']}" if row["seen_first"] else "day of listing unknown"
    until = f"gone by {row['gone_by']}" if row["gone_by"] else ""
    words = [
        f"listed {row['listed_on']}" if row["listed_on"] else since,
        f"ended {row['ended_on']}" if row["ended_on"] else until,
        "" if row["sure"] or row["score"] is None else f"score {row['score']:.2f}",
    ]
    return ", ".join(word for word in words if word)


def findings_table(answer: Mapping[str, Any], title: str | None = None) -> Any:
    """One row per regime; regimes that do not bind the actor share the last row."""
    grid = table("regime", "answer", "under", "because", title=title)
    beyond = [finding["regime"] for finding in answer["findings"] if finding.get("under") == "not_bound"]
    for finding in answer["findings"]:
        if finding["regime"] not in beyond:
            grid.add_row(finding["regime"], _answer(finding), _under(finding), _because(finding))
    if beyond:
        grid.add_row(", ".join(beyond), Text("does not bind", style="dim"), "", "")
    return grid


def _answer(finding: Mapping[str, Any]) -> Text:
    status = finding["status"]
    text = status_text(status, "permitted (exception)" if finding.get("under") == "exception" else None)
    if status == "needs_information":
        text.append(f"\nbetween {finding['lowest'].replace('_', ' ')} and {finding['highest'].replace('_', ' ')}")
    return text


def _under(finding: Mapping[str, Any]) -> str:
    """The measures that decide; where none does, those that were looked at."""
    deciding = [measure for measure in finding["measures"] if measure["role"] == "decides"]
    shown = deciding or finding["measures"]
    lines = [f"{measure['instrument']}, {measure['paragraph']}\n({measure['id']})" for measure in shown[:MOST_MEASURES]]
    if len(shown) > MOST_MEASURES:
        lines.append(f"and {len(shown) - MOST_MEASURES} more (see --json)")
    return "\n".join(lines)


def _because(finding: Mapping[str, Any]) -> Text:
    text = Text(finding["because"])
    if finding.get("missing"):
        text.append(f"\nmissing: {', '.join(finding['missing'])}", style="yellow")
    for decider in finding.get("decides", []):
        text.append(f"\nif {decider['field']} {decider['when']}: {_between(decider)}", style="yellow")
    for reading in finding.get("readings", []):
        text.append(f"\ncontested ({reading['id']}): {reading['text']} -> {_words(reading['status'])}", style="yellow")
    return text


def _between(bounds: Mapping[str, Any]) -> str:
    if bounds["lowest"] == bounds["highest"]:
        return _words(bounds["lowest"])
    return f"between {_words(bounds['lowest'])} and {_words(bounds['highest'])}"


def _words(status: str) -> str:
    return status.replace("_", " ")
