"""What is said in turn: paragraphs of a talk, a briefing or a transcript that begin with who speaks ("Lu Kang: …")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from navicert.evidence.model import Span
from navicert.evidence.speech.speakers import Names, Speaker

_TURN = re.compile(
    r"(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}|(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){1,3})"
    r"(?:, (?P<office>[A-Z][A-Za-z ,.'’-]{2,40}))?: (?=[A-Z“\"‘'])"
)
_NOBODY = frozenset(
    ("HOST", "MODERATOR", "QUESTION", "ANSWER", "UNIDENTIFIED", "REPORTER", "NOTE", "PHOTO", "WATCH", "READ")
)


LEAST_TURNS = 2


def is_talk(paragraphs: Iterable[str]) -> bool:
    """Whether paragraphs begin with who speaks, or who asks, more than once."""
    return sum(bool(_TURN.match(text) or _ASKED.match(text)) for text in paragraphs) >= LEAST_TURNS


_ASKED = re.compile(r"(?:Q|A|Question|Answer): ")


def turn_of(text: str, offset: int, names: Names) -> tuple[int, Speaker] | None:
    """Where the words of a paragraph's speaker begin, and who it is; None where it is no turn.

    A name in capitals speaks, or the name of a person; what else stands before a colon is no speaker. A last name finds
    the full one that an earlier turn or the article gives.
    """
    found = _TURN.match(text)
    if found is None or found["name"].split()[0] in _NOBODY:
        return None
    start, end = offset + found.start("name"), offset + found.end("name")
    named = names.between(start, end)
    people = [m for m in named if m.kind == "person"]
    if any(m.kind == "place" for m in named):
        return None
    if not people and not found["name"].isupper():
        return None
    name = (people[0].name if people else None) or _fullest(found["name"], names)
    return found.end(), Speaker(name, Span(start, end, found["name"]), None, "person")


def _fullest(printed: str, names: Names) -> str:
    """The article's fullest name that ends with the printed one, capitals aside; else the printed one as a name."""
    last = printed.split()[-1].lower()
    people = (m.name or m.text for m in names.mentions if m.kind == "person")
    return next((name for name in people if name.split()[-1].lower() == last), printed.title())
