"""A download in progress: the bytes so far, and the proof by which a server knows what they are part of."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


class Partial:
    """Beside the target: `<name>.part` with the bytes as sent, `<name>.part.json` with where they came from.

    They outlive a failed call, so that a later one can go on; only under a strong ETag, which promises that the bytes
    are the same (RFC 9110, 8.8.3).
    """

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(f"{target.name}.part")
        self._note_path = target.with_name(f"{target.name}.part.json")
        self.size = 0
        self.expected: int | None = None
        self.encoding = ""

    def resume(self, url: str) -> str | None:
        """The ETag under which the bytes of this address can be completed; None when there is nothing to go on with."""
        note = self._note()
        if note.get("url") != url or not self.path.is_file():
            return None
        self.size, self.encoding = self.path.stat().st_size, note["encoding"]
        return note["etag"] if self.size else None

    def restart(self, url: str, headers: Mapping[str, str]) -> None:
        """Nothing yet of the file that these headers announce."""
        self.discard()
        self.size, self.encoding = 0, headers.get("content-encoding", "").lower()
        self.expected = _number(headers.get("content-length"))
        etag = headers.get("etag", "")
        if etag.startswith('"'):
            self._note_path.write_text(json.dumps({"url": url, "etag": etag, "encoding": self.encoding}), "utf-8")

    def continues(self, etag: str, headers: Mapping[str, str]) -> bool:
        """Whether the answer goes on exactly where these bytes end."""
        found = CONTENT_RANGE.fullmatch(headers.get("content-range", ""))
        if found is None or int(found[1]) != self.size or headers.get("etag", etag) != etag:
            return False
        self.expected = _number(found[3])
        return headers.get("content-encoding", "").lower() == self.encoding

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self._note_path.unlink(missing_ok=True)

    def _note(self) -> dict[str, str]:
        try:
            note = json.loads(self._note_path.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return note if isinstance(note, dict) and {"url", "etag", "encoding"} <= note.keys() else {}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
