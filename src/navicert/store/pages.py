"""Pages of news in the store: their texts, where they were found, how they were read, what was corrected.

Everything is only ever added. A text is kept once, however many places it was found in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, Protocol

from navicert.errors import InvalidInput, MissingData
from navicert.evidence.keeping.corrections import Anchor, Correction
from navicert.evidence.model import Page
from navicert.evidence.pages import page_id_of
from navicert.store.connections import Connection, Database, Row
from navicert.store.page_shelf import OnShelf, copies, keep_copies, keep_on_shelf, page_rows
from navicert.store.rows import instant

SHORTEST_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where and when a text was found, and what came with it there."""

    source: str | None
    fetched_at: datetime | None
    received_sha256: str | None
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it is read (with what the most telling of its sightings says) and every place it was found in."""

    page: Page
    kept_at: datetime
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class WrittenReading:
    """One reading of a page as it was written: by what, when, with which day of publication given, and its text."""

    reader: str
    read_at: datetime
    published: date | None
    content: str


Kept = Literal["new", "found again", "known"]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A page with its corrections and its part of the shelf."""

    kept: KeptPage
    corrections: tuple[Correction, ...]
    shelf: OnShelf


class PageStore(Protocol):
    """What a store promises of pages. Every method may raise StoreError."""

    def keep(self, page: Page, at: datetime) -> Kept:
        """Keep a page: `new`; or `found again` in another place; or `known` from that place."""

    def all(self) -> Iterator[KeptPage]:
        """Every page in the order of keeping."""

    def find(self, text: str) -> KeptPage:
        """The page whose id or SHA-256 begins so; MissingData where none does, InvalidInput where several do."""

    def shelf(self, maker: str) -> list[Shelved]:
        """Every page in the order of keeping, with what this maker kept for questions where it still holds."""

    def keep_on_shelf(self, made: Sequence[OnShelf]) -> None:
        """Keep what was made for questions, in place of what there was."""

    def copies(self, made_of: str) -> bytes | None:
        """What was kept of copies among pages in this state; None where nothing was."""

    def keep_copies(self, made_of: str, content: bytes) -> None:
        """Keep what is known of copies among pages in this state."""

    def keep_reading(self, page: Page, reading: WrittenReading) -> bool:
        """Keep a further reading, which counts from now on; False where the last one says the same."""

    def readings(self, page: Page) -> tuple[WrittenReading, ...]:
        """The readings of a page, the one that counts last."""

    def add_correction(self, correction: Correction) -> None:
        """Keep a correction; MissingData when its page, or the correction that it withdraws, is not kept."""

    def corrections(self, page: Page) -> tuple[Correction, ...]:
        """The corrections of a page in the order of their coming."""


class KeptPages:
    """Keeps the promises of `PageStore` on any database."""

    def __init__(self, database: Database, location: str) -> None:
        self._database, self._location = database, location

    def keep(self, page: Page, at: datetime) -> Kept:
        with self._database.writing() as connection:
            number = _number(connection, page.sha256)
            is_new = number is None
            if number is None:
                connection.execute(
                    "INSERT INTO page (sha256, text, kept_at) VALUES (?, ?, ?)",
                    (page.sha256, json.dumps(page.text, ensure_ascii=False), instant(at)),
                )
                number = _number(connection, page.sha256)
            assert number is not None
            if not is_new and _is_seen(connection, number, page):
                return "known"
            _add_sighting(connection, number, page, at)
        return "new" if is_new else "found again"

    def all(self) -> Iterator[KeptPage]:
        with self._database.reading() as connection:
            found = connection.execute("SELECT * FROM page ORDER BY number").fetchall()
            pages = [_page(row, _sightings(connection, row)) for row in found]
        yield from pages

    def find(self, text: str) -> KeptPage:
        wanted = text.strip().lower().removeprefix("sha256:")
        if len(wanted) < SHORTEST_BEGINNING or not set(wanted) <= set("0123456789abcdef"):
            raise InvalidInput(
                f"{text!r} names no page", next="give the id that navicert evidence show prints, or the beginning of it"
            )
        with self._database.reading() as connection:
            found = connection.execute("SELECT * FROM page WHERE sha256 LIKE ?", (f"{wanted}%",)).fetchall()
            if len(found) == 1:
                return _page(found[0], _sightings(connection, found[0]))
        if found:
            raise InvalidInput(f"{len(found)} pages begin with {text!r}", next="give more of the id")
        raise MissingData(
            f"no page {text!r} is kept", where=self._location, next="keep pages with navicert read FILE --keep"
        )

    def shelf(self, maker: str) -> list[Shelved]:
        with self._database.reading() as connection:
            rows = page_rows(connection, maker)
        return [
            Shelved(
                _page(row, rows.sightings[row["number"]]),
                tuple(_correction(row["sha256"], one) for one in rows.corrections.get(row["number"], ())),
                on_shelf,
            )
            for row, on_shelf in zip(rows.pages, rows.shelf, strict=True)
        ]

    def keep_on_shelf(self, made: Sequence[OnShelf]) -> None:
        with self._database.writing() as connection:
            keep_on_shelf(connection, made)

    def copies(self, made_of: str) -> bytes | None:
        with self._database.reading() as connection:
            return copies(connection, made_of)

    def keep_copies(self, made_of: str, content: bytes) -> None:
        with self._database.writing() as connection:
            keep_copies(connection, made_of, content)

    def keep_reading(self, page: Page, reading: WrittenReading) -> bool:
        with self._database.writing() as connection:
            number = self._wanted(connection, page.sha256)
            last = connection.execute(
                "SELECT * FROM page_reading WHERE page = ? ORDER BY number DESC LIMIT 1", (number,)
            ).fetchone()
            if last is not None and replace(_reading(last), read_at=reading.read_at) == reading:
                return False
            connection.execute(
                "INSERT INTO page_reading (page, reader, published, read_at, content) VALUES (?, ?, ?, ?, ?)",
                (number, reading.reader, _iso(reading.published), instant(reading.read_at), reading.content),
            )
        return True

    def readings(self, page: Page) -> tuple[WrittenReading, ...]:
        with self._database.reading() as connection:
            number = self._wanted(connection, page.sha256)
            found = connection.execute("SELECT * FROM page_reading WHERE page = ? ORDER BY number", (number,))
            return tuple(_reading(row) for row in found)

    def add_correction(self, correction: Correction) -> None:
        with self._database.writing() as connection:
            number = self._wanted(connection, correction.page_sha256)
            if correction.withdraws and correction.withdraws not in _correction_ids(connection, number):
                raise MissingData(f"this page has no correction {correction.withdraws}", where=self._location)
            connection.execute(
                """INSERT INTO page_correction (id, page, corrected_by, corrected_at, content) VALUES (?, ?, ?, ?, ?)
                   ON CONFLICT (id) DO NOTHING""",
                (correction.id, number, correction.by, instant(correction.at), _correction_content(correction)),
            )

    def corrections(self, page: Page) -> tuple[Correction, ...]:
        with self._database.reading() as connection:
            number = self._wanted(connection, page.sha256)
            found = connection.execute("SELECT * FROM page_correction WHERE page = ? ORDER BY number", (number,))
            return tuple(_correction(page.sha256, row) for row in found)

    def _wanted(self, connection: Connection, sha256: str) -> int:
        number = _number(connection, sha256)
        if number is None:
            raise MissingData(f"the page {sha256[:12]} is not kept", where=self._location)
        return number


