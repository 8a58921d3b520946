"""The reader at the desk: pages of news as records of what they claim."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.evidence.model import Page, PageReading, Recogniser


class ReaderDesk:
    """Reads pages; the model that finds names is loaded with the first of them."""

    def read(self, text: str, *, published: date | None = None) -> list[dict[str, Any]]:
        """What a page of text says, as records: the page, its articles, mentions, dates, quantities, claims, events.

        `published` is the publication date of every article where the caller knows it.
        """
        from navicert.evidence.output import records
        from navicert.evidence.pages import page_of_text

        return list(records(self.reading(page_of_text(text), published=published)))

    def read_file(self, file: Path, *, published: date | None = None) -> list[dict[str, Any]]:
        """The same for a file of text or HTML; InvalidInput names it when it is no page."""
        from navicert.evidence.output import records

        return list(records(self.reading(self.page_of_file(file), published=published), str(file)))

    def page_of_file(self, file: Path) -> Page:
        """The page that a file of text or HTML holds; InvalidInput where it holds none."""
        from navicert.evidence.pages import MOST_BYTES, page_of_bytes

        try:
            if file.stat().st_size > MOST_BYTES:
                raise InvalidInput("the file is too large for a page", where=str(file), next="cut it into articles")
            data = file.read_bytes()
        except OSError as error:
            raise InvalidInput(f"cannot read: {error.strerror or error}", where=str(file)) from None
        return page_of_bytes(data, source=str(file))

    def reading(
        self, page: Page, *, published: date | None = None, told: Mapping[tuple[int, int], date] | None = None
    ) -> PageReading:
        """Everything read from a page; `told` are days of publication of single articles, by their characters."""
        from navicert.evidence.reading import read

        return read(page, published=published, told=told, recogniser=self._recogniser)

    @property
    def version(self) -> str:
        """What reads here, with versions."""
        from navicert.evidence.reading import reader_version

        return reader_version(self._recogniser)

    def model_is_installed(self) -> bool:
        """Whether the model that finds names is there; without it rules alone find them."""
        from navicert.evidence.naming.small_model import is_installed

        return is_installed()

    @cached_property
    def _recogniser(self) -> Recogniser | None:
        from navicert.evidence.naming.small_model import load_small_model

        return load_small_model() if self.model_is_installed() else None
