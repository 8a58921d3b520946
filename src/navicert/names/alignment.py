"""The best order-free pairing of two names' tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from navicert.names.acronym import abbreviated, may_be_acronym, stands_alone
from navicert.names.similarity import token_likeness
from navicert.names.tokens import ReadName, Token

ENTRY_SHARE = 0.48
"""What an entry's token counts beside a query's token."""
GLUED_LEAST = 4
"""Letters a word must have to be compared with two or more words written together."""
STEPS = 5000
"""Ways to pair two names that are tried at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Tokens that stand for each other, by position (one with one, or one with neighbours), and how alike they are."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float
    gain: float
    acronym: bool = False
    """Whether one side is an acronym of the other."""


def glued_likeness(word: str, together: str) -> float:
    """The likeness of a word and of words written together: 1, or a little less for one slip in each eight letters."""
    if word == together:
        return 1.0
    longer = max(len(word), len(together))
    limit = longer // 8 + (longer >= 5)
    slips = OSA.distance(word, together, score_cutoff=limit)
    return 1 - 1.0 * slips / longer if slips <= limit else 0.0


def edges(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Pair]:
    """Every pair of tokens, or of a token and neighbouring tokens, that may stand for each other."""
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            likeness = token_likeness(a, b)
            if likeness:
                yield _pair((i,), (j,), likeness, left, right)
    for one, run, likeness in _glued(left, right):
        yield _pair((one,), run, likeness, left, right)
    for one, run, likeness in _glued(right, left):
        yield _pair(run, (one,), likeness, left, right)


def abbreviations(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Pair]:
    """The pairs of words with the words at the beginning of the other name that they abbreviate."""
    for one, run, likeness in _abbreviated(left, right):
        yield replace(_pair((one,), run, likeness, left, right), acronym=True)
    for one, run, likeness in _abbreviated(right, left):
        yield replace(_pair(run, (one,), likeness, left, right), acronym=True)


def _abbreviated(single: Sequence[Token], many: Sequence[Token]) -> Iterator[tuple[int, tuple[int, ...], float]]:
    """What each acronym stands for, with the small words around it and, where there are such, without them."""
    for i, token in enumerate(single):
        if len(many) < 2 or not may_be_acronym(token) or not stands_alone(token, single):
            continue
        found = abbreviated(token, many)
        if found:
            yield i, tuple(range(*found.around)), found.likeness
            if found.words != found.around:
                yield i, tuple(range(*found.words)), found.likeness


def _pair(
    i: tuple[int, ...], j: tuple[int, ...], likeness: float, left: Sequence[Token], right: Sequence[Token]
) -> Pair:
    mine = sum(left[k].weight for k in i)
    theirs = sum(right[k].weight for k in j)
    return Pair(i, j, likeness, likeness * (mine + ENTRY_SHARE * theirs))


def _glued(single: Sequence[Token], many: Sequence[Token]) -> Iterator[tuple[int, tuple[int, ...], float]]:
    found = [(run, together, any(many[k].kind == "number" for k in run)) for run, together in runs(many)]
    for i, token in enumerate(single):
        if len(token.text) < GLUED_LEAST:
            continue
        for run, together, numbered in found:
            if numbered and _digits(token.text) != _digits(together):
                continue
            if abs(len(together) - len(token.text)) <= 1 + len(token.text) // 8:
                likeness = glued_likeness(token.text, together)
                if likeness:
                    yield i, run, likeness


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def runs(tokens: Sequence[Token]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Neighbours written together: every two, and all of the name."""
    for start in range(len(tokens) - 1):
        yield (start, start + 1), tokens[start].text + tokens[start + 1].text
    if len(tokens) > 2:
        yield tuple(range(len(tokens))), "".join(token.text for token in tokens)


def align(left: ReadName, right: ReadName) -> tuple[Pair, ...]:
    """Disjoint pairs of the greatest total gain."""
    found = list(edges(left.tokens, right.tokens))
    if not (left.personal or right.personal):
        found += abbreviations(left.tokens, right.tokens)
    return best_pairs(found)


def best_pairs(found: list[Pair]) -> tuple[Pair, ...]:
    """The disjoint pairs of the greatest total gain; exact but for absurd names (thousands of ways)."""
    found.sort(key=lambda pair: (-pair.gain, pair.left, pair.right))
    greedy = _greedy(found)
    if _is_unrivalled(found):
        return greedy
    return _exhaustive(found, greedy)


def _is_unrivalled(found: list[Pair]) -> bool:
    """Whether no two pairs want the same token, so that taking all of them is best."""
    lefts = [i for pair in found for i in pair.left]
    rights = [j for pair in found for j in pair.right]
    return len(lefts) == len(set(lefts)) and len(rights) == len(set(rights))


def _greedy(found: list[Pair]) -> tuple[Pair, ...]:
    used_left: set[int] = set()
    used_right: set[int] = set()
    chosen = []
    for pair in found:
        if used_left.isdisjoint(pair.left) and used_right.isdisjoint(pair.right):
            used_left.update(pair.left)
            used_right.update(pair.right)
            chosen.append(pair)
    return tuple(chosen)


def _exhaustive(found: list[Pair], start: tuple[Pair, ...]) -> tuple[Pair, ...]:
    by_first: dict[int, list[tuple[int, int, Pair]]] = {}
    for pair in found:
        by_first.setdefault(pair.left[0], []).append((_mask(pair.left), _mask(pair.right), pair))
    firsts = sorted(by_first)
    ceilings = [0.0] * (len(firsts) + 1)
    for k in range(len(firsts) - 1, -1, -1):
        ceilings[k] = ceilings[k + 1] + max(pair.gain for _, _, pair in by_first[firsts[k]])
    best = [sum(pair.gain for pair in start)]
    chosen = [start]
    steps = [STEPS]

    def search(k: int, left: int, right: int, gain: float, taken: tuple[Pair, ...]) -> None:
        if gain > best[0] + 1e-12:
            best[0], chosen[0] = gain, taken
        steps[0] -= 1
        if k == len(firsts) or gain + ceilings[k] <= best[0] + 1e-12 or steps[0] <= 0:
            return
        for mine, theirs, pair in by_first[firsts[k]]:
            if not (left & mine or right & theirs):
                search(k + 1, left | mine, right | theirs, gain + pair.gain, (*taken, pair))
        search(k + 1, left, right, gain, taken)

    search(0, 0, 0, 0.0, ())
    return chosen[0]


def _mask(positions: tuple[int, ...]) -> int:
    mask = 0
    for position in positions:
        mask |= 1 << position
    return mask
