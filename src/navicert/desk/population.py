"""The customers arranged for screening: files of columns beside the store, made anew when a customer has changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from navicert.desk.ground import Ground
from navicert.errors import StoreError

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 32_768
"""Customers in a file, which are asked together."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """The customers of one state of the population: its stamp, how many there are, and the files that hold them."""

    stamp: int
    count: int
    files: tuple[Path, ...]

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The customers, a file at a time."""
        for file in self.files:
            yield _read(file)


class Population:
    """The arranged customers of one store. They hold personal data: `forget` removes them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def arranged(self) -> Arranged:
        """The customers as they are now; arranged first where one has changed since."""
        stamp = self._ground.store.customers.stamp()
        kept = self._folder(stamp)
        if not kept.is_dir():
            stamp = self._arrange()
            kept = self._folder(stamp)
        files = tuple(sorted(kept.glob("*.arrow")))
        count = sum(int(file.stem.rpartition("-")[2]) for file in files)
        return Arranged(stamp, count, files)

    def forget(self) -> None:
        """Remove what is arranged."""
        shutil.rmtree(self._ground.store.population_folder, ignore_errors=True)

    def _folder(self, stamp: int) -> Path:
        return self._ground.store.population_folder / f"stamp-{stamp:012}"

    def _arrange(self) -> int:
        """Arrange the customers; the stamp of their state. Written beside and moved into place when whole."""
        from navicert.screening.inverse import customer_batches

        stamp, pages = self._ground.store.customers.everyone()
        made = self._folder(stamp).with_name(f"making-{os.getpid()}")
        with closing(pages):  # type: ignore[type-var]
            try:
                shutil.rmtree(made, ignore_errors=True)
                made.mkdir(parents=True)
                for number, batch in enumerate(customer_batches(pages, BATCH)):
                    _write(made / f"{number:06}-{batch.num_rows}.arrow", batch)
                with suppress(FileExistsError, OSError):  # another process may have made the same
                    made.rename(self._folder(stamp))
            except OSError as error:
                raise StoreError(
                    f"the customers cannot be arranged: {error.strerror or error}",
                    where=str(made.parent),
                    next="free some space; nothing was lost",
                ) from error
            finally:
                shutil.rmtree(made, ignore_errors=True)
        self._remove_others(self._folder(stamp))
        return stamp

    def _remove_others(self, kept: Path) -> None:
        for folder in kept.parent.glob("stamp-*"):
            if folder != kept:
                shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, batch: pa.RecordBatch) -> None:
    import pyarrow as pa

    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
        writer.write_batch(batch)


def _read(path: Path) -> pa.RecordBatch:
    import pyarrow as pa

    try:
        with pa.memory_map(str(path)) as file, pa.ipc.open_file(file) as reader:
            return reader.get_batch(0)
    except (pa.ArrowException, OSError) as error:
        raise StoreError(
            f"arranged customers cannot be read: {str(error).splitlines()[0]}",
            where=str(path),
            next="remove the folder; it is made again",
        ) from error
