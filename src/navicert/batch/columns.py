"""Rows as columns of small numbers: codes by vocabulary, days since 1970, numbers; and the rows that need more care.

Whatever the columns cannot hold exactly is left to the reading of single rows: `odd` marks those rows.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from navicert.batch import rows_kernel
from navicert.batch.grouping import Bools, Ints
from navicert.measures.facts import DAYS_OF_FACTS, FactValue, read_value
from navicert.measures.naming import NAME_KEYS
from navicert.rulebook.vocabulary import ACTIONS, AMOUNTS_AND_UNITS, KEYS, ORDERED_DATES

Floats = npt.NDArray[np.float64]
EPOCH = date(1970, 1, 1)
NO_DAY = -(2**31)
FIRST_DAY, LAST_DAY = ((day - EPOCH).days for day in DAYS_OF_FACTS)
CODED_TYPES = frozenset({"code", "yes_no", "state", "states", "hs"})
CODED_KEYS = tuple(
    key.name for key in KEYS.values() if key.type in CODED_TYPES or (key.type == "text" and key.name not in NAME_KEYS)
)
# Up to 15 digits, so that the nearest binary number stands for this decimal number and no other.
MOST = 1e15
LEAST = 1e-30
PLAIN_NUMBER = r"^\d{1,12}(\.\d{1,3})?$"


class Vocabulary:
    """The values met so far under one key, numbered from 1; 0 stands for an absent key, -1 for what cannot be read."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.values: list[FactValue | None] = [None]
        self._numbers: dict[object, int] = {None: 0, "": 0}

    def number(self, raw: object) -> int:
        number = self._numbers.get(raw)
        if number is None:
            number = self._numbers[raw] = self._new(raw)
        return number

    def _new(self, raw: object) -> int:
        try:
            value = read_value(self.key, raw)
        except ValueError:
            return -1
        self.values.append(value)
        return len(self.values) - 1

    def codes(self, array: pa.Array, odd: Bools) -> Ints:
        """The numbers of an array's values; what cannot be read is odd."""
        if not pa.types.is_dictionary(array.type):
            array = array.dictionary_encode()
        table = np.array([*(self.number(raw) for raw in array.dictionary.to_pylist()), 0], np.int32)
        loaded = rows_kernel.library()
        if loaded is not None and pa.types.is_int32(array.indices.type):
            return rows_kernel.take_codes(loaded, array.indices, table, odd)
        places = pc.fill_null(array.indices, len(table) - 1)
        codes: Ints = table[places.to_numpy(zero_copy_only=False)]
        odd |= codes < 0
        return np.maximum(codes, 0)


@dataclass(slots=True)
class Columns:
    """Columns of equal length. Absent: code 0, `NO_DAY`, NaN."""

    size: int
    codes: dict[str, Ints] = field(default_factory=dict)
    days: dict[str, Ints] = field(default_factory=dict)
    numbers: dict[str, Floats] = field(default_factory=dict)
    raw_numbers: dict[str, pa.Array] = field(default_factory=dict)
    names: dict[str, pa.Array] = field(default_factory=dict)
    odd: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))

    def __post_init__(self) -> None:
        if not len(self.odd):
            self.odd = np.zeros(self.size, np.bool_)

    def code(self, key: str, row: int, vocabularies: Mapping[str, Vocabulary]) -> FactValue | None:
        """The value of one coded key."""
        codes = self.codes.get(key)
        return None if codes is None else vocabularies[key].values[codes[row]]

    def facts(self, rows: Ints, vocabularies: Mapping[str, Vocabulary]) -> list[dict[str, FactValue]]:
        """The codes, days and numbers of some rows as facts."""
        found: list[dict[str, FactValue]] = [{} for _ in rows]
        for key, codes in self.codes.items():
            known = vocabularies[key].values
            for values, code in zip(found, codes[rows].tolist(), strict=True):
                if (value := known[code]) is not None:
                    values[key] = value
        for key, days in self.days.items():
            for values, day in zip(found, days[rows].tolist(), strict=True):
                if day != NO_DAY:
                    values[key] = _day(day)
        for key, numbers in self.numbers.items():
            for values, row, number in zip(found, rows.tolist(), numbers[rows].tolist(), strict=True):
                if number == number:
                    values[key] = self._exact(key, row, number)
        return found

    def _exact(self, key: str, row: int, number: float) -> FactValue:
        """A number as its row has it; of one that is not odd, the shortest decimal is exact."""
        raw = self.raw_numbers[key]
        return Decimal(repr(number)) if pa.types.is_float64(raw.type) else read_value(key, raw[row].as_py())


@functools.lru_cache(maxsize=65536)
def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)


