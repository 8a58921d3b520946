"""Indexes in files: built once, written whole or not at all, and shared in memory by every process that opens them.

A file says in its first lines what it was made from: its format, the entries (by a digest that the caller gives), and
the program (by the hash of all code and tables that an index depends on). What does not fit, is cut short or
was changed is refused with StoreError; the caller builds it again, which `kept_index` does.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import itertools
import json
import mmap
import os
import sys
import tempfile
import unicodedata
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from ctypes import CDLL
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import IO

from navicert.errors import MissingData, StoreError
from navicert.screening.compiled_index import CompiledIndex, Taking, build_block
from navicert.screening.kept_parties import PAGE, KeptParties, Keys, key_of, pages_of, record_of
from navicert.screening.kernel import Block, Builder, library
from navicert.screening.kernel_tables import numbers
from navicert.screening.model import Party
from navicert.screening.reading_aside import Aside

FORMAT = 3
SUFFIX = ".navindex"
_MAGIC = b"NAVINDEX"
_HEAD = 4096
_DEPENDS = ("anyascii", "rapidfuzz")
_AGAIN = "delete the file; it is built again from the lists"
_BY_ANOTHER = "by another version of the program"


@functools.cache
def program() -> str:
    """The hash of everything in this program that an index depends on beside the entries: code, tables, libraries."""
    root = Path(__file__).parent.parent
    files = [path for part in ("names", "screening", "terms") for path in (root / part).rglob("*") if _counts(path)]
    made_of = hashlib.sha256()
    for path in [*sorted(files), root / "lists" / "model.py"]:
        made_of.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
        made_of.update(path.read_bytes())
    versions = [metadata.version(name) for name in _DEPENDS if _installed(name)]
    made_of.update(repr((sys.version_info[:2], sys.byteorder, unicodedata.unidata_version, versions)).encode())
    return made_of.hexdigest()


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix in (".py", ".tsv", ".c", ".h", ".json", ".txt", ".bin")


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def digest_of(*names: str) -> str:
    """A digest of what entries are called; other names in another order give another."""
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()


# -- writing -----------------------------------------------------------------------------------------------------------


def write_index(path: Path, parties: Iterable[Party], entries: str, *, aside: Aside | None = None) -> None:
    """Builds the index of parties and puts it into a file, at once or not at all.

    Parties are taken one by one and need not be in memory together. `entries` is a digest (64 characters) that tells
    them from all others. What the reference must read of a long list is read by `aside`, where it is given. Raises
    MissingData where the compiled search was not built, OSError where the folder cannot be written.
    """
    taking = Taking(_library(), aside)
    with replacing(path) as file, _without_looking_for_garbage():
        contents = _Contents(file)
        contents.add_all(_records(taking.passing(parties)))
        contents.finish(taking.builder, entries)


def join_indexes(path: Path, parts: Sequence[CompiledIndex], entries: str) -> None:
    """Puts several indexes into one file, parties in the order of the parts; no name is read again.

    So a changed list is read anew and the others are not.
    """
    builder = Builder(_library(), numbers())
    for part in parts:
        builder.add_block(part.block)
    with replacing(path) as file:
        contents = _Contents(file)
        contents.add_all(record for part in parts for record in _records_of(part.parties))
        contents.finish(builder, entries)


def update_index(path: Path, earlier: CompiledIndex, parties: Iterable[Party], entries: str) -> bool:
    """Puts the index of parties into a file, reading anew only those that an earlier index does not have unchanged.

    Those it has come first, in its order. Tells whether it did: not where it has less than half of them, so that
    nothing is won. Raises as `write_index` does.
    """
    numbers_of: dict[bytes, list[int]] = {}
    for number, (_, line) in enumerate(_records_of(earlier.parties)):
        numbers_of.setdefault(_digest(line), []).append(number)
    kept, changed = bytearray(len(earlier.parties)), list[Party]()
    with _without_looking_for_garbage():
        for party in parties:
            same = numbers_of.get(_digest(record_of(party)))
            if same:
                kept[same.pop()] = 1
            else:
                changed.append(party)
        if len(changed) > sum(kept):
            return False
        _write_updated(path, earlier, bytes(kept), changed, entries)
    return True


def _write_updated(path: Path, earlier: CompiledIndex, kept: bytes, changed: Sequence[Party], entries: str) -> None:
    new = Block(build_block(_library(), changed))
    builder = Builder(_library(), numbers())
    builder.add_block(earlier.block, kept)
    builder.add_block(new)
    with replacing(path) as file:
        contents = _Contents(file)
        contents.add_all(itertools.chain(itertools.compress(_records_of(earlier.parties), kept), _records(changed)))
        contents.finish(builder, entries)


def _digest(line: bytes) -> bytes:
    return hashlib.blake2b(line, digest_size=16).digest()


def _records(parties: Iterable[Party]) -> Iterator[tuple[bytes, bytes]]:
    return ((key_of(party), record_of(party)) for party in parties)


def _records_of(parties: Sequence[Party]) -> Iterator[tuple[bytes, bytes]]:
    return parties.records() if isinstance(parties, KeptParties) else _records(parties)


@contextmanager
def _without_looking_for_garbage() -> Iterator[None]:
    """Of building nothing is left that refers to itself; looking for it among all words takes a fifth of the time."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A new file that takes the place of the one at this path once all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class _Contents:
    """The contents of a file on their way: pages of parties, where each begins, the parties' keys, where each begins,
    the index; then the first page."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._starts = array("Q", [0])
        self._keys, self._key_starts = bytearray(), array("I", [0])
        self._crc = 0
        file.write(bytes(_HEAD))

    def add_all(self, records: Iterable[tuple[bytes, bytes]]) -> None:
        """Adds all parties, given as their keys and lines."""
        for page in pages_of(map(self._with_key, records)):
            self._write(page)
            self._starts.append(self._starts[-1] + len(page))

    def _with_key(self, record: tuple[bytes, bytes]) -> bytes:
        key, line = record
        self._keys += key
        self._key_starts.append(len(self._keys))
        return line

    def _write(self, content: bytes | bytearray | array[int]) -> None:
        self._crc = zlib.crc32(content, self._crc)
        self._file.write(content)

    def _pad(self) -> int:
        """Goes to the next multiple of 64 bytes."""
        self._write(bytes(-self._file.tell() % 64))
        return self._file.tell()

    def finish(self, builder: Builder, entries: str) -> None:
        """Adds the index and says on the first page what there is."""
        starts_at = self._pad()
        self._write(self._starts)
        keys_at = self._pad()
        self._write(self._key_starts)
        self._write(self._keys)
        block_at = self._pad()
        builder.finish_into(self._file, entries)
        size, parties = self._file.tell(), len(self._key_starts) - 1
        made = _Head(FORMAT, program(), entries, starts_at, keys_at, parties, block_at, size, self._crc)
        self._file.seek(0)
        self._file.write(made.written())


@dataclass(frozen=True, slots=True)
class _Head:
    """The first page of a file: what it was made from, where its parts begin, and the checksum of the parties."""

    format: int
    program: str
    entries: str
    starts_at: int
    keys_at: int
    parties: int
    block_at: int
    size: int
    crc: int

    def written(self) -> bytes:
        """As the first page of the file."""
        text = json.dumps(asdict(self)).encode()
        return b"%s%08x%s" % (_MAGIC, zlib.crc32(text), text.ljust(_HEAD - len(_MAGIC) - 8))

    @classmethod
    def read(cls, content: mmap.mmap, where: str) -> _Head:
        """The first page; StoreError when it is none, is of another format, or the file is not as long as it says."""
        text = content[len(_MAGIC) + 8 : _HEAD].rstrip()
        if content[: len(_MAGIC) + 8] != b"%s%08x" % (_MAGIC, zlib.crc32(text)):
            raise StoreError("this is no index, or its first page is damaged", where=where, next=_AGAIN)
        fields = json.loads(text)
        if fields.get("format") != FORMAT:
            raise StoreError(f"an index of format {fields.get('format')}, not {FORMAT}", where=where, next=_AGAIN)
        try:
            head = cls(**fields)
        except TypeError:
            raise StoreError(f"the index was made {_BY_ANOTHER}", where=where, next=_AGAIN) from None
        if head.size != len(content):
            raise StoreError(f"the file has {len(content)} bytes of {head.size}", where=where, next=_AGAIN)
        return head


# -- opening -----------------------------------------------------------------------------------------------------------


def open_index(path: Path, entries: str) -> CompiledIndex:
    """The index in a file, mapped into memory and checked as a whole.

    Raises MissingData where there is no file, or the compiled search was not built; StoreError where the file was made
    from other entries or by another version of the program, is cut short, or was changed.
    """
    loaded, where = _library(), str(path)
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    except FileNotFoundError as error:
        raise MissingData("there is no index", where=where, next="build it from the lists") from error
    except ValueError as error:  # an empty file cannot be mapped
        raise StoreError("the file is empty", where=where, next=_AGAIN) from error
    head = _Head.read(content, where)
    for said, wanted, what in ((head.entries, entries, "from other lists"), (head.program, program(), _BY_ANOTHER)):
        if said != wanted:
            raise StoreError(f"the index was made {what}", where=where, next=_AGAIN)
    view = memoryview(content)
    if zlib.crc32(view[_HEAD : head.block_at]) != head.crc:
        raise StoreError("the parties of the index were changed", where=where, next=_AGAIN)
    block = Block(content, head.block_at)
    if block.check(loaded, whole=True) != entries:
        raise StoreError("the index and its first page do not belong together", where=where, next=_AGAIN)
    return CompiledIndex(loaded, _parties_of(view, head), block)


def _parties_of(view: memoryview, head: _Head) -> KeptParties:
    starts = view[head.starts_at : head.starts_at + 8 * (-(-head.parties // PAGE) + 1)].cast("Q")
    keys_from = head.keys_at + 4 * (head.parties + 1)
    keys = Keys(view[keys_from : head.block_at], view[head.keys_at : keys_from].cast("I"))
    return KeptParties(view[_HEAD:], starts, head.parties, keys)


def kept_index(
    path: Path,
    entries: str,
    parties: Callable[[], Iterable[Party]],
    *,
    earlier: Callable[[], CompiledIndex | None] = lambda: None,
    aside: Aside | None = None,
) -> CompiledIndex:
    """The index in a file; where there is none, or none that fits, it is built from the parties and put there.

    `earlier` gives an index of nearly the same parties, where there is one: what it has is not read again. `aside` as
    `write_index` has it. Several processes may build the file at once: each writes a whole one, and the last one stays.
    Raises MissingData where the compiled search was not built, OSError where the folder cannot be written.
    """
    try:
        return open_index(path, entries)
    except (MissingData, StoreError):
        known = earlier()
        if known is None or not update_index(path, known, parties(), entries):
            write_index(path, parties(), entries, aside=aside)
        return open_index(path, entries)


def _library() -> CDLL:
    loaded = library()
    if loaded is None:
        raise MissingData("the compiled search was not built", next="install a C compiler and install navicert again")
    return loaded
