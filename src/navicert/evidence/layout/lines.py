"""The lines of a page, and what can be seen on each of them alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from navicert.evidence.layout.trade_words import TOO_COMMON

BLANK = " \t\r\n\f\v\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_LINE = re.compile(rf"[^{BLANK}\n](?:[^\n]*[^{BLANK}\n])?")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
CHARACTERS_A_WORD_WIDE = 2
"""Chinese and Japanese run words together; two characters count as a word, so that lengths compare."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that is not blank: its number from 1, its extent without surrounding blanks, its text, blank lines before.

    `size` is its length in words; lines with equal `key` are copies (case, punctuation and spacing apart).
    """

    number: int
    start: int
    end: int
    text: str
    gap: int
    size: int
    key: str


def text_lines(text: str) -> list[TextLine]:
    """The lines of a text that hold more than blanks."""
    lines = []
    position = blanks = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        found = _LINE.search(raw)
        if found:
            lines.append(_text_line(number, position, found, blanks))
        blanks = 0 if found else blanks + 1
        position += len(raw) + 1
    return lines


def _text_line(number: int, position: int, found: re.Match[str], gap: int) -> TextLine:
    start, end, text = position + found.start(), position + found.end(), found[0]
    return TextLine(number, start, end, text, gap, word_count(text), copy_key(text))


def word_count(text: str) -> int:
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    return max(len(text.split()), wide // CHARACTERS_A_WORD_WIDE)


def copy_key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def is_english(text: str) -> bool:
    """Whether a text reads as English: one word in ten is too common to mean anything, or it is too short to say."""
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    if len(words) < LEAST_TO_TELL and not _WIDE.search(text[:20_000]):
        return True
    return sum(word in TOO_COMMON for word in words) >= len(words) / 10


LEAST_TO_TELL = 20


def content_words(text: str) -> frozenset[str]:
    """Words that say what a text is about, cut to their first five letters so that endings do not matter."""
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text))
    return frozenset(word.rstrip("s")[:5] for word in words if word not in TOO_COMMON)
