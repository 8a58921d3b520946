"""The compiled search (`_kernel.c`) as Python calls it: columns in, numbers out, and no rule of the domain.

The library is built when the package is installed, where a C compiler is at hand. Where it is not, `library()` is None
and screening works by the reference alone, with the same answers.
"""

from __future__ import annotations

import ctypes
import functools
import itertools
import warnings
from array import array
from collections.abc import Sequence
from ctypes import POINTER, c_char, c_char_p, c_double, c_int, c_int64, c_uint32, c_uint64, c_void_p
from mmap import mmap
from pathlib import Path
from typing import IO, Any

from navicert.compiled import fitting, hash_of, library_beside
from navicert.errors import StoreError
from navicert.screening.kernel_structures import (
    LAID_OUT,
    Hit,
    NameColumns,
    Numbers,
    PartyColumns,
    QueryColumns,
    Sheet,
    Values,
    Weights,
)

ABI = 4
KEY_LENGTH = 64
PLAIN, AVX2, WIDEST = 0, 1, 2
"""Which of the machine's instructions the passes may use."""
_TROUBLES = {-1: MemoryError, -2: ValueError, -3: OverflowError}


class OutdatedLibrary(RuntimeWarning):
    """The compiled search beside this package was built from other sources, and is left alone."""


@functools.cache
def library() -> ctypes.CDLL | None:
    """The compiled functions; None where they were not built, or were built from other sources, which is a warning."""
    folder = Path(__file__).parent
    path = library_beside(folder, "_kernel")
    if path is None:
        return None
    try:
        return load(path, hash_of_sources(folder))
    except StoreError as error:
        warnings.warn(str(error), OutdatedLibrary, stacklevel=2)
        return None


def hash_of_sources(folder: Path) -> str:
    """The hash of the C sources in a folder, as setup.py builds it into the library; "" where there are none."""
    return hash_of([folder / "_kernel.c", *sorted(folder.glob("kernel_parts/*.h"))])


def load(path: Path, sources: str) -> ctypes.CDLL:
    """The library in a file; StoreError when it is none, or was built from other sources than those of this hash.

    Where the sources are not at hand ("") it must at least lay its structures out like this module.
    """
    loaded = fitting(path, "nv", ABI, sources)
    if loaded is not None:
        _declare(loaded)
        if all(loaded.nv_size_of(i) == ctypes.sizeof(struct) for i, struct in enumerate(LAID_OUT)):
            return loaded
    raise StoreError(
        "the compiled search was built from other sources and is not used; screening takes the slow way",
        where=path.name,
        next="install navicert again (`pip install -e .`, or `make demo`)",
    )


def _declare(loaded: ctypes.CDLL) -> None:
    """Argument and result types of every function that is called."""
    handle, bytes_at, out = c_void_p, c_void_p, POINTER(c_void_p)
    for name, result, arguments in (
        ("nv_size_of", c_int64, [c_int]),
        ("nv_builder_new", handle, [POINTER(Numbers)]),
        ("nv_builder_free", None, [handle]),
        ("nv_builder_terms", c_int, [handle, POINTER(Sheet.struct)]),
        ("nv_builder_names", c_int, [handle, POINTER(NameColumns.struct)]),
        ("nv_builder_parties", c_int, [handle, POINTER(PartyColumns.struct)]),
        ("nv_builder_add", c_int, [handle, bytes_at, c_uint64, c_char_p]),
        ("nv_builder_finish", c_int, [handle, c_char_p]),
        ("nv_builder_block", c_void_p, [handle, POINTER(c_uint64)]),
        ("nv_index_check", c_int, [bytes_at, c_uint64, c_int, c_char_p]),
        ("nv_session_open", handle, [bytes_at, c_uint64, POINTER(Numbers), c_int]),
        ("nv_session_close", None, [handle]),
        ("nv_session_instructions", c_char_p, [handle]),
        ("nv_session_size", c_uint64, [handle]),
        ("nv_session_forget", None, [handle]),
        ("nv_session_terms", c_int64, [handle, POINTER(Sheet.struct)]),
        ("nv_session_ask", c_int64, [handle, POINTER(QueryColumns.struct), POINTER(Weights)]),
        ("nv_session_hits", c_void_p, [handle]),
        ("nv_session_effort", None, [handle, POINTER(c_uint64)]),
        ("nv_session_near", c_int64, [handle, c_int64, POINTER(c_uint32), POINTER(c_double), c_int64]),
        ("nv_session_name", c_int, [handle, c_uint32, POINTER(c_uint32)]),
        ("nv_session_country", c_int, [handle, c_char_p, c_int64]),
        ("nv_session_number", c_int64, [handle, c_char_p, c_int64, POINTER(c_uint32), c_int64]),
        ("nv_vocabulary_new", handle, [POINTER(c_char_p), POINTER(c_int64), POINTER(c_double)]),
        ("nv_vocabulary_free", None, [handle]),
        ("nv_reader_new", handle, [bytes_at, bytes_at, c_char_p, POINTER(c_uint32), handle]),
        ("nv_reader_free", None, [handle]),
        ("nv_reader_read", c_int64, [handle, bytes_at, bytes_at, c_int64, bytes_at]),
        ("nv_reader_form", c_int64, [handle, bytes_at]),
        ("nv_reader_plain", c_int64, [handle, out, POINTER(c_int64)]),
        ("nv_reader_number", c_int, [handle, bytes_at, c_int64]),
        ("nv_reader_asked", c_void_p, [handle, out]),
        ("nv_reader_suspects", c_void_p, [handle, POINTER(c_int64)]),
        ("nv_reader_define", c_int, [handle, *[bytes_at, c_int64] * 2, bytes_at, bytes_at, c_int64]),
        ("nv_reader_forget", None, [handle]),
        ("nv_reader_tokens", c_int64, [handle, bytes_at, bytes_at, POINTER(c_void_p)]),
        ("nv_spread", c_int64, [c_void_p, c_int64, c_int64, bytes_at, bytes_at, c_int64, bytes_at, bytes_at]),
    ):
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments


