"""The compiled pass over rows (`_rows.c`) as Python calls it: columns in, numbers out, and no rule of the domain.

The library is built when the package is installed, where a C compiler is at hand. Where it is not, `library()` is None
and files are answered by the reference alone, with the same answers.
"""

from __future__ import annotations

import ctypes
import functools
import warnings
from collections.abc import Sequence
from ctypes import POINTER, c_double, c_int32, c_int64, c_void_p
from enum import IntEnum
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from navicert.batch.grouping import Bools, Ints
from navicert.compiled import fitting, hash_of, library_beside

ABI = 1
PENDING = -(2**31)
OTHER_STAGE = -100


class Op(IntEnum):
    """The operations of `_rows.c`."""

    CODE, GOODS, AMOUNT, NUMBER, GIVEN, ANY_GIVEN, DAY, TURN, EXACT, ORDER, LATEST, EARLIEST, SINCE = range(13)


class Miss(IntEnum):
    """What a pass may miss, as `_rows.c` numbers it."""

    KIND, VARIANT, AMOUNT, SITUATION = range(4)


class OpStruct(ctypes.Structure):
    """An operation, as `nr_op` lays it out."""

    _fields_ = (
        ("what", c_int32), ("column", c_int32), ("other", c_int32), ("count", c_int32), ("bits", c_int64),
        ("cuts", c_void_p), ("width", c_int32), ("word", c_int32), ("shift", c_int32), ("unused", c_int32),
    )  # fmt: skip


MISS = np.dtype([("what", "i4"), ("stage", "i4"), ("regime", "i4"), ("entry", "i4"), ("row", "i8"), ("given", "i8")])
"""Something missed, as `nr_miss` lays it out."""


class ChunkStruct(ctypes.Structure):
    """The columns of a chunk, as `nr_chunk` lays them out."""

    _fields_ = tuple((name, c_void_p) for name in ("codes", "goods", "days", "numbers", "given", "amounts"))


class OutdatedRows(RuntimeWarning):
    """The compiled pass over rows beside this package was built from another source, and is left alone."""


@functools.cache
def library() -> ctypes.CDLL | None:
    """The compiled functions; None where they were not built, or were built from another source, which is a warning."""
    folder = Path(__file__).parent
    path = library_beside(folder, "_rows")
    loaded = None if path is None else load(path, folder / "_rows.c")
    if path is not None and loaded is None:
        warnings.warn(
            f"{path.name}: built from another source and not used; files are answered the slow way. "
            "Install navicert again (`pip install -e .`, or `make demo`)",
            OutdatedRows,
            stacklevel=2,
        )
    return loaded


def load(path: Path, source: Path) -> ctypes.CDLL | None:
    """The library, where it was built from this source; where that is not at hand, it must have this module's ABI."""
    loaded = fitting(path, "nr", ABI, hash_of([source]))
    if loaded is not None:
        _declare(loaded)
    return loaded


def _declare(loaded: ctypes.CDLL) -> None:
    """Argument and result types of every function that is called."""
    handle, array, ops = c_void_p, c_void_p, POINTER(OpStruct)
    for name, result, arguments in (
        ("nr_new", handle, [c_int32]),
        ("nr_free", None, [handle]),
        ("nr_set_kind", c_int64, [handle, ops, c_int64]),
        ("nr_add_stage", c_int64, [handle, ops, c_int64, c_int64]),
        ("nr_add_variant", c_int64, [handle, ops, c_int64]),
        ("nr_add_table", c_int64, [handle, array]),
        ("nr_set_table", None, [handle, c_int64, array]),
        ("nr_add_kind", c_int64, [handle, array]),
        ("nr_add_vector", c_int64, [handle, array]),
        ("nr_set_value", None, [handle, c_int64, c_int32]),
        ("nr_misses", c_int64, [handle, POINTER(c_void_p)]),
        ("nr_pass", c_int64, [handle, POINTER(ChunkStruct), array, c_int64, array, array, array]),
        ("nr_take_codes", None, [array, array, c_int64, c_int64, array, array, array]),
        ("nr_take_days", None, [array, array, c_int64, c_int64, c_int32, c_int32, array, array]),
        ("nr_take_numbers", None, [array, array, c_int64, c_int64, c_double, c_double, array, array]),
        ("nr_given", None, [array, c_int64, array, c_int64, c_int64, array]),
        ("nr_fill", c_int64, [array, c_int64, *[array] * 8]),
        ("nr_patterns", c_int64, [array, c_int64, array, c_int64, c_int64, array, array]),
        ("nr_spread", None, [array, c_int64, array, array, c_int64, c_int64, array, c_int64]),
    ):
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments


