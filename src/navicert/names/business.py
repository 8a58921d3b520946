"""Words of organisations' names without spaces (Korean, Chinese, Japanese, Thai, Burmese), and their English."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from navicert.names.han import simplified
from navicert.names.numerals import HAN_NUMBER, han_number
from navicert.names.organisations import meanings
from navicert.names.words import FIRM_WORDS

UNSPACED = frozenset({"han", "hangul", "kana", "thai", "mymr"})
Piece = tuple[str, tuple[str, ...]]
"""A part of a text, and its English: none of what is no word of business."""
_NOTHING: Piece = ("", ())
SINGLE = "+"
"""What stands in the table before a character that is a word between others alone."""
_BRAND = 2
"""Characters of a word that firms are called by which may be a part of a longer name."""
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
def cut(script: str, text: str) -> tuple[Piece, ...]:
    """The text in pieces: business words with their English, the longest first, and what lies between with none.

    >>> [(piece, english[:1]) for piece, english in cut("han", "丹东鸿祥贸易有限公司")]
    [('丹东', ('dandong',)), ('鸿祥', ()), ('贸易', ('trading',)), ('有限公司', ('co ltd',))]
    >>> cut("han", "第十四研究所")[0]
    ('第十四', ('14',))
    """
    plain = simplified(text) if script == "han" else text
    lengths = _longest_first(script, plain)
    if _may_be_cut_better(script, plain, lengths):
        lengths = min(lengths, _fewest_unknown(script, plain), key=_unknown)
    pieces = list(_pieces(script, text, plain, lengths))
    return tuple(_with_single_words(script, list(_with_brands_whole(pieces)) if script == "han" else pieces))


def _longest_first(script: str, plain: str) -> list[int]:
    """The lengths of the pieces, the longest known word taken wherever one begins; below 0 of what is unknown."""
    lengths: list[int] = []
    position = 0
    while position < len(plain):
        length = _known_at(script, plain, position, after_known=bool(lengths) and lengths[-1] > 0)
        if length:
            lengths.append(length)
        elif lengths and lengths[-1] < 0:
            lengths[-1] -= 1
        else:
            lengths.append(-1)
        position += length or 1
    return lengths


def _may_be_cut_better(script: str, plain: str, lengths: list[int]) -> bool:
    """Whether a known word begins within a piece that is known and ends in the unknown one behind it."""
    end = 0
    for length, behind in itertools.pairwise(lengths):
        end += abs(length)
        if length > 1 and behind < 0:
            for position in range(end - length + 1, end):
                longest = next(_lengths_at(script, plain, position, after_known=False), 0)
                if position + longest > end:
                    return True
    return False


def _fewest_unknown(script: str, plain: str) -> list[int]:
    """The lengths of the pieces, below 0 of what is unknown, with the least of it and the fewest pieces."""
    ends: list[dict[bool, list[int]]] = [{} for _ in range(len(plain) + 1)]
    ends[0][False] = []
    for position in range(len(plain)):
        for unknown, before in list(ends[position].items()):
            longer = [*before[:-1], before[-1] - 1] if unknown else [*before, -1]
            _keep(ends[position + 1], longer)
            for length in _lengths_at(script, plain, position, after_known=bool(before) and not unknown):
                _keep(ends[position + length], [*before, length])
    return min(ends[-1].values(), key=_cost)


def _keep(known: dict[bool, list[int]], lengths: list[int]) -> None:
    unknown = lengths[-1] < 0
    if unknown not in known or _cost(lengths) < _cost(known[unknown]):
        known[unknown] = lengths


def _cost(lengths: list[int]) -> tuple[int, int, int]:
    return (*_unknown(lengths), len(lengths))


def _unknown(lengths: list[int]) -> tuple[int, int]:
    """How many characters are unknown, and in how many pieces: 平安 and 保险 leave one, 平, 安保 and 险 two."""
    unknown = [-length for length in lengths if length < 0]
    return sum(unknown), len(unknown)


def _pieces(script: str, text: str, plain: str, lengths: list[int]) -> Iterator[Piece]:
    position = 0
    for length in lengths:
        end = position + abs(length)
        yield text[position:end], _english(script, plain[position:end]) if length > 0 else ()
        position = end


def _english(script: str, word: str) -> tuple[str, ...]:
    numbered = _NUMBERED.fullmatch(word)
    return (str(han_number(numbered[1])),) if numbered else meanings(script, word)


def _with_single_words(script: str, pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with what a single character means between two words that are known: 铝 is aluminium in 贵州铝厂."""
    for before, (piece, english), after in zip([_NOTHING, *pieces], pieces, [*pieces[1:], _NOTHING], strict=False):
        between = len(piece) == 1 and not english and before[1] and after[1]
        single = simplified(piece) if script == "han" else piece
        yield piece, english or (meanings(script, f"{SINGLE}{single}") if between else ())


def _with_brands_whole(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with an unknown single character and a word that firms are called by as one unknown word: 永兴隆 is no
    "yong success"."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting and _are_one_brand(waiting, piece):
            piece, waiting = (waiting[0] + piece[0], ()), None
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting


def _are_one_brand(first: Piece, second: Piece) -> bool:
    return any(
        len(one) == 1 and not unknown and len(other) == _BRAND and english and english[0] in FIRM_WORDS
        for (one, unknown), (other, english) in ((first, second), (second, first))
    )


def _known_at(script: str, text: str, position: int, *, after_known: bool) -> int:
    """The length of the longest known word here, 0 without one."""
    return next(_lengths_at(script, text, position, after_known=after_known), 0)


def _lengths_at(script: str, text: str, position: int, *, after_known: bool) -> Iterator[int]:
    """The lengths of the known words here, the longest first; a single character is a word only at the end, in Korean
    only after another, as it may be the end of a name as well (김용성)."""
    numbered = _NUMBERED.match(text, position)
    if numbered:
        yield len(numbered[0])
        return
    left = len(text) - position
    single = left == 1 and (after_known if script == "hangul" else position > 0 or script == "han")
    lengths: Iterable[int] = range(min(_LONGEST.get(script, _USUALLY_LONGEST), left), 0 if single else 1, -1)
    if script in _WITHIN:
        lengths = [n for n in lengths if not _WITHIN[script].match(text, position + n)]
    yield from (n for n in lengths if meanings(script, text[position : position + n]))
