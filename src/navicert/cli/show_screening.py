"""Screening answers for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.padding import Padding
from rich.text import Text

from navicert.cli.output import note, status_text, stdout

STATUS_WORDS = {"hits": "possible match", "no_hits": "no hit", "not_screened": "NOT SCREENED"}


class ScreeningPrinter:
    """Prints answers one below the other; a warning that repeats is said once."""

    def __init__(self) -> None:
        self._console = stdout()
        self._said: set[str] = set()

    def __call__(self, answer: Mapping[str, Any]) -> None:
        self._console.print(_headline(answer))
        for match in answer["matches"]:
            self._console.print(Padding(_match_lines(match), (0, 0, 0, 2), expand=False))
        self._console.print(Padding(_editions_line(answer), (0, 0, 0, 2), expand=False))
        self._console.print()
        for warning in answer["warnings"]:
            if warning not in self._said:
                self._said.add(warning)
                note(f"warning: {warning}")


def _headline(answer: Mapping[str, Any]) -> Text:
    query = answer["query"]
    names = " / ".join(query.get("properties", {}).get("name", [])) or f"row {query.get('row', query['id'])}"
    return Text.assemble((names, "bold"), "  ", status_text(answer["status"], STATUS_WORDS[answer["status"]]))


def _match_lines(match: Mapping[str, Any]) -> Text:
    lines = Text.assemble(
        (f"{match['score']:.3f}", "bold"),
        f"  {match['caption']}",
        (f"  {match['schema']}, {', '.join(match['sources'])} {match['id']}", "dim"),
        f"  [{'; '.join(match['programs']) or 'no programme stated'}]",
        f"  probability {match['probability']:.2f}" if match["probability"] is not None else "",
    )
    for reason in match["reasons"]:
        lines.append(f"\n  {reason['weight']:+.3f}  {reason['text']}", style="" if reason["weight"] >= 0 else "yellow")
    return lines


def _editions_line(answer: Mapping[str, Any]) -> Text:
    editions = ", ".join(f"{edition['source']} {edition['edition'].split('.')[0]}" for edition in answer["editions"])
    asked = f"asked: {editions}" if editions else "no list was asked"
    return Text(asked, style="dim")
