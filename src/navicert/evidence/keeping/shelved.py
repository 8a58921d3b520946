"""Pages for questions without reading their readings: the records as corrected, written once and read again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from navicert.evidence.duplicates import Text, texts_in
from navicert.evidence.keeping.corrections import Corrected, Correction, Orphan
from navicert.evidence.keeping.shelf import ReadPage, Shelf
from navicert.evidence.keeping.written import from_plain, to_plain
from navicert.evidence.model import Page, PageReading, SourceText


class ShelvedPage(ReadPage):
    """A page whose records stand ready; its reading is read only when it is asked for."""

    def __init__(
        self,
        page: Page,
        places: tuple[str, ...],
        corrections: tuple[Correction, ...],
        content: bytes,
        load: Callable[[], PageReading],
    ) -> None:
        for name, value in (("places", places), ("corrections", corrections), ("_page", page), ("_load", load)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_content", content)

    @cached_property
    def reading(self) -> PageReading:
        load: Callable[[], PageReading] = self.__dict__["_load"]
        return load()

    @property
    def page(self) -> Page:
        found: Page = self.__dict__["_page"]
        return found

    @cached_property
    def corrected(self) -> Corrected:
        by_id = {one.id: one for one in self.corrections} if self._plain["orphans"] else {}
        orphans = tuple(Orphan(by_id[one], tuple(instead)) for one, instead in self._plain["orphans"])
        return Corrected(tuple(self._plain["records"]), tuple(self._plain["removed"]), orphans)

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts of the page that may be copies of others."""
        return tuple(from_plain(Text, one) for one in self._plain["texts"])

    @cached_property
    def _plain(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(zlib.decompress(self.__dict__["_content"]))
        return found


class ReadyShelf(Shelf):
    """A shelf that knows already which of its texts are copies of each other."""

    def __init__(self, pages: Sequence[ReadPage], sources: tuple[SourceText, ...]) -> None:
        super().__init__(pages)
        self._known = sources

    @cached_property
    def sources(self) -> tuple[SourceText, ...]:
        return self._known


def shelved_bytes(read: ReadPage) -> bytes:
    """What questions need of a page, compressed: its records as corrected, and its texts that may be copies."""
    found = read.corrected
    plain = {
        "records": found.records,
        "removed": found.removed,
        "orphans": [[orphan.correction.id, list(orphan.instead)] for orphan in found.orphans],
        "texts": [to_plain(text) for text in texts_in(read.reading)],
    }
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), 1)


def texts_of(page: ReadPage) -> tuple[Text, ...]:
    """The texts of a page that may be copies, without its reading where they stand ready."""
    return page.texts if isinstance(page, ShelvedPage) else texts_in(page.reading)


def sources_to_bytes(sources: Sequence[SourceText]) -> bytes:
    """Copies among pages, compressed."""
    return zlib.compress(json.dumps([to_plain(one) for one in sources], separators=(",", ":")).encode(), 1)


def sources_from_bytes(content: bytes) -> tuple[SourceText, ...]:
    return tuple(from_plain(SourceText, one) for one in json.loads(zlib.decompress(content)))
