"""What an analyst says of a record that was read: it is otherwise, it is wrong, it is right, or one was missed.

A correction is a record of its own that is only ever added. It holds on to the page's text (its SHA-256), the record's
type and characters, so that it outlives a newer reading; where that no longer has such a record, the correction is
reported as orphaned and waits.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

from navicert.evidence.keeping.fields import CORRECTABLE
from navicert.evidence.output import Record

Action = Literal["change", "remove", "add", "confirm", "withdraw"]
Values = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a correction holds on to: a record's type and characters; of an event, those of its trigger.

    `rank` counts records of the same type on the same characters, from 0.
    """

    type: str
    start: int
    end: int
    rank: int = 0

    def __str__(self) -> str:
        return f"{self.type} at {self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Who says what of a record, when and why. `values` are what holds, `instead_of` what the record said then.

    `withdraws` names the correction that this one takes back.
    """

    page_sha256: str
    anchor: Anchor
    action: Action
    reason: str
    by: str
    at: datetime
    values: Values = ()
    instead_of: Values = ()
    withdraws: str | None = None

    @property
    def id(self) -> str:
        """Made of everything it says, so that the same correction has the same id everywhere."""
        said = [self.page_sha256, str(self.anchor), self.anchor.rank, self.action, self.reason, self.by]
        said += [
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.values,
            self.instead_of,
            self.withdraws,
        ]
        digest = hashlib.sha256(json.dumps(said, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))
        return f"cor-{digest.hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Orphan:
    """A correction whose record the reading does not have, and what it has on those characters instead."""

    correction: Correction
    instead: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """Records with their corrections (their ids in `corrections`), those taken out, and corrections without record."""

    records: tuple[Record, ...]
    removed: tuple[Record, ...]
    orphans: tuple[Orphan, ...]


def id_of(record: Record) -> str:
    """The id of a record within its reading."""
    kind = record["type"]
    return str(record["page" if kind == "page" else "line" if kind == "line" else f"{kind}_id"])


def anchors(records: Iterable[Record]) -> list[tuple[Anchor, Record]]:
    """Every record that can be corrected with what a correction of it holds on to."""
    seen: Counter[Anchor] = Counter()
    found = []
    for record in records:
        if record["type"] in CORRECTABLE:
            place = record.get("trigger") or record
            bare = Anchor(record["type"], place["start"], place["end"])
            found.append((Anchor(bare.type, bare.start, bare.end, seen[bare]), record))
            seen[bare] += 1
    return found


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections in their order without those that were withdrawn, and without the withdrawals themselves."""
    every = list(corrections)
    withdrawn = {one.withdraws for one in every if one.withdraws}
    return [one for one in every if one.action != "withdraw" and one.id not in withdrawn]


def corrected(records: Sequence[Record], corrections: Iterable[Correction], text: str) -> Corrected:
    """The records of a page of this text as its corrections leave them; later ones win field by field."""
    work = _Work([dict(record) for record in records], text)
    for correction in in_force(corrections):
        work.apply(correction)
    return Corrected(
        tuple(record for record in work.records if id(record) not in work.out),
        tuple(record for record in work.records if id(record) in work.out),
        tuple(work.orphans),
    )


@dataclass(slots=True)
class _Work:
    records: list[Record]
    text: str
    orphans: list[Orphan] = field(default_factory=list)
    out: set[int] = field(default_factory=set)
    by_anchor: dict[Anchor, Record] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_anchor = dict(anchors(self.records))

    def apply(self, correction: Correction) -> None:
        record = self.by_anchor.get(correction.anchor)
        if record is None and correction.action == "add":
            record = self._added(correction)
        if record is None:
            self.orphans.append(Orphan(correction, tuple(self._overlapping(correction.anchor))))
            return
        record["corrections"] = [*record.get("corrections", []), correction.id]
        if correction.action == "remove":
            self.out.add(id(record))
            return
        self.out.discard(id(record))
        record.update(correction.values)
        if "about" in dict(correction.values):
            record["about"] = self._claim_at(record["about"])
        if correction.action == "confirm":
            record["confirmed"] = {"by": correction.by, "at": correction.at.isoformat()}

    def _added(self, correction: Correction) -> Record:
        """A record that the reader missed; where the reading has it by now, that one is corrected instead."""
        anchor = correction.anchor
        page = next(record["page"] for record in self.records if record["type"] == "page")
        record = blank_record(anchor, self.text, correction.id)
        record |= {"page": page, "article_id": _article_at(self.records, anchor.start), "confidence": 1.0}
        record["extractor"] = f"added by {correction.by}"
        self.records.append(record)
        self.by_anchor[anchor] = record
        return record

    def _claim_at(self, place: str | None) -> str | None:
        """The id, in this reading, of the claim on these characters ("120-180")."""
        wanted = None if place is None else Anchor("claim", *map(int, place.split("-")))
        found = self.by_anchor.get(wanted) if wanted else None
        return None if found is None else id_of(found)

    def _overlapping(self, anchor: Anchor) -> Iterable[Record]:
        for other, record in self.by_anchor.items():
            if other.type == anchor.type and other.start < anchor.end and other.end > anchor.start:
                yield record


def blank_record(anchor: Anchor, text: str, record_id: str) -> Record:
    """A record of this type with everything unknown but its characters."""
    quoted = text[anchor.start : anchor.end]
    span = {"start": anchor.start, "end": anchor.end, "text": quoted}
    record: Record = {"type": anchor.type, f"{anchor.type}_id": record_id, **CORRECTABLE[anchor.type].blank}
    if anchor.type == "claim":
        return {**record, "start": anchor.start, "end": anchor.end, "quote": quoted}
    if anchor.type == "event":
        return {**record, "start": anchor.start, "end": anchor.end, "trigger": span, "spans": [span]}
    return {**record, **span}


def _article_at(records: Iterable[Record], start: int) -> str | None:
    within = (r for r in records if r["type"] == "article" and r["start"] <= start < r["end"])
    return next((str(record["article_id"]) for record in within), None)


def days_given(corrections: Iterable[Correction]) -> dict[tuple[int, int], date]:
    """Days of publication that analysts gave, by the characters of the article."""
    return {
        (one.anchor.start, one.anchor.end): date.fromisoformat(value)
        for one in in_force(corrections)
        if one.anchor.type == "article"
        for name, value in one.values
        if name == "resolved_date" and value is not None
    }


def said_before(record: Record, values: Mapping[str, Any]) -> Values:
    """What a record says now in the fields that are to change."""
    return tuple((name, record.get(name)) for name in values)
