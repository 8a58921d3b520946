"""Columns as rules see them: codes by the sets that hold them, goods by the lists that cover them, days cut."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from navicert.batch import rows_kernel
from navicert.batch.amounts import Amounts, add_prices, add_quotas
from navicert.batch.columns import EPOCH, NO_DAY, Columns, Floats, Vocabularies
from navicert.batch.grouping import Bools, Grouping, Ints, name_of
from navicert.measures.arithmetic import barrels_per_tonne
from navicert.measures.batch.marks import DATES, Marks
from navicert.measures.batch.plan import Plan
from navicert.measures.facts import FactValue
from navicert.measures.situation import Situation
from navicert.rulebook.vocabulary import KEYS

NUMBERS = tuple(key.name for key in KEYS.values() if key.type in ("number", "integer"))
GIVEN_KEYS = (*DATES, *NUMBERS)
NO_RULES: Any = None


class Classes:
    """Numbers for the classes that values fall into; extended as values are added."""

    def __init__(self, class_of: Callable[[Any], object]) -> None:
        self._class_of = class_of
        self._numbers: dict[object, int] = {}
        self._table = np.zeros(0, np.int32)
        self._names = np.zeros(0, np.int64)

    @property
    def names(self) -> Ints:
        """What the classes are called in every process, by number."""
        if len(self._names) < len(self._numbers):
            self._names = np.array([name_of(seen) for seen in self._numbers], np.int64)
        return self._names

    def of(self, values: Sequence[Any]) -> Ints:
        """The class of each value, by its place."""
        if len(self._table) < len(values):
            new = [self._number(value) for value in values[len(self._table) :]]
            self._table = np.concatenate([self._table, np.array(new, np.int32)])
        return self._table

    def _number(self, value: object) -> int:
        return self._numbers.setdefault(self._class_of(value), len(self._numbers))

    def __len__(self) -> int:
        return max(1, len(self._numbers))


@dataclass(slots=True)
class Goods:
    """The pairs of code and kind met so far, and barrels in a tonne of each (NaN where no ratio is stated)."""

    pairs: list[tuple[str | None, str | None]] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    _numbers: dict[bytes, int] = field(default_factory=dict)

    def of(self, columns: Columns, vocabularies: Vocabularies) -> Ints:
        """The number of each row's pair."""
        grouping = Grouping(columns.size)
        for key in ("hs", "goods_kind"):
            codes = columns.codes.get(key)
            grouping.add(0 if codes is None else codes, len(vocabularies[key].values))
        groups = grouping.groups()
        keys = grouping.keys(groups.first)
        numbers = [
            self._number(key, columns, int(row), vocabularies) for key, row in zip(keys, groups.first, strict=True)
        ]
        return np.array(numbers, np.int32)[groups.of]

    def _number(self, key: bytes, columns: Columns, row: int, vocabularies: Vocabularies) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.pairs)
            hs: Any = columns.code("hs", row, vocabularies)
            kind: Any = columns.code("goods_kind", row, vocabularies)
            self.pairs.append((hs, kind))
            known = {name: value for name, value in (("hs", hs), ("goods_kind", kind)) if value is not None}
            ratio = barrels_per_tonne(Situation(known, NO_RULES, date.min))
            self.ratios.append(np.nan if ratio is None else float(ratio))
        return number


@dataclass(slots=True, eq=False)
class Sight:
    """Columns with the numbers of each row's goods, and by bits which of `GIVEN_KEYS` a row gives."""

    columns: Columns
    vocabularies: Vocabularies
    all_goods: Goods
    goods: Ints
    given: Ints
    _facts: dict[int, dict[str, FactValue]] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Columns, vocabularies: Vocabularies, goods: Goods) -> Sight:
        return cls(columns, vocabularies, goods, goods.of(columns, vocabularies), _given(columns))

    def facts(self, row: int) -> dict[str, FactValue]:
        """The row's facts by every key that a rule may ask; read once for all regimes and looks that ask."""
        if row not in self._facts:
            self.read([row])
        return self._facts[row]

    def read(self, rows: Iterable[int]) -> None:
        """Read the facts of rows that will be asked for."""
        new = [row for row in dict.fromkeys(rows) if row not in self._facts]
        if new:
            self._facts.update(zip(new, self.columns.facts(np.array(new), self.vocabularies), strict=True))


