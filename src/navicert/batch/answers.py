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

from navicert.batch.flat import COLUMNS, FINDING_COLUMNS, SEVERITY, flatten_answer, worst
from navicert.batch.grouping import Bools, Grouping, Groups, Ints, first_places
from navicert.batch.seeing import Sight
from navicert.batch.words import fill
from navicert.measures.batch.deciding import SharedFinding
from navicert.measures.batch.quoting import Template
from navicert.tables.coded_parquet import CodedColumn
from navicert.tables.writing import json_line

NO_PARTIES = '"parties": [], "not_asked": '


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

    def counts(self) -> Counter[str]:
        """Rows by their gravest status."""
        ranks = np.array([SEVERITY.index(str(finding.finding["status"])) for finding in self.shared] + [0])
        worst_of = np.where(self.findings >= 0, ranks[self.findings], 0).max(axis=1)
        is_shared = np.ones(len(self.findings), np.bool_)
        is_shared[list(self.single)] = False
        counted = Counter({SEVERITY[rank]: int(n) for rank, n in enumerate(np.bincount(worst_of[is_shared])) if n})
        counted.update(worst(record) for record in self.single.values())
        return counted

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
        for row, tail in zip(rows.tolist(), self._tails(rows), strict=True):
            lines[row] = ids[row] + tail

    def _tails(self, rows: Ints) -> list[str]:
        """Records of rows from the findings on."""
        found = self.findings[rows]
        places, regimes = np.nonzero(found >= 0)
        texts = self._texts(
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
        return self.ids.to_pylist() if isinstance(self.ids, pa.Array) else self.ids

    def _text_ids(self) -> pa.StringArray:
        """Ids as text; a row answered one by one has the id of its record."""
        texts = self._column_ids()
        if not self.single:
            return texts
        places = sorted(self.single)
        own = pa.array([str(self.single[row]["id"]) for row in places], pa.string())
        mask = np.zeros(len(texts), np.bool_)
        mask[places] = True
        return pc.replace_with_mask(texts, pa.array(mask), own)

    def _column_ids(self) -> pa.StringArray:
        ids = self.ids
        if isinstance(ids, pa.Array) and (pa.types.is_string(ids.type) or pa.types.is_integer(ids.type)):
            return pc.coalesce(ids.cast(pa.string()), pa.array(self.row_numbers).cast(pa.string()))
        known = zip(self._known_ids(), self.row_numbers.tolist(), strict=True)
        return pa.array([str(number if value is None else value) for value, number in known], pa.string())

    def _texts(self, numbers: Ints, rows: Ints, templates: Sequence[Template], *, for_json: bool) -> pa.Array:
        used = np.flatnonzero(np.bincount(numbers, minlength=1))
        return fill(
            [templates[int(n)] for n in used], np.searchsorted(used, numbers), rows, self.sight, for_json=for_json
        )

    # -- flat rows ------------------------------------------------------------------------------------------------

    def flat_columns(self) -> tuple[list[CodedColumn], int]:
        """The flat rows as columns of codes, and how many they are. The same rows give the same columns, whatever was
        answered before."""
        single = {row: flatten_answer(self.single[row]) for row in sorted(self.single)}
        fixed = [flat for flats in single.values() for flat in flats]
        numbers, counts = self._flat_numbers(single)
        first = first_places(numbers, len(self.flats) + len(fixed))
        used = np.flatnonzero(first >= 0)
        used = used[np.argsort(first[used])]
        place_of = np.zeros(len(first), smallest(len(used)))
        place_of[used] = np.arange(len(used))
        places = place_of[numbers]
        told = [self.flats[n] if n < len(self.flats) else fixed[n - len(self.flats)] for n in used.tolist()]
        columns = {name: _coded_in_order([_text(flat.get(name)) for flat in told], places) for name in FINDING_COLUMNS}
        columns["because"] = self._because(used, places, numbers, np.repeat(np.arange(len(counts)), counts), told)
        columns |= self._row_columns(single, counts)
        return [columns[name] for name in COLUMNS], len(numbers)

    def _flat_numbers(self, single: Mapping[int, Sequence[Mapping[str, Any]]]) -> tuple[Ints, Ints]:
        """By flat row the number of its finding, by row the number of flat rows. Findings of rows answered one by one
        follow the shared ones in number."""
        valid = self.findings >= 0
        is_single = np.zeros(len(valid), np.bool_)
        is_single[list(single)] = True
        valid[is_single] = False
        counts = valid.sum(axis=1)
        counts[list(single)] = [len(flats) for flats in single.values()]
        numbers = np.empty(int(counts.sum()), np.int32)
        from_single = np.repeat(is_single, counts)
        numbers[~from_single] = self.findings[valid]
        numbers[from_single] = len(self.flats) + np.arange(np.count_nonzero(from_single))
        return numbers, counts

    def _because(
        self, used: Ints, places: Ints, numbers: Ints, rows: Ints, told: Sequence[Mapping[str, Any]]
    ) -> CodedColumn:
        """The sentences: those without slots by finding, the others by what fills them."""
        templates = [finding.because for finding in self.shared]
        has_slots = np.array([n < len(templates) and bool(templates[n].slots) for n in used])
        filled = np.flatnonzero(has_slots[places])
        words = [
            "" if slots else str(flat.get("because") or "")
            for slots, flat in zip(has_slots.tolist(), told, strict=True)
        ]
        if not len(filled):
            return _coded_in_order(words, places)
        by_row = np.array([n < len(templates) and fills_by_row(templates[n]) for n in used.tolist()])
        groups = self._same_sentences(places[filled], rows[filled], by_row)
        chosen = filled[groups.first]
        texts = self._texts(numbers[chosen], rows[chosen], templates, for_json=False)
        codes = places.astype(np.int32)
        codes[filled] = len(words) + groups.of
        return CodedColumn(pa.concat_arrays([pa.array(words, pa.string()), texts]), codes)

    def _same_sentences(self, places: Ints, rows: Ints, by_row: Bools) -> Groups:
        """Flat rows with one sentence: those of a finding that differ in the actor at most, then each of the others; in
        the order in which they come."""
        alone = by_row[places]
        own, shared = np.flatnonzero(alone), np.flatnonzero(~alone)
        grouping = Grouping(len(shared))
        grouping.add(places[shared], len(by_row))
        actors = self.sight.columns.codes.get("bound_state")
        if actors is not None:
            grouping.add(actors[rows[shared]], len(self.sight.vocabularies["bound_state"].values))
        groups = grouping.groups()
        order = np.argsort(groups.first)
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order))
        of = np.empty(len(places), np.int32)
        of[shared], of[own] = rank[groups.of], len(order) + np.arange(len(own))
        return Groups(of, np.concatenate([shared[groups.first[order]], own]))

    def _row_columns(self, single: Mapping[int, Sequence[Mapping[str, Any]]], counts: Ints) -> dict[str, CodedColumn]:
        asked = [" | ".join(words) for words in self.not_asked_words]
        codes = {"not_asked": self.not_asked.astype(np.int64)}
        words: dict[str, list[str | None]] = {
            "not_asked": [*asked],
            "ruleset": [self.ruleset],
            "as_known_on": [self.as_known_on],
        }
        for name, known in words.items():
            column = codes.setdefault(name, np.zeros(len(counts), np.int64))
            for row, flats in single.items():
                column[row] = len(known)
                known.append(_text(flats[0].get(name)))
        columns = {name: coded_words(known, codes[name], counts) for name, known in words.items()}
        return columns | {"id": CodedColumn(self._text_ids(), np.arange(len(counts)), counts)}


