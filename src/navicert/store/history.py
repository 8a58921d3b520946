"""What a list's editions, one after another, say about a party."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from navicert.errors import MissingData
from navicert.lists.delta import EntryChange, compare_entries
from navicert.lists.model import Edition, Entry
from navicert.store.model import EntryHistory, Presence


def history_of(name: str, entry_id: str, states: Sequence[tuple[Edition, Entry | None]]) -> EntryHistory:
    """From each edition in order, and the party as it stands there (None where it does not); MissingData if nowhere."""
    standing = [(edition, entry) for edition, entry in states if entry is not None]
    if not standing:
        raise MissingData(f"no edition has an entry {entry_id!r}", where=f"list {name}", next="check the id")
    told = [(edition, entry is not None) for edition, entry in states]
    return EntryHistory(name=name, entry=standing[-1][1], presences=presences_of(told), changes=_changes(standing))


def presences_of(states: Sequence[tuple[Edition, bool]]) -> tuple[Presence, ...]:
    """The runs of editions in which a party stood, from each edition in order and whether it stands there.

    Absence ends a presence only in a whole edition: a partial one is silent about many.
    """
    told = [(edition, stands) for edition, stands in states if stands or edition.whole]
    presences: list[Presence] = []
    first: Edition | None = None
    last: Edition | None = None
    for edition, stands in told:
        if stands:
            first, last = first or edition, edition
        elif first is not None and last is not None:
            presences.append(Presence(first, last, edition))
            first = last = None
    if first is not None and last is not None:
        presences.append(Presence(first, last, None))
    return tuple(presences)


def _changes(standing: Sequence[tuple[Edition, Entry]]) -> tuple[tuple[Edition, EntryChange], ...]:
    compared = ((later, compare_entries(was, now)) for (_, was), (later, now) in pairwise(standing))
    return tuple((edition, change) for edition, change in compared if change is not None)
