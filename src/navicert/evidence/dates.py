"""Time expressions in running text, and the days they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navicert.evidence.model import Article, PageReading, ResolvedDate
from navicert.evidence.times.finding import Expression, expressions

VERSION = "dates 1"

_RELATION = re.compile(
    r"\b(since|until|till|by|before|after|within|from|through|during|effective|as of|starting|prior to|between)"
    r"(?: the)? $",
    re.IGNORECASE,
)


def find_dates(reading: PageReading) -> tuple[ResolvedDate, ...]:
    """The time expressions in the bodies of all articles; those that need an unknown publication date have no days."""
    return tuple(found for article in reading.articles for found in _in_article(reading, article))


def _in_article(reading: PageReading, article: Article) -> Iterator[ResolvedDate]:
    number = 0
    for line in reading.body_lines(article):
        for found in expressions(reading.page.text[line.start : line.end], article.published.day):
            number += 1
            yield _record(reading.page.text, article, f"{article.id}.d{number}", line.start, found)


def _record(text: str, article: Article, record_id: str, at: int, found: Expression) -> ResolvedDate:
    start, end, meaning = at + found.start, at + found.end, found.meaning
    relation = _RELATION.search(text[max(0, start - 20) : start])
    days = meaning.days if meaning.confidence > 0 else None
    return ResolvedDate(
        id=record_id,
        article_id=article.id,
        start=start,
        end=end,
        text=text[start:end],
        first=days.first if days else None,
        last=days.last if days else None,
        kind=meaning.kind,
        precision=meaning.precision,
        confidence=meaning.confidence,
        extractor=VERSION,
        anchor=article.published.day,
        relation=relation[1].lower() if relation else None,
    )