def checked(code: int) -> int:
    """The answer of a function; raises for its trouble."""
    if code < 0:
        raise _TROUBLES[code](f"the compiled search gave up (code {code})")
    return code


class Handle:
    """Something that the library holds, given back when no longer used."""

    def __init__(self, loaded: ctypes.CDLL, address: int | None, free: str) -> None:
        if not address:
            raise MemoryError("no memory for the compiled search")
        self._library = loaded
        self._address = address
        self._free = getattr(loaded, free)

    def __del__(self) -> None:
        if getattr(self, "_address", None):
            self._free(self._address)
            self._address = 0


class Builder(Handle):
    """Takes tokens, then names, then parties, and lays an index out."""

    def __init__(self, loaded: ctypes.CDLL, numbers: Numbers) -> None:
        super().__init__(loaded, loaded.nv_builder_new(numbers), "nv_builder_free")

    def add_terms(self, sheet: Sheet) -> None:
        """Adds tokens; they are numbered in their order."""
        checked(self._library.nv_builder_terms(self._address, sheet.filled))

    def add_names(self, names: NameColumns) -> None:
        """Adds names of tokens that were added, parties in rising order."""
        checked(self._library.nv_builder_names(self._address, names.filled))

    def add_parties(self, parties: PartyColumns) -> None:
        """Adds parties in their order."""
        checked(self._library.nv_builder_parties(self._address, parties.filled))

    def add_block(self, block: Block, kept: bytes | None = None) -> None:
        """Adds what an index holds, as if its tokens, names and parties had been added after those before.

        `kept` has a byte for each party, 0 for those to be left out.
        """
        checked(self._library.nv_builder_add(self._address, block.address, block.size, kept))

    def finish(self, key: str) -> bytes:
        """The index in one piece; `key` (64 ASCII characters) says what it was made from."""
        return bytes(self._finished(key))

    def finish_into(self, file: IO[bytes], key: str) -> int:
        """The same, written to a file; how many bytes it is."""
        return file.write(self._finished(key))

    def _finished(self, key: str) -> memoryview:
        checked(self._library.nv_builder_finish(self._address, key.encode("ascii").ljust(KEY_LENGTH)[:KEY_LENGTH]))
        size = c_uint64()
        start = self._library.nv_builder_block(self._address, size)
        return memoryview((c_char * size.value).from_address(start)).cast("B")


class Block:
    """Memory that holds an index: bytes, or (part of) a file mapped into memory, writable in name for its address."""

    def __init__(self, content: bytes | mmap, start: int = 0, size: int | None = None) -> None:
        self.size = len(content) - start if size is None else size
        if start < 0 or self.size < 0 or start + self.size > len(content):
            raise StoreError("the index is cut short", next="build it again")
        self.address = _address(content) + start
        self._content = content

    def check(self, loaded: ctypes.CDLL, *, whole: bool) -> str:
        """The key of the index; StoreError when it is none, is cut, or (if `whole`) was changed."""
        key = ctypes.create_string_buffer(KEY_LENGTH)
        if loaded.nv_index_check(self.address, self.size, whole, key) != 0:
            raise StoreError("this is no index of this version, or it is damaged", next="build it again")
        return key.raw.decode("ascii", "replace").rstrip()


