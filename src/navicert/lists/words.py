"""Values of an entry in words, for people who compare editions."""

from __future__ import annotations

from functools import singledispatch

from navicert.lists.delta import FieldChange
from navicert.lists.model import Address, Detail, Identifier, Listing, Name, Place, Relation


@singledispatch
def in_words(value: object) -> str:
    """The value as one line of text; what the publisher did not say is left out."""
    return str(value)


@in_words.register
def _(name: Name) -> str:
    return name.text if name.kind == "primary" else f"{name.text} ({name.kind.replace('_', ' ')})"


@in_words.register
def _(identifier: Identifier) -> str:
    return _joined(identifier.kind.replace("_", " "), identifier.value, identifier.country, identifier.note)


@in_words.register
def _(listing: Listing) -> str:
    dates = (
        f"listed {listing.listed_on}" if listing.listed_on else None,
        f"until {listing.ended_on}" if listing.ended_on else None,
    )
    return _joined(listing.authority, listing.program, listing.reference, *dates, listing.basis)


@in_words.register
def _(relation: Relation) -> str:
    return _joined(relation.kind.replace("_", " "), relation.name, relation.entry_id, relation.note)


@in_words.register
def _(detail: Detail) -> str:
    return f"{detail.label}: {detail.text}"


@in_words.register(Place)
@in_words.register(Address)
def _(place: Place | Address) -> str:
    return _joined(place.text, getattr(place, "note", None))


@in_words.register
def _(values: tuple) -> str:  # type: ignore[type-arg]  # singledispatch takes the bare class
    return ", ".join(in_words(value) for value in values)


def change_in_words(change: FieldChange) -> str:
    """What a field lost (-) and gained (+), as one line of text."""
    lost, gained = (map(in_words, values) for values in (change.removed, change.added))
    return f"{change.field}: {'; '.join([*(f'- {text}' for text in lost), *(f'+ {text}' for text in gained)])}"


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)
