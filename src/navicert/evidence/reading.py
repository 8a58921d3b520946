"""One page read from its text to its events, step by step.

Each step takes what was read so far and adds its own records; a step that is not installed adds none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from navicert.evidence.amounts import attributed, find_amounts
from navicert.evidence.articles import split
from navicert.evidence.dates import find_dates
from navicert.evidence.duplicates import find_duplicates
from navicert.evidence.layout.lines import is_english
from navicert.evidence.model import Article, Page, PageReading, Recogniser
from navicert.evidence.pages import page_of_text, part_read
from navicert.evidence.publication import publications

READER = "reader 2"
"""Changes when the same page may be read otherwise than before."""


def reader_version(recogniser: Recogniser | None) -> str:
    """What reads: these rules, and the recogniser of names beside them."""
    return f"{READER} with {recogniser.version}" if recogniser else f"{READER} by rules alone"


def read_page(
    text: str,
    *,
    published: date | None = None,
    page_id: str | None = None,
    source: str | None = None,
    fetched_at: datetime | None = None,
    recogniser: Recogniser | None = None,
) -> PageReading:
    """Everything read from a page of plain text; the same text gives the same reading, without network or clock.

    `published` is the publication date of every article of the page where the caller knows it.
    """
    page = page_of_text(text, page_id=page_id, source=source, fetched_at=fetched_at)
    return read(page, published=published, recogniser=recogniser)


def read(
    page: Page,
    *,
    published: date | None = None,
    told: Mapping[tuple[int, int], date] | None = None,
    recogniser: Recogniser | None = None,
) -> PageReading:
    """Everything read from a page of `pages`; what could not be read is said in the reading's notes.

    `told` are publication dates of single articles, by their first and last characters.
    """
    lines, articles = split(page)
    reading = PageReading(page, lines, articles, notes=tuple(_notes(page, articles)))
    reading = replace(reading, articles=publications(reading, published, told))
    reading = replace(reading, sources=find_duplicates([reading]))
    return _later_steps(reading, recogniser)


def _notes(page: Page, articles: Sequence[Article]) -> Iterator[str]:
    if page.read_as:
        yield f"the bytes are not UTF-8; they were read as {page.read_as}, so some characters may be wrong"
    part = part_read(page.text)
    if len(part) < len(page.text):
        yield f"only the first {len(part):,} of {len(page.text):,} characters were read"
    if not page.text.strip():
        yield "the page holds no text"
    elif not articles:
        yield "no article was found"
    elif not is_english(part):
        yield "not English: articles are told apart, but names, dates, amounts and claims are mostly missed"


def _later_steps(reading: PageReading, recogniser: Recogniser | None) -> PageReading:
    """Mentions before dates and amounts, then claims, then events.

    `find_mentions(reading, recogniser)`, `find_claims(reading)`, `find_events(reading)` give tuples of records.
    """
    reading = replace(reading, mentions=_step("mentions", "find_mentions", reading, recogniser))
    reading = replace(reading, dates=find_dates(reading))
    reading = replace(reading, amounts=find_amounts(reading))
    reading = replace(reading, claims=_step("claims", "find_claims", reading))
    reading = replace(reading, amounts=attributed(reading))
    return replace(reading, events=_step("events", "find_events", reading))


def _step(module: str, function: str, *arguments: Any) -> tuple[Any, ...]:
    path = f"navicert.evidence.{module}"
    if find_spec(path) is None:
        return ()
    found: tuple[Any, ...] = getattr(import_module(path), function)(*arguments)
    return found
