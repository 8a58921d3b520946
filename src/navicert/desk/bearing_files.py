"""What of each edition bears on the rulebook's law, and the index of those parties: files beside an embedded store.

A first check would otherwise read every edition whole to find a few hundred parties in it. The files say what they were
made from; one that does not fit is made again. They hold nothing of their own and may be deleted at any time.
"""

from __future__ import annotations

import functools
import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.desk import bearing
from navicert.desk.bearing import bearing_party, may_bear, party_to_json
from navicert.desk.indexes import index_folder, kept_or_built, reading_digest
from navicert.lists import model
from navicert.measures import naming
from navicert.screening.index_files import digest_of, replacing

if TYPE_CHECKING:
    from navicert.lists import Edition
    from navicert.screening import Index, Party
    from navicert.store import Store

SUFFIX = ".bearing"
Parties = Mapping[str, list[Any]]
"""Parties by the id of their entry, as `party_to_json` writes them."""


class BearingFiles:
    """The parties of a store's editions that bear on the law, and their indexes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = index_folder(store)

    def parties(self, edition: Edition) -> Parties:
        """The parties of an edition that bear on the law, in its order."""
        if self._folder is None:
            return self._read(edition)
        reading = reading_digest(self._store, edition)
        made_from = digest_of(program(), reading)
        path = self._folder / (reading[:32] + SUFFIX)  # of any program, so that a newer one leaves none of an older
        kept = _kept(path, made_from)
        if kept is None:
            kept = self._read(edition)
            with suppress(OSError):  # a full disk or another's folder: it is read again the next time
                _write(path, made_from, kept)
        return kept

    def index(self, editions: Iterable[Edition], parties: Callable[[], Iterable[Party]]) -> Index:
        """The index of the parties that bear on the law in these editions together."""
        entries = digest_of(program(), "bearing", *(reading_digest(self._store, edition) for edition in editions))
        return kept_or_built(self._folder, entries, parties)

    def _read(self, edition: Edition) -> Parties:
        found = map(bearing_party, self._store.iter_entries(edition, may_bear))
        return {party.id: party_to_json(party) for party in found if party is not None}


@functools.cache
def program() -> str:
    """A hash of what decides which parties bear on the law, how they are written, and which are to be found."""
    here = Path(__file__)
    parts = [Path(str(part.__file__)) for part in (bearing, model, naming)]
    code = (part.read_bytes() for part in (*parts, here, here.with_name("held_lists.py")))
    return hashlib.sha256(unicodedata.unidata_version.encode() + b"".join(code)).hexdigest()


def _kept(path: Path, made_from: str) -> Parties | None:
    """The parties in a file; None where there is none, or it is of something else, cut short or changed."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(made_from, body):
        return None
    parties: Parties = json.loads(body)
    return parties


def _write(path: Path, made_from: str, parties: Parties) -> None:
    body = json.dumps(parties).encode()
    with replacing(path) as file:
        file.write(_head(made_from, body) + b"\n" + body)


def _head(made_from: str, body: bytes) -> bytes:
    return f"{made_from} {hashlib.sha256(body).hexdigest()}".encode()