def _address(content: bytes | mmap) -> int:
    if isinstance(content, bytes):
        return ctypes.cast(c_char_p(content), c_void_p).value or 0
    return ctypes.addressof((c_char * len(content)).from_buffer(content))


_Where = c_uint32 * 3


class Session(Handle):
    """Asks an index. Holds what it learns of the words of queries; not for two threads at once."""

    def __init__(self, loaded: ctypes.CDLL, block: Block, numbers: Numbers, *, level: int = WIDEST) -> None:
        super().__init__(loaded, loaded.nv_session_open(block.address, block.size, numbers, level), "nv_session_close")
        self._block = block

    @property
    def instructions(self) -> str:
        """Which of the machine's instructions the passes use: plain, avx2 or avx512."""
        return str(self._library.nv_session_instructions(self._address).decode())

    @property
    def size(self) -> int:
        """Bytes that the words of queries take."""
        return int(self._library.nv_session_size(self._address))

    def forget(self) -> None:
        """Forgets the words of queries."""
        self._library.nv_session_forget(self._address)

    def add_terms(self, sheet: Sheet) -> int:
        """Adds tokens of queries; the number of the first."""
        return checked(self._library.nv_session_terms(self._address, sheet.filled))

    def ask(self, queries: QueryColumns, weights: Weights) -> list[Hit]:
        """Names that may reach the cutoff, by query and party; of each party the best.

        Parties that cannot be among the best, as many as the limit wants, may be left out.
        """
        count = checked(self._library.nv_session_ask(self._address, queries.filled, weights))
        if not count:
            return []
        content = ctypes.string_at(self._library.nv_session_hits(self._address), count * 32)
        view = memoryview(content)
        sums, numbers, short = view.cast("d"), view.cast("I"), view.cast("H")
        return [
            Hit(
                sums[4 * i],
                sums[4 * i + 1],
                numbers[8 * i + 4],
                numbers[8 * i + 5],
                numbers[8 * i + 6],
                short[16 * i + 14],
            )
            for i in range(count)
        ]

    def near(self, token: int) -> dict[int, float]:
        """The listed terms that a token is like, with the likeness."""
        count = checked(self._library.nv_session_near(self._address, token, None, None, 0))
        terms, likenesses = (c_uint32 * count)(), (c_double * count)()
        self._library.nv_session_near(self._address, token, terms, likenesses, count)
        return dict(zip(terms, likenesses, strict=True))

    def name(self, number: int) -> tuple[int, int, int]:
        """Of a listed name: its party, its place among the party's names, its reading."""
        where = _Where()
        checked(self._library.nv_session_name(self._address, number, where))
        return where[0], where[1], where[2]

    def country(self, code: str) -> int:
        """The index's number of a country."""
        text = code.encode()
        return int(self._library.nv_session_country(self._address, text, len(text)))

    def with_number(self, text: str) -> Sequence[int]:
        """The parties that have this identifier."""
        encoded, room = text.encode("utf-8", "surrogatepass"), 64
        while True:
            parties = (c_uint32 * room)()
            count = int(self._library.nv_session_number(self._address, encoded, len(encoded), parties, room))
            if count <= room:
                return parties[:count]
            room = count

    @property
    def effort(self) -> tuple[int, int]:
        """Names compared and names paired so far."""
        counts = (c_uint64 * 2)()
        self._library.nv_session_effort(self._address, counts)
        return counts[0], counts[1]


def spread(
    columns: Sequence[Values], rows: int, items: Sequence[Sequence[int]], *, width: int = 1, typecode: str = "B"
) -> tuple[array[int], array[Any]]:
    """What the values of each row stand for, columns in their order: the rows' offsets, and the items in one array.

    `items` says what each distinct value stands for, `width` numbers an item.
    """
    loaded = library()
    assert loaded is not None
    held = array(typecode, itertools.chain.from_iterable(items))
    items_at = array("i", itertools.accumulate((len(of_value) // width for of_value in items), initial=0))
    given = (Values * len(columns))(*columns)
    out_at = array("i", bytes(4 * (rows + 1)))
    size = width * held.itemsize
    start = held.buffer_info()[0] or None
    arguments = (given, len(columns), rows, items_at.buffer_info()[0], start, size, out_at.buffer_info()[0])
    count = checked(loaded.nv_spread(*arguments, None))
    out = array(typecode, bytes(count * size))
    loaded.nv_spread(*arguments, out.buffer_info()[0] or None)
    return out_at, out
