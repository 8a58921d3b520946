"""The best order-free pairing of two names' tokens."""

from __future__ import annotations

from dataclasses import dataclass

from navicert.names.similarity import token_similarity
from navicert.names.tokens import ReadName

ENTRY_SHARE = 0.4
"""What an entry's token counts beside a query's token."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Tokens that stand for each other, by position, and how alike they are."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float


def pairs(left: ReadName, right: ReadName) -> tuple[Pair, ...]:
    """Disjoint pairs that explain most of both names."""
    found = []
    for i, a in enumerate(left.tokens):
        for j, b in enumerate(right.tokens):
            likeness = token_similarity(a, b)
            if likeness:
                found.append((likeness * (a.weight + ENTRY_SHARE * b.weight), Pair((i,), (j,), likeness)))
    for i in range(len(left.tokens) - 1):
        glued = left.tokens[i].text + left.tokens[i + 1].text
        for j, b in enumerate(right.tokens):
            if glued == b.text:
                weight = left.tokens[i].weight + left.tokens[i + 1].weight + ENTRY_SHARE * b.weight
                found.append((weight, Pair((i, i + 1), (j,), 1.0)))
    for j in range(len(right.tokens) - 1):
        glued = right.tokens[j].text + right.tokens[j + 1].text
        for i, a in enumerate(left.tokens):
            if glued == a.text:
                weight = a.weight + ENTRY_SHARE * (right.tokens[j].weight + right.tokens[j + 1].weight)
                found.append((weight, Pair((i,), (j, j + 1), 1.0)))
    found.sort(key=lambda item: (-item[0], item[1].left, item[1].right))
    used_left: set[int] = set()
    used_right: set[int] = set()
    chosen = []
    for _, pair in found:
        if used_left.isdisjoint(pair.left) and used_right.isdisjoint(pair.right):
            used_left.update(pair.left)
            used_right.update(pair.right)
            chosen.append(pair)
    return tuple(chosen)


def likeness(left: ReadName, right: ReadName, chosen: tuple[Pair, ...]) -> float:
    """The share of both names' weight that the pairs explain, in [0, 1]."""
    whole = left.weight + ENTRY_SHARE * right.weight
    explained = sum(
        pair.likeness
        * (
            sum(left.tokens[i].weight for i in pair.left)
            + ENTRY_SHARE * sum(right.tokens[j].weight for j in pair.right)
        )
        for pair in chosen
    )
    return explained / whole if whole else 0.0
