"""One cue of a sentence and what its rules look at: the words, the other cues, what is quoted, the names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from navicert.evidence.sentences import Word
from navicert.evidence.speech.cue_words import Cue
from navicert.evidence.speech.grammar import small

Extent = tuple[int, int]
"""The first word and the index after the last."""
_OPENING_MARKS = frozenset(("“", '"', "‘", ",", ":", "—", "–", "-", "„", "«"))
_CLOSING_MARKS = frozenset((".", ";", "”", '"', "»", "—", "–", ":"))
_OPEN_QUOTE = frozenset("“\"‘'«„")


@dataclass(frozen=True, slots=True)
class View:
    """The cue at `index` of a sentence's `cues`; `quoted` holds the indices of words inside quotation marks, `names`
    where each name that begins at a character ends."""

    words: Sequence[Word]
    cues: Sequence[Cue]
    index: int
    quoted: frozenset[int]
    names: Mapping[int, int]

    @property
    def cue(self) -> Cue:
        return self.cues[self.index]

    @property
    def before_verb(self) -> str:
        """The word before the verb of saying and its auxiliaries and adverbs."""
        position = self.cue.first - 1
        while position > 0 and self.text(position) in small("adverbs") | small("auxiliaries"):
            position -= 1
        return self.text(position)

    def text(self, position: int) -> str:
        """The word in small letters; "" outside the sentence."""
        return self.words[position].text.lower() if 0 <= position < len(self.words) else ""

    def is_quote(self, position: int) -> bool:
        """Whether literal words begin here."""
        return position in self.quoted or (position + 1 in self.quoted and self.text(position) in _OPEN_QUOTE)

    def trimmed(self, first: int, end: int) -> Extent:
        """Without marks and link words at the edges; quotation marks at both ends are left out."""
        while first < end - 1 and self.words[first].text in _OPENING_MARKS:
            first += 1
        if first < end - 1 and self.words[first].text == "'" and first + 1 in self.quoted:
            first += 1
        while end > first + 1 and self.words[end - 1].text in _CLOSING_MARKS:
            end -= 1
        if end > first + 1 and self.words[end - 1].text in ("’", "'") and end - 2 in self.quoted:
            end -= 1
        return first, end