def pointers(arrays: Sequence[Any]) -> Any:
    """The addresses of arrays, 0 for None, as the library reads them."""
    return (c_void_p * max(1, len(arrays)))(*(None if array is None else array.ctypes.data for array in arrays))


class Memory:
    """What the library holds of one activity: programmes, kinds and what was found; given back when no longer used."""

    def __init__(self, loaded: ctypes.CDLL, regimes: int) -> None:
        self._library, self._address = loaded, loaded.nr_new(regimes)
        self._kept: list[object] = []
        if not self._address:
            raise MemoryError("no memory for the compiled pass over rows")

    def __del__(self) -> None:
        if getattr(self, "_address", None):
            self._library.nr_free(self._address)
            self._address = None

    def set_kind(self, ops: Sequence[OpStruct]) -> None:
        """What tells kinds of rows apart."""
        self._listed("nr_set_kind", ops)

    def add_stage(self, ops: Sequence[OpStruct], bits: int) -> int:
        """The number of a new stage: what it looks at, and the given keys that tell its variants apart."""
        return self._listed("nr_add_stage", ops, bits)

    def add_variant(self, ops: Sequence[OpStruct]) -> int:
        """The number of a new variant: what it looks at in days."""
        return self._listed("nr_add_variant", ops)

    def _listed(self, name: str, ops: Sequence[OpStruct], *more: int) -> int:
        laid_out = (OpStruct * max(1, len(ops)))(*ops)
        return _checked(getattr(self._library, name)(self._address, laid_out, len(ops), *more))

    def keep(self, array: Any) -> int:
        """The address of an array, which is kept as long as this is."""
        self._kept.append(array)
        return int(array.ctypes.data)

    def add_table(self) -> int:
        """The number of a new table; `set_table` says where it stands."""
        return _checked(self._library.nr_add_table(self._address, None))

    def set_table(self, number: int, table: Ints) -> None:
        """Where a table stands now; the caller keeps it."""
        self._library.nr_set_table(self._address, number, table.ctypes.data)

    def add_kind(self, about: Ints) -> int:
        """The number of a new kind: whether it is plain, what it touches, stage and code by regime."""
        return _checked(self._library.nr_add_kind(self._address, about.ctypes.data))

    def add_vector(self, found: Ints) -> int:
        """The number of new findings by regime."""
        return _checked(self._library.nr_add_vector(self._address, found.ctypes.data))

    def set_value(self, entry: int, value: int) -> None:
        """What was found for an entry that was missed."""
        self._library.nr_set_value(self._address, entry, value)

    def run(self, chunk: ChunkStruct, rows: Ints, out: tuple[Ints, Ints, Ints]) -> int:
        """Answer rows into `out` (findings, kinds, rows left open); the number of rows left open."""
        found, kinds, left = (array.ctypes.data for array in out)
        return _checked(self._library.nr_pass(self._address, chunk, rows.ctypes.data, len(rows), found, kinds, left))

    def misses(self) -> Any:
        """What was missed since this was asked last, as records of `MISS`."""
        told = c_void_p()
        count = self._library.nr_misses(self._address, ctypes.byref(told))
        if not count:
            return np.zeros(0, MISS)
        return np.frombuffer(ctypes.string_at(told.value or 0, count * MISS.itemsize), MISS)


def _checked(code: int) -> int:
    if code < 0:
        raise MemoryError("no memory for the compiled pass over rows")
    return code


def take_codes(loaded: ctypes.CDLL, indices: pa.Array, table: Ints, odd: Bools) -> Ints:
    """`table` of each index, 0 for none; below 0 it is odd."""
    out = np.empty(len(indices), np.int32)
    loaded.nr_take_codes(*_place(indices), table.ctypes.data, out.ctypes.data, odd.ctypes.data)
    return out


