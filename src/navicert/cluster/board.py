"""A board of shared memory on which the processes of one run tell each other what they found out.

Each process writes on a sheet of its own, one note after the other, and reads the sheets of all others. A note counts
once it is whole; what is told here saves work and is never needed: a sheet that is full takes no more notes.
"""

from __future__ import annotations

import mmap
import multiprocessing
import struct
import zlib
from collections.abc import Iterator

SHEET = 64 * 1024 * 1024
HEAD = struct.Struct("<II")
"""Length of a note and its check sum; a length of 0 stands where no note was written yet."""


class Board:
    """Sheets for so many processes, to be made before these are forked. Memory is taken only as notes are written."""

    def __init__(self, processes: int, sheet: int = SHEET) -> None:
        self._memory = mmap.mmap(-1, processes * sheet)
        self._count, self._size = processes, sheet
        self._taken = multiprocessing.get_context().Value("i", 0)

    def take_sheet(self) -> Sheet | None:
        """The next free sheet, for the process that calls; None when all are taken."""
        with self._taken.get_lock():
            number = self._taken.value
            if number >= self._count:
                return None
            self._taken.value += 1
        return Sheet(self._memory, number, self._count, self._size)


class Sheet:
    """What one process sees of a board: its own sheet to write on, all others to read."""

    def __init__(self, memory: mmap.mmap, number: int, count: int, size: int) -> None:
        self.number = number
        self._memory = memory
        self._at, self._end = number * size, (number + 1) * size
        self._others = {other: other * size for other in range(count) if other != number}
        self._size = size

    def tell(self, note: bytes) -> bool:
        """Write a note; False when there is no room for it."""
        start, end = self._at + HEAD.size, self._at + HEAD.size + len(note)
        if not note or end + HEAD.size > self._end:
            return False
        self._memory[start:end] = note
        HEAD.pack_into(self._memory, self._at, len(note), zlib.crc32(note))
        self._at = end
        return True

    def news(self) -> Iterator[tuple[int, bytes]]:
        """Notes of the others that were not read yet, with the number of the sheet each stands on."""
        for other in self._others:
            while (note := self._next(other)) is not None:
                yield other, note

    def _next(self, other: int) -> bytes | None:
        at, end = self._others[other], (other + 1) * self._size
        length, check = HEAD.unpack_from(self._memory, at)
        start = at + HEAD.size
        if not length or start + length > end:
            return None
        note = self._memory[start : start + length]
        if zlib.crc32(note) != check:
            return None  # still being written
        self._others[other] = start + length
        return note
