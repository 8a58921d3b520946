"""Decisions kept from one run to the next, beside an embedded store.

What is kept holds nothing of its own and may be deleted at any time. It counts only for the program, the law and the
knowledge that it was made with; anything else, and whatever is damaged, is passed over and made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from navicert.batch.decisions import Decisions, Outcome, finding_from
from navicert.measures.batch.deciding import SharedFinding
from navicert.rulebook.model import Rulebook

FORMAT = 4
MOST = 200_000
"""Situations that are kept; a file that holds more takes no new ones."""
WORTH_KEEPING = 64 * 1024
"""Bytes of a source below which its situations are neither looked up nor kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Outcomes by digest; where one is a number, that of a finding in `findings`, each with its flat row."""

    findings: Sequence[tuple[SharedFinding, Mapping[str, object]]] = ()
    outcomes: Mapping[bytes, Outcome] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where decisions are kept, and what they depend on. Under a line that says so stand, in one line, what is told of
    findings in flat rows and which situation has which; then findings as they are written, a line each."""

    path: Path
    depends: str

    def read(self) -> Kept:
        """What was kept under the same law by the same program; nothing where that cannot be told."""
        try:
            head, _, body = self.path.read_bytes().partition(b"\n")
            said = json.loads(head)
            if said != self._head(body):
                return Kept()
            about, *written = body.decode().split("\n")
            content = json.loads(about)
        except (OSError, ValueError):
            return Kept()
        findings = [
            finding_from(text, flat["because"], looked_at_all, flat)
            for text, (looked_at_all, flat) in zip(written, content["findings"], strict=True)
        ]
        return Kept(findings, {bytes.fromhex(digest): _tuples(out) for digest, out in content["outcomes"]})

    def write(self, decisions: Decisions) -> None:
        """Keep these decisions; a folder that cannot be written keeps none."""
        shared, flats = decisions.findings.shared, decisions.findings.flats
        content = {
            "findings": [(finding.looked_at_all, flat) for finding, flat in zip(shared, flats, strict=True)],
            "outcomes": [(digest.hex(), outcome) for digest, outcome in decisions.outcomes.items()],
        }
        about = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        body = "\n".join([about, *(finding.written for finding in shared)]).encode()
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(json.dumps(self._head(body)).encode() + b"\n" + body)
            beside.replace(self.path)

    def _head(self, body: bytes) -> dict[str, Any]:
        return {"format": FORMAT, "depends": self.depends, "sha256": hashlib.sha256(body).hexdigest()}


def known_through(rulebook: Rulebook, known_on: date) -> date:
    """The last day up to a day of knowledge on which anything about the law became known, or the year of that day
    began: until the next such day nobody knows more, and answers tell of the same years of caps."""
    days = [day for measure in rulebook.measures.values() for day in (measure.adopted, measure.until_known_on)]
    return max([date(known_on.year, 1, 1), *(day for day in days if day is not None and day <= known_on)])


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
