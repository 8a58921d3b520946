"""Customers: the parties on our side, as they are asked about again and again."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from navicert.errors import InvalidInput
from navicert.names.lone import A_WORD
from navicert.screening.parties import FAMILIES, party_from_ftm
from navicert.screening.rows import role_of

_NAME = re.compile(r"[^\W\d_](?:[^\W_]|[ .,'-]){1,99}")
_LONE = re.compile(A_WORD, re.IGNORECASE)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
Properties = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer by its id in our own systems: a FollowTheMoney schema and properties, each with its values."""

    id: str
    schema: str
    properties: Properties

    @property
    def content(self) -> str:
        """Schema and properties as JSON."""
        return json.dumps({"schema": self.schema, "properties": self.properties}, ensure_ascii=False)

    @property
    def query(self) -> dict[str, Any]:
        """The question that screening asks."""
        return {"id": self.id, "schema": self.schema, "properties": {k: list(v) for k, v in self.properties.items()}}

    @property
    def digest(self) -> str:
        """SHA-256 of what is known, whatever the order in which it is said."""
        said = {name: sorted(values) for name, values in self.properties.items()}
        return hashlib.sha256(json.dumps([self.schema, said], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ValueChange:
    """The values that a customer's field lost and gained; `schema` is a field too."""

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


def customer_from_query(query: Mapping[str, Any], *, doubts: list[str] | None = None) -> Customer:
    """The customer that a question `{"id", "schema", "properties"}` describes.

    InvalidInput names the property for what screening could not ask (see `party_from_ftm`), and for an empty id.
    """
    if not _is_plain(query):
        party = party_from_ftm(query, doubts=doubts if doubts is not None else [])
        if not party.names and not party.identifiers:
            raise InvalidInput("no name and no identifier", where="field name", next="fill in a name")
        _check_storable(query["properties"])
    id_ = query.get("id", "").strip()
    if not id_ or not id_.isprintable():
        raise InvalidInput(
            f"a customer's id is text without control characters, not {id_!r}",
            where="field id",
            next="name the column that holds it with --id",
        )
    given = query["properties"].items()
    properties = {name: _texts([values] if isinstance(values, str) else values) for name, values in given}
    return Customer(id_, query["schema"], {name: texts for name, texts in properties.items() if texts})


def _check_storable(properties: Mapping[str, Any]) -> None:
    """InvalidInput for text that no store can hold."""
    for name, values in properties.items():
        for text in [values] if isinstance(values, str) else values:
            if not isinstance(text, str) or _UNSTORABLE.search(text):
                raise InvalidInput("this is no text, or broken text", where=f"field {name}", next="mend its encoding")


def _is_plain(query: Mapping[str, Any]) -> bool:
    """Whether everything in a question is such that `party_from_ftm` takes it without a doubt; told the quick way."""
    properties = query.get("properties")
    if query.get("schema") not in FAMILIES or not isinstance(properties, dict) or not properties.get("name"):
        return False
    return all(
        isinstance(values, list) and all(map(_PLAIN.get(name, _never), values)) for name, values in properties.items()
    )


def _plain_name(text: object) -> bool:
    """Letters, marks, spaces and common punctuation alone, in more than a word."""
    return isinstance(text, str) and _NAME.fullmatch(text) is not None and _LONE.match(text) is None


def _never(_: object) -> bool:
    return False


def _plain_value(field: str) -> Callable[[object], bool]:
    """Whether a text is a value of this property by which `party_from_ftm` stumbles not; remembered."""

    @functools.lru_cache(maxsize=100_000)
    def is_plain(text: str) -> bool:
        doubts: list[str] = []
        try:
            party_from_ftm({"schema": "Person", "properties": {field: [text]}}, doubts=doubts)
        except InvalidInput:
            return False
        return not doubts

    return lambda text: isinstance(text, str) and is_plain(text)


def customer_from_content(customer_id: str, content: str) -> Customer:
    """The inverse of `Customer.content`."""
    stated = json.loads(content)
    properties = {name: tuple(values) for name, values in stated["properties"].items()}
    return Customer(customer_id, stated["schema"], properties)


def identity_of(schema: str, properties: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What of a party bears on who it is, in one form whatever the order: what a decision on a customer rests on."""
    given = {name: _texts([values] if isinstance(values, str) else values) for name, values in properties.items()}
    return {
        "schema": schema,
        "properties": {name: sorted(texts) for name, texts in given.items() if texts and role_of(name) is not None},
    }


def changes(was: Customer, now: Customer) -> tuple[ValueChange, ...]:
    """The fields in which two states of a customer differ."""
    old, new = ({"schema": (one.schema,), **one.properties} for one in (was, now))
    found = (_compare(name, old.get(name, ()), new.get(name, ())) for name in dict.fromkeys((*old, *new)))
    return tuple(change for change in found if change.removed or change.added)


def _compare(field: str, old: Sequence[str], new: Sequence[str]) -> ValueChange:
    return ValueChange(
        field,
        tuple(value for value in old if value not in new),
        tuple(value for value in new if value not in old),
    )


_PLAIN: Mapping[str, Callable[[object], bool]] = {
    "name": _plain_name,
    **{field: _plain_value(field) for field in ("birthDate", "nationality", "citizenship", "country", "jurisdiction")},
}
"""How the values of the commonest properties are told to be plain."""


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
