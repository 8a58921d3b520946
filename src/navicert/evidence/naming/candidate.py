"""A stretch of text that may be a name, with the rule that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from navicert.evidence.model import MentionKind
from navicert.evidence.sentences import Word


@dataclass(frozen=True, slots=True)
class Candidate:
    """Characters of the page, what they name, and how far the rule that found them can be trusted (0 to 1)."""

    start: int
    end: int
    kind: MentionKind
    confidence: float
    rule: str
    subkind: str | None = None
    entries: tuple[str, ...] = ()

    @classmethod
    def over(
        cls, words: Sequence[Word], kind: MentionKind, confidence: float, rule: str, subkind: str | None = None
    ) -> Candidate:
        return cls(words[0].start, words[-1].end, kind, confidence, rule, subkind)

    @property
    def length(self) -> int:
        return self.end - self.start

    def meets(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end


def is_capitalised(word: Word) -> bool:
    """Begins with a capital (or is of a script that has none but is no Latin lower case); marks and numbers are not."""
    return word.text[0].isupper()


def run_from(words: Sequence[Word], first: int, limit: int = 8) -> int:
    """Index after the run of capitalised words that begins at `first`, hyphens and ampersands between them included."""
    end = first
    while end < len(words) and end - first < limit:
        if is_capitalised(words[end]):
            end += 1
        elif words[end].text in "-&–" and end + 1 < len(words) and is_capitalised(words[end + 1]) and end > first:
            end += 2
        else:
            break
    return min(end, len(words))
