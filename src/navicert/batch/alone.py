"""Whole records of rows that were answered one by one, packed many together: each has some kilobytes, most of them the
same as in others, and a piece may have many.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from navicert.batch.portions import Portion

Record = Mapping[str, Any]
TOGETHER = 64


class Records(Mapping[int, Record]):
    """The records of some rows, by row. Asked for in the order in which they were given, each is unpacked once."""

    def __init__(self, records: Iterable[tuple[int, Record]]) -> None:
        self._rows: dict[int, int] = {}
        self._packs: list[Portion] = []
        self._opened: tuple[int, list[Record]] = (-1, [])
        rest = iter(records)
        while some := list(islice(rest, TOGETHER)):
            self._rows.update({row: len(self._rows) + place for place, (row, _) in enumerate(some)})
            self._packs.append(Portion.of(pickle.dumps([record for _, record in some])))

    def __getitem__(self, row: int) -> Record:
        pack, place = divmod(self._rows[row], TOGETHER)
        if self._opened[0] != pack:
            self._opened = pack, pickle.loads(self._packs[pack].content)  # noqa: S301 - packed above
        return self._opened[1][place]

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, row: object) -> bool:
        return row in self._rows
