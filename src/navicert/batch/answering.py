"""From a chunk of rows to its answers: in common where rows are one situation, one by one where they are not."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from navicert.batch.alone import Records
from navicert.batch.answers import Answers
from navicert.batch.chunks import Chunk
from navicert.batch.columns import Columnist, Columns
from navicert.batch.decisions import SILENT, Decisions, Findings
from navicert.batch.grouping import Bools, Ints
from navicert.batch.kinds import ActivitySituations
from navicert.batch.naming import Namings
from navicert.batch.seeing import ClassesMet, Goods, Sight
from navicert.batch.situations import Law
from navicert.tables import Row

AT_HAND = 32_768
"""Rows whose columns stay near the processor while activity after activity looks at them."""
MOST_WORDS = 2**16
"""Words of one column beyond which the next chunk begins with none, so that long files of ever new words fit too."""
OneByOne = Callable[[Row], Mapping[str, Any]]


class Answerer:
    """Answers chunks; what was decided for one serves the next. `one_by_one` answers a row on its own; without
    `namings` every row that names a party is answered so."""

    def __init__(self, law: Law, one_by_one: OneByOne, namings: Namings | None = None) -> None:
        self._law, self._one_by_one = replace(law, met=ClassesMet()), one_by_one
        self._namings = namings
        self._columnist, self._goods, self._found = Columnist(), Goods(), Findings()
        self._decisions = Decisions(self._found)
        self._activities: dict[tuple[str, str], ActivitySituations] = {}
        self._not_asked: dict[tuple[str, ...], int] = {}

    def begin(self, decisions: Decisions) -> None:
        """Answer by these decisions and add to them, before anything is answered."""
        self._found, self._decisions = decisions.findings, decisions

    def answer(self, chunk: Chunk) -> Answers:
        """The answers to every row of the chunk, in its order."""
        if self._columnist.words > MOST_WORDS:
            self._forget_words()
        size = len(chunk.row_numbers)
        columns = self._columnist.columns(chunk.table, size)
        columns.odd |= chunk.unread
        sight = Sight.of(columns, self._columnist.vocabularies, self._goods)
        findings = np.full((size, len(self._law.rulebook.regimes)), SILENT, np.int32)
        not_asked = np.zeros(size, np.int32)
        named = self._columnist.named(columns) & ~columns.odd
        self._answer(self._law, sight, ~columns.odd & ~named, findings, not_asked)
        parties = self._answer_named(sight, named, findings, not_asked)
        alone = columns.odd | _not_shared(findings)
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
            parties=parties,
            single=Records((int(row), self._one_by_one(chunk.row(int(row)))) for row in np.flatnonzero(alone)),
        )

    def _forget_words(self) -> None:
        """Begin anew with the words of columns, and all that counts in them. The decisions stay."""
        self._law = replace(self._law, met=ClassesMet())
        self._columnist, self._goods, self._activities = Columnist(), Goods(), {}
        gc.collect()  # what saw these words refers to itself, and a process that answers files seldom looks for it

    def _answer_named(self, sight: Sight, named: Bools, findings: Ints, not_asked: Ints) -> dict[int, str]:
        """Answer rows that name parties, where enough of them come to the same; by row its parties as JSON."""
        if self._namings is None or not named.any():
            return {}
        shared, parties = self._namings.of(sight.columns, np.flatnonzero(named))
        for naming, rows in shared:
            mine = np.zeros_like(named)
            mine[rows] = True
            law = replace(self._law, parties=naming.parties, names=naming.names, mark=naming.mark)
            self._answer(law, sight, mine, findings, not_asked)
        return parties

    def _answer(self, law: Law, sight: Sight, mine: Bools, findings: Ints, not_asked: Ints) -> None:
        rows_of = self._by_activity(sight.columns, mine)
        asked = [(self._of(activity, law).asked(sight, findings), rows) for activity, rows in rows_of]
        edges = np.arange(0, sight.columns.size + AT_HAND, AT_HAND)
        cuts = [np.searchsorted(rows, edges) for _, rows in asked]
        for place in range(len(edges) - 1):
            for (its, rows), cut in zip(asked, cuts, strict=True):
                if cut[place] < cut[place + 1]:
                    its.look(rows[cut[place] : cut[place + 1]])
        for its, rows in self._decisions.in_order(asked):
            its.end(rows, not_asked)

    def _by_activity(self, columns: Columns, mine: Bools) -> list[tuple[str, Ints]]:
        codes = columns.codes.get("activity")
        if codes is None:
            return []
        names = self._columnist.vocabularies["activity"].values
        rows = ((str(names[code]), np.flatnonzero((codes == code) & mine)) for code in range(1, len(names)))
        return [(name, chosen) for name, chosen in rows if len(chosen)]

    def _of(self, activity: str, law: Law) -> ActivitySituations:
        key = activity, law.mark
        if key not in self._activities:
            self._activities[key] = ActivitySituations(activity, law, self._decisions, self._not_asked)
        return self._activities[key]


def _not_shared(findings: Ints) -> Bools:
    """Rows that go their own way under a regime, and those of which none says anything."""
    own, silent = np.zeros(len(findings), np.bool_), np.ones(len(findings), np.bool_)
    for column in findings.T:
        own |= column < SILENT
        silent &= column < 0
    return own | silent
