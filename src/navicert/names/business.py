"""Words of organisations' names written without spaces (Korean, Chinese, Japanese, Thai), and their English."""

from __future__ import annotations

import re

from navicert.names.han import simplified
from navicert.names.numerals import HAN_NUMBER, han_number
from navicert.names.organisations import meanings

UNSPACED = frozenset({"han", "hangul", "kana", "thai"})
_LONGEST = 16
_NUMBERED = re.compile(rf"第([{HAN_NUMBER}]+)")
"""A number in Chinese characters where nothing else can be meant."""


def cut(script: str, text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The text in pieces: business words with their English, the longest first, and what lies between with none.

    >>> [(piece, english[:1]) for piece, english in cut("han", "丹东贸易有限公司")]
    [('丹东', ()), ('贸易', ('trading',)), ('有限公司', ('co ltd',))]
    >>> cut("han", "第十四研究所")[0]
    ('第十四', ('14',))
    """
    plain = simplified(text) if script == "han" else text
    pieces: list[tuple[str, tuple[str, ...]]] = []
    unknown = position = 0
    while position < len(text):
        numbered = _NUMBERED.match(plain, position)
        length = len(numbered[0]) if numbered else _known_at(script, plain, position)
        if not length:
            position += 1
            continue
        if unknown < position:
            pieces.append((text[unknown:position], ()))
        word = plain[position : position + length]
        meant = (str(han_number(numbered[1])),) if numbered else meanings(script, word)
        pieces.append((text[position : position + length], meant))
        unknown = position = position + length
    return [*pieces, (text[unknown:], ())] if unknown < len(text) else pieces


def _known_at(script: str, text: str, position: int) -> int:
    """The length of the longest known word here, 0 without one; a single character is a word only at the end."""
    left = len(text) - position
    lengths = range(min(_LONGEST, left), 0 if left == 1 and position else 1, -1)
    return next((n for n in lengths if meanings(script, text[position : position + n])), 0)
