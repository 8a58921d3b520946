"""Text in pictures, where nothing breaks lines by itself."""

from __future__ import annotations

import unicodedata


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns; a wide character (Chinese, Korean) takes two. Never empty.

    >>> wrap("the crude year turns", 10)
    ['the crude', 'year turns']
    """
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width):
            if lines[-1] and columns(lines[-1]) + 1 + columns(piece) > width:
                lines.append("")
            lines[-1] = f"{lines[-1]} {piece}".strip()
    return lines


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _pieces(word: str, width: int) -> list[str]:
    """A word cut where it is longer than a line."""
    pieces = [""]
    for sign in word:
        if columns(pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