Vocabularies = dict[str, Vocabulary]


class Columnist:
    """Makes columns of tables; keeps the vocabularies from one table to the next."""

    def __init__(self) -> None:
        self.vocabularies = {key: Vocabulary(key) for key in CODED_KEYS}

    @property
    def words(self) -> int:
        """How many words the longest vocabulary holds."""
        return max(len(vocabulary.values) for vocabulary in self.vocabularies.values())

    def columns(self, table: Mapping[str, pa.Array], size: int) -> Columns:
        """The columns of a table; rows whose facts are, or may be, malformed are marked odd."""
        columns = Columns(size)
        for name, array in table.items():
            if name != "id" and array.null_count < size:
                self._add(columns, name, array)
        _mark_contradictions(columns, self.vocabularies)
        return columns

    def _add(self, columns: Columns, name: str, array: pa.Array) -> None:
        key = KEYS.get(name)
        if key is None:
            columns.odd |= _is_given(array)
        elif name in NAME_KEYS:
            self._add_names(columns, name, array)
        elif name in self.vocabularies:
            columns.codes[name] = self._coded(columns, name, array)
        elif key.type == "date":
            columns.days[name] = _days(columns, name, array)
        elif key.type in ("number", "integer"):
            columns.raw_numbers[name] = array
            columns.numbers[name] = _numbers(columns, array, key.minimum, whole=key.type == "integer")
        else:
            columns.odd |= _is_given(array) & ~_is_word(array)

    def _add_names(self, columns: Columns, name: str, array: pa.Array) -> None:
        """Names as they are; owners, and what may be no name, are odd."""
        if name == "owners" or not _is_text(array.type):
            columns.odd |= _is_given(array)
            return
        coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
        readable = np.array([*(_is_readable(name, raw) for raw in coded.dictionary.to_pylist()), True], np.bool_)
        columns.odd |= ~readable[pc.fill_null(coded.indices, len(readable) - 1).to_numpy(zero_copy_only=False)]
        columns.names[name] = _plain(array)

    def named(self, columns: Columns) -> Bools:
        """The rows that name a party."""
        named = np.zeros(columns.size, np.bool_)
        for array in columns.names.values():
            named |= _is_given(array)
        return named

    def _coded(self, columns: Columns, name: str, array: pa.Array) -> Ints:
        vocabulary = self.vocabularies[name]
        if not _is_text(array.type) and not (pa.types.is_boolean(array.type) and KEYS[name].type == "yes_no"):
            columns.odd |= _is_given(array)
            return np.zeros(columns.size, np.int32)
        return vocabulary.codes(array, columns.odd)


def _is_readable(name: str, raw: object) -> bool:
    if raw is None or raw == "":
        return True
    try:
        read_value(name, raw)
    except ValueError:
        return False
    return True


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _plain(array: pa.Array) -> pa.Array:
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array


def _bools(array: pa.Array) -> Bools:
    return pc.fill_null(array, False).to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]  # pyarrow has no types


def _is_given(array: pa.Array) -> Bools:
    given = _bools(pc.is_valid(array))
    if _is_text(array.type):
        given &= ~_bools(pc.equal(_plain(array), ""))
    return given


def _is_word(array: pa.Array) -> Bools:
    """Whether a text surely holds more than blanks, and nothing that is no character."""
    if not _is_text(array.type):
        return np.zeros(len(array), np.bool_)
    return _bools(pc.match_substring_regex(_plain(array), r"\A[^\x00]*[\pL\pN][^\x00]*\z"))


def _days(columns: Columns, name: str, array: pa.Array) -> Ints:
    if pa.types.is_timestamp(array.type) and array.type.tz is None:
        array, times = array.cast(pa.date32()), array
        columns.odd |= ~_bools(pc.fill_null(pc.equal(array.cast(times.type, safe=False), times), True))
    loaded = rows_kernel.library()
    if pa.types.is_date32(array.type) and loaded is not None:
        return rows_kernel.take_days(loaded, array, (FIRST_DAY, LAST_DAY), columns.odd)
    if pa.types.is_date32(array.type):
        days = pc.fill_null(array.cast(pa.int32()), NO_DAY).to_numpy(zero_copy_only=False).astype(np.int32)
        columns.odd |= _is_given(array) & (days == NO_DAY)  # a day that stands for none elsewhere
    elif _is_text(array.type):
        days = _written_days(columns, name, array)
    else:
        columns.odd |= _is_given(array)
        return np.full(columns.size, NO_DAY, np.int32)
    columns.odd |= (days != NO_DAY) & ((days < FIRST_DAY) | (days > LAST_DAY))
    return days  # type: ignore[no-any-return]  # pyarrow has no types


