"""From a name as typed to plain text: one form of every character, nothing invisible, bounded length."""

from __future__ import annotations

import functools
import re
import unicodedata

from navicert.errors import InvalidInput

LONGEST = 1000
"""Characters beyond which a text is no name."""

_SPACED = frozenset({"Cc", "Zs", "Zl", "Zp"})
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_name(text: str, *, where: str | None = None) -> str:
    """The name in compatibility form (full width becomes narrow), without invisible characters and marks that enclose
    others, spaces single.

    Raises InvalidInput for what no name can hold: other types than text, NUL, lone surrogates, over 1,000 characters
    (in either form: one character may stand for eighteen).

    >>> clean_name("ＫＩＭ\\u200b  Jong\\u00adUn ")
    'KIM JongUn'
    """
    if not isinstance(text, str):
        raise InvalidInput(f"a name is text, not {type(text).__name__}", where=where)
    _refuse_longer(text, where)
    if "\0" in text:
        raise InvalidInput("the name holds a NUL character", where=where)
    if text.isascii():
        return " ".join(text.split())
    if _SURROGATE.search(text):
        raise InvalidInput("the name holds a lone surrogate (broken text encoding)", where=where)
    plain = " ".join(unicodedata.normalize("NFKC", "".join(map(_kept, text))).split())
    _refuse_longer(plain, where)
    return plain


def _refuse_longer(text: str, where: str | None) -> None:
    if len(text) > LONGEST:
        raise InvalidInput(
            f"a name of {len(text):,} characters; {LONGEST:,} are the most", where=where, next="give the name alone"
        )


@functools.lru_cache(maxsize=65536)
def _kept(char: str) -> str:
    what = unicodedata.category(char)
    if what in ("Cf", "Me"):
        return ""
    return " " if what in _SPACED else char
