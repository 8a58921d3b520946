"""Memory of a process that does the same over and over: what it gave back is what it needs next."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa

TRIM_THRESHOLD, MMAP_MAX = -1, -4
"""What glibc's mallopt calls them, <malloc.h>."""
MOST = 2**31 - 1
SELDOM = 50_000
"""Objects that come to stay before this process looks for any that nothing refers to."""


def keep_memory() -> None:
    """Let this process keep the memory that it frees, and let Arrow take its own from there too.

    For a process that ends with its work: large columns would else be handed back to the system and taken anew, page by
    page, with every batch. Where the C library knows no such wish, nothing changes.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(MMAP_MAX, 0)
        mallopt(TRIM_THRESHOLD, MOST)


def rarely_collect() -> None:
    """Let this process, which ends with its work, look seldom for what nothing refers to, and not among what is there:
    that is large to walk through, and stays."""
    gc.freeze()
    gc.set_threshold(SELDOM, 20, 100)


@contextmanager
def not_collecting() -> Iterator[None]:
    """Much is made that stays: nothing is looked through meanwhile."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
