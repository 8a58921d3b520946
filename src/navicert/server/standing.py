"""The lists in force at one moment, with everything that is needed to answer about them; replaced whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from navicert.desk.lists import Coverage, ListStatus, cover
from navicert.errors import InvalidInput, MissingData
from navicert.server.finding import Finder
from navicert.server.roll import Roll

if TYPE_CHECKING:
    from navicert.screening import Index, Match, Party, Policy

DEFAULT = "default"
"""The dataset of all loaded lists."""


@dataclass(frozen=True)
class HeldList:
    """One list in force: its edition with how it was read (`reading`), its own index and its entries."""

    status: ListStatus
    reading: str
    index: Index
    roll: Roll

    @property
    def name(self) -> str:
        return self.status.edition.name

    @property
    def key(self) -> tuple[str, str, str]:
        """Changes when anything that the list says does."""
        return self.name, self.status.edition.id, self.reading


@dataclass(frozen=True)
class Standing:
    """Every list in force, and the index of all of them together, None where there is none.

    `stale_after` is how long a list stays fresh after it was last confirmed.
    """

    held: Mapping[str, HeldList] = field(default_factory=dict)
    whole: Index | None = None
    stale_after: timedelta = timedelta(days=7)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.held)

    @cached_property
    def key(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(one.key for one in self.held.values())

    @property
    def is_searchable(self) -> bool:
        """Whether the words were read."""
        return "finder" in self.__dict__

    @cached_property
    def finder(self) -> Finder:
        """Words of every list; made when the first search comes."""
        return Finder({name: one.roll for name, one in self.held.items()})

    def lists_of(
        self, dataset: str, *, include: Iterable[str] = (), exclude: Iterable[str] = (), only: Collection[str] = ()
    ) -> tuple[str, ...]:
        """The lists that a dataset stands for, `include` added, `exclude` taken away; of these `only` some, if any.

        MissingData for unknown names, InvalidInput where nothing is left to ask.
        """
        wanted: list[str] = []
        for name in (dataset, *include):
            wanted += self.names if name == DEFAULT else [self._known(name)]
        left_out = {self._known(name) for name in exclude}
        left = tuple(name for name in dict.fromkeys(wanted) if name not in left_out and (not only or name in only))
        if self.held and not left:
            raise InvalidInput("no dataset is left to ask", next=f"choose from: {', '.join(self.names)}")
        return left

    def _known(self, name: str) -> str:
        if name not in self.held:
            loaded = ", ".join((DEFAULT, *self.names))
            raise MissingData(f"there is no dataset {name!r}", next=f"choose from: {loaded}")
        return name

    def statuses(self, now: datetime) -> list[ListStatus]:
        """The lists as fresh as they are now, whenever they were read."""
        return [
            replace(one.status, fresh=now - one.status.confirmed_at <= self.stale_after) for one in self.held.values()
        ]

    def coverage(self, lists: Sequence[str], now: datetime) -> Coverage:
        """What these lists can answer, and whether their silence counts."""
        return cover(lists, self.statuses(now), now)

    def indexes(self, lists: Sequence[str]) -> tuple[Index, ...]:
        """Indexes that together hold these lists, and nothing else: one where all are asked."""
        if self.whole is not None and set(lists) >= set(self.held):
            return (self.whole,)
        return tuple(self.held[name].index for name in lists if name in self.held)

    def matches(self, party: Party, lists: Sequence[str], policy: Policy) -> tuple[Match, ...]:
        """The best matches on these lists, as `screen` orders them."""
        from navicert.screening import screen
        from navicert.screening.compiled_index import best_of

        found = [screen(party, index, policy) for index in self.indexes(lists)]
        return found[0] if len(found) == 1 else best_of(chain.from_iterable(found), policy)

    def topics_of(self, match: Match) -> Collection[str]:
        """The topics of a matched entry."""
        entity = self.held[match.party.source].roll.entity(match.party.id)
        return frozenset(entity["properties"].get("topics", ()))

    def entity_holder(self, entity_id: str) -> HeldList | None:
        """The first list that has this entity."""
        return next((one for one in self.held.values() if entity_id in one.roll), None)
