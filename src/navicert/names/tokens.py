"""A name as comparable tokens: each with its spelling, its sound, its weight, and the equivalence classes it belongs to."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

from navicert.names.clean import clean_name
from navicert.names.rarity import weight_of

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʻʼʽʾʿ′＇ʹ"), None)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name in small Latin letters or digits; `weight` in (0, 1] says how much the word tells apart."""

    text: str
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


def read_name(text: str, schema: str = "Person") -> tuple[ReadName, ...]:
    """Every reading of a name; none when nothing is left that could be compared (punctuation, emoji)."""
    plain = latin(clean_name(text).translate(_APOSTROPHES)).replace("'", "")
    words = _WORD.findall(plain)
    if not words:
        return ()
    return (ReadName(text, tuple(Token(word, weight_of(word)) for word in words)),)
