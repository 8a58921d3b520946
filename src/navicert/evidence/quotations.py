"""Words in quotation marks: “…”, "…", ‘…’, '…', «…», 「…」.

An apostrophe is no quotation mark: a single mark closes only where no letter follows, and opens only where none precedes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
_OPENING = re.compile(r"[“„«「『\"]|(?<![\w’'])[‘'](?=[\w“\"\[(…])")
LONGEST_QUOTATION = 3_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two marks, without them. `open_ended` where the closing mark is missing, as at a paragraph's
    end when the next paragraph goes on quoting."""

    start: int
    end: int
    open_ended: bool = False

    def holds(self, position: int) -> bool:
        return self.start <= position < self.end


def quotations_of(text: str, offset: int = 0) -> list[Quotation]:
    """The outermost quotations of a line, in order.

    >>> line = "It was “done”, she said, 'at the allies' request'."
    >>> [line[q.start : q.end] for q in quotations_of(line)]
    ['done', "at the allies' request"]
    """
    return list(_scan(text, offset))


def _scan(text: str, offset: int) -> Iterator[Quotation]:
    position = 0
    while opening := _OPENING.search(text, position):
        start = opening.end()
        closing = _closing(text, start, opening[0])
        if closing is not None:
            if closing > start:
                yield Quotation(offset + start, offset + closing)
            position = closing + 1
        elif opening[0] in '“"„' and _begins_line(text, opening.start()):
            yield Quotation(
                offset + start, offset + min(len(text.rstrip()), start + LONGEST_QUOTATION), open_ended=True
            )
            return
        else:
            position = start


def _begins_line(text: str, position: int) -> bool:
    """A mark that is never closed is believed at the start of the line or of a sentence in it."""
    return not text[:position].strip() or text[:position].rstrip()[-1] in ".!?:,"


def _closing(text: str, start: int, mark: str) -> int | None:
    limit = start + LONGEST_QUOTATION
    if mark in _PAIRS:
        found = re.compile(f"[{_PAIRS[mark]}]").search(text, start, limit)
        return found.start() if found else None
    if mark == '"':
        found = re.compile('"').search(text, start, limit)
        return found.start() if found else None
    return _closing_single(text, start, limit, "’'" if mark == "‘" else "'")


def _closing_single(text: str, start: int, limit: int, marks: str) -> int | None:
    """The first single mark that ends a word; a plural's possessive ("allies' request") gives way to a later one."""
    candidates = [m.start() for m in re.compile(rf"[{marks}](?!\w)").finditer(text, start, limit)]
    opened_again = re.compile(r"(?<![\w’'])[‘'](?=\w)").search(text, start, limit)
    within = [c for c in candidates if opened_again is None or c < opened_again.start()] or candidates[:1]
    for position in within:
        possessive = text[position - 1 : position] == "s" and re.match(r"\s[a-z]", text[position + 1 : position + 3])
        if not possessive:
            return position
    return within[0] if within else None
