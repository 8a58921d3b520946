"""Answers as flat rows by column: what a pattern shares is told once, what rows quote of their own row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from navicert.batch.answers import Answers, fills_by_row
from navicert.batch.flat import COLUMNS, FINDING_COLUMNS, flatten_answer
from navicert.batch.grouping import Grouping, Groups, Ints, first_places
from navicert.batch.patterns import lay
from navicert.tables.coded_parquet import Blocks, CodedColumn
from navicert.tables.writing import as_text


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """The flat rows of the patterns, one pattern after the other: the finding of each, as its place among those `used`,
    and the first row of its pattern."""

    used: Ints
    places: Ints
    rows: Ints


def flat_columns(answers: Answers) -> tuple[list[CodedColumn], int]:
    """The flat rows as columns of codes, and how many they are. The same rows give the same columns, whatever was
    answered before."""
    patterns = answers.patterns
    single = {row: flatten_answer(answers.single[row]) for row in sorted(answers.single)}
    fixed = [flat for flats in single.values() for flat in flats]
    numbers, counts = _flat_numbers(answers, single)
    blocks = Blocks(patterns.of, np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]), lay)
    used, places = _in_order(numbers, len(answers.flats) + len(fixed))
    shared = len(answers.flats)
    told = [answers.flats[n] if n < shared else fixed[n - shared] for n in used.tolist()]
    columns = {
        name: _coded_in_order([as_text(flat.get(name)) for flat in told], places, blocks=blocks)
        for name in FINDING_COLUMNS
    }
    cells = _Cells(used, places, np.repeat(patterns.first, counts))
    columns["because"] = _because(answers, cells, blocks, told)
    columns |= _row_columns(answers, single, counts)
    return [columns[name] for name in COLUMNS], int(counts[patterns.of].sum())


def _flat_numbers(answers: Answers, single: Mapping[int, Sequence[Mapping[str, Any]]]) -> tuple[Ints, Ints]:
    """By flat row of the patterns the number of its finding, by pattern the number of flat rows. Findings of rows
    answered one by one follow the shared ones in number."""
    patterns = answers.patterns
    found = answers.findings[patterns.first]
    alone = patterns.of[list(single)]
    is_single = np.zeros(len(found), np.bool_)
    is_single[alone] = True
    valid = (found >= 0) & ~is_single[:, None]
    counts = valid.sum(axis=1)
    counts[alone] = [len(flats) for flats in single.values()]
    numbers = np.empty(int(counts.sum()), np.int32)
    from_single = np.repeat(is_single, counts)
    numbers[~from_single] = found[valid]
    numbers[from_single] = len(answers.flats) + np.arange(np.count_nonzero(from_single))
    return numbers, counts


def _in_order(numbers: Ints, size: int) -> tuple[Ints, Ints]:
    """The numbers used, in the order in which they come, and the place of each number there."""
    first = first_places(numbers, size)
    used = np.flatnonzero(first >= 0)
    used = used[np.argsort(first[used])]
    place_of = np.zeros(size, smallest(len(used)))
    place_of[used] = np.arange(len(used))
    return used, place_of[numbers]


# -- sentences --------------------------------------------------------------------------------------------------------


def _because(answers: Answers, cells: _Cells, blocks: Blocks, told: Sequence[Mapping[str, Any]]) -> CodedColumn:
    """The sentences: those without slots by finding, those that name the actor by finding and actor, the others by
    row."""
    templates = [finding.because for finding in answers.shared]
    used = cells.used.tolist()
    has_slots = np.array([n < len(templates) and bool(templates[n].slots) for n in used], np.bool_)
    by_row = np.array([n < len(templates) and fills_by_row(templates[n]) for n in used], np.bool_)
    words = [
        "" if slots else str(flat.get("because") or "") for slots, flat in zip(has_slots.tolist(), told, strict=True)
    ]
    named, quoting = (np.flatnonzero(which[cells.places]) for which in (has_slots & ~by_row, by_row))
    groups = _same_sentences(answers, cells, named)
    at, quoted, rows = _flat_rows_of(quoting, blocks)
    if not len(named) and not len(quoting):
        return _coded_in_order(words, cells.places, blocks=blocks)
    chosen = named[groups.first]
    numbers = cells.used[np.concatenate([cells.places[chosen], cells.places[quoted]])]
    texts = answers.texts(numbers, np.concatenate([cells.rows[chosen], rows]), templates, for_json=False)
    codes = cells.places.astype(np.uint32)
    codes[named] = len(words) + groups.of
    laid = blocks.laid_out(codes)
    laid[at] = len(words) + len(groups) + np.arange(len(at))
    return CodedColumn(pa.concat_arrays([pa.array(words, pa.string()), texts]), laid)


def _same_sentences(answers: Answers, cells: _Cells, named: Ints) -> Groups:
    """Flat rows of patterns with one sentence, which differ in more than the actor, in the order in which they come."""
    grouping = Grouping(len(named))
    grouping.add(cells.places[named], len(cells.used))
    actors = answers.sight.columns.codes.get("bound_state")
    if actors is not None:
        grouping.add(actors[cells.rows[named]], len(answers.sight.vocabularies["bound_state"].values))
    groups = grouping.groups()
    order = np.argsort(groups.first)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return Groups(rank[groups.of], groups.first[order])


def _flat_rows_of(cells: Ints, blocks: Blocks) -> tuple[Ints, Ints, Ints]:
    """All flat rows that stand at some places of their patterns: where, at which place, and of which row."""
    counts = np.diff(blocks.starts)
    ends = np.cumsum(counts[blocks.of])
    pattern = np.searchsorted(blocks.starts, cells, side="right") - 1
    starts = np.searchsorted(pattern, np.arange(len(counts) + 1))
    rows = np.flatnonzero(np.diff(starts)[blocks.of])
    of = blocks.of[rows]
    place: Ints = lay(of, starts, cells)
    rows = np.repeat(rows, np.diff(starts)[of])
    begins = ends[rows] - counts[blocks.of[rows]]
    return begins + place - blocks.starts[blocks.of[rows]], place, rows


# -- columns of whole rows --------------------------------------------------------------------------------------------


def _row_columns(
    answers: Answers, single: Mapping[int, Sequence[Mapping[str, Any]]], counts: Ints
) -> dict[str, CodedColumn]:
    patterns = answers.patterns
    repeats = counts[patterns.of]
    asked = [" | ".join(words) for words in answers.not_asked_words]
    codes = {"not_asked": answers.not_asked[patterns.first].astype(np.int64)}
    words: dict[str, list[str | None]] = {
        "not_asked": [*asked],
        "ruleset": [answers.ruleset],
        "as_known_on": [answers.as_known_on],
    }
    columns = {}
    for name, known in words.items():
        column = codes.setdefault(name, np.zeros(len(counts), np.int64))
        for row, flats in single.items():
            column[patterns.of[row]] = len(known)
            known.append(as_text(flats[0].get(name)))
        used, places = _in_order(column, len(known))
        told = _coded_in_order([known[place] for place in used.tolist()], places)
        is_one = len(told.words) == 1
        columns[name] = told if is_one else CodedColumn(told.words, told.codes[patterns.of], repeats)
    return columns | {"id": CodedColumn(answers.text_ids(), np.arange(len(repeats)), repeats)}


def smallest(count: int) -> type[np.unsignedinteger[Any]]:
    """The smallest type for numbers below a count."""
    return np.uint8 if count <= 1 << 8 else np.uint16 if count <= 1 << 16 else np.uint32


def _coded_in_order(words: Sequence[str | None], codes: Ints, *, blocks: Blocks | None = None) -> CodedColumn:
    """A column of codes with each word once, for words in the order of their first use."""
    numbers: dict[str | None, int] = {}
    table = np.array([numbers.setdefault(word, len(numbers)) for word in words], smallest(len(words)))
    if len(numbers) == 1:
        return CodedColumn(list(numbers), np.zeros(1, np.int32))
    return CodedColumn(list(numbers), table[codes], blocks=blocks)
