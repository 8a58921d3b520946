"""The shelf of kept pages at the desk: what questions need of each page is made once, and kept until the page changes.

What is kept can be thrown away at any time and is made anew; a store that cannot be written answers without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import navicert
from navicert.errors import MissingData, StoreError

if TYPE_CHECKING:
    from navicert.desk.ground import Ground
    from navicert.evidence.keeping.shelf import ReadPage, Shelf
    from navicert.evidence.model import SourceText
    from navicert.store.page_shelf import OnShelf
    from navicert.store.pages import KeptPage, PageStore, Shelved

Read = Callable[["KeptPage"], "ReadPage"]


class Shelving:
    """Brings the pages of a store onto a shelf."""

    def __init__(self, ground: Ground, read: Read) -> None:
        self._ground, self._read = ground, read

    def shelf(self) -> Shelf:
        """All kept pages with the records that count; MissingData where none is kept."""
        from navicert.evidence.keeping.shelved import ReadyShelf

        found = self._pages.shelf(maker())
        if not found:
            raise MissingData(
                "no page is kept", where=self._ground.store.location, next="keep some: navicert read FILE --keep"
            )
        made: list[OnShelf] = []
        pages = [self._page(one, made) for one in found]
        self._keep(lambda: self._pages.keep_on_shelf(made) if made else None)
        return ReadyShelf(pages, self._sources(found, pages))

    def _page(self, one: Shelved, made: list[OnShelf]) -> ReadPage:
        """The page by what is kept of it; else as it is read, with what is to be kept of it added to `made`."""
        from navicert.evidence.keeping.shelved import ShelvedPage, shelved_bytes

        content = one.shelf.content
        if content is None:
            read = self._read(one.kept)
            if len(read.corrections) == len(one.corrections):
                made.append(replace(one.shelf, content=shelved_bytes(read)))
            return read
        places = tuple(dict.fromkeys(sighting.source for sighting in one.kept.sightings if sighting.source))
        return ShelvedPage(one.kept.page, places, one.corrections, content, lambda: self._read(one.kept).reading)

    def _sources(self, found: Sequence[Shelved], pages: Sequence[ReadPage]) -> tuple[SourceText, ...]:
        """Copies among the pages: as they were kept for pages in this state, else as they are found."""
        from navicert.evidence.duplicates import duplicates_among
        from navicert.evidence.keeping.shelved import sources_from_bytes, sources_to_bytes, texts_of

        states = [maker(), *(f"{one.shelf.sha256} {one.shelf.reading}" for one in found)]
        whole = hashlib.sha256("\n".join(states).encode()).hexdigest()
        kept = self._pages.copies(whole)
        if kept is not None:
            return sources_from_bytes(kept)
        sources = duplicates_among(text for page in pages for text in texts_of(page))
        self._keep(lambda: self._pages.keep_copies(whole, sources_to_bytes(sources)))
        return sources

    def _keep(self, write: Callable[[], None]) -> None:
        """Keep what was made, unless the store is seen as it was at an earlier time or cannot be written now."""
        if self._ground.known is not None:
            return
        try:
            write()
        except StoreError:  # a question is answered all the same; the next one makes it anew
            return

    @property
    def _pages(self) -> PageStore:
        return self._ground.store.pages


@cache
def maker() -> str:
    """What makes the shelf, by digest: other code of the reader's records makes another shelf."""
    whole = hashlib.sha256()
    folder = Path(navicert.__file__).parent / "evidence"
    for path in sorted((*folder.glob("*.py"), *(folder / "keeping").glob("*.py"))):
        whole.update(f"{path.name}\0".encode() + path.read_bytes())
    return whole.hexdigest()[:16]
