"""How well pages are split when articles are glued together anew, with some of their layout taken away.

    python benchmarks/evidence_regluing.py [PAGES] [--rounds 40] [--misses]

PAGES is a folder of scraped pages (default: ../shared/seeds). Each page is split once as it is; its articles are then
taken apart line by line, drawn at random, stripped of some lines, glued into new pages and split again. Levels:
`all` keeps every line, `half` keeps each kind of line of an article with probability 1/2, `title+dateline` keeps
headline and opening dateline, `none` keeps headline and text alone, without dateline. An article counts as found when
headline and both ends of its text are right within five characters.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from navicert.evidence.articles import split
from navicert.evidence.layout.datelines import opening
from navicert.evidence.model import Page
from navicert.evidence.pages import page_id_of

SHARED = Path(__file__).parents[2] / "shared/seeds"
LEVELS = {"all": 1.0, "most": 0.75, "half": 0.5, "few": 0.25}
KEPT = {"title", "body", "subhead"}
EDGE = 5


@dataclass(frozen=True)
class Piece:
    """A line of an article with its role and the blank lines before it."""

    role: str
    text: str
    gap: str


def pieces(page: Page) -> Iterator[list[Piece]]:
    """The lines of each article of a page, with what stands before its headline."""
    lines, articles = split(page)
    for at, article in enumerate(articles):
        until = articles[at + 1].start if at + 1 < len(articles) else len(page.text)
        begin = articles[at - 1].end if at else 0
        own = [line for line in lines if begin <= line.start < until]
        first = next((i for i, line in enumerate(own) if line.role == "title"), None)
        if first is None or all(line.role != "body" for line in own):
            continue
        while first and own[first - 1].role in ("outlet", "updated"):
            first -= 1
        ends = [begin, *(line.end for line in own)]
        yield [
            Piece(line.role, page.text[line.start : line.end], page.text[ends[i] : line.start])
            for i, line in enumerate(own)
            if i >= first and line.start < article.end
        ]


def stripped(article: list[Piece], level: str, draw: random.Random) -> list[Piece]:
    """The article without the kinds of lines that the level takes away."""
    share = LEVELS.get(level, 0.0)
    kept = {role for role in sorted({piece.role for piece in article}) if draw.random() < share} | KEPT
    if level in ("title+dateline", "none"):
        kept = KEPT
    with_dateline = level == "title+dateline" or draw.random() < share
    chosen = [piece for piece in article if piece.role in kept]
    first = next(i for i, piece in enumerate(chosen) if piece.role == "body")
    opened = opening(chosen[first].text)
    if opened and not with_dateline:
        chosen[first] = Piece("body", chosen[first].text[opened.length :].lstrip(" -–—"), chosen[first].gap)
    return chosen


@dataclass(frozen=True)
class Truth:
    title: str
    start: int
    end: int


def glue(articles: list[list[Piece]], spacing: str) -> tuple[str, list[Truth]]:
    """One page of several articles, and where their texts lie in it."""
    text, truths = "", []
    for article in articles:
        spans = []
        for piece in article:
            text += (spacing or (piece.gap if "\n" in piece.gap else "\n")) if text else ""
            spans.append((piece.role, len(text), len(text) + len(piece.text)))
            text += piece.text
        body = [(start, end) for role, start, end in spans if role == "body"]
        title = next(piece.text for piece in article if piece.role == "title")
        truths.append(Truth(title, body[0][0], body[-1][1]))
    return text, truths


def right(truth: Truth, got: Truth) -> bool:
    return got.title == truth.title and abs(got.start - truth.start) <= EDGE and abs(got.end - truth.end) <= EDGE


def measure(stock: list[list[Piece]], level: str, rounds: int, misses: list[str]) -> tuple[int, int, int]:
    """Articles found, articles there, articles printed."""
    draw = random.Random(level)
    found = there = printed = 0
    for _ in range(rounds):
        drawn = [
            stripped(article, level, draw) for article in draw.sample(stock, k=draw.randint(2, min(8, len(stock))))
        ]
        text, truths = glue(drawn, draw.choice(["", "\n", "\n\n"]))
        articles = split(Page(page_id_of(text), text))[1]
        got = [Truth(a.title.text, a.body_start, a.body_end) for a in articles if a.title]
        hits = [truth for truth in truths if any(right(truth, other) for other in got)]
        misses.extend(f"{level}: {truth.title}" for truth in truths if truth not in hits)
        misses.extend(f"{level}: false {other.title}" for other in got if not any(right(t, other) for t in truths))
        found, there, printed = found + len(hits), there + len(truths), printed + len(articles)
    return found, there, printed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    texts = [path.read_bytes().decode("utf-8") for path in sorted(arguments.pages.glob("*.txt"))]
    stock = [article for text in texts for article in pieces(Page(page_id_of(text), text))]
    print(f"{len(stock)} articles\nlevel            recall  precision     F1")
    for level in (*LEVELS, "title+dateline", "none"):
        misses: list[str] = []
        found, there, printed = measure(stock, level, arguments.rounds, misses)
        f1 = 2 * found / (there + printed)
        figures = f"{found / there:6.3f}  {found / printed:9.3f}  {f1:5.3f}"
        print(f"{level:15}  {figures}   {found} of {there}, {printed} printed")
        if arguments.misses:
            print(*(f"    {line}" for line in sorted(set(misses))), sep="\n")


if __name__ == "__main__":
    main()
