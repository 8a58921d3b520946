"""What every cluster promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import pyarrow as pa

Work = Callable[[pa.RecordBatch], pa.RecordBatch]
"""What is done with one batch. It may remember what helps with the next one, but no answer may depend on that."""


class Cluster(Protocol):
    """Somewhere to work on batches."""

    def map(self, work: Work, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The results of the batches, in their order.

        Batches are taken from the iterator as they are needed, a few ahead at most. An error of `work` or of the
        iterator is raised here once the results before it were handed out. Closing the iterator ends all work.
        """
