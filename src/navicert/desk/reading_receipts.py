"""Receipts of pages that were read, and the same pages read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from navicert.desk.receipts import Given

if TYPE_CHECKING:
    from navicert.desk import Desk


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page as it was given, and the records of its reading.

    `given` is the text, or with `file` the file's bytes decoded so that they can be told again (UTF-8, other bytes as
    surrogates). `published` is the day of publication that the caller told.
    """

    given: str
    published: date | None
    records: Sequence[Mapping[str, Any]]
    file: str | None = None

    def asked(self) -> dict[str, Any]:
        """What the receipt keeps of the question."""
        return {"file": self.file, "given": self.given, "published": _text(self.published)}


def given_of(desk: Desk, pages: Sequence[PageRead], *, at: datetime, by: str, way: str | None = None) -> Given:
    """What a receipt of pages says that were read at a time; `way` is the route they came by."""
    asked: dict[str, Any] = {"pages": [page.asked() for page in pages]}
    if way is not None:
        asked["way"] = way
    answers = [{"records": list(page.records)} for page in pages]
    return Given("read", at, by, asked, answers, desk.receipts.basis_of(desk, (), reads=True))


def bytes_told(data: bytes) -> str:
    """A file's bytes as text from which they can be had again."""
    return data.decode("utf-8", "surrogateescape")


def read_again(desk: Desk, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The pages of a receipt, read by this desk."""
    return [{"records": _records(desk, page)} for page in asked["pages"]]


def _records(desk: Desk, page: Mapping[str, Any]) -> list[dict[str, Any]]:
    from navicert.evidence.output import records
    from navicert.evidence.pages import page_of_bytes

    published = date.fromisoformat(page["published"]) if page["published"] else None
    if page["file"] is None:
        return desk.read(page["given"], published=published)
    made = page_of_bytes(page["given"].encode("utf-8", "surrogateescape"), source=page["file"])
    return list(records(desk.reader.reading(made, published=published), page["file"]))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
