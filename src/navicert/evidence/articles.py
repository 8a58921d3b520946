"""The articles of a page: where each begins and ends, its headline, text, captions, writers and outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from navicert.evidence.layout.cues import cues, is_copy
from navicert.evidence.layout.datelines import opening
from navicert.evidence.layout.lines import TextLine, text_lines
from navicert.evidence.layout.roles import Labelled, label
from navicert.evidence.model import Article, Dateline, Line, Page, Publication, Role, Span
from navicert.evidence.pages import part_read

VERSION = "split 1"
UNDATED = Publication(None, "not looked for yet", 0.0)

Labels = Sequence[tuple[TextLine, Labelled]]


def split(page: Page) -> tuple[tuple[Line, ...], tuple[Article, ...]]:
    """Every line with its role, and the articles in order; publication dates are left to `publication`."""
    found = text_lines(part_read(page.text))
    labelled = list(zip(found, label(cues(found, dict(page.elements))), strict=True))
    lines: list[Line] = []
    articles: list[Article] = []
    for group in map(_with_copies, _groups(labelled)):
        article = _article(page, group, len(articles) + 1)
        lines.extend(_lines(group, article))
        if article is not None:
            articles.append(article)
    return tuple(lines), tuple(articles)


def _groups(labelled: Labels) -> Iterator[Labels]:
    starts = [at for at, (_, mark) in enumerate(labelled) if mark.begins]
    for first, last in pairwise([*starts, len(labelled)]):
        yield labelled[first:last]


def _article(page: Page, group: Labels, number: int) -> Article | None:
    """The article of a group of lines; None where the group holds neither headline nor text."""
    titles = [line for line, mark in group if mark.role == "title"]
    bodies = [line for line, mark in group if mark.role == "body"]
    if not titles and not bodies:
        return None
    edge = bodies or titles
    own = [line for line, mark in group if mark.role in OWN]
    return Article(
        id=f"{page.id}.a{number}",
        start=own[0].start,
        end=own[-1].end,
        title=_span(titles[0]) if titles else None,
        body_start=edge[0].start if bodies else edge[-1].end,
        body_end=edge[-1].end,
        kind="main" if number == 1 else "glued",
        published=UNDATED,
        confidence=_confidence(group),
        extractor=VERSION,
        outlet=_outlet(group) or (page.stated_outlet if number == 1 else None),
        dateline=_dateline(page, group, bodies),
        bylines=_spans(group, "byline"),
        credits=_spans(group, "credits"),
        captions=_spans(group, "caption"),
    )


OWN: frozenset[Role] = frozenset(
    ("title", "title_dup", "caption", "caption_dup", "byline", "dateline", "body", "subhead", "summary", "credits")
)
"""Roles that are an article's own; buttons and advertisements after its last line of these belong to none."""


def _confidence(group: Labels) -> float:
    """Of the split: of the headline, and of the first and last line of running text."""
    titles = [mark.confidence for _, mark in group if mark.role == "title"]
    bodies = [mark.confidence for _, mark in group if mark.role == "body"]
    return round(min([*titles[:1], *bodies[:1], *bodies[-1:]]) * (1.0 if titles and bodies else 0.5), 3)


def _span(line: TextLine) -> Span:
    return Span(line.start, line.end, line.text)


def _spans(group: Labels, role: Role) -> tuple[Span, ...]:
    return tuple(_span(line) for line, mark in group if mark.role == role)


def _outlet(group: Labels) -> str | None:
    named = [line.text.lstrip("-–—| ").strip() for line, mark in group if mark.role == "outlet"]
    return next((name for name in named if name.lower() not in _NO_NAMES), None)


_NO_NAMES = frozenset(("news", "post", "times", "daily", "press", "media", "magazine", "journal", "online", "the news"))
"""What a button of a page's menu says, and no outlet is called alone."""


def _dateline(page: Page, group: Labels, bodies: Sequence[TextLine]) -> Dateline | None:
    """From the opening of the text ("GENEVA (Reuters) - "), else from a line of its own."""
    opened = opening(bodies[0].text) if bodies else None
    if opened is not None:
        at = bodies[0].start
        return Dateline(page.span(at + opened.start, at + opened.end), opened.agency, opened.day)
    alone = _spans(group, "dateline")
    return Dateline(alone[0]) if alone else None


def _lines(group: Labels, article: Article | None) -> Iterator[Line]:
    for line, mark in group:
        owner = article.id if article and article.start <= line.start < article.end else None
        yield Line(line.number, line.start, line.end, mark.role, owner, mark.confidence, VERSION)


def _with_copies(group: Labels) -> Labels:
    """The group with second copies of captions marked as such (second copies of the headline are already)."""
    keys: list[str] = []
    marked: list[tuple[TextLine, Labelled]] = []
    for line, mark in group:
        if mark.role == "caption":
            if any(is_copy(line.key, key) for key in keys):
                mark = replace(mark, role="caption_dup")
            keys.append(line.key)
        marked.append((line, mark))
    return marked