def take_days(loaded: ctypes.CDLL, days: pa.Array, bounds: tuple[int, int], odd: Bools) -> Ints:
    """Days, 32-bit numbers, as they are; those outside of the bounds are odd."""
    out = np.empty(len(days), np.int32)
    loaded.nr_take_days(*_place(days), *bounds, out.ctypes.data, odd.ctypes.data)
    return out


def take_numbers(loaded: ctypes.CDLL, numbers: pa.Array, bounds: tuple[float, float], odd: Bools) -> Any:
    """Numbers of double precision as they are, NaN for none; not finite, below the least or not below the most in size
    they are odd."""
    out = np.empty(len(numbers), np.float64)
    loaded.nr_take_numbers(*_place(numbers), *bounds, out.ctypes.data, odd.ctypes.data)
    return out


def given(loaded: ctypes.CDLL, days: Sequence[Any], numbers: Sequence[Any], count: int) -> Ints:
    """By row a bit for each column that gives something, days before numbers; None is a column of nothing."""
    out = np.empty(count, np.int64)
    loaded.nr_given(pointers(days), len(days), pointers(numbers), len(numbers), count, out.ctypes.data)
    return out


def _place(array: pa.Array) -> tuple[int, int | None, int, int]:
    """Where values stand, the bits that say which are there, the first one's place, and their number."""
    valid, values = array.buffers()
    return values.address, None if valid is None else valid.address, array.offset, len(array)


def same_rows(loaded: ctypes.CDLL, found: Ints, beside: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Rows numbered by what they say, in the order in which that comes up, and the first row of each number."""
    count, width = found.shape
    held = np.ascontiguousarray(found, np.int32)
    of, first = np.empty(count, np.int32), np.empty(count, np.int64)
    known = _checked(
        loaded.nr_patterns(
            held.ctypes.data, width, pointers(beside), len(beside), count, of.ctypes.data, first.ctypes.data
        )
    )
    return of, first[:known].copy()


def spread(loaded: ctypes.CDLL, of: Ints, starts: Ints, values: Any) -> Any:
    """Blocks laid out one after the other: `values[starts[b]:starts[b + 1]]` for every `b` in `of`."""
    blocks, begins = np.ascontiguousarray(of, np.int32), np.ascontiguousarray(starts, np.int64)
    told = np.ascontiguousarray(values)
    out = np.empty(int((np.bincount(blocks, minlength=len(begins) - 1) * np.diff(begins)).sum()), told.dtype)
    from_to = told.ctypes.data, len(told), told.itemsize, out.ctypes.data, out.nbytes
    loaded.nr_spread(blocks.ctypes.data, len(blocks), begins.ctypes.data, *from_to)
    return out


def fill(loaded: ctypes.CDLL, of: Ints, pieces: tuple[Ints, pa.StringArray], places: Ints, words: pa.Array) -> pa.Array:
    """Texts with slots filled: the pieces of template `of[i]`, and between them the words at `places[:, i]`.

    `pieces` are the starts of all templates, the end too, and the pieces. Neither these nor the words may be cut from a
    longer array. MemoryError where all texts take 2 GiB or more, IndexError where there is no word at some place.
    """
    if places.size and not 0 <= places.min() <= places.max() < len(words):
        raise IndexError("a slot without a word")
    chosen, at = np.ascontiguousarray(of, np.int32), np.empty(len(of) + 1, np.int32)
    starts, spots = np.ascontiguousarray(pieces[0], np.int64), np.ascontiguousarray(places, np.int64)
    told = (chosen.ctypes.data, len(chosen), starts.ctypes.data, *_texts(pieces[1]), spots.ctypes.data, *_texts(words))
    out = np.empty(_checked(loaded.nr_fill(*told, at.ctypes.data, None)), np.uint8)
    loaded.nr_fill(*told, at.ctypes.data, out.ctypes.data)
    return pa.StringArray.from_buffers(len(of), pa.py_buffer(at), pa.py_buffer(out))


def _texts(array: pa.StringArray) -> tuple[int, int | None]:
    """Where texts begin, and their characters."""
    _, at, characters = array.buffers()
    return at.address, None if characters is None else characters.address
