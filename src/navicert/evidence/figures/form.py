"""An amount as a paragraph states it, and the words that say how exact it claims to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from navicert.evidence.model import Comparator

_BEFORE: tuple[tuple[Comparator, str], ...] = (
    (">=", r"at least|no less than|no fewer than|not less than|a minimum of|minimum|upwards of"),
    (
        "<=",
        r"up to|at most|no more than|not more than|as much as|as many as|as far as|as long as|as high as|a maximum of|"
        r"maximum|not exceeding",
    ),
    (
        "<",
        r"(?:just |slightly |well |a little |somewhat )?"
        r"(?:under|below|less than|fewer than|lower than|shy of|short of)",
    ),
    (
        ">",
        r"(?:just |slightly |well |a little |far |significantly )?"
        r"(?:over|more than|above|greater than|in excess of|exceeding|beyond|longer than|higher than)",
    ),
    (
        "~",
        r"about|around|roughly|approximately|approx\.?|some|nearly|almost|an estimated|estimated|close to|circa|"
        r"virtually",
    ),
)
COMPARED = "|".join(f"(?P<c{at}>{words})" for at, (_, words) in enumerate(_BEFORE))
"""Words before an amount, for use in a pattern without regard to case; at most once a pattern."""
_AFTER: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (">=", re.compile(r"\)? or (?:more|above|over|longer|higher)\b|\)? and (?:above|over)\b|\+")),
    ("<=", re.compile(r"\)? or (?:less|fewer|below|under)\b")),
    ("~", re.compile(r"\)? or so\b")),
)
_BRACKETS = re.compile(r" \([^()]{1,40}\)")


@dataclass(frozen=True, slots=True)
class Form:
    """One amount in a paragraph: where it stands and what it says."""

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    comparator: Comparator
    kind: str
    confidence: float
    high: Decimal | None = None


def compared_before(match: re.Match[str]) -> Comparator:
    """What the words before the amount say, in a match of a pattern with `COMPARED`."""
    return next((sign for at, (sign, _) in enumerate(_BEFORE) if match[f"c{at}"]), "=")


def compared_after(text: str, end: int) -> Comparator | None:
    """As in "8,000 km or more": what the words after the amount say, also behind the same in brackets."""
    brackets = _BRACKETS.match(text, end)
    ends = (end, brackets.end()) if brackets else (end,)
    return next((sign for at in ends for sign, pattern in _AFTER if pattern.match(text, at)), None)
