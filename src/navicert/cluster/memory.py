"""Memory of a process that does the same over and over: what it gave back is what it needs next."""

from __future__ import annotations

import ctypes

import pyarrow as pa

TRIM_THRESHOLD, MMAP_MAX = -1, -4
"""What glibc's mallopt calls them, <malloc.h>."""
MOST = 2**31 - 1


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