def _number(connection: Connection, sha256: str) -> int | None:
    row = connection.execute("SELECT number FROM page WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else int(row["number"])


def _is_seen(connection: Connection, number: int, page: Page) -> bool:
    """Whether the page is known from this place, with these bytes and this time of fetching."""
    found = connection.execute("SELECT * FROM page_sighting WHERE page = ?", (number,))
    told = (page.source, None if page.fetched_at is None else instant(page.fetched_at), page.received_sha256)
    return any((row["source"], row["fetched_at"], row["received_sha256"]) == told for row in found)


def _add_sighting(connection: Connection, number: int, page: Page, at: datetime) -> None:
    connection.execute(
        """INSERT INTO page_sighting (page, source, fetched_at, received_sha256, stated_published, stated_outlet,
               elements, read_as, kept_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            number,
            page.source,
            None if page.fetched_at is None else instant(page.fetched_at),
            page.received_sha256,
            _iso(page.stated_published),
            page.stated_outlet,
            json.dumps(page.elements),
            page.read_as,
            instant(at),
        ),
    )


def _sightings(connection: Connection, row: Row) -> list[Row]:
    return connection.execute("SELECT * FROM page_sighting WHERE page = ? ORDER BY number", (row["number"],)).fetchall()


def _page(row: Row, found: Sequence[Row]) -> KeptPage:
    """The page with what its most telling sighting says: one with a day of publication, else with HTML, else the
    first."""
    text = json.loads(row["text"])
    best = max(found, key=lambda one: (one["stated_published"] is not None, one["received_sha256"] is not None))
    page = Page(
        id=page_id_of(text),
        text=text,
        source=best["source"],
        fetched_at=_time(best["fetched_at"]),
        received_sha256=best["received_sha256"],
        stated_published=None if best["stated_published"] is None else date.fromisoformat(best["stated_published"]),
        stated_outlet=best["stated_outlet"],
        elements=tuple((int(line), str(element)) for line, element in json.loads(best["elements"])),
        read_as=best["read_as"],
    )
    sightings = (
        Sighting(
            one["source"], _time(one["fetched_at"]), one["received_sha256"], datetime.fromisoformat(one["kept_at"])
        )
        for one in found
    )
    return KeptPage(page, datetime.fromisoformat(row["kept_at"]), tuple(sightings))


def _reading(row: Row) -> WrittenReading:
    published = None if row["published"] is None else date.fromisoformat(row["published"])
    return WrittenReading(row["reader"], datetime.fromisoformat(row["read_at"]), published, row["content"])


def _correction_ids(connection: Connection, number: int) -> set[str]:
    return {row["id"] for row in connection.execute("SELECT id FROM page_correction WHERE page = ?", (number,))}


def _correction_content(correction: Correction) -> str:
    anchor = correction.anchor
    said = {
        "type": anchor.type, "start": anchor.start, "end": anchor.end, "rank": anchor.rank,
        "action": correction.action, "reason": correction.reason, "values": correction.values,
        "instead_of": correction.instead_of, "withdraws": correction.withdraws,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False)


def _correction(page_sha256: str, row: Row) -> Correction:
    said = json.loads(row["content"])
    return Correction(
        page_sha256=page_sha256,
        anchor=Anchor(said["type"], said["start"], said["end"], said["rank"]),
        action=said["action"],
        reason=said["reason"],
        by=row["corrected_by"],
        at=datetime.fromisoformat(row["corrected_at"]),
        values=tuple((name, value) for name, value in said["values"]),
        instead_of=tuple((name, value) for name, value in said["instead_of"]),
        withdraws=said["withdraws"],
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
