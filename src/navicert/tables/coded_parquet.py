"""Parquet files of text columns given as codes into small dictionaries, written row group by row group.

A writer that knows the codes already need not look at a single value again, and a file whose row groups are whole can
be continued after an interruption. Only what this needs of the format is here: optional UTF-8 columns, one dictionary
page and one data page (version 1) per column chunk, Snappy. https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pyarrow as pa

MAGIC = b"PAR1"
BYTE_ARRAY, OPTIONAL, UTF8 = 6, 1, 0
PLAIN, RLE, RLE_DICTIONARY = 0, 3, 8
DATA_PAGE, DICTIONARY_PAGE, SNAPPY = 0, 2, 1
Codes = npt.NDArray[np.integer]


def spread(of: Codes, starts: Codes, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Blocks laid out one after the other: `values[starts[b]:starts[b + 1]]` for every `b` in `of`."""
    counts = np.diff(starts)[of]
    ends = np.cumsum(counts)
    shift = np.repeat(starts[of] - ends + counts, counts)
    laid_out: npt.NDArray[Any] = values[np.arange(len(shift)) + shift]
    return laid_out


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """Rows that come in blocks of which there are few: block `of[i]` after block `of[i - 1]`. What is told of rows is
    told block by block, that of a block from its start up to the next (`starts` has the end too); `lay` does what
    `spread` does."""

    of: Codes
    starts: Codes
    lay: Callable[[Codes, Codes, npt.NDArray[Any]], npt.NDArray[Any]] = spread

    def laid_out(self, values: npt.NDArray[Any], kept: npt.NDArray[np.bool_] | None = None) -> npt.NDArray[Any]:
        """Values by row; of what is told of the blocks only those `kept`."""
        if kept is None:
            return self.lay(self.of, self.starts, values)
        counted = np.concatenate([np.zeros(1, np.int64), np.cumsum(kept)])
        return self.lay(self.of, counted[self.starts], values[kept])


