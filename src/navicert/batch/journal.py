"""The journal of a run: what was answered and written so far, so that an interrupted run can go on where it ended.

Beside the result "F" stand "F.part", the bytes written so far, and "F.journal": a first line that says what the run was
about, then one line for each piece, written after the piece's bytes are on the disk. Bytes that no line tells of are
cut off before the run goes on; so no row is lost, and none stands there twice.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from navicert.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece that was written: the end of its rows in the source and the number of the next row, the size of the
    result after it, rows by gravest status, rows answered one by one, what the file's end must say about it."""

    end: int
    next_row: int
    size: int
    counts: dict[str, int]
    alone: int
    about: str = ""


@dataclass(slots=True)
class Journal:
    """The part of a result under way, and the entries so far."""

    out: Path
    subject: Mapping[str, Any]
    entries: list[Entry] = field(default_factory=list)
    _part: Any = None
    _log: Any = None

    @property
    def part(self) -> Path:
        return self.out.with_name(self.out.name + ".part")

    @property
    def log(self) -> Path:
        return self.out.with_name(self.out.name + ".journal")

    def __enter__(self) -> Self:
        self._part = self.part.open("r+b" if self.entries else "wb")
        self._log = self.log.open("w", encoding="utf-8")
        for record in (dict(self.subject), *map(asdict, self.entries)):
            self._tell(record)
        if self.entries:
            self._part.truncate(self.entries[-1].size)
            self._part.seek(self.entries[-1].size)
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._part.close()
        self._log.close()
        if kind is not None and issubclass(kind, InvalidInput):
            self.remove()

    @property
    def counts(self) -> Counter[str]:
        """Rows by gravest status, so far."""
        counts: Counter[str] = Counter()
        for entry in self.entries:
            counts.update(entry.counts)
        return counts

    @property
    def rows(self) -> int:
        """How many rows were answered so far."""
        return sum(sum(entry.counts.values()) for entry in self.entries)

    def write(self, content: bytes) -> int:
        """Append bytes, and give the size after them."""
        self._part.write(content)
        return int(self._part.tell())

    def add(self, entry: Entry) -> None:
        """Note that a piece is written, once it is safely on the disk."""
        self._part.flush()
        os.fsync(self._part.fileno())
        self.entries.append(entry)
        self._tell(asdict(entry))

    def _tell(self, record: Mapping[str, Any]) -> None:
        self._log.write(json.dumps(record) + "\n")
        self._log.flush()
        os.fsync(self._log.fileno())

    def finish(self) -> None:
        """Put the whole result in its place and forget the journal."""
        self._part.flush()
        os.fsync(self._part.fileno())
        self.part.replace(self.out)
        self.log.unlink()

    def remove(self) -> None:
        self.part.unlink(missing_ok=True)
        self.log.unlink(missing_ok=True)


def read_subject(out: Path) -> Mapping[str, Any] | None:
    """What an interrupted run that was to write `out` was about; None where there is none."""
    lines = _lines(Journal(out, {}))
    return lines[0] if lines else None


def open_journal(out: Path, subject: Mapping[str, Any], *, resume: bool) -> Journal:
    """The journal of a run: a new one, or with `resume` that of the interrupted run, if there was one.

    InvalidInput when the interrupted run was about something else.
    """
    journal = Journal(out, subject)
    lines = _lines(journal) if resume else []
    if not lines:
        return journal
    for key, value in subject.items():
        if lines[0].get(key) != value:
            raise InvalidInput(
                f"the interrupted run had another {key} ({lines[0].get(key)}, now {value})",
                where=str(journal.log),
                next="start anew without --resume",
            )
    size = journal.part.stat().st_size if journal.part.exists() else 0
    entries = [Entry(**line) for line in lines[1:]]
    journal.entries = [entry for entry in entries if entry.size <= size]
    return journal


def _lines(journal: Journal) -> list[dict[str, Any]]:
    """The journal's whole lines; one that was being written when the run ended is left out."""
    if not journal.log.exists():
        return []
    lines = journal.log.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1]]
