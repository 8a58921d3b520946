"""Relations of a listed party at the desk: to parties of the same list, to theirs, and to the same party elsewhere."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from navicert.desk.ground import Ground
    from navicert.desk.screening import ScreeningDesk
    from navicert.lists import Edition, Entry
    from navicert.lists.ties import Tie, Ties

KEPT = 8
"""Editions whose ties are kept in memory."""
MOST_LISTINGS = 6
LIKELY = 0.8
"""The score from which a party of another list may be the same."""


@dataclass(frozen=True, slots=True)
class Relations:
    """The ties of a party, those of the parties it is tied to (by id), and who may be the same party on other lists."""

    ties: tuple[Tie, ...]
    further: Mapping[str, tuple[Tie, ...]]
    elsewhere: tuple[Mapping[str, Any], ...]


class RelationsDesk:
    """Finds relations; the ties of an edition are worked out once."""

    def __init__(self, ground: Ground, screening: ScreeningDesk) -> None:
        self._ground, self._screening = ground, screening
        self._known: OrderedDict[tuple[str, str], Ties] = OrderedDict()

    def of(self, edition: Edition, entry: Entry) -> Relations:
        """The relations of a party as an edition states them; elsewhere is what the lists in force propose."""
        ties = self._ties(edition)
        own = ties.of(entry.id)
        reached = dict.fromkeys(tie.entry_id for tie in own if tie.entry_id is not None)
        return Relations(own, {one: ties.of(one) for one in reached}, self._elsewhere(edition.name, entry))

    def _ties(self, edition: Edition) -> Ties:
        from navicert.lists.ties import Ties

        key = (edition.name, edition.id)
        if key not in self._known:
            self._known[key] = Ties(self._ground.store.iter_entries(edition))
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]

    def _elsewhere(self, name: str, entry: Entry) -> tuple[Mapping[str, Any], ...]:
        """Likely listings of the same party on other lists, for a person to judge."""
        from navicert.lists.to_ftm import entry_to_ftm

        others = [other for other in self._ground.store.edition_names() if other != name]
        if not others:
            return ()
        policy = replace(self._ground.policy, cutoff=LIKELY, limit=MOST_LISTINGS)
        return tuple(self._screening.screen(entry_to_ftm(entry), policy=policy, lists=others)["matches"])
