"""Words in quotation marks: “…”, "…", ‘…’, '…', «…», 「…」.

An apostrophe is no quotation mark: a single mark opens only where no letter precedes, closes where none follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLOSING = {
    "“": r"”|(?<![\s(“])\"",
    '"': r"[\"”]",
    "„": "[“”]",
    "«": "»",
    "「": "」",
    "『": "』",
}
"""Scraped pages mix curly and straight marks, so that either may close the other; a straight one only after a word."""
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
    marks = _Marks(text)
    while opening := _OPENING.search(text, position):
        start = opening.end()
        closing = marks.closing(start, opening[0])
        if closing is not None:
            if closing > start:
                yield Quotation(offset + start, offset + closing)
            position = closing + 1
        elif opening[0] in '“"„' and _begins_line(text, opening.start()):
            end = min(len(text.rstrip()), start + LONGEST_QUOTATION)
            if end > start:
                yield Quotation(offset + start, offset + end, open_ended=True)
            return
        else:
            position = start


def _begins_line(text: str, position: int) -> bool:
    """A mark that is never closed is believed at the start of the line or of a sentence in it."""
    before = text[max(0, position - 3) : position].rstrip()
    return position == 0 or before[-1:] in (".", "!", "?", ":", ",")


class _Marks:
    """Looks for marks from left to right only, so that a line full of marks is still read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}

    def closing(self, start: int, mark: str) -> int | None:
        """Where the quotation that begins at `start` ends, or None where it does not within bearable length."""
        if mark in "‘'":
            found = self._closing_single(start, "[’']" if mark == "‘" else "'")
        else:
            found = self._from(start, _CLOSING[mark])
        return found if found - start <= LONGEST_QUOTATION else None

    def _closing_single(self, start: int, marks: str) -> int:
        """The first single mark that ends a word; a possessive ("allies' request") gives way to a later one."""
        first = found = self._from(start, rf"{marks}(?!\w)")
        reopened = self._from(start, r"(?<![\w’'])[‘'](?=\w)")
        for _ in range(5):
            if not _is_possessive(self._text, found):
                return found
            later = re.compile(rf"{marks}(?!\w)").search(
                self._text, found + 1, min(reopened, start + LONGEST_QUOTATION)
            )
            if later is None:
                break
            found = later.start()
        return first

    def _from(self, start: int, pattern: str) -> int:
        """The first match at or after `start`; the text's length plus the longest quotation where there is none."""
        if self._next.get(pattern, -1) < start:
            found = re.compile(pattern).search(self._text, start)
            self._next[pattern] = found.start() if found else len(self._text) + LONGEST_QUOTATION + 1
        return self._next[pattern]


def _is_possessive(text: str, position: int) -> bool:
    return text[position - 1 : position] == "s" and bool(re.match(r"\s[a-z]", text[position + 1 : position + 3]))
