"""The kinds of events, by the words that name them and the words that must stand near."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from navicert.evidence.naming.phrases import Phrases
from navicert.evidence.sentences import Word
from navicert.evidence.word_files import lines_of, words_under

NEAR = 20
"""Words before and after a trigger within which its context must stand."""
_BREAKS = frozenset(";.?!")


@dataclass(frozen=True, slots=True)
class Frame:
    """A kind of event: `needed` must stand near the trigger (None: nothing must), `barred` must not."""

    kind: str
    triggers: Phrases
    needed: Phrases | None
    barred: Phrases


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `first` up to, not including, `end` name an event of a kind."""

    first: int
    end: int
    kind: str


@functools.cache
def _frames() -> tuple[Frame, ...]:
    return tuple(_frame(line) for line in lines_of("frames.txt"))


def _frame(line: str) -> Frame:
    kind, triggers, needed, barred = [*line.split("|"), "", ""][:4]
    return Frame(
        kind,
        Phrases(trigger.replace("+", " ") for trigger in triggers.split(";")),
        Phrases(needed.split(";")) if needed else None,
        Phrases(barred.split(";")),
    )


@functools.cache
def _by_first_word() -> dict[str, tuple[Frame, ...]]:
    """The frames whose triggers may begin with a word, in the order of the list."""
    table: dict[str, list[Frame]] = {}
    for frame in _frames():
        for word in frame.triggers.first_words():
            table.setdefault(word, []).append(frame)
    return {word: tuple(frames) for word, frames in table.items()}


def triggers_in(words: Sequence[Word]) -> Iterator[Trigger]:
    """The events that a sentence names, each word used once."""
    position = 0
    while position < len(words):
        trigger = _trigger_at(words, position)
        if trigger:
            yield trigger
        position = trigger.end if trigger else position + 1


def _trigger_at(words: Sequence[Word], position: int) -> Trigger | None:
    for frame in _by_first_word().get(words[position].text, ()):
        length = frame.triggers.at(words, position)
        if length and _fits(frame, words, position, position + length):
            return Trigger(position, position + length, frame.kind)
    return None


def _fits(frame: Frame, words: Sequence[Word], first: int, end: int) -> bool:
    if _names_trade(words, first, end):
        return False
    low, high = max(0, first - NEAR), min(len(words), end + NEAR)
    after = _cut(words[end:high])
    if any(True for _ in frame.barred.within(after[:6])):
        return False
    if frame.needed is None:
        return True
    return any(True for _ in frame.needed.within(after)) or any(True for _ in frame.needed.within(words[low:first]))


def _names_trade(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether a word in "-ing" only says whose trade it is ("a shipping firm")."""
    following = words[end].text.lower() if end < len(words) else ""
    return words[first].text.endswith("ing") and following in words_under("trades", "naming.txt")


def _cut(words: Sequence[Word]) -> Sequence[Word]:
    stop = next((i for i, word in enumerate(words) if word.text in _BREAKS), len(words))
    return words[:stop]
