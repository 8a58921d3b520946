"""The words that rows put into the slots of shared findings, and the texts that come of it, many rows at a time."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from navicert.batch import rows_kernel
from navicert.batch.columns import FIRST_DAY, LAST_DAY
from navicert.batch.grouping import Ints, by_number
from navicert.batch.seeing import Sight
from navicert.measures.batch.deciding import TOTALS, words_of_amounts, words_of_delivery
from navicert.measures.batch.quoting import Slot, Template
from navicert.terms.country import in_a_sentence

AMOUNT_KEYS = (
    "quantity_amount",
    "value_amount",
    "reported_total_amount",
    "reported_total_alt_amount",
    "previous_period_total_amount",
)
UNIT_KEYS = (
    "quantity_unit",
    "value_currency",
    "reported_total_unit",
    "reported_total_alt_unit",
    "previous_period_total_unit",
)


# The days that columns hold (others are odd), and as many years around them as a rule may count from a day.
DAYS = range(FIRST_DAY - 20 * 366, LAST_DAY + 20 * 366)


@functools.cache
def _day_words() -> pa.StringArray:
    return pa.array(np.arange(DAYS.start, DAYS.stop, dtype=np.int32)).cast(pa.date32()).cast(pa.string())


class Words:
    """One text array with every word that the slots of some rows may need, and where each row finds its own."""

    def __init__(self, sight: Sight, *, for_json: bool) -> None:
        self._sight, self._for_json = sight, for_json
        self._arrays: list[pa.Array] = []
        self._size = 0
        self._days: int | None = None
        self._coded: dict[tuple[str, str], int] = {}

    def places(self, slot: Slot, rows: Ints) -> Ints:
        """Where in the text array the rows' words for a slot stand."""
        match slot.kind:
            case "day":
                key, later = _key_and_offset(slot.of)
                return self._sight.columns.days[key][rows] + (later + self._first_day())
            case "actor":
                return self._coded_places("bound_state", _actor, rows)
            case "word":
                return self._coded_places(slot.of, str, rows)
            case "number":
                return self._added([str(Decimal(str(self._raw(slot.of, row)))) for row in rows])
            case "delivery":
                return self._added([words_of_delivery(self._amounts(int(row))) for row in rows])
            case _:
                pairs = TOTALS[slot.of]
                return self._added([words_of_amounts(pairs, self._amounts(int(row))) for row in rows])

    def array(self) -> pa.Array:
        return pa.concat_arrays([pa.array([], pa.string()), *(array.cast(pa.string()) for array in self._arrays)])

    def _add(self, array: pa.Array) -> int:
        at = self._size
        self._arrays.append(array)
        self._size += len(array)
        return at

    def _added(self, words: Sequence[Any]) -> Ints:
        at = self._add(pa.array(words, pa.string()))
        return np.arange(at, at + len(words), dtype=np.int64)

    def _first_day(self) -> int:
        """What to add to a day's number to find its word."""
        if self._days is None:
            self._days = self._add(_day_words()) - DAYS.start
        return self._days

    def _coded_places(self, key: str, say: Callable[[Any], str], rows: Ints) -> Ints:
        at = self._coded.get((key, say.__name__))
        if at is None:
            said = ["" if value is None else say(value) for value in self._sight.vocabularies[key].values]
            said = [json.dumps(word, ensure_ascii=False)[1:-1] for word in said] if self._for_json else said
            at = self._coded[key, say.__name__] = self._add(pa.array(said, pa.string()))
        return self._sight.columns.codes[key][rows].astype(np.int64) + at

    def _raw(self, key: str, row: int) -> object:
        return self._sight.columns.raw_numbers[key][int(row)].as_py()

    def _amounts(self, row: int) -> dict[str, Any]:
        columns = self._sight.columns
        amounts: dict[str, Any] = {
            key: Decimal(str(self._raw(key, row)))
            for key in AMOUNT_KEYS
            if key in columns.numbers and columns.numbers[key][row] == columns.numbers[key][row]
        }
        units = {key: columns.code(key, row, self._sight.vocabularies) for key in UNIT_KEYS}
        return amounts | {key: unit for key, unit in units.items() if unit is not None}


def _key_and_offset(text: str) -> tuple[str, int]:
    for sign in "+-":
        key, found, days = text.partition(sign)
        if found:
            return key, int(sign + days)
    return text, 0


def _actor(states: tuple[str, ...]) -> str:
    """The states' names as an answer says them."""
    return ", ".join(in_a_sentence(code) for code in states)


def fill(templates: Sequence[Template], of: Ints, rows: Ints, sight: Sight, *, for_json: bool) -> pa.Array:
    """Texts of rows: `templates[of[i]]` filled with the words of row `rows[i]`."""
    words = Words(sight, for_json=for_json)
    sizes = np.array([len(template.slots) for template in templates])
    slots = list(dict.fromkeys(slot for template in templates for slot in template.slots))
    numbers = {slot: number for number, slot in enumerate(slots)}
    places = np.zeros((int(sizes.max(initial=0)), len(rows)), np.int64)
    for at, places_at in enumerate(places):
        asked = [numbers[template.slots[at]] if len(template.slots) > at else -1 for template in templates]
        for number, chosen in by_number(np.array(asked, np.int16)[of]):
            if number >= 0:
                places_at[chosen] = words.places(slots[number], rows[chosen])
    loaded = rows_kernel.library()
    if loaded is None or not len(of):
        return _joined(templates, sizes, of, places, words.array())
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes + 1)])
    pieces = pa.array([piece for template in templates for piece in template.pieces], pa.string())
    return rows_kernel.fill(loaded, of, (starts, pieces), places, words.array())


def _joined(templates: Sequence[Template], sizes: Ints, of: Ints, places: Ints, words: pa.Array) -> pa.Array:
    texts, order = [], []
    for size in np.unique(sizes):
        chosen = np.flatnonzero(sizes[of] == size)
        numbers = np.flatnonzero(sizes == size)
        of_size = np.searchsorted(numbers, of[chosen])
        parts = []
        for place in range(size + 1):
            pieces = pa.array([templates[int(number)].pieces[place] for number in numbers], pa.string())
            parts.append(pieces.take(pa.array(of_size)))
            if place < size:
                parts.append(words.take(pa.array(places[place, chosen])))
        texts.append(pc.binary_join_element_wise(*parts, "") if size else parts[0])
        order.append(chosen)
    back = np.empty(len(of), np.int64)
    if order:
        back[np.concatenate(order)] = np.arange(len(of))
    return pa.chunked_array(texts, pa.string()).combine_chunks().take(pa.array(back))
