"""Sorted tables that ship with the package, looked up in place so that starting up reads nothing."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

_APART = 256
"""Bytes between the rows that a table is looked up by."""
_SMALL = 1 << 15
"""Bytes of a table up to which it is read whole at once."""
_MANY = 10_000
"""Look-ups after which reading the whole of a longer one pays."""


class Table:
    """Lines of tab-separated text, sorted by their first field; comment lines stand at the top."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._whole: dict[str, str] | None = None
        self._asked = 0

    @property
    def content(self) -> bytes:
        """The lines as they stand in the file, without comments."""
        content, _, places = self._rows
        return content[places[0] :]

    @functools.cached_property
    def _rows(self) -> _Rows:
        content = b"\n" + resources.files("navicert.names").joinpath(f"data/{self._name}.tsv").read_bytes()
        start = 1
        while content.startswith(b"#", start):
            start = content.index(b"\n", start) + 1
        places = [start]
        for around in range(start + _APART, len(content) - 1, _APART):
            place = content.find(b"\n", around, len(content) - 1) + 1
            if place > places[-1]:
                places.append(place)
        return _Rows(content, [content[at : content.find(b"\t", at)] for at in places], [*places, len(content)])

    def _read(self) -> dict[str, str]:
        content, _, places = self._rows
        rows = (row.partition("\t") for row in content[places[0] :].decode().rstrip("\n").split("\n"))
        return {key: fields for key, _, fields in rows}

    def first_fields(self) -> Iterator[str]:
        """All keys; the whole table is read for them."""
        content, _, places = self._rows
        return (row.partition("\t")[0] for row in content[places[0] :].decode().splitlines())

    def find(self, key: str) -> tuple[str, ...]:
        """The fields after the key, which holds no tab; none where the table does not have it."""
        if self._whole is not None:
            found = self._whole.get(key)
            return () if found is None else tuple(found.split("\t"))
        content, keys, places = self._rows
        self._asked += 1
        if len(content) <= _SMALL or self._asked >= _MANY:
            self._whole = self._read()
        wanted = key.encode("utf-8", "replace")
        part = bisect_right(keys, wanted)
        if not part:
            return ()
        at = content.find(b"\n%b\t" % wanted, places[part - 1] - 1, places[part])
        if at < 0:
            return ()
        return tuple(content[at + len(wanted) + 2 : content.find(b"\n", at + 1)].decode().split("\t"))


class _Rows(NamedTuple):
    """A table's content, and of rows so far apart the keys and the places, the end last."""

    content: bytes
    keys: list[bytes]
    places: list[int]
