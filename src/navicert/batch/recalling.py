"""Rows answered from what was found before, in one compiled pass; what is not known yet, the reference finds once.

The pass runs over each row what a stage looks at (programmes.py) and looks the numbers up. It knows no rule: where they
are new, one row that stands for its situation goes through `RegimeSituations`, and the pass goes over the rest again.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from navicert.batch.decisions import ALL_RULES, ODD
from navicert.batch.grouping import Grouping, Ints, by_number
from navicert.batch.programmes import CODED, Amount, Programmes
from navicert.batch.rows_kernel import OTHER_STAGE, ChunkStruct, Memory, Miss, pointers
from navicert.batch.seeing import NUMBERS, Sight, add_amounts
from navicert.batch.situations import ALL_BESIDE, FITTING, RegimeSituations
from navicert.batch.stages import Stage
from navicert.measures.batch.marks import DATES

if TYPE_CHECKING:
    from navicert.batch.kinds import ActivitySituations


class Chunk:
    """A chunk's columns as the pass reads them, with what is known of amounts and kinds so far."""

    def __init__(self, sight: Sight) -> None:
        columns = sight.columns
        self.sight, self.kinds = sight, np.empty(columns.size, np.int32)
        self._amounts: dict[int, Ints] = {}
        self._kept = (
            pointers([columns.codes.get(key) for key in CODED]),
            pointers([columns.days.get(key) for key in DATES]),
            pointers([columns.numbers.get(key) for key in NUMBERS]),
        )

    def struct(self, amounts: int) -> ChunkStruct:
        """What the library reads, with so many programmes of amounts as far as these are told now."""
        codes, days, numbers = self._kept
        self._told = pointers([self._amounts.get(number) for number in range(amounts)])
        held = (codes, self.sight.goods.ctypes.data, days, numbers, self.sight.given.ctypes.data, self._told)
        return ChunkStruct(*(part if isinstance(part, int) else ctypes.addressof(part) for part in held))

    def tell_amounts(self, number: int, amount: Amount, rows: Ints) -> None:
        """Tell what quotas and price caps see of the amounts of rows."""
        if number not in self._amounts:
            self._amounts[number] = np.full(self.sight.columns.size, -1, np.int32)
        self._amounts[number][rows] = _seen(amount, self.sight, rows)


def _seen(amount: Amount, sight: Sight, rows: Ints) -> Ints:
    """Rows by what is seen of their amounts, by numbers that stay the same from chunk to chunk."""
    grouping, close = Grouping(len(rows)), np.zeros(len(rows), np.bool_)
    add_amounts(grouping, sight, rows, amount.plan, close)
    groups = grouping.groups()
    keys = grouping.keys(groups.first)
    return np.array([amount.numbers.setdefault(key, len(amount.numbers)) for key in keys], np.int32)[groups.of]


