"""Screening answers for people: each match with its two names aligned, what speaks for it, and what against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from navicert.cli.output import note, status_text, stdout

STATUS_WORDS = {"hits": "possible match", "no_hits": "no hit", "not_screened": "NOT SCREENED"}
INDENT = 9
"""Where what explains a match begins: below its party."""
NAMES = ("asked", "listed", "how")
NOTHING = "-"
GAP = "  "


class ScreeningPrinter:
    """Prints answers one below the other; a warning that repeats is said once."""

    def __init__(self) -> None:
        self._console = stdout()
        self._said: set[str] = set()

    def __call__(self, answer: Mapping[str, Any]) -> None:
        self._console.print(_headline(answer))
        for match in answer["matches"]:
            print_match(self._console, match)
        self._console.print(Padding(_editions_line(answer), (0, 0, 0, 2), expand=False))
        self._console.print()
        for warning in answer["warnings"]:
            if warning not in self._said:
                self._said.add(warning)
                note(f"warning: {warning}")


def print_match(console: Console, match: Mapping[str, Any]) -> None:
    """One match: party, score, probability, the names aligned, reasons with their weights."""
    console.print()
    console.print(_party_lines(match))
    for line in aligned_lines(match["reasons"], console.width - INDENT):
        console.print(Padding(line, (0, 0, 0, INDENT), expand=False))
    console.print(Padding(_reason_grid(match), (0, 0, 0, INDENT), expand=False))


def _headline(answer: Mapping[str, Any]) -> Text:
    query = answer["query"]
    names = " / ".join(query.get("properties", {}).get("name", [])) or f"row {query.get('row', query['id'])}"
    return Text.assemble((names, "bold"), "  ", status_text(answer["status"], STATUS_WORDS[answer["status"]]))


def _party_lines(match: Mapping[str, Any]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, justify="right", min_width=INDENT - 2)
    grid.add_column(overflow="fold")
    probability = f"probability {match['probability']:.2f}" if match["probability"] is not None else ""
    programs = "; ".join(match["programs"]) or "no programme stated"
    grid.add_row(
        Text(f"{match['score']:.3f}", style="bold"), Text.assemble((match["caption"], "bold"), GAP, probability)
    )
    grid.add_row("", Text(f"{match['schema']}, {', '.join(match['sources'])} {match['id']}  [{programs}]", style="dim"))
    matched = match["matched"]["entry"]
    if matched and matched != match["caption"]:
        grid.add_row("", Text(f"listed also as {matched}"))
    return grid


# -- names, word under word --------------------------------------------------------------------------------------------


def aligned_lines(reasons: Iterable[Mapping[str, Any]], width: int) -> Iterator[Text]:
    """The words asked over the words listed over how they match, in as many blocks as the width needs."""
    columns = list(_columns(reasons))
    for block in _blocks(columns, width - max(map(len, NAMES)) - len(GAP)):
        rows = list(zip(*block, strict=True))
        widths = [max(map(cell_len, column)) for column in block]
        for label, words in zip(NAMES, rows, strict=True):
            if any(words):
                cells = (word + " " * (size - cell_len(word)) for word, size in zip(words, widths, strict=True))
                style = "dim" if label == "how" else ""
                yield Text(f"{label:<6}{GAP}{GAP.join(cells)}".rstrip(), style=style)


def _columns(reasons: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """(asked, listed, how) for each pair of words, and for words that have no counterpart."""
    for reason in reasons:
        asked, listed = reason.get("asked", ""), reason.get("listed", "")
        if reason["kind"] == "name":
            yield asked, listed, "" if reason.get("how") == "equal" else reason.get("how", "")
        elif reason["kind"] == "name_missing":
            yield from ((words, NOTHING, "alone") for words in (asked,) if words)
            yield from ((NOTHING, words, "alone") for words in (listed,) if words)


def _blocks(columns: Sequence[tuple[str, str, str]], width: int) -> Iterator[list[tuple[str, str, str]]]:
    """The columns in runs that fit the width; a column that is wider stands alone."""
    block, taken = list[tuple[str, str, str]](), 0
    for column in columns:
        size = max(map(cell_len, column)) + len(GAP)
        if block and taken + size > width:
            yield block
            block, taken = [], 0
        block.append(column)
        taken += size
    if block:
        yield block


# -- reasons -----------------------------------------------------------------------------------------------------------


def _reason_grid(match: Mapping[str, Any]) -> Table:
    """What speaks for the match, what against it, what says nothing, and the sum that makes the score."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(overflow="fold")
    reasons = match["reasons"]
    groups = (
        ("for", "green", [reason for reason in reasons if reason["weight"] > 0]),
        ("against", "yellow", [reason for reason in reasons if reason["weight"] < 0]),
        ("neither", "dim", [reason for reason in reasons if reason["weight"] == 0]),
    )
    for label, style, of_group in groups:
        for place, reason in enumerate(of_group):
            weight = Text(f"{reason['weight']:+.3f}", style=style)
            grid.add_row(Text("" if place else label, style=style), weight, Text(_words(reason)))
    total = sum(reason["weight"] for reason in reasons)
    squeezed = f"squeezed to {match['score']:.3f}" if f"{total:.3f}" != f"{match['score']:.3f}" else "the score"
    grid.add_row(Text("sum", style="bold"), Text(f"{total:.3f}", style="bold"), Text(squeezed, style="dim"))
    return grid


def _words(reason: Mapping[str, Any]) -> str:
    how = reason.get("how", "")
    return f"{reason['text']}, {how}" if how and how != "equal" else str(reason["text"])


def _editions_line(answer: Mapping[str, Any]) -> Text:
    editions = ", ".join(f"{edition['source']} {edition['edition'].split('.')[0]}" for edition in answer["editions"])
    asked = f"asked: {editions}" if editions else "no list was asked"
    return Text(asked, style="dim")
