"""A name as comparable tokens: each with its spelling and the weight it carries."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from anyascii import anyascii

from navicert.names.clean import clean_name
from navicert.names.rarity import weight_of
from navicert.names.words import FORMS, PARTICLES, TITLES

TokenKind = Literal["word", "initial", "number", "particle", "title", "form"]
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʻʼʽʾʿ′＇ʹ"), None)
_FIXED: dict[TokenKind, float] = {"initial": 0.2, "particle": 0.08, "title": 0.03, "form": 0.06, "number": 0.6}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name in small Latin letters or digits; `weight` in (0, 1] says how much the word tells apart."""

    text: str
    kind: TokenKind
    weight: float


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name as read: its tokens in order. Two names compare through their tokens alone."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def weight(self) -> float:
        return sum(token.weight for token in self.tokens)


@functools.lru_cache(maxsize=200_000)
def latin(text: str) -> str:
    """Small Latin letters for any script."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return str(anyascii(bare)).casefold()


@functools.lru_cache(maxsize=100_000)
def token(word: str, *, person: bool) -> Token:
    """The token of one word; titles count as such for persons, legal forms for all others."""
    kind = _kind(word, person=person)
    return Token(word, kind, _FIXED.get(kind) or weight_of(word))


def _kind(word: str, *, person: bool) -> TokenKind:
    if word.isdigit():
        return "number"
    if len(word) == 1:
        return "initial"
    if word in PARTICLES:
        return "particle"
    if person and word in TITLES:
        return "title"
    if not person and word in FORMS:
        return "form"
    return "word"


def read_name(text: str, schema: str = "Person") -> tuple[ReadName, ...]:
    """Every reading of a name; none when nothing is left that could be compared (punctuation, emoji)."""
    plain = latin(clean_name(text).translate(_APOSTROPHES)).replace("'", "")
    words = _WORD.findall(plain)
    if not words:
        return ()
    person = schema == "Person"
    return (ReadName(text, _with_substance(tuple(token(word, person=person) for word in words))),)


def _with_substance(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens; where nothing but titles, particles and forms is left, these are the name and count as words."""
    if any(t.kind in ("word", "number") for t in tokens):
        return tokens
    return tuple(Token(t.text, "word", weight_of(t.text)) for t in tokens)
