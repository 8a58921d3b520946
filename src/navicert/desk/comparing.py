"""Before and after: what this version of the program, or today's lists and rules, answer to questions of before.

The same receipts asked again, summed up: how many answers are the same, which alerts and verdicts came and went, and
what explains it. No receipt is changed, and none is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from navicert.desk.receipts import statuses

if TYPE_CHECKING:
    from navicert.desk.verifying import Replayed


@dataclass(frozen=True, slots=True)
class Change:
    """Something an answer said before, or says now, and the other does not: an alert or a verdict."""

    receipt: int
    what: str
    about: str
    side: str


@dataclass(slots=True)
class Comparison:
    """Receipts asked again, summed up. `before` and `after` count answers by status, of those asked again."""

    same: int = 0
    different: int = 0
    unexplained: list[int] = field(default_factory=list)
    not_asked: dict[int, str] = field(default_factory=dict)
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    explained_by: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)

    def add(self, replayed: Replayed) -> None:
        """Count one receipt that was asked again."""
        number = replayed.receipt.number
        if replayed.answers is None:
            self.not_asked[number] = replayed.because or ""
            return
        before, after = replayed.answers
        self.before += _counted(before)
        self.after += _counted(after)
        if replayed.same:
            self.same += 1
            return
        self.different += 1
        self.explained_by.update(replayed.explained_by)
        if not replayed.explained_by:
            self.unexplained.append(number)
        self.changes += _changes(number, before, after)

    def record(self) -> dict[str, Any]:
        """The sum as one record."""
        return {
            "type": "comparison",
            "receipts": self.same + self.different + len(self.not_asked),
            "same": self.same,
            "different": self.different,
            "unexplained": self.unexplained,
            "not_asked": [{"receipt": number, "because": because} for number, because in self.not_asked.items()],
            "before": dict(sorted(self.before.items())),
            "after": dict(sorted(self.after.items())),
            "explained_by": dict(self.explained_by),
            "gone": sum(change.side == "before" for change in self.changes),
            "come": sum(change.side == "after" for change in self.changes),
        }


def compare(replays: Iterable[Replayed]) -> Comparison:
    """The sum of these."""
    found = Comparison()
    for replayed in replays:
        found.add(replayed)
    return found


def _counted(answers: Any) -> Counter[str]:
    """Answers by status; those of a file stand in it by digest and are not counted."""
    listed = answers if isinstance(answers, list) else []
    return Counter(status for answer in listed for status in statuses(answer))


def _changes(number: int, before: Any, after: Any) -> Iterator[Change]:
    then, now = dict.fromkeys(_said(before)), dict.fromkeys(_said(after))
    for said, others, side in ((then, now, "before"), (now, then, "after")):
        for what, about in said:
            if (what, about) not in others:
                yield Change(number, what, about, side)


def _said(answers: Any) -> Iterator[tuple[str, str]]:
    """What answers say that matters: alerts by question and party, verdicts by transaction and regime."""
    if not isinstance(answers, list):
        yield "file", str(answers["sha256"])[:12]
        return
    for place, answer in enumerate(answers):
        yield from _said_in(place, answer)


def _said_in(place: int, answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "found" in answer:
        yield from (("alert", one["id"]) for one in answer["found"])
    elif "records" in answer:
        yield from (("record", f"{one['type']} {one['start']}-{one['end']}") for one in _placed(answer["records"]))
    elif "findings" in answer:
        for one in answer["findings"]:
            yield "verdict", f"{answer['id'] or place}: {one['regime']} {one['status']}"
    else:
        asked = answer["query"].get("id") or place
        yield from (("alert", f"{asked}: {one['id']} {one['caption']}") for one in answer["matches"])


def _placed(records: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    return (one for one in records if "start" in one and "end" in one)
