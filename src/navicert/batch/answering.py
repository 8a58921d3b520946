"""From a chunk of rows to its answers: in common where rows are one situation, one by one where they are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from navicert.batch.answers import Answers
from navicert.batch.chunks import Chunk
from navicert.batch.columns import Columnist, Columns
from navicert.batch.decisions import SILENT, Decisions, Findings
from navicert.batch.grouping import Ints
from navicert.batch.kinds import ActivitySituations
from navicert.batch.seeing import Goods, Sight
from navicert.batch.situations import Law
from navicert.tables import Row

OneByOne = Callable[[Row], Mapping[str, Any]]


class Answerer:
    """Answers chunks; what was decided for one serves the next. `one_by_one` answers a row on its own."""

    def __init__(self, law: Law, one_by_one: OneByOne) -> None:
        self._law, self._one_by_one = law, one_by_one
        self._columnist, self._goods, self._found = Columnist(), Goods(), Findings()
        self._decisions = Decisions(self._found)
        self._activities: dict[str, ActivitySituations] = {}
        self._not_asked: dict[tuple[str, ...], int] = {}

    def begin(self, decisions: Decisions) -> None:
        """Answer by these decisions and add to them, before anything is answered."""
        self._found, self._decisions = decisions.findings, decisions

    def answer(self, chunk: Chunk) -> Answers:
        """The answers to every row of the chunk, in its order."""
        size = len(chunk.row_numbers)
        columns = self._columnist.columns(chunk.table, size)
        columns.odd |= chunk.unread
        sight = Sight.of(columns, self._columnist.vocabularies, self._goods)
        findings = np.full((size, len(self._law.rulebook.regimes)), SILENT, np.int32)
        not_asked = np.zeros(size, np.int32)
        for activity, rows in self._by_activity(columns):
            self._of(activity).answer(sight, rows, findings, not_asked)
        alone = columns.odd | (findings < SILENT).any(axis=1) | (findings < 0).all(axis=1)
        findings[alone] = SILENT
        return Answers(
            sight=sight,
            shared=self._found.shared,
            flats=self._found.flats,
            findings=findings,
            not_asked=not_asked,
            not_asked_words=list(self._not_asked) or [()],
            ids=chunk.ids,
            row_numbers=chunk.row_numbers,
            ruleset=self._law.rulebook.digest,
            as_known_on=self._law.known_on.isoformat(),
            single={int(row): self._one_by_one(chunk.row(int(row))) for row in np.flatnonzero(alone)},
        )

    def _by_activity(self, columns: Columns) -> list[tuple[str, Ints]]:
        codes = columns.codes.get("activity")
        if codes is None:
            return []
        names = self._columnist.vocabularies["activity"].values
        rows = ((str(names[code]), np.flatnonzero((codes == code) & ~columns.odd)) for code in range(1, len(names)))
        return [(name, chosen) for name, chosen in rows if len(chosen)]

    def _of(self, activity: str) -> ActivitySituations:
        if activity not in self._activities:
            self._activities[activity] = ActivitySituations(activity, self._law, self._decisions, self._not_asked)
        return self._activities[activity]