def _written_days(columns: Columns, name: str, array: pa.Array) -> Ints:
    coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    table = np.array([*(_day_number(name, raw) for raw in coded.dictionary.to_pylist()), NO_DAY], np.int32)
    days = table[pc.fill_null(coded.indices, len(table) - 1).to_numpy(zero_copy_only=False)]
    columns.odd |= days == NO_DAY + 1
    return days  # type: ignore[no-any-return]  # pyarrow has no types


def _day_number(name: str, raw: object) -> int:
    if raw is None or raw == "":
        return NO_DAY
    try:
        day: Any = read_value(name, raw)
    except ValueError:
        return NO_DAY + 1
    return int((day - EPOCH).days)


def _numbers(columns: Columns, array: pa.Array, minimum: int | None, *, whole: bool) -> Floats:
    """Numbers as they are; what binary numbers cannot hold exactly, or write with many places, is odd."""
    low = -np.inf if minimum is None else minimum
    numbers = _taken(columns, array, low, whole=whole)
    columns.odd |= (numbers != 0) & (np.abs(numbers) < LEAST)
    return numbers


def _taken(columns: Columns, array: pa.Array, low: float, *, whole: bool) -> Floats:
    kind, loaded = array.type, rows_kernel.library()
    if pa.types.is_float64(kind) and loaded is not None and not whole:
        return rows_kernel.take_numbers(loaded, array, (low, MOST), columns.odd)  # type: ignore[no-any-return]
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        numbers = _binary(columns, array)
    elif _is_text(kind):
        numbers = _written(columns, array)
    else:
        columns.odd |= _is_given(array)
        return np.full(columns.size, np.nan)
    columns.odd |= (numbers < low) | (np.abs(numbers) >= MOST)
    if whole:
        columns.odd |= ~np.isnan(numbers) & (numbers != np.trunc(numbers))
    return numbers


def _binary(columns: Columns, array: pa.Array) -> Floats:
    given = _bools(pc.is_valid(array))
    numbers = pc.fill_null(array, 0).cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False).copy()
    columns.odd |= given & ~np.isfinite(numbers)
    if pa.types.is_float32(array.type) or pa.types.is_float16(array.type):
        columns.odd |= given & (numbers != np.trunc(numbers))
    numbers[~given | ~np.isfinite(numbers)] = np.nan
    return numbers  # type: ignore[no-any-return]  # pyarrow has no types


def _written(columns: Columns, array: pa.Array) -> Floats:
    text = _plain(array)
    plain = _bools(pc.match_substring_regex(text, PLAIN_NUMBER))
    columns.odd |= _is_given(array) & ~plain
    numbers = pc.if_else(pa.array(plain), text, None).cast(pa.float64())
    return pc.fill_null(numbers, np.nan).to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]  # pyarrow has no types


# -- keys that do not go together --------------------------------------------------------------------------------


def _mark_contradictions(columns: Columns, vocabularies: Mapping[str, Vocabulary]) -> None:
    for amount, unit in AMOUNTS_AND_UNITS:
        columns.odd |= _given_number(columns, amount) != _given_code(columns, unit)
    columns.odd |= ~_given_code(columns, "activity")
    _mark_steps(columns, vocabularies)
    for earlier, later in (*itertools.pairwise(ORDERED_DATES), (ORDERED_DATES[0], ORDERED_DATES[-1])):
        _mark_order(columns, earlier, later)
    _mark_order(columns, "declaration_date", "release_date")


def _given_number(columns: Columns, key: str) -> Bools:
    numbers = columns.numbers.get(key)
    return np.zeros(columns.size, np.bool_) if numbers is None else ~np.isnan(numbers)


def _given_code(columns: Columns, key: str) -> Bools:
    codes = columns.codes.get(key)
    return np.zeros(columns.size, np.bool_) if codes is None else codes > 0


def _mark_steps(columns: Columns, vocabularies: Mapping[str, Vocabulary]) -> None:
    """An action must be a step of the activity."""
    actions, activities = columns.codes.get("action"), columns.codes.get("activity")
    if actions is None or activities is None:
        return
    known = [str(value) for value in vocabularies["activity"].values]
    fitting = np.array(
        [
            [action is None or action in ACTIONS.get(activity, ()) for action in vocabularies["action"].values]
            for activity in known
        ]
    )
    columns.odd |= ~fitting[activities, actions]


def _mark_order(columns: Columns, earlier: str, later: str) -> None:
    first, second = columns.days.get(earlier), columns.days.get(later)
    if first is not None and second is not None:
        columns.odd |= (first != NO_DAY) & (second != NO_DAY) & (second < first)
