"""Names of a page as queries to the screening engine. What it answers are candidates, until a person confirms one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from navicert.evidence.keeping.questions import plain_words
from navicert.evidence.keeping.shelf import ReadPage
from navicert.evidence.output import Record

_SCHEMATA = {
    ("person", None): "Person",
    ("organisation", None): "LegalEntity",
    ("equipment", "vessel"): "Vessel",
    ("equipment", "aircraft"): "Airplane",
}
_IMO = re.compile(r"[\s(,]{1,3}IMO(?: number| no\.?)?:? ?(\d{7})\b", re.IGNORECASE)
State = Literal["candidate", "confirmed", "rejected"]


@dataclass(frozen=True, slots=True)
class Named:
    """A party that a page names: its mentions, and the query that asks the lists for it.

    `entry` is the listed party that a person confirmed it to be, `by` who did; `rejected` those it is not.
    """

    page: ReadPage
    name: str
    mentions: tuple[Record, ...]
    query: Record
    entry: str | None = None
    rejected: frozenset[str] = frozenset()

    def state_of(self, entry: str) -> State:
        """What a person said of a candidate."""
        if self.entry == entry:
            return "confirmed"
        return "rejected" if entry in self.rejected or self.entry is not None else "candidate"


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A name that the lists are not asked for, and why."""

    name: str
    reason: str


def parties(page: ReadPage) -> tuple[tuple[Named, ...], tuple[NotAsked, ...]]:
    """The parties that a page names, each once; and the names that no list can be asked for, with reasons."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for record in page.corrected.records:
        if record["type"] == "mention" and record["kind"] != "place":
            key = (record["kind"], *sorted(plain_words(_name(record))))
            groups.setdefault(key, []).append(record)
    asked, left = [], []
    for mentions in groups.values():
        reason = _reason_not_to_ask(mentions[0])
        if reason:
            left.append(NotAsked(_name(mentions[0]), reason))
        else:
            asked.append(_named(page, mentions))
    return tuple(asked), tuple(left)


def _name(mention: Record) -> str:
    return " ".join((mention["name"] or mention["text"]).split())


def _reason_not_to_ask(mention: Record) -> str | None:
    if _schema(mention) is None:
        return "weapons and equipment are not listed by name"
    words = plain_words(_name(mention))
    if not words:
        return "it has no letters"
    if mention["kind"] == "person" and len(words) == 1 and mention.get("entry") is None:
        return "a family name alone means too many people"
    return None


def _schema(mention: Record) -> str | None:
    subkind = mention["subkind"] if mention["kind"] == "equipment" else None
    return _SCHEMATA.get((mention["kind"], subkind))


def _named(page: ReadPage, mentions: list[Record]) -> Named:
    name = _name(mentions[0])
    properties: dict[str, list[str]] = {"name": [name]}
    schema = _schema(mentions[0])
    if schema == "Vessel" and (imo := next(_imo_numbers(page, mentions), None)):
        properties["imoNumber"] = [imo]
    confirmed = next((mention["entry"] for mention in mentions if mention.get("entry")), None)
    rejected = frozenset(entry for mention in mentions for entry in mention.get("not_entries") or ())
    query = {"id": mentions[0]["mention_id"], "schema": schema, "properties": properties}
    return Named(page, name, tuple(mentions), query, confirmed, rejected)


def _imo_numbers(page: ReadPage, mentions: list[Record]) -> Iterator[str]:
    for mention in mentions:
        if found := _IMO.match(page.page.text, mention["end"]):
            yield found[1]
