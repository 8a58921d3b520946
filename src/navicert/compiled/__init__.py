"""Compiled libraries beside Python modules: where they are, and whether they were built from the sources at hand."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Sequence
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path


def library_beside(folder: Path, stem: str) -> Path | None:
    """The file of a library in a folder; None where it was not built."""
    paths = (folder / f"{stem}{suffix}" for suffix in EXTENSION_SUFFIXES)
    return next((path for path in paths if path.is_file()), None)


def hash_of(files: Sequence[Path]) -> str:
    """The hash of C sources, as setup.py builds it into a library; "" where the first is not at hand."""
    if not files[0].is_file():
        return ""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def fitting(path: Path, prefix: str, abi: int, sources: str) -> ctypes.CDLL | None:
    """The library in a file, where it has this ABI and was built from the sources of this hash ("": whichever).

    It tells both by its functions `<prefix>_abi` and `<prefix>_built_from`. None when it does not fit or is no library.
    """
    try:
        loaded = ctypes.CDLL(str(path))
        told = getattr(loaded, f"{prefix}_built_from")
        told.restype = ctypes.c_char_p
        built_from = (told() or b"").decode("ascii", "replace")
        fits = getattr(loaded, f"{prefix}_abi")() == abi and (not sources or built_from == sources)
    except (OSError, AttributeError):
        return None
    return loaded if fits else None
