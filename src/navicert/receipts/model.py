"""A receipt and what it is made of. Nothing personal stands in it: what was asked and answered stands by digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from navicert.receipts.canonical import canonical, digest

FORMAT = 1
FIRST = "0" * 64
"""What stands for the receipt before the first one."""


@dataclass(frozen=True, slots=True)
class EditionUsed:
    """An edition that answered: `sha256` of the publisher's files, `entries_sha256` of what was read from them."""

    name: str
    id: str
    sha256: str
    entries_sha256: str


@dataclass(frozen=True, slots=True)
class Basis:
    """On what an answer rested, by digest; None where a part was not asked.

    `known_on` is the day up to which the law was known, `lists_known_on` the day at whose end the lists were taken,
    where it was not the moment of asking. `stale_after_days` is the age at which the silence of a list counted for
    nothing. `reader` is what read pages of news, with versions.
    """

    program: str
    code: str
    editions: tuple[EditionUsed, ...] = ()
    rulebook: str | None = None
    policy: str | None = None
    ledger: str | None = None
    known_on: str | None = None
    lists_known_on: str | None = None
    stale_after_days: int | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a receipt says before it has its place in the chain.

    `asked` and `answered` are salted digests; `counts` says how many answers of each status there were.
    """

    kind: str
    at: datetime
    by: str
    asked: str
    answered: str
    counts: tuple[tuple[str, int], ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Receipt:
    """A draft in its place: the `number`th of its store, after the receipt whose id is `previous`."""

    number: int
    previous: str
    draft: Draft

    @property
    def id(self) -> str:
        """SHA-256 of everything that it says, its place included."""
        return digest(canonical(receipt_to_json(self)))


@dataclass(frozen=True, slots=True)
class Seal:
    """The head of the chain at a time: who holds it can tell later whether a receipt up to it was altered or lost."""

    number: int
    receipt: str
    at: datetime
    by: str

    @property
    def text(self) -> str:
        """One line that can be printed, mailed or published."""
        return f"navicert seal {self.number} {self.receipt} {self.at.isoformat(timespec='seconds')}"


def receipt_to_json(receipt: Receipt) -> dict[str, Any]:
    """All that a receipt says, without its id; `receipt_from_json` reads it again."""
    draft = receipt.draft
    return {
        "format": FORMAT,
        "number": receipt.number,
        "previous": receipt.previous,
        "kind": draft.kind,
        "at": draft.at.isoformat(timespec="microseconds"),
        "by": draft.by,
        "asked": draft.asked,
        "answered": draft.answered,
        "counts": dict(draft.counts),
        "basis": {**_fields(draft.basis), "editions": [_fields(edition) for edition in draft.basis.editions]},
    }


def _fields(value: Basis | EditionUsed) -> dict[str, Any]:
    """The values of a record by name; as `asdict` tells them, without the copies that it makes of every text."""
    return {name: getattr(value, name) for name in value.__slots__}


def receipt_from_json(record: Mapping[str, Any]) -> Receipt:
    """The receipt that a record says; KeyError, TypeError or ValueError when it is none."""
    if record["format"] != FORMAT:
        raise ValueError(f"receipts of format {record['format']!r} are unknown here")
    basis = dict(record["basis"])
    basis["editions"] = tuple(EditionUsed(**edition) for edition in basis["editions"])
    draft = Draft(
        kind=record["kind"],
        at=datetime.fromisoformat(record["at"]),
        by=record["by"],
        asked=record["asked"],
        answered=record["answered"],
        counts=tuple(record["counts"].items()),
        basis=Basis(**basis),
    )
    return Receipt(record["number"], record["previous"], draft)
