"""The publishers' files, byte for byte, compressed and named by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from navicert.errors import StoreError
from navicert.store.disk import write_through
from navicert.store.trouble import explained

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Original:
    """A kept file: its own name, the SHA-256 of its bytes, its size, its place below the store's folder."""

    name: str
    sha256: str
    size: int
    path: PurePosixPath


def pack(source: Path, target: Path) -> Original:
    """Compress a file into a new one."""
    import pyarrow as pa

    digest, size = hashlib.sha256(), 0
    with explained(source):
        opened = source.open("rb")
    with opened, pa.CompressedOutputStream(str(target), "zstd") as packed:
        for block in _blocks(opened, source):
            digest.update(block)
            size += len(block)
            packed.write(block)
    write_through(target)
    sha256 = digest.hexdigest()
    return Original(source.name, sha256, size, PurePosixPath("files", sha256[:2], f"{sha256}.zst"))


def unpack(original: Original, store: Path, folder: Path) -> Path:
    """Write a kept file under its own name; StoreError when its bytes are not those kept, or the name is taken."""
    place, target = store / original.path, folder / original.name
    digest = hashlib.sha256()
    with target.open("xb") as file:
        try:
            for block in _unpacked(place):
                digest.update(block)
                file.write(block)
        finally:
            is_whole = digest.hexdigest() == original.sha256
            if not is_whole:
                target.unlink()
    if not is_whole:
        raise StoreError("the file was changed on disk", where=str(place), next="restore it from a backup")
    return target


def _unpacked(place: Path) -> Iterator[bytes]:
    import pyarrow as pa

    with place.open("rb") as file, pa.CompressedInputStream(file, "zstd") as packed:
        while block := packed.read(BLOCK):
            yield block


def _blocks(file: BinaryIO, source: Path) -> Iterator[bytes]:
    while True:
        with explained(source):
            block = file.read(BLOCK)
        if not block:
            return
        yield block
