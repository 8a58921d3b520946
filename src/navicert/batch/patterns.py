"""Rows whose answers are the same but for their ids and what a sentence quotes of the row: few patterns, many rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from navicert.batch import rows_kernel
from navicert.batch.grouping import Grouping, Groups, Ints
from navicert.tables.coded_parquet import spread


def patterns_of(findings: Ints, beside: Sequence[Ints], single: Ints) -> Groups:
    """Rows by their findings and some columns beside, in the order in which patterns come up. Each of the `single` rows
    is a pattern of its own, whatever stands there."""
    of, first = _same_rows(findings, [np.ascontiguousarray(column, np.int32) for column in beside])
    if not len(single):
        return Groups(of, first)
    of[single] = len(first) + np.arange(len(single))
    return _in_order(of, np.concatenate([first, single]))


def _same_rows(findings: Ints, beside: Sequence[Ints]) -> tuple[Ints, Ints]:
    loaded = rows_kernel.library()
    if loaded is not None:
        return rows_kernel.same_rows(loaded, findings, beside)
    grouping = Grouping(len(findings))
    for column in (*findings.T, *beside):
        low = int(column.min(initial=0))
        grouping.add(column - low, int(column.max(initial=0)) - low + 1)
    groups = grouping.groups()
    in_order = _in_order(groups.of, groups.first)
    return in_order.of, in_order.first


def _in_order(of: Ints, first: Ints) -> Groups:
    """Patterns numbered as they come up; those of which there is no row are left out."""
    used = np.flatnonzero(np.bincount(of, minlength=len(first)))
    used = used[np.argsort(first[used])]
    rank = np.zeros(len(first), np.int32)
    rank[used] = np.arange(len(used), dtype=np.int32)
    return Groups(rank[of], first[used])


def lay(of: Ints, starts: Ints, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Blocks laid out one after the other, as `spread` does."""
    loaded = rows_kernel.library()
    return spread(of, starts, values) if loaded is None else rows_kernel.spread(loaded, of, starts, values)
