"""The entries of one edition, kept small as JSON and read when one is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from navicert.lists import Entry
from navicert.lists.to_ftm import entry_to_ftm, entry_to_nested_ftm

KEPT_READY = 2048
"""Entities that are kept in the form in which they are sent."""
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


class Roll:
    """Entries by id, and as FollowTheMoney entities of the dataset that the list is."""

    def __init__(self, dataset: str, entries: Iterable[Entry], *, seen: datetime) -> None:
        self.dataset = dataset
        self._seen = seen.isoformat(timespec="seconds")
        self._lines: list[bytes] = []
        self._places: dict[str, int] = {}
        for entry in entries:
            self._places[entry.id] = len(self._lines)
            self._lines.append(_ENTRY.dump_json(entry, exclude_defaults=True))
        self.entity = lru_cache(maxsize=KEPT_READY)(self._entity)

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, entity_id: str) -> bool:
        return entity_id in self._places

    def __iter__(self) -> Iterator[Entry]:
        return map(_ENTRY.validate_json, self._lines)

    @property
    def ids(self) -> list[str]:
        """The ids in the publisher's order."""
        return list(self._places)

    def entry(self, entity_id: str) -> Entry:
        """The entry with this id; KeyError where there is none."""
        return _ENTRY.validate_json(self._lines[self._places[entity_id]])

    def _entity(self, entity_id: str) -> dict[str, Any]:
        """The entity as yente's clients expect it; shared between answers, so never changed."""
        return self._sent(entry_to_ftm(self.entry(entity_id)))

    def nested_entity(self, entity_id: str) -> dict[str, Any]:
        """The same with listings, papers, addresses and ties as entities inside its properties."""
        return self._sent(entry_to_nested_ftm(self.entry(entity_id)))

    def _sent(self, entity: dict[str, Any]) -> dict[str, Any]:
        own = [name for name in entity.pop("datasets", ()) if name != self.dataset]
        said = {key: entity.pop(key) for key in ("first_seen", "last_seen", "last_change") if key in entity}
        return {
            **{key: entity[key] for key in ("id", "caption", "schema", "properties")},
            "datasets": [self.dataset, *own],
            "referents": entity.get("referents", []),
            "target": entity.get("target", True),
            "first_seen": said.get("first_seen"),
            "last_seen": said.get("last_seen", self._seen),
            "last_change": said.get("last_change"),
        }