def smallest(count: int) -> type[np.unsignedinteger[Any]]:
    """The smallest type for numbers below a count."""
    return np.uint8 if count <= 1 << 8 else np.uint16 if count <= 1 << 16 else np.uint32


def fills_by_row(template: Template) -> bool:
    """Whether more than the actor's name differs from row to row."""
    return any(slot.kind != "actor" for slot in template.slots)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def coded_words(words: Sequence[str | None], codes: Ints, repeats: Ints | None = None) -> CodedColumn:
    """A column of codes with each word once, in the order of first use."""
    first = first_places(codes, len(words))
    used = np.flatnonzero(first >= 0)
    used = used[np.argsort(first[used])]
    place_of = np.zeros(len(words), smallest(len(used)))
    place_of[used] = np.arange(len(used))
    return _coded_in_order([words[place] for place in used.tolist()], place_of[codes], repeats)


def _coded_in_order(words: Sequence[str | None], codes: Ints, repeats: Ints | None = None) -> CodedColumn:
    """The same for words that stand in the order of their first use already."""
    numbers: dict[str | None, int] = {}
    table = np.array([numbers.setdefault(word, len(numbers)) for word in words], smallest(len(words)))
    if len(numbers) == 1:
        return CodedColumn(list(numbers), np.zeros(1, np.int32))
    return CodedColumn(list(numbers), table[codes], repeats)
