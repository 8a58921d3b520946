"""What commands that answer say about receipts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from navicert.cli.output import note
from navicert.errors import StoreError

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.receipts import Receipt

NoReceiptOption = Annotated[
    bool, typer.Option("--no-receipt", help="Keep no receipt of question and answer in the store.")
]


def who_asks(desk: Desk) -> str:
    """Who is named in a receipt: NAVICERT_ACTOR, else the user of this machine."""
    return desk.settings.actor or desk.settings.user


def tell(receipt: Receipt | None, trouble: str | None = None) -> bool:
    """One line about the receipt, or why there is none; whether there is one."""
    note(f"receipt {receipt.number} {receipt.id[:12]}" if receipt else f"warning: no receipt was kept: {trouble}")
    return receipt is not None


def keep(make: Callable[[], Receipt]) -> bool:
    """Keep a receipt of what was answered already; where that fails the answer stays, and the failure is told."""
    try:
        return tell(make())
    except StoreError as error:
        return tell(None, str(error))


class Hashed:
    """The digest of lines as they are printed."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, content: bytes | str) -> None:
        self._digest.update(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()
