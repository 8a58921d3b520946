"""How alike two tokens are."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from navicert.names.tokens import Token

LEAST = 0.7


def token_similarity(left: Token, right: Token) -> float:
    """A symmetric likeness in [0, 1]; 0 below LEAST."""
    a, b = left.text, right.text
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.8 if a[0] == b[0] and a[0].isalpha() else 0.0
    if len(a) < 3 or len(b) < 3:
        return 0.0
    likeness = 1 - OSA.distance(a, b) / max(len(a), len(b))
    return likeness if likeness >= LEAST else 0.0
