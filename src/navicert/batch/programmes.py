"""What stages look at, as programmes for the compiled pass over rows: operation by operation what `seeing` adds as
parts of a grouping. A row's numbers under a programme are the same as another row's where all these parts are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

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
    """Classes of the values of a key (None: of goods), and how many of the values the library was told of."""

    number: int
    key: str | None
    classes: Classes
    known: int = 0


class Programmes:
    """Makes programmes, and keeps what these point at."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._tables: list[_Table] = []
        self._held: dict[int, object] = {}
        self._variants: dict[int, int] = {}
        self._uses: list[Uses] = []
        self.amounts: list[Amount] = []
        self._amounts: dict[object, int] = {}

    def see(self, sight: Sight) -> None:
        """Let the library know classes of values that are new."""
        for table in self._tables:
            values = sight.all_goods.pairs if table.key is None else sight.vocabularies[table.key].values
            if table.known != len(values):
                classes = np.ascontiguousarray(table.classes.of(values), np.int32)
                self._held[table.number] = classes
                self._memory.set_table(table.number, classes)
                table.known = len(values)

    def of_kind(self, codes: View) -> list[OpStruct]:
        """What tells kinds apart."""
        bits = bits_of(codes.marks.sets)
        return [*self._view(codes), *([_op(Op.ANY_GIVEN, bits=bits)] if bits else [])]

    def of_stage(self, stage: Stage) -> list[OpStruct]:
        """What a stage looks at, whatever days are given."""
        ops = [] if stage.look == "scope" else list(self._view(stage.view))
        if stage.number_bits:
            ops.append(_op(Op.GIVEN, bits=stage.number_bits))
        plan = stage.numbers
        for key, cuts in plan.numbers.items():
            ops.append(self._cut(Op.NUMBER, _NUMBERS[key], np.array([float(cut) for cut in cuts], np.float64)))
        if plan.quotas or plan.prices:
            ops.append(_op(Op.AMOUNT, self._amount(plan)))
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
            yield _op(Op.CODE, _CODED[key], self._table(key, classes))
        yield _op(Op.GOODS, 0, self._table(None, view.goods_classes))

    def _table(self, key: str | None, classes: Classes) -> int:
        self._tables.append(_Table(self._memory.add_table(), key, classes))
        return self._tables[-1].number

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
            yield self._cut(Op.TURN, _DAYS[key], turn_numbers(turns))
        for key in sorted(plan.exact_days):
            yield _op(Op.EXACT, _DAYS[key])
        for number, earlier in enumerate(plan.ordered):
            for later in plan.ordered[number + 1 :]:
                yield _op(Op.ORDER, _DAYS[earlier], _DAYS[later])
        for before, after, cuts in plan.spans:
            for what, keys in ((Op.LATEST, before), (Op.EARLIEST, after)):
                if keys:
                    yield self._cut_days(what, cuts, *keys)
        for event, key, most in plan.since:
            yield _op(Op.SINCE, _DAYS[event], _DAYS[key], bits=most)

    def _cut_days(self, what: Op, cuts: tuple[date, ...], *keys: str) -> OpStruct:
        op = self._cut(what, _DAYS[keys[0]], day_numbers(cuts))
        op.bits = sum(1 << _DAYS[key] for key in keys)
        return op

    def _cut(self, what: Op, column: int, cuts: np.ndarray) -> OpStruct:
        return _op(what, column, count=len(cuts), cuts=self._memory.keep(cuts))


def _op(what: Op, column: int = 0, other: int = 0, *, count: int = 0, bits: int = 0, cuts: int = 0) -> OpStruct:
    return OpStruct(int(what), column, other, count, bits, cuts)
