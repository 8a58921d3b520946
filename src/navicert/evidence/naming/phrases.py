"""Known phrases found among the words of a text, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from navicert.evidence.sentences import Word, words_of


class Phrases:
    """A set of phrases, each a run of words; case counts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in set(phrases):
            words = tuple(word.text for word in words_of(phrase))
            if words:
                self._by_first.setdefault(words[0], []).append(words)
        for runs in self._by_first.values():
            runs.sort(key=lambda run: (-len(run), run))

    def at(self, words: Sequence[Word], position: int) -> int:
        """How many words the longest phrase that begins here has; 0 where none does."""
        for run in self._by_first.get(words[position].text, ()):
            here = words[position : position + len(run)]
            if len(here) == len(run) and all(word.text == part for word, part in zip(here, run, strict=True)):
                return len(run)
        return 0

    def within(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """First and last-but-one index of each phrase, none overlapping."""
        position = 0
        while position < len(words):
            length = self.at(words, position)
            if length:
                yield position, position + length
            position += length or 1

    def first_words(self) -> Iterable[str]:
        """The words that some phrase begins with."""
        return self._by_first.keys()