@dataclass(frozen=True, slots=True, eq=False)
class CodedColumn:
    """Values of a column: `words[codes[i]]`, each repeated `repeats[i]` times where given (fewer than 64 times), or
    told of `blocks`. A word of a list may be None; an Arrow array of strings has no nulls. A single code without either
    stands for all rows."""

    words: Sequence[str | None] | pa.StringArray
    codes: Codes
    repeats: Codes | None = None
    blocks: Blocks | None = None

    def by_row(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What is told of codes, row by row."""
        if self.blocks is not None:
            return self.blocks.laid_out(values)
        return values if self.repeats is None else np.repeat(values, self.repeats)


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """Where a column chunk lies in its row group, and how large it is."""

    dictionary_at: int
    data_at: int
    stored: int
    unpacked: int


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A row group as it lies in the file: its rows and its columns, by their offsets from the group's start."""

    rows: int
    size: int
    columns: tuple[ColumnPlace, ...]

    def to_json(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> RowGroup:
        plain = json.loads(text)
        return cls(plain["rows"], plain["size"], tuple(ColumnPlace(**place) for place in plain["columns"]))


def encode_row_group(columns: Sequence[CodedColumn], rows: int) -> tuple[bytes, RowGroup]:
    """The bytes of one row group and what the file's footer must say about it."""
    content, places, at = [], [], 0
    for column in columns:
        dictionary, data = _dictionary_page(column.words), _data_page(column, rows)
        stored = len(dictionary.stored) + len(data.stored)
        places.append(ColumnPlace(at, at + len(dictionary.stored), stored, dictionary.unpacked + data.unpacked))
        content += [dictionary.stored, data.stored]
        at += stored
    return b"".join(content), RowGroup(rows, at, tuple(places))


def footer(names: Sequence[str], groups: Sequence[RowGroup]) -> bytes:
    """What follows the row groups: the file's description, its length and the closing mark."""
    starts, at = [], len(MAGIC)
    for group in groups:
        starts.append(at)
        at += group.size
    schema = [_struct((4, _binary(b"schema")), (5, _int(len(names))))]
    schema += [
        _struct(
            (1, _int(BYTE_ARRAY)), (3, _int(OPTIONAL)), (4, _binary(name.encode())), (6, _int(UTF8)), (10, _STRING_TYPE)
        )
        for name in names
    ]
    described = [_described(names, group, start) for group, start in zip(groups, starts, strict=True)]
    meta = _struct(
        (1, _int(1)), (2, _list(schema)), (3, _int(sum(group.rows for group in groups), wide=True)),
        (4, _list(described)), (6, _binary(b"navicert")),
    )[1]  # fmt: skip
    return meta + len(meta).to_bytes(4, "little") + MAGIC


def _described(names: Sequence[str], group: RowGroup, start: int) -> Field:
    chunks = []
    for name, place in zip(names, group.columns, strict=True):
        meta = _struct(
            (1, _int(BYTE_ARRAY)),
            (2, _list([_int(PLAIN), _int(RLE), _int(RLE_DICTIONARY)])),
            (3, _list([_binary(name.encode())])),
            (4, _int(SNAPPY)),
            (5, _int(group.rows, wide=True)),
            (6, _int(place.unpacked, wide=True)),
            (7, _int(place.stored, wide=True)),
            (9, _int(start + place.data_at, wide=True)),
            (11, _int(start + place.dictionary_at, wide=True)),
        )
        chunks.append(_struct((2, _int(start + place.dictionary_at, wide=True)), (3, meta)))
    return _struct((1, _list(chunks)), (2, _int(group.size, wide=True)), (3, _int(group.rows, wide=True)))


# -- pages -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    stored: bytes
    unpacked: int


def _page(kind: int, content: bytes, header: tuple[int, Field]) -> _Page:
    import pyarrow as pa

    packed = pa.Codec("snappy").compress(content, asbytes=True)
    head = _struct((1, _int(kind)), (2, _int(len(content))), (3, _int(len(packed))), header)[1]
    return _Page(head + packed, len(head) + len(content))


def _dictionary_page(words: Sequence[str | None] | pa.StringArray) -> _Page:
    import pyarrow as pa

    known = words if isinstance(words, pa.Array) else pa.array([w for w in words if w is not None], pa.string())
    header = _struct((1, _int(len(known))), (2, _int(PLAIN)))
    return _page(DICTIONARY_PAGE, _plain_words(known), (7, header))


def _plain_words(words: pa.StringArray) -> bytes:
    """Each word's length in four bytes, then the word."""
    import pyarrow as pa
    import pyarrow.compute as pc

    offsets = np.frombuffer(words.buffers()[1], np.int32)[words.offset : words.offset + len(words) + 1]
    lengths = np.diff(offsets)
    if not len(lengths):
        return b""
    heads = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(4), len(lengths), [None, pa.py_buffer(lengths.astype("<u4").tobytes())]
    )
    separator = pa.scalar(b"", pa.large_binary())
    whole = pc.binary_join_element_wise(heads.cast(pa.large_binary()), words.cast(pa.large_binary()), separator)
    return bytes(memoryview(whole.buffers()[2])[: 4 * len(lengths) + int(offsets[-1] - offsets[0])])


def _data_page(column: CodedColumn, rows: int) -> _Page:
    codes, absent = _without_none(column)
    levels = _levels(column, absent, rows)
    content = len(levels).to_bytes(4, "little") + levels + _packed(column, codes, absent, rows)
    header = _struct((1, _int(rows)), (2, _int(RLE_DICTIONARY)), (3, _int(RLE)), (4, _int(RLE)))
    return _page(DATA_PAGE, content, (5, header))


def _without_none(column: CodedColumn) -> tuple[Codes, npt.NDArray[np.bool_] | None]:
    """Codes into the words that are there, and which codes meant no word."""
    missing = (
        [place for place, word in enumerate(column.words) if word is None] if isinstance(column.words, list) else []
    )
    if not missing:
        return column.codes, None
    there = np.array([word is not None for word in column.words])
    table = (np.cumsum(there) - 1).astype(column.codes.dtype)
    return table[column.codes], ~there[column.codes]


def _levels(column: CodedColumn, absent: npt.NDArray[np.bool_] | None, rows: int) -> bytes:
    """Which rows hold a value, as one run or bit by bit."""
    if absent is None or not absent.any():
        return _varint(rows << 1) + b"\x01"
    if absent.all():
        return _varint(rows << 1) + b"\x00"
    bits = np.packbits(column.by_row(~absent), bitorder="little").tobytes()
    return _varint(len(bits) << 1 | 1) + bits


def _packed(column: CodedColumn, codes: Codes, absent: npt.NDArray[np.bool_] | None, rows: int) -> bytes:
    """Codes of the values that are there, in whole bytes."""
    if absent is not None and absent.all():
        return b"\x00"
    size = len(column.words)
    width = 1 if size <= 1 << 8 else 2 if size <= 1 << 16 else 4
    repeats, blocks = column.repeats, column.blocks
    if len(codes) == 1 and repeats is None and blocks is None:
        return bytes([8 * width]) + _varint(rows << 1) + int(codes[0]).to_bytes(width, "little")
    if blocks is not None:
        codes = blocks.laid_out(codes.astype(f"<u{width}", copy=False), None if absent is None else ~absent)
    elif absent is not None:
        codes, repeats = codes[~absent], None if repeats is None else repeats[~absent]
    if repeats is not None:
        runs = np.empty(len(codes), [("head", "u1"), ("code", f"<u{width}")])
        runs["head"], runs["code"] = repeats << 1, codes
        return bytes([8 * width]) + runs.tobytes()
    padded = np.zeros(-(-len(codes) // 8) * 8, f"<u{width}")
    padded[: len(codes)] = codes
    return bytes([8 * width]) + _varint(len(padded) // 8 << 1 | 1) + padded.tobytes()


# -- Thrift's compact protocol, as far as footers and page headers need it ---------------------------------------

Field = tuple[int, bytes]
I32, I64, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _int(number: int, *, wide: bool = False) -> Field:
    return I64 if wide else I32, _varint(number << 1)


def _binary(content: bytes) -> Field:
    return BINARY, _varint(len(content)) + content


def _list(items: Sequence[Field]) -> Field:
    size, kind = len(items), items[0][0] if items else STRUCT
    head = bytes([size << 4 | kind]) if size < 15 else bytes([0xF0 | kind]) + _varint(size)
    return LIST, head + b"".join(content for _, content in items)


def _struct(*fields: tuple[int, Field]) -> Field:
    return STRUCT, b"".join(_fields(fields)) + b"\x00"


def _fields(fields: Sequence[tuple[int, Field]]) -> Iterator[bytes]:
    last = 0
    for number, (kind, content) in fields:
        yield bytes([(number - last) << 4 | kind]) + content
        last = number


_STRING_TYPE: Any = _struct((1, _struct()))
