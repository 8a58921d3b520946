"""What changed between two editions of a list: parties added and removed, and the rest field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from navicert.errors import InvalidInput
from navicert.lists.model import Entry

Value = Any
"""One value of an entry's field: a Name, an Address, a text, a VagueDate, ..."""

_SINGLE = frozenset({"schema", "gender"})
_MANY = tuple(field.name for field in fields(Entry) if field.name not in _SINGLE | {"id", "extra"})
EXTRA = "extra."
"""Prefix of the field names of FollowTheMoney properties that have no field of their own."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """The values a field lost and gained; their order carries no meaning, and a single value is a field of one.

    In a field "extra.<property>" the value None says that the property is stated not to be there.
    """

    field: str
    removed: tuple[Value, ...]
    added: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A party that both editions list, and the fields in which they differ; `caption` is the newer one."""

    id: str
    caption: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """What turns an older edition's entries into a newer one's; added and changed in the newer's order."""

    added: tuple[Entry, ...] = ()
    changed: tuple[EntryChange, ...] = ()
    removed: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed)


def delta(old: Iterable[Entry], new: Iterable[Entry]) -> Delta:
    """What changed from `old` to `new`; InvalidInput when an id stands twice on one side."""
    before, after = _by_id(old), _by_id(new)
    both = ((before[entry_id], entry) for entry_id, entry in after.items() if entry_id in before)
    return Delta(
        added=tuple(entry for entry_id, entry in after.items() if entry_id not in before),
        changed=tuple(change for was, now in both if was != now and (change := compare_entries(was, now)) is not None),
        removed=tuple(entry for entry_id, entry in before.items() if entry_id not in after),
    )


def compare_entries(was: Entry, now: Entry) -> EntryChange | None:
    """The fields in which two states of one party differ, None when only the order of values does."""
    old, new = field_values(was), field_values(now)
    names = dict.fromkeys((*old, *new))
    changes = (_compare(name, old.get(name, ()), new.get(name, ())) for name in names)
    found = tuple(change for change in changes if change.removed or change.added)
    return EntryChange(now.id, now.caption, found) if found else None


def apply(change: Delta, old: Iterable[Entry]) -> tuple[Entry, ...]:
    """The newer entries, made from the older ones; values and entries that stayed keep their place, new ones follow."""
    gone = {entry.id for entry in change.removed}
    changed = {entry.id: entry for entry in change.changed}
    kept = tuple(_changed(entry, changed.get(entry.id)) for entry in old if entry.id not in gone)
    return kept + change.added


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        if found.setdefault(entry.id, entry) is not entry:
            raise InvalidInput(f"id {entry.id!r} stands twice in one edition", where=entry.caption)
    return found


def field_values(entry: Entry) -> dict[str, tuple[Value, ...]]:
    """What an entry says, field by field; `None` in an "extra." field says that the property is not there."""
    values: dict[str, tuple[Value, ...]] = {"schema": (entry.schema,)}
    values |= {name: getattr(entry, name) for name in _MANY}
    values["gender"] = () if entry.gender is None else (entry.gender,)
    for name, texts in entry.extra:
        values[EXTRA + name] = values.get(EXTRA + name, ()) + (texts or (None,))
    return values


def _compare(field: str, old: tuple[Value, ...], new: tuple[Value, ...]) -> FieldChange:
    if old == new:
        return FieldChange(field, (), ())
    was, now = frozenset(old), frozenset(new)
    removed = tuple(value for value in dict.fromkeys(old) if value not in now)
    added = tuple(value for value in dict.fromkeys(new) if value not in was)
    return FieldChange(field, removed, added)


def _changed(entry: Entry, change: EntryChange | None) -> Entry:
    if change is None:
        return entry
    values: dict[str, tuple[Value, ...]] = field_values(entry)
    for field in change.changes:
        kept = tuple(value for value in values.get(field.field, ()) if value not in field.removed)
        values[field.field] = kept + field.added
    return replace(entry, **_as_fields(values))


def _as_fields(values: Mapping[str, tuple[Value, ...]]) -> dict[str, Any]:
    """The inverse of `field_values`."""
    extra = {name.removeprefix(EXTRA): texts for name, texts in values.items() if name.startswith(EXTRA) and texts}
    made: dict[str, Any] = {name: values[name] for name in _MANY}
    made |= {name: next(iter(values[name]), None) for name in _SINGLE}
    made["extra"] = tuple((name, () if texts == (None,) else texts) for name, texts in extra.items())
    return made
