"""Words of organisations' names without spaces (Korean, Chinese, Japanese, Thai, Burmese), and their English."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from navicert.names.han import simplified
from navicert.names.numerals import HAN_NUMBER, han_number
from navicert.names.organisations import meanings

UNSPACED = frozenset({"han", "hangul", "kana", "thai", "mymr"})
_LONGEST = {"thai": 20, "mymr": 28}
_USUALLY_LONGEST = 16
_WITHIN = {
    "thai": re.compile("[ะัาำิ-ฺๅ็-๎]"),
    "mymr": re.compile("[\u102b-\u103e]|.\u103a|.\u1037\u103a|.?\u1039"),
}
"""What never begins a syllable, so that no word ends before it: vowels, marks, a consonant that closes a syllable."""
_NUMBERED = re.compile(rf"第([{HAN_NUMBER}]+)")
"""A number in Chinese characters where nothing else can be meant."""


@functools.lru_cache(maxsize=10_000)
def cut(script: str, text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
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
        known = position > 0 and unknown == position
        length = len(numbered[0]) if numbered else _known_at(script, plain, position, after_known=known)
        if not length:
            position += 1
            continue
        if unknown < position:
            pieces.append((text[unknown:position], ()))
        word = plain[position : position + length]
        meant = (str(han_number(numbered[1])),) if numbered else meanings(script, word)
        pieces.append((text[position : position + length], meant))
        unknown = position = position + length
    return (*pieces, (text[unknown:], ())) if unknown < len(text) else tuple(pieces)


def _known_at(script: str, text: str, position: int, *, after_known: bool) -> int:
    """The length of the longest known word here, 0 without one; a single character is a word only at the end, in Korean
    only after another, as it may be the end of a name as well (김용성)."""
    left = len(text) - position
    single = left == 1 and (after_known if script == "hangul" else position > 0 or script == "han")
    lengths: Iterable[int] = range(min(_LONGEST.get(script, _USUALLY_LONGEST), left), 0 if single else 1, -1)
    if script in _WITHIN:
        lengths = [n for n in lengths if not _WITHIN[script].match(text, position + n)]
    return next((n for n in lengths if meanings(script, text[position : position + n])), 0)
