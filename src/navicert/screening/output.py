"""Matches in the forms that other programs and people read: JSON, text, and two names aligned word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from navicert.screening.model import Match, Reason

_NOTHING = "-"


def match_to_json(match: Match) -> dict[str, Any]:
    """The match as `screen --json` prints it."""
    party = match.party
    return {
        "id": party.id,
        "schema": party.schema,
        "caption": party.caption,
        "sources": [party.source] if party.source else [],
        "programs": list(party.programs),
        "score": match.score,
        "probability": match.probability,
        "matched": {"query": match.matched_query, "entry": match.matched_entry},
        "reasons": [reason_to_json(reason) for reason in match.reasons],
    }


def reason_to_json(reason: Reason) -> dict[str, Any]:
    """A reason: its kind, words and weight; what was asked, the list's text and how they match, where it has them."""
    said = {"asked": reason.asked, "listed": reason.listed, "how": reason.how}
    given = {key: value for key, value in said.items() if value}
    return {"kind": reason.kind, "text": reason.text, "weight": reason.weight, **given}


def match_to_text(match: Match) -> str:
    """The match in lines: score and party, the two names aligned, then every reason with its weight."""
    party = match.party
    of = f" ({party.source} {party.id})" if party.source else f" ({party.id})"
    head = f"{match.score:.3f}  {party.caption}{of}, probability {match.probability:.3f}"
    names = [f"asked {match.matched_query}; listed {match.matched_entry}"] if match.matched_entry else []
    reasons = [f"{reason.weight:+.3f}  {reason_to_text(reason)}" for reason in match.reasons]
    return "\n".join((head, *names, *aligned_names(match), *reasons))


def reason_to_text(reason: Reason) -> str:
    """The reason in words, with how words of names match.

    >>> reason_to_text(Reason("name", "gim ~ kim (0.92)", 0.2, "gim", "kim", "romanisation"))
    'gim ~ kim (0.92), romanisation'
    """
    return f"{reason.text}, {reason.how}" if reason.how and reason.how != "equal" else reason.text


def aligned_names(match: Match) -> tuple[str, ...]:
    """Two lines, asked over listed, whose columns are the words that stand for each other; none without names.

    Words are in small Latin letters as they were read; "-" stands where the other name has no counterpart.
    """
    columns = list(_columns(match))
    if not columns:
        return ()
    widths = [max(map(_width, column)) for column in columns]
    rows = zip(("asked ", "listed"), zip(*columns, strict=True), strict=True)
    return tuple(
        "  ".join((label, *(_filled(word, width) for word, width in zip(words, widths, strict=True)))).rstrip()
        for label, words in rows
    )


def _columns(match: Match) -> Iterator[tuple[str, str]]:
    for reason in match.reasons:
        if reason.kind == "name":
            yield reason.asked, reason.listed
        elif reason.kind == "name_missing":
            yield from ((words, _NOTHING) for words in (reason.asked,) if words)
            yield from ((_NOTHING, words) for words in (reason.listed,) if words)


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _filled(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
