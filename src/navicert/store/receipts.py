"""Receipts in the database: added at the end of the chain, never changed; what was asked and answered beside them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from navicert.errors import MissingData, StoreError
from navicert.receipts import (
    Draft,
    KeptReceipt,
    Receipt,
    Seal,
    canonical,
    digest,
    link,
    receipt_from_json,
    receipt_to_json,
)
from navicert.receipts.canonical import salted_digest
from navicert.store.connections import Connection, Database, Row
from navicert.store.rows import instant

SHORTEST_BEGINNING = 6


@dataclass(frozen=True, slots=True)
class Content:
    """What a receipt's `asked` or `answered` stands for, with the salt of its digest."""

    salt: bytes
    body: bytes

    @property
    def digest(self) -> str:
        return salted_digest(self.salt, self.body)


@dataclass(frozen=True, slots=True)
class Erased:
    """Content that was erased: when, and why."""

    at: datetime
    because: str


class ReceiptStore:
    """The chain of one store. Additions take turns, so that the chain never forks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def held(self) -> AbstractContextManager[None]:
        """While this lasts, this thread adds receipts without opening the store for each, and syncs them itself."""
        return self._database.held()

    def sync(self) -> None:
        """Have the receipts that were added written to the disk itself."""
        self._database.sync()

    def add(
        self, drafts: Sequence[tuple[Draft, Sequence[Content]]], parts: Sequence[bytes] = ()
    ) -> tuple[Receipt, ...]:
        """Put drafts at the end of the chain with their contents, all or none; `parts` are kept once by digest."""
        added = []
        with self._database.writing() as connection:
            last = _last(connection)
            for draft, contents in drafts:
                last = link(last, draft)
                _insert(connection, last, contents)
                added.append(last)
            for part in parts:
                connection.execute(
                    "INSERT INTO receipt_part (digest, content) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
                    (digest(part), zlib.compress(part)),
                )
        return tuple(added)

    def chain(self, after: int = 0) -> Iterator[KeptReceipt]:
        """The rows of the receipts after a number, in the order of their numbers, as they stand now."""
        while rows := self._page(after):
            for row in rows:
                yield KeptReceipt(row["number"], row["id"], _read(row))
            after = rows[-1]["number"]

    def _page(self, after: int) -> list[Row]:
        with self._database.reading() as connection:
            return connection.execute(
                "SELECT number, id, record FROM receipt WHERE number > ? ORDER BY number LIMIT 1000", (after,)
            ).fetchall()

    def of_kind(self, kind: str) -> Iterator[Receipt]:
        """The receipts of a kind, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT number, id, record FROM receipt WHERE record LIKE ? ORDER BY number DESC",
                (f'%"kind":"{kind}"%',),
            ).fetchall()
        return (receipt for row in rows if (receipt := _read(row)) is not None and receipt.draft.kind == kind)

    def last(self) -> Receipt | None:
        """The head of the chain; None where there is none yet."""
        with self._database.reading() as connection:
            return _last(connection)

    def find(self, text: str) -> Receipt:
        """The receipt of this number or beginning of an id; MissingData when there is none or more than one."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT number, id, record FROM receipt WHERE CAST(number AS TEXT) = ? OR substr(id, 1, ?) = ? LIMIT 2",
                (text, len(text) if len(text) >= SHORTEST_BEGINNING else 0, text.lower()),
            ).fetchall()
        if len(rows) != 1:
            words = "several receipts begin with" if rows else "there is no receipt with the number or id"
            raise MissingData(f"{words} {text!r}", next="see navicert receipts list")
        return _receipt(rows[0])

    def at_number(self, number: int) -> Receipt | None:
        """The receipt of this number, None where it is missing."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT number, id, record FROM receipt WHERE number = ?", (number,)).fetchone()
        return None if row is None else _receipt(row)

    def content(self, content_digest: str) -> Content | Erased:
        """What a digest stands for, as it is kept now (its digest is for the caller to compare), or that it was erased.

        MissingData when nothing is kept under it.
        """
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM receipt_content WHERE digest = ?", (content_digest,)).fetchone()
        if row is None:
            raise MissingData("the content of a receipt is missing", where=content_digest[:12])
        if row["erased_at"] is not None:
            return Erased(datetime.fromisoformat(row["erased_at"]), row["erased_because"])
        return Content(bytes(row["salt"]), _unpacked(row["content"], content_digest))

    def part(self, part_digest: str) -> bytes:
        """A part that receipts rest on, by digest; MissingData when it is not kept, StoreError when it was altered."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT content FROM receipt_part WHERE digest = ?", (part_digest,)).fetchone()
        if row is None:
            raise MissingData("a part that a receipt rests on is missing", where=part_digest[:12])
        content = _unpacked(row["content"], part_digest)
        if digest(content) != part_digest:
            raise StoreError("a part that receipts rest on was altered", where=part_digest[:12])
        return content

    def erase(self, before: datetime, *, at: datetime, because: str) -> int:
        """Erase what was asked and answered before a time; the receipts and their digests stay. How many contents."""
        with self._database.writing() as connection:
            found = connection.execute(
                """UPDATE receipt_content SET salt = NULL, content = NULL, erased_at = ?, erased_because = ?
                   WHERE kept_at < ? AND erased_at IS NULL""",
                (instant(at), because, instant(before)),
            )
            return found.rowcount

    def add_seal(self, seal: Seal) -> None:
        """Keep a seal, in addition to those before."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO receipt_seal (number, receipt, at, sealed_by) VALUES (?, ?, ?, ?)",
                (seal.number, seal.receipt, instant(seal.at), seal.by),
            )

    def seals(self) -> tuple[Seal, ...]:
        """The seals in the order of time."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM receipt_seal ORDER BY at, number").fetchall()
        return tuple(
            Seal(row["number"], row["receipt"], datetime.fromisoformat(row["at"]), row["sealed_by"]) for row in rows
        )


def _last(connection: Connection) -> Receipt | None:
    row = connection.execute("SELECT number, id, record FROM receipt ORDER BY number DESC LIMIT 1").fetchone()
    return None if row is None else _receipt(row)


def _insert(connection: Connection, receipt: Receipt, contents: Sequence[Content]) -> None:
    record = canonical(receipt_to_json(receipt)).decode()
    connection.execute(
        "INSERT INTO receipt (number, id, record) VALUES (?, ?, ?)", (receipt.number, receipt.id, record)
    )
    connection.executemany(
        "INSERT INTO receipt_content (digest, salt, content, kept_at) VALUES (?, ?, ?, ?)",
        [
            (content.digest, content.salt, zlib.compress(content.body), instant(receipt.draft.at))
            for content in contents
        ],
    )


def _receipt(row: Row) -> Receipt:
    receipt = _read(row)
    if receipt is None:
        raise StoreError(
            "it was altered: it can no longer be read as a receipt",
            where=f"receipt {row['number']}",
            next="see navicert verify; restore the store from a backup",
        )
    return receipt


def _read(row: Row) -> Receipt | None:
    try:
        return receipt_from_json(json.loads(row["record"]))
    except (KeyError, TypeError, ValueError):
        return None


def _unpacked(content: bytes, name: str) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error as error:
        raise StoreError("the content was altered: it cannot be unpacked", where=name[:12]) from error
