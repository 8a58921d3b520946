"""The answers to the rows of a chunk: shared findings by number, rows answered one by one, and how they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from navicert.batch.flat import SEVERITY, worst
from navicert.batch.grouping import Groups, Ints
from navicert.batch.patterns import patterns_of
from navicert.batch.seeing import Sight
from navicert.batch.words import fill
from navicert.measures.batch.deciding import SharedFinding
from navicert.measures.batch.quoting import Template
from navicert.tables.reading import id_of
from navicert.tables.writing import as_text


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

    # -- ids --------------------------------------------------------------------------------------------------------

    def known_ids(self, start: int, end: int) -> Sequence[object]:
        """The rows' own ids from one row up to another; None where a row has none."""
        ids = self.ids[start:end]
        if not isinstance(ids, pa.Array):
            return ids
        try:
            return ids.to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types
        except (OverflowError, ValueError):
            return [id_of(cell) for cell in ids]

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
        known = zip(self.known_ids(0, len(self.row_numbers)), self.row_numbers.tolist(), strict=True)
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
