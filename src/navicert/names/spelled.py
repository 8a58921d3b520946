"""Letters that stand one by one in names of organisations and make a word: O.M.M., S.A., L.L.C."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from navicert.names.words import FORMS

FEWEST = 3
"""Letters in a row that make a word whatever they are; two make one where it is a legal form."""


def spelled_together(words: Sequence[str]) -> list[str]:
    """The words, single letters that follow each other made one.

    >>> spelled_together(["o", "m", "m", "co"]), spelled_together(["alfa", "s", "a"]), spelled_together(["j", "e"])
    (['omm', 'co'], ['alfa', 'sa'], ['j', 'e'])
    """
    found: list[str] = []
    for single, run in groupby(words, key=is_letter):
        letters = list(run)
        word = "".join(letters)
        found += [word] if single and (len(word) >= FEWEST or word in FORMS) else letters
    return found


def is_letter(word: str) -> bool:
    """Whether this is a single letter, which its neighbours may make part of a word."""
    return len(word) == 1 and word.isalpha()
