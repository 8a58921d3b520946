"""One page read from its text to its events, step by step.

Each step takes what was read so far and adds its own records; a step that is not installed adds none.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from navicert.evidence.amounts import find_amounts
from navicert.evidence.articles import split
from navicert.evidence.dates import find_dates
from navicert.evidence.model import Article, Page, PageReading, Publication, Recogniser


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
    page = Page(page_id or page_id_of(text), text, source, fetched_at)
    lines, articles = split(page)
    reading = PageReading(page, lines, tuple(_dated(article, published) for article in articles))
    return _later_steps(reading, recogniser)


def page_id_of(text: str) -> str:
    """The first twelve hexadecimal digits of the text's SHA-256: the same text is the same page."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _dated(article: Article, published: date | None) -> Article:
    if published is None:
        return article
    return replace(article, published=Publication(published, "given", 1.0))


def _later_steps(reading: PageReading, recogniser: Recogniser | None) -> PageReading:
    """Mentions before dates and amounts, then claims, then events.

    `find_mentions(reading, recogniser)`, `find_claims(reading)`, `find_events(reading)` give tuples of records.
    """
    reading = replace(reading, mentions=_step("mentions", "find_mentions", reading, recogniser))
    reading = replace(reading, dates=find_dates(reading))
    reading = replace(reading, amounts=find_amounts(reading))
    reading = replace(reading, claims=_step("claims", "find_claims", reading))
    return replace(reading, events=_step("events", "find_events", reading))


def _step(module: str, function: str, *arguments: Any) -> tuple[Any, ...]:
    path = f"navicert.evidence.{module}"
    if find_spec(path) is None:
        return ()
    found: tuple[Any, ...] = getattr(import_module(path), function)(*arguments)
    return found
