"""What a change of policy does to one's own customers: whose alerts appear, disappear or change."""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

from navicert.desk.screening_rows import COUNTS, NOTES, Answered, RowQuestion, RowScreening

if TYPE_CHECKING:
    from navicert.screening import Index, Match, Policy

Change = Literal["appears", "disappears", "changes", "scores"]
CHANGES: tuple[Change, ...] = ("appears", "disappears", "changes", "scores")


class PolicyEffect:
    """The work on batches of rows: each row asked under two policies."""

    def __init__(self, question: RowQuestion, after: Policy, index: Index | None) -> None:
        self._before = RowScreening(question, index)
        self._after = RowScreening(replace(question, policy=after), index)

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A line of JSON for each row whose matches change; counts of rows, alerts and matches under both policies."""
        before, after = self._before.answered(batch), self._after.answered(batch)
        counts: Counter[str] = Counter(rows=batch.num_rows)
        lines: list[str] = []
        for old, new in zip(before, after, strict=True):
            counts["unreadable"] += bool(old.error)
            for name, one in (("before", old), ("after", new)):
                counts[f"alerts {name}"] += bool(one.chosen.matches)
                counts[f"matches {name}"] += len(one.chosen.matches)
            if change := change_of(old.chosen.matches, new.chosen.matches):
                counts[change] += 1
                lines.append(json.dumps(_changed(change, old, new), ensure_ascii=False))
        notes = [f"error: {one.error}" for one in before if one.error]
        about = {NOTES: json.dumps(notes), COUNTS: json.dumps(counts)}
        texts = pa.array(["\n".join(lines)], pa.large_string())
        return pa.RecordBatch.from_arrays([texts], schema=pa.schema([("text", texts.type)], about))


def change_of(before: Sequence[Match], after: Sequence[Match]) -> Change | None:
    """How a customer's matches change: an alert appears or disappears, other parties or another order, or scores."""
    if bool(before) != bool(after):
        return "appears" if after else "disappears"
    if [_party(match) for match in before] != [_party(match) for match in after]:
        return "changes"
    return "scores" if [match.score for match in before] != [match.score for match in after] else None


def _party(match: Match) -> tuple[str, str]:
    return match.party.source, match.party.id


def _changed(change: Change, old: Answered, new: Answered) -> dict[str, Any]:
    query = old.as_asked()
    return {
        "change": change,
        "id": old.id,
        "row": old.number,
        "schema": query["schema"],
        "name": query["properties"].get("name", []),
        "before": [_told(match) for match in old.chosen.matches],
        "after": [_told(match) for match in new.chosen.matches],
    }


def _told(match: Match) -> dict[str, Any]:
    party = match.party
    about = {"id": party.id, "source": party.source, "caption": party.caption}
    return {**about, "matched": match.matched_entry, "score": match.score}


@dataclass(slots=True)
class Effect:
    """What a change of policy does to a file of customers. `examples` keeps, for each kind of change, the rows with the
    highest scores."""

    most: int
    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[float, int, Mapping[str, Any]]]] = field(default_factory=dict)

    def add(self, counts: Mapping[str, int], records: Iterable[Mapping[str, Any]]) -> None:
        self.counts.update(counts)
        for record in records:
            score = max(match["score"] for match in (*record["before"], *record["after"]))
            kept = self.examples.setdefault(record["change"], [])
            heapq.heappush(kept, (score, -record["row"], record))
            if len(kept) > self.most:
                heapq.heappop(kept)

    def best(self, change: Change) -> Iterator[Mapping[str, Any]]:
        """Examples of a kind of change, highest scores first."""
        ranked = sorted(self.examples.get(change, []), key=lambda item: (-item[0], -item[1]))
        yield from (record for _, _, record in ranked)
