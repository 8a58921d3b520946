"""What stages look at, as programmes for the compiled pass over rows: operation by operation what `seeing` adds as
parts of a grouping. A row's numbers under a programme are the same as another row's where all these parts are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from navicert.batch.columns import CODED_KEYS
from navicert.batch.rows_kernel import Memory, Op, OpStruct
from navicert.batch.seeing import NUMBERS, Classes, Sight, View, bits_of, day_numbers, turn_numbers
from navicert.batch.stages import Stage, Uses
from navicert.measures.batch.marks import DATES
from navicert.measures.batch.plan import Plan

CODED = tuple(sorted(CODED_KEYS))
_CODED, _DAYS, _NUMBERS = ({key: place for place, key in enumerate(keys)} for keys in (CODED, DATES, NUMBERS))


@dataclass(slots=True)
class Amount:
    """What some quotas and price caps see of amounts: a plan that has these, and the numbers given out so far."""

    plan: Plan
    numbers: dict[bytes, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Table:
    """Classes of the values of a key (None: of goods), for which `most` there is room, and how many of the values the
    library was told of."""

    number: int
    key: str | None
    classes: Classes
    most: int
    known: int = 0


class OutgrownError(Exception):
    """More classes of values came up than a programme has room for; programmes are to be made anew."""


class Programmes:
    """Makes programmes, and keeps what these point at."""

    def __init__(self, memory: Memory, sight: Sight) -> None:
        self._memory, self._sight = memory, sight
        self._tables: dict[Classes, _Table] = {}
        self._held: dict[int, object] = {}
        self._variants: dict[int, int] = {}
        self._uses: list[Uses] = []
        self.amounts: list[Amount] = []
        self._amounts: dict[object, int] = {}

    def see(self, sight: Sight) -> None:
        """Let the library know classes of values that are new; OutgrownError where there is no room for them."""
        self._sight = sight
        for table in self._tables.values():
            values = self._values(table.key)
            if table.known != len(values):
                classes = np.ascontiguousarray(table.classes.of(values), np.int32)
                if len(table.classes) > table.most:
                    raise OutgrownError
                self._held[table.number] = classes
                self._memory.set_table(table.number, classes)
                table.known = len(values)

    def _values(self, key: str | None) -> Sequence[Any]:
        return self._sight.all_goods.pairs if key is None else self._sight.vocabularies[key].values

    def of_kind(self, codes: View) -> list[OpStruct]:
        """What tells kinds apart."""
        bits = bits_of(codes.marks.sets)
        return [*self._view(codes), *([_op(Op.ANY_GIVEN, 1, bits=bits)] if bits else [])]

    def of_stage(self, stage: Stage) -> list[OpStruct]:
        """What a stage looks at, whatever days are given."""
        ops = [] if stage.look == "scope" else list(self._view(stage.view))
        if stage.number_bits:
            lowest = (stage.number_bits & -stage.number_bits).bit_length() - 1
            ops.append(_op(Op.GIVEN, stage.number_bits.bit_length() - lowest, 0, lowest, bits=stage.number_bits))
        plan = stage.numbers
        for key, cuts in plan.numbers.items():
            marks = np.array([float(cut) for cut in cuts], np.float64)
            ops.append(self._cut(Op.NUMBER, (2 * len(cuts)).bit_length(), _NUMBERS[key], marks))
        if plan.quotas or plan.prices:
            ops.append(_op(Op.AMOUNT, 32, self._amount(plan)))
        return ops

    def variant(self, uses: Uses) -> int:
        """The number of a plan in use."""
        number = self._variants.get(id(uses))
        if number is None:
            self._uses.append(uses)
            number = self._variants[id(uses)] = self._memory.add_variant(list(self._days(uses.plan)))
        return number

    def _view(self, view: View) -> Iterator[OpStruct]:
        for key, classes in view.classes:
            yield self._classed(Op.CODE, key, classes)
        yield self._classed(Op.GOODS, None, view.goods_classes)

    def _classed(self, what: Op, key: str | None, classes: Classes) -> OpStruct:
        """An operation with room for four times as many classes as there were at first."""
        table = self._tables.get(classes)
        if table is None:
            classes.of(self._values(key))
            most = 4 << len(classes).bit_length()
            table = self._tables[classes] = _Table(self._memory.add_table(), key, classes, most)
        return _op(what, table.most.bit_length() - 1, 0 if key is None else _CODED[key], table.number)

    def _amount(self, plan: Plan) -> int:
        asked = plan.prices, tuple(measure.id for measure in plan.quotas)
        if asked not in self._amounts:
            self._amounts[asked] = len(self.amounts)
            self.amounts.append(Amount(plan))
        return self._amounts[asked]

    def _days(self, plan: Plan) -> Iterator[OpStruct]:
        """What `seeing.add_days` adds."""
        for key, cuts in plan.days.items():
            yield self._cut_days(Op.DAY, cuts, key)
        for key, turns in plan.turns.items():
            yield self._cut(Op.TURN, len(turns).bit_length(), _DAYS[key], turn_numbers(turns))
        for key in sorted(plan.exact_days):
            yield _op(Op.EXACT, 32, _DAYS[key])
        for number, earlier in enumerate(plan.ordered):
            for later in plan.ordered[number + 1 :]:
                yield _op(Op.ORDER, 2, _DAYS[earlier], _DAYS[later])
        for before, after, cuts in plan.spans:
            for what, keys in ((Op.LATEST, before), (Op.EARLIEST, after)):
                if keys:
                    yield self._cut_days(what, cuts, *keys)
        for event, key, most in plan.since:
            yield _op(Op.SINCE, 1, _DAYS[event], _DAYS[key], bits=most)

    def _cut_days(self, what: Op, cuts: tuple[date, ...], *keys: str) -> OpStruct:
        op = self._cut(what, len(cuts).bit_length(), _DAYS[keys[0]], day_numbers(cuts))
        op.bits = sum(1 << _DAYS[key] for key in keys)
        return op

    def _cut(self, what: Op, width: int, column: int, cuts: np.ndarray) -> OpStruct:
        return _op(what, width, column, count=len(cuts), cuts=self._memory.keep(cuts))


def _op(
    what: Op, width: int, column: int = 0, other: int = 0, *, count: int = 0, bits: int = 0, cuts: int = 0
) -> OpStruct:
    return OpStruct(int(what), column, other, count, bits, cuts, width)
