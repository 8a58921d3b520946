"""What a receipt asked, asked again of a desk: one function for each kind of receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navicert.desk.file_receipts import answer_again
from navicert.desk.left_out import left_out_from_json
from navicert.desk.reading_receipts import read_again
from navicert.errors import StoreError

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.receipts import Basis
    from navicert.screening import Policy


@dataclass(frozen=True, slots=True)
class Asked:
    """What a receipt says was asked and answered, under which policy, with the law known on which day.

    Among `files` is the one that was answered, where the receipt is of a file.
    """

    kind: str
    asked: Mapping[str, Any]
    answered: Any
    policy: Policy | None
    known_on: date | None
    files: Sequence[Path] = ()


def answered_again(view: Desk, receipt: Asked) -> Any:
    """The answers as this desk gives them; None where they take a file. StoreError for kinds that are unknown here."""
    if receipt.kind not in _WAYS:
        raise StoreError(f"receipts of the kind {receipt.kind!r} are unknown here", next="update navicert")
    return _WAYS[receipt.kind](view, receipt)


def _screened(view: Desk, receipt: Asked) -> list[dict[str, Any]]:
    """The answers to queries, each at its place where it had one."""
    asked = receipt.asked
    queries, left_out = asked["queries"], left_out_from_json(asked.get("left_out"))
    places = asked.get("where") or [None] * len(queries)
    return [
        dict(view.screening.screen(query, policy=receipt.policy, lists=asked["lists"], where=place, left_out=left_out))
        for query, place in zip(queries, places, strict=True)
    ]


def _checked(view: Desk, receipt: Asked) -> list[dict[str, Any]]:
    return [view.check(facts, as_known_on=receipt.known_on) for facts in receipt.asked["transactions"]]


def _file(view: Desk, receipt: Asked) -> dict[str, str] | None:
    form = receipt.answered["form"]
    return answer_again(view, receipt.asked, form, receipt.policy, receipt.known_on, receipt.files)


def _read(view: Desk, receipt: Asked) -> list[dict[str, Any]]:
    return read_again(view, receipt.asked)


def _customers(view: Desk, receipt: Asked) -> list[dict[str, Any]]:
    from navicert.desk.customer_receipts import screened_again

    return screened_again(view, receipt.asked, receipt.policy or view.policy)


def basis_again(view: Desk, receipt: Asked, *, reads: bool) -> Basis:
    """On what the answers rest as this desk gives them."""
    if receipt.kind == "customers":
        from navicert.desk.customer_receipts import basis_again as of_customers

        return of_customers(view, receipt.asked, receipt.policy or view.policy)
    lists = receipt.asked.get("lists") or receipt.asked.get("options", {}).get("lists")
    return view.receipts.basis(view, lists=lists, policy=receipt.policy, known_on=receipt.known_on, reads=reads)


_WAYS: Mapping[str, Callable[[Desk, Asked], Any]] = {
    "screen": _screened,
    "check": _checked,
    "read": _read,
    "customers": _customers,
    "screen-file": _file,
    "check-file": _file,
}
