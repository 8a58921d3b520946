"""Ties between the parties of one edition: what each says of others, and what others say of it.

A publisher often names the other party in words only. Where exactly one party of the same edition has that name, the
tie leads to it; where several have it, the tie stays words and says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from navicert.lists.model import Entry, Relation

Way = Literal["stated", "stated_by_other"]
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie of a party to another: `stated` by its own entry, or `stated_by_other`, the other party's.

    `kind` is the publisher's word for what the party that states it says of the other ("owned_by"). `entry_id` and
    `schema` are None where the other is no party of the edition; `namesakes` then counts the parties of that name.
    """

    kind: str
    way: Way
    name: str
    entry_id: str | None = None
    schema: str | None = None
    note: str | None = None
    namesakes: int = 0


@dataclass(frozen=True, slots=True)
class _Party:
    caption: str
    schema: str
    relations: tuple[Relation, ...]


class Ties:
    """The ties of one edition's parties."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._parties: dict[str, _Party] = {}
        self._named: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for entry in entries:
            self._parties[entry.id] = _Party(entry.caption, entry.schema, entry.relations)
            for key in {name_key(name.text) for name in entry.names}:
                self._named[key].append(entry.id)
        self._incoming = self._turned_round()

    def of(self, entry_id: str) -> tuple[Tie, ...]:
        """The ties of a party in the publisher's order: its own first, then those that only others state."""
        party = self._parties.get(entry_id)
        if party is None:
            return ()
        own = tuple(self._own(relation) for relation in party.relations)
        reached = {tie.entry_id for tie in own}
        others = (self._others(one, relation) for one, relation in self._incoming.get(entry_id, ()))
        return tuple(dict.fromkeys((*own, *(tie for tie in others if tie.entry_id not in reached))))

    def _own(self, relation: Relation) -> Tie:
        found = self._reached(relation)
        if len(found) == 1:
            party = self._parties[found[0]]
            return Tie(relation.kind, "stated", party.caption, found[0], party.schema, relation.note)
        return Tie(relation.kind, "stated", relation.name, None, None, relation.note, len(found))

    def _others(self, entry_id: str, relation: Relation) -> Tie:
        party = self._parties[entry_id]
        return Tie(relation.kind, "stated_by_other", party.caption, entry_id, party.schema, relation.note)

    def _turned_round(self) -> Mapping[str, list[tuple[str, Relation]]]:
        incoming: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
        for entry_id, party in self._parties.items():
            for relation, reached in self._all_reached(party):
                if reached != entry_id:
                    incoming[reached].append((entry_id, relation))
        return incoming

    def _all_reached(self, party: _Party) -> Iterator[tuple[Relation, str]]:
        for relation in party.relations:
            found = self._reached(relation)
            if len(found) == 1:
                yield relation, found[0]

    def _reached(self, relation: Relation) -> list[str]:
        """The parties that a relation may mean."""
        if relation.entry_id is not None:
            return [relation.entry_id] if relation.entry_id in self._parties else []
        return self._named.get(name_key(relation.name), [])


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name in no order, whatever their case and signs.

    >>> name_key("KIM, Chol-su") == name_key("Chol su Kim")
    True
    """
    return tuple(sorted(_WORD.findall(name.casefold())))
