"""Which names are properties of FollowTheMoney at all: others are mistakes of whoever wrote them, and are told."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator
from importlib import resources


@functools.cache
def known_properties() -> frozenset[str]:
    """Every property of every schema."""
    text = resources.files("navicert.screening").joinpath("data/ftm_properties.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def unknown_properties(names: Iterable[str]) -> Iterator[str]:
    """A sentence for each name that is no property of FollowTheMoney: what stands under it cannot be read.

    >>> list(unknown_properties(["name", "brithDate"]))
    ['FollowTheMoney has no property brithDate; it was not read: did you mean birthDate?']
    """
    for name in names:
        if name not in known_properties():
            near = difflib.get_close_matches(name, sorted(known_properties()), n=1, cutoff=0.8)
            hint = f": did you mean {near[0]}?" if near else ""
            yield f"FollowTheMoney has no property {name}; it was not read{hint}"
