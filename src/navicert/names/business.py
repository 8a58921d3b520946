"""Words of organisations' names written without spaces (Korean, Chinese, Japanese, Thai), and their English."""

from __future__ import annotations

from navicert.names.han import simplified
from navicert.names.organisations import meanings

UNSPACED = frozenset({"han", "hangul", "kana", "thai"})
_LONGEST = 16


def cut(script: str, text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The text in pieces: business words with their English, the longest first, and what lies between with none.

    >>> cut("han", "丹东贸易有限公司")
    [('丹东', ()), ('贸易', ('trading', 'trade')), ('有限公司', ('co ltd',))]
    """
    plain = simplified(text) if script == "han" else text
    pieces: list[tuple[str, tuple[str, ...]]] = []
    unknown = position = 0
    while position < len(text):
        length = _known_at(script, plain, position)
        if not length:
            position += 1
            continue
        if unknown < position:
            pieces.append((text[unknown:position], ()))
        word = plain[position : position + length]
        pieces.append((text[position : position + length], meanings(script, word)))
        unknown = position = position + length
    return [*pieces, (text[unknown:], ())] if unknown < len(text) else pieces


def _known_at(script: str, text: str, position: int) -> int:
    """The length of the longest known word here, 0 without one; a single character is a word only at the end."""
    left = len(text) - position
    lengths = range(min(_LONGEST, left), 0 if left == 1 and position else 1, -1)
    return next((n for n in lengths if meanings(script, text[position : position + n])), 0)
