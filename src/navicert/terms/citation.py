"""Where a rule or a fact is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument and the paragraph in it, as a lawyer would cite them."""

    instrument: str
    paragraph: str

    def __str__(self) -> str:
        mark = "para. " if self.paragraph[:1].isdigit() else ""
        return f"{self.instrument}, {mark}{self.paragraph}"
