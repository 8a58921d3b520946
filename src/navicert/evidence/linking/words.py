"""The words of `words/law.txt`: patterns that sentences are searched with."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from navicert.evidence.word_files import words_under

FILE = "law.txt"


@dataclass(frozen=True, slots=True)
class GoodsWord:
    """Where a sentence names goods: their kind, and the direction that sanctions rule ("to", "from", "either")."""

    kind: str
    start: int
    end: int
    direction: str


@functools.cache
def pattern(heading: str) -> re.Pattern[str]:
    """The pattern under a heading, whole words; case counts where the words are names."""
    joined = "|".join(sorted(words_under(heading, FILE)))
    flags = 0 if heading in ("un", "cn", "us", "eu", "g7", "korea", "russia", "elsewhere") else re.IGNORECASE
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w)", flags)


def says(heading: str, text: str) -> re.Match[str] | None:
    """Where a text uses a word of this heading first."""
    return pattern(heading).search(text)


@functools.cache
def _goods() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = []
    for row in sorted(words_under("goods", FILE)):
        kind, rest = row.split(" = ", 1)
        words, direction = rest.rsplit(" | ", 1)
        rows.append((kind, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE), direction.strip()))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class ActivityWord:
    """Where a sentence names what is done other than trade in goods, by the names of `words/law.txt`."""

    kind: str
    start: int
    end: int


@functools.cache
def _activities() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = (row.split(" = ", 1) for row in sorted(words_under("activities", FILE)))
    return tuple((kind, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)) for kind, words in rows)


def activities_in(text: str) -> list[ActivityWord]:
    """The activities that a text names, each kind once; of words within words the longer counts."""
    found = [ActivityWord(kind, *match.span()) for kind, words in _activities() for match in words.finditer(text)]
    found = sorted(_longest(found), key=lambda word: word.start)
    return list({word.kind: word for word in reversed(found)}.values())[::-1]


def goods_in(text: str) -> list[GoodsWord]:
    """The goods that a text names, in order; of words within words the longer counts."""
    found = [
        GoodsWord(kind, match.start(), match.end(), direction)
        for kind, words, direction in _goods()
        for match in words.finditer(text)
    ]
    return sorted(_longest(found), key=lambda word: word.start)


def direction(text: str, usual: str) -> str | None:
    """Whether goods go "to" North Korea or come "from" there: what sanctions rule of such goods, unless the sentence
    says the opposite outright; of goods that are ruled both ways, what the sentence says."""
    to_korea, from_korea = says("to_korea", text), says("from_korea", text)
    if usual == "either":
        return None if bool(to_korea) == bool(from_korea) else "to" if to_korea else "from"
    outright = {"to": says("outright_from", text), "from": says("outright_to", text)}[usual]
    own = to_korea if usual == "to" else from_korea
    return usual if own or not outright else "from" if usual == "to" else "to"


Word = TypeVar("Word", GoodsWord, ActivityWord)


def _longest(found: list[Word]) -> Iterator[Word]:
    for word in found:
        if not any(
            other is not word and other.start <= word.start and word.end <= other.end
            and (other.end - other.start) > (word.end - word.start)
            for other in found
        ):  # fmt: skip
            yield word