def _given(columns: Columns) -> Ints:
    loaded = rows_kernel.library()
    if loaded is not None:
        days, numbers = [columns.days.get(key) for key in DATES], [columns.numbers.get(key) for key in NUMBERS]
        return rows_kernel.given(loaded, days, numbers, columns.size)
    given = np.zeros(columns.size, np.int64)
    for number, key in enumerate(GIVEN_KEYS):
        if key in columns.days:
            given |= (columns.days[key] != NO_DAY).astype(np.int64) << number
        elif key in columns.numbers:
            given |= (~np.isnan(columns.numbers[key])).astype(np.int64) << number
    return given


def bits_of(keys: Iterable[str]) -> int:
    """The bits of these keys in `Sight.given`."""
    return sum(1 << GIVEN_KEYS.index(key) for key in set(keys) if key in GIVEN_KEYS)


@dataclass(slots=True)
class ClassesMet:
    """The classes met under a law: where marks see the same in the values of a key, or in goods, they share them."""

    _known: dict[object, Classes] = field(default_factory=dict)

    def of_key(self, key: str, marks: Marks) -> Classes:
        """The classes of a coded key's values."""
        seen = key, frozenset(marks.sets.get(key, ()))
        return self._known.setdefault(seen, Classes(lambda value: marks.class_of(key, value)))

    def of_goods(self, marks: Marks) -> Classes:
        """The classes of pairs of code and kind of goods."""
        asks = bool(marks.quotas or marks.prices), bool(marks.prices), "hs" in marks.sets
        seen = *asks, *(id(goods) for goods in marks.goods)  # those of the rulebook, which stay
        return self._known.setdefault(seen, Classes(lambda pair: marks.goods_class(*pair)))


class View:
    """Codes and goods as some marks see them. The marks must be whole."""

    def __init__(self, marks: Marks, met: ClassesMet) -> None:
        self.marks = marks
        self.classes = [(key, met.of_key(key, marks)) for key in marks.coded_keys]
        self.goods_classes = met.of_goods(marks)

    def add_to(self, grouping: Grouping, sight: Sight, rows: Ints) -> None:
        """The parts of codes and goods."""
        for key, classes in self.classes:
            codes = sight.columns.codes.get(key)
            table = classes.of(sight.vocabularies[key].values)
            if codes is None:
                grouping.add(int(table[0]), 1, classes.names)
            else:
                grouping.add_by(table, codes[rows], len(classes), classes.names)
        goods = self.goods_classes.of(sight.all_goods.pairs)
        grouping.add_by(goods, sight.goods[rows], len(self.goods_classes), self.goods_classes.names)

    def seen(self, values: Mapping[str, Any]) -> tuple[object, ...]:
        """What is seen of the codes and goods of one row."""
        goods = self.marks.goods_class(values.get("hs"), values.get("goods_kind"))
        return goods, *(self.marks.class_of(key, values.get(key)) for key, _ in self.classes)


