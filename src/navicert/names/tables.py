"""Sorted tables that ship with the package, looked up in place so that starting up reads nothing."""

from __future__ import annotations

import functools
from importlib import resources


class Table:
    """Lines of tab-separated text, sorted by their first field; comment lines stand at the top."""

    def __init__(self, name: str) -> None:
        self._name = name

    @functools.cached_property
    def _lines(self) -> tuple[bytes, int]:
        content = resources.files("navicert.names").joinpath(f"data/{self._name}.tsv").read_bytes()
        start = 0
        while content.startswith(b"#", start):
            start = content.index(b"\n", start) + 1
        return content, start

    def find(self, key: str) -> tuple[str, ...]:
        """The fields after the key; none where the table does not have it."""
        content, low = self._lines
        wanted = key.encode("utf-8", "replace") + b"\t"
        high = len(content)
        while low < high:
            middle = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = content.index(b"\n", middle)
            line = content[middle:end]
            if line.startswith(wanted):
                return tuple(line.decode("utf-8").split("\t")[1:])
            if line < wanted:
                low = end + 1
            else:
                high = middle
        return ()
