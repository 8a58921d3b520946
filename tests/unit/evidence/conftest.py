"""Articles made of a few lines, and what is read from them without a trained model."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from navicert.evidence.claims import find_claims
from navicert.evidence.dates import find_dates
from navicert.evidence.events import find_events
from navicert.evidence.mentions import find_mentions
from navicert.evidence.model import (
    Article,
    Claim,
    Event,
    Line,
    Mention,
    Page,
    PageReading,
    Publication,
    Recogniser,
    Span,
)

MONDAY = date(2031, 3, 3)


def article_of(text: str, title: str = "", day: date | None = MONDAY) -> PageReading:
    """One article: a title line if there is one, every other line running text."""
    whole = f"{title}\n{text}" if title else text
    lines, position = [], 0
    for number, line in enumerate(whole.split("\n"), start=1):
        role = "title" if title and number == 1 else "body"
        if line.strip():
            lines.append(Line(number, position, position + len(line), role, "a1", 1.0, "test"))
        position += len(line) + 1
    span = Span.of(whole, 0, len(title)) if title else None
    body = len(title) + 1 if title else 0
    published = Publication(day, "given", 1.0)
    article = Article("a1", 0, len(whole), span, body, len(whole), "main", published, 1.0, "test")
    return PageReading(Page("p", whole), tuple(lines), (article,))


def read(text: str, recogniser: Recogniser | None = None, title: str = "", day: date | None = MONDAY) -> PageReading:
    reading = article_of(text, title, day)
    reading = replace(reading, mentions=find_mentions(reading, recogniser))
    reading = replace(reading, dates=find_dates(reading))
    reading = replace(reading, claims=find_claims(reading))
    return replace(reading, events=find_events(reading))


@pytest.fixture
def named() -> Callable[..., list[tuple[str, str]]]:
    """The names of a text with their kinds, in order."""

    def names(text: str, recogniser: Recogniser | None = None, title: str = "") -> list[tuple[str, str]]:
        return [(m.text, m.kind) for m in read(text, recogniser, title).mentions]

    return names


@pytest.fixture
def mentions() -> Callable[..., tuple[Mention, ...]]:
    return lambda text, recogniser=None, title="": read(text, recogniser, title).mentions


@pytest.fixture
def claims() -> Callable[..., tuple[Claim, ...]]:
    return lambda text: read(text).claims


@pytest.fixture
def claim(claims: Callable[..., tuple[Claim, ...]]) -> Callable[..., Claim]:
    """The only claim of a text."""

    def only(text: str) -> Claim:
        found = claims(text)
        assert len(found) == 1, [c.quote for c in found]
        return found[0]

    return only


@pytest.fixture
def events() -> Callable[..., tuple[Event, ...]]:
    return lambda text, day=MONDAY: read(text, day=day).events


@pytest.fixture
def reading() -> Callable[..., PageReading]:
    return read
