"""Rows that agree in several small numbers, found by one number per row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer]
Bools = npt.NDArray[np.bool_]
MOST = 2**62
SMALL = 1 << 12
FEW = 6
SO_FEW = 128


@dataclass(frozen=True, slots=True)
class Groups:
    """`of[i]` is the group of row i; `first[g]` the first row of group g."""

    of: Ints
    first: Ints

    def __len__(self) -> int:
        return len(self.first)


class Grouping:
    """Rows grouped by the parts added so far. A part gives each row a number from 0 up to, not including, `size`.

    Numbers that were given out as values came up have `names`, which mean the same in every process.
    """

    def __init__(self, rows: int) -> None:
        self._parts: list[tuple[Ints, Ints] | Ints | int] = []
        self._rows, self._size = rows, 1
        self._code: Ints | None = None
        self._around: tuple[Grouping, Ints] | None = None

    def within(self, rows: Ints) -> Grouping:
        """Some of the rows, grouped by what these parts say of them; more parts may be added."""
        inner = Grouping(len(rows))
        inner._around, inner._size = (self, rows), self._size
        inner._code = None if self._code is None else self._code[rows]
        return inner

    def add(self, part: Ints | int, size: int, names: Ints | None = None) -> None:
        """A part; a single number stands for all rows."""
        if isinstance(part, int):
            self._parts.append(part if names is None else int(names[part]))
            return
        self._parts.append(part if names is None else (names, part))
        if size > 1:
            self._mix(part.astype(np.int64) * self._scale(size), size)

    def add_by(self, table: Ints, codes: Ints, size: int, names: Ints | None = None) -> None:
        """The part `table[codes]`."""
        self._parts.append((table if names is None else names[table], codes))
        if size > 1:
            self._mix((table.astype(np.int64) * self._scale(size))[codes], size)

    def _scale(self, size: int) -> int:
        if self._size * size > MOST:
            groups = self.groups()
            self._code, self._size = groups.of.astype(np.int64), len(groups)
        return self._size

    def _mix(self, scaled: Ints, size: int) -> None:
        self._code = scaled if self._code is None else np.add(self._code, scaled, out=self._code)
        self._size *= size

    def groups(self) -> Groups:
        if self._code is None:
            return Groups(np.zeros(self._rows, np.int32), np.zeros(min(1, self._rows), np.int64))
        if self._size <= max(SMALL, 4 * self._rows):
            return _by_counting(self._code, self._size)
        return _by_hashing(self._code)

    def keys(self, rows: Ints) -> list[bytes]:
        """The parts of some rows, each row's as bytes that mean the same in every process."""
        columns = self.columns(rows)
        table = np.empty((len(rows), len(columns)), np.int64)
        for place, column in enumerate(columns):
            table[:, place] = column
        width, content = 8 * len(columns), table.tobytes()
        return (
            [content[start : start + width] for start in range(0, len(content), width)] if width else [b""] * len(rows)
        )

    def columns(self, rows: Ints) -> list[Ints | int]:
        """The parts of some rows, part by part."""
        outer = [] if self._around is None else self._around[0].columns(self._around[1][rows])
        return [*outer, *(_numbers(part, rows) for part in self._parts)]


def _numbers(part: tuple[Ints, Ints] | Ints | int, rows: Ints) -> Ints | int:
    match part:
        case int():
            return part
        case (table, codes):
            return table[codes[rows]]
        case _:
            return part[rows]


def by_number(numbers: Ints) -> Iterator[tuple[int, Ints]]:
    """Every number with the places where it stands."""
    places = np.arange(len(numbers))
    for _ in range(FEW):
        if not len(numbers):
            return
        here = numbers == numbers[0]
        yield int(numbers[0]), places[here]
        numbers, places = numbers[~here], places[~here]
    order = np.argsort(numbers, kind="stable")
    found, first = np.unique(numbers[order], return_index=True)
    if len(found):
        yield from zip(found.tolist(), np.split(places[order], first[1:]), strict=True)


def name_of(value: object) -> int:
    """A number for a value of numbers, texts and tuples of these, the same in every process."""
    return int.from_bytes(blake2b(repr(value).encode(), digest_size=8).digest(), "little", signed=True)


def _by_counting(code: Ints, size: int) -> Groups:
    first = first_places(code, size)
    present = np.flatnonzero(first >= 0)
    number = np.empty(size, np.int32)
    number[present] = np.arange(len(present), dtype=np.int32)
    return Groups(number[code], first[present])


def first_places(code: Ints, size: int) -> Ints:
    """Where each number below `size` stands first; -1 for those that do not occur."""
    first = np.full(size, -1, np.int32)
    first[code[::-1]] = np.arange(len(code) - 1, -1, -1, dtype=np.int32)
    return first


def _by_hashing(code: Ints) -> Groups:
    if len(code) <= SO_FEW:
        return _one_by_one(code.tolist())
    import pyarrow as pa

    coded = pa.array(code).dictionary_encode()
    of = coded.indices.to_numpy(zero_copy_only=False)
    return Groups(of, first_places(of, len(coded.dictionary)))


def _one_by_one(code: list[int]) -> Groups:
    numbers: dict[int, int] = {}
    first: list[int] = []
    of = []
    for place, value in enumerate(code):
        if (number := numbers.setdefault(value, len(first))) == len(first):
            first.append(place)
        of.append(number)
    return Groups(np.array(of, np.int32), np.array(first, np.int32))
