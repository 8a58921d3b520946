"""Stages: rows that are seen alike by a group of rules, and what these rules see of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from navicert.batch.grouping import Bools, Grouping, Ints, by_number, name_of
from navicert.batch.seeing import GIVEN_KEYS, ClassesMet, Sight, View, add_days, add_numbers, bits_of
from navicert.measures.batch.marks import DATES, Marks
from navicert.measures.batch.plan import Plan, keys_that_count, plan_for
from navicert.measures.facts import FactValue

Look = Literal["scope", "fit", "all", "beside"]


@dataclass(slots=True)
class Uses:
    """A plan in use by rows that give the same days: what was found by what tells situations apart, under one regime or
    under all."""

    given: int
    plan: Plan
    found: dict[bytes, int] = field(default_factory=dict)
    rows: dict[bytes, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one situation, told by `key`. One row stands for all; where its amounts are too `close` to call, none."""

    key: bytes
    row: int
    close: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """Rows that give the same days: the plan in use, the situations, the rows' places, and which situation each is."""

    uses: Uses
    groups: list[Group]
    places: Ints
    of: Ints


class Stage:
    """Rows seen together: grouped by the marks of these rules. A stage that `answers` looks at what the rules say, the
    others only at whether they apply."""

    def __init__(self, look: Look, rules: tuple[int, ...], marks: Marks, met: ClassesMet, *, answers: bool) -> None:
        self.look, self.rules, self.view, self._answers = look, rules, View(marks, met), answers
        self.name = f"{look} {rules}"
        self.bits = bits_of(DATES if answers else (*marks.day_keys(), *marks.sets))
        self.number_bits = bits_of(marks.number_keys)
        self.numbers = plan_for(marks, frozenset(), answers=answers)
        self._uses: dict[int, Uses] = {}
        self._by_bits: dict[int, Uses] = {}
        self._codes: dict[int, int] = {}

    @property
    def marks(self) -> Marks:
        return self.view.marks

    def uses(self, given: int) -> Uses:
        """The plan for rows that give the keys of these bits; one for all that give the same of those that count."""
        if given not in self._uses:
            keys = frozenset(key for number, key in enumerate(GIVEN_KEYS) if given >> number & 1)
            counted = keys_that_count(self.marks, keys, answers=self._answers)
            bits = bits_of(counted)
            if bits not in self._by_bits:
                self._by_bits[bits] = Uses(bits, plan_for(self.marks, counted, answers=self._answers))
            self._uses[given] = self._by_bits[bits]
        return self._uses[given]

    def _counted(self, given: Ints) -> Ints:
        """Of the keys that each row gives, those that count."""
        counted = given.copy()
        for keys, places in by_number(given):
            if (bits := self.uses(keys).given) != keys:
                counted[places] = bits
        return counted

    def seen(self, values: Mapping[str, FactValue]) -> int:
        """What the rules see of codes and goods, as a name."""
        return name_of(self.view.seen(values))

    def code(self, name: int) -> int:
        """A small number for a name."""
        return self._codes.setdefault(name, len(self._codes))

    @property
    def code_names(self) -> Ints:
        """The names by number."""
        return np.array(list(self._codes) or [0], np.int64)

    def groups(self, sight: Sight, rows: Ints, known: Grouping) -> Iterator[Looked]:
        """The situations among rows whose codes are `known`, for each sort of days given."""
        if self.number_bits:
            numbers = sight.given[rows] & self.number_bits
            known.add(numbers, int(numbers.max()) + 1)
        close = add_numbers(known, sight, rows, self.numbers)
        for given, part in by_number(self._counted(sight.given[rows] & self.bits)):
            uses = self.uses(given)
            grouping = known.within(part)
            add_days(grouping, sight, rows[part], uses.plan)
            situations, of = _situations(grouping, rows[part], close[part])
            yield Looked(uses, situations, part, of)


def _situations(grouping: Grouping, rows: Ints, close: Bools) -> tuple[list[Group], Ints]:
    groups = grouping.groups()
    first = groups.first
    told = zip(grouping.keys(first), rows[first].tolist(), close[first].tolist(), strict=True)
    return [Group(*one) for one in told], groups.of
