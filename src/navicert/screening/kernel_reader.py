"""The compiled reader of names as Python calls it; what it does not know is asked of who made it."""

from __future__ import annotations

import ctypes
import itertools
from array import array
from collections.abc import Sequence
from ctypes import c_char_p, c_double, c_int64, c_uint32, c_void_p

from navicert.screening.kernel import Handle, checked
from navicert.screening.kernel_structures import Asked, PlainWords, Readings


class Vocabulary(Handle):
    """What tells plain words from others: tables of lines, and limits, in the order in which plain.h has them."""

    def __init__(self, loaded: ctypes.CDLL, tables: Sequence[bytes], limits: Sequence[float]) -> None:
        self._tables = tables
        texts, sizes = (c_char_p * len(tables))(*tables), (c_int64 * len(tables))(*map(len, tables))
        address = loaded.nv_vocabulary_new(texts, sizes, (c_double * len(limits))(*limits))
        super().__init__(loaded, address, "nv_vocabulary_free")

    @property
    def address(self) -> int | None:
        """Where it lies, for readers that keep it."""
        return self._address


class Reader(Handle):
    """Reads names into tokens by number, word by word; what its tables do not know is left to the reference."""

    def __init__(
        self, loaded: ctypes.CDLL, vocabulary: Vocabulary, kinds: bytes, spellings: Sequence[str], limits: Sequence[int]
    ) -> None:
        self._vocabulary = vocabulary
        at = array("I", itertools.accumulate(map(len, spellings), initial=0))
        given = (c_uint32 * 4)(len(kinds), *limits)
        letters = "".join(spellings).encode("ascii")
        address = loaded.nv_reader_new(kinds, at.buffer_info()[0], letters, given, vocabulary.address)
        super().__init__(loaded, address, "nv_reader_free")

    def read(self, text_address: int, offsets_address: int, kinds: bytes) -> int:
        """Reads names in UTF-8, their offsets 64 bits wide; how many words must be defined before they are formed.

        `kinds` has bit 0 where a name may be a person's, bit 1 where another's.
        """
        given = (self._address, text_address, offsets_address, len(kinds), kinds)
        return checked(self._library.nv_reader_read(*given))

    def form(self, kinds: bytes) -> int:
        """Puts compounds of the names read last into one form; how many words must be defined before `tokens`."""
        return checked(self._library.nv_reader_form(self._address, kinds))

    def plain(self) -> PlainWords:
        """Takes the plain ones out of the words that must be defined; they are to be numbered next."""
        out, sizes = (c_void_p * 5)(), (c_int64 * 2)()
        count = checked(self._library.nv_reader_plain(self._address, out, sizes))
        forms, keys = (ctypes.string_at(out[i] or 0, sizes[i]) if sizes[i] else b"" for i in range(2))
        flags = array("B", ctypes.string_at(out[3] or 0, count) if count else b"")
        weights = array("d", ctypes.string_at(out[4] or 0, 8 * count) if count else b"")
        return PlainWords(forms, keys, _integers(out[2], count + 1), flags, weights)

    def number(self, numbers: array[int]) -> None:
        """Numbers the tokens of the words that `plain` gave last."""
        checked(self._library.nv_reader_number(self._address, numbers.buffer_info()[0], len(numbers)))

    def asked(self, count: int) -> list[Asked]:
        """The words that must be defined, of which there are so many."""
        if not count:
            return []
        out = (c_void_p * 3)()
        text = self._library.nv_reader_asked(self._address, out)
        numbers = _integers(out[0], count)
        first = min(numbers)
        offsets = _integers((out[2] or 0) + 4 * first, max(numbers) - first + 2)
        start = offsets[0]
        content = ctypes.string_at(text + start, offsets[-1] - start)
        return [
            Asked(
                number, kinds, content[offsets[number - first] - start : offsets[number - first + 1] - start].decode()
            )
            for number, kinds in zip(numbers, ctypes.string_at(out[1] or 0, count), strict=True)
        ]

    def define(
        self,
        words: Sequence[tuple[int, ...]],
        lists_at: array[int],
        numbers: array[int],
        alone: Sequence[tuple[int, ...]],
    ) -> None:
        """Says what the words asked about are, in their order.

        Of each word its number, its kinds, six numbers of token lists, its flags; then the lists; and of tokens, as
        `nv_token_alone` has it, what they are alone and in persons' names.
        """
        flat = array("i", itertools.chain.from_iterable(words))
        standing = array("i", itertools.chain.from_iterable(alone))
        starts = (column.buffer_info()[0] or None for column in (flat, lists_at, numbers, standing))
        words_start, lists_start, numbers_start, alone_start = starts
        given = (words_start, len(words), lists_start, len(lists_at) - 1, numbers_start, alone_start, len(alone))
        checked(self._library.nv_reader_define(self._address, *given))

    def forget(self) -> None:
        """Forgets all words."""
        self._library.nv_reader_forget(self._address)

    def suspects(self) -> list[list[str]]:
        """The words, in small Latin letters, of the names formed last that may be Korean or Chinese."""
        length = c_int64()
        text = self._library.nv_reader_suspects(self._address, length)
        lines = ctypes.string_at(text, length.value).decode("ascii").splitlines() if length.value else []
        return [line.split() for line in lines]

    def tokens(self, kinds: bytes, eastern: bytes) -> Readings:
        """The readings of the names read last; `kinds` has bit 0 where one may be a person's, bit 1 where another's.

        `eastern` has a byte for each of the `suspects`, 1 where the reference must read it as Korean or Chinese.
        """
        out = (c_void_p * 5)()
        count = checked(self._library.nv_reader_tokens(self._address, kinds, eastern, out))
        readings_at = _integers(out[1], len(kinds) + 1)
        terms_at = _integers(out[2], count + 1)
        status = ctypes.string_at(out[0] or 0, len(kinds)) if kinds else b""
        personal = array("B", ctypes.string_at(out[4] or 0, count) if count else b"")
        return Readings(status, readings_at, terms_at, _integers(out[3], terms_at[-1]), personal)


def _integers(start: int | None, count: int) -> array[int]:
    integers = array("i")
    if count:
        integers.frombytes(ctypes.string_at(start or 0, 4 * count))
    return integers
