"""What differs between two answers, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from navicert.receipts.canonical import canonical

ABSENT = "(absent)"


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in an answer (`matches[0].score`) with what stood and what stands there."""

    place: str
    before: Any
    after: Any


def differences(before: Any, after: Any, place: str = "") -> Iterator[Difference]:
    """Where two JSON values differ. Lists of records that have an `id` are compared by it, other lists by position."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _at(before, after, key, f"{place}.{key}" if place else str(key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _between_lists(before, after, place)
    elif canonical(before) != canonical(after):
        yield Difference(place, before, after)


def _between_lists(before: list[Any], after: list[Any], place: str) -> Iterator[Difference]:
    left, right = _keyed(before), _keyed(after)
    if left is None or right is None:
        left, right = dict(enumerate(before)), dict(enumerate(after))
    for key in [*left, *(key for key in right if key not in left)]:
        yield from _at(left, right, key, f"{place}[{key}]")
    order = [key for key in left if key in right], [key for key in right if key in left]
    if order[0] != order[1]:
        yield Difference(f"{place} (order)", order[0], order[1])


def _keyed(records: list[Any]) -> dict[Any, Any] | None:
    """The records by their ids; None where some have none, or two the same."""
    ids = [record.get("id") if isinstance(record, dict) else None for record in records]
    if None in ids or len({*map(str, ids)}) < len(ids):
        return None
    return dict(zip(ids, records, strict=True))


def _at(before: dict[Any, Any], after: dict[Any, Any], key: Any, place: str) -> Iterator[Difference]:
    if key not in after:
        yield Difference(place, before[key], ABSENT)
    elif key not in before:
        yield Difference(place, ABSENT, after[key])
    else:
        yield from differences(before[key], after[key], place)
