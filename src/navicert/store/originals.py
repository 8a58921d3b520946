"""The publishers' files, byte for byte, compressed and named by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

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


def unpack(original: Original, place: Path, target: Path) -> Path:
    """Write a kept file to a new place; StoreError when its bytes are not those that were kept."""
    with place.open("rb") as packed, target.open("xb") as file:
        try:
            _unpack(packed, file, original, place)
        except BaseException:
            target.unlink()
            raise
    return target


def _unpack(packed: BinaryIO, file: BinaryIO, original: Original, place: Path) -> None:
    import pyarrow as pa

    digest = hashlib.sha256()
    with pa.CompressedInputStream(packed, "zstd") as stream:
        while block := _read(stream):
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != original.sha256:
        raise StoreError(
            "the file was changed on disk", where=str(place), next="restore it from a backup, or load the files again"
        )


def _read(stream: Any) -> bytes:
    """The next bytes; none where they cannot be unpacked: the digest tells whether that was the end."""
    try:
        return bytes(stream.read(BLOCK))
    except OSError as error:
        if error.errno is None:  # not the disk: the compressed bytes make no sense
            return b""
        raise


def _blocks(file: BinaryIO, source: Path) -> Iterator[bytes]:
    while True:
        with explained(source):
            block = file.read(BLOCK)
        if not block:
            return
        yield block
