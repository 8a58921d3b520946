"""Answers as JSON lines, one record a row, as `check` prints them one by one; a portion of the rows at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np

from navicert.batch.answers import Answers, fills_by_row
from navicert.batch.grouping import Grouping, Ints
from navicert.batch.portions import PORTION, spans
from navicert.measures.batch.quoting import Template
from navicert.tables.writing import json_line

NO_PARTIES = '"parties": [], "not_asked": '
WORD, FRAME = 24, 250
"""Bytes of what a row puts into a sentence, and of what a record holds beside its findings, as a rule."""
KEPT = 4
"""Portions whose size the ends of records may have that are kept because more rows may need them."""


def json_lines(answers: Answers, most: int = PORTION) -> Iterator[bytes]:
    """The records of all rows, in portions of about so many bytes."""
    records = _Records(answers, KEPT * most)
    for start, end in spans(records.sizes(), most):
        yield records.lines(start, end).encode()


class _Records:
    """The records of rows: where they differ by id and actor alone, what follows the id is made once for all of them,
    as long as what is kept of that is not more than `most` bytes."""

    def __init__(self, answers: Answers, most: int) -> None:
        self._answers, self._most = answers, most
        self._templates = [shared.record for shared in answers.shared]
        self._asked = [json.dumps(list(words), ensure_ascii=False) for words in answers.not_asked_words]
        self._last = f', "ruleset": {json.dumps(answers.ruleset)}, "as_known_on": {json.dumps(answers.as_known_on)}}}\n'
        self._group, self._first = self._groups()
        self._tail_of: dict[int, str] = {}
        self._held = 0

    def _groups(self) -> tuple[Ints, Ints]:
        """By row the number of its group, -1 where its record is its own; and by group its first row."""
        answers = self._answers
        by_row = np.array([fills_by_row(template) for template in self._templates] + [False])
        grouped = np.logical_not(by_row[answers.findings].any(axis=1))
        grouped[list(answers.single)] = False
        rows = np.flatnonzero(grouped)
        grouping = Grouping(len(rows))
        for place in range(answers.findings.shape[1]):
            grouping.add(answers.findings[rows, place] + 2, len(self._templates) + 2)
        grouping.add(answers.not_asked[rows], len(answers.not_asked_words))
        actors = answers.sight.columns.codes.get("bound_state")
        if actors is not None:
            grouping.add(actors[rows], len(answers.sight.vocabularies["bound_state"].values))
        groups = grouping.groups()
        of = np.full(len(answers.findings), -1, np.int64)
        of[rows] = groups.of
        return of, rows[groups.first]

    def sizes(self) -> Ints:
        """About how many bytes the record of each row has."""
        answers = self._answers
        size_of = np.zeros(len(self._templates) + 1, np.int64)
        for number in np.unique(answers.findings[answers.findings >= 0]).tolist():
            size_of[number] = _size(self._templates[number])
        asked = np.array([len(words) for words in self._asked])
        sizes: Ints = size_of[answers.findings].sum(axis=1) + asked[answers.not_asked] + (FRAME + len(self._last))
        for row, parties in answers.parties.items():
            sizes[row] += len(parties)
        for row, record in answers.single.items():
            sizes[row] = len(json_line(record))
        return sizes

    def lines(self, start: int, end: int) -> str:
        """The records of the rows from `start` up to `end`."""
        answers = self._answers
        lines = [first + tail for first, tail in zip(self._firsts(start, end), self._tails(start, end), strict=True)]
        for row in range(start, end) if answers.parties else ():
            if parties := answers.parties.get(row):
                told = f'"parties": {parties}, "not_asked": '
                lines[row - start] = lines[row - start].replace(NO_PARTIES, told, 1)
        for row in range(start, end) if answers.single else ():
            if row in answers.single:
                lines[row - start] = json_line(answers.single[row])
        return "".join(lines)

    def _firsts(self, start: int, end: int) -> list[str]:
        """The start of each record: its id, or its row's number where it has none."""
        known = zip(self._answers.known_ids(start, end), self._answers.row_numbers[start:end].tolist(), strict=True)
        return [
            f'{{"id": {json.dumps(number if value is None else value, ensure_ascii=False, default=str)}, '
            for value, number in known
        ]

    def _tails(self, start: int, end: int) -> list[str]:
        """The records from the findings on."""
        groups = self._group[start:end].tolist()
        missing = sorted({group for group in groups if group >= 0 and group not in self._tail_of})
        if self._held > self._most:
            self._forget()
            missing = sorted({group for group in groups if group >= 0})
        self._keep(missing)
        own = [start + place for place, group in enumerate(groups) if group < 0]
        tail_of = iter(self._made(np.array(own, np.int64)))
        return [next(tail_of) if group < 0 else self._tail_of[group] for group in groups]

    def _forget(self) -> None:
        self._tail_of.clear()
        self._held = 0

    def _keep(self, groups: list[int]) -> None:
        made = self._made(self._first[groups])
        self._tail_of.update(zip(groups, made, strict=True))
        self._held += sum(map(len, made))

    def _made(self, rows: Ints) -> list[str]:
        found = self._answers.findings[rows]
        places, regimes = np.nonzero(found >= 0)
        texts = self._answers.texts(found[places, regimes], rows[places], self._templates, for_json=True)
        words = texts.to_pylist()
        ends = np.searchsorted(places, np.arange(len(rows)), side="right").tolist()
        tails, start = [], 0
        for end, number in zip(ends, self._answers.not_asked[rows].tolist(), strict=True):
            joined = ", ".join(words[start:end])
            tails.append(f'"findings": [{joined}], {NO_PARTIES}{self._asked[number]}{self._last}')
            start = end
        return tails


def _size(template: Template) -> int:
    return sum(map(len, template.pieces)) + WORD * len(template.slots)