def add_days(grouping: Grouping, sight: Sight, rows: Ints, plan: Plan) -> None:
    """The parts of days that a plan looks at."""
    days = {key: sight.columns.days[key][rows] for key in plan.day_keys}
    for key, cuts in plan.days.items():
        grouping.add(np.searchsorted(day_numbers(cuts), days[key], side="right"), len(cuts) + 1)
    for key, turns in plan.turns.items():
        marks = turn_numbers(turns)
        grouping.add(np.searchsorted(marks, _days_of_year(days[key]), side="right"), len(turns) + 1)
    for key in sorted(plan.exact_days):
        grouping.add(days[key].astype(np.int64) - NO_DAY, 2**32)
    for number, earlier in enumerate(plan.ordered):
        for later in plan.ordered[number + 1 :]:
            grouping.add(np.sign(days[later].astype(np.int64) - days[earlier]) + 1, 3)
    for before, after, cuts in plan.spans:
        for keys, nearest in ((before, np.maximum), (after, np.minimum)):
            if keys:
                bound = functools.reduce(nearest, [days[key] for key in keys])
                grouping.add(np.searchsorted(day_numbers(cuts), bound, side="right"), len(cuts) + 1)
    for event, key, most in plan.since:
        gap = days[key].astype(np.int64) - days[event]
        grouping.add(((gap >= 0) & (gap <= most)).astype(np.int8), 2)


def add_numbers(grouping: Grouping, sight: Sight, rows: Ints, plan: Plan) -> Bools:
    """The parts of numbers and amounts that a plan looks at; gives the rows whose amounts are too close to call. These
    stand for nobody: they are told from all others."""
    for key, numbers in plan.numbers.items():
        size = 2 * len(numbers) + 1
        known = sight.columns.numbers.get(key)
        grouping.add(size - 1 if known is None else _stretch(known[rows], [float(n) for n in numbers]), size)
    close = np.zeros(len(rows), np.bool_)
    if plan.quotas or plan.prices:
        add_amounts(grouping, sight, rows, plan, close)
    return close


def add_amounts(grouping: Grouping, sight: Sight, rows: Ints, plan: Plan, close: Bools) -> None:
    """The parts of what quotas and price caps make of amounts; tells the rows too `close` to call."""
    units = {key: vocabulary.values for key, vocabulary in sight.vocabularies.items()}
    amounts = Amounts(sight.columns, rows, units, _ratio(sight, rows), close)
    add_prices(grouping, amounts, plan.prices)
    if plan.quotas:
        add_quotas(grouping, amounts, plan.quotas, _may_turn(sight, rows, plan))
    grouping.add(close.astype(np.int8), 2)


def _may_turn(sight: Sight, rows: Ints, plan: Plan) -> Bools:
    """Rows that give a day, by which a quota may count, on which its year may not have turned yet."""
    may_turn = np.zeros(len(rows), np.bool_)
    turns = [month * 32 + day for month, day in plan.marks.turns()]
    for key in plan.marks.keys_of("export"):
        if turns and key in sight.columns.days:
            days = _days_of_year(sight.columns.days[key][rows])
            may_turn |= (days >= min(turns)) & (days < max(turns))
    return may_turn


def _ratio(sight: Sight, rows: Ints) -> Floats:
    """Barrels in a tonne: the cargo's own where stated, else those of its goods."""
    ratio = np.array(sight.all_goods.ratios)[sight.goods[rows]]
    stated = sight.columns.numbers.get("bbl_per_t")
    if stated is None:
        return ratio
    own = stated[rows]
    return np.where(np.isnan(own), ratio, np.where(own == 0, np.nan, own))


@functools.cache
def day_numbers(days: tuple[date, ...]) -> Ints:
    """Days as columns hold them."""
    return np.array([(day - EPOCH).days for day in days], np.int32)


@functools.cache
def turn_numbers(turns: tuple[tuple[int, int], ...]) -> Ints:
    """Days of the year as `_days_of_year` numbers them."""
    return np.array([month * 32 + day for month, day in turns], np.int32)


def _days_of_year(days: Ints) -> Ints:
    """Month and day of the month as one number, 32 to a month."""
    stamps = days.astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    numbers: Ints = (months.astype(np.int64) % 12 + 1) * 32 + (stamps - months).astype(np.int64) + 1
    return numbers


def _stretch(numbers: Floats, cuts: Sequence[float]) -> Ints:
    """Which cut a number is, or between which cuts it lies."""
    marks = np.array(cuts)
    return np.searchsorted(marks, numbers, side="left") + np.searchsorted(marks, numbers, side="right")
