"""The reader at the desk: pages of news as records of what they claim."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.errors import InvalidInput

if TYPE_CHECKING:
    from navicert.evidence.model import Recogniser


class ReaderDesk:
    """Reads pages; the model that finds names is loaded with the first of them."""

    def read(self, text: str, *, published: date | None = None) -> list[dict[str, Any]]:
        """What a page of text says, as records: the page, its articles, mentions, dates, quantities, claims, events.

        `published` is the publication date of every article where the caller knows it.
        """
        from navicert.evidence.output import records
        from navicert.evidence.reading import read_page

        return list(records(read_page(text, published=published, recogniser=self._recogniser)))

    def read_file(self, file: Path, *, published: date | None = None) -> list[dict[str, Any]]:
        """The same for a file of text or HTML; InvalidInput names it when it is no page."""
        from navicert.evidence.output import records
        from navicert.evidence.pages import page_of_bytes
        from navicert.evidence.reading import read

        try:
            data = file.read_bytes()
        except OSError as error:
            raise InvalidInput(f"cannot read: {error.strerror or error}", where=str(file)) from None
        page = page_of_bytes(data, source=str(file))
        return list(records(read(page, published=published, recogniser=self._recogniser), str(file)))

    def model_is_installed(self) -> bool:
        """Whether the model that finds names is there; without it rules alone find them."""
        from navicert.evidence.naming.small_model import is_installed

        return is_installed()

    @cached_property
    def _recogniser(self) -> Recogniser | None:
        from navicert.evidence.naming.small_model import load_small_model

        return load_small_model() if self.model_is_installed() else None
