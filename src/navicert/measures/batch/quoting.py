"""Facts that leave a mark where an answer quotes them, and answers as templates that other rows fill in.

An answer repeats some of a row's own values ("tested on arrival 2017-08-10"). The facts of a row that stands for many
are therefore handed to the one reference function as values that compare like the real ones and write themselves as a
mark; every other row of the same situation puts its own values in place of the marks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, Self

OPEN, CLOSE = "\ue000", "\ue001"
SlotKind = Literal["day", "number", "word", "actor", "delivery", "total"]
SLOT = re.compile(f"{OPEN}([a-z]+) ([^{CLOSE}]*){CLOSE}")
NOT_QUOTABLE = f"{OPEN}lost {CLOSE}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a row's own value: the day, number or word under a key, the actor's states, an amount of a quota."""

    kind: SlotKind
    of: str

    @property
    def mark(self) -> str:
        return f"{OPEN}{self.kind} {self.of}{CLOSE}"


ACTOR = Slot("actor", "bound_state")
_slot = functools.cache(Slot)


class QuotedDay(date):
    """A day that writes itself as a mark, and so do the days counted from it.

    >>> arrival = QuotedDay.under("arrival_date", date(2017, 8, 10))
    >>> str(arrival - timedelta(days=3)) == Slot("day", "arrival_date-3").mark
    True
    """

    __slots__ = ("key", "later")
    key: str
    later: int

    @classmethod
    def under(cls, key: str, day: date, later: int = 0) -> Self:
        quoted = cls(day.year, day.month, day.day)
        quoted.key, quoted.later = key, later
        return quoted

    def __add__(self, span: timedelta) -> Self:
        return self.under(self.key, date.fromordinal(self.toordinal() + span.days), self.later + span.days)

    def __sub__(self, other: Any) -> Any:
        return self + -other if isinstance(other, timedelta) else date(self.year, self.month, self.day) - other

    def __str__(self) -> str:
        return Slot("day", f"{self.key}{self.later:+d}" if self.later else self.key).mark

    def __format__(self, spec: str) -> str:
        return NOT_QUOTABLE if spec else str(self)

    def isoformat(self) -> str:
        return str(self)

    def strftime(self, _format: str) -> str:
        return NOT_QUOTABLE


class QuotedNumber(Decimal):
    """A number that writes itself as a mark."""

    key: str

    @classmethod
    def under(cls, key: str, number: Decimal) -> Self:
        quoted = cls(number)
        quoted.key = key
        return quoted

    def __str__(self) -> str:
        return Slot("number", self.key).mark

    def __format__(self, spec: str, *_: object) -> str:
        return NOT_QUOTABLE if spec else str(self)


class QuotedWord(str):
    """A code or text that writes itself as a mark where it is formatted into a text; `str` gives it as it is."""

    __slots__ = ("key",)
    key: str

    @classmethod
    def under(cls, key: str, word: str) -> Self:
        quoted = cls(word)
        quoted.key = key
        return quoted

    def __format__(self, spec: str) -> str:
        return NOT_QUOTABLE if spec else Slot("word", self.key).mark


def is_fillable(text: str) -> bool:
    """Whether every value quoted in a text is known; what was worked out from a row's values is not."""
    return NOT_QUOTABLE not in text


@dataclass(frozen=True, slots=True)
class Template:
    """Text with slots: the pieces between them are one more than the slots."""

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]

    @classmethod
    def of(cls, text: str) -> Template:
        """Text as written by quoted facts.

        >>> day = QuotedDay.under("arrival_date", date(2017, 8, 10))
        >>> Template.of(f"on {day}.").fill({Slot("day", "arrival_date"): "X"})
        'on X.'
        """
        parts = SLOT.split(text)
        slots = (_slot(kind, of) for kind, of in zip(parts[1::3], parts[2::3], strict=True))
        return cls(tuple(parts[0::3]), tuple(slots))

    def fill(self, words: Mapping[Slot, str]) -> str:
        """The text with these words in the slots."""
        return "".join(self._filled([words[slot] for slot in self.slots]))

    def _filled(self, words: Sequence[str]) -> Iterator[str]:
        for piece, word in zip(self.pieces, words, strict=False):
            yield piece
            yield word
        yield self.pieces[-1]
