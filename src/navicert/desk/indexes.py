"""Indexes of the loaded editions: one file an edition beside an embedded store, and one for those asked together.

An edition is read into an index once; every later process opens the file and shares its memory. When one list changes,
its edition alone is read, of it only what the edition before does not have, and the joined index is put together from
the parts. A file that does not fit (another
version of the program, damaged) is built again. The files hold nothing of their own and may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from navicert.errors import MissingData, StoreError
from navicert.screening.index_files import SUFFIX, digest_of, join_indexes, kept_index, open_index
from navicert.screening.kernel import library
from navicert.screening.parties import party_from_entry
from navicert.screening.search import build_index

if TYPE_CHECKING:
    from navicert.desk.lookups import Lookups
    from navicert.lists import Edition
    from navicert.screening import Index, Party
    from navicert.screening.compiled_index import CompiledIndex
    from navicert.store import Store

FOLDER = "indexes"
MOST_FILES = 24
"""Files that are kept; of more, those not opened for the longest time go."""

Key = tuple[str, ...]


class EditionIndexes:
    """The index of any set of a store's editions; the one asked last stays open."""

    def __init__(self, store: Store, lookups: Lookups) -> None:
        self._store, self._lookups = store, lookups
        self._open: tuple[Key, Index] | None = None

    def of(self, editions: tuple[Edition, ...]) -> Index:
        """The index of these editions' entries, in their order.

        From the files beside an embedded store; built in memory where the store is a server, where the folder cannot be
        written, or where the compiled search was not built.
        """
        key = self._lookups.get(editions, lambda: tuple(map(self._digest, editions)))
        if self._open is None or self._open[0] != key:
            self._open = key, self._index(editions, key)
        return self._open[1]

    def make_ready(self, edition: Edition) -> None:
        """Builds the file of an edition where there is none, and there can be one."""
        folder = self._folder
        if folder is not None and library() is not None:
            with suppress(OSError):  # it is built when it is asked for
                self._of_one(folder, edition, self._digest(edition))

    def _digest(self, edition: Edition) -> str:
        return reading_digest(self._store, edition)

    def _index(self, editions: tuple[Edition, ...], key: Key) -> Index:
        folder = self._folder
        if folder is not None and library() is not None:
            with suppress(
                OSError
            ):  # a full disk or a folder of another owner: the index is built as if there were none
                return self._kept(folder, editions, key)
        return build_index(party for edition in editions for party in self._parties(edition))

    @property
    def _folder(self) -> Path | None:
        return index_folder(self._store)

    def _kept(self, folder: Path, editions: tuple[Edition, ...], key: Key) -> CompiledIndex:
        if len(editions) == 1:
            return self._of_one(folder, editions[0], key[0])
        entries = digest_of(*key)
        path = folder / (entries[:32] + SUFFIX)
        try:
            index = open_index(path, entries)
        except (MissingData, StoreError):
            parts = [self._of_one(folder, *each) for each in zip(editions, key, strict=True)]
            join_indexes(path, parts, entries)
            index = open_index(path, entries)
        _keep_most_used(path)
        return index

    def _of_one(self, folder: Path, edition: Edition, digest: str) -> CompiledIndex:
        path = folder / (digest[:32] + SUFFIX)
        try:
            index = open_index(path, digest)
        except (MissingData, StoreError):
            index = self._built(folder, path, edition, digest)
        _keep_most_used(path)
        return index

    def _built(self, folder: Path, path: Path, edition: Edition, digest: str) -> CompiledIndex:
        from navicert.desk.second_reader import SecondReader  # what it needs takes a while to load

        with SecondReader() as second:
            return kept_index(
                path,
                digest,
                lambda: self._parties(edition),
                earlier=lambda: self._earlier(folder, edition),
                aside=second,
            )

    def _earlier(self, folder: Path, edition: Edition) -> CompiledIndex | None:
        """The index of the latest other edition of the list that has a fitting one."""
        for other in reversed(self._store.editions(edition.name)):
            digest = self._digest(other)
            with suppress(MissingData, StoreError):
                return open_index(folder / (digest[:32] + SUFFIX), digest)
        return None

    def _parties(self, edition: Edition) -> Iterator[Party]:
        return (party_from_entry(entry, edition.name) for entry in self._store.iter_entries(edition))


def index_folder(store: Store) -> Path | None:
    """Where the files of an embedded store stand; None where the store is a server, which has none."""
    return None if "://" in store.location else Path(store.location) / FOLDER


def reading_digest(store: Store, edition: Edition) -> str:
    """A digest of an edition's entries as they were last read from its files."""
    return digest_of(edition.name, edition.id, store.readings(edition)[-1].entries_sha256)


def kept_or_built(folder: Path | None, entries: str, parties: Callable[[], Iterable[Party]]) -> Index:
    """The index of parties with this digest, from its file where there can be one, else built in memory."""
    if folder is not None and library() is not None:
        path = folder / (entries[:32] + SUFFIX)
        with suppress(OSError):  # a full disk or a folder of another owner: the index is built as if there were none
            index = kept_index(path, entries, parties)
            _keep_most_used(path)
            return index
    return build_index(parties())


def _keep_most_used(used: Path) -> None:
    """Marks a file as used now and removes those that were not for the longest time, where that is allowed."""
    with suppress(OSError):
        used.touch()
        files = sorted(used.parent.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[MOST_FILES:]:
            path.unlink(missing_ok=True)
