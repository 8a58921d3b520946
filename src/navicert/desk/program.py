"""Which program answered: its version, and a digest of its code and tables as they lie on this machine."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from pathlib import Path

import navicert

LEFT_OUT = frozenset({".pyc", ".so", ".pyd"})
"""What is made from the rest."""


def program_name() -> str:
    """Name and version of the program and of Python."""
    return f"navicert {navicert.__version__}, Python {platform.python_version()}"


@cache
def code_digest() -> str:
    """ "sha256:" and a digest of every file of the package, by its place: another code or table has another."""
    root, whole = Path(navicert.__file__).parent, hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix not in LEFT_OUT and path.is_file()):
        whole.update(f"{path.relative_to(root).as_posix()}\0".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{whole.hexdigest()}"
