"""Sorted tables that ship with the package, looked up in place so that starting up reads nothing."""

from __future__ import annotations

import functools
from importlib import resources

_MANY = 300
"""Look-ups after which reading the whole table pays."""


class Table:
    """Lines of tab-separated text, sorted by their first field; comment lines stand at the top."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._asked = 0

    @functools.cached_property
    def _lines(self) -> tuple[bytes, int]:
        content = resources.files("navicert.names").joinpath(f"data/{self._name}.tsv").read_bytes()
        start = 0
        while content.startswith(b"#", start):
            start = content.index(b"\n", start) + 1
        return content, start

    @functools.cached_property
    def _all(self) -> dict[str, str]:
        content, start = self._lines
        rows = (line.partition("\t") for line in content[start:].decode("utf-8").split("\n"))
        return {key: rest for key, _, rest in rows}

    def find(self, key: str) -> tuple[str, ...]:
        """The fields after the key; none where the table does not have it."""
        self._asked += 1
        rest = self._all.get(key) if self._asked > _MANY else self._search(key)
        return () if rest is None else tuple(rest.split("\t"))

    def _search(self, key: str) -> str | None:
        content, low = self._lines
        wanted = key.encode("utf-8", "replace") + b"\t"
        high = len(content)
        while low < high:
            middle = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = content.index(b"\n", middle)
            line = content[middle:end]
            if line.startswith(wanted):
                return line[len(wanted) :].decode("utf-8")
            if line < wanted:
                low = end + 1
            else:
                high = middle
        return None
