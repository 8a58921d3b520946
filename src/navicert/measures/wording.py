"""What several values of a missing fact are told by together: days in a row as one stretch, codes as one list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from navicert.rulebook.vocabulary import KEYS
from navicert.terms.country import in_a_sentence

_DAYS = re.compile(r"is (?:before (?P<until>\S+)|from (?P<first>\S+) (?:to (?P<last>\S+)|on))")
_STATE = re.compile(r"\b[A-Z]{2}\b")
SPOKEN_CODES = {"wmd": "weapons of mass destruction", "lng": "LNG", "lpg": "LPG"}
NONE_OF = "is none of "
MOST_TOLD = 3


def listed(words: Sequence[str], last: str) -> str:
    """
    >>> listed(["a", "b", "c"], "or")
    'a, b or c'
    """
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def together(field: str, whens: Sequence[str]) -> str:
    """Several answers to one question, as they follow the fact's name.

    >>> together("end_use", ["is military", "is none of livelihood, military"])
    'is anything but livelihood'
    >>> together("arrival_date", ["is before 2017-08-05", "is from 2017-08-05 to 2017-09-04"])
    'is before 2017-09-05'
    """
    if (days := _spans(whens)) is not None:
        return listed([_span_words(*span) for span in _joined(days)][-MOST_TOLD:], "or").replace(" or is ", " or ")
    plain = [_plain(field, when) for when in whens]
    if not all(when.startswith("is ") for when in plain):
        return listed(plain[-MOST_TOLD:], "or")
    excluded = next((when.removeprefix(NONE_OF).split(", ") for when in plain if when.startswith(NONE_OF)), None)
    single = [when.removeprefix("is ") for when in plain if not when.startswith(NONE_OF)]
    if excluded is None:
        return f"is {listed(single, 'or')}"
    left = [code for code in excluded if code not in single]
    return f"is anything but {listed(left, 'or')}" if left else "is whatever it is"


def _plain(field: str, when: str) -> str:
    """Codes without their underscores, states by name; of parties, nobody who was named."""
    if when == "is none of these":
        return "is somebody else"
    if field in KEYS and KEYS[field].type == "state":
        return _STATE.sub(lambda code: in_a_sentence(code[0]), when)
    for code in KEYS[field].codes if field in KEYS else ():
        when = when.replace(code, SPOKEN_CODES.get(code, code.replace("_", " ")))
    return when


Span = tuple[date | None, date | None]


def _spans(whens: Sequence[str]) -> list[Span] | None:
    """Stretches of days, first and last, open ends as None; None where something else is told."""
    matches = [_DAYS.fullmatch(when) for when in whens]
    try:
        return [_span(match) for match in matches if match] if all(matches) else None
    except ValueError:
        return None


def _span(match: re.Match[str]) -> Span:
    first, last, until = (match[name] and date.fromisoformat(match[name]) for name in ("first", "last", "until"))
    return first or None, until - timedelta(days=1) if until else last or None


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Stretches in order, those that follow on each other as one."""
    ordered = sorted(spans, key=lambda span: span[0] or date.min)
    first, last = ordered[0]
    for following, end in ordered[1:]:
        if last is not None and following == last + timedelta(days=1):
            last = end
        else:
            yield first, last
            first, last = following, end
    yield first, last


def _span_words(first: date | None, last: date | None) -> str:
    if first is None:
        return f"is before {last + timedelta(days=1)}" if last else "is whatever it is"
    if last is None:
        return f"is from {first} on"
    return f"is {first}" if first == last else f"is from {first} to {last}"
