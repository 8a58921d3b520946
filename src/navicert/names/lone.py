"""Names that say too little: a word that many people bear, a title or a legal form and nothing else."""

from __future__ import annotations

import re

from navicert.names.clean import clean_name
from navicert.names.reading import EITHER, PERSONAL, read_name
from navicert.names.words import FORMS, TITLES

COMMON = 0.6
"""Weight below which a word alone tells nobody: a listed name of several words is then far below any cutoff in use."""
A_WORD = r"^\s*(?:(?:mr|mrs|ms|miss|dr|prof|sir|madam|mme|herr|frau)\.?\s+)?\S+\s*$"
"""What a name that may say too little looks like, told quickly: one word, behind a title or not."""
_A_WORD = re.compile(A_WORD, re.IGNORECASE)


def says_too_little(text: str, schema: str) -> str | None:
    """Why a name tells nobody although it can be compared; None where it may.

    >>> says_too_little("Kim", "Person"), says_too_little("Ltd.", "Company")
    ('many people bear this one word', 'it is a title or a legal form alone')
    >>> says_too_little("Kim", "Vessel"), says_too_little("Komid", "Person"), says_too_little("Kim Il", "Person")
    (None, None, None)
    """
    plain = clean_name(text)
    if not _A_WORD.match(plain):
        return None
    if plain.casefold().strip(".,") in TITLES | FORMS:
        return "it is a title or a legal form alone"
    if schema not in PERSONAL | EITHER:
        return None
    readings = [reading for reading in read_name(plain, schema) if reading.personal]
    words = [[token.weight for token in reading.tokens if token.kind == "word"] for reading in readings]
    lone = bool(words) and all(len(weights) == 1 and weights[0] < COMMON for weights in words)
    return "many people bear this one word" if lone else None
