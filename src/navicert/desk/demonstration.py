"""Bundled data on a desk: a small list, a page of news, deliveries against a cap; all written from public facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from navicert.desk import Desk
    from navicert.desk.lists import Loaded

LIST_WRITTEN = date(2021, 9, 21)
LIST_NAME = "demo-list"
BY = "demonstration"


@contextmanager
def bundled() -> Iterator[Path]:
    """The folder of the bundled data."""
    with resources.as_file(resources.files("navicert") / "data" / "demo") as folder:
        yield folder


def load_list(desk: Desk, folder: Path) -> Loaded:
    """The list written for demonstrations."""
    return desk.lists.load("ftm", [folder / "parties.jsonl"], published=LIST_WRITTEN, name=LIST_NAME)


def fill(desk: Desk) -> None:
    """Everything that the pages of a server show something of."""
    with bundled() as folder:
        load_list(desk, folder)
        desk.evidence.keep_file(folder / "page.txt")
    deliveries = (("2018-01", 1_500), ("2018-02", 1_100), ("2018-03", 2_300))
    desk.quotas.record(
        [
            {
                "quota": "UN-2397-5-REFINED",
                "kind": "reported",
                "amount": amount,
                "unit": "t",
                "goods": "diesel",
                "delivered": month,
                "published": "2018-04-30",
                "source": "made up for the demonstration",
            }
            for month, amount in deliveries
        ],
        by=BY,
    )
