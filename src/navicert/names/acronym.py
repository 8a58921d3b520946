"""Acronyms of organisations: KOMID for Korea Mining Development Trading Corporation."""

from __future__ import annotations

from collections.abc import Sequence

from navicert.names.tokens import Token

SHORTEST, LONGEST = 3, 9
INITIALS = 0.83
INITIALS_OF_THREE = 0.8
BEGINNINGS = 0.82
"""Likeness of a name and its initials, of three initials, and of the beginnings of its words: each alone is just enough
to be looked at, since other names have the same letters."""
LONGEST_PIECE = 4
"""Letters that an acronym takes from one word at most."""
FEWEST_PIECES = 3
"""Words that must give an acronym its letters when it takes more than one from any of them (KO-MI-D)."""
UNKNOWN_LEAST = 0.75
"""Weight from which on a word is so seldom a name that it may be an acronym: Ali, Ira and Bank are words."""


def may_be_acronym(token: Token) -> bool:
    """Whether this could stand for several words."""
    letters = token.text.isalpha() and SHORTEST <= len(token.text) <= LONGEST
    return letters and token.kind == "word" and not token.native and token.weight >= UNKNOWN_LEAST


def acronym_likeness(token: Token, name: Sequence[Token]) -> float:
    """The likeness of a word and of the several words that it may abbreviate; 0 when it does not, to the letter.

    Initials of all words, of all but the legal form, or of all but small words; or, from four letters on, the
    beginnings of three and more words in order, where only words such as "trading" or "company" may be left over at the
    end.
    """
    if not may_be_acronym(token):
        return 0.0
    told = [word for word in name if word.kind not in ("particle", "title")]
    core = [word for word in told if word.kind != "form"]
    if len(core) < 2:
        return 0.0
    for words in (name, told, core, _without_last_letters(core)):
        if "".join(word.text[0] for word in words) == token.text:
            return INITIALS if len(token.text) > SHORTEST else INITIALS_OF_THREE
    if len(token.text) > SHORTEST and _begins(token.text, told):
        return BEGINNINGS
    return 0.0


def _without_last_letters(words: Sequence[Token]) -> Sequence[Token]:
    """The words without single letters at the end, which are a legal form's (S.A., B.V.)."""
    last = len(words)
    while last and words[last - 1].kind == "initial":
        last -= 1
    return words[:last]


def _begins(letters: str, words: Sequence[Token], taken: int = 0) -> bool:
    if not letters:
        return taken >= FEWEST_PIECES and all(word.kind in ("form", "generic") for word in words)
    if not words:
        return False
    first = words[0].text
    for length in range(1, min(LONGEST_PIECE, len(first), len(letters)) + 1):
        if first[length - 1] != letters[length - 1]:
            break
        if _begins(letters[length:], words[1:], taken + 1):
            return True
    return False
