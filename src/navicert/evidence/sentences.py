"""Running text cut into sentences and words, every one with the characters of the page it stands on.

Cutting is done by punctuation alone, in one pass, so that a line of any length and script costs time in proportion.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from navicert.evidence.word_files import words_under

LONGEST_SENTENCE = 1_500
"""Characters after which a stretch without a sentence end is cut at a blank, since no rule looks further."""

_WORD = re.compile(
    r"(?:[A-Z]\.)+(?:[A-Z]\b)?"  # U.S., J.
    r"|['’]s\b"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*\d*"
    r"|\d+(?:[.,]\d+)*[^\W\d_]*"
    r"|[^\w\s]|_"
)
_STOP = re.compile(r"([.!?…]+)(['\"”’)\]]*)(?=\s|[A-Z“‘\[(]|$)|([。！？]+[」』”]?)|(\n)")
_STARTS = re.compile(r"\s*[\"“‘'(\[«]*[^\W_a-z]")
_ABBREVIATIONS = words_under("abbreviations")
_ABBREVIATIONS_AT_END_TOO = frozenset(["co", "corp", "inc", "ltd", "etc", "jr", "sr"])
_SENTENCE_WORDS = words_under("sentence_words")
_ATTRIBUTION = re.compile(
    r"\s+(?:(?:[Tt]he\s+)?(?:[\w.’'-]+\s+){1,5}?)?"
    r"(?:said|says|asked|asks|wrote|writes|tweeted|posted|added|told|replied|shouted|declared|exclaimed|wondered)\b"
)


class Word(NamedTuple):
    """A word, number or mark of punctuation; `start` and `end` count characters of the page."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the page and its words."""

    start: int
    end: int
    text: str
    words: tuple[Word, ...]


class Stretch(Protocol):
    """Anything that begins and ends somewhere on a page."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Stretch)


def within(stretches: Sequence[S], start: int, end: int, reach: int = 0) -> Sequence[S]:
    """Those of the stretches, given in order of their starts, that may share characters with `start` to `end`.

    None begins more than `reach` characters before the one after it ends, so that none is missed; 0 means that they
    do not overlap.
    """
    first = bisect.bisect_right(stretches, start - reach, key=lambda stretch: stretch.start)
    last = bisect.bisect_left(stretches, end, key=lambda stretch: stretch.start)
    return stretches[max(0, first - 1) : last]


def words_of(text: str, offset: int = 0) -> list[Word]:
    """The words of a text whose first character is the page's `offset`-th.

    >>> [word.text for word in words_of("Kim's U.S.-made 5,000 tonnes")]
    ['Kim', "'s", 'U.S.', '-', 'made', '5,000', 'tonnes']
    """
    return [Word(offset + m.start(), offset + m.end(), m[0]) for m in _WORD.finditer(text)]


def sentences_of(text: str, offset: int = 0) -> list[Sentence]:
    """The sentences of a line; together they hold all of its words."""
    return [
        Sentence(offset + start, offset + end, text[start:end], tuple(words_of(text[start:end], offset + start)))
        for start, end in _extents(text)
    ]


def _extents(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_here(text, stop):
            yield from _bounded(text, start, stop.end())
            start = stop.end()
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without surrounding blanks, in pieces of bearable length; nothing where it is blank."""
    while end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = blank if blank > start else start + LONGEST_SENTENCE
        yield from _bounded(text, start, cut)
        start = cut
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    if stop[3] or stop[4]:
        return True
    following = text[stop.end() : stop.end() + 80]
    if not following.strip():
        return True
    glued = not following[0].isspace()
    if glued and (stop[1] != "." or not _glued_sentence(text, stop)):
        return False
    if not _STARTS.match(following):
        return False
    if stop[1] == "." and not stop[2]:
        return not _abbreviates(text, stop.start(), following)
    return not (stop[1][-1] in "!?" and stop[2] and _ATTRIBUTION.match(following))


def _glued_sentence(text: str, stop: re.Match[str]) -> bool:
    """Scraping loses blanks: "… war.Lavrov thanked" holds two sentences, "FlightRadar24.Com" or "U.S." none."""
    before = text[max(0, stop.start() - 3) : stop.start()]
    after = text[stop.end() : stop.end() + 2]
    if stop[2]:
        return True
    return len(before) == 3 and before.isalpha() and before.islower() and (after.istitle() or after[:1] in "“‘")


def _abbreviates(text: str, dot: int, following: str) -> bool:
    before = re.search(r"[^\s(\[“\"‘']*$", text[max(0, dot - 12) : dot])
    word = (before[0] if before else "").lower()
    next_word = re.match(r"\s*[\"“‘'(]*([\w’']+)", following)
    starts_sentence = following.lstrip()[:1] == "“" or bool(next_word and next_word[1] in _SENTENCE_WORDS)
    if re.fullmatch(r"(?:[a-z]\.)*[a-z]", word):
        return not starts_sentence or (len(word) == 1 and not following.lstrip().startswith("“"))
    if word in _ABBREVIATIONS_AT_END_TOO:
        return not starts_sentence
    return word in _ABBREVIATIONS
