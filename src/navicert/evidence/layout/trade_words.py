"""The words of `words/pages.txt` as alternatives of a regular expression."""

from __future__ import annotations

from navicert.evidence.word_files import words_under


def any_of(heading: str) -> str:
    """Alternatives, the longest first, for use within a group."""
    return "|".join(sorted(words_under(heading, "pages.txt"), key=lambda word: (-len(word), word)))


AGENCIES = any_of("agencies")
TOO_COMMON = words_under("too common", "pages.txt")
