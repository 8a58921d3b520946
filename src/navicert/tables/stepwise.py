"""Result files that grow step by step and survive being cut short.

Beside "<out>" stand "<out>.part", the results so far, and "<out>.journal", a line for each step: first what the results
are made from, then, after each step, how large the part is and where the work stood. A step counts once its line is
there; what the part holds beyond it is cut off when the work is taken up again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from navicert.errors import InvalidInput, StoreError

Identity = Mapping[str, Any]
"""What results are made from, by name: each a value of JSON. Nothing of it may change before they are whole."""
Finish = Callable[[Path, Path], None]
"""Makes the result file (second) from the part (first)."""
_SIZE, _WHOLE = "size", "whole"


class StepwiseFile:
    """A result file in the making. One process at a time may hold it."""

    def __init__(self, out: Path, journal: IO[bytes], part: IO[bytes], state: Mapping[str, Any] | None) -> None:
        self._out, self._journal, self._part = out, journal, part
        self.state = state

    @classmethod
    def open(cls, out: Path, identity: Identity, opening: bytes, *, resume: bool) -> StepwiseFile:
        """The file at its last step (`state`), with `resume` and where there is one; else a new one (`state` is None).

        Raises InvalidInput when what the results are made from has changed since, or when another process is at it;
        StoreError when the folder cannot be written, or the part is damaged.
        """
        journal_path, part_path = _beside(out, "journal"), _beside(out, "part")
        with _failing(out):
            journal = journal_path.open("a+b")
        try:
            _lock(journal, out)
            with _failing(out):
                state = _last_state(journal, identity, out) if resume else None
                if state is None:
                    return cls(out, journal, _begun(journal, part_path, identity, opening), None)
                return cls(out, journal, _taken_up(part_path, out, state), state)
        except BaseException:
            journal.close()
            raise

    @property
    def is_whole(self) -> bool:
        """Whether every step was made, so that only `finish` is left."""
        return bool(self.state and self.state.get(_WHOLE))

    def add(self, content: bytes | memoryview) -> None:
        """Add to the results what counts with the next step."""
        with _failing(self._out):
            self._part.write(content)

    def step(self, content: bytes | memoryview, state: Mapping[str, Any]) -> None:
        """Add to the results; `state` is what `open` gives back when the work is cut short after this step."""
        with _failing(self._out):
            self._part.write(content)
            self._note(state)

    def _note(self, state: Mapping[str, Any]) -> None:
        self._part.flush()
        os.fsync(self._part.fileno())
        self.state = {**state, _SIZE: self._part.tell()}
        _write_line(self._journal, self.state)

    def finish(self, make: Finish | None = None) -> None:
        """Put the results in their place, made by `make` where they are not the part itself."""
        part = _beside(self._out, "part")
        with _failing(self._out):
            if not self.is_whole:
                self._note({**(self.state or {}), _WHOLE: True})
            self._part.close()
            if part.exists():
                if make:
                    made = _beside(self._out, "whole")
                    make(part, made)
                    made.replace(self._out)
                    part.unlink()
                else:
                    part.replace(self._out)
            _beside(self._out, "journal").unlink(missing_ok=True)
            self._journal.close()

    def discard(self) -> None:
        """Forget the results; the file that was there before stays."""
        self.close()
        _beside(self._out, "part").unlink(missing_ok=True)
        _beside(self._out, "journal").unlink(missing_ok=True)

    def close(self) -> None:
        """Leave part and journal as they are, to be taken up later."""
        self._part.close()
        self._journal.close()


def _beside(out: Path, ending: str) -> Path:
    return out.with_name(f"{out.name}.{ending}")


class _failing:  # noqa: N801 - reads as a sentence
    """Raises StoreError naming the result file where the system cannot write it."""

    def __init__(self, out: Path) -> None:
        self._out = out

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise StoreError(
                f"cannot write: {error.strerror or error}",
                where=str(self._out),
                next="a file that was there before is untouched; once there is room, --resume goes on",
            ) from None


def _lock(journal: IO[bytes], out: Path) -> None:
    """Hold the journal until it is closed; a system without file locks holds nothing."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InvalidInput("another process is writing this file", where=str(out), next="wait for it") from None


def _last_state(journal: IO[bytes], identity: Identity, out: Path) -> dict[str, Any] | None:
    """The state after the last whole step; None where no work was begun."""
    journal.seek(0)
    content = journal.read()
    lines = content[: content.rfind(b"\n") + 1].splitlines()
    journal.truncate(sum(len(line) + 1 for line in lines))
    if len(lines) < 2:
        return None
    changes = [_change(name, then, identity.get(name)) for name, then in json.loads(lines[0]).items()]
    if told := [change for change in changes if change]:
        raise InvalidInput(
            f"the interrupted run cannot be taken up: {'; '.join(told)}",
            where=str(out),
            next="start anew without --resume",
        )
    state: dict[str, Any] = json.loads(lines[-1])
    return state


def _change(name: str, then: Any, now: Any) -> str | None:
    """What changed, in words; None where nothing did."""
    if then == json.loads(json.dumps(now)):
        return None
    if not (isinstance(then, dict) and isinstance(now, Mapping)):
        return f"{name} changed"
    keys = sorted(key for key in {*then, *now} if then.get(key) != json.loads(json.dumps(now.get(key))))
    return f"{name} changed ({', '.join(f'{key}: {then.get(key)} then, {now.get(key)} now' for key in keys)})"


def _begun(journal: IO[bytes], part_path: Path, identity: Identity, opening: bytes) -> IO[bytes]:
    journal.truncate(0)
    part = part_path.open("wb")
    part.write(opening)
    part.flush()
    _write_line(journal, identity)
    _write_line(journal, {_SIZE: len(opening)})
    return part


def _taken_up(part_path: Path, out: Path, state: Mapping[str, Any]) -> IO[bytes]:
    if state.get(_WHOLE) and not part_path.exists():
        return open(os.devnull, "wb")  # noqa: PTH123 - it took its place already
    held = part_path.stat().st_size if part_path.exists() else 0
    if held < state[_SIZE]:
        raise StoreError(
            f"the part holds {held:,} bytes where its journal says {state[_SIZE]:,}",
            where=str(part_path),
            next=f"start anew without --resume; {out} is untouched",
        )
    part = part_path.open("r+b")
    part.truncate(state[_SIZE])
    part.seek(state[_SIZE])
    return part


def _write_line(journal: IO[bytes], value: Mapping[str, Any]) -> None:
    journal.write(json.dumps(value).encode() + b"\n")
    journal.flush()
    os.fsync(journal.fileno())