class Recall:
    """What was found about the rows of one activity."""

    def __init__(self, loaded: ctypes.CDLL, situations: ActivitySituations, sight: Sight) -> None:
        self._situations = situations
        self._memory = Memory(loaded, len(situations.regimes))
        self._programmes = Programmes(self._memory, sight)
        self._stages: dict[Stage, int] = {}
        self._places: list[tuple[Stage, RegimeSituations | None]] = []
        self._stage(situations.plain, None)
        self._memory.set_kind(self._programmes.of_kind(situations.codes))
        self._kinds = 0

    def _stage(self, stage: Stage, regime: RegimeSituations | None) -> int:
        number = self._stages.get(stage)
        if number is None:
            number = self._stages[stage] = self._memory.add_stage(self._programmes.of_stage(stage), stage.bits)
            self._places.append((stage, regime))
        return number

    def begin(self, sight: Sight) -> Chunk:
        """A chunk of rows to answer. OutgrownError where more classes of values come up than there is room for."""
        self._programmes.see(sight)
        return Chunk(sight)

    def look(self, chunk: Chunk, rows: Ints, findings: Ints) -> Ints:
        """Find what is known of the findings of some rows; gives those left open."""
        left, asked = np.empty(len(rows), np.int64), np.ascontiguousarray(rows, np.int64)
        struct = chunk.struct(len(self._programmes.amounts))
        return left[: self._memory.run(struct, asked, (findings, chunk.kinds, left))]

    def end(self, chunk: Chunk, left: Ints, findings: Ints) -> None:
        """Find what was missed, and with it the findings of the rows left open."""
        while len(left):
            misses = self._memory.misses()
            if not len(misses):
                raise RuntimeError("rows were left open and nothing was missed")
            self._find(chunk, misses)
            left = self.look(chunk, left, findings)

    def _find(self, chunk: Chunk, misses: Any) -> None:
        """Find what a pass missed."""
        for what, of_kind in by_number(misses["what"]):
            for stage, place in by_number(misses["stage"][of_kind]):
                told = misses[of_kind[place]]
                rows, entries = told["row"], told["entry"].tolist()
                match what:
                    case Miss.KIND:
                        self._find_kinds(chunk.sight, rows, entries)
                    case Miss.VARIANT:
                        self._find_variants(self._places[stage][0], entries, told["given"].tolist())
                    case Miss.AMOUNT:
                        chunk.tell_amounts(stage, self._programmes.amounts[stage], np.unique(rows))
                    case _:
                        self._find_situations(chunk, stage, rows, entries)
        self._programmes.see(chunk.sight)

    def _find_kinds(self, sight: Sight, rows: Ints, entries: Sequence[int]) -> None:
        numbers = self._situations.kinds_of(sight, rows)
        kinds = self._situations.kinds
        for kind in range(self._kinds, len(kinds.plain)):
            stages = [
                self._stage(regime.scopes[stage], regime)
                for regime, stage in zip(self._situations.regimes, kinds.stages[kind], strict=True)
            ]
            about = [int(kinds.plain[kind]), kinds.touched[kind], *stages, *kinds.codes[kind]]
            self._memory.add_kind(np.array(about, np.int32))
        self._kinds = len(kinds.plain)
        for entry, number in zip(entries, numbers.tolist(), strict=True):
            self._memory.set_value(entry, number)

    def _find_variants(self, stage: Stage, entries: Sequence[int], given: Sequence[int]) -> None:
        for entry, keys in zip(entries, given, strict=True):
            self._memory.set_value(entry, self._programmes.variant(stage.uses(keys)))

    def _find_situations(self, chunk: Chunk, number: int, rows: Ints, entries: Sequence[int]) -> None:
        stage, regime = self._places[number]
        kinds = chunk.kinds[rows]
        if regime is None:
            found = self._situations.look_at_plain(chunk.sight, rows, kinds)
            values = [self._vector(vector) for vector in found.tolist()]
        else:
            values = [self._value(regime, outcome) for outcome in self._look(chunk.sight, rows, kinds, stage, regime)]
        for entry, value in zip(entries, values, strict=True):
            self._memory.set_value(entry, value)

    def _look(self, sight: Sight, rows: Ints, kinds: Ints, stage: Stage, regime: RegimeSituations) -> list[int]:
        touched = self._situations.kinds.touch(kinds)
        if stage.look != "scope":
            return regime.look_at(stage, sight, rows, touched).tolist()  # type: ignore[no-any-return]  # numpy's own
        stages, codes = self._situations.scopes_of(self._situations.regimes.index(regime), kinds)
        return regime.look_at_scopes(sight, rows, stages, codes, touched).tolist()  # type: ignore[no-any-return]

    def _vector(self, outcomes: Sequence[int]) -> int:
        values = [self._value(regime, out) for regime, out in zip(self._situations.regimes, outcomes, strict=True)]
        return self._memory.add_vector(np.array(values, np.int32))

    def _value(self, regime: RegimeSituations, outcome: int) -> int:
        """An outcome as the pass knows it: a finding, or the stage at which to look on."""
        if outcome >= ODD:
            return outcome
        if outcome == ALL_RULES:
            stage = regime.all_rules
        elif outcome > ALL_BESIDE:
            stage = regime.fitting[FITTING - outcome]
        else:
            stage = regime.all_beside(regime.fitting[ALL_BESIDE - outcome])
        return OTHER_STAGE - self._stage(stage, regime)
