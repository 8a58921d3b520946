"""The answers to the rows of a chunk: shared findings by number, rows answered one by one, and how they are written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from navicert.batch.flat import SEVERITY, worst
from navicert.batch.grouping import Grouping, Groups, Ints
from navicert.batch.patterns import patterns_of
from navicert.batch.seeing import Sight
from navicert.batch.words import fill
from navicert.measures.batch.deciding import SharedFinding
from navicert.measures.batch.quoting import Template
from navicert.tables.reading import id_of
from navicert.tables.writing import as_text, json_line

NO_PARTIES = '"parties": [], "not_asked": '
AT_ONCE = 16_384
"""Rows whose records, some ten kilobytes each, are written at once: together they must stay below 2 GiB."""


@dataclass(slots=True)
class Answers:
    """What was found about the rows of a chunk.

    `findings` by row and regime: the number of a shared finding, below 0 where the regime is silent. `single` holds
    whole records of rows that were answered one by one; their findings count for nothing.
    """

    sight: Sight
    shared: Sequence[SharedFinding]
    flats: Sequence[Mapping[str, Any]]
    findings: Ints
    not_asked: Ints
    not_asked_words: Sequence[tuple[str, ...]]
    ids: pa.Array | Sequence[object]
    row_numbers: Ints
    ruleset: str
    as_known_on: str
    parties: Mapping[int, str] = field(default_factory=dict)
    single: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    _patterns: Groups | None = None

    def counts(self) -> Counter[str]:
        """Rows by their gravest status."""
        ranks = np.array([SEVERITY.index(str(flat["status"])) for flat in self.flats] + [0])
        patterns = self.patterns
        found = self.findings[patterns.first]
        worst_of = np.where(found >= 0, ranks[found], 0).max(axis=1, initial=0)
        rows = np.bincount(patterns.of, minlength=len(patterns))
        rows[patterns.of[list(self.single)]] = 0
        counted = Counter({SEVERITY[rank]: int(n) for rank, n in enumerate(np.bincount(worst_of, rows)) if n})
        counted.update(worst(record) for record in self.single.values())
        return counted

    @property
    def patterns(self) -> Groups:
        """The rows by what is found of them, what nobody asked and the actor."""
        if self._patterns is None:
            actors = self.sight.columns.codes.get("bound_state")
            beside = [self.not_asked] if actors is None else [self.not_asked, actors]
            self._patterns = patterns_of(self.findings, beside, np.array(sorted(self.single), np.int64))
        return self._patterns

    # -- JSON lines -----------------------------------------------------------------------------------------------

    def json_lines(self) -> str:
        """One record a row, as `check` prints them one by one."""
        lines = np.empty(len(self.findings), object)
        ids = self._json_ids()
        is_single = np.zeros(len(lines), np.bool_)
        is_single[list(self.single)] = True
        by_row = np.array([fills_by_row(finding.record) for finding in self.shared] + [False])
        alone = by_row[self.findings].any(axis=1) & ~is_single
        self._lines_in_groups(lines, ids, np.flatnonzero(~alone & ~is_single))
        self._lines_alone(lines, ids, np.flatnonzero(alone))
        for row, parties in self.parties.items():
            lines[row] = lines[row] and lines[row].replace(NO_PARTIES, f'"parties": {parties}, "not_asked": ', 1)
        for row, record in self.single.items():
            lines[row] = json_line(record)
        return "".join(lines)

    def _lines_in_groups(self, lines: Any, ids: list[str], rows: Ints) -> None:
        """Rows whose records differ by id alone, but for the actor's name."""
        grouping = Grouping(len(rows))
        for place in range(self.findings.shape[1]):
            grouping.add(self.findings[rows, place] + 2, len(self.shared) + 2)
        grouping.add(self.not_asked[rows], len(self.not_asked_words))
        actors = self.sight.columns.codes.get("bound_state")
        if actors is not None:
            grouping.add(actors[rows], len(self.sight.vocabularies["bound_state"].values))
        groups = grouping.groups()
        tails = self._tails(rows[groups.first])
        of = groups.of.tolist()
        for row, group in zip(rows.tolist(), of, strict=True):
            lines[row] = ids[row] + tails[group]

    def _lines_alone(self, lines: Any, ids: list[str], rows: Ints) -> None:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            for row, tail in zip(some.tolist(), self._tails(some), strict=True):
                lines[row] = ids[row] + tail

    def _tails(self, rows: Ints) -> list[str]:
        """Records of rows from the findings on."""
        found = self.findings[rows]
        places, regimes = np.nonzero(found >= 0)
        texts = self.texts(
            found[places, regimes], rows[places], [shared.record for shared in self.shared], for_json=True
        )
        words = texts.to_pylist()
        ends = np.searchsorted(places, np.arange(len(rows)), side="right").tolist()
        asked = [json.dumps(list(word), ensure_ascii=False) for word in self.not_asked_words]
        last = f', "ruleset": {json.dumps(self.ruleset)}, "as_known_on": {json.dumps(self.as_known_on)}}}\n'
        tails, start = [], 0
        for end, number in zip(ends, self.not_asked[rows].tolist(), strict=True):
            joined = ", ".join(words[start:end])
            tails.append(f'"findings": [{joined}], {NO_PARTIES}{asked[number]}{last}')
            start = end
        return tails

    def _json_ids(self) -> list[str]:
        """The start of each record: its id, or its row's number where it has none."""
        known = self._known_ids()
        return [
            f'{{"id": {json.dumps(number if value is None else value, ensure_ascii=False, default=str)}, '
            for value, number in zip(known, self.row_numbers.tolist(), strict=True)
        ]

    def _known_ids(self) -> Sequence[object]:
        if not isinstance(self.ids, pa.Array):
            return self.ids
        try:
            return self.ids.to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types
        except (OverflowError, ValueError):
            return [id_of(cell) for cell in self.ids]

    def text_ids(self) -> pa.StringArray:
        """Ids as text; a row answered one by one has the id of its record."""
        texts = self._column_ids()
        if not self.single:
            return texts
        places = sorted(self.single)
        own = pa.array([as_text(self.single[row]["id"]) for row in places], pa.string())
        mask = np.zeros(len(texts), np.bool_)
        mask[places] = True
        return pc.replace_with_mask(texts, pa.array(mask), own)

    def _column_ids(self) -> pa.StringArray:
        ids = self.ids
        if isinstance(ids, pa.Array) and (pa.types.is_string(ids.type) or pa.types.is_integer(ids.type)):
            return pc.coalesce(ids.cast(pa.string()), pa.array(self.row_numbers).cast(pa.string()))
        known = zip(self._known_ids(), self.row_numbers.tolist(), strict=True)
        return pa.array([as_text(number if value is None else value) for value, number in known], pa.string())

    def texts(self, numbers: Ints, rows: Ints, templates: Sequence[Template], *, for_json: bool) -> pa.Array:
        """Texts of rows by the number of each one's template."""
        used = np.flatnonzero(np.bincount(numbers, minlength=1))
        return fill(
            [templates[int(n)] for n in used], np.searchsorted(used, numbers), rows, self.sight, for_json=for_json
        )


def fills_by_row(template: Template) -> bool:
    """Whether more than the actor's name differs from row to row."""
    return any(slot.kind != "actor" for slot in template.slots)
