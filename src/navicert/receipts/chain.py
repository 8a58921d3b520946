"""The chain of receipts: each names the one before, so that none can be altered, removed or moved unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from navicert.receipts.model import FIRST, Draft, Receipt, Seal


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the record, at which receipt (by number)."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """A row of a store as it stands now: `receipt` is None where it can no longer be read as one."""

    number: int
    id: str
    receipt: Receipt | None


def link(last: Receipt | None, draft: Draft) -> Receipt:
    """The draft as the receipt after `last`, or as the first one."""
    return Receipt(1, FIRST, draft) if last is None else Receipt(last.number + 1, last.id, draft)


def check_chain(kept: Iterable[KeptReceipt]) -> Iterator[Fault]:
    """Faults of a chain in the order of its rows."""
    number, previous = 0, FIRST
    for row in kept:
        if row.number != number + 1:
            yield Fault(row.number, _missing(number + 1, row.number))
        if row.receipt is None:
            yield Fault(row.number, "its content was altered: it can no longer be read as a receipt")
        elif row.receipt.id != row.id:
            yield Fault(row.number, "its content was altered: it no longer has the id that was kept with it")
        elif row.receipt.number != row.number:
            yield Fault(row.number, f"it is receipt {row.receipt.number}, moved here: the order was altered")
        elif row.number == number + 1 and row.receipt.previous != previous:
            yield Fault(
                row.number,
                f"it does not follow receipt {number} as that stands now" if number else "it does not begin the chain",
            )
        number, previous = row.number, row.id


def _missing(first: int, number: int) -> str:
    if number == first + 1:
        return f"receipt {first}, which stood before it, is missing"
    return f"receipts {first} to {number - 1}, which stood before it, are missing"


def seal_of(head: Receipt, *, at: datetime, by: str) -> Seal:
    """A seal on the chain up to `head`."""
    return Seal(head.number, head.id, at, by)


def seal_from_text(text: str) -> Seal:
    """The seal in a line that `Seal.text` wrote; ValueError for any other."""
    words = text.split()
    if len(words) != 5 or words[:2] != ["navicert", "seal"] or not words[2].isdigit() or len(words[3]) != 64:
        raise ValueError(f"{text.strip()!r} is no seal")
    return Seal(int(words[2]), words[3], datetime.fromisoformat(words[4]), "")


def check_seal(seal: Seal, sealed: Receipt | None) -> Iterator[Fault]:
    """What a seal says against the receipt of its number, as it stands now (None where there is none)."""
    if sealed is None:
        yield Fault(seal.number, f"it was sealed on {seal.at:%Y-%m-%d} and is missing: the chain was cut")
    elif sealed.id != seal.receipt:
        yield Fault(seal.number, f"it is not the one that was sealed on {seal.at:%Y-%m-%d}")
