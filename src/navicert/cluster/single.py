"""One batch after the other in this process; and the choice between one process and several."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterable, Iterator

import pyarrow as pa

from navicert.cluster.model import Cluster, Work
from navicert.cluster.processes import Processes


class SingleProcess:
    """Works in this process."""

    def map(self, work: Work, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """See Cluster."""
        gc.freeze()  # what is loaded stays loaded; looking for garbage there over and over takes longer than the work
        try:
            yield from map(work, batches)
        finally:
            gc.unfreeze()


def cores() -> int:
    """How many processes can work at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_cluster(processes: int) -> Cluster:
    """A cluster of so many processes on this machine; this process alone where it cannot be forked."""
    if processes > 1 and "fork" in multiprocessing.get_all_start_methods():
        return Processes(processes)
    return SingleProcess()
